"""How long two sessions are at once, by their starts: a table, where it is small."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from scheduler.instance import Instance, Session, minutes_of, spans_breaks
from scheduler.restrictions import Capacity, Pairs, Times
from scheduler.rules.common import beside
from scheduler.rules.spans import starts_of

MOST_ENTRIES = 300_000
"""Entries of a table, beyond which each session has a capacity of its own."""


def apart(
    instance: Instance, kept: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Pairs | Capacity]:
    """Yield minutes that two sessions are at once: by item, of each with those it is kept apart from."""
    sessions = instance.session_by_id
    named = (
        each for own in kept.values() for one, others in own.items() for each in (one, *others)
    )
    times = _shared_minutes(instance, [sessions[each] for each in dict.fromkeys(named)])
    for item, own in kept.items():
        if times is not None and own:
            shared = {(one, other): 1 for one, others in own.items() for other in others}
            yield Pairs(item, shared, times)
            continue
        for one, others in own.items():
            yield from beside(item, sessions[one], tuple(sessions[each] for each in others))


def _shared_minutes(instance: Instance, sessions: Sequence[Session]) -> Times | None:
    """Return a mark for each start and length, and the minutes that each two of them share; None if too many.

    Nor is there one where a session spans breaks, since that makes its length differ from start to start.
    """
    lengths = sorted({session.duration for session in sessions})
    starts, grid = starts_of(instance), timedelta(minutes=instance.grid)
    longest = max(lengths, default=timedelta())
    entries = len(starts) * len(lengths) ** 2 * (2 * (longest // grid) + 1)
    if entries > MOST_ENTRIES or any(spans_breaks(instance, each) for each in sessions):
        return None
    marks: dict[timedelta, dict[datetime, int]] = {length: {} for length in lengths}
    stretches = [(start, length) for start in starts for length in lengths]
    for mark, (start, length) in enumerate(stretches):
        marks[length][start] = mark
    by_length = {length: MappingProxyType(each) for length, each in marks.items()}
    return Times(
        {session.id: by_length[session.duration] for session in sessions},
        dict(_overlaps(stretches)),
    )


def _overlaps(
    stretches: Sequence[tuple[datetime, timedelta]],
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the minutes that two stretches share, if any; they are in order of start."""
    for one, (start, length) in enumerate(stretches):
        for other in range(one, len(stretches)):
            then, lasts = stretches[other]
            if then >= start + length:
                break
            minutes = minutes_of(min(start + length, then + lasts) - then)
            yield (one, other), minutes
            yield (other, one), minutes
