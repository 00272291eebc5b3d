"""A search with OR-Tools CP-SAT on the exact model."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.exact import Ceilings, exact_model
from scheduler.engines.cp_sat.linear_relaxation import LinearRelaxation
from scheduler.engines.cp_sat.variables import Variables
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS, ExactParams
from scheduler.errors import DisagreementError
from scheduler.search import Status

DETERMINISTIC = 0.25
"""Units of the solver's deterministic time in a nominal second."""
LARGE, SLOWER = 200_000, 3.0
"""Variables and constraints of a model from which on such a unit takes so many times as long."""
BUILDING = 1e-5
"""Nominal seconds to build a model, for each variable and constraint, and again to begin each search of it.
The solver counts neither."""

TOLERANCE = 1e-3
"""Bounds are whole numbers in floats; so much may be lost on the way."""

STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Found:
    """The result of the solver."""

    status: Status
    places: Places | None
    bound: int | None
    """Lower bound in thousandths, if one is known."""


def solver_of(seed: int, workers: int) -> cp_model.CpSolver:
    """Return a solver; on one thread its searches (exact ones, neighbourhoods, bounds) take turns."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.num_workers = workers
    solver.parameters.interleave_search = workers == 1
    # Ctrl-C belongs to the command line, which tells the budget.
    solver.parameters.catch_sigint_signal = False
    return solver


class ExactSearch:
    """An exact model that can be searched, hinted, and stopped from another thread."""

    def __init__(
        self,
        source: Model,
        seed: int,
        workers: int,
        over: Callable[[], bool] = lambda: False,
        params: ExactParams = DEFAULTS.exact,
        ceilings: Ceilings | None = None,
    ) -> None:
        """Build the model; raise `UnfinishedError` if `over` returns True before it is built."""
        self._params = params
        self._variables = exact_model(source, over, params, ceilings)
        proto = self._variables.model.proto
        self._size = len(proto.variables) + len(proto.constraints)
        self._solver = solver_of(seed, workers)
        if self._variables.pays:
            self._solver.parameters.subsolvers.extend(params.searches)
        if workers == 1:
            self._solver.parameters.ignore_subsolvers.extend(params.left_out)
        self._stopped = False

    @property
    def building(self) -> float:
        """Nominal seconds that it takes to build the model, or to begin a search of it."""
        return BUILDING * self._size

    @property
    def _pace(self) -> float:
        """Units of the solver's deterministic time in a nominal second."""
        return DETERMINISTIC / (SLOWER if self._size >= LARGE else 1.0)

    def hurry(self) -> None:
        """Skip presolve: faster if a schedule is easy to find."""
        self._solver.parameters.cp_model_presolve = False
        self._solver.parameters.interleave_search = False

    def glance(self) -> None:
        """Skip all preparation: fastest if there is little to decide."""
        self.hurry()
        self._solver.parameters.symmetry_level = 0
        self._solver.parameters.cp_model_probing_level = 0

    def relaxed(self) -> LinearRelaxation:
        """Return the linear relaxation of the model."""
        return LinearRelaxation(self._variables.model, self._variables.check)

    def hint(self, places: Places, patience: float) -> None:
        """Suggest a schedule, with the values of all other variables as they follow from it.

        There is no hint if the values are not found within so many seconds.
        """
        if not self._params.hints:
            return
        model = self._variables.model
        model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools says nothing
        for place, (start, room) in zip(self._variables.places, places, strict=True):
            for literals, chosen in ((place.start, start), (place.room, room)):
                for number, literal in enumerate(literals):
                    model.add_hint(literal, number == chosen)
        if complete_hint(model, patience) is Status.INFEASIBLE:
            raise DisagreementError(
                "the exact model refuses a schedule that keeps every restriction"
            )

    def search(
        self,
        budget: Budget,
        found: Callable[[Places], None],
        bounded: Callable[[int], None],
    ) -> Found:
        """Search until the end of the budget; may run in another thread."""
        budget.spend(self.building)
        parameters, seconds = self._solver.parameters, budget.left
        parameters.max_time_in_seconds = budget.patience
        if budget.reproducible:
            parameters.max_deterministic_time = self._pace * seconds
        self._solver.best_bound_callback = lambda bound: bounded(whole(bound))
        if self._stopped or (budget.reproducible and seconds <= 0.0):
            return Found(Status.UNKNOWN, None, None)
        code = self._solver.solve(self._variables.model, _SolutionCallback(self._variables, found))
        budget.spend(self._solver.deterministic_time / self._pace)
        if code not in STATUS:
            raise DisagreementError(
                f"the exact model is invalid: {self._variables.model.validate()}"
            )
        return self._answer(STATUS[code])

    def stop(self) -> None:
        """End the search, from any thread."""
        self._stopped = True
        self._solver.stop_search()

    def renew(self) -> None:
        """Let a search that was stopped begin anew."""
        self._stopped = False

    def _answer(self, status: Status) -> Found:
        found = status in (Status.OPTIMAL, Status.FEASIBLE)
        places = places_of(self._variables, self._solver.boolean_value) if found else None
        return Found(status, places, bound_of(status, self._solver))


def bound_of(status: Status, solver: cp_model.CpSolver) -> int | None:
    """Return the whole-number lower bound of a search; None if there is none."""
    bound = solver.best_objective_bound
    if status is Status.INFEASIBLE or (status is Status.UNKNOWN and bound <= 0):
        return None
    return whole(bound)


def whole(bound: float) -> int:
    """Return the least whole penalty that a bound allows."""
    return max(0, math.ceil(bound - TOLERANCE))


def places_of(
    variables: Variables, value: Callable[[cp_model.IntVar], bool]
) -> list[tuple[int, int]]:
    """Return the places of a solution."""

    def chosen(literals: Sequence[cp_model.IntVar]) -> int:
        return next(number for number, literal in enumerate(literals) if value(literal))

    return [(chosen(place.start), chosen(place.room)) for place in variables.places]


class _SolutionCallback(cp_model.CpSolverSolutionCallback):
    """Forwards each better schedule."""

    def __init__(self, variables: Variables, found: Callable[[Places], None]) -> None:
        super().__init__()
        self._variables = variables
        self._found = found

    def on_solution_callback(self) -> None:
        """Forward the schedule just found."""
        self._found(places_of(self._variables, self.boolean_value))


def complete_hint(model: cp_model.CpModel, patience: float) -> Status:
    """Hint all variables, with the values that follow from those hinted; none if the time is over before.

    The solver only uses complete hints. With what decides fixed, no search is needed. Returns whether the
    hint is possible: `INFEASIBLE` if it is not.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.max_time_in_seconds = patience
    status = STATUS.get(solver.solve(model), Status.INFEASIBLE)
    model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools says nothing
    if status in (Status.OPTIMAL, Status.FEASIBLE):
        for index, value in enumerate(solver.response_proto.solution):
            model.add_hint(model.get_int_var_from_proto_index(index), int(value))
    return status
