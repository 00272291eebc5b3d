"""Conferences of any size with a programme, made up so that losing anything hurts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from scheduler.instance import Instance

Row = dict[str, Any]
Tables = dict[str, Any]

FIRST_DAY = date(2021, 11, 8)
A_DAY = 20
"""Sessions of a day; four rooms have 24 hours."""
PLENARY, LARGE = 12, 4
"""Every twelfth session is a plenary, every fourth is large."""
SEATS: Mapping[str, int] = {"hall": 400, "annex": 150, "salon-1": 60, "salon-2": 60}
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
BANDS = [
    {"id": "morning", "from": "09:00", "to": "12:00"},
    {"id": "afternoon", "from": "14:00", "to": "17:00"},
]


def days_of(sessions: int) -> int:
    """Return how many days so many sessions take."""
    return -(-sessions // A_DAY)


def day(number: int) -> str:
    """Return a day, counted from 0."""
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def tables(sessions: int) -> Tables:
    """Return the tables of a conference of so many sessions, which has a programme.

    Plenaries fill the hall and need interpreters, as large sessions do. A committee meets in order, and each
    of the first sessions has somebody in the chair.
    """
    days = days_of(sessions)
    return {
        "name": f"lost-{sessions}",
        "zone": "Africa/Addis_Ababa",
        "grid": 30,
        "first_day": day(0),
        "last_day": day(days - 1),
        "day_profiles": [{"id": "day", "weekdays": WEEK, "bands": BANDS}],
        "kinds": [{"id": "meeting", "bands": ["morning", "afternoon"]}],
        "rooms": [
            {"id": room, "capacity": seats, "booths": 6 if seats > 100 else 0}
            for room, seats in SEATS.items()
        ],
        "interpretation": [
            {"id": "six", "languages": ["ar", "en", "es", "fr", "ru", "zh"], "teams": 4}
            | {"counts": "meetings", "meetings_a_day": 2, "meetings_a_week": 14}
        ],
        "resources": [{"id": "crew", "title": "Camera crews", "count": 2}],
        "bodies": [{"id": "committee", "title": "Committee"}],
        "people": [{"id": f"chair-{number}"} for number in range(days)],
        "sessions": [_session(number, days) for number in range(sessions)],
    }


def _session(number: int, days: int) -> Row:
    """Return a session."""
    row: Row = {"id": f"session-{number}", "title": f"Session {number}", "kind": "meeting"}
    row |= {"duration": 60, "attendance": 40}
    if number % PLENARY == 0:
        row |= {"attendance": 350, "interpretation": "six", "uses": {"crew": 1}}
    elif number % LARGE == 1:
        row |= {"attendance": 120, "interpretation": "six"}
    elif number < 2 * days and number % 2 == 0:
        row |= {"body": "committee"}
    if number < days:
        row |= {"people": {"chair": [f"chair-{number}"]}}
    return row


def instance_of(made: Tables) -> Instance:
    """Return the conference that tables describe."""
    return Instance.model_validate(made, strict=False)
