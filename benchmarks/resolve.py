"""Measure how soon the published programme of the reference instance is mended after a single change.

For each change that breaks it and leaves a way: seconds until a programme without a hard finding, by the
clock and from the moment on at which the changed facts are read; how many sessions are elsewhere than
published (another time or room), in that programme and in the end; and how many have to be: proved. This is
what `scheduler replan` does; each search has a process of its own.
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
from scheduler.replanning import replan
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parent.parent
NAME = "wtdc21-addis"
SECONDS, WORKERS = 30.0, 2
MOST = 10
"""Sessions at most that should be elsewhere after one change."""
HEADS = ("change", "broken", "first, s", "elsewhere", "end, s", "elsewhere", "proved", "penalty")


@dataclass(frozen=True, slots=True)
class Mended:
    """What a search makes of a broken programme."""

    status: Status
    first: float | None
    """Seconds until the first programme without a hard finding."""
    seconds: float
    """Seconds in all."""
    elsewhere: int | None
    """Sessions that have another time or room than published."""
    at_least: int
    """Sessions that have to: proved."""
    penalty: int | None
    """Thousandths, by the rules of the instance."""


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
    ends = []
    for change, first, end in _mended(found, published, options.seconds, options.workers):
        _say(_row(change, first, end))
        ends += [] if first.first is None else [(first.first, end)]
    sys.stdout.write(f"\n{_summary(len(found), ends)}\n")


def _summary(number: int, ends: list[tuple[float, Mended]]) -> str:
    """Return in a sentence how many changes were mended, how soon, and with how many sessions elsewhere."""
    if not ends:
        return f"None of {number} changes was mended."
    slowest = max(first for first, _ in ends)
    proved = sum(end.elsewhere == end.at_least for _, end in ends)
    few = sum(end.elsewhere is not None and end.elsewhere <= MOST for _, end in ends)
    have_to = sum(end.at_least > MOST for _, end in ends)
    return (
        f"{len(ends)} of {number} changes were mended, the slowest in {slowest:.2f} s; "
        f"{proved} with the fewest sessions elsewhere, proved; {few} with at most {MOST}, and of "
        f"{have_to} it is proved that more have to be."
    )


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
    """Replan a published programme, until there is one without a hard finding if the `first` counts."""
    stop, told = threading.Event(), list[float]()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            told.append(time.perf_counter() - began)
            if first:
                stop.set()

    began = time.perf_counter()
    found = replan(instance, published, time_limit=seconds, workers=workers, watch=watch, stop=stop)
    return Mended(
        status=found.solution.status,
        first=told[0] if told else None,
        seconds=time.perf_counter() - began,
        elsewhere=None if found.solution.schedule is None else len(found.moves),
        at_least=found.at_least,
        penalty=found.solution.penalty,
    )


def _row(change: Change, first: Mended, end: Mended) -> tuple[str, ...]:
    soon = end.status.value if first.first is None else f"{first.first:.2f}"
    return (
        change.words,
        str(change.broken),
        soon,
        _number(first.elsewhere),
        f"{end.seconds:.1f}",
        _number(end.elsewhere),
        _proved(end),
        _points(end.penalty),
    )


def _proved(end: Mended) -> str:
    if end.elsewhere is None:
        return "-"
    return "yes" if end.elsewhere == end.at_least else f"at least {end.at_least}"


def _say(cells: tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _number(number: int | None) -> str:
    return "-" if number is None else str(number)


def _points(penalty: int | None) -> str:
    return "-" if penalty is None else f"{penalty / 1000:,.1f}"


if __name__ == "__main__":
    main()
