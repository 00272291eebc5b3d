"""CP-SAT on a linear program: exact in whole numbers, with better and better values on the way."""

import math
from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.search import DETERMINISTIC, STATUS, whole
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import (
    NOTHING,
    IntegerProgram,
    Outcome,
)
from scheduler.search import Status

Values = Sequence[int]


class CpSatSolver:
    """A program that can be searched, told values, and stopped from another thread."""

    def __init__(self, program: IntegerProgram, seed: int, workers: int) -> None:
        self._model, self._variables = _model_of(program)
        self._solver = cp_model.CpSolver()
        self._solver.parameters.random_seed = seed % 2**31
        self._solver.parameters.num_workers = workers
        self._solver.parameters.interleave_search = workers == 1
        self._solver.parameters.catch_sigint_signal = False
        self._stopped = False

    def hint(self, values: Values) -> None:
        """Suggest values."""
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools says nothing
        for variable, value in zip(self._variables, values, strict=True):
            self._model.add_hint(variable, value)

    def search(
        self, budget: Budget, found: Callable[[Values], None], bounded: Callable[[int], None]
    ) -> Outcome:
        """Search for what is left of the budget; may be called from a thread of its own."""
        parameters = self._solver.parameters
        parameters.max_time_in_seconds = budget.patience
        if budget.reproducible:
            parameters.max_deterministic_time = DETERMINISTIC * budget.left
        self._solver.best_bound_callback = lambda bound: bounded(whole(bound))
        if self._stopped:
            return NOTHING
        code = self._solver.solve(self._model, _SolutionCallback(self._variables, found))
        budget.spend(self._solver.deterministic_time / DETERMINISTIC)
        status = STATUS[code]
        bound = self._solver.best_objective_bound
        known = whole(bound) if math.isfinite(bound) and status is not Status.INFEASIBLE else None
        if status in (Status.INFEASIBLE, Status.UNKNOWN):
            return Outcome(status, None, known)
        return Outcome(status, [self._solver.value(each) for each in self._variables], known)

    def stop(self) -> None:
        """End the search, from any thread."""
        self._stopped = True
        self._solver.stop_search()


class _SolutionCallback(cp_model.CpSolverSolutionCallback):
    """Passes on better values."""

    def __init__(
        self, variables: Sequence[cp_model.IntVar], found: Callable[[Values], None]
    ) -> None:
        super().__init__()
        self._variables = variables
        self._found = found

    def on_solution_callback(self) -> None:
        """Pass on the values just found."""
        self._found([self.value(each) for each in self._variables])


def _model_of(program: IntegerProgram) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, most, "") for most in program.bounds]
    for row in program.rows:
        terms = [variables[variable] for variable, _ in row.sum]
        total = cp_model.LinearExpr.weighted_sum(terms, [factor for _, factor in row.sum])
        model.add(total == row.limit if row.equal else total <= row.limit)
    objective = cp_model.LinearExpr.weighted_sum(variables, program.prices)
    model.minimize(objective + program.constant)
    return model, variables
