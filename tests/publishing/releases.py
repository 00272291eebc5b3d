"""Small releases, built by hand.

Unless a test says otherwise: the conference ``tiny`` on Monday 8 and Tuesday 9 November 2021 in Addis Ababa
(UTC+3, no change of clocks), in English and French, published at noon (UTC) of 1 October 2021; rooms A and B,
a kind ``meeting``; sessions of one hour in room A, confirmed.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

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
