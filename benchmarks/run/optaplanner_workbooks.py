"""Reads workbooks of OptaPlanner's benchmark; its scorer judges."""

import json
import re
import tempfile
from pathlib import Path

from benchmarks.run.scorers import said_by, scorer_beside
from benchmarks.run.subjects import POINT, Scale, Subject
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.sources.optaplanner import ImportedConference, import_conference

SCORE = re.compile(r"0hard/(-?\d+)medium/(-?\d+)soft")


def load(path: Path) -> Subject:
    """Read a workbook."""
    imported = import_conference(path, "conference")

    def judge(schedule: Schedule) -> int | None:
        scorer = scorer_beside(path)
        if scorer is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            plan = Path(folder) / "plan.json"
            plan.write_text(json.dumps(imported.plan(schedule)), encoding="utf-8")
            return penalty_of(said_by(scorer, path, plan), imported)

    return Subject(problem_of(imported.instance), scale_of(imported), judge)


def scale_of(imported: ImportedConference) -> Scale:
    """Return the scale on which values are soft scores; a medium point counts as what it is worth."""
    rewards = imported.prices.rewards
    return Scale(zero=rewards.medium * imported.prices.medium + rewards.soft, unit=-POINT)


def penalty_of(said: str, imported: ImportedConference) -> int:
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
    prices = imported.prices
    missed = (prices.rewards.medium - medium) * prices.medium + prices.rewards.soft - soft
    return missed * POINT
