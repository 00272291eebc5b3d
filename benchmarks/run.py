"""Measure the engines on the shipped instances, print a table, and write docs/benchmarks.md.

``make bench`` takes about six minutes, ``make bench-quick`` about one and writes nothing.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Measured, Run, measure
from scheduler.solution import Engine

ROOT = Path(__file__).parent.parent
INSTANCES = ("tiny", "ministerial-day", "wtdc21-addis")
MOMENTS = (1.0, 5.0, 10.0, 30.0, 60.0)
ENGINES = (Engine.AUTO, Engine.CP_SAT, Engine.ANNEALING)

HEAD = """# Benchmarks

Printed and written by `make bench`. Seconds are those of search by the clock, from the reading of the
instance on; penalties are in points. `cp-sat` is the exact engine alone on the same model, which is what
`auto` has to beat. Machines differ and are shared: compare lines of one run with each other, not with
those of another.

"""


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 seconds a search, write nothing")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    seconds = 10.0 if arguments.quick else MOMENTS[-1]
    moments = [moment for moment in MOMENTS if moment <= seconds]
    lines = list(_table(_all(seconds, arguments.workers, moments), moments))
    if not arguments.quick:
        text = HEAD + f"{arguments.workers} workers, {seconds:g} s a search.\n\n" + "\n".join(lines)
        (ROOT / "docs" / "benchmarks.md").write_text(text + "\n", encoding="utf-8")


def _all(seconds: float, workers: int, moments: Sequence[float]) -> Iterator[Measured]:
    for name in INSTANCES:
        path = ROOT / "instances" / f"{name}.yaml"
        for engine in ENGINES:
            # What is proved needs no more time; annealing alone can prove nothing.
            enough = 5.0 if engine is Engine.ANNEALING and name == "tiny" else seconds
            yield measure(Run(path, engine, enough, workers), moments)


def _table(measured: Iterable[Measured], moments: Sequence[float]) -> Iterator[str]:
    """Print and yield the lines of a table in Markdown."""
    heads = [
        "instance",
        "engine",
        "first, s",
        *(f"at {moment:g} s" for moment in moments),
        "end",
        "bound",
        "gap",
        "proved, s",
        "MiB",
    ]
    for line in (heads, ["---"] * 2 + ["---:"] * (len(heads) - 2)):
        yield _said(line)
    for each in measured:
        yield _said(_row(each))


def _row(each: Measured) -> list[str]:
    return [
        each.run.instance.stem,
        each.run.engine.value,
        _seconds(each.first),
        *(_points(penalty) for penalty in each.penalties),
        _points(each.penalty),
        _points(each.bound),
        "-" if each.gap is None else f"{100 * each.gap:.1f} %",
        _seconds(each.proved),
        f"{each.memory:.0f}",
    ]


def _said(cells: Sequence[str]) -> str:
    line = f"| {' | '.join(cells)} |"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return line


def _points(thousandths: int | None) -> str:
    return "-" if thousandths is None else f"{thousandths / 1000:,.3f}".rstrip("0").rstrip(".")


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


if __name__ == "__main__":
    main()
