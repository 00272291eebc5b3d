"""Amounts of pairs of sessions, as tables over their domains.

A `RelatedPairs` becomes `Pairs`, with a table over the starts that are left to sessions. An overlap that
needs too large a table becomes a capacity for each pair.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import NOWHERE, Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes, period_of
from scheduler.restrictions import Capacity, Pairs, Priced, RelatedPairs, Span, Times, Timing, Use

_Stretches = NDArray[np.int64]
"""Start and end of each, in minutes, and the period of the start, -1 for none: shape (n, 3)."""
_START, _END, _PERIOD = range(3)

MOST_ENTRIES = 300_000
"""Entries of a table of overlaps that may be capacities instead, at most."""

_TOLD_BY: Mapping[Timing, tuple[int, ...]] = {
    Timing.OVERLAP: (_START, _END),
    Timing.CLOSE: (_START, _END, _PERIOD),
    Timing.SAME_PERIOD: (_PERIOD,),
    Timing.OTHER_PERIOD: (_PERIOD,),
    Timing.LATE: (_START, _END),
    Timing.APART: (_START,),
}
"""The columns of a stretch that count; stretches with equal ones share a mark."""

Table = NDArray[np.int64]


def as_pairs(
    shared: Sequence[Priced], domains: Mapping[str, Domain], timeline: Timeline
) -> Iterator[Priced]:
    """Yield the restrictions, with `Pairs` for each `RelatedPairs`; equal relations share a table."""
    related = [each.restriction for each in shared if isinstance(each.restriction, RelatedPairs)]
    sessions = dict.fromkeys(name for each in related for pair in each.shared for name in pair)
    held = [domains[name] for name in sessions]
    many = _entries([_stretches(domain, timeline, ()) for domain in held]) > MOST_ENTRIES

    @cache
    def times(timing: Timing, periods: tuple[Span, ...], pause: int) -> Times:
        own = [_stretches(domain, timeline, periods)[:, _TOLD_BY[timing]] for domain in held]
        every, numbers = np.unique(np.concatenate(own), axis=0, return_inverse=True)
        edges = np.cumsum([len(each) for each in own])[:-1]
        marks = _shared_marks(held, np.split(numbers.reshape(-1), edges), timeline)
        stretches = np.zeros((len(every), 3), dtype=np.int64)
        stretches[:, _TOLD_BY[timing]] = every
        table = _table(timing, stretches, pause)
        amounts = {(a, b): int(table[a, b]) for a, b in np.argwhere(table).tolist()}
        return Times(dict(zip(sessions, marks, strict=True)), amounts)

    for priced in shared:
        each = priced.restriction
        if isinstance(each, RelatedPairs):
            if many and each.timing is Timing.OVERLAP and each.rooms is None:
                yield from _capacities(priced, each)
                continue
            table = times(each.timing, each.periods, minutes(each.pause))
            yield replace(priced, restriction=Pairs(each.item, each.shared, table, each.rooms))
        else:
            yield priced


def _entries(own: Sequence[_Stretches]) -> int:
    """Return how many entries a table of the overlaps of all stretches has."""
    if not own:
        return 0
    start, end = np.unique(np.concatenate(own)[:, (_START, _END)], axis=0).T
    later = np.searchsorted(start, end) - np.arange(len(start))
    return int(2 * later.sum() - len(start))


def _capacities(priced: Priced, related: RelatedPairs) -> Iterator[Priced]:
    """Yield a capacity for each two sessions: a minute in which both run is one too many."""
    for (one, other), shared in related.shared.items():
        capacity = Capacity(related.item, (Use(one), Use(other)), at_most=1, rate=shared)
        yield replace(priced, restriction=capacity)


def _stretches(domain: Domain, timeline: Timeline, periods: Sequence[Span]) -> _Stretches:
    period = period_of(domain.held, *timeline.edges(periods))
    return np.stack([domain.held, domain.held_ends, period], axis=1)


def _shared_marks(
    held: Sequence[Domain], numbers: Sequence[NDArray[np.int64]], timeline: Timeline
) -> Iterator[Mapping[datetime, int]]:
    """Yield the marks of the starts of each domain; those with equal ones share one mapping."""
    known: dict[tuple[bytes, bytes], Mapping[datetime, int]] = {}
    for domain, own in zip(held, numbers, strict=True):
        key = domain.held.tobytes(), own.tobytes()
        if key not in known:
            instants = map(timeline.instant, domain.held.tolist())
            known[key] = dict(zip(instants, own.tolist(), strict=True))
        yield known[key]


def _table(timing: Timing, stretches: _Stretches, pause: int) -> NDArray[np.int64]:
    """Return how each stretch relates to each, the first by row."""
    start, end, period = stretches.T
    both = np.minimum(end[:, None], end) - np.maximum(start[:, None], start)
    same = (period[:, None] == period) & (period >= 0)
    match timing:
        case Timing.OVERLAP:
            table = np.maximum(both, 0)
        case Timing.CLOSE:
            table = (both > 0) | (same & (-both < pause))
        case Timing.SAME_PERIOD:
            table = same
        case Timing.OTHER_PERIOD:
            table = ~same & (period[:, None] >= 0) & (period >= 0)
        case Timing.LATE:
            table = end[:, None] > start
        case Timing.APART:
            table = start[:, None] != start
    amounts: NDArray[np.int64] = table.astype(np.int64)
    return amounts


@dataclass(frozen=True)
class PairRelation:
    """The amount of a `Pairs` for two places: a factor by starts times a factor by rooms."""

    by_mark: Table | None
    """Factors by the marks of both starts, the last for an absent session; None stands for 1."""
    marks: Mapping[str, Minutes]
    """For each session the number of the mark of each start in its domain."""
    by_room: Table | None
    """Factors by rooms of the problem; None stands for 1."""
    domains: Mapping[str, Domain]

    def between_starts(self, first: str, second: str) -> Table | None:
        """Return the factors of starts in the domains of two sessions; None stands for 1."""
        if self.by_mark is None:
            return None
        table: Table = self.by_mark[self.marks[first][:, None], self.marks[second][None, :]]
        return table

    def between_rooms(self, first: str, second: str) -> Table | None:
        """Return the factors of rooms in the domains of two sessions; None stands for 1."""
        if self.by_room is None:
            return None
        rooms = self.domains[first].rooms[:, None], self.domains[second].rooms[None, :]
        table: Table = self.by_room[rooms]
        return table


def relation_of(
    pairs: Pairs, domains: Mapping[str, Domain], rooms: Sequence[str], timeline: Timeline
) -> PairRelation:
    """Tabulate how the places of a `Pairs` relate."""
    amounts = _room_amounts(pairs, rooms)
    by_room = None if amounts is None else _square(amounts, rooms)
    if not isinstance(pairs.times, Times):
        return PairRelation(None, {}, by_room, domains)
    numbers = {m: n for n, m in enumerate(sorted({m for two in pairs.times.amounts for m in two}))}
    by_mark = np.zeros((len(numbers) + 1, len(numbers) + 1), dtype=np.int64)
    for (first, second), amount in pairs.times.amounts.items():
        by_mark[numbers[first], numbers[second]] = amount
    sessions = {session for pair in pairs.shared for session in pair}
    marks = {each: _marks(pairs.times, numbers, domains[each], timeline) for each in sessions}
    return PairRelation(by_mark, marks, by_room, domains)


def _room_amounts(pairs: Pairs, rooms: Sequence[str]) -> Mapping[tuple[str, str], int] | None:
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
    """Return True if less than `within` minutes can lie between two sessions, or they can overlap."""
    # The first start of the other one at which it is not too long over.
    first = np.searchsorted(other.held_ends, one.held - within, side="right")
    found = first < len(other.held)
    return bool((other.held[first[found]] < one.held_ends[found] + within).any())
