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
from collections.abc import Mapping
from pathlib import Path

from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.reading import read_conference
from benchmarks.optaplanner import reading
from benchmarks.optaplanner.conversion import tables_of
from benchmarks.optaplanner.names import names_of
from benchmarks.optaplanner.pricing import Prices, prices_of
from scheduler.instance import MILLI
from scheduler.schedule import Schedule
from scheduler.sources import read_mapping

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

    def __init__(self, path: Path) -> None:
        self._path = path
        self._grid = Grid(read_conference(self._path))
        self.instance = self._grid.instance

    def judged(self, schedule: Schedule) -> int | None:
        """Return the penalty, in thousandths, by the library's objective; None without its scorer."""
        document = {"instance": self.instance.name, "assignments": self._grid.rows(schedule)}
        said = _said(self._path, ["eval", "--json"], document)
        return None if said is None else MILLI * int(json.loads(said)["objective"])


class OptaPlannerWorkbook:
    """A conference of OptaPlanner's benchmark, whose soft score is what rewards lack to their penalty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.conference = reading.read_conference(path)
        self.names, self.prices = names_of(self.conference), prices_of(self.conference)
        self.instance = read_mapping(tables_of(self.conference, self.names, self.prices))
        """The conference as an instance; its times, of which no zone is known, are in UTC."""
        rewards = self.prices.rewards
        self.zero = rewards.medium * self.prices.medium + rewards.soft
        """The soft score of a programme that costs nothing; a point of penalty is one less."""

    def judged(self, schedule: Schedule) -> int | None:
        """Return the penalty, in thousandths, by the benchmark's scorer; None without it."""
        said = _said(self._path, [], self.plan(schedule))
        return None if said is None else penalty_of(said, self.prices)

    def plan(self, schedule: Schedule) -> Mapping[str, Mapping[str, int | str]]:
        """Return position of the timeslot and name of the room of each talk, by its code."""
        rooms = {id_: name for name, id_ in self.names.rooms.items()}
        found: dict[str, Mapping[str, int | str]] = {}
        for talk in self.conference.talks:
            placed = schedule.by_session[self.names.talks[talk.code]]
            slots = self.conference.slots_of(talk.type)
            slot = next(n for n, each in slots.items() if each.start == placed.start)
            found[talk.code] = {"slot": slot, "room": rooms[placed.room]}
        return found


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
