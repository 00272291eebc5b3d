"""A bound from the linear relaxation of an exact model, available long before the solver's presolve ends.

Few of its rows matter: it is solved with some of them, those that the solution breaks are added, and so on
(cutting planes; Dantzig, Fulkerson, Johnson 1954). Each solution follows from the last by the dual simplex
method (GLOP), and whatever prices of rows it has come to, what they prove is a bound (weak duality): so those
prices, in floats, are rounded, and what they prove is summed up in whole numbers.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2  # type: ignore[import-untyped]
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]
from ortools.sat.python import cp_model
from ortools.util.python.solve_interrupter import SolveInterrupter  # type: ignore[import-untyped]

from scheduler.engines.interruption import Check, never

FINE = 2**10
"""Resolution of row prices, in parts of a thousandth."""

LARGEST = 2.0**61
"""Sums stay below it, so that they are exact."""

STEP = 2.0
"""Nominal seconds of simplex iterations in a step."""
ITERATION, FACTOR = 2e-8, 4e-7
"""Nominal seconds of an iteration, for each row in use, and of a step, for each factor of all rows."""
GATHERING = 3e-6
"""Nominal seconds to gather the rows, for each factor."""

FEWEST, SHARE = 1000, 0.15
"""Rows that are added at a time, and their share of those in use: the larger number of both, at most."""
BROKEN = 1e-4
"""A row counts as broken if the solution is so far beyond it (Euclidean distance)."""
WORTH, PATIENCE = 1e-5, 3
"""Number of consecutive solutions with less than this share of progress, after which the relaxation ends."""

_FILTERS = mathopt.ModelSolveParameters(
    variable_values_filter=mathopt.VariableFilter(skip_zero_values=True),
    dual_values_filter=mathopt.LinearConstraintFilter(skip_zero_values=True),
    reduced_costs_filter=mathopt.VariableFilter(filtered_items=()),
)
"""Solver output to keep: only nonzero values that are used."""

_UNFINISHED = mathopt.TerminationReason.NO_SOLUTION_FOUND, mathopt.TerminationReason.FEASIBLE
"""Why a step ends that comes to its limit."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class _Rows:
    """Collects rows ``least <= sum(factors * variables) <= most``."""

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
        """Collect the rows; `check` may raise to cancel the work."""
        found = _rows_of(model, check)
        domains = [list(variable.domain) for variable in model.proto.variables]
        self._lowest = np.array([domain[0] for domain in domains], dtype=np.int64)
        self._highest = np.array([domain[-1] for domain in domains], dtype=np.int64)
        self._costs = np.zeros(len(domains), dtype=np.int64)
        objective = model.proto.objective
        np.add.at(self._costs, list(objective.vars), list(objective.coeffs))
        self._constant = round(objective.offset)
        self._least, self._most = np.array(found.least), np.array(found.most)
        self._rows, self._variables, self._factors = _merged(found, len(domains))
        self._first = np.searchsorted(self._rows, np.arange(len(self._least) + 1))
        squares = np.square(self._factors.astype(np.float64))
        self._norms = np.sqrt(np.maximum(np.bincount(self._rows, squares, len(self._least)), 1.0))
        self._defining = self._definitions()
        self._program = mathopt.Model.from_model_proto(self._columns())
        self._numbers: dict[int, int] = {}
        """Row of each constraint of the program, by its number there."""
        self._used = np.zeros(len(self._least), dtype=bool)
        equations = self._least == self._most
        equations[self._defining[(self._defining >= 0) & (self._costs == 0)]] = False
        self._use(np.flatnonzero(equations).tolist())
        self._solver = mathopt.IncrementalSolver(self._program, mathopt.SolverType.GLOP)
        self._interrupter = SolveInterrupter()
        self._before, self._in_vain = 0, 0
        self.bound = 0
        """No schedule has a smaller penalty, in thousandths."""
        self.work = GATHERING * len(self._factors)
        """Nominal seconds of work that the last step took, or what came before the first."""

    def climb(self, seconds: float = math.inf, patience: float = math.inf) -> bool:
        """Take a step; return whether another one is worthwhile.

        Parameters
        ----------
        seconds
            Approximate limit of work in nominal seconds.
        patience
            Seconds by the clock after which the step ends with the bound so far.
        """
        parameters = mathopt.SolveParameters(
            lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX,
            presolve=mathopt.Emphasis.OFF,
            iteration_limit=1 + int(min(STEP, seconds) / (ITERATION * max(1, len(self._numbers)))),
            time_limit=timedelta(seconds=patience) if math.isfinite(patience) else None,
        )
        result = self._solver.solve(
            params=parameters, model_params=_FILTERS, interrupter=self._interrupter
        )
        iterations = result.solve_stats.simplex_iterations
        self.work = ITERATION * len(self._numbers) * iterations + FACTOR * len(self._factors)
        self._note(result)
        if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
            return iterations > 0 and result.termination.reason in _UNFINISHED
        gained, self._before = self.bound - self._before, self.bound
        self._in_vain = self._in_vain + 1 if gained < WORTH * self.bound else 0
        broken = self._broken(self._values(result))
        self._use(broken)
        return bool(broken) and self._in_vain < PATIENCE

    def stop(self) -> None:
        """End the step, and any other one, from any thread."""
        self._interrupter.interrupt()

    def _definitions(self) -> Ints:
        """Return for each variable the row that says what it is, or -1: a sum of variables made before it.

        Such a variable, the last of an equation and alone on its side, is left out until a row asks for it.
        """
        defining = np.full(len(self._costs), -1, dtype=np.int64)
        lasts = self._first[1:] - 1
        equations = np.flatnonzero((self._least == self._most) & (np.diff(self._first) > 1))
        signs = np.sign(self._factors)
        balance = np.bincount(self._rows, signs, len(self._least)) - signs[lasts]
        alone = (
            balance[equations] == -signs[lasts[equations]] * (np.diff(self._first) - 1)[equations]
        )
        found = equations[alone & (np.abs(self._factors[lasts[equations]]) == 1)]
        variables, where = np.unique(self._variables[lasts[found]], return_index=True)
        defining[variables] = found[where]
        return defining

    def _columns(self) -> model_pb2.ModelProto:
        """Return the program without rows."""
        program = model_pb2.ModelProto()
        number, paid = len(self._costs), np.flatnonzero(self._costs)
        program.variables.ids.extend(range(number))
        program.variables.lower_bounds.extend(self._lowest.astype(np.float64))
        program.variables.upper_bounds.extend(self._highest.astype(np.float64))
        program.variables.integers.extend([False] * number)
        program.objective.linear_coefficients.ids.extend(paid)
        program.objective.linear_coefficients.values.extend(self._costs[paid].astype(np.float64))
        return program

    def _use(self, rows: Iterable[int]) -> None:
        """Add rows to the program, with those that say what the variables in them are."""
        wanted = list(rows)
        while wanted:
            row = wanted.pop()
            if self._used[row]:
                continue
            self._used[row] = True
            made = self._program.add_linear_constraint(lb=self._least[row], ub=self._most[row])
            self._numbers[made.id] = row
            terms = slice(self._first[row], self._first[row + 1])
            variables = self._variables[terms]
            for variable, factor in zip(
                variables.tolist(), self._factors[terms].tolist(), strict=True
            ):
                made.set_coefficient(self._program.get_variable(variable, validate=False), factor)
            wanted.extend(each for each in self._defining[variables].tolist() if each >= 0)

    def _values(self, result: mathopt.SolveResult) -> Floats:
        """Return the solution, with what follows from it for variables that are not in use."""
        values = np.zeros(len(self._costs))
        for variable, value in result.variable_values().items():
            values[variable.id] = value
        defined = np.flatnonzero(self._defining >= 0)
        defined = defined[~self._used[self._defining[defined]]]
        rows = self._defining[defined]
        lasts = self._first[rows + 1] - 1
        others = self._factors.copy()
        others[lasts] = 0
        before = None
        while before is None or not np.array_equal(before, values[defined]):
            before = values[defined]
            rest = self._least[rows] - self._sums(others, values)[rows]
            values[defined] = rest / self._factors[lasts]
        return values

    def _sums(self, factors: Ints, values: Floats) -> Floats:
        """Return what each row adds up to with these factors."""
        terms = factors * values[self._variables]
        return np.bincount(self._rows, terms, len(self._least)).astype(np.float64)

    def _broken(self, values: Floats) -> list[int]:
        """Return rows that values break and that are not in use, the most broken ones first, some of them."""
        sums = self._sums(self._factors, values)
        beyond = np.maximum(sums - self._most, self._least - sums) / self._norms
        outside = np.maximum(values - self._highest, self._lowest - values)
        defined = np.flatnonzero(self._defining >= 0)
        np.maximum.at(beyond, self._defining[defined], outside[defined])
        beyond[self._used] = 0.0
        broken = np.flatnonzero(beyond > BROKEN)
        number = max(FEWEST, int(SHARE * len(self._numbers)))
        worst: Ints = broken[np.argsort(-beyond[broken], kind="stable")][:number]
        return [int(row) for row in worst]

    def _note(self, result: mathopt.SolveResult) -> None:
        """Record the bound that the present dual prices prove."""
        solution = next(iter(result.solutions), None)
        if solution is None or solution.dual_solution is None:
            return
        prices = np.zeros(len(self._least))
        for row, price in solution.dual_solution.dual_values.items():
            prices[self._numbers[row.id]] = price
        self.bound = max(self.bound, self._proved(prices))

    def _proved(self, prices: Floats) -> int:
        """Return the bound of row prices: each row at its dearer end, each variable at its cheaper one.

        If a sum could be too large to be exact, that is nothing.
        """
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
            return 0
        whole = fine.astype(np.int64)
        costs = FINE * self._costs
        np.subtract.at(costs, self._variables, whole[self._rows] * self._factors)
        total = int(whole @ ends.astype(np.int64))
        total += int((np.where(costs > 0, self._lowest, self._highest) * costs).sum())
        return max(0, -(-total // FINE) + self._constant)


def _merged(found: _Rows, number: int) -> tuple[Ints, Ints, Ints]:
    """Return rows, variables and factors in order, a variable once in each row; `number` of variables."""
    keys = np.array(found.rows, dtype=np.int64) * number + np.array(found.variables, dtype=np.int64)
    places, which = np.unique(keys, return_inverse=True)
    factors = np.zeros(len(places), dtype=np.int64)
    np.add.at(factors, which, np.array(found.factors, dtype=np.int64))
    return places // number, places % number, factors


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
