"""Exact repair: the exact engine places the sessions that are freed, beside all others where they are.

Its model has only what is left to decide: the places that the others leave to the freed sessions, and the
restrictions that still depend on these, with the sessions that they are about.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.domains import Domain
from scheduler.engines.exact_engine import attended
from scheduler.engines.followers import followed
from scheduler.engines.large_neighbourhoods.capacities import Uses, met, without_crowded
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Capacity, Priced, sessions_of
from scheduler.search import Status

_QUICK = replace(DEFAULTS.exact, conflict_rows=0)
"""Where most sessions stay, rows that follow from all conflicts take longer to find than they save."""

BESIDE = 3.5
"""Nominal seconds for the model of a neighbourhood and its hint, as a multiple of those to build it."""


class Repair:
    """Places freed sessions of a model."""

    def __init__(self, model: Model, seed: int) -> None:
        self._model, self._seed = model, seed
        self._names = [*model.domains]
        self._domains = [*model.domains.values()]
        self._uses = [Uses(priced, model) for priced in model.of_kind(Capacity)]
        self._others = [
            (priced, sessions_of(priced.restriction))
            for priced in model.shared
            if not isinstance(priced.restriction, Capacity)
        ]

    def place(
        self,
        places: Places,
        free: Collection[int],
        budget: Budget,
        over: Callable[[], bool],
        *,
        at_their_times: bool = False,
    ) -> tuple[bool, Places | None]:
        """Place some sessions, by number, where all together cost least.

        Returns whether it is proved that they cost least, and the places of all sessions then; None if
        nothing was found. An `UnfinishedError` says that the search was over before.
        """
        held = self.beside(places, free, at_their_times=at_their_times)
        exact = ExactSearch(held, self._seed, 1, over, _QUICK)
        exact.glimpse()
        budget.spend(BESIDE * exact.building)
        own = [(self._model.numbers[name], domain) for name, domain in held.domains.items()]
        here = [moved(self._domains[n], domain, places[n]) for n, domain in own]
        exact.hint(here, budget.patience)
        found = attended(exact, budget, lambda _: None, lambda _: None, over)
        if found.places is None:
            return False, None
        whole = list(places)
        for (number, domain), place in zip(own, found.places, strict=True):
            whole[number] = moved(domain, self._domains[number], place)
        return found.status is Status.OPTIMAL, whole

    def beside(
        self, places: Places, free: Collection[int], *, at_their_times: bool = False
    ) -> Model:
        """Return the model of some sessions beside all others, which stay where they are.

        What the others cost by themselves is left out.
        """
        domains = self._left(places, free, at_their_times=at_their_times)
        shared = [*self._shared(places, free, domains)]
        names = {self._names[number] for number in free}
        kept = names.union(*(sessions_of(priced.restriction) for priced in shared))
        problem = self._model.problem
        followers = {f: leader for f, leader in problem.followers.items() if {f, leader} <= kept}
        some = {
            name: domain for name, domain in zip(self._names, domains, strict=True) if name in kept
        }
        return replace(
            self._model,
            problem=replace(problem, followers=followers, optional=problem.omissible),
            domains=followed(some, followers),
            shared=tuple(shared),
        )

    def _left(self, places: Places, free: Collection[int], *, at_their_times: bool) -> list[Domain]:
        """Return what is left to each session: only where it is, unless it is freed."""
        domains = [*self._model.around(places, {self._names[n] for n in free}).domains.values()]
        left = {number: self._domains[number].allowed.copy() for number in free}
        if at_their_times:
            for number, allowed in left.items():
                others = np.arange(len(allowed)) != places[number][0]
                allowed[others] = False
        freed = self._freed(free)
        at = self._at(places)
        for uses in self._uses:
            if uses.priced.price is None and freed[uses.sessions].any():
                without_crowded(uses, freed, at, self._domains, left)
        for number, allowed in left.items():
            domains[number] = self._domains[number].where(allowed)
        return domains

    def _shared(
        self, places: Places, free: Collection[int], domains: Sequence[Domain]
    ) -> Iterator[Priced]:
        """Yield what still depends on the freed sessions."""
        freed, at = self._freed(free), self._at(places)
        for uses in self._uses:
            if freed[uses.sessions].any():
                priced = met(uses, freed, at, domains)
                if priced is not None:
                    yield priced
        names = {self._names[number] for number in free}
        for priced, about in self._others:
            if not about.isdisjoint(names):
                yield priced

    def _freed(self, free: Collection[int]) -> NDArray[np.bool_]:
        freed = np.zeros(len(self._domains), dtype=bool)
        freed[[*free]] = True
        return freed

    def _at(self, places: Places) -> tuple[Minutes, Minutes, NDArray[np.int64]]:
        """Return when each session starts and ends, and its room."""
        pairs = [*zip(self._domains, places, strict=True)]
        return (
            np.array([domain.starts[start] for domain, (start, _) in pairs]),
            np.array([domain.ends[start] for domain, (start, _) in pairs]),
            np.array([domain.rooms[room] for domain, (_, room) in pairs]),
        )


def moved(before: Domain, after: Domain, place: tuple[int, int]) -> tuple[int, int]:
    """Return a place of one domain as a place of another one that has it, too."""
    start, room = place
    return (
        int(np.searchsorted(after.starts, before.starts[start])),
        int(np.searchsorted(after.rooms, before.rooms[room])),
    )
