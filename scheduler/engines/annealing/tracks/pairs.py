"""`Pairs` in the annealer: the price of every place towards all other sessions, kept up to date.

Unlike other kinds, these are dear to move and cheap to price: a move rewrites the tables of all that the
session shares something with, and the price of a place is read from three small tables. The idea is known
from quadratic assignment (robust tabu search, Taillard 1991).

From `Pairs` to the arrays of the annealer.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import room_amounts
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Pairs, Priced


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
    """Update the tables of all partners of a moved session; -1 stands for absence."""
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


_LEADS, _FOLLOWS = 1, 0


class _Entry(NamedTuple):
    """A pair, seen from one of its sessions; in the order in which entries are kept."""

    relation: int
    leads: int
    marks: int
    """Where the marks of the other session begin."""
    other: int
    price: int


def pair_tables_of(model: Model) -> PairTables:
    """Collect the `Pairs` of a problem, with no session on the board."""
    restrictions, domains, rooms = model.of_kind(Pairs), list(model.domains.values()), model.rooms
    pairs = [each.restriction for each in restrictions if isinstance(each.restriction, Pairs)]
    marks, marks_at = _all_marks(pairs, domains, model.timeline)
    entries = _entries(restrictions, domains, marks_at)
    flat = [entry for own in entries for entry in own]
    order = _by_other(entries)
    squares = [_square(each) for each in pairs]
    starts, room_numbers = _counts(domains)
    return PairTables(
        entries=firsts(len(own) for own in entries),
        others=ints(entry.other for entry in flat),
        sorted_others=ints(flat[entry].other for entry in order),
        sorted_entries=order,
        runs=_numbered([entry[:3] for entry in flat]),
        touched=np.zeros(int(starts.max()), dtype=np.int64),
        changes=np.zeros(int(starts.max()), dtype=np.int64),
        prices=ints(entry.price for entry in flat),
        relations=ints(entry.relation for entry in flat),
        leads=np.array([entry.leads for entry in flat], dtype=bool),
        times=_squares_at(squares),
        sizes=ints(len(square) for square in squares),
        amounts=joined([square.reshape(-1) for square in squares]),
        rooms=_between(pairs, rooms),
        roomy=np.array([room_amounts(each, rooms) is not None for each in pairs], dtype=bool),
        marks_at=marks_at,
        marks=marks,
        width=starts,
        start_at=firsts(starts),
        room_at=firsts(room_numbers),
        place_at=firsts(starts * room_numbers * bool(pairs)),
        own_rooms=joined([domain.rooms for domain in domains]),
        by_start=np.zeros(int(starts.sum()), dtype=np.int64),
        by_room=np.zeros(int(room_numbers.sum()), dtype=np.int64),
        by_place=np.zeros(int((starts * room_numbers).sum()), dtype=np.int64),
    )


def _squares_at(squares: Sequence[NDArray[np.int64]]) -> Ints:
    """Return where each square begins; -1 for one of no size."""
    at = firsts(square.size for square in squares)[:-1]
    return np.where(ints(square.size for square in squares) == 0, -1, at)


def _by_other(entries: Sequence[Sequence[_Entry]]) -> Ints:
    """Return the positions of all entries, those of each session in the order of the others."""
    positions = []
    first = 0
    for own in entries:
        others = ints(entry.other for entry in own)
        positions.append(first + np.argsort(others, kind="stable"))
        first += len(own)
    return joined(positions)


def _counts(domains: Sequence[Domain]) -> tuple[Ints, Ints]:
    return ints(len(each.starts) for each in domains), ints(len(each.rooms) for each in domains)


def _numbered(values: Sequence[object]) -> Ints:
    """Give equal values equal numbers."""
    numbers: dict[object, int] = {}
    return ints(numbers.setdefault(value, len(numbers)) for value in values)


def _entries(
    restrictions: Sequence[Priced], domains: Sequence[Domain], marks_at: NDArray[np.int64]
) -> list[list[_Entry]]:
    """Return the entries of each session, in order."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    entries: list[list[_Entry]] = [[] for _ in domains]
    for number, priced in enumerate(restrictions):
        if not isinstance(priced.restriction, Pairs):
            raise TypeError(f"not Pairs: {priced.restriction}")
        marks = marks_at[number].tolist()
        for (first, second), shared in priced.restriction.shared.items():
            one, other, cost = index[first], index[second], price(priced.price) * shared
            entries[one].append(_Entry(number, _LEADS, marks[other], other, cost))
            entries[other].append(_Entry(number, _FOLLOWS, marks[one], one, cost))
    return [sorted(own) for own in entries]


def _all_marks(
    pairs: Sequence[Pairs], domains: Sequence[Domain], timeline: Timeline
) -> tuple[Ints, NDArray[np.int64]]:
    """Return all marks, and where those of each restriction and session begin; equal ones are one."""
    marks_at = np.zeros((len(pairs), len(domains)), dtype=np.int64)
    known: dict[bytes, int] = {}
    lists: list[Ints] = []
    length = 0
    for number, each in enumerate(pairs):
        for session, domain in enumerate(domains):
            own = _marks(each, domain, timeline)
            if own.tobytes() not in known:
                known[own.tobytes()] = length
                lists.append(own)
                length += len(own)
            marks_at[number, session] = known[own.tobytes()]
    return joined(lists), marks_at


def _square(pairs: Pairs) -> NDArray[np.int64]:
    """Return the amounts between marks as `_order` numbers them; nothing if times do not matter."""
    if pairs.times is None:
        return np.zeros((0, 0), dtype=np.int64)
    order = _order(pairs)
    size = max(1, len(order))
    square = np.zeros((size, size), dtype=np.int64)
    for (first, second), amount in pairs.times.amounts.items():
        square[order[first], order[second]] = amount
    return square


def _order(pairs: Pairs) -> Mapping[int, int]:
    """Give a number to each mark that relates to any."""
    if pairs.times is None:
        return {}
    marks = sorted({mark for both in pairs.times.amounts for mark in both})
    return {mark: number for number, mark in enumerate(marks)}


def _marks(pairs: Pairs, domain: Domain, timeline: Timeline) -> Ints:
    """Return the number of the mark of each start of a session; -1 for none."""
    if pairs.times is None or domain.session not in pairs.times.marks:
        return np.full(len(domain.starts), -1, dtype=np.int64)
    order = _order(pairs)
    given = pairs.times.marks[domain.session]
    marks = {timeline.minute(start): order.get(mark, -1) for start, mark in given.items()}
    return ints(marks.get(int(start), -1) for start in domain.starts)


def _between(pairs: Sequence[Pairs], rooms: Sequence[str]) -> NDArray[np.int64]:
    """Return how rooms relate, shape (restrictions, rooms, rooms); 1 where nothing is said."""
    found = np.ones((len(pairs), len(rooms), len(rooms)), dtype=np.int64)
    for number, each in enumerate(pairs):
        amounts = room_amounts(each, rooms)
        if amounts is not None:
            found[number] = [[amounts.get((a, b), 0) for b in rooms] for a in rooms]
    return found
