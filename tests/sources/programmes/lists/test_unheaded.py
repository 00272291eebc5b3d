"""Lists without headings, with headings below other rows, or with a column that has none."""

from pathlib import Path

import pytest
import yaml

from scheduler.errors import InstanceError
from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import Guess, guessed

ROWS = (
    "2.3.2027 9:00;Welcome to all;Ada Lovelace",
    ";Session 1;Chair: tbd",
    "2.3.2027 10:00;On waves;Bob Ray",
    "2.3.2027 11:00;On sand;Cy Twombly",
)


def proposal(folder: Path, *rows: str) -> tuple[Path, Guess]:
    """Return a list and what is proposed for it."""
    path = folder / "a.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path, guessed([path], "Europe/Rome")


def test_a_list_without_headings_is_read_by_letters(tmp_path: Path) -> None:
    """A row of the list that has words of headings is none: those above have times as those below."""
    path, found = proposal(tmp_path, *ROWS)
    said = yaml.safe_load(found.text)
    assert said["headings"] is False
    columns = {"start": "column A", "title": "column B", "speakers": "column C"}
    assert said["columns"] == columns
    why = "the list has no headings: columns are called by their letters"
    assert f"a.csv: headings false: {why}." in found.notes
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(found.text, "utf-8")
    made = import_programme([path], "harbour", mapping=mapping)
    assert [each.title for each in made.instance.sessions] == [
        "Welcome to all",
        "On waves",
        "On sand",
    ]
    mapping.write_text(found.text.replace("headings: false", "headings: 0"), "utf-8")
    with pytest.raises(InstanceError) as error:
        import_programme([path], "harbour", mapping=mapping)
    assert "headings: found 0, expected true or false." in error.value.troubles[0]


def test_short_titles_are_those_of_a_list_without_headings(tmp_path: Path) -> None:
    """The fullest column of texts; where there are headings, a title has to look like one."""
    rows = ("9:00;Oak;x", "10:00;Ash;", "11:00;Oak;")
    assert yaml.safe_load(proposal(tmp_path, *rows)[1].text)["columns"]["title"] == "column B"
    found = proposal(tmp_path, "Start;Thing;Other", *rows)[1]
    assert yaml.safe_load(found.text)["columns"] == {"title": None, "start": "Start"}


def test_headings_may_stand_below_others(tmp_path: Path) -> None:
    """Rows above are named, by a proposal and by an import; a title alone need not be."""
    path, found = proposal(tmp_path, "Programme", "Version;3", "Start;Title", *ROWS[:1], *ROWS[2:])
    assert 'a.csv: row 2 "Version": above the headings, and not read.' in found.notes
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(found.text, "utf-8")
    made = import_programme([path], "harbour", mapping=mapping)
    assert 'a.csv: above the headings, and not read: row 2 "Version".' in made.notes
    path, found = proposal(tmp_path, "Programme", "Start;Title", *ROWS[:1], *ROWS[2:])
    assert not [each for each in found.notes if "above the headings" in each]


def test_a_column_without_a_heading_goes_by_its_letter(tmp_path: Path) -> None:
    """That of times is found; another one is named as not taken over; a note there makes no row."""
    rows = ("2.3.2027 9:00;On waves;Hall;", "2.3.2027 10:00;On sand;Hall;late", ";;;a note")
    path, found = proposal(tmp_path, ";Title;Room;", *rows)
    columns = yaml.safe_load(found.text)["columns"]
    assert columns == {"start": "column A", "title": "Title", "room": "Room"}
    assert "a.csv: column D: not understood, and not taken over." in found.notes
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(found.text, "utf-8")
    made = import_programme([path], "harbour", mapping=mapping)
    assert len(made.schedule.assignments) == 2
    assert "Column not taken over: column D." in made.notes


def test_headings_of_which_none_is_understood_are_headings(tmp_path: Path) -> None:
    """As no time stands there, where times stand below: columns are known by what is in them."""
    rows = ("2.3.2027 9:00;De grote golven;3", "2.3.2027 10:00;De kleine golven;2")
    found = proposal(tmp_path, "Tijd;Onderwerp;Aantal", *rows)[1]
    said = yaml.safe_load(found.text)
    assert said["columns"] == {"start": "Tijd", "title": "Onderwerp"}
    assert "headings" not in said
