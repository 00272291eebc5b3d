"""Exchanging tokens of which a list is kept: in the store and in the list, so that none is ever lost.

The list and the store change one after the other, and everything may end in between. So the list holds the
new tokens and those before while the store changes, and at each moment the one that is in force is in it.
Whoever opens it next keeps that one.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.feeds.private import (
    Listed,
    owner_of,
    read_list,
    remove_drafts,
    write_list,
)
from scheduler.publishing.feeds.which import Personal
from scheduler.publishing.locks import Said, held
from scheduler.publishing.records import Conference, Language
from scheduler.publishing.store import Store
from scheduler.publishing.store.tokens import (
    Owner,
    Tokens,
    digest_of,
    issued,
    owners_by_digest,
    rotate,
)


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
        remove_drafts(path)
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
        write_list(self._path, self._conference, Listed(self.tokens, {}), self._languages)

    def _keep(self, drawn: Tokens) -> None:
        before = {owner: token for owner, token in self.tokens.items() if owner in drawn}
        listed = Listed({**self.tokens, **drawn}, before)
        write_list(self._path, self._conference, listed, self._languages)

    def _tidy(self) -> None:
        self._settle()
        self.write()

    def _settle(self) -> None:
        listed = read_list(self._path, self._conference.name)
        valid = owners_by_digest(self._store, self._conference.name)
        self.tokens = _in_force(listed.before, valid) | _in_force(listed.tokens, valid)


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


def _in_force(tokens: Tokens, valid: Mapping[str, Owner]) -> dict[Owner, str]:
    return {owner: token for owner, token in tokens.items() if valid.get(digest_of(token)) == owner}
