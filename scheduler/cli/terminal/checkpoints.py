"""The best programme of a search that goes on, kept beside its target; and elsewhere, where that is full."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from scheduler.cli.inputs.files import command, make_sure_of_solution
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent
from scheduler.solution import Solution
from scheduler.solutions import Stored, checkpoint_of, keep_previous, stored_at
from scheduler.sources import fingerprint, solution_text, write_schedule, write_solution
from scheduler.wording import points

EVERY = 3.0
"""Seconds between two programmes that are written, and before the first."""


class Checkpoint:
    """Keeps the best programme of a search on the disk: what is lost with the search is a few seconds of it.

    It is written at most every few seconds, only where it is better, and is gone once the result is there.
    """

    def __init__(self, target: Path, instance: Instance) -> None:
        """Take where the result will be, and what is planned."""
        self.path = checkpoint_of(target)
        self._target, self._instance = target, instance
        self._state = fingerprint(instance)
        self._left = stored_at(self.path)
        """What an earlier search has left there, until it is replaced."""
        self._found: Incumbent | None = None
        self._seen: Incumbent | None = None
        self._due = time.monotonic() + EVERY
        self._is_ours = self._in_vain = False
        self._go_on = ""
        """The command that goes on from it."""

    @classmethod
    def prepared(
        cls, target: Path, instance: Instance, path: Path, start: Path | None = None
    ) -> "Checkpoint":
        """Return one, once it is sure that a solution can be written, and said what a search has left."""
        make_sure_of_solution(target)
        checkpoint = cls(target, instance)
        checkpoint.tell_left(path, start)
        return checkpoint

    def __call__(self, incumbent: Incumbent) -> None:
        """Take note of a better programme; may be called from any thread."""
        self._found = incumbent  # one assignment: another thread sees the old or the new one

    @property
    def written(self) -> Path | None:
        """Where the best programme is, if it has been written."""
        return self.path if self._is_ours else None

    @property
    def in_words(self) -> str:
        """Where the best programme is, and how to go on from it; nothing if it has not been written."""
        if self.written is None:
            return ""
        go_on = f" To go on from it: {self._go_on}" if self._go_on else ""
        return f"The best programme so far is in {self.path}.{go_on}"

    def tell_left(self, instance_path: Path, start: Path | None = None) -> None:
        """Say that an earlier search has left a programme, unless this one begins with it."""
        self._go_on = command("solve", instance_path, "--from", self.path)
        if self._left is None or (start is not None and start.resolve() == self.path.resolve()):
            return
        cost = "" if self._left.penalty is None else f" (penalty {points(self._left.penalty)})"
        left = f"a search that did not end left this programme{cost}"
        complain(f"{self.path}: {left}. To go on from it: {self._go_on}")

    def write(self, *, at_once: bool = False) -> None:
        """Write what is best, if that is new and it is time to; a disk that is full does not end a search."""
        found = self._found
        if found is None or found is self._seen or not (at_once or time.monotonic() >= self._due):
            return
        self._seen = found
        try:
            self._write(found)
        except InputError as error:
            if not self._in_vain:
                complain(f"{error} The search goes on.")
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
        """Remove it, as a result that costs so much is there; what was left of something better stays."""
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
    """File a programme; if that fails, put it elsewhere, and say so.

    It is in the folder of temporary files, for its owner alone; or, where that cannot be written either, on
    stdout (on stderr, if stdout is for machines).
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
            hint = (
                "The programme is printed instead: keep it in a file, and go on from it by --from."
            )
            raise InputError(*error.troubles, *again.troubles, hint) from error
        go_on = command("solve", instance_path, "--from", path)
        raise InputError(
            *error.troubles, f"The programme is in {path}. To go on from it: {go_on}"
        ) from error
