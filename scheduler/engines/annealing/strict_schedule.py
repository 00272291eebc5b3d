"""Annealing where some prices are far higher than others: half of the work forbids what is dear."""

from collections.abc import Callable
from math import inf

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule, Found
from scheduler.engines.annealing.scale import hardened
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Objective
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, AnnealingParams

BETTER = 0.5
"""Share of the penalty, when that was last done, at which the model is laid out anew."""
RUNS = 8
"""Runs on that model in a row."""


class StrictSchedule(CoolingSchedule):
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
        """Runs on the model without dear violations; None without such a model, or in vain."""
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
    ) -> None:
        """Run like any cooling schedule; half of the work is strict if prices are far apart.

        A limited number of runs is never strict: it looks for a first schedule.
        """
        if runs is not None or not self.far_apart or not self._share:
            super().run(budget, found, until, latest, runs, enough)
            return
        is_enough = False

        def asked(in_vain: int) -> bool:
            nonlocal is_enough
            is_enough = enough(in_vain)
            return is_enough

        ahead = 0.0
        while not (is_enough or budget.over or until()):
            began, places = budget.used, latest()
            if places is not None and ahead <= 0 and self._lay_out(places):
                self._run_strictly(budget, found, until, places)
                ahead += budget.used - began
            else:
                super().run(budget, found, until, latest, 1, asked)
                ahead -= budget.used - began if self._strict else 0.0

    def _lay_out(self, places: Places) -> bool:
        """Lay out the model without dear violations, if need be; return False if there is none."""
        penalty = self._objective.counted(places)
        if penalty > BETTER * self._penalty:
            return self._strict is not None
        self._penalty, self._strict = penalty, None
        model = hardened(self._model, self._share * penalty)
        if model is None:
            return False
        self._strict = CoolingSchedule(model, self._seed, places, self._check, self._params)
        return True

    def _run_strictly(
        self, budget: Budget, found: Found, until: Callable[[], bool], places: Places
    ) -> None:
        """Make some runs without dear violations; none follow if no schedule without them is found."""
        strict = self._strict
        if strict is not None:
            start = places if strict.allows(places) else None
            strict.run(budget, found, until, lambda: start, RUNS)
            if not strict.has_first:
                self._strict = None
