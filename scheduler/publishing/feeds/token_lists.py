"""The list of personal feeds and their tokens: a file that only its owner may read; it is never published.

The store keeps tokens as hashes only, so that this list is the one place in which they can be read. If
everything ends after the store has changed and before the list has, those whose tokens it lacks are named by
the next command that needs them, and may be given new ones.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, StringConstraints, ValidationError

from scheduler.errors import InputError
from scheduler.instance import Frozen, Identifier
from scheduler.publishing.feeds.addresses import (
    ForDelegation,
    ForPerson,
    Personal,
    address_of,
    personal_path,
)
from scheduler.publishing.feeds.texts import one_line
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Language, PublishedConference
from scheduler.publishing.store import Store
from scheduler.publishing.store.tokens import (
    Owner,
    Sort,
    Tokens,
    all_digests,
    digest_of,
    issued,
    owners_by_digest,
    rotate,
)
from scheduler.storage import Said, UnreadableError, content_of, held, write_atomically

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,128}$")]
"""At least 128 random bits, in letters that may stand in an address."""


class _TokenRow(Frozen):
    sort: Sort
    id: Identifier
    token: Token
    name: str
    addresses: dict[Language, str] = {}


class _List(Frozen):
    model_config = ConfigDict(extra="ignore")  # earlier lists held more

    format: Literal[1]
    conference: Identifier
    tokens: tuple[_TokenRow, ...]


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
        raise InputError(f"{path}: lies in {folder}, which is public. Give a path outside it.")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: there is no such folder. Create it first.")
    if not path.exists():
        return
    if not path.is_file():
        raise InputError(f"{path}: is not a regular file.")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise InputError(f"{path}: other users can read it. Run: chmod 600 {path}")


def read_list(path: Path, conference: str) -> Tokens:
    """Return the tokens of a list; none, if there is no such file.

    Raises
    ------
    InputError
        When it is not a list of this conference; the message holds no token.
    """
    if not path.exists():
        return {}
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
    return {Owner(each.sort, each.id): each.token for each in content.tokens}


def write_list(
    path: Path, conference: PublishedConference, tokens: Tokens, languages: Iterable[Language]
) -> None:
    """Write a list, with the addresses to send to each; only its owner may read the file.

    When this returns, all of it is on the disk, and stays there if the machine stops.

    Raises
    ------
    FileError
        When it cannot be written; what was there before is left.
    """
    spoken = tuple(languages)
    content = _List(
        format=1,
        conference=conference.name,
        tokens=tuple(_row(conference, *each, spoken) for each in sorted(tokens.items())),
    )
    text = content.model_dump_json(indent=2)
    write_atomically(path, f"{text}\n".encode(), private=True)


def _row(
    conference: PublishedConference, owner: Owner, token: str, languages: tuple[Language, ...]
) -> _TokenRow:
    table = conference.people if owner.sort is Sort.PERSON else conference.delegations
    titles = next((each.titles for each in table if each.id == owner.id), {})
    paths = {language: personal_path(token, language) for language in languages}
    return _TokenRow(
        sort=owner.sort,
        id=owner.id,
        token=token,
        name=one_line(text_in(titles, conference.languages[0])) or owner.id,
        addresses={each: address_of(conference, path) or path for each, path in paths.items()},
    )


class PrivateList:
    """A list that no other command changes; `held_list` makes one."""

    def __init__(
        self,
        path: Path,
        store: Store,
        conference: PublishedConference,
        languages: Iterable[Language],
        said: Said,
    ) -> None:
        """Read a list, and forget those tokens of it that are not in force.

        Raises
        ------
        InputError
            When it is no list of this conference, or of another store, or the store cannot be used.
        """
        self._path, self._store, self._conference = path, store, conference
        self._languages = tuple(languages)
        listed = read_list(path, conference.name)
        ever = all_digests(store, conference.name)
        unknown = [owner.id for owner, token in listed.items() if digest_of(token) not in ever]
        if unknown:
            known = f"{path}: {store.place} has never had {len(unknown)} of its tokens"
            if len(unknown) == len(listed):
                raise InputError(
                    f"{known}: it is the list of another store. Give that store, or another file."
                )
            said(
                f"{known} ({unknown[0]} …), as after a restore: they open nothing and are removed."
            )
        valid = owners_by_digest(store, conference.name)
        self.tokens: Tokens = {
            owner: token for owner, token in listed.items() if valid.get(digest_of(token)) == owner
        }
        """Those of the list that are in force."""

    def rotate(self, owners: Iterable[Owner], at: datetime, *, only_first: bool = False) -> Tokens:
        """Give owners new tokens, and write the list; return the new ones.

        Raises
        ------
        InputError
            When the list cannot be written, or the store cannot be used.
        """
        self.write()  # so that nothing changes where it cannot be written
        made = rotate(self._store, self._conference.name, owners, at, only_first=only_first)
        self.tokens = {**self.tokens, **made}
        try:
            self.write()
        except InputError as error:
            raise InputError(
                *error.troubles,
                "The new tokens are lost. Once the list can be written, give new ones with "
                "`scheduler tokens rotate`.",
            ) from error
        return made

    def tokens_for(
        self, feeds: Iterable[Personal], at: datetime
    ) -> tuple[Tokens, tuple[Owner, ...]]:
        """Return a token for each personal feed, a first one for owners who never had one; write the list.

        Of those who have no feed now it keeps the tokens. Also return those owners whose token is in force
        and not in the list.
        """
        wanted, name = [owner_of(which) for which in feeds], self._conference.name
        had = {each.owner for each in issued(self._store, name)}
        first = [owner for owner in wanted if owner not in had]
        if first:
            self.rotate(first, at, only_first=True)
        else:
            self.write()
        in_force = {*owners_by_digest(self._store, name).values()}
        strange = (in_force - self.tokens.keys()) & {*wanted}
        tokens = {owner: self.tokens[owner] for owner in wanted if owner in self.tokens}
        return tokens, tuple(sorted(strange))

    def write(self) -> None:
        """Write the list anew, with the addresses of today."""
        write_list(self._path, self._conference, self.tokens, self._languages)


@contextmanager
def held_list(
    path: Path,
    store: Store,
    conference: PublishedConference,
    languages: Iterable[Language],
    said: Said,
) -> Iterator[PrivateList]:
    """Hold a list, so that no other command changes it, and read it; tell what the user should know."""
    with held(path, said):
        yield PrivateList(path, store, conference, languages, said)
