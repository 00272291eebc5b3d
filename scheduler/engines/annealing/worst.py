"""`Worst` in the annealer: the total of each group.

A row is a restriction, a column one of its groups. A *use* is a session's part in a row, with a table for
each group that it adds something to: over its starts, or over its places if rooms matter for any of them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.amounts import Amounts
from scheduler.engines.annealing.prices import Ints, firsts, ints, joined, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import grouped
from scheduler.restrictions import Worst


class Worsts(NamedTuple):
    """All `Worst` restrictions of a problem: k rows, up to g groups."""

    group_count: int
    prices: Ints
    totals: NDArray[np.int64]
    """Shape (k, g); never negative."""
    uses: Ints
    """First use of each session."""
    rows: Ints
    """Row of each use."""
    by_place: NDArray[np.bool_]
    """Whether the tables of a use are over places, or else over starts."""
    tables: Ints
    """First table of each use."""
    groups: Ints
    """Group of each table."""
    amounts_at: Ints
    """Where the amounts of each table begin."""
    amounts: Ints


@enclosed
def move_worsts(data: Worsts, session: int, start: int, place: int, sign: int) -> None:
    """Add the session's amounts to the totals, or take them away."""
    for use in range(data.uses[session], data.uses[session + 1]):
        at = place if data.by_place[use] else start
        for table in range(data.tables[use], data.tables[use + 1]):
            amount = data.amounts[data.amounts_at[table] + at]
            data.totals[data.rows[use]][data.groups[table]] += sign * amount


@enclosed
def _largest(data: Worsts, row: int) -> int:
    """Return the largest total of a row."""
    largest = 0
    for group in range(data.group_count):
        largest = max(largest, data.totals[row][group])
    return largest


@enclosed
def _added(data: Worsts, use: int, at: int, largest: int) -> int:
    """Return the price by which a use raises the largest total."""
    row, most = data.rows[use], largest
    for table in range(data.tables[use], data.tables[use + 1]):
        amount = data.amounts[data.amounts_at[table] + at]
        most = max(most, data.totals[row][data.groups[table]] + amount)
    return data.prices[row] * (most - largest)


@enclosed
def price_worsts(
    data: Worsts, session: int, starts: int, rooms: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, and what only places have."""
    for use in range(data.uses[session], data.uses[session + 1]):
        largest = _largest(data, data.rows[use])
        if data.by_place[use]:
            for place in range(starts * rooms):
                by_place[place] += _added(data, use, place, largest)
        else:
            for start in range(starts):
                by_start[start] += _added(data, use, start, largest)


@enclosed
def worsts_at(data: Worsts, session: int, start: int, place: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        at = place if data.by_place[use] else start
        total += _added(data, use, at, _largest(data, data.rows[use]))
    return total


class _WorstUse(NamedTuple):
    """A session's part in a row."""

    row: int
    by_place: bool
    tables: Sequence[tuple[int, Ints]]
    """Groups with the increases of their totals."""


def worsts_of(model: Model) -> Worsts:
    """Gather what a problem says about groups that are worst off, with no session in."""
    found = grouped(model.asked(Worst), model)
    uses: dict[str, list[_WorstUse]] = {session: [] for session in model.domains}
    for row, each in enumerate(found):
        for session, own in uses.items():
            parts = {n: total[session] for n, total in enumerate(each.totals) if session in total}
            if parts:
                by_place = not all(part.everywhere for some in parts.values() for part in some)
                tables = [(n, _table(some, by_place=by_place)) for n, some in parts.items()]
                own.append(_WorstUse(row, by_place, tables))
    flat = [use for own in uses.values() for use in own]
    tables = [table for use in flat for table in use.tables]
    group_count = max((len(each.totals) for each in found), default=0)
    return Worsts(
        group_count=group_count,
        prices=ints(price(each.price) for each in found),
        totals=np.zeros((len(found), group_count), np.int64),
        uses=firsts(map(len, uses.values())),
        rows=ints(use.row for use in flat),
        by_place=np.array([use.by_place for use in flat], dtype=bool),
        tables=firsts(len(use.tables) for use in flat),
        groups=ints(group for group, _ in tables),
        amounts_at=firsts(len(amounts) for _, amounts in tables),
        amounts=joined([amounts for _, amounts in tables]),
    )


def _table(parts: Sequence[Amounts], *, by_place: bool) -> Ints:
    """Return the sum of amounts at each start, or at each place as the board numbers them."""
    if not by_place:
        return np.sum([part.by_start for part in parts], axis=0, dtype=np.int64)
    at_places = [np.outer(part.in_rooms, part.by_start).reshape(-1) for part in parts]
    return np.sum(at_places, axis=0, dtype=np.int64)
