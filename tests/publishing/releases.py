"""Releases to test with: built by hand, drafted of a small conference, and that of the reference.

Unless a test says otherwise: the conference ``tiny`` on Monday 8 and Tuesday 9 November 2021 in Addis Ababa
(UTC+3, no change of clocks), in English and French, published at noon (UTC) of 1 October 2021; rooms A and B,
a kind ``meeting``; sessions of one hour in room A, confirmed.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import Instance
from scheduler.publishing.records import (
    Attendee,
    Entry,
    Organiser,
    PublishedConference,
    PublishedPerson,
    PublishedRoom,
    Release,
    SessionStanding,
    TitledRow,
    Where,
)
from scheduler.publishing.release_drafts import draft_release
from scheduler.schedule import Schedule
from scheduler.sources import read_instance, read_schedule
from tests.agendas import dealing
from tests.conference import conference, placed, room, session
from tests.rules.months import lasting, months, on

FIRST = datetime(2021, 10, 1, 12, tzinfo=UTC)
"""When the first release was published."""
DAY = timedelta(days=1)


def named(id: str, **fields: Any) -> TitledRow:
    """Describe something with an English and a French name."""
    return TitledRow(
        **({"id": id, "titles": {"en": id.title(), "fr": f"{id.title()} (fr)"}} | fields)
    )


def place(id: str, **fields: Any) -> PublishedRoom:
    """Describe a room on the first floor of the centre."""
    usual = {"titles": {"en": f"Room {id}", "fr": f"Salle {id}"}, "floor": {"en": "Floor 1"}}
    return PublishedRoom(**({"id": id} | usual | fields))


def person(id: str, **fields: Any) -> PublishedPerson:
    """Describe somebody who is there."""
    return PublishedPerson(**({"id": id, "titles": {"en": id.title()}} | fields))


def attended(*people: str, **roles: str) -> tuple[Attendee, ...]:
    """Return attendees, required unless a role is given by name: ``attended("ada", bob="chair")``."""
    by_person = dict.fromkeys(people, "required") | roles
    return tuple(Attendee(person=who, role=by_person[who]) for who in sorted(by_person))


def entry(session: str, at: str = "2021-11-08T06:00", minutes: int = 60, **fields: Any) -> Entry:
    """Describe a session that starts at a time in UTC."""
    begun = datetime.fromisoformat(at).replace(tzinfo=UTC)
    usual: dict[str, Any] = {
        "session": session,
        "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, session)),
        "titles": {"en": session.title(), "fr": f"{session.title()} (fr)"},
        "kind": "meeting",
        "start": begun,
        "end": begun + timedelta(minutes=minutes),
        "room": "A",
        "standing": SessionStanding.CONFIRMED,
        "sequence": 0,
        "created": FIRST,
        "changed": FIRST,
    }
    return Entry(**(usual | fields))


def changed(old: Entry, days: int = 1, **fields: Any) -> Entry:
    """Return an entry as a release some days later has it; its sequence as the standard demands."""
    new = old.model_copy(update={"changed": old.changed + days * DAY} | fields)
    counted = ("start", "end", "standing", "room")
    moved = any(getattr(old, name) != getattr(new, name) for name in counted)
    return Entry.model_validate(new.model_copy(update={"sequence": old.sequence + moved}))


def release(*entries: Entry, number: int = 1, draft: bool = False, **conference: Any) -> Release:
    """Return a release of these sessions, a day after the one before it."""
    usual: dict[str, Any] = {
        "name": "tiny",
        "titles": {"en": "Tiny Conference", "fr": "Petite conférence"},
        "zone": "Africa/Addis_Ababa",
        "first_day": date(2021, 11, 8),
        "last_day": date(2021, 11, 9),
        "languages": ("en", "fr"),
        "organiser": Organiser(name="Secretariat", email="programme@tiny.example"),
        "venue": Where(titles={"en": "Congress Centre"}, latitude=9.01, longitude=38.74),
        "site": "https://tiny.example",
        "rooms": (place("A"), place("B")),
        "kinds": (named("meeting"),),
    }
    return Release(
        number=number,
        published=FIRST + (number - 1) * DAY,
        draft=draft,
        conference=PublishedConference(**(usual | conference)),
        entries=tuple(sorted(entries, key=lambda each: (each.start, each.uid))),
    )


def people(ids: Iterable[str]) -> tuple[PublishedPerson, ...]:
    """Describe several who are there."""
    return tuple(person(each) for each in ids)


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


def draft(
    instance: Instance, schedule: Schedule, before: Release | None = None, day: int = 0, **more: Any
) -> Release:
    """Draft the release of a schedule, so many days after the first; UIDs are counted."""
    numbers = count(1 if before is None else len(before.entries) + 1)
    return draft_release(
        instance,
        schedule,
        before,
        published=FIRST + day * DAY,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        **more,
    )


ROOT = Path(__file__).parent.parent.parent
NAME = "wtdc21-addis"


@cache
def reference_release() -> Release:
    """Return the first release of the reference instance, in each language that it is published in."""
    instance = read_instance(ROOT / "instances" / f"{NAME}.yaml")
    return draft(instance, read_schedule(ROOT / "solutions" / f"{NAME}.json", instance))


@cache
def reference() -> Release:
    """Return the release of the shipped programme."""
    published = reference_release()
    conference = PublishedConference(**(dict(published.conference) | {"site": None}))
    return Release(**(dict(published) | {"conference": conference}))


OFFICE = {"name": "Secretariat", "email": "agenda@example.org"}


def forum(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Make a conference of a talk, a lecture and a workshop, unless other sessions are given."""
    usual = (session("talk"), session("lecture"), session("workshop", optional=True))
    rooms = [room("A", title="Africa Hall"), room("B", title="Annex")]
    fields = {"publishing": {"organiser": OFFICE}, "rooms": rooms}
    return conference(*(sessions or usual), **(fields | tables))


def drafted(
    instance: Instance, before: Release | None = None, day: int = 0, /, **places: str
) -> Release:
    """Draft the release of a programme, so many days after the first."""
    return draft(instance, placed(instance, **places), before, day)


def entry_of(release: Release, session: str) -> Entry:
    """Return the entry of a session."""
    (found,) = (entry for entry in release.entries if entry.session == session)
    return found


PAUSED: dict[str, Any] = {
    "day_profiles": [
        {
            "id": "day",
            "weekdays": ["monday", "tuesday"],
            "bands": [
                {
                    "id": "morning",
                    "from": "09:00",
                    "to": "12:30",
                    "breaks": [{"from": "10:00", "to": "10:30", "title": "Coffee"}],
                }
            ],
        }
    ],
    "kinds": [{"id": "meeting", "bands": ["morning"], "span_breaks": True}],
}
"""Mornings with half an hour of coffee inside, which meetings span."""


def itemised(*items: dict[str, Any], **tables: Any) -> Instance:
    """Make a forum of two talks of two hours, on mornings with coffee, that deal with items."""
    talks = [session("talk", duration=120), session("lecture", duration=120)]
    return forum(*tables.pop("sessions", talks), items=[*items], **(PAUSED | tables))


PLACES = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 B"}


def released(instance: Instance, before: Release | None = None, /, **agendas: str) -> Release:
    """Publish the talk on Monday and the lecture on Tuesday, with agendas; a day after the one before."""
    day = 0 if before is None else before.number
    return draft(instance, dealing(placed(instance, **PLACES), **agendas), before, day)


def of_days() -> Release:
    """Publish a calendar of days: a meeting of three days and one of a day."""
    instance = months(
        lasting("a", 3), lasting("b", 1), publishing={"organiser": OFFICE}, languages=["en", "fr"]
    )
    return draft(instance, on(a="2016-11-29 V", b="2016-12-05 V"))
