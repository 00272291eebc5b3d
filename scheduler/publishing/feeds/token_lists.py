"""The list of personal feeds and their tokens: a file that only its owner may read; it is never published.

The store keeps tokens as hashes only, so that this list is the one place in which they can be read. The list
and the store change one after the other, and everything may end in between. So the list holds the new tokens
and those before while the store changes, and at each moment the one that is in force is in it; whoever opens
it next keeps that one.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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


class _Token(Frozen):
    sort: Sort
    id: Identifier
    token: Token

    @property
    def pair(self) -> tuple[Owner, str]:
        """Whose it is, and the token."""
        return Owner(self.sort, self.id), self.token


class _TokenRow(_Token):
    name: str
    addresses: dict[Language, str] = {}


class _List(Frozen):
    model_config = ConfigDict(extra="ignore")  # earlier lists held more

    format: Literal[1]
    conference: Identifier
    tokens: tuple[_TokenRow, ...]
    before: tuple[_Token, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What is in a list."""

    tokens: Tokens
    before: Tokens | None = None
    """All of before, while an exchange is under way, or if it was not finished: which of the two are in force
    then, the store knows."""


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
    before = None if content.before is None else dict(each.pair for each in content.before)
    return Listed(dict(each.pair for each in content.tokens), before)


def write_list(
    path: Path, conference: PublishedConference, listed: Listed, languages: Iterable[Language]
) -> None:
    """Write a list, with the addresses to send to each; only its owner may read the file.

    When this returns, all of it is on the disk, and stays there if the machine stops.

    Raises
    ------
    FileError
        When it cannot be written; what was there before is left.
    """
    spoken, before = tuple(languages), listed.before
    content = _List(
        format=1,
        conference=conference.name,
        tokens=tuple(_row(conference, *each, spoken) for each in sorted(listed.tokens.items())),
        before=None
        if before is None
        else tuple(
            _Token(sort=owner.sort, id=owner.id, token=token)
            for owner, token in sorted(before.items())
        ),
    )
    text = content.model_dump_json(indent=2, exclude_none=True)
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
        self._languages, self._said = tuple(languages), said
        self.tokens: Tokens = {}
        """Those of the list that are in force."""
        self._settle()

    def rotate(self, owners: Iterable[Owner], at: datetime, *, only_first: bool = False) -> Tokens:
        """Give owners new tokens, and write the list; return the new ones.

        Raises
        ------
        InputError
            When the list cannot be written: nothing has changed then. Or when the store cannot be: the list
            holds those that are in force.
        """
        name = self._conference.name
        try:
            made = rotate(self._store, name, owners, at, keep=self._keep, only_first=only_first)
        except BaseException:
            with suppress(InputError):  # both are in the list, and the next who opens it finds out
                self._tidy()
            raise
        try:
            self._tidy()
        except InputError as error:
            self._said(
                f"{self._path}: has the new tokens, which are in force, and still those before, which are "
                f"not; the next command that uses it removes them. ({error})"
            )
        return {**made}

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
        self._write(Listed(self.tokens))

    def _keep(self, drawn: Tokens) -> None:
        self._write(Listed({**self.tokens, **drawn}, self.tokens))

    def _write(self, listed: Listed) -> None:
        write_list(self._path, self._conference, listed, self._languages)

    def _tidy(self) -> None:
        self._settle()
        self.write()

    def _settle(self) -> None:
        listed = read_list(self._path, self._conference.name)
        valid = owners_by_digest(self._store, self._conference.name)
        ever = all_digests(self._store, self._conference.name)
        settled = listed.tokens if listed.before is None else listed.before
        unknown = [owner.id for owner, token in settled.items() if digest_of(token) not in ever]
        if unknown:
            said = f"{self._path}: {self._store.place} has never had {len(unknown)} of its tokens"
            if len(unknown) == len(settled):
                raise InputError(
                    f"{said}: it is the list of another store. Give that store, or another file."
                )
            self._said(
                f"{said} ({unknown[0]} …), as after a restore: they open nothing and are removed."
            )
        parts = (listed.before or {}, listed.tokens)
        self.tokens = {
            owner: token
            for part in parts
            for owner, token in part.items()
            if valid.get(digest_of(token)) == owner
        }


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
