"""The API of pretalx: all expanded, answers that refer to each other, and what pages of schedules read."""

import json
from pathlib import Path
from typing import Any

from syrupy.assertion import SnapshotAssertion

from tests.sources.programmes.formats.reading import read, troubles

EVENT = {
    "name": {"en": "Orchard Camp", "de": "Obstlager"},
    "slug": "orchard",
    "date_from": "2025-10-25",
    "date_to": "2025-10-26",
    "timezone": "Europe/Berlin",
    "urls": {"base": "https://pretalx.x.example/orchard/"},
}
BARN = {"id": 7, "name": {"en": "Barn"}, "description": {}, "capacity": 80, "position": 1}
MEADOW = {"id": 8, "name": {"en": "Meadow", "de": "Wiese"}, "capacity": None, "position": 2}
EVE = {"code": "EVE", "name": "Eve Adams", "biography": "Gardens.", "avatar_url": None}
TALK, WORKSHOP = (
    {"id": 1, "name": {"en": "Talk"}, "default_duration": 30},
    {"id": 2, "name": {"en": "Workshop"}, "default_duration": 90},
)
TREES = {"id": 5, "name": {"en": "Trees"}, "color": "#00aa00", "position": 1}


def submission(code: str, title: str, **more: Any) -> dict[str, Any]:
    """Return a submission that refers to all else by number."""
    return {
        "code": code,
        "title": title,
        "speakers": [],
        "submission_type": 1,
        "track": None,
        "state": "confirmed",
        "abstract": "",
        "description": "",
        "duration": None,
        "slot_count": 1,
        "content_locale": "en",
        "do_not_record": False,
        "slots": [],
        "answers": [],
        "resources": [],
    } | more


def slot(id_: int, start: str, end: str | None, room: Any, **more: Any) -> dict[str, Any]:
    """Return a slot on 25 October, two hours before UTC."""
    first, last = (at and f"2025-10-25T{at}:00+02:00" for at in (start, end))
    return {"id": id_, "room": room, "start": first, "end": last, "is_visible": True} | more


def test_everything_expanded(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """One file for each answer suffices if what they refer to stands inside."""
    rows = [
        submission("APPLES", "Apples and the rest", speakers=[EVE], track=TREES)
        | {"submission_type": TALK, "slots": [slot(101, "10:00", "10:30", BARN)]}
        | {"abstract": "What is *ripe*.", "description": "And what not."},
        submission("FALLS", "Why things fall", submission_type=WORKSHOP)
        | {"slots": [slot(102, "11:00", "12:30", MEADOW), slot(103, "14:00", None, MEADOW)]},
        submission("WAITS", "Grafting", state="accepted", submission_type=TALK),
        submission("NOPE", "Rejected", state="rejected", submission_type=TALK),
    ]
    answer = {"count": 4, "next": None, "previous": None, "results": rows}
    found = read(tmp_path, event_json=EVENT, submissions_json=answer)
    assert found.table == [
        "Apples and the rest | 10-25 10:00 | 30 | Barn | Eve Adams | Trees",
        "Why things fall | 10-25 11:00 | 90 | Meadow |  | ",
        "Why things fall | 10-25 14:00 | 90 | Meadow |  | ",
        "Grafting | no time | 30 |  |  | ",
    ]
    events, programme = found.programme.events, found.programme
    assert [each.kind for each in events] == ["Talk", "Workshop", "Workshop", "Talk"]
    assert [each.code for each in events] == ["APPLES", "FALLS", "FALLS", "WAITS"]
    assert events[0].description == "What is *ripe*.\n\nAnd what not."
    assert [(each.name, each.capacity) for each in programme.places] == [
        ("Barn", 80),
        ("Meadow", None),
    ]
    assert programme.title == "Orchard Camp"
    assert found.notes == snapshot


def test_answers_that_refer_to_each_other(tmp_path: Path) -> None:
    """By number and code, a file each; slots of no submission are breaks."""
    rows = [
        submission("APPLES", "Apples", speakers=["EVE"], track=5, duration=45, slots=[101]),
        submission("FALLS", "Falling", submission_type=2, slots=[]),
    ]
    slots = [
        slot(101, "10:00", "10:30", 7, submission="APPLES"),
        slot(102, "11:00", None, 8, submission="FALLS"),
        slot(104, "10:30", "11:00", None, submission=None, description={"en": "Cider"}),
    ]
    windows = [{"start": "2025-10-25T09:00:00+02:00", "end": "2025-10-25T12:00:00+02:00"}]
    found = read(
        tmp_path,
        a_json=EVENT,
        b_json=rows,
        c_json=[EVE | {"availabilities": windows}],
        d_json={"count": 2, "results": [BARN, MEADOW]},
        e_json={"results": slots},
        f_json=[TREES],
        g_json=[TALK, WORKSHOP],
    )
    assert found.table == [
        "Apples | 10-25 10:00 | 30 | Barn | Eve Adams | Trees",
        "Falling | 10-25 11:00 | 90 | Meadow |  | ",
    ]
    assert [each.title for each in found.programme.breaks] == ["Cider"]
    ((start, end),) = found.programme.people[0].available
    assert f"{start:%H:%M} {end:%H:%M}" == "09:00 12:00"


def test_what_the_page_of_a_schedule_reads(tmp_path: Path) -> None:
    """Talks have their times themselves, and breaks among them no code."""
    times = {"start": "2025-10-25T10:00:00+02:00", "end": "2025-10-25T10:40:00+02:00"}
    tea = {"start": "2025-10-25T10:40:00+02:00", "end": "2025-10-25T11:00:00+02:00"}
    content = {
        "talks": [
            {"code": "A", "id": 1, "title": "Apples", "speakers": ["EVE"], "track": 5, "room": 7}
            | {"duration": 40, "state": "confirmed", **times},
            {"id": 2, "title": {"en": "Tea"}, "room": 7, **tea},
        ],
        "version": "0.3",
        "timezone": "Europe/Berlin",
        "event_start": "2025-10-25",
        "event_end": "2025-10-26",
        "locales": ["en"],
        "rooms": [{"id": 7, "name": {"en": "Barn"}, "description": {}}],
        "tracks": [TREES],
        "speakers": [{"code": "EVE", "name": "Eve Adams", "avatar": None}],
    }
    found = read(tmp_path, talks_json=content)
    assert found.table == ["Apples | 10-25 10:00 | 40 | Barn | Eve Adams | Trees"]
    assert [each.title for each in found.programme.breaks] == ["Tea"]
    assert f"{found.programme.first_day} {found.programme.last_day}" == "2025-10-25 2025-10-26"
    assert found.notes == []


def test_the_file_that_is_lacking_is_named(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """By what the others refer to."""
    rows = [submission("APPLES", "Apples", speakers=["EVE"], track=5, duration=45, slots=[101])]
    found = read(tmp_path, event_json=EVENT, submissions_json=rows)
    assert found.table == ["Apples | no time | 45 |  | EVE | Track 5"]
    assert found.notes == snapshot


def test_without_the_event_the_zone_is_asked_for(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """It stands in that answer alone."""
    rows = json.dumps([submission("APPLES", "Apples", duration=45)])
    assert troubles(tmp_path, submissions_json=rows) == snapshot


def test_an_odd_submission_is_told_and_left_out(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """The others are read."""
    rows = [submission("A", "Apples", duration=30), submission("B", "Bees", duration="long")]
    found = read(tmp_path, event_json=EVENT, submissions_json=rows, types_json=[TALK])
    assert found.table == ["Apples | no time | 30 |  |  | "]
    assert found.notes == snapshot
