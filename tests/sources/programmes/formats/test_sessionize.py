"""Sessionize: all.json, the view of sessions, and the grid."""

from pathlib import Path
from typing import Any

from syrupy.assertion import SnapshotAssertion

from tests.sources.programmes.formats.reading import read, troubles

ZONE = "Europe/Oslo"
CATEGORIES = [
    {
        "id": 1,
        "title": "Track",
        "items": [{"id": 11, "name": "Cloud", "sort": 1}, {"id": 12, "name": "Web", "sort": 2}],
        "sort": 1,
        "type": "session",
    },
    {
        "id": 2,
        "title": "Session format",
        "items": [{"id": 21, "name": "Short talk (25 min)", "sort": 1}],
        "sort": 2,
        "type": "session",
    },
    {"id": 3, "title": "Level", "items": [{"id": 31, "name": "Advanced"}], "sort": 3},
]
SPEAKERS = [
    {
        "id": "sp-1",
        "firstName": "Kari",
        "lastName": "Nordmann",
        "fullName": "Kari Nordmann",
        "bio": "Writes.",
        "tagLine": "",
        "profilePicture": "https://x.example/k.png",
        "isTopSpeaker": False,
        "links": [],
        "sessions": [101],
        "categoryItems": [],
        "questionAnswers": [],
    },
    {"id": "sp-2", "firstName": "Ola", "lastName": "Berg", "fullName": "Ola Berg"},
]


def session(
    id_: str, title: str, start: str | None, end: str | None, **more: Any
) -> dict[str, Any]:
    """Return a session with the fields that all views have."""
    return {
        "id": id_,
        "title": title,
        "description": None,
        "startsAt": start and f"2026-10-{start}:00",
        "endsAt": end and f"2026-10-{end}:00",
        "isServiceSession": False,
        "isPlenumSession": False,
        "speakers": [],
        "roomId": None,
        "liveUrl": None,
        "recordingUrl": None,
        "status": "Accepted",
        "isInformed": True,
        "isConfirmed": True,
    } | more


def all_json(*more: dict[str, Any]) -> dict[str, Any]:
    """Return an ``all.json``, with further sessions."""
    welcome = {"isServiceSession": True, "isPlenumSession": True, "roomId": 2}
    return {
        "sessions": [
            session("a1", "Registration", "19T08:00", "19T09:00", **welcome),
            session("101", "Clouds at sea", "19T09:00", "19T09:25", roomId=1)
            | {"speakers": ["sp-1", "sp-2"], "categoryItems": [11, 21, 31]}
            | {"description": "Of <b>ships</b>."},
            session("102", "Still to be placed", None, None, categoryItems=[12, 21]),
            session("103", "Not chosen", None, None, status="Declined"),
            *more,
        ],
        "speakers": SPEAKERS,
        "questions": [],
        "categories": CATEGORIES,
        "rooms": [{"id": 2, "name": "Foyer", "sort": 1}, {"id": 1, "name": "Aurora", "sort": 2}],
    }


def test_all_json(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Lists that refer to each other by id; what is not accepted is counted."""
    found = read(tmp_path, ZONE, all_json=all_json())
    assert found.table == [
        "Registration | 10-19 08:00 | 60 | Foyer |  | ",
        "Clouds at sea | 10-19 09:00 | 25 | Aurora | Kari Nordmann, Ola Berg | Cloud",
        "Still to be placed | no time | 25 |  |  | Web",
    ]
    assert [each.kind for each in found.programme.events] == [
        "Service session",
        "Short talk (25 min)",
        "Short talk (25 min)",
    ]
    assert found.programme.events[1].description == "Of\nships\n."
    assert [each.name for each in found.programme.places] == ["Foyer", "Aurora"]
    assert found.programme.tracks == ("Cloud", "Web")
    assert found.notes == snapshot


def inner(id_: int, name: str, value: str) -> dict[str, Any]:
    """Return a category as it stands in a session."""
    return {"id": id_, "name": name, "categoryItems": [{"id": id_ * 10, "name": value}], "sort": 1}


KARI = {"id": "sp-1", "name": "Kari Nordmann"}


def test_the_view_of_sessions(tmp_path: Path) -> None:
    """Groups, of which several may have one session; persons, rooms and categories stand in it."""
    talk = session("101", "Clouds at sea", "19T09:00", "19T09:50", room="Aurora", roomId=1) | {
        "speakers": [KARI],
        "categories": [inner(1, "Track", "Cloud"), inner(4, "Language", "no")],
    }
    check_in = session(
        "b5", "Check-in", "19T08:15", "19T09:00", room="Lobby", isServiceSession=True
    )
    groups = [
        {"groupId": None, "groupName": "All", "sessions": [check_in, talk]},
        {"groupId": 10, "groupName": "Cloud", "isDefault": False, "sessions": [talk]},
    ]
    found = read(tmp_path, ZONE, sessions_json=groups)
    assert found.table == [
        "Check-in | 10-19 08:15 | 45 | Lobby |  | ",
        "Clouds at sea | 10-19 09:00 | 50 | Aurora | Kari Nordmann | Cloud",
    ]
    assert [each.language for each in found.programme.events] == ["", "no"]
    assert found.notes == []


def test_the_grid(tmp_path: Path) -> None:
    """Days with rooms; the slots of time repeat the same sessions."""
    talk = session("101", "Clouds at sea", "19T09:00", "19T09:50", roomId=1, speakers=[KARI])
    late = session("102", "Late", "20T16:00", None, room="Aurora", roomId=1)
    last = session("103", "Closing", "20T16:40", "20T17:00", room="Aurora", roomId=1)
    room = {"id": 1, "name": "Aurora", "hasOnlyPlenumSessions": False}
    days = [
        {
            "date": "2026-10-19T00:00:00",
            "isDefault": True,
            "rooms": [room | {"sessions": [talk]}],
            "timeSlots": [
                {"slotStart": "09:00:00", "rooms": [room | {"session": talk, "index": 0}]}
            ],
        },
        {"date": "2026-10-20T00:00:00", "rooms": [room | {"sessions": [late, last]}]},
    ]
    found = read(tmp_path, ZONE, grid_json=days)
    assert found.table == [
        "Clouds at sea | 10-19 09:00 | 50 | Aurora | Kari Nordmann | ",
        "Late | 10-20 16:00 | 40 | Aurora |  | ",
        "Closing | 10-20 16:40 | 20 | Aurora |  | ",
    ]
    assert found.notes == ["1 event has no length, so one is assumed: Late (40 min)."]


def test_an_odd_session_is_told_and_left_out(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With its file, line and place; the others are read."""
    odd = session("104", "Odd", "19T10:00", None) | {"startsAt": "tomorrow"}
    found = read(tmp_path, ZONE, all_json=all_json(odd))
    assert len(found.table) == 3
    assert found.notes[-1] == snapshot


def test_no_view_names_the_zone(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """So it is asked for."""
    text = '{"sessions": [], "speakers": []}'
    assert troubles(tmp_path, all_json=text) == snapshot
