"""Waiting for a search: its progress in lines on stderr, and Ctrl-C."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TypeVar

from scheduler.cli.exit_codes import Code
from scheduler.cli.terminal.checkpoints import Checkpoint
from scheduler.cli.terminal.console import complain
from scheduler.errors import lack_in
from scheduler.progress import WAITING, Progress, Watch
from scheduler.system import ENDINGS, HANGUP
from scheduler.wording import percent, points, seconds

if TYPE_CHECKING:
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
        if heard and number != HANGUP:
            best = kept()
            said = f"Left at once.\n{best}" if best else "Left at once; nothing was written."
            with suppress(OSError):
                os.write(2, f"\n{said}\n".encode())
            os._exit(Code.LEFT)  # the search may be deep inside a library that nobody can interrupt
        heard.append(number)

    is_ignored = HANGUP is not None and signal.getsignal(HANGUP) is signal.SIG_IGN  # as under nohup
    before = {
        number: signal.signal(number, hear)
        for number in ENDINGS
        if not (is_ignored and number == HANGUP)
    }
    try:
        yield heard
    finally:
        for number, handler in before.items():
            gone = number == HANGUP and number in heard  # what it says again ends nothing
            signal.signal(number, signal.SIG_IGN if gone else handler)
