"""Measure which strategies of a search pay: ``python -m benchmarks.ablation``.

Each conference is searched with all strategies and with each of them switched off, with the same seeds: the
reference with its agendas, and twenty conferences on which no constant was chosen, five of each family. With
one worker, as usual, limits are amounts of work, and searches are the same whatever else the machine does, so
that `--jobs` may make several at once. What was measured is kept: an interrupted run goes on.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.document import (
    DOCUMENT,
    ROOT,
    command,
    head,
    line,
    machine,
    replace_section,
    say,
    versions,
)
from benchmarks.paired import LEVEL, Comparison, compared, difference
from benchmarks.searches import (
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
from benchmarks.strategies import WITHOUT
from scheduler.wording import counted, listed

FAMILIES: Mapping[str, Sequence[str]] = {
    "reference": ("wtdc21-addis",),
    "reference, varied": tuple(f"wtdc21-addis~{seed}" for seed in range(2, 7)),
    "generated": tuple(f"generated-{50 * n}:{n}~{n}" for n in range(1, 6)),
    "CoSPLib": ("GECCO20~1", "GECCO21Workshop~2", "GECCO23~3", "ISF22~4", "OR60F2~5"),
    "OptaPlanner": (
        *(f"36talks-12timeslots-5rooms~{seed}" for seed in (1, 2, 3)),
        *(f"108talks-18timeslots-10rooms~{seed}" for seed in (4, 5)),
    ),
}
"""Conferences by where a strategy may pay."""
SECONDS = 15.0
EARLY = 0.25
"""Share of a search after which it is looked at the first time."""
FIGURES = ("early", "end", "bound")

TEXT = """## Ablation

Each conference is searched with all strategies and with each of them switched off, with the same seeds. Cells
are the median of the paired differences, of the cost after a quarter of the search, of the cost in the end,
and of the bound, all as shares; the interval that covers the true median but for a chance of 5 % in all cells
of a strategy together (it leaves 0 out just where the sign test finds a difference); and how many pairs
differ by 0.1 % at least, the others being left out. Above 0 the strategy is missed. It *pays* in a family
where an interval is above 0, and *harms* where one is below."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a strategy is worth."""

    strategy: str
    cells: Mapping[tuple[str, str], Comparison]
    """By family and figure: those with any pair."""

    @property
    def level(self) -> float:
        """Chance of an interval to miss the median: that of all is divided among those that say anything."""
        return LEVEL / max(1, sum(bool(each.differing) for each in self.cells.values()))

    def interval(self, cell: Comparison) -> tuple[float, float] | None:
        """Return the interval of one of the cells."""
        return cell.interval(self.level)

    def where(self, *, pays: bool) -> list[str]:
        """Return the families in which it pays, or harms."""
        found = {
            family: None
            for (family, _), cell in self.cells.items()
            if (ends := self.interval(cell)) and (ends[0] > 0 if pays else ends[1] < 0)
        }
        return [*found]

    @property
    def is_idle(self) -> bool:
        """Whether it made no difference anywhere."""
        return not any(each.differing for each in self.cells.values())


def verdicts(records: Mapping[Search, Record]) -> Iterator[Verdict]:
    """Yield what each strategy is worth that some search was made without."""
    family_of = {name: family for family, names in FAMILIES.items() for name in names}
    for strategy in WITHOUT:
        differences: dict[tuple[str, str], list[float]] = {}
        for search, part in records.items():
            whole = records.get(replace(search, without=""))
            if search.without == strategy and whole is not None:
                for figure, value in zip(FIGURES, differences_of(whole, part), strict=True):
                    key = family_of[search.subject], figure
                    differences.setdefault(key, []).append(value)
        if differences:
            yield Verdict(strategy, {key: compared(each) for key, each in differences.items()})


def differences_of(whole: Record, part: Record) -> tuple[float, float, float]:
    """Return by how much a search without a strategy is worse: early, in the end, and in its bound."""
    early = EARLY * whole.search.time_limit
    return (
        difference(whole.at(early).best, part.at(early).best),
        difference(whole.end.best, part.end.best),
        difference(whole.end.bound or 0, part.end.bound or 0, higher_is_better=True),
    )


def table(found: Sequence[Verdict]) -> list[str]:
    """Return the table of all strategies, a line for each family in which one made a difference."""
    lines = head(["without", "family", "pairs", *FIGURES], texts=2)
    for verdict in found:
        for family in FAMILIES:
            cells = [verdict.cells.get((family, figure)) for figure in FIGURES]
            known = [each for each in cells if each is not None]
            if any(each.differing for each in known):
                shown = [_cell(verdict, each) for each in known]
                lines.append(line([verdict.strategy, family, str(known[0].pairs), *shown]))
    return lines


def _cell(verdict: Verdict, cell: Comparison) -> str:
    if not cell.differing:
        return "-"
    ends = verdict.interval(cell)
    spread = "too few" if ends is None else f"{100 * ends[0]:+.2f} to {100 * ends[1]:+.2f}"
    return f"{100 * cell.median:+.2f} % ({spread}; {len(cell.differing)})"


def summary(found: Sequence[Verdict]) -> list[str]:
    """Return which strategies pay, and which may be deleted, with the fields that switch them off."""
    lines = head(["strategy", "fields of `SearchParams`", "verdict"], texts=3)
    for verdict in found:
        pays, harms = verdict.where(pays=True), verdict.where(pays=False)
        if pays:
            said = f"pays: {listed(pays)}" + (f"; harms: {listed(harms)}" if harms else "")
        elif harms:
            said = f"may be deleted: harms: {listed(harms)}"
        elif verdict.is_idle:
            said = "may be deleted: made no difference"
        elif not any(map(verdict.interval, verdict.cells.values())):
            said = "not known: too few pairs that differ"
        else:
            said = "may be deleted: no use beyond the spread"
        fields = ", ".join(f"`{each}`" for each in WITHOUT[verdict.strategy])
        lines.append(line([verdict.strategy, fields, said]))
    return lines


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Measure, print and write."""
    options = _options(arguments)
    results = Results(options.results, code_now())
    searches = [*_searches(options)]
    is_well = options.report or run(
        searches, results, lambda record: say([line_of(record)]), jobs=options.jobs
    )
    found = [*verdicts({each: results.made[each] for each in searches if each in results.made})]
    how = f"{counted(options.workers or 1, 'worker')}, {options.time_limit or SECONDS:g} s of work"
    under = [
        f"{how}; {machine()}; {versions()}.",
        f"Printed by `{command('benchmarks.ablation', arguments)}`.",
    ]
    lines = [TEXT, "", *under, "", *summary(found), "", *table(found), ""]
    say(["", *lines])
    if options.write:
        replace_section(document, "ablation", "\n".join(lines))
    return 0 if is_well else 1


def _searches(options: argparse.Namespace) -> Iterator[Search]:
    """Yield what is searched, seed after seed, so that an interrupted run has something of each."""
    limit, workers = options.time_limit or SECONDS, options.workers or 1
    for seed in dict.fromkeys((*options.seeds, *options.varied_seeds)):
        for family in options.only:
            of_family = options.seeds if family == "reference" else options.varied_seeds
            for name in FAMILIES[family] if seed in of_family else ():
                for strategy in ("", *options.without):
                    yield Search(name, seed, limit, workers, without=strategy)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=FAMILIES, default=[*FAMILIES], metavar="FAMILY"
    )
    parser.add_argument(
        "--without", nargs="*", choices=WITHOUT, default=[*WITHOUT], metavar="STRATEGY"
    )
    parser.add_argument(
        "--seeds", type=seeds_of, default=seeds_of("0-9"), metavar="0-9", help="of the reference"
    )
    parser.add_argument(
        "--varied-seeds",
        type=seeds_of,
        default=seeds_of("0-3"),
        metavar="0-3",
        help="of each varied conference: five of them make twenty pairs of a family",
    )
    parser.add_argument("--jobs", type=int, default=1, help="searches at once, with one worker")
    add_options(parser, ROOT / ".benchmarks" / "ablation.jsonl")
    return options_of(parser, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
