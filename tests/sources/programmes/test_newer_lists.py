"""A newer list in the instance of an older one: what it changes is told, and what it does not say stays."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.evaluation import evaluate
from scheduler.sources import read_instance
from scheduler.sources.programmes import ImportedProgramme, import_programme

HEAD = ["Title", "Kind", "Track", "Room", "Start", "Length", "Who", "Expected", "Id"]
MAPPING = """\
zone: Europe/Brussels
columns: {title: Title, kind: Kind, track: Track, room: Room, start: Start, duration: Length,
          speakers: Who, attendance: Expected, id: Id}
rooms: {A: 100, B: 50}
"""
OLD = [
    ["Health and water", "Talk", "Health", "A", "2026-06-11 09:00", "60", "Ada", "92", ""],
    ["Young people", "Talk", "Youth", "B", "2026-06-11 09:00", "60", "Bob", "20", ""],
    ["Lunch talk", "Plenary", "", "A", "2026-06-11 12:30", "90", "", "", ""],
    ["Seas and fish", "Talk", "Climate", "A", "2026-06-12 10:00", "60", "Cleo", "30", ""],
]


def listed(
    folder: Path, rows: Sequence[Sequence[str]], base: Path | None = None
) -> ImportedProgramme:
    """Return what is made of a list."""
    path, mapping = folder / "talks.csv", folder / "mapping.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    mapping.write_text(MAPPING, "utf-8")
    return import_programme([path], "harbour", mapping=mapping, base=base)


def renewed(folder: Path, rows: Sequence[Sequence[str]], **fields: object) -> ImportedProgramme:
    """Return what is made of a list on top of the older one, which has some fields besides."""
    base = folder / "base.yaml"
    said: dict[str, Any] = yaml.safe_load(listed(folder, OLD).text)
    said |= {"levels": {"theme_conflict": "off"}} | fields
    base.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return listed(folder, rows, base)


def newer(row: int, **fields: str) -> list[list[str]]:
    """Return the list with some fields of a row of other values."""
    rows = [[*each] for each in OLD]
    for name, value in fields.items():
        rows[row][HEAD.index(name)] = value
    return rows


CHANGED = (
    (
        0,
        {"Kind": "Panel", "Track": "", "Room": "B", "Length": "30", "Who": "Ada; Dan"}
        | {"Expected": "111", "Start": "2026-06-11 10:00"},
    ),
    (0, {"Start": "TBA"}),
    (1, {"Title": "Jobs"}),
    (1, {"Title": "Jobs", "Id": "young-people"}),
    (1, {"Id": "17"}),  # known by its title
)


def test_what_changes_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """As it was and as it is, in one line for a session."""
    told = [renewed(tmp_path, newer(row, **fields)).notes for row, fields in CHANGED]
    assert [
        [each for each in notes if each.startswith(("Changed", "New", "Gone"))] for notes in told
    ] == snapshot


def test_seats_of_the_newer_list_are_taken(tmp_path: Path) -> None:
    """Where it knows none, those of the older instance stay."""
    rooms = [{"id": "a", "title": "A", "capacity": 130}, {"id": "b", "title": "B", "capacity": 50}]
    found = renewed(tmp_path, OLD, rooms=rooms)
    assert found.instance.room_by_id["a"].capacity == 100


BANDS = [
    {"id": "morning", "from": "09:00", "to": "12:30"},
    {"id": "lunch", "from": "12:30", "to": "14:00", "official": False},
]
HOURS: dict[str, Any] = {
    "last_day": "2026-06-13",
    "kinds": [
        {"id": "talk", "title": "Talk", "bands": ["morning"]},
        {"id": "plenary", "title": "Plenary", "bands": ["morning", "lunch"]},
    ],
    "day_profiles": [
        {"id": "forum", "dates": ["2026-06-11", "2026-06-12"], "bands": BANDS},
        {"id": "spare", "dates": ["2026-06-13"], "bands": BANDS[:1]},
    ],
}


def test_settings_of_which_a_list_says_nothing_stay(tmp_path: Path) -> None:
    """All of them: what a programme has is rows, and days if it names them."""
    other = HOURS | {
        "title": "Water forum",
        "languages": ["fr", "en"],
        "levels": {"late_hours": 0.5},
        "publishing": {"public_roles": ["chair"], "site": "https://forum.example.org"},
        "translations": {"en": {"sessions": {"lunch-talk": {"title": "Talk at lunch"}}}},
    }
    found = renewed(tmp_path, OLD, **other)
    before = read_instance(tmp_path / "base.yaml")
    for name in other:
        assert getattr(found.instance, name) == getattr(before, name), name


def test_hours_stay_and_what_they_do_not_hold_breaks_a_rule(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """A session that is too long now."""
    found = renewed(tmp_path, newer(2, Length="105"), **HOURS)
    assert [each.id for each in found.instance.day_profiles] == ["forum", "spare"]
    broken = evaluate(found.instance, found.schedule).forbidden
    assert [each.finding.message for each in broken] == snapshot


def test_a_new_day_has_the_hours_of_the_newer_list(tmp_path: Path) -> None:
    """And a new kind the bands of the newer list, or all where there are none of their names."""
    rows = [
        *OLD,
        ["Farewell", "Talk", "", "A", "2026-06-14 15:00", "60", "", "", ""],
        ["Pitches", "Contest", "", "A", "2026-06-12 12:30", "60", "", "", ""],
    ]
    found = renewed(tmp_path, rows, **HOURS)
    *_, last = found.instance.day_profiles
    assert [str(day) for day in last.dates] == ["2026-06-14"]
    bands = {kind.id: kind.bands for kind in found.instance.kinds}
    assert bands["talk"] == ("morning", "afternoon")
    assert bands["contest"] == ("morning", "lunch", "afternoon")
    said = "2026-06-14: BASE has no hours. Took those of the newer programme."
    assert said in found.notes
