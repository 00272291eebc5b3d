"""Checkpoints: the best programme of a running search, saved beside its target or elsewhere."""

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
"""Seconds between two checkpoints, and before the first."""


class Checkpoint:
    """Saves the best programme of a search every few seconds.

    The file is removed once the result is written.
    """

    def __init__(self, target: Path, instance: Instance) -> None:
        """Set the file of the result, and the instance."""
        self.path = checkpoint_of(target)
        self._target, self._instance = target, instance
        self._state = fingerprint(instance)
        self._left = stored_at(self.path)
        """The checkpoint of an earlier search, until it is replaced."""
        self._found: Incumbent | None = None
        self._seen: Incumbent | None = None
        self._due = time.monotonic() + EVERY
        self._is_ours = self._in_vain = False
        self._go_on = ""
        """The command that continues from it."""

    @classmethod
    def prepared(
        cls, target: Path, instance: Instance, path: Path, start: Path | None = None
    ) -> "Checkpoint":
        """Return a checkpoint after checking that the solution can be written; report an earlier one."""
        make_sure_of_solution(target)
        checkpoint = cls(target, instance)
        checkpoint.tell_left(path, start)
        return checkpoint

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
        go_on = f" Continue from it: {self._go_on}" if self._go_on else ""
        return f"The best programme so far is in {self.path}.{go_on}"

    def tell_left(self, instance_path: Path, start: Path | None = None) -> None:
        """Report the checkpoint of an earlier search, unless this one starts from it."""
        self._go_on = command("solve", instance_path, "--from", self.path)
        if self._left is None or (start is not None and start.resolve() == self.path.resolve()):
            return
        cost = "" if self._left.penalty is None else f" (penalty {points(self._left.penalty)})"
        left = f"left by a search that did not finish{cost}"
        complain(f"{self.path}: {left}. Continue from it: {self._go_on}")

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
