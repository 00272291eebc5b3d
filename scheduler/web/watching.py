"""What is served now, and a look at the store for what is new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.errors import StoreError
from scheduler.publishing.records import Conference, Release
from scheduler.publishing.store import Store
from scheduler.publishing.store.tokens import Owner, owners_by_digest, state_of
from scheduler.web.edition import Edition, stage_of


@dataclass(frozen=True, slots=True)
class Showing:
    """What is served: a request is answered from one of these."""

    edition: Edition
    owners: Mapping[str, Owner]
    """Of the tokens in force, by digest."""


class Watch:
    """Looks at a store, cheaply, and makes what is new. May be called from any thread, by one at a time.

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
        When there is no release.
    """

    def __init__(self, store: Store, conference: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._name = conference
        self._clock = clock
        release = store.latest(conference)
        if release is None:
            raise StoreError(f"{store.place}: nothing of {conference} has been published yet.")
        self._facts: Conference = release.conference
        self._stage: date | None = None
        self._outlines: dict[int, Release] = {}
        self._tokens = state_of(store, conference)
        self.showing = Showing(self._edition(release), owners_by_digest(store, conference))

    def look(self) -> bool:
        """Look for what is new, and tell whether there is anything; `showing` is replaced whole.

        Raises
        ------
        StoreError
            When the store cannot be used; what is shown stays.
        """
        now = self.showing
        edition = self._newer(now.edition)
        tokens = state_of(self._store, self._name)
        owners = now.owners
        if tokens != self._tokens:
            owners = owners_by_digest(self._store, self._name)
            self._tokens = tokens
        if edition is now.edition and owners is now.owners:
            return False
        self.showing = Showing(edition, owners)
        return True

    def _newer(self, edition: Edition) -> Edition:
        number = self._store.last_number(self._name)
        is_same = number in (None, edition.number)
        if is_same and stage_of(self._facts, self._clock()) == self._stage:
            return edition
        release = self._store.latest(self._name)
        return edition if release is None else self._edition(release)

    def _edition(self, release: Release) -> Edition:
        now = self._clock()
        numbers = [each.number for each in self._store.history(self._name)]
        earlier = [number for number in numbers if number < release.number]
        for number in earlier:
            if number not in self._outlines:
                self._outlines[number] = self._store.outline(self._name, number)
        made = Edition(release, [self._outlines[number] for number in earlier], now)
        self._facts, self._stage = release.conference, stage_of(release.conference, now)
        return made
