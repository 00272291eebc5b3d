"""schedule.json, as pretalx, frab and others write it."""

from pathlib import Path
from typing import Any

from syrupy.assertion import SnapshotAssertion

from tests.sources.programmes.formats.reading import read, troubles

GUID = "0b6c1b8e-49c5-5d0c-9d0a-1f7f0a6f0011"


def schedule(*days: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a ``schedule.json``."""
    conference = {
        "acronym": "harbour",
        "title": "Harbour Days",
        "start": "2025-05-09",
        "end": "2025-05-10",
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "days": [*days],
    } | more
    return {"schedule": {"version": "1.0", "conference": conference}}


def test_of_pretalx(tmp_path: Path) -> None:
    """With zone, rooms, tracks, codes and addresses."""
    talk = {
        "guid": GUID,
        "code": "AAAAAA",
        "id": 11,
        "logo": None,
        "date": "2025-05-09T10:00:00+01:00",
        "start": "10:00",
        "duration": "00:45",
        "room": "Große Halle",
        "slug": "harbour-11-welcome",
        "url": "https://talks.x.example/harbour/talk/AAAAAA/",
        "title": "Hulls &amp; keels",
        "subtitle": "",
        "track": "Boats",
        "type": "Talk",
        "language": "en",
        "abstract": "From <b>oak</b>\n\nto steel.",
        "description": "From oak",
        "recording_license": "",
        "do_not_record": False,
        "persons": [
            {
                "code": "ADA",
                "name": "Ada Byron",
                "avatar": None,
                "biography": "Counts.",
                "guid": "g1",
            },
            {"code": "BOB", "name": "Bob Berg", "avatar": None, "biography": None, "guid": "g2"},
        ],
        "links": [],
        "feedback_url": "https://talks.x.example/harbour/talk/AAAAAA/feedback/",
        "attachments": [],
        "answers": [],
    }
    found = read(
        tmp_path,
        schedule_json=schedule(
            {"index": 1, "date": "2025-05-09", "rooms": {"Große Halle": [talk]}},
            {"index": 2, "date": "2025-05-10", "rooms": {}},
            time_zone_name="Europe/Lisbon",
            rooms=[{"name": "Große Halle", "slug": "1-halle", "guid": "r1", "capacity": 200}],
            tracks=[{"name": "Boats", "slug": "5-boats", "color": "#003366"}],
        ),
    )
    assert found.table == [
        "Hulls & keels | 05-09 10:00 | 45 | Große Halle | Ada Byron, Bob Berg | Boats"
    ]
    programme = found.programme
    (event,) = programme.events
    assert (event.kind, event.language, event.code) == ("Talk", "en", "AAAAAA")
    assert event.description == "From\noak\n\nto steel.\n\nFrom oak"
    assert event.origin == {
        "guid": GUID,
        "number": 11,
        "slug": "harbour-11-welcome",
        "address": "https://talks.x.example/harbour/talk/AAAAAA/",
    }
    assert (programme.acronym, programme.tracks) == ("harbour", ("Boats",))
    assert (f"{programme.first_day}", f"{programme.last_day}") == ("2025-05-09", "2025-05-10")
    assert [(each.name, each.capacity) for each in programme.places] == [("Große Halle", 200)]
    assert found.notes == ["Fields that are not taken over: persons.biography, feedback_url."]


def test_of_frab(tmp_path: Path) -> None:
    """No zone; persons with public names; events of the night stand below the day before."""
    person = {"id": 228, "public_name": "Grace H.", "full_public_name": "Grace Hopper"}
    late = {
        "id": 6246,
        "guid": GUID,
        "date": "2025-05-10T00:30:00+02:00",
        "start": "00:30",
        "duration": "00:25",
        "room": "Saal 1",
        "slug": "night",
        "title": "Night talk",
        "subtitle": "For owls",
        "track": "Science",
        "type": "lecture",
        "language": "de",
        "abstract": None,
        "description": "",
        "persons": [person],
        "links": [{"url": "https://x.example", "title": "Slides"}],
    }
    rooms = {"Saal 1": [late], "Saal 2": []}
    content = schedule({"index": 0, "date": "2025-05-09", "rooms": rooms})
    found = read(tmp_path, "Europe/Berlin", schedule_json=content)
    assert found.table == ["Night talk | 05-10 00:30 | 25 | Saal 1 | Grace H. | Science"]
    assert found.programme.events[0].description == "For owls"
    assert found.notes == ["Fields that are not taken over: links."]


def test_of_hand_made_programs(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """No outer `schedule`, instants in `start`, names alone, `end` in the place of a length."""
    rows = [
        {"title": "Nets", "start": "2025-05-09T09:00:00+02:00", "end": "2025-05-09T10:10:00+02:00"}
        | {"persons": ["Ada Byron", "Eve Adams"]},
        {"title": "Knots", "start": "2025-05-09T10:30:00+02:00", "room": "Hall"},
        {"title": "Ropes", "start": "11:00", "duration": "01:00", "persons": None},
        {"title": "Nothing", "start": "12:00", "duration": "00:00"},
    ]
    content = schedule({"date": "2025-05-09", "rooms": {"": rows}})["schedule"]
    found = read(tmp_path, "Europe/Berlin", schedule_json=content)
    assert found.table == [
        "Nets | 05-09 09:00 | 70 |  | Ada Byron, Eve Adams | ",
        "Knots | 05-09 10:30 | 70 | Hall |  | ",
        "Ropes | 05-09 11:00 | 60 |  |  | ",
    ]
    assert found.notes[1:3] == snapshot


def at(written: str, clock: str, number: int) -> dict[str, Any]:
    """Return an event with a `date` and a `start`."""
    talk = {"title": f"Talk {number}", "duration": "00:30", "language": "fr"}
    return talk | {"date": f"2017-08-05T{written}", "start": clock}


def test_clock_times_that_are_called_utc_are_those_of_the_venue(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """If most events have them; of the others, the instant counts."""
    rows = [
        at("10:00:00Z", "10:00", 1),
        at("11:00:00+00:00", "11:00", 2),
        at("14:00:00+02:00", "14:30", 3),
    ]
    content = schedule({"date": "2017-08-05", "rooms": {"Hall": rows}})
    found = read(tmp_path, "Europe/Berlin", schedule_json=content)
    assert [each.split(" | ")[1] for each in found.table] == [
        "08-05 10:00",
        "08-05 11:00",
        "08-05 14:00",
    ]
    assert found.notes == snapshot


def test_any_other_offset_is_meant(tmp_path: Path) -> None:
    """An instant of another continent, say."""
    rows = [at("10:00:00-04:00", "10:00", 1)]
    content = schedule({"date": "2017-08-05", "rooms": {"Hall": rows}})
    found = read(tmp_path, "Europe/Berlin", schedule_json=content)
    assert [each.split(" | ")[1] for each in found.table] == ["08-05 16:00"]


def test_where_most_rows_are_odd_the_file_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """All that is wrong is told at once, with line and place."""
    text = """{"schedule": {"conference": {"title": "A", "time_zone_name": "Lisbon", "days": [
    {"date": "2025-05-09", "rooms": {"Hall": [
      {"id": 1, "title": "One", "start": "9h", "duration": 30},
      {"id": 2, "title": "", "start": "10:00", "duration": "00:30"},
      {"id": 3, "title": "Three", "start": "11:00", "duration": "00:30"}
    ]}}]}}}"""
    assert troubles(tmp_path, schedule_json=text) == snapshot
