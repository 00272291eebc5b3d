"""Reading a solution file as a published plan, of an instance that has changed since."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import SolutionError
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_published, read_schedule
from tests.conference import at, conference, session

INSTANCE = conference(session("talk"), session("lecture"))
START = "2021-11-08T09:00:00+03:00"


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "published.json"
    path.write_text(json.dumps({"format": 1, "schedule": list(rows)}), encoding="utf-8")
    return path


def test_what_has_come_and_gone_since_is_no_error(tmp_path: Path) -> None:
    """A session, a room and a length that the instance does not know, and a session that it has besides."""
    longer = {"session": "talk", "start": START, "end": "2021-11-08T11:00:00+03:00", "room": "tent"}
    path = _file(tmp_path, longer, {"session": "workshop", "start": START, "room": "A"})
    nine = at(INSTANCE, "Mon 09:00")
    expected = [Assignment("talk", nine, "tent"), Assignment("workshop", nine, "A")]
    assert read_published(path, INSTANCE).stored == Schedule.of(expected)
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, INSTANCE)
    assert len(caught.value.troubles) == 4
