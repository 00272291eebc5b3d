"""A made-up conference with something of everything that feeds can show, in any zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.publishing.records import Entry, Release, SessionStanding
from tests.publishing.releases import attended, entry, named, person, place, release

SECRET = "Chatham House talk"
"""The title of the private session."""


def full_release(zone: str = "Africa/Addis_Ababa", first_day: date = date(2021, 11, 8)) -> Release:
    """Return three days of sessions, one of each sort."""
    midnight = datetime(first_day.year, first_day.month, first_day.day, tzinfo=ZoneInfo(zone))

    def at(session: str, hour: float, minutes: int = 60, **fields: Any) -> Entry:
        begun = (midnight + timedelta(hours=hour)).astimezone(UTC)
        usual = {"start": begun, "end": begun + timedelta(minutes=minutes)}
        return entry(session, **(usual | fields))

    sessions = (
        at("opening", 9, 90, kind="plenary", stream="https://live.example/1,2;3"),
        at("growth-1", 11, themes=("growth", "health"), languages=("ar", "en", "fr")),
        at("growth-2", 11, room="B", themes=("growth",), body="com-1", delegations=("ke",)),
        at("africa", 13, room="B", region="afr", wishing=("ke", "to"), standing=SessionStanding.TENTATIVE),
        at("talk", 14, private=True, titles={"en": SECRET}, attendees=attended(ada="chair"),
           join="https://meet.example/secret"),
        at("panel", 16, attendees=attended("ada", bob="optional"), join="https://meet.example/p",
           descriptions={"en": "What, why; how \\N\nand when?", "fr": "Quoi ?"}),
        at("dropped", 17, standing=SessionStanding.CANCELLED, sequence=1, attendees=attended("ada"),
           changed=datetime(2021, 10, 2, 12, tzinfo=UTC), join="https://meet.example/gone"),
        at("late", 22, 180, attendees=attended("bob", "mia")),
        at("excursion", 24, 24 * 60),
        at("hackathon", 34, 30 * 60, room="B"),
    )  # fmt: skip
    return release(
        *sessions,
        zone=zone,
        first_day=first_day,
        last_day=first_day + timedelta(days=2),
        kinds=(named("meeting"), named("plenary", colour="navy")),
        bodies=(named("com-1", colour="#ff0000"),),
        themes=(named("growth", colour="Tomato"), named("health")),
        regions=(named("afr"),),
        delegations=(named("ke"), named("to")),
        rooms=(place("A", colour="teal"), place("B"), place("C")),
        people=(
            person("ada", delegation="ke"),
            person("bob", remote=True, zone="Pacific/Fiji", delegation="to"),
            person("mia", remote=True, zone="America/St_Johns"),
            person("nobody"),
        ),
    )
