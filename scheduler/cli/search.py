"""Waiting for a search: its progress, and Ctrl-C."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from scheduler.cli.console import Paper
from scheduler.cli.ending import Code
from scheduler.cli.progress import Latest, display
from scheduler.cli.words import seconds
from scheduler.progress import Watch

Answer = TypeVar("Answer")

Search = Callable[[Watch, threading.Event], Answer]
"""A search that tells how it goes, and ends soon after the event is set."""

PATIENCE = 0.1
"""Seconds between two looks at a running search."""


def watched(search: Search[Answer], limit: float) -> Answer:
    """Run a search; show its progress on stderr until it ends."""
    paper, latest = Paper(stderr=True), Latest()
    with display(paper) as shown:
        shown.say(f"Searching for up to {seconds(limit)}; Ctrl-C keeps the best so far.")
        return attended(
            lambda stop: search(latest, stop),
            paper,
            look=lambda: shown.show(latest.told, limit),
            say=shown.say,
        )


def attended(
    work: Callable[[threading.Event], Answer],
    paper: Paper,
    look: Callable[[], None],
    say: Callable[[str], None],
) -> Answer:
    """Do work until it ends, or ends early because of Ctrl-C.

    It is done in a thread of its own, so that Ctrl-C is heard while a solver's library computes.

    Parameters
    ----------
    work
        Ends soon after the event is set, with the best it has.
    paper
        Where progress is shown.
    look
        Shows progress; called a few times a second.
    say
        Writes a line.
    """
    stop, told_to_stop = threading.Event(), False
    with _stopping(stop, paper), ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(work, stop)
        while not running.done():
            wait([running], timeout=PATIENCE)
            look()
            if stop.is_set() and not told_to_stop:
                told_to_stop = True
                say("Stopping; the best programme is kept. Ctrl-C again leaves at once.")
        return running.result()


@contextmanager
def _stopping(stop: threading.Event, paper: Paper) -> Iterator[None]:
    """Set the event at the first Ctrl-C (or SIGTERM); leave at the second, writing nothing."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            paper.show_cursor()
            os.write(2, b"\nLeft at once; nothing was written.\n")
            os._exit(Code.LEFT)  # the search may be deep inside a library that nobody can interrupt
        stop.set()

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
