"""`Pairs` in the annealer: what every place of a session costs towards all the others, kept up to date.

Unlike other kinds, these are dear to move and cheap to price: a move rewrites the tables of all that the
session shares something with, and the price of a place is read from three small tables. The idea is known
from quadratic assignment (robust tabu search, Taillard 1991).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.jagged import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, price
from scheduler.engines.compiling import compiled
from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Pairs, Priced

_Entry = tuple[int, int, int, bool]
"""The other session, the restriction, the price, and whether the other one comes second."""


class Related(NamedTuple):
    """All `Pairs` restrictions of a problem, in k entries: each pair once from either side."""

    entries: Ints
    """First entry of each session, in the order of the others."""
    others: Ints
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


@compiled
def _time(data: Related, relation: int, first_mark: int, second_mark: int) -> int:
    if data.times[relation] < 0:
        return 1
    if first_mark < 0 or second_mark < 0:
        return 0
    size = data.sizes[relation]
    return data.amounts[data.times[relation] + first_mark * size + second_mark]


@compiled
def _mark(data: Related, relation: int, session: int, start: int) -> int:
    return data.marks[data.marks_at[relation, session] + start]


@compiled
def _amount(
    data: Related, entry: int, mark: int, room: int, other_mark: int, other_room: int
) -> int:
    """Return how two places relate; rooms are those of the problem."""
    relation = data.relations[entry]
    if data.leads[entry]:
        return _time(data, relation, mark, other_mark) * data.rooms[relation, room, other_room]
    return _time(data, relation, other_mark, mark) * data.rooms[relation, other_room, room]


@compiled
def _tell(data: Related, entry: int, session: int, start: int, room: int, sign: int) -> None:
    """Write into the tables of a session's partner what the session's place adds or takes away."""
    other, relation = data.others[entry], data.relations[entry]
    cost, starts = sign * data.prices[entry], data.width[other]
    rooms = data.room_at[other + 1] - data.room_at[other]
    mark = _mark(data, relation, session, start)
    where = data.own_rooms[data.room_at[session] + room]
    if data.times[relation] < 0:
        for there in range(rooms):
            to = data.own_rooms[data.room_at[other] + there]
            data.by_room[data.room_at[other] + there] += cost * _amount(
                data, entry, mark, where, -1, to
            )
        return
    for then in range(starts):
        next_mark = _mark(data, relation, other, then)
        leads = data.leads[entry]
        time = (
            _time(data, relation, mark, next_mark)
            if leads
            else _time(data, relation, next_mark, mark)
        )
        if time == 0:
            continue
        if not data.roomy[relation]:
            data.by_start[data.start_at[other] + then] += cost * time
            continue
        for there in range(rooms):
            to = data.own_rooms[data.room_at[other] + there]
            here = data.rooms[relation, where, to] if leads else data.rooms[relation, to, where]
            data.by_place[data.place_at[other] + there * starts + then] += cost * time * here


@compiled
def move_pairs(data: Related, session: int, start: int, room: int, sign: int) -> None:
    """Tell all partners of a session that it is at a place now, or that it no longer is."""
    for entry in range(data.entries[session], data.entries[session + 1]):
        _tell(data, entry, session, start, room, sign)


@compiled
def price_pairs(
    data: Related,
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


@compiled
def pairs_at(data: Related, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    if data.entries[session] == data.entries[session + 1]:
        return 0
    return (
        data.by_start[data.start_at[session] + start]
        + data.by_room[data.room_at[session] + room]
        + data.by_place[data.place_at[session] + room * data.width[session] + start]
    )


@compiled
def pair_price(
    data: Related, one: int, start: int, room: int, other: int, then: int, there: int
) -> int:
    """Return what two sessions cost towards each other at these positions of starts and rooms."""
    low, high = data.entries[one], data.entries[one + 1]
    while low < high:
        middle = (low + high) // 2
        if data.others[middle] < other:
            low = middle + 1
        else:
            high = middle
    total = 0
    where = data.own_rooms[data.room_at[one] + room]
    to = data.own_rooms[data.room_at[other] + there]
    while low < data.entries[one + 1] and data.others[low] == other:
        relation = data.relations[low]
        mark = _mark(data, relation, one, start)
        next_mark = _mark(data, relation, other, then)
        total += data.prices[low] * _amount(data, low, mark, where, next_mark, to)
        low += 1
    return total


def related(
    restrictions: Sequence[Priced],
    domains: Sequence[Domain],
    rooms: Sequence[str],
    timeline: Timeline,
) -> Related:
    """Gather what pairs of sessions share, with no session in."""
    found = [each.restriction for each in restrictions]
    pairs = [each for each in found if isinstance(each, Pairs)]
    flat, lengths = _entries(restrictions, domains)
    squares = [_square(each) for each in pairs]
    marks = [_marks(each, domain, timeline) for each in pairs for domain in domains]
    sizes = ints(len(each.starts) * len(each.rooms) if pairs else 0 for each in domains)
    return Related(
        entries=firsts(lengths),
        others=ints(entry[0] for entry in flat),
        prices=ints(entry[2] for entry in flat),
        relations=ints(entry[1] for entry in flat),
        leads=np.array([entry[3] for entry in flat], dtype=bool),
        times=ints(
            -1 if each.times is None else at
            for each, at in zip(pairs, firsts(square.size for square in squares)[:-1], strict=True)
        ),
        sizes=ints(len(square) for square in squares),
        amounts=joined([square.reshape(-1) for square in squares]),
        rooms=np.array([_between(each, rooms) for each in pairs], dtype=np.int64).reshape(
            len(pairs), len(rooms), len(rooms)
        ),
        roomy=np.array([each.rooms is not None for each in pairs], dtype=bool),
        marks_at=firsts(len(each) for each in marks)[:-1].reshape(len(pairs), len(domains)),
        marks=joined(marks),
        width=ints(len(domain.starts) for domain in domains),
        start_at=firsts(len(domain.starts) for domain in domains),
        room_at=firsts(len(domain.rooms) for domain in domains),
        place_at=firsts(sizes),
        own_rooms=joined([domain.rooms for domain in domains]),
        by_start=np.zeros(sum(len(domain.starts) for domain in domains), dtype=np.int64),
        by_room=np.zeros(sum(len(domain.rooms) for domain in domains), dtype=np.int64),
        by_place=np.zeros(int(sizes.sum()), dtype=np.int64),
    )


def _entries(
    restrictions: Sequence[Priced], domains: Sequence[Domain]
) -> tuple[list[_Entry], list[int]]:
    """Return the entries of all sessions, one after the other, and how many each has."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    entries: list[list[_Entry]] = [[] for _ in domains]
    for number, priced in enumerate(restrictions):
        if not isinstance(priced.restriction, Pairs):
            raise TypeError(f"not Pairs: {priced.restriction}")
        for (first, second), shared in priced.restriction.shared.items():
            one, other, cost = index[first], index[second], price(priced.price) * shared
            entries[one].append((other, number, cost, True))
            entries[other].append((one, number, cost, False))
    flat = [entry for own in entries for entry in sorted(own)]
    return flat, [len(own) for own in entries]


def _square(pairs: Pairs) -> NDArray[np.int64]:
    """Return the amounts between marks, which are made whole numbers from 0 on by `_marks`."""
    if pairs.times is None:
        return np.zeros((0, 0), dtype=np.int64)
    order = _order(pairs)
    square = np.zeros((len(order), len(order)), dtype=np.int64)
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


def _between(pairs: Pairs, rooms: Sequence[str]) -> NDArray[np.int64]:
    if pairs.rooms is None:
        return np.ones((len(rooms), len(rooms)), dtype=np.int64)
    return np.array([[pairs.rooms.get((a, b), 0) for b in rooms] for a in rooms], dtype=np.int64)
