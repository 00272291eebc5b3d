"""How the places of two sessions relate, as tables over their domains."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import NOWHERE, Domain
from scheduler.engines.timeline import Minutes, Timeline
from scheduler.restrictions import Pairs, Priced, Times

Table = NDArray[np.int64]


@dataclass(frozen=True)
class Relation:
    """What a `Pairs` says of two places: an amount by starts times an amount by rooms."""

    by_mark: Table | None
    """Amounts by number of the marks of both starts, of which the last is for none; None: 1."""
    marks: Mapping[str, Minutes]
    """For each session the number of the mark of each start in its domain."""
    by_room: Table | None
    """Amounts by rooms of the problem; None: 1."""
    domains: Mapping[str, Domain]

    def between_starts(self, first: str, second: str) -> Table | None:
        """Return the amounts between starts in the domains of two sessions; None: 1."""
        if self.by_mark is None:
            return None
        table: Table = self.by_mark[self.marks[first][:, None], self.marks[second][None, :]]
        return table

    def between_rooms(self, first: str, second: str) -> Table | None:
        """Return the amounts between rooms in the domains of two sessions; None: 1."""
        if self.by_room is None:
            return None
        rooms = self.domains[first].rooms[:, None], self.domains[second].rooms[None, :]
        table: Table = self.by_room[rooms]
        return table


def relation_of(
    pairs: Pairs, domains: Mapping[str, Domain], rooms: Sequence[str], timeline: Timeline
) -> Relation:
    """Tabulate how the places of a `Pairs` relate."""
    amounts = room_amounts(pairs, rooms)
    by_room = None if amounts is None else _square(amounts, rooms)
    if not isinstance(pairs.times, Times):
        return Relation(None, {}, by_room, domains)
    numbers = {m: n for n, m in enumerate(sorted({m for two in pairs.times.amounts for m in two}))}
    by_mark = np.zeros((len(numbers) + 1, len(numbers) + 1), dtype=np.int64)
    for (first, second), amount in pairs.times.amounts.items():
        by_mark[numbers[first], numbers[second]] = amount
    sessions = {session for pair in pairs.shared for session in pair}
    marks = {each: _marks(pairs.times, numbers, domains[each], timeline) for each in sessions}
    return Relation(by_mark, marks, by_room, domains)


def room_amounts(pairs: Pairs, rooms: Sequence[str]) -> Mapping[tuple[str, str], int] | None:
    """Return how rooms relate in a `Pairs`; None: 1 wherever they are.

    What relates whenever, and in all rooms, has to be said room by room where a session may be absent.
    """
    if pairs.rooms is not None or pairs.times is not None or NOWHERE not in rooms:
        return pairs.rooms
    return {(one, other): 1 for one in rooms for other in rooms if NOWHERE not in (one, other)}


def _square(amounts: Mapping[tuple[str, str], int], rooms: Sequence[str]) -> Table:
    return np.array([[amounts.get((a, b), 0) for b in rooms] for a in rooms], dtype=np.int64)


def _marks(times: Times, numbers: Mapping[int, int], domain: Domain, timeline: Timeline) -> Minutes:
    given = times.marks.get(domain.session, {})
    at = {timeline.minute(start): numbers.get(mark, -1) for start, mark in given.items()}
    return np.array([at.get(int(start), -1) for start in domain.starts], dtype=np.int64)


def can_be_close(one: Domain, other: Domain, within: float) -> bool:
    """Tell whether less than `within` minutes can lie between two sessions, or they can overlap."""
    # The first start of the other one at which it is not too long over.
    first = np.searchsorted(other.held_ends, one.held - within, side="right")
    found = first < len(other.held)
    return bool((other.held[first[found]] < one.held_ends[found] + within).any())


def tabulated(
    shared: Iterable[Priced], domains: Mapping[str, Domain], timeline: Timeline
) -> Iterator[Priced]:
    """Yield restrictions, with a small table for those `Pairs` that relate times.

    It has the starts alone that are left in the domains.
    """
    known: dict[int, Times] = {}
    for priced in shared:
        match priced.restriction:
            case Pairs(times=Times() as times) as pairs:
                if id(times) not in known:
                    known[id(times)] = _trimmed(times, domains, timeline)
                yield replace(priced, restriction=replace(pairs, times=known[id(times)]))
            case _:
                yield priced


def _trimmed(times: Times, domains: Mapping[str, Domain], timeline: Timeline) -> Times:
    known: dict[tuple[int, bytes], Mapping[datetime, int]] = {}
    marks: dict[str, Mapping[datetime, int]] = {}
    for session, given in times.marks.items():
        if session not in domains:
            continue
        starts = domains[session].starts
        key = id(given), starts.tobytes()
        if key not in known:
            left = frozenset(starts.tolist())
            known[key] = {at: mark for at, mark in given.items() if timeline.minute(at) in left}
        marks[session] = known[key]
    used = frozenset(mark for own in known.values() for mark in own.values())
    return Times(marks, {both: n for both, n in times.amounts.items() if used.issuperset(both)})
