"""Annealing for prices that are far apart: half of the work forbids expensive violations."""

from collections.abc import Callable
from math import inf

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule, Found
from scheduler.engines.annealing.scale import hardened
from scheduler.engines.budget import Budget, layout
from scheduler.engines.counting import Objective
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, AnnealingParams

BETTER = 0.5
"""Share of the penalty, when that was last done, at which the model is laid out anew."""
RUNS = 8
"""Runs on that model in a row."""


class VariedSchedule(CoolingSchedule):
    """A cooling schedule that also anneals a model in which all dear violations are forbidden.

    A schedule that is much better than the incumbent has no violation that costs a tenth of the incumbent's
    penalty. Annealing that only pays for such violations freezes with those it accepted while it was hot;
    if they are forbidden, cheap ones decide from the beginning. As the incumbent gets better, cheaper
    violations count as dear.
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

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        latest: Callable[[], Places | None],
        runs: int | None = None,
        enough: Callable[[int], bool] = lambda _: False,
    ) -> bool:
        """Run like any cooling schedule; half of the work is strict if prices are far apart.

        A limited number of runs is never strict: it looks for a first schedule.
        """
        if runs is not None or not self.far_apart or not self._share:
            return super().run(budget, found, until, latest, runs, enough)
        ahead = 0.0
        while not (budget.over or until()):
            began, places = budget.used, latest()
            if (
                places is not None
                and ahead <= 0
                and self._run_strictly(budget, found, until, places)
            ):
                ahead += budget.used - began
            elif super().run(budget, found, until, latest, 1, enough):
                return True
            else:
                ahead = ahead - (budget.used - began) if self._strict else 0.0
        return False

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
