"""The windows of a `FreeTime` in which something can be missing, cut where free time can begin or end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes
from scheduler.restrictions import FreeTime, Use


@dataclass(frozen=True)
class FreeWindow:
    """A window in cells, throughout each of which the same starts hold something."""

    begins: Minutes
    """Minute at which each of c cells begins."""
    lengths: Minutes
    """Minutes of each cell."""
    need: int
    """Minutes that have to be free in one stretch."""

    @property
    def edges(self) -> tuple[int, int]:
        """Return the minutes at which it begins and ends."""
        return int(self.begins[0]), int(self.begins[-1] + self.lengths[-1])


@dataclass(frozen=True, eq=False)
class Hold:
    """A use of a session, with the time that it holds."""

    use: Use
    begins: Minutes
    """Minute from which it holds, by start of its session's domain."""
    ends: Minutes
    """Minute until which it holds, by start; that from which, where the session is absent."""

    def covers(self, cells: Minutes) -> NDArray[np.bool_]:
        """Return True if it may hold each of the cells that begin at these minutes."""
        first, last = self.range_in(cells)
        return first < last

    def range_in(self, cells: Minutes) -> tuple[Minutes, Minutes]:
        """Return the first of its starts that holds each cell, and the one after the last."""
        return (
            np.searchsorted(self.ends, cells, side="right"),
            np.searchsorted(self.begins, cells, side="right"),
        )


def missing_alone(window: FreeWindow, hold: Hold, at_most: int) -> Minutes:
    """Return the minutes that are missing, by start, if nothing but one use holds anything in a window."""
    begin, end = window.edges
    before = np.clip(hold.begins, begin, end) - begin
    after = end - np.clip(hold.ends, begin, end)
    there = (hold.begins < end) & (hold.ends > begin) & (hold.ends > hold.begins)
    missing = np.maximum(0, window.need - np.maximum(before, after))
    return np.where(there & (hold.use.load > at_most), missing, 0)


def holds_of(free: FreeTime, domains: Mapping[str, Domain]) -> tuple[Hold, ...]:
    """Return the uses of a restriction with the time that they hold."""
    return tuple(
        Hold(use, *domains[use.session].stretch(minutes(use.before), minutes(use.after)))
        for use in free.uses
    )


def windows_of(free: FreeTime, holds: tuple[Hold, ...], timeline: Timeline) -> Iterator[FreeWindow]:
    """Yield the windows in which something can be missing, in order of time."""
    edges = [edge for hold in holds for edge in (hold.begins, hold.ends)]
    moments = np.unique(np.concatenate(edges)) if edges else np.zeros(0, dtype=np.int64)
    length = minutes(free.length)
    for since, until in sorted(free.windows):
        begin, end = timeline.minute(since), timeline.minute(until)
        inside = moments[(moments > begin) & (moments < end)]
        cells = np.concatenate([[begin], inside, [end]])
        window = FreeWindow(cells[:-1], np.diff(cells), min(length, end - begin))
        if _longest_free(window, holds, free.at_most) < window.need:
            yield window


def _longest_free(window: FreeWindow, holds: tuple[Hold, ...], at_most: int) -> int:
    """Return the minutes that are free in one stretch wherever the sessions are."""
    load = np.zeros(len(window.begins), dtype=np.int64)
    for hold in holds:
        load += hold.use.load * hold.covers(window.begins)
    longest = run = 0
    for here, length in zip(load.tolist(), window.lengths.tolist(), strict=True):
        run = run + length if here <= at_most else 0
        longest = max(longest, run)
    return longest
