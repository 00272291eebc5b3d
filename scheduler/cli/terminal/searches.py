"""Waiting for a search: its progress, and Ctrl-C."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Protocol, TypeVar

from scheduler.cli.exit_codes import Code
from scheduler.cli.terminal.checkpoints import Checkpoint
from scheduler.cli.terminal.console import complain
from scheduler.cli.terminal.progress import Latest, Lines, searched
from scheduler.errors import lack_in
from scheduler.progress import Watch
from scheduler.wording import seconds

Answer = TypeVar("Answer")

Answer_co = TypeVar("Answer_co", covariant=True)


class Search(Protocol[Answer_co]):
    """A search that tells how it goes, and ends soon after the event is set."""

    def __call__(self, *, watch: Watch, stop: threading.Event) -> Answer_co:
        """Search."""


PATIENCE = 0.1
"""Seconds between two looks at a running search."""


def watched(
    search: Search[Answer],
    limit: float,
    checkpoint: Checkpoint | None = None,
    *,
    workers: int = 2,
) -> tuple[Answer, float]:
    """Run a search; show its progress on stderr until it ends, and keep its best programme meanwhile.

    With one worker the limit is an amount of work, which takes more or less time than that. Return the
    answer, and the seconds that it took without those in which the fast engine was only waited for.
    """
    began, latest, lines = time.monotonic(), Latest(), Lines()

    def look() -> None:
        lines.show(latest.told, limit if workers > 1 else None)
        if checkpoint is not None:
            checkpoint.write()

    how_long = f"for up to {seconds(limit)}" if workers > 1 else _work(limit)
    complain(f"Searching {how_long}; Ctrl-C keeps the best so far.")
    try:
        answer = attended(
            lambda stop: search(watch=latest, stop=stop),
            look=look,
            kept=(lambda: "") if checkpoint is None else (lambda: checkpoint.in_words),
        )
    except Exception as error:
        if checkpoint is not None and lack_in(error):  # memory has run out: what was found stays
            checkpoint.write(at_once=True)
            complain(checkpoint.in_words)
        raise
    return answer, searched(time.monotonic() - began, latest.told)


def _work(limit: float) -> str:
    return (
        f"with one worker: as much work as a desktop computer does in {seconds(limit)}, and always the "
        f"same, however long it takes here"
    )


def attended(
    work: Callable[[threading.Event], Answer],
    look: Callable[[], None],
    kept: Callable[[], str] = lambda: "",
) -> Answer:
    """Do work until it ends, or ends early because of Ctrl-C or because its terminal is gone.

    It is done in a thread of its own, so that Ctrl-C is heard while a solver's library computes.

    Parameters
    ----------
    work
        Ends soon after the event is set, with the best it has.
    look
        Shows progress; called a few times a second.
    kept
        Says where the best programme is already, in a sentence; nothing if nowhere.
    """
    stop = threading.Event()
    with _signals(kept) as heard, ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(work, stop)
        while not running.done():
            wait([running], timeout=PATIENCE)
            look()
            if heard and not stop.is_set():
                stop.set()
                complain("Stopping; what has been found is kept. Ctrl-C again leaves at once.")
        return running.result()


@contextmanager
def _signals(kept: Callable[[], str]) -> Iterator[Sequence[int]]:
    """Note each Ctrl-C, SIGTERM and SIGHUP in what is yielded; leave at a second Ctrl-C or SIGTERM.

    A terminal that goes says so more than once, and nobody is there who is in a hurry. A signal is only
    noted, for it may come while another is dealt with: an event that is set within its own `set` waits
    for itself for ever.
    """
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard and number != signal.SIGHUP:
            best = kept()
            said = f"Left at once.\n{best}" if best else "Left at once; nothing was written."
            with suppress(OSError):
                os.write(2, f"\n{said}\n".encode())
            os._exit(Code.LEFT)  # the search may be deep inside a library that nobody can interrupt
        heard.append(number)

    numbers = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # as under nohup: it is to go on
        numbers.remove(signal.SIGHUP)
    before = {number: signal.signal(number, hear) for number in numbers}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            gone = number == signal.SIGHUP and number in heard  # what it says again ends nothing
            signal.signal(number, signal.SIG_IGN if gone else handler)
