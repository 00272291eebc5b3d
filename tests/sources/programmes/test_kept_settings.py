"""Settings and hours of an older instance of which a newer list says nothing: they stay."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from scheduler.evaluation import evaluate
from scheduler.sources import read_instance
from scheduler.sources.programmes import Imported, import_programme

HEAD = ["Title", "Kind", "Room", "Start", "Length", "Lang"]
MAPPING = """\
zone: Africa/Dakar
columns: {title: Title, kind: Kind, room: Room, start: Start, duration: Length, language: Lang}
"""
ROWS = [
    ["Wells", "Talk", "A", "2027-03-09 09:00", "90", "en"],
    ["Lunch talk", "Plenary", "A", "2027-03-09 12:30", "90", "en"],
    ["Soils", "Talk", "A", "2027-03-10 09:00", "90", "fr"],
]
PROFILES = [
    {
        "id": "forum",
        "dates": ["2027-03-09", "2027-03-10"],
        "bands": [
            {"id": "morning", "from": "09:00", "to": "12:30"},
            {"id": "lunch", "from": "12:30", "to": "14:00", "official": False},
        ],
    },
    {
        "id": "spare",
        "dates": ["2027-03-11"],
        "bands": [{"id": "morning", "from": "09:00", "to": "12:00"}],
    },
]
OTHER: dict[str, Any] = {
    "title": "Water forum",
    "languages": ["fr", "en"],
    "last_day": "2027-03-11",
    "day_profiles": PROFILES,
    "levels": {"late_hours": 0.5},
    "publishing": {"public_roles": ["chair"], "site": "https://forum.example.org"},
    "translations": {"en": {"sessions": {"wells": {"title": "Wells of water"}}}},
}


def imported(folder: Path, rows: Sequence[Sequence[str]], **fields: object) -> Imported:
    """Return what is made of a list, on top of the older one with other fields if there are some."""
    path, mapping, base = folder / "talks.csv", folder / "mapping.yaml", folder / "base.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    mapping.write_text(MAPPING, "utf-8")
    if not fields:
        return import_programme([path], "forum", mapping=mapping)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *ROWS])
    said = yaml.safe_load(imported(folder, ROWS).text) | fields
    bands = {"talk": ["morning"], "plenary": ["morning", "lunch"]}
    said["kinds"] = [row | {"bands": bands[row["id"]]} for row in said["kinds"]]
    base.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return import_programme([path], "forum", mapping=mapping, base=base)


def test_settings_of_which_a_list_says_nothing_stay(tmp_path: Path) -> None:
    """All of them: what a programme has is rows, and days if it names them."""
    assert imported(tmp_path, ROWS).instance.languages == ("en",)
    found = imported(tmp_path, ROWS, **OTHER)
    before = read_instance(tmp_path / "base.yaml")
    for name in OTHER:
        assert getattr(found.instance, name) == getattr(before, name), name


def test_hours_stay_and_what_they_do_not_hold_breaks_a_rule(tmp_path: Path) -> None:
    """Breaks and bands made by hand are no matter of one session that is too long."""
    rows = [ROWS[0], [*ROWS[1][:4], "105", "en"], ROWS[2]]
    found = imported(tmp_path, rows, **OTHER_HOURS)
    assert [each.id for each in found.instance.day_profiles] == ["forum", "spare"]
    assert [kind.bands for kind in found.instance.kinds] == [("morning",), ("morning", "lunch")]
    broken = evaluate(found.instance, found.schedule).forbidden
    assert [each.finding.message for each in broken] == [
        "Lunch talk, Tue 9 Mar 12:30-14:15: 15 min outside the hours for Plenary"
    ]


def test_a_new_day_has_the_hours_of_the_newer_list(tmp_path: Path) -> None:
    """And a new kind the bands of the newer list, or all where there are none of their names."""
    rows = [
        *ROWS,
        ["Farewell", "Talk", "A", "2027-03-12 15:00", "60", ""],
        ["Pitches", "Contest", "A", "2027-03-10 12:30", "60", ""],
    ]
    found = imported(tmp_path, rows, **OTHER_HOURS)
    *_, last = found.instance.day_profiles
    assert (last.id, [str(day) for day in last.dates]) == ("hours-3", ["2027-03-12"])
    bands = {kind.id: kind.bands for kind in found.instance.kinds}
    assert bands["talk"] == ("morning", "afternoon")
    assert bands["contest"] == ("afternoon", "lunch", "morning")
    said = "The older instance has no hours on 2027-03-12: they are those of the newer programme."
    assert said in found.notes


OTHER_HOURS = {"last_day": "2027-03-11", "day_profiles": PROFILES}
