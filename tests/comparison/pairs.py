"""Programmes to compare: a small conference, placed in one way and another."""

from typing import Any

from scheduler.comparison import Programme
from scheduler.instance import Instance
from tests.conference import conference, placed, pool, room, session

PLACES = {
    "opening": "Mon 09:00 A",
    "budget": "Mon 14:00 A",
    "talk": "Mon 14:00 B",
    "dinner": "Mon 18:00 B",
    "closing": "Tue 09:00 A",
}
"""Where the small conference is first."""

PEOPLE = [
    {"id": "minister", "class": "minister", "title": "Minister"},
    {"id": "clerk"},
    {"id": "deputy", "class": "minister"},
]
"""Who has a role in it."""


TABLES: dict[str, Any] = {
    "kinds": [
        {"id": "meeting", "bands": ["morning", "afternoon"]},
        {"id": "plenary", "bands": ["morning", "afternoon"]},
        {"id": "thematic", "bands": ["morning", "afternoon"], "purpose": "development"},
        {"id": "dinner", "bands": ["evening"]},
    ],
    "rooms": [room("A", title="Hall A"), room("B", booths=2, features=["remote"])],
    "person_classes": [{"id": "minister", "rank": 1}],
    "people": PEOPLE,
    "regions": [
        {"id": "asp", "title": "Pacific"},
        {"id": "ams", "title": "Americas"},
        {"id": "eur", "title": "Europe"},
    ],
    "sites": [
        {"id": "suva", "region": "asp", "zone": "Pacific/Fiji"},
        {"id": "lima", "region": "ams", "zone": "America/Lima"},
    ],
    "interpretation": [pool("languages", languages=["en", "fr"])],
    "delegations": [
        {
            "id": "fiji",
            "title": "Fiji",
            "size": 1,
            "must": {"sessions": ["budget", "talk"]},
            "wishes": {"kinds": ["plenary"]},
        },
        {"id": "peru", "size": 5, "must": {"sessions": ["budget", "opening"]}},
    ],
    "audiences": [{"id": "press", "people": 10, "sessions": {"kinds": ["plenary"]}}],
    "reserve": [{"days": ["2021-11-09"], "from": "09:00", "to": "12:00"}],
}
"""What there is besides its sessions."""


def small(*more: dict[str, Any], **tables: Any) -> Instance:
    """Return a conference of five sessions that tells who comes, what hours are for, and who is remote."""
    return conference(
        session("opening", kind="plenary", people={"chair": ["minister"]}, attendance=80),
        session("budget", purpose="administration", people={"chair": ["clerk"]}, attendance=20),
        session(
            "talk",
            kind="thematic",
            people={"speaker": ["minister"], "optional": ["clerk"]},
            attendance=60,
            remote={"suva": 4, "lima": 2},
            interpretation="languages",
            duration=90,
        ),
        session("dinner", kind="dinner", duration=120, private=True),
        session("closing", kind="plenary", people={"chair": ["minister"]}),
        *more,
        **{**TABLES, **tables},
    )


def programme(label: str = "base", instance: Instance | None = None, **places: str) -> Programme:
    """Return a programme of the small conference, or of another; places in `places` are changed."""
    instance = instance or small()
    there = {id_: place for id_, place in (PLACES | places).items() if place}
    return Programme(label, instance, placed(instance, **there))
