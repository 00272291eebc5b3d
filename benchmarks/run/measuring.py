"""One measured search, in a process of its own."""

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.run.memory import Memory
from benchmarks.run.plain import solve_plainly
from benchmarks.run.subjects import Load, Scale
from scheduler.engines.answer import Answer
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.errors import DisagreementError
from scheduler.progress import Progress
from scheduler.restrictions import Problem
from scheduler.solution import Engine, Status


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured, and how."""

    name: str
    load: Load
    path: Path
    engine: Engine | None
    """None: plain CP-SAT."""
    seconds: float
    """Limit of the search."""
    workers: int
    seed: int
    moments: Sequence[float]
    """Seconds of search after which the penalty is noted."""
    params: SearchParams = DEFAULTS
    """What the search is tuned by; plain CP-SAT is not."""

    @property
    def label(self) -> str:
        """What searches, in a word or two."""
        return "plain CP-SAT" if self.engine is None else self.engine.value


@dataclass(frozen=True, slots=True)
class Measured:
    """A search, as those who wait for it see it; penalties in thousandths."""

    run: Run
    status: Status
    scale: Scale
    judged: bool
    """Whether somebody independent has counted the same penalty."""
    reading: float
    """Seconds for reading the file and building the problem, before the search."""
    building: float | None
    """Seconds of the search for building the exact model; of plain CP-SAT alone, None if not built."""
    first: float | None
    """Seconds of search until the first schedule that keeps every hard rule."""
    penalties: Sequence[int | None]
    """Penalty at each of the moments; None before the first schedule."""
    penalty: int | None
    """Penalty in the end."""
    bound: int | None
    proved: float | None
    """Seconds of search until the proof, if there is one."""
    memory: float
    """Most memory that the search and the processes it started held at once until its end, in MiB."""

    @property
    def gap(self) -> float | None:
        """Share of the penalty, 0 to 1, by which a better schedule could at most be better."""
        if self.penalty is None or self.bound is None:
            return None
        return (self.penalty - self.bound) / self.penalty if self.penalty else 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """A search that ended with an exception, or whose process died."""

    run: Run
    trouble: str


Outcome = Measured | Failed


def measure(run: Run) -> Outcome:
    """Search in a new process, and note when what was known."""
    fresh = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=fresh) as pool:
            return pool.submit(measured_here, run).result()
    except Exception as error:  # noqa: BLE001  # whatever it is, the other searches go on
        lines = str(error).splitlines() or [""]
        return Failed(run, f"{type(error).__name__}: {lines[0]}")


def measured_here(run: Run) -> Measured:
    """Search in this process.

    Raises
    ------
    DisagreementError
        When the judge counts another penalty than the engines: our defect.
    """
    began = time.perf_counter()
    subject = run.load(run.path)
    reading = time.perf_counter() - began
    seen: list[Progress] = []
    with Memory() as memory:
        answer, building = _answer(run, subject.problem, seen)
        most = memory.most
    judged = None if answer.schedule is None else subject.judge(answer.schedule)
    if judged is not None and judged != answer.penalty:
        raise DisagreementError(f"the engine counts {answer.penalty}, the judge {judged}")
    return Measured(
        run=run,
        status=answer.status,
        scale=subject.scale,
        judged=judged is not None,
        reading=reading,
        building=building,
        first=next((each.seconds for each in seen if each.best is not None), None),
        penalties=[best_at(moment, seen) for moment in run.moments],
        penalty=answer.penalty,
        bound=answer.bound,
        proved=_proved(answer, seen),
        memory=most,
    )


def _answer(run: Run, problem: Problem, seen: list[Progress]) -> tuple[Answer, float | None]:
    effort = Effort(run.engine or Engine.CP_SAT, run.seconds, run.seed, run.workers)
    if run.engine is None:
        return solve_plainly(problem, effort, seen.append)
    return search(problem, effort, watch=seen.append, params=run.params), None


def best_at(moment: float, seen: Sequence[Progress]) -> int | None:
    """Return the best penalty known at a moment."""
    known = [each.best for each in seen if each.seconds <= moment and each.best is not None]
    return min(known, default=None)


def _proved(answer: Answer, seen: Sequence[Progress]) -> float | None:
    """Return the seconds after which best and bound were both what they are in the end."""
    if answer.status is not Status.OPTIMAL:
        return None
    ended = (each.seconds for each in seen if each.best == each.bound == answer.penalty)
    return next(ended, seen[-1].seconds if seen else None)
