"""Groups that hold rooms, in the annealer: what one session more makes its group hold."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import Ints
from scheduler.engines.compiling import enclosed


class Blocks(NamedTuple):
    """Restrictions on g groups of sessions over up to p periods and all r rooms."""

    members: Ints
    """First membership of each session."""
    groups: Ints
    """Group of each membership."""
    tables: Ints
    """For each membership, where its periods begin."""
    periods: Ints
    """Period of each start of the session; -1 for none."""
    room_at: Ints
    """For each session, where its rooms begin in `rooms`."""
    rooms: Ints
    inside: NDArray[np.int64]
    """Sessions of each group in each period and room; shape (g, p, r)."""
    held: NDArray[np.int64]
    """Rooms that each group holds in each period; shape (g, p)."""
    beside: NDArray[np.int64]
    """Price of one room more for each group in each period, for the groups beside it; shape (g, p)."""
    held_prices: NDArray[np.int64]
    """Price of a held room; shape (g, p, r)."""
    prices: NDArray[np.int64]
    """For each group, the prices of a room in parallel and of a gap; shape (g, 2)."""
    neighbours: Ints
    """For each group, where those begin that it should not be beside."""
    neighbour_groups: Ints
    neighbour_prices: Ints
    mixtures: Ints
    """For each group, where the `Unmixed` restrictions that it is in begin."""
    mixture_numbers: Ints
    mixture_prices: Ints
    """Price of each `Unmixed`; length m."""
    mixed: NDArray[np.int64]
    """Groups of each `Unmixed` that hold a room in a period; shape (m, p, r)."""
    cells: Ints
    """Room to work in, for r numbers."""


@enclosed
def _hold(data: Blocks, group: int, period: int, room: int, sign: int) -> None:
    """Let a group hold a room in a period, or no longer."""
    data.held[group, period] += sign
    for position in range(data.neighbours[group], data.neighbours[group + 1]):
        other = data.neighbour_groups[position]
        data.beside[other, period] += sign * data.neighbour_prices[position]
    for position in range(data.mixtures[group], data.mixtures[group + 1]):
        data.mixed[data.mixture_numbers[position], period, room] += sign


@enclosed
def move_blocks(data: Blocks, session: int, start: int, room: int, sign: int) -> None:
    """Count a session into its groups, or out of them."""
    where = data.rooms[data.room_at[session] + room]
    for member in range(data.members[session], data.members[session + 1]):
        period, group = data.periods[data.tables[member] + start], data.groups[member]
        if period < 0:
            continue
        before = data.inside[group, period, where]
        data.inside[group, period, where] = before + sign
        if min(before, before + sign) == 0:
            _hold(data, group, period, where, sign)


@enclosed
def _gap(data: Blocks, group: int, more: int) -> bool:
    """Tell whether a group's periods have a gap, if it held a room in one period more."""
    first, last, number = -1, -1, 0
    for period in range(data.held.shape[1]):
        if data.held[group, period] > 0 or period == more:
            first = period if first < 0 else first
            last = period
            number += 1
    return number > 0 and last - first + 1 != number


@enclosed
def _by_period(data: Blocks, group: int, period: int) -> int:
    """Return the price of one room more in a period, whichever it is."""
    total = data.beside[group, period]
    if data.held[group, period] > 0:
        return total + data.prices[group, 0]
    if data.prices[group, 1] != 0:
        change = int(_gap(data, group, period)) - int(_gap(data, group, -1))
        total += data.prices[group, 1] * change
    return total


@enclosed
def _cell(data: Blocks, group: int, period: int, room: int, by_period: int) -> int:
    """Return the price of a room in a period; nothing if it is held already."""
    if data.inside[group, period, room] > 0:
        return 0
    total = by_period + data.held_prices[group, period, room]
    for position in range(data.mixtures[group], data.mixtures[group + 1]):
        number = data.mixture_numbers[position]
        if data.mixed[number, period, room] > 0:
            total += data.mixture_prices[number]
    return total


@enclosed
def price_blocks(data: Blocks, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every start in every room."""
    for member in range(data.members[session], data.members[session + 1]):
        group, table = data.groups[member], data.tables[member]
        known = -1
        for start in range(starts):
            period = data.periods[table + start]
            if period < 0:
                continue
            if period != known:
                # Starts are in order, so those of a period follow one another.
                by_period = _by_period(data, group, period)
                for room in range(rooms):
                    where = data.rooms[data.room_at[session] + room]
                    data.cells[room] = _cell(data, group, period, where, by_period)
                known = period
            for room in range(rooms):
                by_place[room * starts + start] += data.cells[room]


@enclosed
def blocks_at(data: Blocks, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    where = data.rooms[data.room_at[session] + room]
    for member in range(data.members[session], data.members[session + 1]):
        group, period = data.groups[member], data.periods[data.tables[member] + start]
        if period >= 0:
            by_period = _by_period(data, group, period)
            total += _cell(data, group, period, where, by_period)
    return total
