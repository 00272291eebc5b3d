"""Measure what the engines are to reach: ``python -m benchmarks.targets``, ``make bench``.

Each row is searched with several seeds, each search in a process of its own. What was measured is kept, so
that a run that was interrupted goes on; all of it takes some five hours on a machine that does nothing else.
Rows without searches are printed as not measured. The exit code is 1 if a search failed.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from statistics import median

from benchmarks.document import DOCUMENT, ROOT, command, head, line, number, replace_section, say
from benchmarks.public import workbook_of
from benchmarks.searches import (
    PLAIN,
    Record,
    Results,
    Search,
    add_options,
    code_now,
    line_of,
    options_of,
    run,
    seeds_of,
)
from scheduler.instance import MILLI
from scheduler.wording import listed

RESULTS = ROOT / "benchmarks" / "targets.jsonl"
"""The searches behind the table in the document: in the repository, so that it can be printed anywhere."""
MIB = 2**20
QUARTER = 3
"""Busy processes for each processor that leave a search a quarter of it."""

TEXT = """## Targets

Each row is measured with several seeds; for generated conferences and talks another seed is another
conference, too. Seconds are by the clock from reading the file on, without waiting for the compiler. Values
are penalties in points, or what the set's own objective counts. In every figure less is better, and *none* is
worse than any. *Others* are the processors that other processes kept busy meanwhile, at most: where none were
asked for, so much was missing for an idle machine."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that is measured of each seed, and what it is to be at most."""

    name: str
    of: Callable[[Sequence[Record]], float | None]
    """Of the searches of a seed: ours, and plain CP-SAT's where it is measured."""
    worst: float | None = None
    """For each seed."""
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Searches of a conference under the same conditions, and what is asked of them."""

    name: str
    group: str
    subject: str
    """Name of the conference; ``{seed}`` stands for the seed."""
    figures: Sequence[Figure]
    time_limit: float = 60.0
    busy: int = 0
    cold: bool = False
    plain: bool = False
    """Whether plain CP-SAT has the same time and processors, too."""

    def searches(self, seed: int, options: argparse.Namespace) -> tuple[Search, ...]:
        """Return the searches of a seed, as they were asked for."""
        ours = Search(
            self.subject.format(seed=seed),
            seed,
            options.time_limit or self.time_limit,
            options.workers or os.cpu_count() or 1,
            busy=self.busy if options.busy is None else options.busy,
            cold=self.cold,
        )
        return (ours, replace(ours, engine=PLAIN)) if self.plain else (ours,)


def points_at(seconds: float) -> Callable[[Sequence[Record]], float | None]:
    """Return what tells the penalty, in points, of the best programme at a moment."""

    def told(records: Sequence[Record]) -> float | None:
        best = records[0].at(seconds).best
        return None if best is None else best / MILLI

    return told


def gap(records: Sequence[Record]) -> float | None:
    """Return by how many per cent the penalty could be smaller in the end."""
    end = records[0].end
    if end.best is None:
        return None
    return 100 * (end.best - (end.bound or 0)) / end.best if end.best else 0.0


def first(records: Sequence[Record]) -> float | None:
    """Return the seconds until the first programme that keeps every hard rule."""
    return records[0].until()


def until_own(records: Sequence[Record]) -> float | None:
    """Return the seconds until a programme costs no more than the one that people made."""
    (ours,) = records
    return None if ours.own is None else ours.until(ours.own)


def beyond_plain(
    of: Callable[[Record], int | None], sign: int
) -> Callable[[Sequence[Record]], float | None]:
    """Return what tells by how many per cent of plain CP-SAT's figure ours is worse."""

    def told(records: Sequence[Record]) -> float | None:
        ours, plain = map(of, records)
        if ours is None or plain is None:
            return 0.0 if ours is plain else None if ours is None else -100.0
        return 100 * sign * (ours - plain) / max(1, abs(plain))

    return told


def score_lost(records: Sequence[Record]) -> float | None:
    """Return the soft score in the end, without its minus."""
    ours = records[0]
    if ours.end.best is None or ours.zero is None:
        return None
    return ours.end.best / MILLI - ours.zero


def megabytes(records: Sequence[Record]) -> float:
    """Return the most memory that was held at once, in megabytes."""
    return records[0].memory * MIB / 1e6


FIRST, GAP = "first programme, s", "gap, %"


def _reference() -> Iterator[Row]:
    name, group = "wtdc21-addis", "reference"
    soon = (
        Figure(FIRST, first, worst=4),
        Figure("at 10 s", points_at(10), worst=3_700),
        Figure("at 25 s", points_at(25), worst=3_560),
    )
    yield Row(
        "reference-60s",
        group,
        name,
        (
            *soon,
            Figure("at 60 s", points_at(60)),
            Figure(GAP, gap, worst=1.5),
            Figure("memory, MB", megabytes, worst=450),
        ),
    )
    beside = (Figure(FIRST, first, worst=60), Figure(GAP, gap, worst=4))
    yield Row("reference-beside-2", group, name, beside, busy=2)
    compiled = Figure("compiling, s", lambda records: records[0].waited, worst=20)
    yield Row("reference-cold", group, name, (compiled, *soon, Figure(GAP, gap, 1.5)), cold=True)
    yield Row("reference-300s", group, name, (Figure(GAP, gap, worst=0.5),), time_limit=300)


def _generated() -> Iterator[Row]:
    value = beyond_plain(lambda record: record.end.best, 1)
    bound = beyond_plain(lambda record: record.end.bound, -1)
    versus = (
        Figure("value above plain CP-SAT's, %", value, worst=0),
        Figure("bound below plain CP-SAT's, %", bound, worst=0),
        Figure(GAP, gap),
    )
    yield Row("generated-100", "generated", "generated-100:{seed}", versus, plain=True)
    for size, typical, worst in ((400, 15, 25), (1600, 20, 30)):
        figures = [Figure(FIRST, first), Figure(GAP, gap, worst, typical)]
        if size == 1600:
            figures.append(Figure("memory, MB", megabytes, worst=1_500))
        yield Row(f"generated-{size}", "generated", f"generated-{size}:{{seed}}", figures)


BEST = {
    "N2OR": 1,
    "GECCO19": 29,
    "GECCO20": 5_773,
    "GECCO21Workshop": 9_942,
    "GECCO23": 658,
    "ISF22": 116,
    "OR60F": 21,
    "OR60F2": 15,
}
"""Best known values of CoSPLib's sets."""
BROKEN = 10_000
"""A value beyond it is of a broken rule that people take for hard, where the best is below a tenth of it."""
SCORES = {
    "36talks-12timeslots-5rooms": (None, 3),
    "108talks-18timeslots-10rooms": (1_796_000, 9),
}
"""OptaPlanner's sets: the soft score to reach, without its minus, and the gap in per cent."""


def _public() -> Iterator[Row]:
    for name, best in BEST.items():
        most = BROKEN if 10 * best < BROKEN else None
        figures = (
            Figure(FIRST, first),
            Figure("value", points_at(inf), most, 1.1 * best),
            Figure(GAP, gap),
        )
        yield Row(name, "cosplib", name, figures)
    for name, (score, most) in SCORES.items():
        asked = Figure("minus the score", score_lost, score), Figure(GAP, gap, most)
        yield Row(name.partition("-")[0], "optaplanner", name, asked)


def _imported() -> Iterator[Row]:
    name, group = "devrooms-900:{seed}", "devrooms"
    better, bounded = "as good as people's own, s", Figure(GAP, gap, worst=99.9)
    idle = Figure(better, until_own, worst=20), bounded
    yield Row("talks-900", group, name, idle)
    busy = QUARTER * (os.cpu_count() or 1)
    yield Row(f"talks-900-beside-{busy}", group, name, (Figure(better, until_own, 60),), busy=busy)
    undone = (Figure("undone after, s", until_own, worst=10),)
    yield Row("talks-900-permuted", group, name + "/permuted", undone, time_limit=20)


ROWS = {row.name: row for rows in (_reference, _generated, _public, _imported) for row in rows()}


def cells_of(row: Row, figure: Figure, by_seed: Sequence[Sequence[Record]]) -> list[str]:
    """Return the cells of a figure of a row."""
    asked = [
        f"{what} ≤ {number(most)}"
        for what, most in (("median", figure.median), ("worst", figure.worst))
        if most is not None
    ]
    target = ", ".join(asked) or "-"
    if not by_seed:
        return [row.name, figure.name, target, "not measured", *["-"] * 4]
    values = [inf if (value := figure.of(each)) is None else value for each in by_seed]
    middle, worst = median(values), max(values)
    kept = (figure.median is None or middle <= figure.median) and (
        figure.worst is None or worst <= figure.worst
    )
    met = ("yes" if kept else "no") if asked else "-"
    others = [each.others for records in by_seed for each in records if each.others is not None]
    beside = number(round(max(others), 1)) if others else "-"
    return [
        row.name,
        figure.name,
        target,
        met,
        _said(middle),
        _said(worst),
        str(len(values)),
        beside,
    ]


def _said(value: float) -> str:
    return "none" if value == inf else number(round(value, 2 if abs(value) < 100 else 0))


def table(rows: Sequence[Row], by_seed: Mapping[str, Sequence[Sequence[Record]]]) -> list[str]:
    """Return the lines of the table of targets."""
    heads = ["row", "figure", "target", "met", "median", "worst", "seeds", "others"]
    cells = [cells_of(row, figure, by_seed[row.name]) for row in rows for figure in row.figures]
    return [*head(heads, texts=4), *map(line, cells)]


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Measure, print and write."""
    options = _options(arguments)
    rows = [row for row in ROWS.values() if {row.name, row.group} & {*options.only}]
    results = Results(options.results, code_now())
    is_well = options.report or run(
        _searches(rows, options), results, lambda record: say([line_of(record)])
    )
    if options.write:  # the document has all rows, whichever were searched now
        rows, arguments = [*ROWS.values()], []
    made = {row.name: _made(row, options, results) for row in rows}
    under = [*_conditions(made), f"Printed by `{command('benchmarks.targets', arguments)}`."]
    lines = [TEXT, "", *under, "", *table(rows, made), ""]
    say(["", *lines])
    if options.write:
        replace_section(document, "targets", "\n".join(lines))
    return 0 if is_well else 1


def _searches(rows: Sequence[Row], options: argparse.Namespace) -> Iterator[Search]:
    """Yield what is searched, seed after seed, so that an interrupted run has something of each row."""
    absent = [row.name for row in rows if _is_absent(row)]
    if absent:
        say([f"No workbooks of {listed(absent)}: see --data.", ""])
    for seed in options.seeds:
        for row in rows:
            yield from row.searches(seed, options) if row.name not in absent else ()


def _made(row: Row, options: argparse.Namespace, results: Results) -> list[list[Record]]:
    """Return the searches of each seed that were all made."""
    searches = [row.searches(seed, options) for seed in options.seeds]
    return [
        [results.made[each] for each in of_seed]
        for of_seed in searches
        if results.made.keys() >= {*of_seed}
    ]


def _conditions(made: Mapping[str, Sequence[Sequence[Record]]]) -> list[str]:
    """Return on which machines the searches of which seeds were made, and when."""
    records = [each for rows in made.values() for records in rows for each in records]
    days = sorted({each.made for each in records})
    when = [f"Measured from {days[0]} to {days[-1]}."] if days else []
    seeds: dict[str, set[int]] = {}
    for each in records:
        seeds.setdefault(each.machine, set()).add(each.search.seed)
    machines = sorted(seeds.items())
    return [f"{name}: seeds {', '.join(map(str, sorted(of)))}." for name, of in machines] + when


def _is_absent(row: Row) -> bool:
    is_public = row.group in ("cosplib", "optaplanner")
    return is_public and not workbook_of(row.group, row.subject).exists()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.targets", description=__doc__)
    groups = dict.fromkeys(row.group for row in ROWS.values())
    parser.add_argument(
        "--only",
        nargs="+",
        choices=[*groups, *ROWS],
        default=[*groups],
        metavar="ROW",
        help=f"some of {', '.join(groups)}, or single rows by name",
    )
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("0-9"), metavar="0-9")
    parser.add_argument(
        "--busy", type=int, metavar="N", help="so many busy processes beside each search"
    )
    add_options(parser, RESULTS)
    options = options_of(parser, arguments)
    if options.write and (options.time_limit or options.workers or options.busy is not None):
        parser.error(
            "--write: the document has rows as they are meant: no limits or load of your own"
        )
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
