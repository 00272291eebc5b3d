"""Progress of a running search."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduler.schedule import Schedule

WAITING = "compiling"
"""Activity of a search that waits for the fast engine."""


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a running search."""

    seconds: float
    """Seconds since the search began."""
    best: int | None
    """Penalty of the best feasible schedule in thousandths; None without one."""
    bound: int | None
    """Lower bound in thousandths; None without one."""
    phase: str
    """Activity of the search, in a word or two."""
    schedule: Schedule | None = None
    """The best schedule, sent now and then by searches in other processes."""
    waited: float = 0.0
    """Seconds more that do not count, as nothing could be searched in them."""
    compiling: bool = False
    """Whether the fast engine is being compiled, as it is once on each machine."""
    work: float | None = None
    """With one worker: which part of the work that is its limit has been done."""


Watch = Callable[[Progress], None]
"""Called now and then; from any thread, and must return quickly."""


def within(watch: Watch, before: float, share: float) -> Watch:
    """Return a watch of a part of a search: its work is a share of all, after so much of that."""

    def told(progress: Progress) -> None:
        done = None if progress.work is None else before + share * min(1.0, progress.work)
        watch(replace(progress, work=done))

    return told


def later(watch: Watch, seconds: float) -> Watch:
    """Return a watch of a part of a search that begins so many seconds after the whole."""
    return lambda progress: watch(replace(progress, seconds=seconds + progress.seconds))


class Onward:
    """A watch of several parts of one search: its figures never get worse."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._last = watch, Progress(0.0, None, None, "")
        self._lock = threading.Lock()

    def __call__(self, progress: Progress) -> None:
        """Pass on how the search goes: its best is never dearer, its bound, work and seconds never less."""
        with self._lock:
            last = self._last
            self._last = replace(
                progress,
                seconds=max(progress.seconds, last.seconds),
                best=_of(min, progress.best, last.best),
                bound=_of(max, progress.bound, last.bound),
                waited=max(progress.waited, last.waited),
                work=_of(max, progress.work, last.work),
            )
            self._watch(self._last)


N = TypeVar("N", int, float)


def _of(better: Callable[[N, N], N], one: N | None, other: N | None) -> N | None:
    if one is None or other is None:
        return other if one is None else one
    return better(one, other)


def nobody(_progress: Progress) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Incumbent:
    """The best schedule so far of a search that goes on."""

    penalty: int | None
    """In thousandths; None where the search has another measure than the instance."""
    schedule: Callable[[], Schedule]
    """Makes the schedule, from any thread: that takes a while, and few are asked for."""


Keep = Callable[[Incumbent], None]
"""Called with every better schedule; may be called from any thread, and must return quickly."""


def forget(_incumbent: Incumbent) -> None:
    """Keep nothing."""
