"""The list of who has which personal feed: a file that only its owner may read, never among what is public.

The store keeps tokens as hashes only, so that this list is the one place in which they can be read.
"""

import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from scheduler.errors import InputError
from scheduler.instance import Frozen, Identifier
from scheduler.publishing.feeds.addresses import address_of, personal_path
from scheduler.publishing.feeds.kinds import ForDelegation, ForPerson, Personal
from scheduler.publishing.feeds.texts import one_line
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Conference, Language
from scheduler.publishing.store.tokens import Owner, Sort, Tokens
from scheduler.storage import UnreadableError, content_of, write_atomically

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,128}$")]
"""At least 128 random bits, in letters that may stand in an address."""


class _Owner(Frozen):
    sort: Literal["person", "delegation"]
    id: Identifier


class _Token(_Owner):
    token: Token


class _Row(_Token):
    name: str
    addresses: dict[Language, str] = {}


class _List(Frozen):
    format: Literal[1]
    conference: Identifier
    store: str = ""
    tokens: tuple[_Row, ...]
    before: tuple[_Token, ...] = ()
    first: tuple[_Owner, ...] = ()
    unknown: tuple[_Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """What is in a list."""

    tokens: Tokens
    before: Tokens = field(default_factory=dict)
    """Those in place of which there are new ones. Only while an exchange is under way, or if it was not
    finished: which of the two are in force then, the store knows."""
    first: frozenset[Owner] = frozenset()
    """Those who had none before, as long as `before` is there."""
    unknown: frozenset[tuple[Owner, str]] = frozenset()
    """Those that the store had never had when the list was written, as it was an older copy of itself."""
    store: str = ""
    """Where the store was with which the list was written; nothing, if it does not say so."""


def owner_of(which: Personal) -> Owner:
    """Return whose feed it is."""
    sort = Sort.PERSON if isinstance(which, ForPerson) else Sort.DELEGATION
    return Owner(sort, which.id)


def feed_of(owner: Owner) -> Personal:
    """Return the feed of somebody."""
    return ForPerson(owner.id) if owner.sort is Sort.PERSON else ForDelegation(owner.id)


def make_sure_of_list(path: Path, folder: Path) -> None:
    """Raise `InputError` if a list would lie among what is public, or can be read by others."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            f"{path}: lies in {folder}, which everybody may read. Give a name outside of it."
        )
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: there is no such folder; make it first.")
    if not path.exists():
        return
    if not path.is_file():
        raise InputError(f"{path}: is not an ordinary file.")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise InputError(f"{path}: others than its owner can read it. First: chmod 600 {path}")


def read_list(path: Path, conference: str) -> Listed:
    """Return what is in a list; nothing, if there is no such file.

    Raises
    ------
    InputError
        When it is not a list of this conference; the message holds no token.
    """
    if not path.exists():
        return Listed({})
    try:
        content = _List.model_validate_json(content_of(path))
    except UnreadableError as error:
        raise InputError(f"{path}: {error}") from error
    except ValidationError as error:
        faults = (
            f"{path}: {'.'.join(map(str, fault['loc'])) or 'content'}: {fault['msg']}."
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise InputError(*faults) from None
    if content.conference != conference:
        raise InputError(f"{path}: is the list of {content.conference}, not of {conference}.")
    return Listed(
        dict(map(_owned, content.tokens)),
        dict(map(_owned, content.before)),
        frozenset(Owner(Sort(row.sort), row.id) for row in content.first),
        frozenset(map(_owned, content.unknown)),
        content.store,
    )


def _owned(row: _Token) -> tuple[Owner, str]:
    return Owner(Sort(row.sort), row.id), row.token


def write_list(
    path: Path, conference: Conference, listed: Listed, languages: Iterable[Language]
) -> None:
    """Write a list, with the addresses to send to each; only its owner may read the file.

    When this returns, all of it is on the disk, and stays there if the machine stops.

    Raises
    ------
    FileError
        When it cannot be written; what was there before is left.
    """
    spoken, tokens = tuple(languages), listed.tokens
    rows = [_row(conference, owner, tokens[owner], spoken) for owner in sorted(tokens)]
    parts = {
        "before": [_plain(owner, token) for owner, token in sorted(listed.before.items())],
        "first": [_plain(owner) for owner in sorted(listed.first)],
        "unknown": [_plain(owner, token) for owner, token in sorted(listed.unknown)],
    }
    content: dict[str, object] = {
        "format": 1,
        "conference": conference.name,
        "store": listed.store,
        "tokens": rows,
        **{name: part for name, part in parts.items() if part},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    write_atomically(path, f"{text}\n".encode(), private=True)


def _plain(owner: Owner, token: str | None = None) -> dict[str, str]:
    said = {"sort": owner.sort.value, "id": owner.id}
    return said if token is None else {**said, "token": token}


def _row(
    conference: Conference, owner: Owner, token: str, languages: tuple[Language, ...]
) -> dict[str, object]:
    table = conference.people if owner.sort is Sort.PERSON else conference.delegations
    titles = next((each.titles for each in table if each.id == owner.id), {})
    paths = {language: personal_path(token, language) for language in languages}
    return {
        "sort": owner.sort.value,
        "id": owner.id,
        "name": one_line(text_in(titles, conference.languages[0])) or owner.id,
        "token": token,
        "addresses": {each: address_of(conference, path) or path for each, path in paths.items()},
    }
