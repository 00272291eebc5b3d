"""`Pairs` in the annealer: the price of every place towards all other sessions, kept up to date.

Unlike other kinds, these are dear to move and cheap to price: a move rewrites the tables of all that the
session shares something with, and the price of a place is read from three small tables. The idea is known
from quadratic assignment (robust tabu search, Taillard 1991).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import Ints, firsts, ints, joined, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import NOWHERE, Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import PairRelation, can_be_close, relation_of
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Pairs, Travel


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
    """Shared amount of the pair times the price of a unit."""
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
        mark = data.marks[data.marks_at[relation][one] + start]
        next_mark = data.marks[data.marks_at[relation][other] + then]
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
    asked, domains, rooms = model.asked(Pairs), list(model.domains.values()), model.rooms
    relations = [relation_of(each, model.domains, rooms, model.timeline) for each, _ in asked]
    marks, marks_at = _all_marks(relations, domains)
    entries = _pair_entries(asked, model.numbers, marks_at)
    flat = [entry for own in entries for entry in own]
    others = ints(entry.other for entry in flat)
    order = np.lexsort((others, np.repeat(np.arange(len(entries)), ints(map(len, entries)))))
    squares = [np.zeros((0, 0), int) if r.by_mark is None else r.by_mark for r in relations]
    sizes = ints(square.size for square in squares)
    everywhere = np.ones((len(rooms), len(rooms)), dtype=np.int64)
    by_room = [everywhere if each.by_room is None else each.by_room for each in relations]
    starts = ints(len(each.starts) for each in domains)
    room_numbers = ints(len(each.rooms) for each in domains)
    return PairTables(
        entries=firsts(len(own) for own in entries),
        others=others,
        sorted_others=others[order],
        sorted_entries=order,
        runs=_numbered([entry[:3] for entry in flat]),
        touched=np.zeros(int(starts.max()), dtype=np.int64),
        changes=np.zeros(int(starts.max()), dtype=np.int64),
        prices=ints(entry.price for entry in flat),
        relations=ints(entry.relation for entry in flat),
        leads=np.array([entry.leads for entry in flat], dtype=bool),
        times=np.where(sizes == 0, -1, firsts(sizes)[:-1]),
        sizes=ints(len(square) for square in squares),
        amounts=joined([square.reshape(-1) for square in squares]),
        rooms=np.array(by_room, dtype=np.int64).reshape(len(by_room), len(rooms), len(rooms)),
        roomy=np.array([each.by_room is not None for each in relations], dtype=bool),
        marks_at=marks_at,
        marks=marks,
        width=starts,
        start_at=firsts(starts),
        room_at=firsts(room_numbers),
        place_at=firsts(starts * room_numbers * bool(relations)),
        own_rooms=joined([domain.rooms for domain in domains]),
        by_start=np.zeros(int(starts.sum()), dtype=np.int64),
        by_room=np.zeros(int(room_numbers.sum()), dtype=np.int64),
        by_place=np.zeros(int((starts * room_numbers).sum()), dtype=np.int64),
    )


def _numbered(values: Sequence[object]) -> Ints:
    """Give equal values equal numbers."""
    numbers: dict[object, int] = {}
    return ints(numbers.setdefault(value, len(numbers)) for value in values)


def _pair_entries(
    asked: Sequence[tuple[Pairs, int | None]],
    numbers: Mapping[str, int],
    marks_at: NDArray[np.int64],
) -> list[list[_Entry]]:
    entries: list[list[_Entry]] = [[] for _ in numbers]
    for number, (pairs, paid) in enumerate(asked):
        marks = marks_at[number].tolist()
        for (first, second), shared in pairs.shared.items():
            one, other, cost = numbers[first], numbers[second], price(paid) * shared
            entries[one].append(_Entry(number, _LEADS, marks[other], other, cost))
            entries[other].append(_Entry(number, _FOLLOWS, marks[one], one, cost))
    return [sorted(own) for own in entries]


def _all_marks(
    relations: Sequence[PairRelation], domains: Sequence[Domain]
) -> tuple[Ints, NDArray[np.int64]]:
    """Return all marks, and where those of each relation and session begin; equal ones are one."""
    marks_at = np.zeros((len(relations), len(domains)), dtype=np.int64)
    known: dict[bytes, int] = {}
    lists: list[Ints] = []
    length = 0
    for number, each in enumerate(relations):
        for session, domain in enumerate(domains):
            none = np.full(len(domain.starts), -1, dtype=np.int64)
            own = each.marks.get(domain.session, none)
            if own.tobytes() not in known:
                known[own.tobytes()] = length
                lists.append(own)
                length += len(own)
            marks_at[number, session] = known[own.tobytes()]
    return joined(lists), marks_at


class Travels(NamedTuple):
    """All `Travel` restrictions of a problem; each map of ways is a matrix between rooms."""

    ways: NDArray[np.int64]
    """Minutes between rooms on each of m maps; shape (m, rooms, rooms)."""
    longest: Ints
    """Longest way on each map."""
    partners: Ints
    """For each session, where those begin that it shares somebody with."""
    others: Ints
    """Partner, once for each map."""
    prices: Ints
    """Price of a minute that is missing between the two."""
    maps: Ints
    starts: Ints
    """For each session, where its starts begin in `minutes`."""
    minutes: Ints
    ends: Ints
    """When each session ends, by start, as in `minutes`."""
    room_firsts: Ints
    """For each session, where its rooms begin in `rooms`."""
    rooms: Ints
    at: Ints
    """Minute at which each session starts; -1 while it is out."""
    until: Ints
    """Minute at which it ends."""
    placed: NDArray[np.bool_]
    inside: Ints
    """Room that each session is in."""


@enclosed
def move_travels(data: Travels, session: int, start: int, room: int, sign: int) -> None:
    """Keep where the session is, and when."""
    data.placed[session] = sign > 0
    data.at[session] = data.minutes[data.starts[session] + start]
    data.until[session] = data.ends[data.starts[session] + start]
    data.inside[session] = data.rooms[data.room_firsts[session] + room]


@enclosed
def _missing(data: Travels, start: int, end: int, partner: int, room: int) -> int:
    """Return the minutes that are missing between a place of a session and its partner."""
    other, map_ = data.others[partner], data.maps[partner]
    after = start - data.until[other]
    if after >= 0:
        return max(data.ways[map_][data.inside[other]][room] - after, 0)
    before = data.at[other] - end
    if before >= 0:
        return max(data.ways[map_][room][data.inside[other]] - before, 0)
    return 0


@enclosed
def price_travels(data: Travels, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every start in every room."""
    for partner in range(data.partners[session], data.partners[session + 1]):
        other, longest = data.others[partner], data.longest[data.maps[partner]]
        if not data.placed[other]:
            continue
        soonest, latest = data.at[other] - longest, data.until[other] + longest
        for start in range(starts):
            minute = data.minutes[data.starts[session] + start]
            end = data.ends[data.starts[session] + start]
            if end <= soonest or minute >= latest:
                continue
            for room in range(rooms):
                where = data.rooms[data.room_firsts[session] + room]
                missing = _missing(data, minute, end, partner, where)
                by_place[room * starts + start] += data.prices[partner] * missing


@enclosed
def travels_at(data: Travels, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    minute = data.minutes[data.starts[session] + start]
    end = data.ends[data.starts[session] + start]
    where = data.rooms[data.room_firsts[session] + room]
    for partner in range(data.partners[session], data.partners[session + 1]):
        if data.placed[data.others[partner]]:
            missing = _missing(data, minute, end, partner, where)
            total += data.prices[partner] * missing
    return total


def travels_of(model: Model, check: Check = never) -> Travels:
    """Collect the `Travel` of a problem, with no session on the board."""
    domains = list(model.domains.values())
    ways, partners = _partners(checked(model.asked(Travel), check), model)
    longest = [int(each.max()) for each in ways]

    @cache
    def close_by(one: int, other: int, map_: int) -> bool:
        return can_be_close(domains[one], domains[other], longest[map_])

    close = [
        [
            (other, map_, cost)
            for (other, map_), cost in sorted(own.items())
            if close_by(min(one, other), max(one, other), map_)
        ]
        for one, own in enumerate(checked(partners, check))
    ]
    flat = [partner for own in close for partner in own]
    return Travels(
        ways=np.array(ways, dtype=np.int64).reshape(len(ways), len(model.rooms), len(model.rooms)),
        longest=ints(longest),
        partners=firsts(len(own) for own in close),
        others=ints(other for other, _, _ in flat),
        prices=ints(cost for _, _, cost in flat),
        maps=ints(map_ for _, map_, _ in flat),
        starts=firsts(len(domain.starts) for domain in domains),
        minutes=joined([domain.starts for domain in domains]),
        ends=joined([domain.ends for domain in domains]),
        room_firsts=firsts(len(domain.rooms) for domain in domains),
        rooms=joined([domain.rooms for domain in domains]),
        at=np.full(len(domains), -1, dtype=np.int64),
        until=np.full(len(domains), -1, dtype=np.int64),
        placed=np.zeros(len(domains), dtype=bool),
        inside=np.zeros(len(domains), dtype=np.int64),
    )


def _partners(
    travels: Iterable[tuple[Travel, int | None]], model: Model
) -> tuple[list[NDArray[np.int64]], list[dict[tuple[int, int], int]]]:
    """Return all maps, and for each session the prices towards its partners by partner and map."""
    maps: dict[bytes, int] = {}
    ways: list[NDArray[np.int64]] = []
    partners: list[dict[tuple[int, int], int]] = [{} for _ in model.domains]
    for travel, paid in travels:
        matrix = _matrix(travel, model.rooms)
        map_ = maps.setdefault(matrix.tobytes(), len(ways))
        if map_ == len(ways):
            ways.append(matrix)
        for one, other in permutations([model.numbers[name] for name in travel.sessions], 2):
            known = partners[one].get((other, map_), 0)
            partners[one][other, map_] = known + price(paid)
    return ways, partners


def _matrix(travel: Travel, rooms: Sequence[str]) -> NDArray[np.int64]:
    named = [travel.places.get(room, NOWHERE) for room in rooms]
    places = list(dict.fromkeys(named))
    ways = {places: minutes(way) for places, way in travel.ways.items()}
    few = np.array([[ways.get((a, b), 0) for b in places] for a in places], dtype=np.int64)
    where = [places.index(place) for place in named]
    return few[np.ix_(where, where)]
