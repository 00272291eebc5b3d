"""Measured searches: each in a process of its own, kept as a line of JSON, and not made again.

A search is charged with what it needs itself: it has a process of its own, which reads what to search from
its input and prints what came of it. Results are kept in a file, a line for each, so that a run that
was interrupted goes on. What was measured with other code counts for nothing.
"""

import argparse
import ast
import hashlib
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns

from pydantic import TypeAdapter, ValidationError

import scheduler
from benchmarks.document import ROOT, load, machine, versions
from benchmarks.memory import Memory
from benchmarks.plain import solve_plainly
from benchmarks.public import VARIABLE
from benchmarks.strategies import params_without
from benchmarks.subjects import Subject, subject_of
from scheduler.engines.searching import Effort
from scheduler.errors import DisagreementError
from scheduler.progress import Progress
from scheduler.rules import problem_of, without_seats
from scheduler.schedule import Schedule
from scheduler.search import Engine
from scheduler.solving import agreed

PLAIN = "plain CP-SAT"
"""OR-Tools' solver as it comes, with nothing of ours but the exact model; building it counts as search."""
STAT = Path("/proc/stat")
SPINNING = "import os; me = os.getppid()\nwhile os.getppid() == me: sum(range(100_000))"
"""What keeps a processor busy, but not beyond the process that has started it."""
DECISIVE = (
    *(f"scheduler/{part}/**/*.py" for part in ("engines", "restrictions", "rules", "instance")),
    "scheduler/solving.py",
    "instances/*.yaml",
    *(
        f"benchmarks/{name}.py"
        for name in ("devrooms", "plain", "strategies", "subjects", "variants")
    ),
)
COPIED = ("scheduler", "benchmarks", "instances", "solutions")
"""What a fresh clone needs to search."""
HANGING = 900.0
"""Seconds after which, and after thirty times its limit, a search is ended: it hangs."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched, and how."""

    subject: str
    """Name of the conference (`benchmarks/subjects.py`)."""
    seed: int
    time_limit: float
    """Seconds; with one worker, an amount of work."""
    workers: int
    engine: str = "auto"
    without: str = ""
    """The strategy that is switched off (`benchmarks/strategies.py`)."""
    busy: int = 0
    """Processes beside it that do nothing but keep a processor busy."""
    cold: bool = False
    """Whether it begins with nothing compiled, as in a fresh clone."""

    def __str__(self) -> str:
        """Say it in a few words."""
        parts = [self.subject, f"seed {self.seed}", f"{self.time_limit:g} s"]
        parts += [self.engine] if self.engine != "auto" else []
        parts += [f"without {self.without}"] if self.without else []
        parts += [f"beside {self.busy}"] if self.busy else []
        return ", ".join(parts + (["cold"] if self.cold else []))


@dataclass(frozen=True, slots=True)
class Point:
    """What was known at a moment; penalties in thousandths."""

    seconds: float
    """Since the search began, without waiting for a compiler; with one worker, of work."""
    best: int | None
    bound: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """A search that was made, as those who wait for it saw it."""

    search: Search
    code: str
    """What the code was then (`code_now`)."""
    points: tuple[Point, ...] = ()
    """Each time that the best programme or the bound became better; the last one is the end."""
    status: str = ""
    trouble: str = ""
    """Why it failed; empty if it did not."""
    waited: float = 0.0
    """Seconds in which nothing could be searched, as the fast engine was compiled."""
    memory: float = 0.0
    """Most memory that the search and the processes it started held at once, in MiB."""
    processor: float = 0.0
    """Seconds of the processor."""
    others: float | None = None
    """Processors that others kept busy meanwhile, on average; None: not known here."""
    judged: bool = False
    """Whether code that is not ours has counted the same penalty."""
    own: int | None = None
    """Penalty, in thousandths, of the programme that people had made."""
    zero: int | None = None
    """Score of a programme that costs nothing; None: values are penalties."""
    machine: str = ""
    made: str = ""
    """Day on which it was made."""

    @property
    def end(self) -> Point:
        """What was known in the end."""
        return self.points[-1] if self.points else Point(0.0, None, None)

    def at(self, seconds: float) -> Point:
        """Return what was known at a moment."""
        known = [each for each in self.points if each.seconds <= seconds]
        return known[-1] if known else Point(seconds, None, None)

    def until(self, penalty: float = math.inf) -> float | None:
        """Return the seconds until there was a programme of at most this penalty; None: there was none."""
        good = (p.seconds for p in self.points if p.best is not None and p.best <= penalty)
        return next(good, None)


RECORD = TypeAdapter(Record)
SEARCH = TypeAdapter(Search)


class Results:
    """The searches that were made with the code as it is now, and did not fail, in a file."""

    def __init__(self, path: Path, code: str) -> None:
        self._path, self._code = path, code
        self.made: dict[Search, Record] = {}
        if path.exists():
            for text in path.read_text(encoding="utf-8").splitlines():
                self._read(text)

    def _read(self, text: str) -> None:
        """Take a line in, unless it was cut off."""
        try:
            record = RECORD.validate_json(text)
        except ValidationError:
            return
        self._take(record)

    def _take(self, record: Record) -> None:
        if record.code == self._code and not record.trouble:
            self.made[record.search] = record

    def add(self, record: Record) -> None:
        """Take a record in, and write it."""
        self._take(record)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():  # an interrupted run may have left half a line
                file.seek(-1, os.SEEK_END)
                file.write(b"" if file.read(1) == b"\n" else b"\n")
            file.write(RECORD.dump_json(record) + b"\n")


def run(
    searches: Iterable[Search],
    results: Results,
    told: Callable[[Record], None],
    *,
    jobs: int = 1,
    make: Callable[[Search], Record] | None = None,
) -> bool:
    """Make the searches that were not made yet, and tell whether none has failed.

    Parameters
    ----------
    searches
        In the order in which they are made.
    results
        Where they are kept.
    told
        Told of each one that is made.
    jobs
        How many at once: more than one only where what is measured is work.
    make
        Makes a search; in a process of its own, unless given.
    """
    missing = [each for each in dict.fromkeys(searches) if each not in results.made]
    well = True
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(make or made_apart, each) for each in missing]
        try:
            for done in as_completed(waiting):
                record = done.result()
                results.add(record)
                told(record)
                well = well and not record.trouble
        finally:
            pool.shutdown(cancel_futures=True)
    return well


def made_apart(search: Search) -> Record:
    """Make a search in a process of its own."""
    with _busy(search.busy), _clone(search) as (folder, environment):
        before, began = _machine_time(), time.perf_counter()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.searches"],
                input=SEARCH.dump_json(search),
                env=environment,
                cwd=folder,
                capture_output=True,
                check=True,
                timeout=HANGING + 30 * search.time_limit,
            )
            record = RECORD.validate_json(done.stdout.splitlines()[-1])
        except subprocess.CalledProcessError as error:
            lines = error.stderr.decode(errors="replace").strip().splitlines()
            return _failed(search, lines[-1] if lines else f"exit code {error.returncode}")
        except subprocess.TimeoutExpired as error:
            return _failed(search, f"nothing after {error.timeout:g} s")
        passed, after = time.perf_counter() - began, _machine_time()
    if before is None or after is None:
        return record
    return replace(record, others=max(0.0, (after - before - record.processor) / passed))


def _failed(search: Search, trouble: str) -> Record:
    return Record(search, code_now(), trouble=trouble)


@contextmanager
def _busy(number: int) -> Iterator[None]:
    """Keep so many processors busy, as long as this process lives."""
    command = [sys.executable, "-c", SPINNING]
    beside = [subprocess.Popen(command) for _ in range(number)]  # noqa: S603  # our own
    try:
        yield
    finally:
        for each in beside:
            each.kill()
            each.wait()


@contextmanager
def _clone(search: Search) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Return where to search, and the environment; for a cold one, a copy without anything compiled."""
    if not search.cold:
        yield ROOT, os.environ
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            copytree(ROOT / part, folder / part, ignore=ignore_patterns("__pycache__"))
        caches = dict.fromkeys(("NUMBA_CACHE_DIR", "XDG_CACHE_HOME"), str(folder / "caches"))
        yield folder, {**os.environ, **caches}


def _machine_time() -> float | None:
    """Return the seconds for which the machine's processors have been busy."""
    if not STAT.exists():
        return None
    user, nice, system, _idle, _waiting, *rest = map(int, STAT.read_text().split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


@cache
def code_now() -> str:
    """Return a short name of what decides how a search goes: engines, rules, and what is searched.

    Comments and docstrings are nothing to it.
    """
    found = hashlib.sha256()
    for pattern in DECISIVE:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            found.update((_without_prose(text) if path.suffix == ".py" else text).encode())
    return found.hexdigest()[:12]


def _without_prose(code: str) -> str:
    """Return code without comments, and without texts that stand alone, such as docstrings."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_text(each)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def made_here(search: Search) -> Record:
    """Make a search in this process.

    Raises
    ------
    DisagreementError
        When an independent judge counts another penalty than we do: our defect.
    """
    subject = subject_of(search.subject)
    watch = _Watch(search)
    with Memory() as memory:
        status, schedule, best, bound = _answer(search, subject, watch)
        most = memory.most
    penalty = None if schedule is None else subject.judged(schedule)
    if penalty is not None and penalty != best:
        raise DisagreementError(f"we count {best}, the judge {penalty}")
    used = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Record(
        search,
        code_now(),
        points=(*watch.points, Point(watch.now(), best, bound)),
        status=status,
        waited=watch.waited,
        memory=most,
        processor=sum(each.ru_utime + each.ru_stime for each in used),
        judged=penalty is not None,
        own=subject.own,
        zero=subject.zero,
        machine=f"{machine()}; {versions()}",
        made=datetime.now(UTC).date().isoformat(),
    )


def _answer(
    search: Search, subject: Subject, watch: Callable[[Progress], None]
) -> tuple[str, Schedule | None, int | None, int | None]:
    """Return status, schedule, penalty and bound."""
    if search.engine == PLAIN:
        effort = Effort(time_limit=search.time_limit, seed=search.seed, workers=search.workers)
        problem = problem_of(subject.instance)
        answer = solve_plainly(problem, effort, watch)
        found = None if answer.schedule is None else without_seats(answer.schedule)
        if found is not None:
            agreed(subject.instance, problem, found)
        return answer.status.value, found, answer.penalty, answer.bound
    solution = scheduler.solve(
        subject.instance,
        engine=Engine(search.engine),
        time_limit=search.time_limit,
        seed=search.seed,
        workers=search.workers,
        start=subject.start,
        watch=watch,
        params=params_without(search.without),
    )
    return solution.status.value, solution.schedule, solution.penalty, solution.bound


class _Watch:
    """Notes each better programme and each better bound, and when."""

    def __init__(self, search: Search) -> None:
        self._search, self._began = search, time.perf_counter()
        self._work: float | None = None
        self.points: list[Point] = []
        self.waited = 0.0

    def now(self) -> float:
        """Return the seconds since the search began; of work, if that is what is limited."""
        if self._search.workers == 1 and self._work is not None:
            return round(self._work * self._search.time_limit, 3)
        return round(time.perf_counter() - self._began - self.waited, 3)

    def __call__(self, progress: Progress) -> None:
        """Note what is better."""
        self.waited = max(self.waited, progress.waited)
        self._work = self._work if progress.work is None else progress.work
        last = self.points[-1] if self.points else Point(0.0, None, None)
        if (progress.best, progress.bound) != (last.best, last.bound):
            self.points.append(Point(self.now(), progress.best, progress.bound))


def add_options(parser: argparse.ArgumentParser, results: Path) -> None:
    """Add what every command of measured searches is asked."""
    parser.add_argument(
        "--results",
        type=Path,
        default=results,
        metavar="FILE",
        help="where searches are kept",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="folder with the folders cosplib and optaplanner of the public benchmarks",
    )
    parser.add_argument("--time-limit", type=_positive, metavar="SECONDS", help="of each search")
    parser.add_argument(
        "--workers", type=int, help="with one, limits are work: the load is nothing"
    )
    parser.add_argument(
        "--report", action="store_true", help="search nothing; print what was measured"
    )
    parser.add_argument(
        "--write", action="store_true", help="write it into docs/background/benchmarks.md"
    )


def options_of(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; the folder of data is told to the processes that search."""
    options = parser.parse_args(arguments)
    if options.data is not None:
        os.environ[VARIABLE] = str(options.data.resolve())
    return options


def seeds_of(text: str) -> tuple[int, ...]:
    """Return seeds from a text such as ``0-9`` or ``1,4,7``."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def _positive(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number of seconds")
    return seconds


def line_of(record: Record) -> str:
    """Return a record in a line."""
    if record.trouble:
        return f"{record.search}: failed: {record.trouble}"
    first, end = record.until(), record.end
    best = "no programme" if end.best is None else f"{end.best / 1000:,.3f}"
    bound = "no bound" if end.bound is None else f"bound {end.bound / 1000:,.3f}"
    soon = "" if first is None else f", first after {first:.1f} s"
    return f"{record.search}: {best}, {bound}{soon} ({load()})"


if __name__ == "__main__":
    asked = SEARCH.validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(RECORD.dump_json(made_here(asked)) + b"\n")
