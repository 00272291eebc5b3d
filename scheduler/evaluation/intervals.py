"""How much of a stretch of time lies in windows, and where too much happens at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run, chronological
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import Span

NONE = timedelta()


def minutes_outside(start: datetime, end: datetime, windows: Iterable[Span]) -> int:
    """Return the minutes of a stretch, less the most of them that lie in one window."""
    inside = (min(end, until) - max(start, since) for since, until in windows)
    return minutes_of(end - start - max(NONE, max(inside, default=NONE)))


def minutes_inside(start: datetime, end: datetime, windows: Iterable[Span]) -> int:
    """Return the minutes of a stretch that lie in any window, each counted once."""
    inside, edge = NONE, start
    for since, until in sorted(windows):
        since_, until_ = max(since, edge), min(until, end)
        if since_ < until_:
            inside += until_ - since_
            edge = until_
    return minutes_of(inside)


@dataclass(frozen=True, slots=True)
class Hold:
    """For how long a session holds something, and how much of it."""

    run: Run
    start: datetime
    end: datetime
    load: int = 1


@dataclass(frozen=True, slots=True)
class Crowd:
    """A stretch of time in which more is held, without a break, than there is."""

    start: datetime
    end: datetime
    runs: tuple[Run, ...]
    """All that hold some of it then, in order of time."""
    peak: int
    """The most that is held at once."""
    minutes: int
    """For each minute of it, what is held beyond what there is."""


def crowds(holds: Iterable[Hold], at_most: int = 1) -> Iterator[Crowd]:
    """Yield each stretch in which the loads held come to more than `at_most`, in order of time.

    Where one hold ends as another starts, the stretch ends if what is left is not too much.
    """
    all_holds = tuple(holds)
    edges = [(hold.start, hold.load) for hold in all_holds]
    edges += [(hold.end, -hold.load) for hold in all_holds]
    load, peak, excess = 0, 0, NONE
    began = last = None
    for instant, change in sorted(edges):
        if last is not None and load > at_most:
            excess += (load - at_most) * (instant - last)
        load, last = load + change, instant
        if load > at_most:
            began, peak = began or instant, max(peak, load)
        elif began is not None:
            yield Crowd(
                began, instant, _holding(all_holds, began, instant), peak, minutes_of(excess)
            )
            began, peak, excess = None, 0, NONE


def _holding(holds: Iterable[Hold], start: datetime, end: datetime) -> tuple[Run, ...]:
    return chronological(hold.run for hold in holds if hold.start < end and hold.end > start)


def crowds_of(runs: Iterable[Run], at_most: int = 1) -> Iterator[Crowd]:
    """Yield each stretch in which more than `at_most` of these sessions run."""
    yield from crowds((Hold(run, run.start, run.end) for run in runs), at_most)
