"""A calendar of months, by the day, and what is placed in it."""

from datetime import UTC, date, datetime
from typing import Any

from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from tests.conference import WEEK, conference, session

A_DAY = 1440
ALL_DAY = {"id": "day", "from": "00:00", "to": "24:00", "joins": True}


def lasting(id_: str, days: int, **fields: Any) -> dict[str, Any]:
    """Describe a session of so many days."""
    described = session(id_, days=days, **fields)
    del described["duration"]
    return described


def months(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Make a calendar of November 2016 to April 2017, by the day, in two towns."""
    places = [{"id": "vilnius", "country": "LT"}, {"id": "khartoum", "country": "SD"}]
    usual: dict[str, Any] = {
        "horizon": "days",
        "zone": "UTC",
        "grid": 1440,
        "first_day": "2016-11-01",
        "last_day": "2017-04-30",
        "day_profiles": [{"id": "all", "weekdays": WEEK, "bands": [ALL_DAY]}],
        "kinds": [{"id": "meeting", "bands": ["day"]}],
        "places": places,
        "rooms": [{"id": "V", "place": "vilnius"}, {"id": "K", "place": "khartoum"}],
    }
    return conference(*sessions, **usual | tables)


def on(**places: str) -> Schedule:
    """Place sessions: ``on(a="2016-11-09 V")``."""
    found = []
    for id_, place in places.items():
        day, room = place.split()
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
        found.append(Assignment(id_, at, room))
    return Schedule.of(found)
