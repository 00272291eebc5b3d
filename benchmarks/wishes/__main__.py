"""Fulfil thirty wishes of a planner's week on the reference conference, and measure how long each takes.

Each wish is a file of this folder: a sentence, the commands as a planner types them, and the steps at the
desk in a browser. Each begins with the shipped programme in a folder of its own. Seconds are those of all its
commands together, from start to end of their processes. It fails if a command does, or if the programme
breaks a hard rule afterwards.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.run.conditions import machine

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
NAME = "wtdc21-addis"
HEAD = """| wish | commands | seconds | steps at the desk |
|---|---:|---:|---:|
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A wish of a planner."""

    name: str
    wish: str
    commands: tuple[str, ...]
    desk: tuple[str, ...]
    """What is clicked or typed in the browser; none, if the page cannot do it."""


def cases() -> Iterator[Case]:
    """Yield the wishes of this folder, in the order of their numbers."""
    for path in sorted(FOLDER.glob("*.yaml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield Case(path.stem, row["wish"], tuple(row["commands"]), tuple(row.get("desk", ())))


class WishError(Exception):
    """A wish that was not fulfilled."""


def fulfil(case: Case, folder: Path) -> float:
    """Run the commands of a wish in an empty folder, and return how many seconds they took together.

    Raises
    ------
    WishError
        When a command fails, or the programme breaks a hard rule afterwards.
    """
    shutil.copy(ROOT / "instances" / f"{NAME}.yaml", folder)
    (folder / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / f"{NAME}.json", folder / "solutions")
    begun = time.perf_counter()
    for command in case.commands:
        _run(shlex.split(command), folder)
    seconds = time.perf_counter() - begun
    for variant in sorted(folder.glob("*.yaml")):
        _run(["scheduler", "evaluate", variant.name], folder)
    return seconds


def _run(words: Sequence[str], folder: Path) -> None:
    program = [sys.executable, "-m", "scheduler.cli", *words[1:]]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    surroundings = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(  # noqa: S603  # this very program
        program, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise WishError(
            f"{shlex.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        )


def main() -> int:
    """Fulfil all wishes, or those that are named, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wishes", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="such as 01 or 26-two-alternatives; all unless given"
    )
    names = parser.parse_args().names
    _say(f"{machine()}.\n\n{HEAD}")
    failed = False
    for case in cases():
        if names and not any(case.name.startswith(name) for name in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                cell = f"{fulfil(case, Path(folder)):.1f}"
            except WishError as error:
                failed, cell = True, "failed"
                sys.stderr.write(f"{error}\n")
        _say(f"| {case.wish} | {len(case.commands)} | {cell} | {len(case.desk) or '-'} |\n")
    return int(failed)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
