"""Solve workbooks of CoSPLib: ``python -m benchmarks.cosplib FILE... [-o FOLDER]``.

Without files, those of the folder of data are solved. With a folder to write to, each programme is
written there as JSON. ``--variants 40`` solves as many variants of them instead, each made from a seed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cosplib.data import data_folder
from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.programmes import write_json
from benchmarks.cosplib.variants import variants
from scheduler.engines.answer import Answer
from scheduler.engines.searching import Effort, search
from scheduler.errors import InputError
from scheduler.instance import MILLI
from scheduler.progress import Progress
from scheduler.sources.cosplib.conference import Conference
from scheduler.sources.cosplib.reading import read_conference

LINE = "{:<24}{:>12}{:>12}{:>11}{:>11}  {}"


def main() -> int:
    """Solve, print a line for each file, and write what is asked for."""
    arguments = _arguments()
    files: Sequence[Path] = arguments.files or sorted(arguments.data.glob("*.xlsx"))
    if not files:
        sys.stderr.write(f"There are no workbooks in {arguments.data}; see --data.\n")
        return 1
    effort = Effort(time_limit=arguments.time_limit, seed=arguments.seed, workers=arguments.workers)
    _say("instance", "value", "bound", "found, s", "proved, s", "")
    try:
        conferences: Sequence[Conference] = [read_conference(file) for file in files]
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if arguments.variants:
        conferences = [*variants(conferences, arguments.variants)][arguments.skip :]
    for conference in conferences:
        _solve(conference, effort, arguments.output)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="workbooks")
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder of workbooks")
    parser.add_argument("--time-limit", type=float, default=120.0, help="seconds for each")
    parser.add_argument("--variants", type=int, default=0, help="so many variants of them instead")
    parser.add_argument("--skip", type=int, default=0, help="so many of these are done already")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, help="folder for programmes")
    return parser.parse_args()


def _solve(conference: Conference, effort: Effort, output: Path | None) -> None:
    seen: list[Progress] = []
    grid = Grid(conference)
    answer = search(grid.problem, effort, watch=seen.append)
    if answer.schedule is not None and output is not None:
        output.mkdir(parents=True, exist_ok=True)
        programme = grid.programme(answer.schedule)
        write_json(output / f"{conference.name}.json", conference.name, programme)
    found = next((each.seconds for each in seen if each.best == answer.penalty), None)
    proved = next((each.seconds for each in seen if _proved(each, answer)), None)
    _say(
        conference.name,
        _points(answer.penalty),
        _points(answer.bound),
        _seconds(found if answer.penalty is not None else None),
        _seconds(proved),
        answer.status.value,
    )


def _proved(progress: Progress, answer: Answer) -> bool:
    return progress.best is not None and progress.best == progress.bound == answer.penalty


def _say(*cells: str) -> None:
    sys.stdout.write(LINE.format(*cells).rstrip() + "\n")
    sys.stdout.flush()


def _points(thousandths: int | None) -> str:
    return "-" if thousandths is None else f"{thousandths / MILLI:,g}"


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


if __name__ == "__main__":
    sys.exit(main())
