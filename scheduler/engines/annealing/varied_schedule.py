"""Annealing with detours: runs without dear violations, and large neighbourhoods of groups."""

from collections.abc import Callable
from functools import partial
from math import inf

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule, Found
from scheduler.engines.annealing.group_neighbourhoods import GroupNeighbourhoods, Groups
from scheduler.engines.annealing.scale import hardened
from scheduler.engines.budget import Budget, layout
from scheduler.engines.counting import Objective
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, AnnealingParams

BETTER = 0.5
"""Share of the penalty, when that was last done, at which the model is laid out anew."""
RUNS = 2
"""Runs on that model in a row."""
COLD, FINE = 1e-3, 1e9
"""Temperature of the sweep after a neighbourhood, and price of a forbidden unit in it, in thousandths."""

Detour = Callable[[Budget, Found, Callable[[], bool], Places], bool]
"""Searches near an incumbent; returns False if there is nothing to search."""


class VariedSchedule(CoolingSchedule):
    """A cooling schedule that alternates with detours, where a problem has something for them.

    *Strict* runs anneal a model in which all dear violations are forbidden. A schedule that is much better
    than the incumbent has no violation that costs a tenth of the incumbent's penalty. Annealing that only
    pays for such violations freezes with those it accepted while it was hot; if they are forbidden, cheap
    ones decide from the beginning. As the incumbent gets better, cheaper violations count as dear.

    *Neighbourhoods* of groups such as tracks are searched by an exact model of their rooms and periods.
    """

    def __init__(
        self,
        model: Model,
        seed: int,
        start: Start | None,
        check: Check = never,
        params: AnnealingParams = DEFAULTS.annealing,
    ) -> None:
        """Lay out the usual runs; `check` may raise to cancel the work."""
        super().__init__(model, seed, start, check, params)
        self._model, self._seed, self._check, self._params = model, seed, check, params
        self._share = params.restarts.strict_share
        self._objective = Objective(model)
        self._strict: CoolingSchedule | None = None
        """Runs on the model without expensive violations; None without such a model, or after no result."""
        self._penalty = inf
        """Penalty of the incumbent when the model was laid out, in thousandths."""
        self._incumbent: Places | None = None
        """Where neighbourhoods began, and a schedule as good as that which they have led to."""
        self._here: Places = ()
        self._detours = list[Detour]()
        groups = Groups.of(self.model) if params.restarts.regrouping else None
        if groups is not None:
            neighbourhoods = GroupNeighbourhoods(groups, self._annealer, seed)
            self._detours.append(partial(self._regroup, neighbourhoods))
        if self.far_apart and self._share:
            self._detours.append(self._run_strictly)

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        latest: Callable[[], Places | None],
        runs: int | None = None,
        enough: Callable[[int], bool] = lambda _: False,
    ) -> bool:
        """Run like any cooling schedule, with detours.

        What finds something better goes on, and then has less to its debit: half of its work in vain until
        then. Of runs and detours, that with the least such work is next; if several have the same,
        neighbourhoods, which take the least time, precede strict runs, and these the usual ones. A limited
        number of runs has no detours: it looks for a first schedule.
        """
        if runs is not None or not self._detours:
            return super().run(budget, found, until, latest, runs, enough)
        in_vain = [0.0] * (1 + len(self._detours))  # of the detours, and of the usual runs
        while not (budget.over or until()):
            for work in sorted(range(len(in_vain)), key=in_vain.__getitem__):
                began, places = budget.used, latest()
                if work == len(self._detours):
                    if super().run(budget, found, until, latest, 1, enough):
                        return True
                elif places is None or not self._detours[work](budget, found, until, places):
                    continue
                if latest() is places:
                    in_vain[work] += budget.used - began
                else:
                    in_vain[work] /= 2
                break
        return False

    def _regroup(
        self,
        neighbourhoods: GroupNeighbourhoods,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        places: Places,
    ) -> bool:
        """Search a neighbourhood of the incumbent, or of a schedule as good that was found near it."""
        if places is not self._incumbent:
            self._incumbent = self._here = places
        annealer = self._annealer
        annealer.reset(self._here)
        penalty = annealer.penalty
        neighbourhoods.step(self._here, budget)
        self._sweep(COLD, FINE, budget, found, lambda: budget.over or until())
        self._tell(found)
        if annealer.forbidden == 0 and annealer.penalty <= penalty:
            self._here = annealer.places
        return True

    def _run_strictly(
        self, budget: Budget, found: Found, until: Callable[[], bool], places: Places
    ) -> bool:
        """Make some runs without dear violations; return False if there is no model for them.

        No runs follow if these find no schedule, until the incumbent is much better.
        """
        penalty = self._objective.counted(places)
        if penalty <= BETTER * self._penalty:
            self._penalty = penalty
            self._strict = self._without_dear(budget, places, self._share * penalty)
        strict = self._strict
        if strict is None:
            return False
        start = places if strict.allows(places) else None
        strict.run(budget, found, until, lambda: start, RUNS)
        if not strict.has_first:
            self._strict = None
        return True

    def _without_dear(self, budget: Budget, places: Places, level: float) -> CoolingSchedule | None:
        """Lay out a cooling schedule of the model without violations that cost a level or more."""
        model = hardened(self._model, level)
        if model is None:
            return None
        budget.spend(layout(len(model.domains), model.size))
        return CoolingSchedule(model, self._seed, places, self._check, self._params)
