"""Running a search: its progress on stderr, its checkpoints, and Ctrl-C."""

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TypeVar

from scheduler.cli.console import complain
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command
from scheduler.errors import InputError, lack_in
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import WAITING, Incumbent, Progress, Watch
from scheduler.solution import Solution
from scheduler.solutions import Stored, checkpoint_of, keep_previous, stored_at
from scheduler.sources import fingerprint, solution_text, write_schedule, write_solution
from scheduler.system import ENDINGS, HANGUP
from scheduler.wording import brief_points, least_points, percent, points, seconds

if TYPE_CHECKING:
    from scheduler.whatif import Done


EVERY = 3.0
"""Seconds between two checkpoints, and before the first."""


class Checkpoint:
    """Saves the best programme of a search every few seconds.

    The file is removed once the result is written.
    """

    def __init__(
        self, target: Path, instance: Instance, path: Path, start: Path | None = None
    ) -> None:
        """Set the file of the result, and the instance with its file; report an earlier checkpoint.

        One from which this search starts, in the file `start`, is not reported.
        """
        self.path = checkpoint_of(target)
        self._target, self._instance = target, instance
        self._state = fingerprint(instance)
        self._left = stored_at(self.path)
        """The checkpoint of an earlier search, until it is replaced."""
        self._found: Incumbent | None = None
        self._seen: Incumbent | None = None
        self._due = time.monotonic() + EVERY
        self._is_ours = self._in_vain = False
        self._go_on = command("solve", path, "--from", self.path)
        """The command that continues from it."""
        if self._left is not None and (start is None or start.resolve() != self.path.resolve()):
            cost = "" if self._left.penalty is None else f" (penalty {points(self._left.penalty)})"
            left = f"left by a search that did not finish{cost}"
            complain(f"{self.path}: {left}. Continue from it: {self._go_on}")

    def __call__(self, incumbent: Incumbent) -> None:
        """Store a better programme; thread-safe."""
        self._found = incumbent  # one assignment: another thread sees the old or the new one

    @property
    def written(self) -> Path | None:
        """The file of the best programme, if it was written."""
        return self.path if self._is_ours else None

    @property
    def in_words(self) -> str:
        """The file of the best programme, and how to continue from it; empty if it was not written."""
        if self.written is None:
            return ""
        return f"The best programme so far is in {self.path}. Continue from it: {self._go_on}"

    def write(self, *, at_once: bool = False) -> None:
        """Write the best programme, if it is new and due; a full disk does not end the search."""
        found = self._found
        if found is None or found is self._seen or not (at_once or time.monotonic() >= self._due):
            return
        self._seen = found
        try:
            self._write(found)
        except InputError as error:
            if not self._in_vain:
                complain(f"{error} The search continues.")
            self._in_vain = True
        self._due = time.monotonic() + EVERY

    def _write(self, found: Incumbent) -> None:
        schedule = found.schedule()
        penalty = found.penalty
        if penalty is None:
            penalty = evaluate(self._instance, schedule).penalty
        if self._left is not None:
            if self._is_same(self._left) and _or_highest(self._left.penalty) <= penalty:
                return
            if not self._is_same(self._left):
                keep_previous(self.path)
        write_schedule(self.path, self._instance, schedule, penalty=penalty, like=self._target)
        self._left, self._is_ours = None, True

    def done(self, penalty: int | None) -> None:
        """Remove the checkpoint once a result of this penalty is written, unless it is better."""
        left = self._left
        is_known = left is not None and self._is_same(left) and penalty is not None
        if self._is_ours or (
            is_known and left is not None and _or_highest(left.penalty) >= (penalty or 0)
        ):
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _is_same(self, stored: Stored) -> bool:
        return stored.fingerprint == self._state


def _or_highest(penalty: int | None) -> float:
    return float("inf") if penalty is None else penalty


@contextmanager
def rescuing(
    instance_path: Path, instance: Instance, solution: Solution | None, *, as_json: bool
) -> Iterator[None]:
    """Write a programme; if that fails, write it elsewhere and report where.

    It goes to the folder of temporary files, private; or, if that fails too, to
    stdout (stderr, if stdout holds JSON).
    """
    try:
        yield
    except InputError as error:
        if solution is None or solution.schedule is None:
            raise
        path = Path(tempfile.gettempdir()) / f"{instance.name}.{token_hex(4)}.json"
        try:
            write_solution(path, instance, solution, private=True)
        except InputError as again:
            (sys.stderr if as_json else sys.stdout).write(solution_text(instance, solution))
            hint = "The programme is printed instead. Save it to a file, and continue from it with --from."
            raise InputError(*error.troubles, *again.troubles, hint) from error
        go_on = command("solve", instance_path, "--from", path)
        raise InputError(
            *error.troubles, f"Saved the programme to {path} instead. Continue from it: {go_on}"
        ) from error


STILL_ALIVE = 5.0
"""Seconds after which a line is written although nothing has changed."""
ONCE = (
    "Compiling the fast engine, once on this machine: about 20 s on two idle processors. This does not "
    "count as search time."
)


class Compiling:
    """Reports once that the fast engine is being compiled."""

    def __init__(self, say: Callable[[str], None] = complain) -> None:
        self._say = say
        self._said = False

    def look(self, told: Progress | None) -> None:
        """Report that it is being compiled, unless already reported."""
        if told is not None and told.compiling and not self._said:
            self._said = True
            self._say(ONCE)


def searched(elapsed: float, told: Progress | None) -> float:
    """Return the seconds of a search, without those it waited for the compiler."""
    return max(0.0, elapsed - (0.0 if told is None else told.waited))


def line(told: Progress | None, elapsed: float, limit: float | None) -> str:
    """Return the state of a search in a line; no `limit` means that work limits it."""
    so_far = seconds(int(searched(elapsed, told)))
    said = [so_far + ("" if limit is None else f" of {seconds(limit)}")]
    if told is not None and told.phase == WAITING:
        return f"compiling for {seconds(told.waited)}"
    if told is not None and told.work is not None:
        said.append(f"{percent(min(1.0, told.work))} of the work")
    if told is not None:
        said.append("no programme yet" if told.best is None else f"best {brief_points(told.best)}")
        if told.bound is not None:
            said.append(f"lower bound {least_points(told.bound)}")
        if told.best and told.bound is not None:
            said.append(f"gap {percent((told.best - told.bound) / told.best)}")
        said.append(told.phase)
    return "  ".join(said)


class Lines:
    """Writes a line when the best programme changes, and every few seconds otherwise."""

    def __init__(self, say: Callable[[str], None] = complain) -> None:
        self._say = say
        self._began = self._written = time.monotonic()
        self._best: int | None = None
        self._compiling = Compiling(say)
        self.told: Progress | None = None
        """The latest state of the search."""

    def __call__(self, progress: Progress) -> None:
        """Store the state of the search; thread-safe."""
        self.told = progress  # one assignment: another thread sees the old or the new one

    def show(self, limit: float | None) -> None:
        """Write a line if one is due; called a few times a second."""
        told = self.told
        self._compiling.look(told)
        now = time.monotonic()
        best = told.best if told else None
        since = now - self._written
        if since >= STILL_ALIVE or (best != self._best and since >= 1.0):
            self._written, self._best = now, best
            self._say(line(told, now - self._began, limit))


class Several:
    """Progress of several searches: a line every few seconds, and one when a search ends."""

    def __init__(self) -> None:
        self._began = self._written = time.monotonic()
        self._told: dict[str, Progress] = {}
        self._over: list[Done] = []
        self._compiling = Compiling()
        self._lock = threading.Lock()

    def hear(self, name: str, told: "Progress | Done") -> None:
        """Store the state of a search; thread-safe."""
        with self._lock:
            if isinstance(told, Progress):
                self._told[name] = told
            else:
                self._told.pop(name, None)
                self._over.append(told)

    def show(self) -> None:
        """Write the lines that are due."""
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
                f"{name}: {'no programme yet' if each.best is None else brief_points(each.best)}"
                for name, each in told.items()
            )
            complain("  ".join([f"{seconds(now - self._began)} elapsed", *running]))


def outcome_in_words(done: "Done") -> str:
    """Return the result of a search in a few words."""
    solution = done.solution
    if solution is None:
        return done.note
    penalty, gap = solution.penalty, solution.gap
    said = [solution.status.value]
    said += [] if penalty is None else [f"penalty {brief_points(penalty)}"]
    return ", ".join([*said, *([] if gap is None else [f"gap {percent(gap)}"])])


Answer = TypeVar("Answer")

Answer_co = TypeVar("Answer_co", covariant=True)


class AttendedSearch(Protocol[Answer_co]):
    """A search that reports its progress, and ends soon after the event is set."""

    def __call__(self, *, watch: Watch, stop: threading.Event) -> Answer_co:
        """Search."""


PATIENCE = 0.1
"""Seconds between two checks of a running search."""


def watched(
    search: AttendedSearch[Answer],
    limit: float,
    checkpoint: Checkpoint | None = None,
    *,
    workers: int = 2,
    aim: str = "",
) -> tuple[Answer, float]:
    """Run a search, show its progress on stderr, and save its best programme meanwhile.

    With one worker the limit is an amount of work, not of time. `aim` says what
    a short search looks for, instead of how it is limited. Return the answer,
    and the seconds of search without waiting for the compiler.
    """
    began, lines = time.monotonic(), Lines()

    def look() -> None:
        lines.show(limit if workers > 1 else None)
        if checkpoint is not None:
            checkpoint.write()

    how_long = f"for up to {seconds(limit)}" if workers > 1 or aim else _work(limit)
    what = f" for {aim}" if aim else ""
    complain(f"Searching {how_long}{what}. Ctrl-C stops and keeps the best programme so far.")
    try:
        answer = attended(
            lambda stop: search(watch=lines, stop=stop),
            look=look,
            kept=(lambda: "") if checkpoint is None else (lambda: checkpoint.in_words),
        )
    except Exception as error:
        if checkpoint is not None and lack_in(error):  # memory has run out: what was found stays
            checkpoint.write(at_once=True)
            complain(checkpoint.in_words)
        raise
    return answer, searched(time.monotonic() - began, lines.told)


def _work(limit: float) -> str:
    return (
        f"with one worker, for as much work as a desktop computer does in {seconds(limit)}: the result is "
        "the same on every machine"
    )


def attended(
    work: Callable[[threading.Event], Answer],
    look: Callable[[], None],
    kept: Callable[[], str] = lambda: "",
) -> Answer:
    """Run work until it ends, or ends early because of Ctrl-C or a closed terminal.

    It runs in another thread, so that Ctrl-C works while a solver computes.

    Parameters
    ----------
    work
        Ends soon after the event is set, with its best result.
    look
        Shows progress; called a few times a second.
    kept
        Returns a sentence with the file of the best programme; empty if none is saved.
    """
    stop = threading.Event()
    with _signals(kept) as heard, ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(work, stop)
        while not running.done():
            wait([running], timeout=PATIENCE)
            look()
            if heard and not stop.is_set():
                stop.set()
                complain("Stopping. The best programme so far is kept. Ctrl-C again quits at once.")
        return running.result()


@contextmanager
def _signals(kept: Callable[[], str]) -> Iterator[Sequence[int]]:
    """Collect each Ctrl-C, SIGTERM and SIGHUP in the yielded list; quit at a second Ctrl-C or SIGTERM.

    A closing terminal sends SIGHUP several times, so a second SIGHUP does not quit. The handler only notes
    the signal, because one may arrive while another is handled: an event whose `set` is interrupted by its
    own `set` deadlocks.
    """
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard and number != HANGUP:
            best = kept()
            said = f"Quit at once.\n{best}" if best else "Quit at once; nothing was written."
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
