"""Reads workbooks of CoSPLib; its scorer judges."""

import json
import tempfile
from pathlib import Path

from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.programmes import write_json
from benchmarks.run.scorers import said_by, scorer_beside
from benchmarks.run.subjects import Scale, Subject
from scheduler.instance import MILLI
from scheduler.schedule import Schedule
from scheduler.sources.cosplib.reading import read_conference


def load(path: Path) -> Subject:
    """Read a workbook."""
    grid = Grid(read_conference(path))

    def judge(schedule: Schedule) -> int | None:
        scorer = scorer_beside(path)
        if scorer is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            programme = Path(folder) / "programme.json"
            write_json(programme, grid.conference.name, grid.programme(schedule))
            said = json.loads(said_by(scorer, "eval", "--json", path, programme))
        return MILLI * int(said["objective"])

    return Subject(grid.problem, Scale(unit=MILLI), judge)
