"""Reads workbooks of CoSPLib; its scorer judges."""

import json
import tempfile
from pathlib import Path

from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.programmes import write_json
from benchmarks.cosplib.reading import read_conference
from benchmarks.cosplib.translation import POINT, problem_of
from benchmarks.run.scorers import said_by, scorer_beside
from benchmarks.run.subjects import Scale, Subject
from scheduler.schedule import Schedule


def load(path: Path) -> Subject:
    """Read a workbook."""
    conference = read_conference(path)

    def judge(schedule: Schedule) -> int | None:
        scorer = scorer_beside(path)
        if scorer is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            programme = Path(folder) / "programme.json"
            write_json(programme, conference.name, Grid(conference).programme(schedule))
            said = json.loads(said_by(scorer, "eval", "--json", path, programme))
        return POINT * int(said["objective"])

    return Subject(problem_of(conference), Scale(unit=POINT), judge)
