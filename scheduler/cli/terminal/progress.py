"""Progress of a running search: a live line on a terminal, plain lines elsewhere."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, Self

from rich.live import Live
from rich.text import Text

from scheduler.cli.terminal.console import Paper
from scheduler.progress import WAITING, Progress
from scheduler.wording import percent, points, seconds

if TYPE_CHECKING:  # whoever shows one search needs no others, which take long to load
    from scheduler.whatif import Done

STILL_ALIVE = 5.0
"""Seconds after which a plain line is written even if nothing has changed."""


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

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._said = False

    def look(self, told: Progress | None) -> None:
        """Say that it is compiled, unless that was said."""
        if told is not None and told.compiling and not self._said:
            self._said = True
            self._say(ONCE)


class Display(Protocol):
    """Something that shows progress until it is closed."""

    def close(self) -> None:
        """Leave nothing behind that would disturb what is printed next."""

    def show(self, told: Progress | None, limit: float | None) -> None:
        """Show the latest state; called a few times a second. Without a limit, work is what ends it."""

    def say(self, message: str) -> None:
        """Write a line for good."""


def display(paper: Paper) -> Display:
    """Return the display that suits where it is shown."""
    live = paper.is_terminal and not paper.is_dumb_terminal
    return LiveLine(paper) if live else PlainLines(paper)


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


class Lasting:
    """A display whose terminal or pipe may go away: what is shown there must not end what is shown."""

    def __init__(self, inner: Display) -> None:
        self._inner = inner
        self._is_gone = False

    def _try(self, act: Callable[[], object]) -> None:
        if not self._is_gone:
            try:
                act()
            except OSError:
                self._is_gone = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing behind, if anybody can see it."""
        with suppress(OSError):
            self._inner.close()

    def show(self, told: Progress | None, limit: float | None) -> None:
        """Show the latest state, if anybody can see it."""
        self._try(lambda: self._inner.show(told, limit))

    def say(self, message: str) -> None:
        """Write a line, if anybody can read it."""
        self._try(lambda: self._inner.say(message))


class LiveLine:
    """One line that is rewritten, and gone in the end."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._began = time.monotonic()
        self._live = Live(console=paper, transient=True, auto_refresh=False)

    def close(self) -> None:
        """Remove the line."""
        self._live.stop()

    def show(self, told: Progress | None, limit: float | None) -> None:
        """Rewrite the line."""
        text = line(told, time.monotonic() - self._began, limit)
        self._live.start()
        self._live.update(Text(text, no_wrap=True, overflow="ellipsis"), refresh=True)

    def say(self, message: str) -> None:
        """Write a line above it."""
        self._paper.print(message)


class PlainLines:
    """A line when the best programme changes, at most one a second, and now and then besides."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._began = self._written = time.monotonic()
        self._best: int | None = None

    def close(self) -> None:
        """Leave the lines where they are."""

    def show(self, told: Progress | None, limit: float | None) -> None:
        """Write a line, if it is time for one."""
        now = time.monotonic()
        best = told.best if told else None
        since = now - self._written
        if since >= STILL_ALIVE or (best != self._best and since >= 1.0):
            self._written, self._best = now, best
            self.say(line(told, now - self._began, limit))

    def say(self, message: str) -> None:
        """Write a line."""
        self._paper.print(message)


class Several:
    """How several searches go: a line now and then, and one when a search is over."""

    def __init__(self, limit: float) -> None:
        """Take the seconds that each may search."""
        self._limit = limit
        self._began = self._written = time.monotonic()
        self._told: dict[str, Progress] = {}
        self._over: list[Done] = []
        self._has_heard = False
        self._compiling: Compiling | None = None
        self._lock = threading.Lock()

    def hear(self, name: str, told: "Progress | Done") -> None:
        """Take note of the state of a search; may be called from any thread."""
        with self._lock:
            self._has_heard = True
            if isinstance(told, Progress):
                self._told[name] = told
            else:
                self._told.pop(name, None)
                self._over.append(told)

    def show(self, shown: Display) -> None:
        """Write what is worth a line."""
        with self._lock:
            over, told = list(self._over), dict(self._told)
            self._over.clear()
        self._compiling = self._compiling or Compiling(shown.say)
        for progress in told.values():
            self._compiling.look(progress)
        for each in over:
            shown.say(f"{each.name}: {outcome_in_words(each)}")
        now = time.monotonic()
        running = [
            f"{name} {'-' if progress.best is None else points(progress.best)}"
            for name, progress in sorted(told.items())
        ]
        running += [] if self._has_heard else ["starting"]
        if running and now - self._written >= STILL_ALIVE:
            self._written = now
            shown.say("  ".join([seconds(now - self._began), *running]))


def outcome_in_words(done: "Done") -> str:
    """Return what has become of a search, in a few words."""
    solution = done.solution
    if solution is None:
        return done.note
    penalty, gap = solution.penalty, solution.gap
    said = [solution.status.value]
    said += [] if penalty is None else [f"penalty {points(penalty)}"]
    return ", ".join([*said, *([] if gap is None else [f"gap {percent(gap)}"])])
