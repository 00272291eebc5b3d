"""Runs of the annealer: each cools from hot to cold, and they grow longer at first."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.scale import coarsened
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.following import gathered
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.unfinished import Check, never

FIRST_RUN = 24
"""Sweeps of the first run: enough for a first schedule, not for a good one."""

COOLING = 1 / 400
"""Last temperature of a run, as a multiple of the typical spread of prices."""

LONGEST_RUN = 768
"""Most sweeps of a run: another engine may have found a better schedule to begin with meanwhile."""

FINES = 0.1, 0.4
"""First and last price of a forbidden minute while a first schedule is looked for, as multiples of the
temperature. It stays hot meanwhile: what is paid for does not keep sessions from moving."""

FINE = 0.05
"""Price of a forbidden minute in the first run that cools towards a first schedule, as a multiple of the
typical spread of prices: low, to find a way through; it doubles from one such run to the next."""

LOOKS = 3
"""Looks for a first schedule before each such run."""

LOOK = 24
"""Sweeps of a look, in which the price of a forbidden minute rises from the first to the last."""

WARM = ((1.0, 0.05), (0.3, 1.0), (0.1, 1.0), (0.06, 1.0))
"""First temperature, and price of a forbidden minute, of the runs that begin with a schedule that keeps
everything, in turn: as multiples of the typical spread of prices. The first kind goes through what is
forbidden to another valley, the others ever nearer to the bottom of the one that it is in."""

SETTLING = (0.006, 1.0)
"""The same of the runs where nearly every place is taken, and exchanges are what moves: most of them cost
much, so that a board that could still be much better is frozen by far lower temperatures."""

HOTTER = 3.0
"""How many times as hot the next of these runs begins after one in vain: it may be in a narrow valley, which
only heat leaves. After `VALLEYS` in vain, one begins as cool as the first."""

VALLEYS = 4

SETTLED = 0.001
"""Last temperature of these runs, as a multiple of the spread."""

SETTLING_SWEEPS = 4
"""How many times as long as the others such a run is. Where `Pairs` are all that costs, there are no others
any more, and they grow without end: what a run finds is the better the longer it is."""

DRAW = 2e-6
"""Nominal seconds to draw a session anew, beside those for the numbers looked at."""

ELEMENT = 1e-9
"""Nominal seconds for each of those."""

MANY = 10_000_000
"""Places of all sessions beyond which there are too many to be looked at as fast as the others."""

PLACE = 1.5e-8
"""Nominal seconds for each of those beyond."""

EJECTION = 1.5e-7
"""Nominal seconds to eject a session, for each session that may be in its way."""

Found = Callable[[Places, int | None], None]
"""Told of each better schedule that keeps everything: places and, if it is known exactly, penalty."""


class _Run(NamedTuple):
    """How an annealer cools once."""

    heat: float
    """First temperature, as a multiple of the spread of prices."""
    fine: float
    """Price of a forbidden minute, as a multiple of the same."""
    sweeps: int
    last: float = COOLING
    """Last temperature, as a multiple of the spread of prices."""


class CoolingSchedule:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(self, model: Model, seed: int, start: Start | None, check: Check = never) -> None:
        """Lay it out; `check` may raise that nobody waits for it any more."""
        model, self._scale = coarsened(model)
        domains = list(model.domains.values())
        first = _first(model, np.random.default_rng(seed), start)
        self._annealer = Annealer(model, seed, first, check)
        self._told = self._annealer.best[0] + 1, 0
        self._sessions = len(domains)
        self._work = DRAW * len(domains) + ELEMENT * self._annealer.elements
        self._work += PLACE * max(0, model.size - MANY)
        self._in_vain = 0
        """Runs in a row that have found nothing better."""
        self._tries = self._looks()
        self._plan = self._runs()
        self._pace = self._work
        """Seconds of the budget that a sweep takes."""

    @property
    def elements(self) -> int:
        """Numbers that the pricing of all sessions looks at: the size of the problem."""
        return self._annealer.elements

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        latest: Callable[[], Places | None],
        runs: int | None = None,
        enough: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """Run after run, each from the latest schedule, until the budget is over or `until` says so.

        At most so many runs, if a number is given, and until `enough` says so of how many in a row have
        found nothing better.
        """

        def over() -> bool:
            return budget.over or until()

        self._tell(found)
        if not self._annealer.free:
            return
        for _ in count() if runs is None else range(runs):
            if over():
                return
            known = latest()
            if known is None and not self._has_first():
                next(self._tries)(budget, found, over)
                continue
            self._annealer.reset(known or self._annealer.best_places)
            # From here on, as what another one has found is nothing that this run finds.
            before = self._annealer.best
            self._cool(next(self._plan), budget, found, over)
            self._in_vain = self._in_vain + 1 if self._annealer.best >= before else 0
            if enough(self._in_vain):
                return

    def _has_first(self) -> bool:
        return self._annealer.best[0] == 0

    def _looks(self) -> Iterator[Callable[[Budget, Found, Callable[[], bool]], None]]:
        """Yield ways to a first schedule in turn: one for conferences that are large, one for full ones."""
        for run in _first_runs():
            yield from LOOKS * (self._look,)
            yield partial(self._cool, run)

    def _runs(self) -> Iterator[_Run]:
        """Yield one run after the other: longer and longer, up to a point if there are several kinds."""
        sweeps = FIRST_RUN
        while True:
            if self._annealer.settling:
                heat, fine = SETTLING
                hotter = HOTTER ** (self._in_vain % VALLEYS)
                yield _Run(hotter * heat, fine, SETTLING_SWEEPS * sweeps, SETTLED)
                if self._in_vain % VALLEYS == 0:
                    sweeps *= 2
                continue
            sweeps = min(sweeps, LONGEST_RUN)
            for heat, fine in WARM:
                yield _Run(heat, fine, sweeps)
            if self._annealer.full:
                yield _Run(*SETTLING, SETTLING_SWEEPS * sweeps, SETTLED)
            sweeps *= 2

    def _look(self, budget: Budget, found: Found, over: Callable[[], bool]) -> None:
        """Look for a first schedule: what is forbidden gets dearer, most of all what is often broken."""
        hot = self._annealer.spread
        for fine in np.geomspace(*FINES, LOOK).tolist():
            if over() or self._has_first():
                return
            self._sweep(hot, fine * hot, budget, found, over)
            self._annealer.weigh()

    def _cool(self, run: _Run, budget: Budget, found: Found, over: Callable[[], bool]) -> None:
        """Cool once from a temperature to the lowest, before the budget is over."""
        spread, used = self._annealer.spread, budget.used
        sweeps = min(run.sweeps, max(1, round(budget.left / self._pace)))
        # The coldest first, as what is left for a single sweep is for the coldest.
        temperatures = np.geomspace(run.last * spread, run.heat * spread, sweeps)
        for temperature in reversed(temperatures.tolist()):
            if over():
                return
            self._sweep(temperature, run.fine * spread, budget, found, over)
        self._pace = (budget.used - used) / sweeps

    def _sweep(
        self,
        temperature: float,
        fine: float,
        budget: Budget,
        found: Found,
        over: Callable[[], bool],
    ) -> None:
        """Sweep once, tell what that has found, and count the work."""
        work = self._work + EJECTION * self._sessions * self._annealer.ejections
        self._annealer.sweep(temperature, fine, over)
        self._tell(found)
        budget.spend(work)

    def _tell(self, found: Found) -> None:
        forbidden, penalty = self._annealer.best
        if forbidden == 0 and (forbidden, penalty) < self._told:
            self._told = forbidden, penalty
            found(self._annealer.best_places, penalty if self._scale == 1 else None)


def _first_runs() -> Iterator[_Run]:
    """Yield runs towards a first schedule: longer and longer, with what is forbidden dearer and dearer."""
    fine, sweeps = FINE, FIRST_RUN
    while True:
        yield _Run(1.0, fine, sweeps)
        fine, sweeps = 2 * fine, min(2 * sweeps, LONGEST_RUN)


def _first(model: Model, rng: np.random.Generator, start: Start | None) -> Places:
    """Return the places to begin with: at random, where they are not known."""
    places = []
    domains = list(model.domains.values())
    for session, domain in enumerate(domains):
        chosen = rng.choice(np.flatnonzero(domain.allowed))
        begin, room = divmod(int(chosen), domain.allowed.shape[1])
        known = None if start is None else start[session]
        places.append((begin, room) if known is None else known)
    return gathered(places, domains, model.leaders)
