"""A small conference whose interpretation is counted by half-days, as objects and as files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scheduler.instance import Instance
from scheduler.rosters import rostered
from scheduler.schedule import Duty, Schedule
from scheduler.sources import write_schedule
from tests.conference import at, conference, placed, room, session

RULE = "teams_exceeded"
BANDS: list[dict[str, Any]] = [
    {"id": "early", "from": "08:00", "to": "09:30"},
    {
        "id": "morning",
        "from": "09:30",
        "to": "12:30",
        "breaks": [{"from": "11:00", "to": "11:30"}],
    },
    {"id": "lunch", "from": "12:30", "to": "14:30"},
    {"id": "afternoon", "from": "14:30", "to": "17:30"},
    {"id": "evening", "from": "17:30", "to": "21:30"},
]
ALL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
KINDS = [{"id": "meeting", "bands": [band["id"] for band in BANDS]}]


def interpreted(*meetings: Mapping[str, Any], **pool: Any) -> Instance:
    """Make a conference from a Saturday to a Monday whose meetings one pool serves, within its hours."""
    six = {"id": "six", "title": "Six languages", "languages": ["en"], "counts": "half_days"}
    return conference(
        *(session(**{"id": "", **each}, interpretation="six") for each in meetings),
        only=RULE,
        levels={"outside_hours": "hard"},
        first_day="2021-11-13",
        last_day="2021-11-15",
        kinds=KINDS,
        day_profiles=[{"id": "day", "weekdays": ALL, "bands": BANDS}],
        rooms=[room(each, booths=1) for each in "ABC"],
        interpretation=[six | {"teams": 2} | pool],
    )


def files(instance: Instance, schedule: Schedule, folder: Path) -> tuple[Any, Any]:
    """Return instance and solution as files say them."""
    write_schedule(folder / "s.json", instance, schedule)
    written = (folder / "s.json").read_text(encoding="utf-8")
    return json.loads(instance.model_dump_json(by_alias=True)), json.loads(written)


def full_day() -> tuple[Instance, Schedule]:
    """Return four meetings of an hour on a Monday, two of them beside each other, and two teams."""
    instance = interpreted(*({"id": each} for each in "abcd"))
    schedule = placed(instance, a="Mon 09:30 A", b="Mon 09:30 B", c="Mon 11:30 B", d="Mon 14:30 A")
    return instance, rostered(instance, schedule)


def duties(instance: Instance, *rows: tuple[int, str, str]) -> list[Duty]:
    """Return duties: team, begin of the half-day, sessions."""
    return [
        Duty("six", team, at(instance, begin), tuple(sessions.split()))
        for team, begin, sessions in rows
    ]
