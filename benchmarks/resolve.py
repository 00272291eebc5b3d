"""Measure how soon the published programme of the reference instance is mended after a single change.

For each change that breaks it and leaves a way: seconds until a programme without a hard finding, by the
clock and from the moment on at which the changed facts are read; and how many sessions are elsewhere than
published (another time or room), in that programme and after two seconds. Each search begins with the
published programme, in a process of its own.
"""

import argparse
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.changes import Change, changes
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.solving import solve
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parent.parent
NAME = "wtdc21-addis"
SECONDS, WORKERS = 2.0, 2
HEADS = ("change", "broken", "first, s", "elsewhere", "penalty", "elsewhere, end", "penalty, end")


@dataclass(frozen=True, slots=True)
class Mended:
    """What a search makes of a broken programme."""

    status: Status
    first: float | None
    """Seconds until the first programme without a hard finding."""
    elsewhere: int | None
    """Sessions that have another time or room than published."""
    penalty: int | None
    """Thousandths."""


def main() -> None:
    """Measure each change, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.resolve", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--at-most", type=int, help="so many changes")
    options = parser.parse_args()
    instance = read_instance(ROOT / "instances" / f"{NAME}.yaml")
    published = read_schedule(ROOT / "solutions" / f"{NAME}.json", instance)
    found = [*changes(instance, published)][: options.at_most]
    _say(HEADS)
    _say(("---",) * len(HEADS))
    times: list[float] = []
    for change, first, end in _mended(found, published, options.seconds, options.workers):
        _say(_row(change, first, end))
        times += [] if first.first is None else [first.first]
    words = f"{len(times)} of {len(found)} changes were mended"
    sys.stdout.write(f"\n{words}{f', the slowest in {max(times):.2f} s' if times else ''}.\n")


def _mended(
    found: list[Change], published: Schedule, seconds: float, workers: int
) -> Iterator[tuple[Change, Mended, Mended]]:
    """Yield each change with the first programme after it, and the one at the end of the time."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, max_tasks_per_child=1) as pool:
        for change in found:
            task = partial(mend, change.instance, published, seconds, workers)
            first, end = (pool.submit(task, first=first).result() for first in (True, False))
            yield change, first, end


def mend(
    instance: Instance, published: Schedule, seconds: float, workers: int, *, first: bool
) -> Mended:
    """Search from the published programme, until there is a programme if it is the `first` that counts."""
    stop, told = threading.Event(), list[float]()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            told.append(time.perf_counter() - began)
            if first:
                stop.set()

    began = time.perf_counter()
    solution = solve(
        instance, time_limit=seconds, workers=workers, start=published, watch=watch, stop=stop
    )
    moved = None if solution.schedule is None else elsewhere(solution.schedule, published)
    return Mended(solution.status, told[0] if told else None, moved, solution.penalty)


def elsewhere(schedule: Schedule, published: Schedule) -> int:
    """Return how many sessions have another time or room than published."""
    return sum(each != published.by_session[each.session] for each in schedule.assignments)


def _row(change: Change, first: Mended, end: Mended) -> tuple[str, ...]:
    soon = end.status.value if first.first is None else f"{first.first:.2f}"
    return (
        change.words,
        str(change.broken),
        soon,
        _number(first.elsewhere),
        _points(first.penalty),
        _number(end.elsewhere),
        _points(end.penalty),
    )


def _say(cells: tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _number(number: int | None) -> str:
    return "-" if number is None else str(number)


def _points(penalty: int | None) -> str:
    return "-" if penalty is None else f"{penalty / 1000:,.1f}"


if __name__ == "__main__":
    main()
