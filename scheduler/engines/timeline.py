"""Conversion between instants and minutes since the first possible start."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from scheduler.restrictions import Span

Minutes = NDArray[np.int64]
MINUTE = timedelta(minutes=1)
MINUTES_A_DAY = 24 * 60


def minutes(duration: timedelta) -> int:
    """Return a duration in whole minutes."""
    return duration // MINUTE


@dataclass(frozen=True, slots=True)
class Timeline:
    """Converts instants to minutes since `origin`, and back."""

    origin: datetime
    """Minute 0, in UTC."""

    def minute(self, instant: datetime) -> int:
        """Return the minute of an instant; rounded down, negative before the origin."""
        return (instant - self.origin) // MINUTE

    def minutes(self, instants: Iterable[datetime]) -> Minutes:
        """Return the minutes of several instants."""
        return np.fromiter((self.minute(each) for each in instants), dtype=np.int64)

    def instant(self, minute: int) -> datetime:
        """Return the instant of a minute."""
        return self.origin + int(minute) * MINUTE

    def edges(self, spans: Sequence[Span]) -> tuple[Minutes, Minutes]:
        """Return the minutes at which spans begin, and those at which they end."""
        return (
            self.minutes(start for start, _ in spans),
            self.minutes(end for _, end in spans),
        )


def steps_of(taken: Iterable[tuple[Span, int]], timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yield the minutes at which a load that is given by stretches changes, and by how much."""
    for (start, end), load in taken:
        yield timeline.minute(start), load
        yield timeline.minute(end), -load


def loads_at(cells: Minutes, taken: Iterable[tuple[Span, int]], timeline: Timeline) -> Minutes:
    """Return the load that is taken at each of these minutes, given by stretches."""
    loads = np.zeros(len(cells), dtype=np.int64)
    for minute, change in steps_of(taken, timeline):
        loads[cells >= minute] += change
    return loads


def overlap(start: Minutes, end: Minutes, begins: Minutes, ends: Minutes) -> Minutes:
    """Return the minutes that each of n stretches shares with each of m windows, shape (n, m)."""
    shared: Minutes = np.minimum(end[:, None], ends) - np.maximum(start[:, None], begins)
    return np.maximum(shared, 0, out=shared)


def period_of(starts: Minutes, begins: Minutes, ends: Minutes) -> Minutes:
    """Return the position of the period that holds each start; -1 where none does.

    Periods do not overlap, and are given in any order.
    """
    if not len(begins):
        return np.full(len(starts), -1)
    order = np.argsort(begins)
    position = np.searchsorted(begins[order], starts, side="right") - 1
    inside = (position >= 0) & (starts < ends[order][position])
    return np.where(inside, order[position], -1)


def period_met(starts: Minutes, until: Minutes, begins: Minutes, ends: Minutes) -> Minutes:
    """Return the position of the first period in which some of each stretch lies; -1 where none does.

    Periods do not overlap, and are given in any order.
    """
    if not len(begins):
        return np.full(len(starts), -1)
    order = np.argsort(begins)
    position = np.searchsorted(ends[order], starts, side="right")
    last = np.minimum(position, len(order) - 1)
    meets = (position < len(order)) & (begins[order][last] < until)
    return np.where(meets, order[last], -1)
