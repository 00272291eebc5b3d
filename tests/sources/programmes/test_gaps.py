"""What a schedule does not say, or says in another way: lengths, persons, fields that nobody reads."""

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.programmes import ImportedProgramme, import_programme
from tests.sources.programmes.files import complaints

TALK = {"duration": "00:30", "language": "en"}


def schedule(*events: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return what a ``schedule.json`` holds: a day with two rooms, Attic for events that name it."""
    rooms: dict[str, list[dict[str, Any]]] = {"Hall": []}
    for event in events:
        rooms.setdefault(event.get("room", "Hall"), []).append(event)
    days = [{"date": "2025-05-09", "rooms": rooms}]
    conference = {"title": "Days", "time_zone_name": "Europe/Lisbon", "days": days, **rest}
    return {"schedule": {"conference": conference}}


def imported(folder: Path, content: object, name: str = "schedule.json") -> ImportedProgramme:
    """Return what is made of a file."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return import_programme([path], "days", None if name.endswith("json") else "Europe/Lisbon")


def said(found: ImportedProgramme, text: str) -> list[str]:
    """Return what is said in which a text stands."""
    return [note for note in found.notes if text in note]


@pytest.mark.parametrize("lacking", [{}, {"duration": ""}, {"duration": None}])
def test_an_event_without_a_length_is_read(
    tmp_path: Path, lacking: dict[str, Any], snapshot: SnapshotAssertion
) -> None:
    """It lasts as long as most others, and a note names it."""
    found = imported(
        tmp_path,
        schedule(
            {"title": "A", "start": "09:00", "language": "en", **lacking},
            {"title": "B", "start": "09:40", **TALK},
            {"title": "C", "start": "12:10", "type": "Panel", "language": "en", **lacking},
            {"title": "D", "start": "09:00", "room": "Attic", "type": "Panel", **TALK}
            | {"duration": "01:30"},
            {"title": "E", "start": "15:00", "room": "Attic", **TALK},
            {"title": "F", "start": "16:00", "room": "Attic", "language": "en", **lacking},
        ),
    )
    lengths = {each.id: each.duration.seconds // 60 for each in found.instance.sessions}
    assert lengths == {"a": 30, "b": 30, "c": 30, "d": 90, "e": 30, "f": 30}
    assert said(found, "without a length") == snapshot


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://talks.example.org/a", "https://talks.example.org/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://talks.example.org/" + "a" * 500, None),
    ],
)
def test_an_address_of_an_event_is_one_on_the_web(
    tmp_path: Path, url: str, kept: str | None
) -> None:
    """Apps open what exports say."""
    found = imported(tmp_path, schedule({"title": "A", "start": "09:00", "url": url, **TALK}))
    origin = found.instance.sessions[0].origin
    assert (origin.address if origin is not None else None) == kept


def test_a_schedule_of_another_kind_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """By what stands in it."""
    path = tmp_path / "schedule.json"
    path.write_text('{"schedule": {"2026-10-31": {"530": {}}, "2026-11-01": {}}}')
    assert complaints(path) == snapshot


def test_all_that_is_not_taken_over_is_named(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With how many events have it; what is empty says nothing."""
    row = {"links": [{"url": "https://x.example"}], "do_not_record": False, "answers": [], **TALK}
    person = {"public_name": "Ada Lovelace", "biography": "Counts.", "avatar": None}
    found = imported(
        tmp_path,
        schedule(
            {"title": "A", "start": "09:00", "persons": [person], **row},
            {"title": "B", "start": "10:00", **row} | {"do_not_record": True},
            venue="Old port",
        ),
    )
    assert said(found, "Fields") == snapshot
    assert not said(
        imported(tmp_path, schedule({"title": "A", "start": "09:00", **TALK})), "Fields"
    )


def test_a_newer_programme_says_in_which_language_a_talk_is(tmp_path: Path) -> None:
    """An older one does not outlive it; one that names none leaves them."""
    german, english = {"duration": "00:30", "language": "de"}, TALK

    def talks(*languages: dict[str, Any]) -> object:
        rows = zip("ABC", ("09:00", "10:00", "11:00"), languages, strict=True)
        return schedule(*({"title": title, "start": at, **said} for title, at, said in rows))

    def spoken(found: ImportedProgramme) -> list[str]:
        first = found.instance.languages[0]
        origins = (each.origin for each in found.instance.sessions)
        return [(each.language if each is not None else None) or first for each in origins]

    older = imported(tmp_path, talks(german, english, english))
    assert spoken(older) == ["de", "en", "en"]
    base, newer = tmp_path / "older.yaml", tmp_path / "newer.json"
    base.write_text(older.text, "utf-8")
    for said_now, expected in (
        ((english, german, german), ["en", "de", "de"]),
        (({"duration": "00:30"},) * 3, ["de", "en", "en"]),
    ):
        newer.write_text(json.dumps(talks(*said_now)), "utf-8")
        assert spoken(import_programme([newer], "days", base=base)) == expected
