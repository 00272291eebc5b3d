"""Public benchmarks: where their workbooks are, and what their own scorers say of a schedule.

The workbooks are not part of the repository: they lie in the folders `cosplib` and `optaplanner` of a folder
of data, each beside a scorer (`score.py`), which runs as a process of its own.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.reading import read_conference
from benchmarks.optaplanner.pricing import Prices
from benchmarks.optaplanner.translation import translation_of
from scheduler.instance import MILLI
from scheduler.schedule import Schedule

VARIABLE = "BENCHMARK_DATA"
"""Environment variable that names another folder of data."""
DEFAULT = Path(__file__).parents[2] / "shared" / "benchmarks"
SCORE = re.compile(r"0hard/(-?\d+)medium/(-?\d+)soft")


def data_folder(library: str) -> Path:
    """Return the folder of the workbooks of a library, whether it is there or not."""
    return Path(os.environ.get(VARIABLE, DEFAULT)) / library


def workbook_of(library: str, name: str) -> Path:
    """Return the path of a workbook, whether it is there or not."""
    return data_folder(library) / f"{name}.xlsx"


class CosplibWorkbook:
    """A conference of CoSPLib, whose objective is the penalty in points."""

    def __init__(self, name: str) -> None:
        self._path = workbook_of("cosplib", name)
        self._grid = Grid(read_conference(self._path))
        self.instance = self._grid.instance

    def judged(self, schedule: Schedule) -> int | None:
        """Return the penalty, in thousandths, by the library's objective; None without its scorer."""
        document = {"instance": self.instance.name, "assignments": self._grid.rows(schedule)}
        said = _said(self._path, ["eval", "--json"], document)
        return None if said is None else MILLI * int(json.loads(said)["objective"])


class OptaPlannerWorkbook:
    """A conference of OptaPlanner's benchmark, whose soft score is what rewards lack to their penalty."""

    def __init__(self, name: str) -> None:
        self._path = workbook_of("optaplanner", name)
        self._translation = translation_of(self._path)
        self.instance = self._translation.instance
        prices = self._translation.prices
        self.zero = prices.rewards.medium * prices.medium + prices.rewards.soft
        """The soft score of a programme that costs nothing; a point of penalty is one less."""

    def judged(self, schedule: Schedule) -> int | None:
        """Return the penalty, in thousandths, by the benchmark's scorer; None without it."""
        said = _said(self._path, [], self._translation.plan(schedule))
        return None if said is None else penalty_of(said, self._translation.prices)


def penalty_of(said: str, prices: Prices) -> int:
    """Return the penalty, in thousandths, of the score that a scorer prints.

    Raises
    ------
    ValueError
        When it prints no score, or one with hard points.
    """
    score = SCORE.match(said)
    if score is None:
        raise ValueError(f"the scorer says {said.strip()!r}")
    medium, soft = map(int, score.groups())
    missed = (prices.rewards.medium - medium) * prices.medium + prices.rewards.soft - soft
    return missed * MILLI


def _said(workbook: Path, arguments: list[str], programme: object) -> str | None:
    """Return what the scorer beside a workbook prints of a programme; None if there is no scorer.

    Raises
    ------
    CalledProcessError
        When it does not accept the programme, or cannot read it.
    """
    scorer = workbook.parent / "score.py"
    if not scorer.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programme.json"
        path.write_text(json.dumps(programme), encoding="utf-8")
        command: list[str | Path] = [sys.executable, scorer, *arguments, workbook, path]
        done = subprocess.run(  # noqa: S603  # the user has named the folder of the scorer
            command, capture_output=True, check=True, encoding="utf-8"
        )
    return done.stdout
