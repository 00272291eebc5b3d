"""Progress of running searches, in lines on stderr."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from scheduler.cli.terminal.console import complain
from scheduler.progress import WAITING, Progress
from scheduler.wording import percent, points, seconds

if TYPE_CHECKING:  # whoever shows one search needs no others, which take long to load
    from scheduler.whatif import Done

STILL_ALIVE = 5.0
"""Seconds after which a line is written even if nothing has changed."""
ONCE = (
    "Compiling the fast engine, once on this machine: about half a minute, which does not count while "
    "nothing is found."
)


class Latest:
    """What the search told last; told from any thread, read from another."""

    def __init__(self) -> None:
        self.told: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Take note of the state of the search."""
        self.told = progress  # one assignment: another thread sees the old or the new one


class Compiling:
    """What is said, once, while the fast engine is compiled."""

    def __init__(self, say: Callable[[str], None] = complain) -> None:
        self._say = say
        self._said = False

    def look(self, told: Progress | None) -> None:
        """Say that it is compiled, unless that was said."""
        if told is not None and told.compiling and not self._said:
            self._said = True
            self._say(ONCE)


def searched(elapsed: float, told: Progress | None) -> float:
    """Return which of the seconds since a search began count: all but those it only waited."""
    return max(0.0, elapsed - (0.0 if told is None else told.waited))


def line(told: Progress | None, elapsed: float, limit: float | None) -> str:
    """Return the state of a search in a line; without a limit, work is what ends it."""
    so_far = seconds(int(searched(elapsed, told)))
    said = [so_far + ("" if limit is None else f" of {seconds(limit)}")]
    if told is not None and told.phase == WAITING:
        return f"{said[0]}  compiling for {seconds(told.waited)}"
    if told is not None and told.work is not None:
        said.append(f"{percent(min(1.0, told.work))} of the work")
    if told is not None:
        said.append("no programme yet" if told.best is None else f"best {points(told.best)}")
        if told.bound is not None:
            said.append(f"bound {points(told.bound)}")
        if told.best and told.bound is not None:
            said.append(f"gap {percent((told.best - told.bound) / told.best)}")
        said.append(told.phase)
    return "  ".join(said)


class Lines:
    """A line when the best programme changes, at most one a second, and now and then besides."""

    def __init__(self, say: Callable[[str], None] = complain) -> None:
        self._say = say
        self._began = self._written = time.monotonic()
        self._best: int | None = None
        self._compiling = Compiling(say)

    def show(self, told: Progress | None, limit: float | None) -> None:
        """Write a line, if it is time for one; called a few times a second."""
        self._compiling.look(told)
        now = time.monotonic()
        best = told.best if told else None
        since = now - self._written
        if since >= STILL_ALIVE or (best != self._best and since >= 1.0):
            self._written, self._best = now, best
            self._say(line(told, now - self._began, limit))


class Several:
    """How several searches go: a line now and then, and one when a search is over."""

    def __init__(self) -> None:
        self._began = self._written = time.monotonic()
        self._told: dict[str, Progress] = {}
        self._over: list[Done] = []
        self._compiling = Compiling()
        self._lock = threading.Lock()

    def hear(self, name: str, told: "Progress | Done") -> None:
        """Take note of the state of a search; may be called from any thread."""
        with self._lock:
            if isinstance(told, Progress):
                self._told[name] = told
            else:
                self._told.pop(name, None)
                self._over.append(told)

    def show(self) -> None:
        """Write what is worth a line."""
        with self._lock:
            over, told = list(self._over), dict(sorted(self._told.items()))
            self._over.clear()
        for progress in told.values():
            self._compiling.look(progress)
        for each in over:
            complain(f"{each.name}: {outcome_in_words(each)}")
        now = time.monotonic()
        if now - self._written >= STILL_ALIVE:
            self._written = now
            running = (
                f"{name} {'no programme yet' if each.best is None else points(each.best)}"
                for name, each in told.items()
            )
            complain("  ".join([seconds(now - self._began), *running]))


def outcome_in_words(done: "Done") -> str:
    """Return what has become of a search, in a few words."""
    solution = done.solution
    if solution is None:
        return done.note
    penalty, gap = solution.penalty, solution.gap
    said = [solution.status.value]
    said += [] if penalty is None else [f"penalty {points(penalty)}"]
    return ", ".join([*said, *([] if gap is None else [f"gap {percent(gap)}"])])
