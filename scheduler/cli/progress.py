"""Progress of a running search: a live line on a terminal, plain lines elsewhere."""

import time
from types import TracebackType
from typing import Protocol, Self

from rich.live import Live
from rich.text import Text

from scheduler.cli.console import Paper
from scheduler.cli.words import percent, points, seconds
from scheduler.progress import Progress

STILL_ALIVE = 5.0
"""Seconds after which a plain line is written even if nothing has changed."""


class Latest:
    """What the search told last; told from any thread, read from another."""

    def __init__(self) -> None:
        self.told: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Take note of the state of the search."""
        self.told = progress  # one assignment: another thread sees the old or the new one


class Display(Protocol):
    """Something that shows progress until it is left."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing behind that would disturb what is printed next."""

    def show(self, told: Progress | None, limit: float) -> None:
        """Show the latest state; called a few times a second."""

    def say(self, message: str) -> None:
        """Write a line for good."""


def display(paper: Paper) -> Display:
    """Return the display that suits where it is shown."""
    live = paper.is_terminal and not paper.is_dumb_terminal
    return LiveLine(paper) if live else PlainLines(paper)


def line(told: Progress | None, elapsed: float, limit: float) -> str:
    """Return the state of a search in a line."""
    said = [f"{seconds(elapsed)} of {seconds(limit)}"]
    if told is not None:
        said.append("no programme yet" if told.best is None else f"best {points(told.best)}")
        if told.bound is not None:
            said.append(f"bound {points(told.bound)}")
        if told.best and told.bound is not None:
            said.append(f"gap {percent((told.best - told.bound) / told.best)}")
        said.append(told.phase)
    return "  ".join(said)


class LiveLine:
    """One line that is rewritten, and gone in the end."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._began = time.monotonic()
        self._live = Live(console=paper, transient=True, auto_refresh=False)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def show(self, told: Progress | None, limit: float) -> None:
        """Rewrite the line."""
        text = line(told, time.monotonic() - self._began, limit)
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, told: Progress | None, limit: float) -> None:
        """Write a line, if it is time for one."""
        now = time.monotonic()
        best = told.best if told else None
        since = now - self._written
        if since >= STILL_ALIVE or (best != self._best and since >= 1.0):
            self._written, self._best = now, best
            self.say(line(told, now - self._began, limit))

    def say(self, message: str) -> None:
        """Write a line."""
        self._paper.print(message, soft_wrap=True)
