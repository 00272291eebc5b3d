"""What becomes of several searches: programmes are kept while they go on, and filed once they are over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.progress import Incumbent, Progress
from scheduler.solution import Solution
from scheduler.solutions import Kept, Standing, file_solution
from scheduler.whatif import Case, Done


@dataclass(frozen=True, slots=True)
class Run:
    """A case, and what has become of it."""

    case: Case
    path: Path
    """File of the instance or the variant."""
    done: Done
    written: Path | None
    """File of the solution."""
    kept: Kept | None = None
    """The programme that was there before, if it is kept beside it."""
    stays: Standing | None = None
    """A programme as good that was there before: it is reported, and nothing is written."""
    found: Solution | None = None
    """What the search found, where something else is reported."""

    @property
    def file(self) -> Path | None:
        """File of the programme that is reported."""
        return self.stays.path if self.stays is not None else self.written


class Checkpoints:
    """Keeps the best programme of each search, and that of a search that is over until all are."""

    def __init__(self, folder: Path, cases: Sequence[Case]) -> None:
        """Take where solutions go, and what is searched."""
        self._folder = folder
        self._by_name = {
            case.name: Checkpoint(folder / f"{case.name}.json", case.instance) for case in cases
        }
        self._over: frozenset[str] = frozenset()
        self._troubles: tuple[str, ...] = ()
        """What cannot be written, in the end."""

    @classmethod
    def prepared(cls, folder: Path, cases: Sequence[Case], files: Sequence[Path]) -> "Checkpoints":
        """Return them, once it is said what searches have left; `files` are those of the instances."""
        checkpoints = cls(folder, cases)
        for case, path in zip(cases, files, strict=True):
            checkpoints._by_name[case.name].tell_left(path)
        return checkpoints

    @property
    def in_words(self) -> str:
        """Where the best programmes are, and how to go on from them; nothing if none has been written."""
        return "\n".join(filter(None, (each.in_words for each in self._by_name.values())))

    def hear(self, name: str, told: Progress | Done) -> None:
        """Take note of how a search goes, but for those of further seeds; may be called from any thread."""
        if name not in self._by_name:
            return
        if isinstance(told, Progress):
            schedule, penalty = told.schedule, told.best
        else:
            solution = told.solution
            schedule = None if solution is None else solution.schedule
            penalty = None if solution is None else solution.penalty
            self._over |= {name}
        if schedule is not None:
            self._by_name[name](Incumbent(penalty, lambda: schedule))

    def write(self) -> None:
        """Write what is better and due: of a search that is over, what it has found."""
        for name, each in self._by_name.items():
            each.write(at_once=name in self._over)

    def filed(
        self,
        cases: Sequence[Case],
        files: Sequence[Path],
        done: Sequence[Done],
        *,
        as_json: bool,
    ) -> Sequence[Run]:
        """Write each solution where it belongs, or elsewhere; `files` are those of the instances."""
        return [
            self._filed(case, path, each, as_json=as_json)
            for case, path, each in zip(cases, files, done, strict=True)
        ]

    def _filed(self, case: Case, path: Path, done: Done, *, as_json: bool) -> Run:
        run = Run(case, path, done, None)
        checkpoint = self._by_name[case.name]
        with self.noting(), rescuing(path, case.instance, done.solution, as_json=as_json):
            run = _filed(self._folder, case, path, done)
            there = run.done.solution
            checkpoint.done(None if there is None else there.penalty)
        return run

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what cannot be written, to be told once all that can be is."""
        try:
            yield
        except InputError as error:
            self._troubles += error.troubles

    def tell_troubles(self) -> bool:
        """Say what could not be written; return whether there is anything."""
        for line in self._troubles:
            complain(line)
        return bool(self._troubles)


def _filed(folder: Path, case: Case, path: Path, done: Done) -> Run:
    """Write a solution, if there is one; report what is stored instead, if that is as good."""
    found = done.solution
    if found is None:
        return Run(case, path, done, None)
    filed = file_solution(folder / f"{case.name}.json", case.instance, found)
    if filed.stays is None:
        return Run(case, path, done, filed.written, filed.kept)
    known = replace(done, solution=filed.now)
    return Run(case, path, known, None, None, filed.stays, found)
