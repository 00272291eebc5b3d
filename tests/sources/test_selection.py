"""Optional sessions and quotas in files: what is wrong with them, and schedules without some sessions."""

import json
from pathlib import Path

import pytest

from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import read_schedule, write_schedule, write_solution
from tests.conference import conference, placed, session

INSTANCE = conference(session("a"), session("b", optional=True), session("c", optional=True))


def test_a_schedule_may_be_without_optional_sessions(tmp_path: Path) -> None:
    """What is written without one is read without it."""
    schedule, path = placed(INSTANCE, a="Mon 09:00 A", c="Mon 10:00 A"), tmp_path / "x.json"
    write_schedule(path, INSTANCE, schedule)
    assert read_schedule(path, INSTANCE) == schedule


def test_a_schedule_without_another_session_is_wrong(tmp_path: Path) -> None:
    """And only that one is missing."""
    path = tmp_path / "x.json"
    write_schedule(path, INSTANCE, placed(INSTANCE, c="Mon 10:00 A"))
    with pytest.raises(SolutionError) as raised:
        read_schedule(path, INSTANCE)
    (trouble,) = str(raised.value).splitlines()
    assert 'schedule: found no "a", expected each session that is not optional.' in trouble


def test_a_solution_lists_what_is_left_out(tmp_path: Path) -> None:
    """In the order of the instance."""
    schedule, path = placed(INSTANCE, a="Mon 09:00 A"), tmp_path / "x.json"
    solution = Solution(
        conference=INSTANCE,
        fingerprint="ab" * 32,
        status=Status.FEASIBLE,
        schedule=schedule,
        evaluation=evaluate(INSTANCE, schedule),
        bound=None,
        search=Search(Engine.AUTO, seed=0, workers=1, time_limit=1.0, stop=Stop.LIMIT),
        versions={},
    )
    write_solution(path, INSTANCE, solution)
    assert json.loads(path.read_text(encoding="utf-8"))["dropped"] == ["b", "c"]
