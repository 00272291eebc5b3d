"""Plans conferences of OptaPlanner's benchmark, and tells what the plans are worth.

Workbooks that are not where they are said to be are looked for in the folder of the benchmark.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from benchmarks.optaplanner import data_folder
from scheduler.errors import InputError
from scheduler.progress import Progress
from scheduler.solving import solve
from scheduler.sources.optaplanner import ImportedConference, import_conference

POINT = 1000
"""Thousandths in a point of penalty."""

BEGAN = time.perf_counter()


def main() -> int:
    """Plan each workbook in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.optaplanner", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder of the benchmark")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="where plans are written")
    arguments = parser.parse_args()
    failed = [each for each in arguments.files if not _plan(each, arguments)]
    return 1 if failed else 0


def _plan(file: Path, arguments: argparse.Namespace) -> bool:
    path = file if file.exists() else arguments.data / file
    try:
        imported = import_conference(path, "conference")
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return False
    _say(f"{path.name}: {len(imported.conference.talks)} talks")
    solution = solve(
        imported.instance,
        time_limit=arguments.time_limit,
        seed=arguments.seed,
        workers=arguments.workers,
        watch=_Watch(imported).told,
    )
    scores = _scores(imported, solution.penalty, solution.bound)
    _say(f"{path.name}: {solution.status.value}, {scores}")
    if solution.schedule is None:
        return False
    if arguments.output is not None:
        arguments.output.mkdir(parents=True, exist_ok=True)
        plan = json.dumps(imported.plan(solution.schedule), indent=1)
        (arguments.output / f"{path.stem}.json").write_text(plan + "\n", encoding="utf-8")
    return True


class _Watch:
    """Tells each better score, and each better bound."""

    def __init__(self, imported: ImportedConference) -> None:
        self._imported = imported
        self._told: tuple[int | None, int | None] = (None, None)

    def told(self, progress: Progress) -> None:
        """Tell what is new."""
        if self._told != (progress.best, progress.bound):
            self._told = (progress.best, progress.bound)
            _say(f"  {_scores(self._imported, *self._told)}  {progress.phase}")


def _scores(imported: ImportedConference, best: int | None, bound: int | None) -> str:
    score = imported.prices.score
    told = "nothing yet" if best is None else str(score(best // POINT))
    return told if bound is None else f"{told}, at most {score(-(-bound // POINT))}"


def _say(line: str) -> None:
    sys.stdout.write(f"{time.perf_counter() - BEGAN:7.2f} s  {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
