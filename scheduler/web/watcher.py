"""The served release and tokens, updated from the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.errors import StoreError
from scheduler.publishing.records import PublishedConference, Release
from scheduler.publishing.store import Digests, Store
from scheduler.publishing.store.tokens import Owner, digest_of, owners_by_digest, state_of
from scheduler.web.contents import Content
from scheduler.web.edition import ServedEdition, stage_of

FROM_SCRATCH = 20
"""At each so many looks all tokens are read, though nothing says that they are others."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What is served: a request is answered from one of these."""

    edition: ServedEdition
    owners: Mapping[str, Owner]
    """Of the tokens in force, by digest."""

    def personal(self, token: str, language: str) -> Content | None:
        """Return the calendar that a token opens; None if it opens none.

        Tokens are looked for by their hashes. Whoever guesses cannot choose a hash, so how long that takes
        tells nothing of the tokens in force; and one that is revoked is as unknown as one that never was.
        """
        owner = self.owners.get(digest_of(token))
        return None if owner is None else self.edition.personal(owner, language)


class Watch:
    """Looks at a store, cheaply, and makes what is new. May be called from any thread, by one at a time.

    What is looked at is the store that is at its place now: another one may have been put there. What is new
    is shown once it is sure that the store is whole: a damaged one may have lost its last release, or tokens.

    Parameters
    ----------
    store
        Where releases and tokens are.
    conference
        Name of the conference.
    clock
        Tells the time, aware.

    Raises
    ------
    StoreError
        When there is no release, or the store is damaged.
    """

    def __init__(self, store: Store, conference: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._name = conference
        self._clock = clock
        self._mark = store.mark()
        store.make_sure_whole()
        self._looks = 0
        self._outlines: dict[str, Release] = {}
        self._tokens = state_of(store, conference)
        owners = owners_by_digest(store, conference)
        self._facts: PublishedConference
        self._stage: date | None = None
        self._digests = self._published()
        self.showing = Showing(self._edition(self._digests), owners)

    def look(self) -> bool:
        """Look for what is new, and return True if there is anything; `showing` is replaced whole.

        Tokens come first: what a new release shows takes longer to make.

        Raises
        ------
        StoreError
            When the store cannot be used; what is shown stays.
        """
        before = self.showing
        mark = self._store.mark()
        is_another = mark != self._mark
        if is_another:
            self._store.make_sure()
        self._look_for_tokens(is_another=is_another)
        self._look_for_releases()
        self._mark = mark
        return self.showing is not before

    def _look_for_tokens(self, *, is_another: bool) -> None:
        self._looks += 1
        tokens = state_of(self._store, self._name)
        if tokens == self._tokens and not is_another and self._looks % FROM_SCRATCH:
            return
        owners = owners_by_digest(self._store, self._name)
        if owners != self.showing.owners:
            self._store.make_sure_whole()
            self.showing = Showing(self.showing.edition, owners)
        self._tokens = tokens

    def _look_for_releases(self) -> None:
        digests = self._published()
        is_same = digests == self._digests
        if is_same and stage_of(self._facts, self._clock()) == self._stage:
            return
        if not is_same:
            self._store.make_sure_whole()
        self.showing = Showing(self._edition(digests), self.showing.owners)
        self._digests = digests

    def _published(self) -> Digests:
        found = self._store.digests(self._name)
        if not found:
            raise StoreError(
                f"{self._store.place}: nothing of {self._name} has been published yet."
            )
        return found

    def _edition(self, digests: Digests) -> ServedEdition:
        now = self._clock()
        *earlier, (last, _) = digests
        for number, digest in earlier:
            if digest not in self._outlines:
                self._outlines[digest] = self._store.outline(self._name, number)
        release = self._store.release(self._name, last)
        made = ServedEdition(release, [self._outlines[digest] for _, digest in earlier], now)
        self._facts, self._stage = release.conference, stage_of(release.conference, now)
        return made
