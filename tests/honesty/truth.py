"""The truth about a problem: its least penalty, proved by OR-Tools as it comes, without haste.

The model is the exact engine's, but of the problem as it stands: nothing is narrowed (but followers to where
their leaders may be), merged or relaxed before, but for relations that are tables over all starts; nothing is
hinted at, and no parameter is set but for a single thread.
"""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.cp_sat.variables import Variables
from scheduler.engines.domains import domains_of, followed
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import as_pairs
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Problem, Unary
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Truth:
    """A schedule that costs least, and what it costs; nothing if no schedule keeps what is hard."""

    schedule: Schedule
    least: int
    """Thousandths of penalty."""


def truth_of(problem: Problem) -> Truth | None:
    """Return the proved optimum; None where it is proved that there is none."""
    model = _as_it_stands(problem)
    if model.hopeless:
        return None
    variables, solver = exact_model(model), cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(variables.model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return Truth(_schedule(variables, solver), round(solver.objective_value))


def _as_it_stands(problem: Problem) -> Model:
    timeline = Timeline(problem.starts[0])
    shared = [each for each in problem.priced if not isinstance(each.restriction, Unary)]
    domains = followed(domains_of(problem, timeline), problem.followers)
    return Model(problem, timeline, domains, tuple(as_pairs(shared, domains, timeline)))


def _schedule(variables: Variables, solver: cp_model.CpSolver) -> Schedule:
    chosen = (
        [[*map(solver.boolean_value, each)].index(True) for each in (place.start, place.room)]
        for place in variables.places
    )
    return variables.source.schedule((start, room) for start, room in chosen)
