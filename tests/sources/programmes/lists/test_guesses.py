"""Mappings proposed for lists."""

from pathlib import Path

import pytest
import yaml

from scheduler.errors import InstanceError
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import LISTS, MAPPING, TALKS, read


def test_a_guess_says_what_a_mapping_by_hand_says() -> None:
    """But the title, the zone, and seats, which no list says."""
    found = yaml.safe_load(guessed([TALKS]).text)
    by_hand = yaml.safe_load(MAPPING.read_text("utf-8"))
    assert found == by_hand | {
        "title": "talks",
        "zone": None,
        "minutes": 30,
        "rooms": {"Große Halle": None, "Attic": None},
    }


def test_a_guess_can_be_used_as_it_is(tmp_path: Path) -> None:
    """With a zone; the same sessions are found."""
    mapping = tmp_path / "guess.yaml"
    mapping.write_text(guessed([TALKS], "Europe/Lisbon").text, "utf-8")
    assert places(read(TALKS, mapping=mapping)) == places(read())


def test_each_guess_is_explained() -> None:
    """In the file, and in words."""
    found = guessed([TALKS])
    assert (
        '  speakers: "Speaker"  # by its heading; 5 rows with 4 values' in found.text.splitlines()
    )
    assert found.notes == (
        'talks.csv: list "talks.csv": the sheet, or file, with most headings that are understood.',
        'talks.csv: title "talks": the name of the conference: the file\'s, so far.',
        "talks.csv: zone: not known: the clocks of the venue, such as Europe/Brussels.",
        'talks.csv: dates "day month year": 09/05/2025 may also be month day year: look at it.',
        'talks.csv: columns: id "Nr": by its heading; 5 rows with 5 values.',
        'talks.csv: columns: title "Title": by its heading; 5 rows with 5 values.',
        'talks.csv: columns: kind "Type": by its heading; 5 rows with 3 values.',
        'talks.csv: columns: track "Track": by its heading; 4 rows with 2 values.',
        'talks.csv: columns: room "Room": by its heading; 3 rows with 2 values.',
        'talks.csv: columns: date "Day": by its heading; 4 rows with 2 values.',
        'talks.csv: columns: start "Time": by its heading; 4 rows with 4 values.',
        'talks.csv: columns: speakers "Speaker": by its heading; 5 rows with 4 values.',
        'talks.csv: columns: chair "Chair": by its heading; 1 row with 1 value.',
        'talks.csv: columns: attendance "Expected": by its heading; 4 rows with 4 values.',
        'talks.csv: columns: language "Lang": by its heading; 2 rows with 1 value.',
        'talks.csv: columns: description "Abstract": by its heading; 1 row with 1 value.',
        "talks.csv: minutes 30: the length of what has none: 1 row.",
        'talks.csv: between [" / "]: stands between names.',
        "talks.csv: rooms: seats of rooms; null stands for not known.",
        "talks.csv: Phone: not understood, and not taken over.",
    )


def test_lists_of_easychair_are_recognised() -> None:
    """By their headings: what is accepted, and the authors of the other table."""
    found = yaml.safe_load(guessed([LISTS / "author.csv", LISTS / "submission.csv"]).text)
    assert found["columns"] == {"id": "#", "title": "title", "description": "abstract"}
    assert found["only"] == {"decision": ["accept", "ACCEPT AS SHORT PAPER"]}
    assert found["people"] == {
        "list": "author.csv",
        "session": "submission #",
        "name": ["first name", "last name"],
    }
    assert (found["first_day"], found["rooms"], found["minutes"]) == (None, None, 30)
    alone = yaml.safe_load(guessed([LISTS / "submission.csv"]).text)
    assert alone["columns"]["speakers"] == "authors"
    assert alone["between"] == [",", " and "]


def test_times_are_known_by_what_stands_there(tmp_path: Path) -> None:
    """Whatever their heading; that of something else is none."""
    path = tmp_path / "a.csv"
    path.write_text("Title,Timestamp,Blub\nOak,2026-01-01 10:00,2026-06-11 10:00\n", "utf-8")
    assert yaml.safe_load(guessed([path]).text)["columns"]["start"] == "Blub"


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    """No heading is understood, no file is there, no such zone."""
    path = tmp_path / "a.csv"
    path.write_text("1,2\n3,4\n", "utf-8")
    for paths, zone, said in (
        ([path], None, "headings: found none that is understood"),
        ([tmp_path / "b.csv"], None, "b.csv: there is no such file."),
        ([tmp_path / "b.odt"], None, 'found the ending ".odt", expected .xlsx or .csv.'),
        ([TALKS], "Lisbon", '--zone: found "Lisbon"'),
    ):
        with pytest.raises(InstanceError) as error:
            guessed(paths, zone)
        assert said in error.value.troubles[0]
