"""Reads workbooks of OptaPlanner's benchmark; its scorer judges."""

import json
import re
import tempfile
from pathlib import Path

from benchmarks.optaplanner import Translation, read_conference, translated
from benchmarks.run.scorers import said_by, scorer_beside
from benchmarks.run.subjects import Scale, Subject
from scheduler.schedule import Schedule

SCORE = re.compile(r"0hard/(-?\d+)medium/(-?\d+)soft")


def load(path: Path) -> Subject:
    """Read a workbook."""
    translation = translated(read_conference(path))

    def judge(schedule: Schedule) -> int | None:
        scorer = scorer_beside(path)
        if scorer is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            plan = Path(folder) / "plan.json"
            plan.write_text(json.dumps(translation.plan(schedule)), encoding="utf-8")
            return penalty_of(said_by(scorer, path, plan), translation)

    return Subject(translation.problem, scale_of(translation), judge)


def scale_of(translation: Translation) -> Scale:
    """Return the scale on which values are soft scores; a medium point counts as what it is worth."""
    rewards = translation.rewards
    return Scale(zero=rewards.medium * translation.medium + rewards.soft, unit=-1)


def penalty_of(said: str, translation: Translation) -> int:
    """Return the penalty of the score that a scorer prints.

    Raises
    ------
    ValueError
        When it prints no score, or one with hard points.
    """
    score = SCORE.match(said)
    if score is None:
        raise ValueError(f"the scorer says {said.strip()!r}")
    medium, soft = map(int, score.groups())
    rewards = translation.rewards
    return (rewards.medium - medium) * translation.medium + rewards.soft - soft
