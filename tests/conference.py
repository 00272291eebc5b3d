"""Tiny conferences, built in the test that needs them.

Unless a test says otherwise: Monday 8 and Tuesday 9 November 2021 in Addis Ababa (UTC+3, no change of
clocks), a morning from 09:00 to 12:00 and an afternoon from 14:00 to 17:00 (both official), an evening
from 18:00 to 21:00 (not official), rooms A and B of 100 seats, one kind ``meeting`` for the morning and
the afternoon, and sessions of 60 minutes on a grid of 30.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scheduler.catalogue import RULES
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule

BANDS: list[dict[str, Any]] = [
    {"id": "morning", "from": "09:00", "to": "12:00"},
    {"id": "afternoon", "from": "14:00", "to": "17:00"},
    {"id": "evening", "from": "18:00", "to": "21:00", "official": False},
]
SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Signs of texts at which `str.splitlines` ends a line, and no format of ours does."""
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def session(id: str, **fields: Any) -> dict[str, Any]:
    """Describe a session of one hour of the kind ``meeting`` with 0 people, as an instance file would."""
    return {
        "id": id,
        "title": id.title(),
        "kind": "meeting",
        "duration": 60,
        "attendance": 0,
    } | fields


def room(id: str, **fields: Any) -> dict[str, Any]:
    """Describe a room of 100 seats, as an instance file would."""
    return {"id": id, "capacity": 100} | fields


def pool(id: str = "six", **fields: Any) -> dict[str, Any]:
    """Describe a pool of interpreters into English, one team counted by meetings, as a file would."""
    return {"id": id, "languages": ["en"], "counts": "meetings", "teams": 1} | fields


def band(id: str, since: str, until: str, **fields: Any) -> dict[str, Any]:
    """Describe a band of hours, as an instance file would."""
    return {"id": id, "from": since, "to": until} | fields


def hours(*bands: dict[str, Any], weekdays: Sequence[str] = WEEK, **kind: Any) -> dict[str, Any]:
    """Return the tables of a conference with these bands on some days, all of which meetings may use."""
    return {
        "day_profiles": [{"id": "day", "weekdays": weekdays, "bands": bands}],
        "kinds": [{"id": "meeting", "bands": [each["id"] for each in bands]} | kind],
    }


def conference(*sessions: dict[str, Any], only: str | None = None, **tables: Any) -> Instance:
    """Make an instance of these sessions; `only` turns every rule off but that one."""
    levels = tables.pop("levels", {})
    if only is not None:
        levels = {rule: "off" for rule in RULES if rule != only} | levels
    tables = {
        "name": "tiny",
        "zone": "Africa/Addis_Ababa",
        "grid": 30,
        "first_day": "2021-11-08",
        "last_day": "2021-11-09",
        "day_profiles": [{"id": "day", "weekdays": WEEK, "bands": BANDS}],
        "kinds": [{"id": "meeting", "bands": ["morning", "afternoon"]}],
        "rooms": [room("A"), room("B")],
        "sessions": list(sessions),
        "levels": levels,
    } | tables
    return Instance.model_validate_json(json.dumps(tables))


def at(instance: Instance, when: str) -> datetime:
    """Return an instant by the clocks of the venue: ``"Mon 09:00"`` is on the first Monday."""
    weekday, clock = when.split()
    number = [day[:3] for day in WEEK].index(weekday.lower())
    day = next(day for day in instance.dates if day.weekday() == number)
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=instance.zone).astimezone(
        UTC
    )


def placed(instance: Instance, **places: str) -> Schedule:
    """Place sessions: ``placed(instance, plenary="Mon 09:00 A")``; ``_`` stands for a hyphen."""
    assignments = []
    for name, place in places.items():
        when, _, where = place.rpartition(" ")
        id_ = name if name in instance.session_by_id else name.replace("_", "-")
        assignments.append(Assignment(id_, at(instance, when), where))
    return Schedule.of(assignments)


def seated(schedule: Schedule, **people: str) -> Schedule:
    """Seat people on the panels of sessions: ``seated(schedule, talk="ada ben")``; others keep theirs."""
    return Schedule.of(
        replace(each, seated=tuple(sorted(people[each.session].split())))
        if each.session in people
        else each
        for each in schedule.assignments
    )
