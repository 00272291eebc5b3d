"""Answers of the API of pretalx: in one file by name, or in a file each, page by page."""

import json
from pathlib import Path
from typing import Any

from syrupy.assertion import SnapshotAssertion

from scheduler.instance import clock_text
from scheduler.sources.programmes import import_programme
from tests.sources.programmes.files import SAMPLES, complaints, sample

NAME = "pretalx.json"


def content() -> dict[str, Any]:
    """Return what the sample holds."""
    found: dict[str, Any] = json.loads((SAMPLES / NAME).read_text("utf-8"))
    return found


def written(folder: Path, **answers: Any) -> list[Path]:
    """Write a file for each answer."""
    paths = []
    for name, answer in answers.items():
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(json.dumps(answer), "utf-8")
    return paths


def test_breaks_lie_inside_of_bands() -> None:
    """Nothing runs while there is cider, and the morning goes on after it."""
    first = sample(NAME).instance.day_profiles[0]
    (band,) = first.bands
    (pause,) = band.breaks
    assert (clock_text(band.start), clock_text(band.end)) == ("10:00", "12:30")
    assert (clock_text(pause.start), clock_text(pause.end), pause.title) == (
        "10:30",
        "11:00",
        "Cider",
    )


def test_availabilities_are_those_of_persons_and_rooms() -> None:
    """What overlaps is one; who is always there has none; a room is closed when it is not open."""
    text = sample(NAME).text
    assert (
        '{from: "2025-10-25T07:00Z[UTC]", to: "2025-10-25T11:00Z[UTC]"}' in text
    )  # 9 to 13 o'clock
    instance = sample(NAME).instance
    assert len(instance.person_by_id["eve-adams"].available) == 1
    assert not instance.person_by_id["isaac-newton"].available
    barn, meadow = instance.rooms
    assert (len(barn.closures), len(meadow.closures)) == (2, 0)  # before 8, and after 18 o'clock


def test_a_page_that_is_missing_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Half of a programme would look like all of it. Each error names its own file."""
    all_ = content()
    paths = written(
        tmp_path,
        event=all_["event"] | {"timezone": "Berlin"},
        submissions=all_["submissions"] | {"results": all_["submissions"]["results"][:3]},
    )
    assert complaints(*paths) == snapshot


def test_a_page_that_is_given_twice_does_not_stand_for_another(tmp_path: Path) -> None:
    """Its rows count once, and are taken once."""
    all_ = content()
    some = all_["submissions"] | {"results": all_["submissions"]["results"][:3]}
    paths = written(tmp_path, event=all_["event"], a=some, b=some)
    (line,) = complaints(*paths)
    assert "submissions: found 3 of 5, expected all of them." in line
    whole = written(tmp_path, event=all_["event"], a=all_["submissions"], b=all_["submissions"])
    once = written(tmp_path, event=all_["event"], a=all_["submissions"])
    found = [import_programme(each, "harbour").instance.sessions for each in (whole, once)]
    assert len(found[0]) == len(found[1])


def test_what_has_no_time_yet_gets_usual_hours(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """There is nothing to judge, and all to search for."""
    all_ = content()
    del all_["slots"]
    for submission in all_["submissions"]["results"]:
        submission["slots"] = []
    found = import_programme(written(tmp_path, all=all_), "harbour")
    assert not found.schedule.assignments
    assert found.notes[3:4] == snapshot
    assert not any(each.optional for each in found.instance.sessions)
    (profile,) = found.instance.day_profiles
    assert [clock_text(band.start) for band in profile.bands] == ["09:00", "14:00"]
    assert found.instance.grid == 15


def test_other_answers_are_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Reviews, say, beside an event."""
    all_ = content()
    paths = written(tmp_path, event=all_["event"], reviews={"results": [{"id": 1, "score": 2}]})
    assert complaints(*paths) == snapshot


TIMES = {"start": "2025-10-25T10:00:00+02:00", "end": "2025-10-25T10:30:00+02:00"}


def test_rooms_may_stand_in_slots_alone(tmp_path: Path) -> None:
    """With their seats, as `?expand=slots.room` answers; a room of its own answer stays as that says."""
    hall = {"id": 25, "name": {"en": "Hall"}, "capacity": 220, "description": None}
    rows = [
        {
            "code": code,
            "title": code,
            "submission_type": {"id": 1, "name": {"en": "Talk"}},
            "slots": [{"id": number, "room": room, **TIMES}],
        }
        for number, (code, room) in enumerate(
            [("A", hall), ("B", {**hall, "id": 7, "capacity": 9})]
        )
    ]
    paths = written(tmp_path, event=content()["event"], rows=rows)
    found = import_programme(paths, "harbour").instance
    assert {each.title: each.capacity for each in found.rooms} == {"Hall (25)": 220, "Hall (7)": 9}
    paths = written(tmp_path, event=content()["event"], rows=rows, rooms=content()["rooms"])
    imported = import_programme(paths, "harbour")
    assert {each.title: each.capacity for each in imported.instance.rooms} == {
        "Barn": 80,
        "Meadow": None,
        "Hall": 220,
    }
    assert (
        "The file has no seats for 1 room: `capacity: null`, which means unknown." in imported.notes
    )
