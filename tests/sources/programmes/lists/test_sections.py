"""Rows without a title or a time: what is a session, and what it is called."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.files import complaints


def imported(folder: Path, *rows: str, more: str = "") -> tuple[Imported, tuple[str, ...]]:
    """Return what is made of a list with the mapping that is proposed for it, and what that says."""
    path, mapping = folder / "a.csv", folder / "mapping.yaml"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    found = guessed([path], "Europe/Rome")
    said = yaml.safe_load(found.text) | yaml.safe_load(more or "{}")
    mapping.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    return import_programme([path], "harbour", mapping=mapping), found.notes


def titles(found: Imported) -> list[str]:
    """Return the titles of all sessions."""
    return [each.title for each in found.instance.sessions]


KINDS = (
    "Type;Title;Date;Time",
    "Talk;On waves;02.03.2027;9:00-10:00",
    "Break;;02.03.2027;10:00-10:30",
    "Talk;On sand;02.03.2027;10:30-11:30",
    "Break;;02.03.2027;11:30-12:00",
)


def test_a_kind_without_titles_names_its_rows(tmp_path: Path) -> None:
    """Breaks and lunches have none; that is told, and counted by a proposal."""
    found, notes = imported(tmp_path, *KINDS)
    assert titles(found) == ["On waves", "Break", "On sand", "Break"]
    assert (
        'Rows with no title are called by their kind: row 3 "Break", row 5 "Break".' in found.notes
    )
    said = "by its heading; 2 rows with 2 values; 2 without are called by their kind"
    assert f'a.csv: columns: title "Title": {said}.' in notes


def test_a_kind_of_which_others_have_titles_names_none(tmp_path: Path) -> None:
    """A talk without a title lacks it: a proposal says so, and the import refuses it."""
    list_, mapping = tmp_path / "a.csv", tmp_path / "mapping.yaml"
    list_.write_text("\n".join((*KINDS, "Talk;;02.03.2027;12:00-12:30")) + "\n", "utf-8")
    found = guessed([list_], "Europe/Rome")
    (said,) = (each for each in found.notes if each.startswith("a.csv: columns: title"))
    assert said.endswith("; 2 without are called by their kind; to be filled in: row 6 has none.")
    mapping.write_text(found.text, "utf-8")
    (complaint,) = complaints(list_, mapping=mapping)
    assert complaint.endswith("B6: sessions.title: found nothing, expected the title of a session.")


def test_marks_of_html_are_no_part_of_a_title(tmp_path: Path) -> None:
    """Those that a page has; a sign that is none stays."""
    rows = ('"<b>Keynote:</b> Sand &amp; <i>sea</i>";2.3.2027;9:00', "Why 2 < 3;2.3.2027;10:00")
    found, _ = imported(tmp_path, "Title;Date;Time", *rows)
    assert titles(found) == ["Keynote: Sand & sea", "Why 2 < 3"]


@pytest.mark.parametrize(
    ("row", "is_session"),
    [
        (";Session 1;", False),
        (";<b>Session II:</b> Waves;", False),
        (";Séance B;Présidence : Ada", False),
        (";Invited session;", False),
        (";Session types in Rust;", True),
        (";Session 1;Ada Lovelace", True),
        (";A talk without a time;", True),
        ("10:00;Session 1;", True),
    ],
)
def test_headings_of_sections_are_no_sessions(tmp_path: Path, row: str, is_session: bool) -> None:
    """A title alone that is that of a part, where others have times; it is named."""
    timed = ("9:00;On waves;Ada", "11:00;On sand;Bob", "12:00;On wind;Cy")
    path, text = tmp_path / "a.csv", "\n".join(("Start;Title;Speaker", timed[0], row, *timed[1:]))
    path.write_text(text + "\n", "utf-8")
    said = "headings or remarks, and no sessions."
    assert any(each.endswith(said) for each in guessed([path]).notes) != is_session
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "zone: Europe/Rome\nminutes: 30\ncolumns: {title: Title, start: Start, speakers: Speaker}\n",
        "utf-8",
    )
    days = (f"2.3.2027 {each}" if each[0].isdigit() else each for each in text.splitlines())
    path.write_text("\n".join(days) + "\n", "utf-8")
    found = import_programme([path], "harbour", mapping=mapping)
    assert len(found.instance.sessions) == 3 + is_session
    told = [each for each in found.notes if each.startswith("No sessions, but headings")]
    assert bool(told) != is_session


def test_a_section_at_the_end_is_a_session(tmp_path: Path) -> None:
    """Nothing stands below that it could be the heading of; a list without times has none either."""
    rows = ("2.3.2027 9:00;On waves", "2.3.2027 10:00;On sand", ";Session 1")
    assert "Session 1" in titles(imported(tmp_path, "Start;Title", *rows)[0])
    days = "{first_day: 2027-03-02, last_day: 2027-03-02, rooms: {Hall: 10}}"
    rows = ("Talk;On waves", ";Session 1", "Talk;On sand")
    assert len(titles(imported(tmp_path, "Type;Title", *rows, more=days)[0])) == 3


def test_a_remark_is_no_session(tmp_path: Path) -> None:
    """It stands alone, in another column than that of titles."""
    rows = ("(by local clocks);", "2.3.2027 9:00;On waves", "2.3.2027 10:00;On sand")
    found, notes = imported(tmp_path, "Start;Title", *rows)
    assert titles(found) == ["On waves", "On sand"]
    said = 'row 2 "(by local clocks)": headings or remarks, and no sessions.'
    assert f"a.csv: {said}" in notes
    assert (
        'No sessions, but headings or remarks, as they have no time: row 2 "(by local clocks)".'
    ) in found.notes


ONE = ("Title;Start;End", "On waves;2.3.2027 9:00;10:00", "On sand;2.3.2027 10:00;11:00")


def test_all_are_in_the_one_room_of_a_mapping(tmp_path: Path) -> None:
    """If no row names one; that is said. Not if two are held at once, or the mapping has two."""
    hall = "{rooms: {Hall: 300}}"
    found, _ = imported(tmp_path, *ONE, more=hall)
    assert {each.room for each in found.schedule.assignments} == {"hall"}
    assert [each.id for each in found.instance.rooms] == ["hall"]
    said = "No row names a room: all are held in Hall, the only one of the mapping."
    assert said in found.notes
    found, _ = imported(tmp_path, *ONE, "On wind;2.3.2027 10:30;11:30", more=hall)
    assert "hall" not in {each.room for each in found.schedule.assignments}
    assert (
        "No row names a room, and some are held at once: they are not all in Hall, the only one of the "
        "mapping. Give the list a column of rooms."
    ) in found.notes
    more = (f"Talk {at};2.3.2027 {at}:00;{at + 1}:00" for at in range(12, 18))
    found, _ = imported(tmp_path, *ONE, *more, "On wind;2.3.2027 10:30;11:30", more=hall)
    assert found.schedule.by_session["on-wind"].room == "room-to-be-announced-1"
    assert [each.room for each in found.schedule.assignments].count("hall") == 8
    assert f'{said.removesuffix(".")}, but "On wind": another is held there then.' in found.notes
    found, _ = imported(tmp_path, *ONE, more="{rooms: {Hall: 300, Attic: 20}}")
    assert {each.room for each in found.schedule.assignments} == {"room-to-be-announced-1"}


def test_rows_that_name_no_room_stay_out_where_others_do(tmp_path: Path) -> None:
    """The room of a mapping is theirs alone who name it; a dash names none."""
    rows = ("On waves;2.3.2027 9:00;Hall", "Lunch for all;2.3.2027 12:00;-")
    found, _ = imported(tmp_path, "Title;Start;Room", *rows)
    assert [each.title for each in found.instance.rooms] == ["Hall", "Room to be announced 1"]
