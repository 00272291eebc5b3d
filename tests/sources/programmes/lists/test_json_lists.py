"""Lists of talks in JSON: each object is a row, each key a column."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import InstanceError
from scheduler.sources.nodes import BrokenError
from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import guessed
from scheduler.sources.tables.json_lists import sheet_of_objects

TALKS: list[dict[str, Any]] = [
    {
        "id": 7,
        "title": "Knots &amp; splices",
        "start": "2026-06-09 09:00",
        "end": "2026-06-09 09:45",
        "room": {"id": 1, "name": "Lake hall"},
        "speakers": [{"name": "Ada Lovelace"}, {"name": "Grace Hopper"}],
        "recorded": True,
        "slides": None,
    },
    {
        "id": 8,
        "title": "Sails",
        "start": "2026-06-09 10:00",
        "end": "2026-06-09 10:30",
        "room": {"id": 2, "name": "Small hall"},
        "speakers": [],
        "recorded": False,
    },
]


def _written(folder: Path, value: Any) -> Path:
    path = folder / "talks.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return path


@pytest.mark.parametrize("wrapped", [False, True])
def test_objects_are_talks(tmp_path: Path, *, wrapped: bool) -> None:
    """The file itself, or the longest list in it; objects inside are known by their names."""
    value = {"talks": TALKS, "rooms": [{"name": "x"}], "count": 2} if wrapped else TALKS
    path = _written(tmp_path, value)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(guessed([path], "Europe/Zurich").text, "utf-8")
    found = import_programme([path], "lake", mapping=mapping)
    instance = found.instance
    zone = instance.zone
    assert {
        instance.session_by_id[each.session].title: (
            f"{each.start.astimezone(zone):%H:%M}",
            instance.room_by_id[each.room].title or each.room,
        )
        for each in found.schedule.assignments
    } == {"Knots & splices": ("09:00", "Lake hall"), "Sails": ("10:00", "Small hall")}
    assert [each.title for each in instance.people] == ["Ada Lovelace", "Grace Hopper"]


def test_values_are_texts() -> None:
    """Numbers, truths and lists; objects without a name have a column for each key."""
    rows = [{"a": 1, "b": True, "c": [1, "two"], "d": {"x": 5, "y": {"z": 6}}, "e": ""}, {"a": 2.5}]
    sheet = sheet_of_objects(json.dumps(rows).encode(), "talks.json", "talks")
    assert dict(sheet.rows) == {
        1: {1: "a", 2: "b", 3: "c", 4: "d x", 5: "d y z"},
        2: {1: "1", 2: "yes", 3: "1; two", 4: "5", 5: "6"},
        3: {1: "2.5"},
    }
    assert sheet.cell(3, 1) == "talks.json: 2: a"


def test_names_in_parts_and_what_is_beside_a_name() -> None:
    """A first and a last name are one; the seats of a room have a column."""
    row = {
        "speakers": [{"first_name": "Ada", "last_name": "Lovelace"}],
        "room": {"name": "A", "seats": 30},
    }
    sheet = sheet_of_objects(json.dumps([row]).encode(), "talks.json", "talks")
    assert [*sheet.rows[1].values()] == ["speakers", "room", "room seats"]
    assert [*sheet.rows[2].values()] == ["Ada Lovelace", "A", "30"]


def test_talks_of_days_are_rows_with_their_day() -> None:
    """Objects inside a list that have times of their own stand in its place."""
    days = [
        {
            "date": "2026-06-09",
            "talks": [{"title": "T1", "start": "09:00"}, {"title": "T2", "start": "10:00"}],
        }
    ]
    sheet = sheet_of_objects(json.dumps(days).encode(), "talks.json", "talks")
    assert [[*row.values()] for row in sheet.rows.values()] == [
        ["date", "title", "start"],
        ["2026-06-09", "T1", "09:00"],
        ["2026-06-09", "T2", "10:00"],
    ]


def test_what_is_not_read_is_told() -> None:
    """Other lists, keys beyond a number, and what is too deep."""
    deep: dict[str, Any] = {"title": "x", "a": {"b": {"c": {"d": 1}}}}
    wide = {f"k{number}": number for number in range(600)}
    value = {"talks": [deep, wide, {"title": "y"}], "workshops": [{"title": "z"}]}
    notes = sheet_of_objects(json.dumps(value).encode(), "talks.json", "talks").notes
    assert notes[0] == "talks.json: talks is read; not read: workshops (1)."
    assert notes[1].startswith("talks.json: 101 keys after the first 500 not read: k499 …")
    assert notes[2] == "talks.json: too deep to be read: a b c."


def test_a_key_that_comes_twice_is_told() -> None:
    """With its line."""
    with pytest.raises(BrokenError):
        sheet_of_objects(b'[{"title": "x", "title": "y"}]', "talks.json", "talks")


def test_what_is_wrong_with_one_names_its_number_and_key(tmp_path: Path) -> None:
    """As there are no cells in the file."""
    talks = [TALKS[0], TALKS[1] | {"start": "soon"}]
    path = _written(tmp_path, TALKS)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(guessed([path], "Europe/Zurich").text, "utf-8")
    with pytest.raises(InstanceError) as error:
        import_programme([_written(tmp_path, talks)], "lake", mapping=mapping)
    (trouble,) = error.value.troubles
    assert trouble.startswith(f'{path}: 2: start: sessions[8].start: found "soon"'), trouble


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "holds no list of talks"),
        ("[1, 2]", "holds no list of talks"),
        ('{"talks": []}', "holds no list of talks"),
        ('[{"title": "x"}, 3]', "holds no list of talks"),
        ('[{"title": "x"', ""),
        ("", "is empty"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, text: str, said: str) -> None:
    """With what was expected."""
    path = _written(tmp_path, text)
    with pytest.raises(InstanceError) as error:
        guessed([path], "Europe/Zurich")
    assert all(str(path) in each and said in each for each in error.value.troubles)


def test_a_list_without_a_mapping_is_told_the_way(tmp_path: Path) -> None:
    """To `import --guess`."""
    with pytest.raises(InstanceError) as error:
        import_programme([_written(tmp_path, TALKS)], "lake")
    assert "A list of talks needs a mapping, which import --guess proposes." in str(error.value)
