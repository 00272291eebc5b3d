"""Plans conferences of OptaPlanner's benchmark, and tells what the plans are worth.

Workbooks that are not where they are said to be are looked for in the folder of the benchmark.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from benchmarks.optaplanner import (
    Translation,
    WorkbookError,
    data_folder,
    read_conference,
    translated,
)
from scheduler.engines.searching import Effort, search
from scheduler.progress import Progress

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
    effort = Effort(time_limit=arguments.time_limit, seed=arguments.seed, workers=arguments.workers)
    failed = [
        each
        for each in arguments.files
        if not _plan(each, arguments.data, effort, arguments.output)
    ]
    return 1 if failed else 0


def _plan(file: Path, data: Path, effort: Effort, output: Path | None) -> bool:
    path = file if file.exists() else data / file
    try:
        translation = translated(read_conference(path))
    except WorkbookError as error:
        sys.stderr.write(f"{error}\n")
        return False
    _say(f"{path.name}: {len(translation.problem.durations)} talks")
    answer = search(translation.problem, effort, watch=_Watch(translation).told)
    _say(
        f"{path.name}: {answer.status.value}, {_scores(translation, answer.penalty, answer.bound)}"
    )
    if answer.schedule is None:
        return False
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        plan = json.dumps(translation.plan(answer.schedule), indent=1)
        (output / f"{path.stem}.json").write_text(plan + "\n", encoding="utf-8")
    return True


class _Watch:
    """Tells each better score, and each better bound."""

    def __init__(self, translation: Translation) -> None:
        self._translation = translation
        self._told: tuple[int | None, int | None] = (None, None)

    def told(self, progress: Progress) -> None:
        """Tell what is new."""
        if self._told != (progress.best, progress.bound):
            self._told = (progress.best, progress.bound)
            _say(f"  {_scores(self._translation, *self._told)}  {progress.phase}")


def _scores(translation: Translation, best: int | None, bound: int | None) -> str:
    score = "nothing yet" if best is None else str(translation.score(best))
    return score if bound is None else f"{score}, at most {translation.score(bound)}"


def _say(line: str) -> None:
    sys.stdout.write(f"{time.perf_counter() - BEGAN:7.2f} s  {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
