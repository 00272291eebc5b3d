"""Exchanging tokens of which a list is kept: in the store and in the list, so that none is ever lost.

The list and the store change one after the other, and everything may end in between. So the list holds the
new tokens and those before while the store changes, and at each moment the one that is in force is in it.
Whoever opens it next keeps that one.

A list belongs to one store. What another store has never had would look as if it were not in force, and be
forgotten; so a list is refused that holds tokens of another one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.feeds.kinds import Personal
from scheduler.publishing.feeds.private import (
    Listed,
    owner_of,
    read_list,
    write_list,
)
from scheduler.publishing.records import Conference, Language
from scheduler.publishing.store import Store
from scheduler.publishing.store.tokens import (
    Owner,
    Tokens,
    all_digests,
    digest_of,
    issued,
    owners_by_digest,
    rotate,
)
from scheduler.storage import Said, held


class PrivateList:
    """A list that no other command changes; `held_list` makes one."""

    def __init__(
        self,
        path: Path,
        store: Store,
        conference: Conference,
        languages: Iterable[Language],
        said: Said,
    ) -> None:
        """Read a list, and forget those tokens of it that are not in force.

        Raises
        ------
        InputError
            When it is no list of this conference, or the store cannot be used.
        """
        self._path, self._store, self._conference = path, store, conference
        self._languages, self._said = tuple(languages), said
        self.tokens: Tokens = {}
        """Those of the list that are in force."""
        self._unknown: frozenset[tuple[Owner, str]] = frozenset()
        self._settle()

    def rotate(self, owners: Iterable[Owner], at: datetime, *, only_first: bool = False) -> Tokens:
        """Give owners new tokens, and write the list; return the new ones.

        Raises
        ------
        InputError
            When the list cannot be written: nothing has changed then. Or when the store cannot be: the list
            holds those that are in force.
        """
        try:
            made = rotate(
                self._store,
                self._conference.name,
                owners,
                at,
                keep=self._keep,
                only_first=only_first,
            )
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

    def write(self) -> None:
        """Write the list anew, with the addresses of today."""
        self._write(Listed(self.tokens))

    def _keep(self, drawn: Tokens) -> None:
        before = {owner: token for owner, token in self.tokens.items() if owner in drawn}
        first = frozenset(drawn.keys() - before.keys())
        self._write(Listed({**self.tokens, **drawn}, before, first))

    def _write(self, listed: Listed) -> None:
        marked = replace(listed, unknown=self._unknown, store=self._store.home)
        write_list(self._path, self._conference, marked, self._languages)

    def _tidy(self) -> None:
        self._settle()
        self.write()

    def _settle(self) -> None:
        listed = read_list(self._path, self._conference.name)
        valid = owners_by_digest(self._store, self._conference.name)
        ever = all_digests(self._store, self._conference.name)
        settled = frozenset(each for each in _settled(listed) if digest_of(each[1]) not in ever)
        if settled:
            self._make_sure_of_store(listed, settled, ever)
        earlier = frozenset(each for each in listed.unknown if digest_of(each[1]) not in ever)
        self._unknown = settled | earlier
        parts = (listed.unknown, listed.before.items(), listed.tokens.items())
        self.tokens = dict(each for part in parts for each in part if _is_valid(each, valid))

    def _make_sure_of_store(
        self, listed: Listed, strange: Collection[tuple[Owner, str]], ever: Collection[str]
    ) -> None:
        """Raise `InputError` unless the store is that of the list, restored from an older copy."""
        owner = min(strange)[0]
        which = f"{len(strange)} of its tokens ({owner.sort} {owner.id} …)"
        is_elsewhere = listed.store not in ("", self._store.home)
        if is_elsewhere or not any(digest_of(token) in ever for _, token in _settled(listed)):
            last = f" It was last used with {listed.store}: see --store." if is_elsewhere else ""
            raise InputError(
                f"{self._path}: is the list of {self._conference.name} of another store: {self._store.place} "
                f"has never had {which}.{last} Nothing was done. Name the store of the list, or another file."
            )
        self._said(
            f"{self._path}: {self._store.place} has never had {which}: it is older than the list, as after a "
            "restore. They open nothing, and stay in the file under `unknown`; give new ones in their place."
        )


@contextmanager
def held_list(
    path: Path,
    store: Store,
    conference: Conference,
    languages: Iterable[Language],
    said: Said,
) -> Iterator[PrivateList]:
    """Hold a list, so that no other command changes it, and read it.

    Parameters
    ----------
    path
        Where it is, or will be.
    store
        Says which tokens are in force.
    conference
        Whose list it is.
    languages
        In which there are feeds.
    said
        Told what the user should know.
    """
    with held(path, said):
        yield PrivateList(path, store, conference, languages, said)


def tokens_for(
    kept: PrivateList, store: Store, conference: str, feeds: Iterable[Personal], at: datetime
) -> tuple[Tokens, tuple[Owner, ...]]:
    """Return a token for each personal feed, drawing those that nobody ever had; write the list.

    Parameters
    ----------
    kept
        The list. Of those who have no feed now it keeps the tokens.
    store
        Says which tokens are in force.
    conference
        Name of the conference.
    feeds
        All personal feeds.
    at
        The time now.

    Returns
    -------
    tuple[Tokens, tuple[Owner, ...]]
        The tokens in force, and those owners whose token is in force and not in the list.
    """
    wanted = [owner_of(which) for which in feeds]
    had = {each.owner for each in issued(store, conference)}
    first = [owner for owner in wanted if owner not in had]
    if first:
        kept.rotate(first, at, only_first=True)
    else:
        kept.write()
    in_force = {*owners_by_digest(store, conference).values()}
    strange = (in_force - kept.tokens.keys()) & {*wanted}
    tokens = {owner: kept.tokens[owner] for owner in wanted if owner in kept.tokens}
    return tokens, tuple(sorted(strange))


def _settled(listed: Listed) -> Iterator[tuple[Owner, str]]:
    """Yield the tokens of a list that have been in force: not those whose exchange was not finished."""
    drawn = listed.before.keys() | listed.first
    yield from listed.before.items()
    yield from (each for each in listed.tokens.items() if each[0] not in drawn)


def _is_valid(each: tuple[Owner, str], valid: Mapping[str, Owner]) -> bool:
    owner, token = each
    return valid.get(digest_of(token)) == owner
