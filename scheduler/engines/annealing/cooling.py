"""Runs of the annealer: each cools from hot to cold, and is twice as long as the one before at first."""

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from scheduler.engines.annealing.scale import coarsened
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, Places, Start

FIRST_RUN = 24
"""Sweeps of the first run: enough for a first schedule, not for a good one."""

COOLING = 1 / 400
"""Last temperature of a run, as a share of its first."""

LONGEST_RUN = 3072
"""Most sweeps of a run: another engine may have found a better schedule to begin with meanwhile."""

FINE = 0.05
"""Price of a forbidden minute, as a share of the hottest temperature: low, to find a way through."""

WARM = 3.0
"""First temperature of a run that begins with a schedule that keeps everything, as a multiple of the
hottest of others: the high fine holds it together, and it has to leave the valley that it was found in."""

WARM_FINE = 1.0
"""Price of a forbidden minute in such a run: high, for what is won is not to be lost."""

DRAW = 2e-6
"""Nominal seconds to draw a session anew, beside those for the numbers looked at."""

ELEMENT = 1e-9
"""Nominal seconds for each of those."""

Found = Callable[[Places, int | None], None]
"""Told of each better schedule that keeps everything: places and, if it is known exactly, penalty."""


class Cooling:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(self, model: Model, seed: int, start: Start | None) -> None:
        model, self._scale = coarsened(model)
        domains = list(model.domains.values())
        self._annealer = Annealer(model, seed, _first(domains, np.random.default_rng(seed), start))
        self._hottest = self._annealer.typical_spread()
        self._fine = FINE * self._hottest
        self._told = self._annealer.best[0] + 1, 0
        self._work = DRAW * len(domains) + ELEMENT * self._annealer.elements

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        latest: Callable[[], Places | None],
        runs: int | None = None,
        idle: int | None = None,
    ) -> None:
        """Run after run, each from the latest schedule, until the budget is over or `until` says so.

        At most so many runs, and so many in a row that find nothing better, if numbers are given.
        """
        in_vain = 0
        self._tell(found)
        if not self._annealer.free:
            return
        for sweeps in islice(_lengths(), runs):
            if budget.over or until():
                return
            known = latest()
            warm = known is not None
            if known is not None:
                self._annealer.reset(known)
            before = self._annealer.best
            hot = self._hottest * (WARM if warm else 1.0)
            fine = WARM_FINE * self._hottest if warm else self._fine
            for temperature in np.geomspace(hot, self._hottest * COOLING, sweeps).tolist():
                self._annealer.sweep(temperature, fine)
                self._tell(found)
                budget.spend(self._work)
                if budget.over or until():
                    return
            self._fine *= 1 if warm else 2
            in_vain = in_vain + 1 if warm and self._annealer.best >= before else 0
            if in_vain == idle:
                return

    def _tell(self, found: Found) -> None:
        forbidden, penalty = self._annealer.best
        if forbidden == 0 and (forbidden, penalty) < self._told:
            self._told = forbidden, penalty
            found(self._annealer.best_places, penalty if self._scale == 1 else None)


def _lengths() -> Iterator[int]:
    """Yield the number of sweeps of each run."""
    sweeps = FIRST_RUN
    while True:
        yield sweeps
        sweeps = min(2 * sweeps, LONGEST_RUN)


def _first(domains: list[Domain], rng: np.random.Generator, start: Start | None) -> Places:
    """Return the places to begin with: at random, where they are not known."""
    places = []
    for session, domain in enumerate(domains):
        chosen = rng.choice(np.flatnonzero(domain.allowed))
        begin, room = divmod(int(chosen), domain.allowed.shape[1])
        known = None if start is None else start[session]
        places.append((begin, room) if known is None else known)
    return places
