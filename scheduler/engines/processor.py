"""Processor time of some threads: what else a machine has to do does not count in it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial


def clock_of_this_thread() -> Callable[[], float]:
    """Return the clock of the processor time of this thread, which other threads may read while it lives.

    Where a system has none (macOS), it is the one on the wall.
    """
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.perf_counter
    return partial(time.clock_gettime, time.pthread_getcpuclockid(threading.get_ident()))


class ProcessorTime:
    """The processor time of a search: in the thread that made this, and in those that took part."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over = 0.0
        self._running: dict[int, tuple[Callable[[], float], float]] = {}
        self._begin()

    def _begin(self) -> None:
        clock = clock_of_this_thread()
        self._running[threading.get_ident()] = clock, clock()

    @property
    def seconds(self) -> float:
        """Seconds so far; may be asked for from any thread."""
        with self._lock:
            return self._over + sum(clock() - since for clock, since in self._running.values())

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the time of this thread as well, if it is another one."""
        number = threading.get_ident()
        if number in self._running:
            yield
            return
        with self._lock:
            self._begin()
        try:
            yield
        finally:
            with self._lock:
                clock, since = self._running.pop(number)
                self._over += clock() - since
