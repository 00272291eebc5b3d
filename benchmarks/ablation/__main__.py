"""Measure what each strategy of a search is worth, and write it into docs/benchmarks.md.

Each instance is searched with all strategies, and with each of them switched off, with growing limits. With
one worker, limits are amounts of work, and searches are reproducible: they come to the same whatever else the
machine has to do, so that this may run beside other work at the lowest priority. A row is written as soon as
it is measured; one that is there already, with the same workers and seed, is not measured again, so that a
run that was ended goes on where it was. All of it takes some three hours for each seed.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.ablation.rows import LIMITS, Row, heads, key_of, row_of, rows_in, table, worth
from benchmarks.ablation.strategies import ALL, WITHOUT, params_of
from benchmarks.run import conditions, cosplib, generated, optaplanner, shipped
from benchmarks.run.document import DOCUMENT, ORDER, replace_section, sections_in
from benchmarks.run.instances import load
from benchmarks.run.measuring import Measured, Outcome, Run, measure
from benchmarks.run.sections import Setting
from benchmarks.run.tables import FAILED, head
from scheduler.solution import Engine
from scheduler.wording import counted, listed

NAME = "ablation"
SETS = ("shipped", "generated", "cosplib", "optaplanner")
SESSIONS = 200
"""Those of the generated conference."""
QUICK = (2.0,)

TEXT = """What searches of {} seconds come to with all strategies, and without each of them, and the
lower bound of the last. Costs are penalties, in points or, for the public benchmarks, in units of their
objectives; the lower, the better. With one worker a limit is an amount of work, and the figures are
the same on any machine; but for the sets of CoSPLib, where HiGHS is stopped by the clock. Strategies are
switched off by `SearchParams` (see [engines.md](engines.md))."""

WORTH = """### What each strategy is worth

In how many of the searches above the cost was higher, or the bound lower, by one per cent at least without
the strategy (+), and in how many it was the other way round (−). Where a strategy has nothing to do, as
relaxed models where tracks may mix, what is left is chance: another order of the same work."""


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Measure, print and write."""
    options = _options(arguments)
    limits = options.seconds or (QUICK if options.quick else LIMITS)
    text = _section_in(document)
    rows, under = rows_in(text, limits), [*_conditions_in(text)]
    under += [each for each in _conditions(options.workers, arguments) if each not in under]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        _say(head(heads(limits)))
        for strategy, run in _searches(options, Path(folder)):
            if key_of(run, strategy) in rows:
                continue
            row = row_of(strategy, [*_measured(run, limits)])
            failed |= any(cell.startswith(FAILED) for cell in row.cells)
            rows[row.key] = row
            _say([row.text])
            if not options.quick:
                section = _section(under, [*rows.values()], limits)
                replace_section(document, NAME, section, ORDER)
    _say(["", *worth(rows, limits)])
    return 1 if failed else 0


def _measured(run: Run, limits: Sequence[float]) -> Iterator[Outcome]:
    """Yield a search for each limit; what is proved within one is what a longer search would say."""
    outcome: Outcome | None = None
    for limit in limits:
        if not isinstance(outcome, Measured) or outcome.proved is None:
            outcome = measure(replace(run, seconds=limit))
        yield outcome


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one small instance; writes nothing")
    parser.add_argument("--only", nargs="+", choices=SETS, default=SETS, metavar="SET")
    parser.add_argument(
        "--without", nargs="+", choices=WITHOUT, default=[*WITHOUT], metavar="STRATEGY"
    )
    parser.add_argument("--seconds", type=float, nargs="+", metavar="LIMIT", help="of searches")
    parser.add_argument("--seeds", type=int, default=1, help="how many, from 0 on")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--data", type=Path, metavar="DIR", help="as that of benchmarks.run")
    return parser.parse_args(arguments)


def _searches(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Run]]:
    """Yield what is searched, each with the strategy that is switched off."""
    setting = Setting(0.0, 0.0, options.workers, quick=False, data=options.data, folder=folder)
    for run in _runs(options, setting):
        for seed in range(options.seeds):
            for strategy in (ALL, *options.without):
                yield strategy, replace(run, seed=seed, moments=(), params=params_of(strategy))


def _runs(options: argparse.Namespace, setting: Setting) -> Iterator[Run]:
    """Yield a search of each instance, by both engines; public ones that are not here are left out."""
    runs: Mapping[str, Callable[[], Sequence[Run]]] = {
        "shipped": lambda: shipped.section(setting).runs,
        "generated": lambda: _generated(setting),
        "cosplib": lambda: cosplib.section(setting).runs,
        "optaplanner": lambda: _smallest(optaplanner.section(setting).runs),
    }
    names = ("shipped",) if options.quick else options.only
    both = [run for name in names for run in runs[name]() if run.engine is Engine.AUTO]
    yield from both[:1] if options.quick else both


def _generated(setting: Setting) -> Sequence[Run]:
    path = generated.write_generated(SESSIONS, setting.folder)
    return [*setting.runs(path, load, (Engine.AUTO,))]


def _smallest(runs: Sequence[Run]) -> list[Run]:
    """Return the searches of the smallest file; larger ones are far from any end within these limits."""
    least = min((run.path.stat().st_size for run in runs), default=0)
    return [run for run in runs if run.path.stat().st_size == least]


def _section_in(document: Path) -> str:
    text = document.read_text(encoding="utf-8") if document.exists() else ""
    return sections_in(text).get(NAME, "")


def _conditions(workers: int, arguments: Sequence[str]) -> Iterator[str]:
    """Yield under which conditions this run measures, in two lines."""
    yield f"{counted(workers, 'worker')}; {conditions.machine()}; {conditions.versions()}."
    yield f"Printed by `{conditions.command(arguments, 'benchmarks.ablation')}`."


def _conditions_in(text: str) -> list[str]:
    """Return under which conditions the rows of a section were measured so far."""
    marks = " worker", "Printed by "
    return [line for line in text.splitlines() if any(mark in line[:14] for mark in marks)]


def _section(under: Sequence[str], rows: Sequence[Row], limits: Sequence[float]) -> str:
    by_key = {row.key: row for row in rows}
    lines = [
        "## Ablation",
        "",
        TEXT.format(listed([f"{limit:g}" for limit in limits])),
        "",
        *under,
        "",
        *table(rows, limits),
        "",
        WORTH,
        "",
        *worth(by_key, limits),
    ]
    return "\n".join([*lines, ""])


def _say(lines: Sequence[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
