"""Indico: the timetable of an event, and the event with its contributions or its sessions."""

from pathlib import Path
from typing import Any

from syrupy.assertion import SnapshotAssertion

from tests.sources.programmes.formats.reading import read


def at(day: str, clock: str, zone: str = "Europe/Paris") -> dict[str, str]:
    """Return a moment as Indico writes it."""
    return {"date": f"2025-09-{day}", "time": f"{clock}:00", "tz": zone}


def person(first: str, family: str) -> dict[str, Any]:
    """Return a person as Indico writes it."""
    return {
        "_type": "ContributionParticipation",
        "first_name": first,
        "last_name": family,
        "fullName": f"{family}, {first}",
        "emailHash": "d41d8cd98f00b204e9800998ecf8427e",
        "affiliation": "",
        "db_id": 7,
        "person_id": 9,
    }


def entry(kind: str, id_: str, title: str, first: str, last: str, **more: Any) -> dict[str, Any]:
    """Return an entry of a timetable on the first of September."""
    return {
        "_type": f"{kind}SchEntry",
        "entryType": kind,
        "id": id_,
        "title": title,
        "startDate": at("01", first),
        "endDate": at("01", last),
        "location": "Campus",
        "inheritRoom": True,
        "uniqueId": f"a{id_}",
        "attachments": {"folders": [], "files": []},
        "material": [],
    } | more


MARIE = {"firstName": "Marie", "familyName": "Curie", "email": "Marie@x.example", "name": "Curie"}
PAUL = {"firstName": "Paul", "familyName": "Langevin", "name": "Langevin, Paul"}


def test_the_timetable(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """By event, by day and by entry; blocks are the tracks of what is in them, and posters one session."""
    inside = {
        "c4": entry("Contribution", "c4", "Polonium", "10:00", "10:20", presenters=[MARIE])
        | {"description": "<p>A new metal.</p>", "room": "Room 101"},
        "c5": entry("Contribution", "c5", "Radium", "10:20", "11:00", presenters=[]),
    }
    day = {
        "c1": entry(
            "Contribution", "c1", "Welcome", "09:00", "09:30", room="Hall", presenters=[PAUL]
        ),
        "b2": entry("Break", "b2", "Coffee", "09:30", "10:00"),
        "s3": entry("Session", "s3", "Radiation", "10:00", "11:00", room="Room 102", entries=inside)
        | {"conveners": [PAUL], "slotTitle": "Part 1", "isPoster": False},
        "s6": entry("Session", "s6", "Posters", "11:00", "12:00", isPoster=True)
        | {"entries": {"c7": entry("Contribution", "c7", "A poster", "11:00", "12:00")}},
        "s8": entry("Session", "s8", "Assembly", "12:00", "13:00", entries={}, room="Hall"),
    }
    found = read(tmp_path, timetable_json={"results": {"7": {"20250901": day, "20250902": []}}})
    assert found.table == [
        "Welcome | 09-01 09:00 | 30 | Hall | Paul Langevin | ",
        "Polonium | 09-01 10:00 | 20 | Room 101 | Paul Langevin, Marie Curie | Radiation",
        "Radium | 09-01 10:20 | 40 | Room 102 | Paul Langevin | Radiation",
        "Posters | 09-01 11:00 | 60 | Campus |  | ",
        "Assembly | 09-01 12:00 | 60 | Hall |  | ",
    ]
    events = found.programme.events
    kinds = ["Contribution", "Contribution", "Contribution", "Poster session", "Session"]
    assert [each.kind for each in events] == kinds
    assert (events[1].roles, events[1].description) == (("chair", "speaker"), "A new metal.")
    (pause,) = found.programme.breaks
    assert (pause.title, f"{pause.start:%H:%M} {pause.end:%H:%M}") == ("Coffee", "07:30 08:00")
    assert found.notes == snapshot


def event(**more: Any) -> dict[str, Any]:
    """Return an export of an event."""
    head = {
        "_type": "Conference",
        "_fossil": "conferenceMetadataWithContribs",
        "id": "1042",
        "title": "Waves 2025",
        "timezone": "Europe/Paris",
        "startDate": at("01", "08:00"),
        "endDate": at("03", "18:00"),
        "room": None,
        "url": "https://indico.x.example/event/1042/",
    }
    return {"count": 1, "_type": "HTTPAPIResult", "results": [head | more]}


def contribution(title: str, first: str | None, last: str | None, **more: Any) -> dict[str, Any]:
    """Return a contribution as an event has it."""
    return {
        "_type": "Contribution",
        "_fossil": "contributionMetadata",
        "id": "3",
        "db_id": 311,
        "friendly_id": 3,
        "title": title,
        "startDate": at("02", first) if first else None,
        "endDate": at("02", last) if last else None,
        "duration": 20,
        "roomFullname": "Building 2/Room B",
        "room": "",
        "location": "Campus",
        "session": None,
        "track": None,
        "type": None,
        "speakers": [],
        "primaryauthors": [],
        "coauthors": [],
        "keywords": [],
        "description": "",
        "url": "https://indico.x.example/event/1042/contributions/311/",
        "allowed": {"users": [], "groups": []},
    } | more


def test_the_contributions_of_an_event(tmp_path: Path) -> None:
    """They stand in a list; one without a time has its length, and authors are no speakers."""
    rows = [
        contribution("Ripples", "09:00", "09:20", session="Morning", track="Water", type="Oral")
        | {"speakers": [person("Ada", "Byron")], "primaryauthors": [person("Eve", "Adams")]},
        contribution("Foam", "09:20", "09:40", track="Air", speakers=[person("Eve", "Adams")])
        | {"startDate": at("02", "07:20", "UTC"), "endDate": at("02", "07:40", "UTC")},
        contribution("Later", None, None, duration=45, roomFullname="", location=""),
    ]
    found = read(tmp_path, event_json=event(contributions=rows))
    assert found.table == [
        "Ripples | 09-02 09:00 | 20 | Building 2/Room B | Ada Byron | Morning",
        "Foam | 09-02 09:20 | 20 | Building 2/Room B | Eve Adams | Air",
        "Later | no time | 45 |  |  | ",
    ]
    programme = found.programme
    assert [each.kind for each in programme.events] == ["Oral", "Contribution", "Contribution"]
    assert (programme.title, programme.zone.key) == ("Waves 2025", "Europe/Paris")
    assert (f"{programme.first_day}", f"{programme.last_day}") == ("2025-09-01", "2025-09-03")
    assert found.notes == ["Fields that are not taken over: primaryauthors, track."]


def test_the_sessions_of_an_event(tmp_path: Path) -> None:
    """Contributions stand in their blocks, and those of no block beside."""
    block = {
        "_type": "Session",
        "_fossil": "sessionMetadata",
        "id": "5",
        "title": "Morning",
        "startDate": at("02", "09:00"),
        "endDate": at("02", "10:00"),
        "room": "Aula",
        "conveners": [person("Paul", "Tal")],
        "numSlots": 1,
        "isPoster": False,
        "contributions": [
            contribution(
                "Ripples", "09:00", "09:20", roomFullname="", location="", session="Morning"
            )
        ],
    }
    empty = block | {"id": "6", "title": "Free discussion", "contributions": []}
    empty |= {"startDate": at("02", "10:00"), "endDate": at("02", "10:30")}
    alone = contribution("Foam", "11:00", "11:20", subContributions=[])
    found = read(tmp_path, event_json=event(sessions=[block, empty], contributions=[alone]))
    assert found.table == [
        "Ripples | 09-02 09:00 | 20 | Aula | Paul Tal | Morning",
        "Free discussion | 09-02 10:00 | 30 | Aula | Paul Tal | ",
        "Foam | 09-02 11:00 | 20 | Building 2/Room B |  | ",
    ]
    assert found.programme.events[0].roles == ("chair",)
    assert found.programme.events[1].kind == "Session"
    assert found.notes == []
