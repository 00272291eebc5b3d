"""Solves one linear program with HiGHS, from the standard input to the standard output.

It runs as a script in a process of its own, and so knows nothing of the rest of the package.
"""

import json
import math
import sys
from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from typing import Any

from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

ABSOLUTE, RELATIVE = 1e-3, 1e-7
"""Tolerances of a bound, in units of the objective."""

WORK = 2e-9
"""Nominal seconds for each row in each step of the simplex method."""


def solved(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return values, if there are any, the bound that is known, and the work that it took.

    Parameters
    ----------
    task
        `bounds` and `prices` of the variables; `rows` of terms, limit, and whether it is kept exactly;
        `seed`; `seconds` at most.
    """
    unit = reduce(math.gcd, task["prices"], 0) or 1
    model = mathopt.Model()
    variables = [model.add_integer_variable(lb=0, ub=most) for most in task["bounds"]]
    for terms, limit, equal in task["rows"]:
        limits = model.add_linear_constraint(lb=limit if equal else -math.inf, ub=limit)
        for variable, factor in terms:
            limits.set_coefficient(variables[variable], factor)
    model.objective.is_maximize = False
    for variable, price in zip(variables, task["prices"], strict=True):
        if price:
            model.objective.set_linear_coefficient(variable, price // unit)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=task["seconds"]),
        random_seed=task["seed"],
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=1.0 - 2 * ABSOLUTE,
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    values = None
    if result.has_primal_feasible_solution():
        found = result.variable_values()
        values = [round(found[variable]) for variable in variables]
    bound = result.termination.objective_bounds.dual_bound
    return {
        "values": values,
        "bound": _whole(bound, unit) if math.isfinite(bound) else None,
        "work": WORK * result.solve_stats.simplex_iterations * len(task["rows"]),
    }


def _whole(bound: float, unit: int) -> int:
    """Return the least objective, a whole number of units, that a bound allows."""
    return unit * math.ceil(bound - max(ABSOLUTE, RELATIVE * abs(bound)))


if __name__ == "__main__":
    json.dump(solved(json.load(sys.stdin)), sys.stdout)
