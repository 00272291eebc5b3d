"""The linear assignment problem, with dual prices that prove its optimum."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import by_address, enclosed

NEVER = 2**50
"""Cost of an impossible pair; larger than any sum of real costs."""


@by_address
class AssignmentProblem(NamedTuple):
    """An assignment problem and its solution, in arrays that are used again and again.

    Of r rows each gets a column of its own, of c columns; r <= c. ``row[i] + column[j] <= cost[i, j]``,
    no column's price is positive, and where `column_of` says so the two are equal: so the sum of all
    prices is the least cost, and what is left of a cost is at least 0.
    """

    cost: NDArray[np.int64]
    """Shape (at least r, at least c)."""
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    column_of: NDArray[np.int64]
    row_of: NDArray[np.int64]
    reached: NDArray[np.int64]
    """Extra cost of freeing each column for the current row."""
    before: NDArray[np.int64]
    """Row from which it was reached."""
    settled: NDArray[np.bool_]


def assignment_of(rows: int, columns: int) -> AssignmentProblem:
    """Return an assignment problem without any possible pair."""

    def ints(length: int) -> NDArray[np.int64]:
        return np.zeros(length, dtype=np.int64)

    return AssignmentProblem(
        cost=np.full((rows, columns), NEVER, dtype=np.int64),
        row=ints(rows),
        column=ints(columns),
        column_of=ints(rows),
        row_of=ints(columns),
        reached=ints(columns),
        before=ints(columns),
        settled=np.zeros(columns, dtype=bool),
    )


@enclosed
def assign(problem: AssignmentProblem, rows: int, columns: int) -> int:
    """Assign the first rows to the first columns; return the least cost, NEVER or more if it cannot be done.

    Shortest augmenting paths (Jonker, Volgenant 1987).
    """
    _begin(problem, rows, columns)
    for row in range(rows):
        if problem.column_of[row] < 0:
            _augment(problem, row, columns)
    total = 0
    for row in range(rows):
        total += problem.row[row]
    for column in range(columns):
        total += problem.column[column]
    return total


@enclosed
def _begin(problem: AssignmentProblem, rows: int, columns: int) -> None:
    """Give each row its cheapest column, if that is free."""
    for column in range(columns):
        problem.column[column] = 0
        problem.row_of[column] = -1
    for row in range(rows):
        least = problem.cost[row][0]
        for column in range(columns):
            least = min(least, problem.cost[row][column])
        problem.row[row] = least
        problem.column_of[row] = -1
        for column in range(columns):
            if problem.cost[row][column] == least and problem.row_of[column] < 0:
                problem.row_of[column] = row
                problem.column_of[row] = column
                break


@enclosed
def _augment(problem: AssignmentProblem, row: int, columns: int) -> None:
    """Give a row a column, by the cheapest chain of rows that move over to another one."""
    for column in range(columns):
        problem.settled[column] = False
        problem.before[column] = row
        left = problem.cost[row][column] - problem.row[row] - problem.column[column]
        problem.reached[column] = left
    last, length = _nearest(problem, columns)
    while problem.row_of[last] >= 0:
        over = problem.row_of[last]
        for column in range(columns):
            if not problem.settled[column]:
                left = problem.cost[over][column] - problem.row[over] - problem.column[column]
                if length + left < problem.reached[column]:
                    problem.reached[column] = length + left
                    problem.before[column] = over
        last, length = _nearest(problem, columns)
    for column in range(columns):
        if problem.settled[column] and column != last:
            change = length - problem.reached[column]
            problem.row[problem.row_of[column]] += change
            problem.column[column] -= change
    problem.row[row] += length
    while True:
        mover = problem.before[last]
        left_behind = problem.column_of[mover]
        problem.row_of[last], problem.column_of[mover] = mover, last
        if mover == row:
            return
        last = left_behind


@enclosed
def _nearest(problem: AssignmentProblem, columns: int) -> tuple[int, int]:
    """Settle the column that is reached most cheaply, a free one first; return it, and its cost."""
    best, length = -1, 0
    for column in range(columns):
        if problem.settled[column]:
            continue
        reached = problem.reached[column]
        closer = best < 0 or reached < length
        if closer or (reached == length and problem.row_of[column] < 0 <= problem.row_of[best]):
            best, length = column, reached
    problem.settled[best] = True
    return best, length


@enclosed
def clear(problem: AssignmentProblem, row: int, columns: int) -> None:
    """Let a row have none of the first columns."""
    for column in range(columns):
        problem.cost[row][column] = NEVER
