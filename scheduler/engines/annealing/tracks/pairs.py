"""`Pairs` in the annealer: what every place of a session costs towards all the others, kept up to date.

Unlike other kinds, these are dear to move and cheap to price: a move rewrites the tables of all that the
session shares something with, and the price of a place is read from three small tables. The idea is known
from quadratic assignment (robust tabu search, Taillard 1991).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import Ints
from scheduler.engines.compilation.kernels import enclosed


class PairTables(NamedTuple):
    """All `Pairs` restrictions of a problem, in k entries: each pair once from either side.

    Entries of a session are in order of relation, and alike ones follow one another.
    """

    entries: Ints
    """First entry of each session."""
    others: Ints
    sorted_others: Ints
    """The others of each session in their order."""
    sorted_entries: Ints
    """The entries in that order."""
    runs: Ints
    """Number that entries have in common whose relation, order and marks of the other are the same."""
    touched: Ints
    """Room to work in, for starts that a move makes dearer or cheaper."""
    changes: Ints
    """The same for by how much."""
    prices: Ints
    """What the pair shares, times the price of a unit."""
    relations: Ints
    leads: NDArray[np.bool_]
    """Whether the session is the first of the pair."""
    times: Ints
    """For each relation, where its square of times begins; -1 for none."""
    sizes: Ints
    """Side of that square."""
    amounts: Ints
    """All squares of times."""
    rooms: NDArray[np.int64]
    """Squares of rooms, by relation; of ones where none is given."""
    roomy: NDArray[np.bool_]
    """Whether a relation has a square of rooms."""
    marks_at: NDArray[np.int64]
    """Where the marks of a session's starts begin, by relation and session."""
    marks: Ints
    """Marks of starts; -1 for none."""
    width: Ints
    """Starts of each session."""
    start_at: Ints
    """For each session, where its starts begin in `by_start`."""
    room_at: Ints
    """The same in `by_room` and in `own_rooms`."""
    place_at: Ints
    """The same in `by_place`."""
    own_rooms: Ints
    """Rooms of each session's domain."""
    by_start: Ints
    by_room: Ints
    by_place: Ints


@enclosed
def _time(data: PairTables, relation: int, first_mark: int, second_mark: int) -> int:
    if data.times[relation] < 0:
        return 1
    if first_mark < 0 or second_mark < 0:
        return 0
    size = data.sizes[relation]
    return data.amounts[data.times[relation] + first_mark * size + second_mark]


@enclosed
def _mark(data: PairTables, relation: int, session: int, start: int) -> int:
    return data.marks[data.marks_at[relation][session] + start]


@enclosed
def _amount(
    data: PairTables, entry: int, mark: int, room: int, other_mark: int, other_room: int
) -> int:
    """Return how two places relate; rooms are those of the problem."""
    relation = data.relations[entry]
    if data.leads[entry]:
        return _time(data, relation, mark, other_mark) * data.rooms[relation][room][other_room]
    return _time(data, relation, other_mark, mark) * data.rooms[relation][other_room][room]


@enclosed
def _difference(data: PairTables, entry: int, mark: int, new_mark: int, other_mark: int) -> int:
    """Return by how much the times of a pair relate more after a move; marks below 0 for none."""
    relation = data.relations[entry]
    if data.leads[entry]:
        return _time(data, relation, new_mark, other_mark) - _time(data, relation, mark, other_mark)
    return _time(data, relation, other_mark, new_mark) - _time(data, relation, other_mark, mark)


@enclosed
def _list_starts(data: PairTables, entry: int, mark: int, new_mark: int) -> int:
    """List those starts of a partner that a move makes dearer or cheaper; return how many."""
    other, found = data.others[entry], 0
    first = data.marks_at[data.relations[entry]][other]
    for start in range(data.width[other]):
        change = _difference(data, entry, mark, new_mark, data.marks[first + start])
        if change != 0:
            data.touched[found], data.changes[found] = start, change
            found += 1
    return found


@enclosed
def _room(data: PairTables, entry: int, room: int, there: int) -> int:
    """Return how two rooms of the problem relate; a room below 0 relates to none."""
    if room < 0:
        return 0
    relation = data.relations[entry]
    return (
        data.rooms[relation][room][there]
        if data.leads[entry]
        else (data.rooms[relation][there][room])
    )


@enclosed
def _tell_rooms(data: PairTables, entry: int, room: int, new_room: int) -> None:
    """Write into a partner's table of rooms what a move changes."""
    other = data.others[entry]
    for position in range(data.room_at[other], data.room_at[other + 1]):
        there = data.own_rooms[position]
        change = _room(data, entry, new_room, there) - _room(data, entry, room, there)
        data.by_room[position] += data.prices[entry] * change


@enclosed
def _tell_places(
    data: PairTables, entry: int, mark: int, room: int, new_mark: int, new_room: int
) -> None:
    """Write into a partner's table of places what a move changes."""
    other = data.others[entry]
    starts, cost = data.width[other], data.prices[entry]
    first = data.marks_at[data.relations[entry]][other]
    for start in range(starts):
        other_mark = data.marks[first + start]
        after = _difference(data, entry, -1, new_mark, other_mark)
        before = _difference(data, entry, -1, mark, other_mark)
        if after == 0 and before == 0:
            continue
        at = data.place_at[other] + start
        for position in range(data.room_at[other], data.room_at[other + 1]):
            there = data.own_rooms[position]
            change = after * _room(data, entry, new_room, there) - (
                before * _room(data, entry, room, there)
            )
            data.by_place[at] += cost * change
            at += starts


@enclosed
def move_pairs(
    data: PairTables, session: int, start: int, room: int, new_start: int, new_room: int
) -> None:
    """Tell all partners of a session that it has moved; a start and room of -1 are nowhere."""
    where = data.own_rooms[data.room_at[session] + room] if room >= 0 else -1
    to = data.own_rooms[data.room_at[session] + new_room] if new_room >= 0 else -1
    run, found = -1, 0
    for entry in range(data.entries[session], data.entries[session + 1]):
        relation = data.relations[entry]
        if data.times[relation] < 0:
            if where != to:
                _tell_rooms(data, entry, where, to)
            continue
        first = data.marks_at[relation][session]
        mark = data.marks[first + start] if start >= 0 else -1
        new_mark = data.marks[first + new_start] if new_start >= 0 else -1
        if data.roomy[relation]:
            if mark != new_mark or where != to:
                _tell_places(data, entry, mark, where, new_mark, to)
            continue
        if mark == new_mark:
            continue
        if data.runs[entry] != run:
            # What the move changes is the same for all partners with the same marks.
            run, found = data.runs[entry], _list_starts(data, entry, mark, new_mark)
        at = data.start_at[data.others[entry]]
        for position in range(found):
            data.by_start[at + data.touched[position]] += (
                data.prices[entry] * data.changes[position]
            )


@enclosed
def price_pairs(
    data: PairTables,
    session: int,
    starts: int,
    rooms: int,
    by_start: Ints,
    by_room: Ints,
    by_place: Ints,
) -> None:
    """Add the price of every place."""
    if data.entries[session] == data.entries[session + 1]:
        return
    for start in range(starts):
        by_start[start] += data.by_start[data.start_at[session] + start]
    for room in range(rooms):
        by_room[room] += data.by_room[data.room_at[session] + room]
    for place in range(starts * rooms):
        by_place[place] += data.by_place[data.place_at[session] + place]


@enclosed
def pairs_at(data: PairTables, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    if data.entries[session] == data.entries[session + 1]:
        return 0
    return (
        data.by_start[data.start_at[session] + start]
        + data.by_room[data.room_at[session] + room]
        + data.by_place[data.place_at[session] + room * data.width[session] + start]
    )


@enclosed
def pair_price(
    data: PairTables, one: int, start: int, room: int, other: int, then: int, there: int
) -> int:
    """Return what two sessions cost towards each other at these positions of starts and rooms."""
    low, high = data.entries[one], data.entries[one + 1]
    while low < high:
        middle = (low + high) // 2
        if data.sorted_others[middle] < other:
            low = middle + 1
        else:
            high = middle
    total = 0
    where = data.own_rooms[data.room_at[one] + room]
    to = data.own_rooms[data.room_at[other] + there]
    while low < data.entries[one + 1] and data.sorted_others[low] == other:
        entry = data.sorted_entries[low]
        relation = data.relations[entry]
        mark = _mark(data, relation, one, start)
        next_mark = _mark(data, relation, other, then)
        total += data.prices[entry] * _amount(data, entry, mark, where, next_mark, to)
        low += 1
    return total
