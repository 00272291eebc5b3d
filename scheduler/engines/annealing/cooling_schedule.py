"""Runs of the annealer: each cools from hot to cold, and they grow longer at first."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.scale import coarsened, own_difference
from scheduler.engines.annealing.search import NUMBER, Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.domains import gathered
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, AnnealingParams

GENTLY = 4.0
"""Price of a forbidden minute while a schedule is repaired, as a multiple of that of the last restart."""

SILENT = 12
"""Sweeps between two schedules of a run that are told: to count one, and to give it agendas, takes longer
than a sweep."""

FAR = 50
"""Prices are far apart if the places of a session differ by so many times what they differ by for itself."""

Found = Callable[[Places, int | None], None]
"""Called with each better schedule that keeps everything: places and, if it is known exactly, penalty."""


class _Run(NamedTuple):
    """One cooling run of an annealer."""

    heat: float
    """First temperature, as a multiple of the spread of prices."""
    fine: float
    """First price of a forbidden minute, as a multiple of the same."""
    sweeps: int


class CoolingSchedule:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(
        self,
        model: Model,
        seed: int,
        start: Start | None,
        check: Check = never,
        params: AnnealingParams = DEFAULTS.annealing,
    ) -> None:
        """Lay it out; `check` may raise to cancel the work."""
        self._first, self._restarts = params.first, params.restarts
        self.model, scale = coarsened(model)
        """The model, with prices as the annealer takes them."""
        self._annealer = Annealer(
            self.model, seed, _first(model, np.random.default_rng(seed), start), check, params
        )
        usual = own_difference(model.domains.values())
        self.far_apart = 0 < FAR * usual < scale * self._annealer.spread
        """Whether some prices are far higher than those of slots for themselves."""
        self._is_exact = scale == 1
        """Whether it tells prices as they are."""
        self._told = self._annealer.best[0] + 1, 0
        self._silent = 0
        """Sweeps since a schedule was told."""
        self._in_vain = 0
        """Runs in a row that have found nothing better."""
        self._pays = False
        """Whether the last run is to be repeated."""
        self._tries = self._looks(gently=start is not None)
        self._plan = self._runs()
        self._pace = NUMBER * self._annealer.elements
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
    ) -> bool:
        """Run after run, each from the latest schedule, until the budget is over or `until` says so.

        At most so many runs, if a number is given, and until `enough` says so of how many in a row have
        found nothing better; return whether it has said so.
        """

        def over() -> bool:
            return budget.over or until()

        self._tell(found)
        if not self._annealer.free:
            return False
        for _ in count() if runs is None else range(runs):
            if over():
                return False
            known = latest()
            if known is None and not self.has_first:
                next(self._tries)(budget, found, over)
                self._tell(found)
                continue
            places = known or self._annealer.best_places
            run = next(self._plan)
            self._annealer.reset(places)
            before = self._annealer.best
            self._cool(run, budget, found, over)
            self._mend(budget, found, over)
            self._tell(found)
            self._note(before, self._annealer.best)
            if enough(self._in_vain):
                return True
        return False

    def _note(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Note what a run has improved: what is forbidden, and the penalty."""
        self._in_vain = self._in_vain + 1 if after >= before else 0
        gain = before[1] if after[0] < before[0] else before[1] - after[1]
        self._pays = gain > self._restarts.repeated * before[1]

    def allows(self, places: Places) -> bool:
        """Return True if a schedule at these places breaks nothing of the model."""
        annealer, before = self._annealer, self._annealer.places
        annealer.reset(places)
        if annealer.forbidden == 0:
            return True
        annealer.reset(before)
        return False

    @property
    def has_first(self) -> bool:
        """Return True if it has found a feasible schedule."""
        return self._annealer.best[0] == 0

    def _looks(
        self, *, gently: bool
    ) -> Iterator[Callable[[Budget, Found, Callable[[], bool]], None]]:
        """Yield ways to a first schedule in turn: one for conferences that are large, one for full ones.

        Cooling runs get longer, and violations dearer in them.
        If there is something to begin with, that is kept for the most part in the first place.
        """
        restarts, sweeps = self._restarts, self._restarts.first_sweeps
        if gently:
            yield partial(self._cool, _Run(restarts.warm[-1], GENTLY, sweeps))
        fine = self._first.fine
        while True:
            yield from self._first.looks * (self._look,)
            yield partial(self._cool, _Run(1.0, fine, sweeps))
            fine, sweeps = 2 * fine, min(2 * sweeps, restarts.most_sweeps)

    def _runs(self) -> Iterator[_Run]:
        """Yield one run after the other, hot and warm ones, longer and longer up to a point."""
        restarts, sweeps = self._restarts, self._restarts.first_sweeps
        begins = [(heat, restarts.hot_fine) for heat in restarts.hot]
        begins += [(heat, 1.0) for heat in restarts.warm]
        while True:
            for heat, fine in begins:
                run = _Run(heat, fine, sweeps)
                yield run
                while self._pays:
                    yield run
            sweeps = min(2 * sweeps, restarts.most_sweeps)

    def _look(self, budget: Budget, found: Found, over: Callable[[], bool]) -> None:
        """Search for a first schedule: prices of violations rise, most for those that are often broken."""
        hot = self._annealer.spread
        for fine in np.geomspace(*self._first.look_fines, self._first.look_sweeps).tolist():
            if over() or self.has_first:
                return
            self._sweep(hot, fine * hot, budget, found, over, self._first.skipped)
            self._annealer.weigh()

    def _mend(self, budget: Budget, found: Found, over: Callable[[], bool]) -> None:
        """Move what is broken at the end of a run that would otherwise be the best one.

        For that the prices of violations rise, as in a look, and fall again.
        """
        annealer, spread, raised = self._annealer, self._annealer.spread, 0
        heat, fine = self._restarts.warm[-1] * spread, GENTLY * spread
        while raised < self._restarts.mending and not over():
            if annealer.forbidden == 0 or annealer.penalty >= annealer.best[1]:
                break
            self._sweep(heat, fine, budget, found, over, self._first.skipped)
            annealer.weigh()
            raised += 1
        annealer.relieve(raised)

    def _cool(self, run: _Run, budget: Budget, found: Found, over: Callable[[], bool]) -> None:
        """Cool once from a temperature to the lowest, before the budget is over.

        Meanwhile what is forbidden gets dearer: if it stays cheap, the run ends with a little that is broken.
        """
        spread, used = self._annealer.spread, budget.used
        last = self._restarts.last_temperature
        sweeps = min(run.sweeps, max(1, round(budget.left / self._pace)))
        fines = np.geomspace(run.fine, max(1.0, run.fine), sweeps).tolist()
        temperatures = reversed(np.geomspace(last, run.heat, sweeps).tolist())
        # The coldest first, as what is left for a single sweep is for the coldest.
        for temperature, fine in zip(temperatures, fines, strict=True):
            if over():
                return
            self._sweep(temperature * spread, fine * spread, budget, found, over)
        self._pace = (budget.used - used) / sweeps

    def _sweep(
        self,
        temperature: float,
        fine: float,
        budget: Budget,
        found: Found,
        over: Callable[[], bool],
        skipped: float = 0.0,
    ) -> None:
        """Sweep once, count the work, and now and then tell what has been found."""
        self._annealer.sweep(temperature, fine, over, skipped)
        self._silent += 1
        if self._told[0] > 0 or self._silent >= SILENT:
            self._tell(found)
        budget.spend(self._annealer.worked())

    def _tell(self, found: Found) -> None:
        forbidden, penalty = self._annealer.best
        if forbidden == 0 and (forbidden, penalty) < self._told:
            self._told, self._silent = (forbidden, penalty), 0
            found(self._annealer.best_places, penalty if self._is_exact else None)


def _first(model: Model, rng: np.random.Generator, start: Start | None) -> Places:
    """Return the places to begin with: at random, where they are not known."""
    places = []
    domains = list(model.domains.values())
    known_allowed: dict[int, NDArray[np.int64]] = {}
    for session, domain in enumerate(domains):
        key = id(domain.allowed)
        if key not in known_allowed:
            known_allowed[key] = np.flatnonzero(domain.allowed)
        chosen = rng.choice(known_allowed[key])
        begin, room = divmod(int(chosen), domain.allowed.shape[1])
        known = None if start is None else start[session]
        places.append((begin, room) if known is None else known)
    return gathered(places, domains, model.leaders)
