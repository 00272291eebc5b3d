"""Conferences of any size with a programme, and what they lose: ten sorts of losses, each of two sizes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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


SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Loss:
    """A conference that has lost something."""

    name: str
    sessions: int
    instance: Instance
    rules: frozenset[str]
    """One of these is named at least."""


def _row(made: Tables, table: str, id_: str) -> Row:
    return next(each for each in made[table] if each["id"] == id_)


def _hall_lost(made: Tables) -> set[str]:
    every = [day(number) for number in range(days_of(len(made["sessions"])))]
    _row(made, "rooms", "hall")["closures"] = [{"days": every}]
    return {"room_closed", "room_overflow"}


def _hall_lost_for_a_day(made: Tables) -> set[str]:
    """Lose it on a day for which two plenaries are promised."""
    _row(made, "rooms", "hall")["closures"] = [{"days": [day(1)]}]
    for id_ in ("session-0", "session-12"):
        _row(made, "sessions", id_)["windows"] = [{"days": [day(1)]}]
    return {"room_closed"}


def _teams_ill(made: Tables) -> set[str]:
    _row(made, "interpretation", "six")["teams"] = 1
    return {"teams_exceeded"}


def _day_lost(made: Tables) -> set[str]:
    """Lose so many days that the rooms, of which each holds six sessions a day, are too few."""
    made["last_day"] = day((len(made["sessions"]) - 1) // (len(SEATS) * 6) - 1)
    return {"room_overlap", "outside_hours"}


def _two_ministers(made: Tables) -> set[str]:
    """Need one in two places, and the other when she is not there yet."""
    made["people"] += [{"id": "finance"}, {"id": "ports", "available": [{"days": [day(1)]}]}]
    for number in (2, 3):
        row = _row(made, "sessions", f"session-{number}")
        row["people"] = {"speaker": ["finance"]}
        row["pin"] = {"start": f"{day(0)}T10:00[Africa/Addis_Ababa]"}
    row = _row(made, "sessions", "session-6")
    row |= {"people": {"speaker": ["ports"]}, "windows": [{"days": [day(0)]}]}
    return {"person_conflict", "person_unavailable"}


def _room_too_small(made: Tables) -> set[str]:
    _row(made, "sessions", "session-12")["attendance"] = 410
    return {"room_overflow"}


def _minister_late(made: Tables) -> set[str]:
    late = {"days": [day(0)], "from": "16:30"}
    made["people"].append({"id": "minister", "available": [late]})
    _row(made, "sessions", "session-0")["people"] = {"speaker": ["minister"]}
    return {"person_unavailable"}


def _cameras_broken(made: Tables) -> set[str]:
    """Leave one crew for two sessions of one hour."""
    _row(made, "resources", "crew")["count"] = 1
    hour = {"days": [day(0)], "from": "09:00", "to": "10:30"}
    for id_ in ("session-0", "session-2"):
        _row(made, "sessions", id_).update(uses={"crew": 1}, windows=[hour])
    return {"parallel_limit_exceeded"}


def _too_few_nights(made: Tables) -> set[str]:
    """Ask for more nights between two readings than there are."""
    days = days_of(len(made["sessions"]))
    made["orders"] = [{"first": ["session-2"], "then": ["session-3"], "days_at_least": days}]
    return {"order_broken"}


def _hall_lost_and_teams_ill(made: Tables) -> set[str]:
    return _hall_lost_for_a_day(made) | _teams_ill(made)


LOSSES: Mapping[str, Callable[[Tables], set[str]]] = {
    loss.__name__.lstrip("_").replace("_", "-"): loss
    for loss in (
        _hall_lost,
        _hall_lost_for_a_day,
        _teams_ill,
        _day_lost,
        _two_ministers,
        _room_too_small,
        _minister_late,
        _cameras_broken,
        _too_few_nights,
        _hall_lost_and_teams_ill,
    )
}
"""By name: each takes something from a conference, and returns the rules that may be named."""


def lost(name: str, sessions: int) -> Loss:
    """Return a conference of so many sessions that has lost something."""
    made = tables(sessions)
    rules = LOSSES[name](made)
    return Loss(name, sessions, instance_of(made), frozenset(rules))


def losses() -> Iterator[Loss]:
    """Yield twenty: each sort of loss of a small conference and of a large one."""
    for number, name in enumerate(LOSSES):
        for sessions in SIZES[number % 2 :: 2]:
            yield lost(name, sessions)
