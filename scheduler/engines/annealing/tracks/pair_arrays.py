"""From `Pairs` to the arrays of the annealer."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, price
from scheduler.engines.annealing.tracks.pairs import PairTables
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import room_amounts
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Pairs, Priced

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
    """Gather what pairs of sessions share, with no session in."""
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
