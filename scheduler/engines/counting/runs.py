"""What is counted: sessions as placed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A session as placed, in minutes since the origin."""

    start: int
    end: int
    room: str


Runs = Mapping[str, Run]
"""Sessions that take place; those that are absent are missing."""
Spans = Sequence[tuple[int, int]]
Counting = Callable[[Runs], int]


def shared(start: int, end: int, window: tuple[int, int]) -> int:
    """Return the minutes that a stretch shares with a window."""
    return max(0, min(end, window[1]) - max(start, window[0]))


def period_of(start: int, periods: Spans) -> int | None:
    """Return the position of the period in which a start lies; None if it lies in none."""
    return next((n for n, (begin, end) in enumerate(periods) if begin <= start < end), None)


def period_met(run: Run, periods: Spans) -> int | None:
    """Return the position of the first period in which some of a run lies; None if it lies in none."""
    met = (n for n, period in enumerate(periods) if shared(run.start, run.end, period) > 0)
    return min(met, key=lambda n: periods[n], default=None)
