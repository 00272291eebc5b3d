"""One measured search, in a process of its own."""

import multiprocessing
import resource
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scheduler.progress import Progress
from scheduler.solution import Engine, Solution, Status
from scheduler.solving import solve
from scheduler.sources import read_instance


@dataclass(frozen=True)
class Run:
    """What is measured, and how."""

    instance: Path
    engine: Engine
    seconds: float
    workers: int
    seed: int = 0


@dataclass(frozen=True)
class Measured:
    """A search, as those who wait for it see it."""

    run: Run
    status: Status
    first: float | None
    """Seconds of search until the first schedule that keeps every hard rule."""
    penalties: Sequence[int | None]
    """Penalty in thousandths at each of the moments asked for; None before the first schedule."""
    penalty: int | None
    """Penalty in the end."""
    bound: int | None
    gap: float | None
    proved: float | None
    """Seconds of search until the proof, if there is one."""
    memory: float
    """Most memory that the process held, in MiB."""


def measure(run: Run, moments: Sequence[float]) -> Measured:
    """Search in a new process, and note when what was known."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(_measured, run, moments).result()


def _measured(run: Run, moments: Sequence[float]) -> Measured:
    seen: list[Progress] = []
    solution = solve(
        read_instance(run.instance),
        engine=run.engine,
        time_limit=run.seconds,
        seed=run.seed,
        workers=run.workers,
        watch=seen.append,
    )
    first = next((each.seconds for each in seen if each.best is not None), None)
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(
        run=run,
        status=solution.status,
        first=first,
        penalties=[_best_at(moment, seen) for moment in moments],
        penalty=solution.penalty,
        bound=solution.bound,
        gap=solution.gap,
        proved=_proved(solution, seen),
        memory=kibibytes / 1024,
    )


def _best_at(moment: float, seen: Sequence[Progress]) -> int | None:
    """Return the best penalty known at a moment."""
    known = [each.best for each in seen if each.seconds <= moment and each.best is not None]
    return min(known, default=None)


def _proved(solution: Solution, seen: Sequence[Progress]) -> float | None:
    if solution.status is not Status.OPTIMAL or not seen:
        return None
    return seen[-1].seconds
