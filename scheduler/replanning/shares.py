"""The time budget and the callbacks of searches of several parts."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.engines.searching import Effort
from scheduler.progress import Keep, Watch, forget
from scheduler.schedule import Schedule

LEAST = 0.01
"""Seconds that each search has at least."""
HALF = 0.5
"""Share of what is left that a search may have for being short of time."""


class TimeBudget:
    """The time of several searches, one after the other.

    By the clock, what one search leaves is there for the next. With one worker each has a fixed part, so
    that the same searches are made on every machine.
    """

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._left = effort.time_limit
        self._ends = time.perf_counter() + effort.time_limit

    def part(self, share: float, least: float = 0.0) -> Effort:
        """Return the effort of the next search: this share of what is left.

        With `least`, so many seconds at least, if that is no more than half of what is left.
        """
        if self._effort.workers > 1:
            self._left = self._ends - time.perf_counter()
        seconds = max(LEAST, share * self._left, min(least, HALF * self._left))
        self._left -= seconds
        return replace(self._effort, time_limit=seconds)


@dataclass(frozen=True, slots=True)
class Listener:
    """The callbacks of a search of several parts."""

    watch: Watch
    found: Callable[[Schedule], None]
    """Called with each programme that keeps every hard rule, with fewer and fewer changes."""
    stop: threading.Event
    keep: Keep = forget
    """Called with every better programme while a search goes on."""

    def over(self) -> bool:
        """Return whether the search is to end."""
        return self.stop.is_set()
