"""`Capacity` in the annealer: loads per row and cell, and what one session more would add to them.

A row is a restriction. Sessions share in rows over cells of time; what they share over the same cells, in
the same rooms, is gathered in one *share*. A *bundle* of a session has shares over the same cells: others
with the same rooms may have them in common with it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import Ints, can_change
from scheduler.engines.compilation.kernels import enclosed


class Capacities(NamedTuple):
    """All `Capacity` restrictions of a problem: k rows, c cells."""

    row_count: int
    cell_count: int
    limits: Ints
    prices: Ints
    first_prices: Ints
    """Prices of what is forbidden, before any of it got dearer; 0 for what is paid."""
    usual: Ints
    """The load that most sessions have in a row."""
    lengths: Ints
    """Minutes of each cell."""
    loads: NDArray[np.int64]
    """Load in each row and cell; shape (k, c)."""
    marginal: NDArray[np.int64]
    """Price of one usual load more, in each row and cell; shape (k, c)."""
    bundles: Ints
    """First bundle of each session."""
    spans: Ints
    """Of each bundle, where its begins and ends lie, one for each start of its session."""
    begins: Ints
    """Cells in which a session begins to count."""
    ends: Ints
    """Cells in which it no longer counts."""
    shares: Ints
    """First share of each bundle."""
    shares_until: Ints
    """The share after its last."""
    uses: Ints
    """First use of each share."""
    rows: Ints
    """Row of each use."""
    use_loads: Ints
    """Load of each use."""
    rooms: Ints
    """First room of each share; a share without rooms counts in all of them."""
    counting: Ints
    """Rooms, as positions in the session's domain, in order."""
    running: Ints
    """Room to work in, for c + 1 numbers."""


@enclosed
def _counts_in(data: Capacities, share: int, room: int) -> bool:
    first, last = data.rooms[share], data.rooms[share + 1]
    if first == last:
        return True
    for position in range(first, last):  # noqa: SIM110  # compiled code knows no generators
        if data.counting[position] == room:
            return True
    return False


@enclosed
def _more(spare: int, load: int) -> int:
    """Return by how much a load adds to the excess of a row that has `spare` more than its limit."""
    return max(spare + load, 0) - max(spare, 0)


@enclosed
def move_capacity(data: Capacities, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the loads of a session."""
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        begin, end = data.begins[data.spans[bundle] + start], data.ends[data.spans[bundle] + start]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            if _counts_in(data, share, room):
                _move_share(data, share, begin, end, sign)


@enclosed
def _move_share(data: Capacities, share: int, begin: int, end: int, sign: int) -> None:
    """Add or take away the loads of a share in some cells."""
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], sign * data.use_loads[use]
        limit, usual, cost = data.limits[row], data.usual[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] + load - limit
            data.loads[row][cell] += load
            data.marginal[row][cell] = cost * data.lengths[cell] * _more(spare, usual)


@enclosed
def _sum_share(data: Capacities, share: int, begin: int, end: int) -> None:
    """Write running sums of what a share would add, from cell `begin` on, into ``data.running``."""
    running = data.running
    for cell in range(end - begin + 1):
        running[cell] = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                running[cell - begin + 1] += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            running[cell - begin + 1] += cost * data.lengths[cell] * _more(spare, load)
    for cell in range(1, end - begin + 1):
        running[cell] += running[cell - 1]


@enclosed
def price_capacity(
    data: Capacities, session: int, starts: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in some rooms."""
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        span = data.spans[bundle]
        begin, end = data.begins[span], data.ends[span + starts - 1]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            _sum_share(data, share, begin, end)
            first, last = data.rooms[share], data.rooms[share + 1]
            if first == last:
                _add_sums(data, span, starts, by_start, 0)
            for position in range(first, last):
                at = data.counting[position] * starts
                _add_sums(data, span, starts, by_place, at)


@enclosed
def _add_sums(data: Capacities, span: int, starts: int, prices: Ints, first: int) -> None:
    """Add what running sums come to over the cells of each start to its price, from the first one on."""
    running, begin = data.running, data.begins[span]
    for start in range(starts):
        prices[first + start] += (
            running[data.ends[span + start] - begin] - running[data.begins[span + start] - begin]
        )


@enclosed
def capacity_at(data: Capacities, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        begin, end = data.begins[data.spans[bundle] + start], data.ends[data.spans[bundle] + start]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            if _counts_in(data, share, room):
                total += _share_at(data, share, begin, end)
    return total


@enclosed
def _share_at(data: Capacities, share: int, begin: int, end: int) -> int:
    """Return what a share would add in some cells."""
    total = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                total += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            total += cost * data.lengths[cell] * _more(spare, load)
    return total


@enclosed
def reprice_capacity(data: Capacities, rise: int) -> int:
    """Make forbidden rows that are broken dearer (rise 1), or all a step cheaper (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        if not can_change(data.prices[row], data.first_prices[row], rise):
            continue
        excess = _excess(data, row)
        if rise > 0 and excess == 0:
            continue
        total += rise * data.first_prices[row] * excess
        data.prices[row] += rise * data.first_prices[row]
        cost, limit = data.prices[row], data.limits[row]
        for cell in range(data.cell_count):
            more = _more(data.loads[row][cell] - limit, data.usual[row])
            data.marginal[row][cell] = cost * data.lengths[cell] * more
    return total


@enclosed
def _excess(data: Capacities, row: int) -> int:
    excess = 0
    for cell in range(data.cell_count):
        excess += data.lengths[cell] * max(data.loads[row][cell] - data.limits[row], 0)
    return excess
