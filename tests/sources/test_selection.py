"""Optional sessions and quotas in files: what is wrong with them, and schedules without some sessions."""

import json
from pathlib import Path

import pytest

from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import read_schedule, write_schedule, write_solution
from scheduler.sources.instances import read_instance_text
from tests.conference import conference, placed, session
from tests.sources.files import VALID, troubles

LINE = len(VALID.splitlines()) + 2
"""Line of the row below; that of the key is one less."""

# The row, and the whole complaint after the line.
QUOTAS = {
    "a kind that is not there": (
        "{id: talks, at_most: 2, sessions: {kinds: [metting]}}",
        (
            'quotas[talks].sessions.kinds[1]: found "metting", expected the id of a kind in `kinds`. '
            'Maybe "meeting"?'
        ),
    ),
    "more at least than at most": (
        "{id: talks, at_least: 3, at_most: 2}",
        "quotas[talks].at_most: found 2, expected no less than `at_least`, which is 3.",
    ),
    "a misspelt key": (
        "{id: talks, at_mots: 2}",
        (
            "quotas[talks].at_mots: found an unknown key, expected one of id, sessions, at_least, at_most. "
            'Maybe "at_most"?'
        ),
    ),
    "no id": ("{at_most: 2}", "quotas[1]: found no `id`, expected one. (Name of the quota.)"),
    "less than nothing": (
        "{id: talks, at_least: -1}",
        "quotas[talks].at_least: found -1, expected a whole number, 0 or more.",
    ),
}


@pytest.mark.parametrize("case", QUOTAS)
def test_a_wrong_quota_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, what was expected, and what may help."""
    row, complaint = QUOTAS[case]
    assert troubles(f"{VALID}quotas:\n  - {row}\n") == (f"x.yaml:{LINE}: {complaint}",)


def test_a_quota_that_fits_is_read() -> None:
    """Without a complaint."""
    text = f"{VALID}quotas:\n  - {{id: talks, at_least: 1, at_most: 1}}\n"
    (quota,) = read_instance_text(text.encode(), "x.yaml").quotas
    assert (quota.at_least, quota.at_most) == (1, 1)


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
    assert (
        'schedule: found no "a", expected every session of the instance that is not optional.'
        in trouble
    )


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
