"""The limit of a search: seconds by the clock or, to be reproducible, an amount of work."""

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from scheduler.search import Stop

T = TypeVar("T")

GLANCE = 0.02
"""Seconds between two looks at whether a solver should stop."""

OVERTIME = 10.0
"""A reproducible search ends after so many times its seconds of processor time of its process, lest it hang
on a machine that is far slower; it is not reproducible then."""

LEAST = 120.0
"""Seconds of processor time that it has at least: a small part of a search may compile the kernels."""

BEYOND = 1.5
"""Seconds beyond the limit that evaluating the first programme may take, if it was found at the end."""

LOOKED_FOR = 0.9
"""Share of a limit in which a first programme is looked for at least, however long judging takes."""


FEW = 400
"""Sessions that are prepared and laid out in a moment, which counts as no work."""
FEW_PLACES = 1_000_000
"""The same of their places."""

SESSION = 1e-3
"""Nominal seconds to prepare each further session, and again to lay it out for annealing."""
PLACE = 2.5e-8
"""Nominal seconds to lay out each further place."""


class _Meter(threading.local):
    """Work that a thread has done, in nominal seconds."""

    seconds = 0.0


_METER = _Meter()


def work_done() -> float:
    """Return the nominal seconds of work that this thread has done in reproducible searches, and counted.

    A clock that shows the same after the same work, on any machine.
    """
    return _METER.seconds


def count_work(seconds: float) -> None:
    """Count nominal seconds of work that is done outside of searches."""
    _METER.seconds += seconds


def preparation(sessions: int) -> float:
    """Return the nominal seconds to prepare a problem of so many sessions."""
    return SESSION * max(0, sessions - FEW)


def layout(sessions: int, places: int) -> float:
    """Return the nominal seconds to lay out an annealing of so many sessions and places."""
    return SESSION * max(0, sessions - FEW) + PLACE * max(0, places - FEW_PLACES)


class Budget:
    """The time of a search, which any thread may stop.

    By the clock, seconds are seconds. A reproducible budget counts *work* instead: nominal seconds that
    depend only on what is done, so that the same search ends at the same point on any machine. A
    nominal second takes about a second on a desktop computer of 2020.
    """

    def __init__(
        self,
        seconds: float,
        *,
        reproducible: bool,
        stop: threading.Event,
        judging: float = 0.0,
        whole: "Budget | None" = None,
    ) -> None:
        self.seconds = seconds
        self.reproducible = reproducible
        self.stopper = stop
        """Set to stop the search."""
        self.waited = 0.0
        """Seconds by the clock that do not count."""
        self._whole = whole
        """The budget of which it is a share; its work counts there too, and both end together."""
        self._judging = judging
        """Seconds reserved for evaluating a schedule, if one is found."""
        self._kept_back = min(max(0.0, judging - BEYOND), (1.0 - LOOKED_FOR) * seconds)
        """Seconds reserved for work after the search."""
        self._began, self._computed = time.perf_counter(), time.process_time()
        self._work = 0.0
        self._lock = threading.Lock()

    def share(self, part: float) -> "Budget":
        """Return a budget for this share of the whole; its work counts in both."""
        return Budget(
            part * self.seconds,
            reproducible=self.reproducible,
            stop=self.stopper,
            whole=self,
        )

    def spend(self, work: float) -> None:
        """Count nominal seconds of work."""
        count_work(work)
        self._count(work)

    def _count(self, work: float) -> None:
        with self._lock:
            self._work += work
        if self._whole is not None:
            self._whole._count(work)  # noqa: SLF001 - of the same class

    def forgive(self, seconds: float) -> None:
        """Exclude seconds in which no search was possible; shares begin after them."""
        self._began += seconds
        self.waited += seconds

    def keep_back(self) -> None:
        """Reserve time to evaluate the first schedule."""
        self._kept_back = self._judging

    @property
    def elapsed(self) -> float:
        """Seconds by the clock since the search began."""
        return time.perf_counter() - self._began

    @property
    def used(self) -> float:
        """Seconds used up: by the clock, or nominal ones."""
        if not self.reproducible:
            return self.elapsed
        return self.seconds if self._is_late else self._work

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        left = max(0.0, self.seconds - self._kept_back - self.used)
        return left if self._whole is None else min(left, self._whole.left)

    @property
    def patience(self) -> float:
        """Wall-clock limit of a solver in seconds; infinite if work is counted.

        Whoever waits for it ends it then once the budget `is_spent`.
        """
        if self.reproducible:
            return math.inf
        patience = max(0.0, self.seconds - self._kept_back - self.elapsed)
        return patience if self._whole is None else min(patience, self._whole.patience)

    @property
    def is_spent(self) -> bool:
        """Return True if the hard limit on processor time is reached, whatever work is done."""
        if self._whole is not None and self._whole.is_spent:
            return True
        return self._is_late if self.reproducible else self.patience <= 0.0

    @property
    def _is_late(self) -> bool:
        """Return True if far more processor time was used than the work should take."""
        return time.process_time() - self._computed >= max(OVERTIME * self.seconds, LEAST)

    @property
    def interrupted(self) -> bool:
        """Return True if the search was stopped."""
        return self.stopper.is_set()

    @property
    def over(self) -> bool:
        """Return True if the search must end now."""
        return self.interrupted or self.left <= 0.0

    def attended(
        self, run: Callable[[], T], over: Callable[[], bool], stop: Callable[[], None]
    ) -> T:
        """Run a solver in its own thread; stop it when the budget is over or spent."""
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(run)
            while not wait([running], timeout=GLANCE).done:
                if over() or (self.reproducible and self.is_spent):
                    stop()
            return running.result()

    def why(self) -> Stop:
        """Return why the search ended without a proof."""
        return Stop.INTERRUPTED if self.interrupted else Stop.LIMIT
