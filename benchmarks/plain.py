"""Plain CP-SAT: the exact model, and nothing else of ours, given to the solver as it comes.

No hint, no chosen searches, no annealing: of its parameters only threads, seed and time are set.
"""

import time
from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Objective
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.cp_sat.search import STATUS, whole
from scheduler.engines.cp_sat.variables import Variables
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.searching import Effort
from scheduler.errors import DisagreementError
from scheduler.progress import Progress, Watch
from scheduler.restrictions import Problem
from scheduler.solution import Status, Stop


def solve_plainly(problem: Problem, effort: Effort, watch: Watch) -> Answer:
    """Search with the solver alone; building the model counts as search."""
    began = time.perf_counter()

    def elapsed() -> float:
        return time.perf_counter() - began

    model = prepared(problem)
    if model.hopeless:
        return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
    try:
        variables = exact_model(model, over=lambda: elapsed() >= effort.time_limit)
    except UnfinishedError:
        return Answer(Status.UNKNOWN, None, None, None, Stop.LIMIT)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_time_in_seconds = max(0.0, effort.time_limit - elapsed())
    found = solver.solve(variables.model, _Teller(elapsed, watch))
    if found not in STATUS:
        raise DisagreementError(f"the solver refuses the model: {solver.status_name(found)}")
    return _answer(STATUS[found], solver, model, variables)


def _answer(
    status: Status, solver: cp_model.CpSolver, model: Model, variables: Variables
) -> Answer:
    bound = solver.best_objective_bound
    known = whole(bound) if bound > 0 else None
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        why = Stop.PROVED if status is Status.INFEASIBLE else Stop.LIMIT
        return Answer(status, None, None, known if status is Status.UNKNOWN else None, why)
    places = _places(variables, solver)
    why = Stop.PROVED if status is Status.OPTIMAL else Stop.LIMIT
    # The objective may pay for more than it must, until the search ends with a proof.
    return Answer(
        status, model.schedule(places), Objective(model).counted(places), whole(bound), why
    )


def _places(variables: Variables, solver: cp_model.CpSolver) -> Places:
    def chosen(literals: Sequence[cp_model.IntVar]) -> int:
        return next(n for n, literal in enumerate(literals) if solver.boolean_value(literal))

    return [(chosen(place.start), chosen(place.room)) for place in variables.places]


class _Teller(cp_model.CpSolverSolutionCallback):
    """Tells when the solver finds something better, and what its objective is then."""

    def __init__(self, elapsed: Callable[[], float], watch: Watch) -> None:
        super().__init__()
        self._elapsed = elapsed
        self._watch = watch

    def on_solution_callback(self) -> None:
        """Tell of the solution just found."""
        self._watch(Progress(self._elapsed(), round(self.objective_value), None, "searching"))
