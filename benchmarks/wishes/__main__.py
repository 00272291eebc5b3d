"""Fulfil thirty wishes of a planner's week on the reference conference, and measure how long each takes.

Each wish is a file of this folder: a sentence, the commands as a planner types them, the steps at the
desk in a browser, and what a variant says once it is fulfilled. Each begins with the shipped programme in
a folder of its own. Seconds are those of all its commands together, from start to end of their processes,
and those of all its steps, from a page that is open until it says that they are done. It fails if a command
or a step does, if the variant says anything else, or if the programme breaks a hard rule.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.document import load, machine
from benchmarks.wishes.cases import Case, WishError, cases
from benchmarks.wishes.commands import fulfil
from benchmarks.wishes.desk import BrowserError, browsing, fulfil_at_desk
from benchmarks.wishes.steps import is_step

HEAD = """| wish | commands | seconds | steps at the desk | seconds |
|---|---:|---:|---:|---:|
"""
Way = Callable[[Case, Path], float]


def main() -> int:
    """Fulfil all wishes, or those that are named, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wishes", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="such as 01 or 26-two-alternatives; all unless given"
    )
    parser.add_argument("--only", choices=("commands", "desk"), help="one of both ways")
    given = parser.parse_args()
    chosen = [
        case for case in cases() if not given.names or case.name.startswith(tuple(given.names))
    ]
    try:
        with _ways(given.only) as ways:
            return int(not _table(chosen, ways))
    except BrowserError as error:
        sys.stderr.write(f"{error} Without it: --only commands.\n")
        return 1


@contextmanager
def _ways(only: str | None) -> Iterator[tuple[Way | None, Way | None]]:
    by_command = None if only == "desk" else fulfil
    if only == "commands":
        yield by_command, None
        return
    with browsing() as browser:
        yield by_command, partial(fulfil_at_desk, browser=browser)


def _table(chosen: Iterable[Case], ways: tuple[Way | None, Way | None]) -> bool:
    """Print a row for each wish, and tell whether all are fulfilled."""
    _say(f"{machine()}, {load()} at the start.\n\n{HEAD}")
    fine = True
    for case in chosen:
        cells = [_cell(case, way) for way in ways]
        fine = fine and "failed" not in cells
        steps = sum(map(is_step, case.desk))
        _say(f"| {case.wish} | {len(case.commands)} | {cells[0]} | {steps} | {cells[1]} |\n")
    return fine


def _cell(case: Case, way: Way | None) -> str:
    if way is None:
        return "-"
    with tempfile.TemporaryDirectory() as folder:
        try:
            return f"{way(case, Path(folder)):.1f}"
        except WishError as error:
            sys.stderr.write(f"{error}\n")
            return "failed"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
