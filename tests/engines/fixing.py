"""The exact model with a schedule fixed in it."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Variables


def objective_of(variables: Variables, places: Sequence[tuple[int, int]]) -> int | None:
    """Return what the exact model pays for a schedule, at least; None if it refuses it.

    Places are positions of start and room in each session's domain.
    """
    fixed = variables.model.clone()
    for place, (start, room) in zip(variables.places, places, strict=True):
        for literal in (place.start[start], place.room[room]):
            fixed.add(fixed.get_bool_var_from_proto_index(literal.index) == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False  # all is fixed: propagation says the rest
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    status = solver.solve(fixed)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None
