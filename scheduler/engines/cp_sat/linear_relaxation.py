"""A bound from the linear relaxation of an exact model, long before the solver of that has prepared itself.

Whatever the prices of its rows, what they prove is a bound (weak duality). So those that come out of the
simplex method, in floats, are rounded, and what they prove is summed up in whole numbers.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as linear
from ortools.sat.python import cp_model

from scheduler.engines.interruption import Check, never

FINE = 2**10
"""Parts of a thousandth in which prices of rows are told apart."""

LARGEST = 2.0**61
"""Sums stay below it, so that they are exact."""

WORK = 1e-5
"""Nominal seconds for each factor of a row: 400,000 take some 4 s."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class _Rows:
    """Rows in the making: ``least <= sum(factors * variables) <= most``."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    variables: list[int] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)

    def add(
        self, variables: Iterable[int], factors: Iterable[int], least: float, most: float
    ) -> None:
        before = len(self.variables)
        self.variables.extend(variables)
        self.factors.extend(factors)
        self.rows.extend([len(self.least)] * (len(self.variables) - before))
        self.least.append(least)
        self.most.append(most)

    def literals(self, literals: Iterable[int], least: float, most: float) -> None:
        """Add a sum of literals, of which those below 0 stand for the opposite of a variable."""
        found = list(literals)
        opposite = sum(literal < 0 for literal in found)
        variables = [literal if literal >= 0 else ~literal for literal in found]
        factors = [1 if literal >= 0 else -1 for literal in found]
        self.add(variables, factors, least - opposite, most - opposite)


class LinearRelaxation:
    """The rows of an exact model in its linear relaxation: none that hold on a condition, no intervals."""

    def __init__(self, model: cp_model.CpModel, check: Check = never) -> None:
        """Gather them; `check` may raise that nobody waits for them any more."""
        found = _rows_of(model, check)
        domains = [list(variable.domain) for variable in model.proto.variables]
        self._lowest = np.array([domain[0] for domain in domains], dtype=np.int64)
        self._highest = np.array([domain[-1] for domain in domains], dtype=np.int64)
        self._costs = np.zeros(len(domains), dtype=np.int64)
        objective = model.proto.objective
        np.add.at(self._costs, list(objective.vars), list(objective.coeffs))
        self._constant = round(objective.offset)
        self._least, self._most = np.array(found.least), np.array(found.most)
        self._rows = np.array(found.rows, dtype=np.int64)
        self._variables = np.array(found.variables, dtype=np.int64)
        self._factors = np.array(found.factors, dtype=np.int64)
        self._solver = linear.ModelSolverHelper("glop")

    @property
    def work(self) -> float:
        """Return about how many nominal seconds it takes to solve."""
        return WORK * len(self._factors)

    def bound(self, seconds: float, deterministic: float) -> int | None:
        """Return a bound in thousandths, if it is found within these seconds and deterministic time."""
        if math.isfinite(seconds):
            self._solver.set_time_limit_in_seconds(seconds)
        if math.isfinite(deterministic):
            limit = f"max_deterministic_time: {deterministic:f}"
            self._solver.set_solver_specific_parameters(limit)
        self._solver.solve(self._helper())
        if not self._solver.has_solution():
            return None
        return self._proved(np.asarray(self._solver.dual_values()))

    def stop(self) -> None:
        """End it, from any thread."""
        self._solver.interrupt_solve()

    def _helper(self) -> "linear.ModelBuilderHelper":
        helper = linear.ModelBuilderHelper()
        ends = zip(self._lowest.tolist(), self._highest.tolist(), self._costs.tolist(), strict=True)
        for lowest, highest, cost in ends:
            variable = helper.add_var()
            helper.set_var_lower_bound(variable, lowest)
            helper.set_var_upper_bound(variable, highest)
            helper.set_var_objective_coefficient(variable, cost)
        for least, most in zip(self._least.tolist(), self._most.tolist(), strict=True):
            row = helper.add_linear_constraint()
            helper.set_constraint_lower_bound(row, least)
            helper.set_constraint_upper_bound(row, most)
        terms = zip(
            self._rows.tolist(), self._variables.tolist(), self._factors.tolist(), strict=True
        )
        for row, variable, factor in terms:
            # A variable may be in a row twice.
            helper.safe_add_term_to_constraint(row, variable, factor)
        return helper

    def _proved(self, prices: Floats) -> int | None:
        """Return what prices of rows prove: each row at its dearer end, each variable at its cheaper one."""
        usable = np.isfinite(prices) & np.where(
            prices > 0, np.isfinite(self._least), np.isfinite(self._most)
        )
        fine = np.rint(np.where(usable, prices, 0.0) * FINE)
        ends = np.where(fine > 0, self._least, self._most)
        ends = np.where(fine == 0, 0.0, ends)
        sizes = FINE * np.abs(self._costs).astype(np.float64)
        np.add.at(sizes, self._variables, np.abs(fine[self._rows] * self._factors))
        reach = np.maximum(np.abs(self._lowest), np.abs(self._highest)).astype(np.float64)
        if float(sizes @ reach) + float(np.abs(fine) @ np.abs(ends)) > LARGEST:
            return None
        whole = fine.astype(np.int64)
        costs = FINE * self._costs
        np.subtract.at(costs, self._variables, whole[self._rows] * self._factors)
        total = int(whole @ ends.astype(np.int64))
        total += int((np.where(costs > 0, self._lowest, self._highest) * costs).sum())
        return max(0, -(-total // FINE) + self._constant)


def _rows_of(model: cp_model.CpModel, check: Check) -> _Rows:
    found = _Rows()
    for number, each in enumerate(model.proto.constraints):
        if number % 1000 == 0:
            check()
        conditions = list(each.enforcement_literal)
        if each.has_linear() and not conditions:
            domain = list(each.linear.domain)
            least = domain[0] if domain[0] > -LARGEST else -math.inf
            most = domain[-1] if domain[-1] < LARGEST else math.inf
            found.add(each.linear.vars, each.linear.coeffs, least, most)
        elif each.has_exactly_one():
            found.literals(each.exactly_one.literals, 1, 1)
        elif each.has_at_most_one():
            found.literals(each.at_most_one.literals, -math.inf, 1)
        elif each.has_bool_or():
            found.literals([*each.bool_or.literals, *(~one for one in conditions)], 1, math.inf)
        elif each.has_bool_and() and len(each.bool_and.literals) == 1:
            # What follows several literals at once is mostly said by cliques as well.
            literals = [*each.bool_and.literals, *(~one for one in conditions)]
            found.literals(literals, 1, math.inf)
    return found
