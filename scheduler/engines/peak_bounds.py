"""What sessions need at least of the peaks of some periods, wherever they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline, overlap
from scheduler.restrictions import Peaks, Priced, Span

MANY = 10**9
"""More than there ever are at once."""


def limits_of(peaks: Peaks, hard: Iterable[Priced]) -> Mapping[Span, int]:
    """Return the most that may run at once in each period, by all that is forbidden to the same sessions."""
    limits: dict[Span, int] = {}
    for priced in hard:
        other = priced.restriction
        if isinstance(other, Peaks) and other.sessions == peaks.sessions:
            for group in other.groups:
                for period in group:
                    limits[period] = min(limits.get(period, MANY), other.at_most)
    return limits


def always_in(domain: Domain, periods: Sequence[Span], timeline: Timeline) -> int:
    """Return the minutes that a session spends in some periods at least; 0 if it need not be there."""
    if domain.optional or not len(domain.held):
        return 0
    shared = overlap(domain.held, domain.held_ends, *timeline.edges(periods))
    return int(shared.sum(axis=1).min())


def least_peaks(
    domains: Sequence[Domain],
    periods: Sequence[Span],
    limits: Mapping[Span, int],
    timeline: Timeline,
) -> int:
    """Return a bound on the sum of the peaks of some periods; sessions that need not be there are left out.

    A unit of a period's peak is a row of sessions one after the other: so many of at least some length, or
    so many minutes. What is needed in all is filled into the periods that hold most, of each as much as its
    limit allows.
    """
    inside = [(domain, always_in(domain, periods, timeline)) for domain in domains]
    there = [domain for domain, spent in inside if spent]
    most = [limits.get(period, MANY) for period in periods]
    needed = 0
    for length in sorted({domain.shortest for domain in there}):
        some = [domain for domain in there if domain.shortest >= length]
        in_turn = [_most_in_turn(runs) for runs in _runs(some, periods, timeline)]
        needed = max(needed, _filled(len(some), in_turn, most))
    minutes = [_covered(runs) for runs in _runs(there, periods, timeline)]
    return max(needed, _filled(sum(spent for _, spent in inside), minutes, most))


def _runs(
    domains: Sequence[Domain], periods: Sequence[Span], timeline: Timeline
) -> Iterator[list[tuple[int, int]]]:
    """Yield for each period since when and until when sessions can run in it, without repetition."""
    starts = np.concatenate([domain.held for domain in domains] or [np.zeros(0, np.int64)])
    ends = np.concatenate([domain.held_ends for domain in domains] or [np.zeros(0, np.int64)])
    for begin, end in zip(*timeline.edges(periods), strict=True):
        here = (starts < end) & (ends > begin)
        cut = np.maximum(starts[here], begin), np.minimum(ends[here], end)
        yield sorted(set(zip(*(each.tolist() for each in cut), strict=True)))


def _most_in_turn(runs: Iterable[tuple[int, int]]) -> int:
    """Return how many of these stretches can follow each other, at most."""
    number, free = 0, None
    for since, until in sorted(runs, key=lambda run: run[1]):
        if free is None or since >= free:
            number, free = number + 1, until
    return number


def _covered(runs: Iterable[tuple[int, int]]) -> int:
    """Return the time that sorted stretches cover."""
    total, reached = 0, None
    for since, until in runs:
        begin = since if reached is None else max(since, reached)
        total += max(0, until - begin)
        reached = until if reached is None else max(reached, until)
    return total


def _filled(number: int, each: Sequence[int], most: Sequence[int]) -> int:
    """Return the least units for a number, of which each period holds so much by the unit."""
    units = 0
    for holds, limit in sorted(zip(each, most, strict=True), reverse=True):
        if number <= 0 or holds <= 0:
            break
        more = min(limit, -(-number // holds))
        units, number = units + more, number - more * holds
    # What is left has no room at all; it needs one more at least.
    return units + 1 if number > 0 else units
