"""Sheets: headings, rows, what is merged or unknown."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import TABLES, book, complaints, imported, said_of

FIELDS = ("id", "title", "kind", "duration")
OPENING = ("opening", "Opening", "meeting", 60)
PLAN = "plan.xlsx"


def test_headings_are_known_whatever_their_case_and_blanks(tmp_path: Path) -> None:
    """Of fields of fields too; the names of sheets as well."""
    plan = book(
        tmp_path / PLAN,
        people=(("ID", " Buffer Before "), ("ada", 15)),
        sessions=((*FIELDS, "People: Chair"), (*OPENING, "ada")),
    )
    workbook = load_workbook(plan)
    workbook["people"].title = "People "
    workbook.save(plan)
    instance = import_tables([plan]).instance
    assert [*instance.sessions[0].people.values()] == [("ada",)]
    assert str(instance.people[0].buffer_before) == "0:15:00"


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("durations", 'Maybe "duration"?'),
        ("theme", 'Maybe "themes"?'),
        ("chair", 'Maybe "people.chair"?'),
        ("room", 'Maybe "pin.room" or "was.room"?'),
        ("contact", "Headings that begin with # are notes, and not read."),
    ],
)
def test_unknown_headings_are_told_once(tmp_path: Path, heading: str, hint: str) -> None:
    """With the field that may be meant; of the cells below nothing is said."""
    rows = ((*FIELDS, heading), (*OPENING, 1), ("talk", "Talk", "meeting", 30, 2))
    assert said_of(tmp_path, sessions=rows) == [
        f'plan.xlsx: sessions!E1: found the heading "{heading}", expected the name of a field. {hint}'
    ]


def test_a_misspelt_heading_is_not_missed_in_each_row(tmp_path: Path) -> None:
    """The field that it stands for is needed."""
    rows = (("id", "title", "kind", "duratoin"), OPENING)
    assert said_of(tmp_path, sessions=rows) == [
        (
            'plan.xlsx: sessions!D1: found the heading "duratoin", expected the name of a field. '
            'Maybe "duration"?'
        )
    ]


def test_a_column_that_is_needed_is_missed_once(tmp_path: Path) -> None:
    """Not in each row."""
    rows = (("id", "title", "kind"), OPENING[:3], ("talk", "Talk", "meeting"))
    assert said_of(tmp_path, sessions=rows) == [
        (
            "plan.xlsx: sessions: found no column `duration`, expected one. "
            "(Minutes from start to end, as they pass, without breaks that it spans.)"
        )
    ]


def test_headings_come_once_and_stand_above_what_is_there(tmp_path: Path) -> None:
    """Which of two columns counts is not guessed."""
    rows = ((*FIELDS, "Duration", None), (*OPENING, 30, "see mail"))
    assert said_of(tmp_path, sessions=rows) == [
        'plan.xlsx: sessions!E1: found the heading "Duration" again, expected each heading once.',
        (
            'plan.xlsx: sessions!F2: sessions[1]: found "see mail" in a column without heading, '
            "expected a heading. Headings that begin with # are notes, and not read."
        ),
    ]


def test_notes_are_not_read(tmp_path: Path) -> None:
    """Columns and sheets, and rows that hold notes alone."""
    rows = ((*FIELDS, "# contact"), (*OPENING, "mail"), (None, None, None, None, "to be asked"))
    tables = {"sessions": rows, "# to do": (("anything",), ("at all",))}
    assert [each.id for each in imported(tmp_path, **tables).instance.sessions] == ["opening"]


def test_empty_rows_and_cells_say_nothing(tmp_path: Path) -> None:
    """Before the heading, between rows, and of blanks alone; rows keep their numbers."""
    rows = ((), (*FIELDS, "body"), (), (*OPENING, " \u00a0"), (), ("talk", "Talk", "meeting", 0))
    assert said_of(tmp_path, sessions=rows) == [
        (
            "plan.xlsx: sessions!D6: sessions[talk].duration: found 0, "
            "expected a whole number of minutes from 1 to 10080."
        )
    ]


def test_a_field_that_is_needed_is_missed_at_its_cell(tmp_path: Path) -> None:
    """A row of a table may leave others empty."""
    rows = ((*FIELDS, "body"), ("opening", None, "meeting", 60))
    assert said_of(tmp_path, sessions=rows) == [
        "plan.xlsx: sessions!B2: sessions[opening]: found no `title`, expected one. (Name for people.)"
    ]


def test_all_is_told_at_once_in_the_order_of_sheets(tmp_path: Path) -> None:
    """What fits the form and not the other tables, too."""
    tables = {
        "rooms": (("id", "capacity"), ("hall", 0)),
        "sessions": (
            FIELDS,
            ("opening", "Opening", "meetign", 60),
            ("opening", "Talk", "meeting", 30),
            ("talk", "Talk", "meeting", "?"),
        ),
    }
    assert said_of(tmp_path, **tables) == [
        "plan.xlsx: rooms!B2: rooms[hall].capacity: found 0, expected a whole number, 1 or more.",
        (
            'plan.xlsx: sessions!C2: sessions[opening].kind: found "meetign", '
            'expected the id of a kind in `kinds`. Maybe "meeting"?'
        ),
        (
            'plan.xlsx: sessions!A3: sessions[opening].id: found "opening" again, '
            "expected an id that nothing else in the table has."
        ),
        (
            'plan.xlsx: sessions!D4: sessions[talk].duration: found "?", '
            "expected a whole number of minutes from 1 to 10080."
        ),
    ]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    """Which row a merged cell belongs to is not guessed; single cells are fine."""
    plan = book(tmp_path / PLAN, sessions=(FIELDS, OPENING, ("talk", "Talk", None, 30)))
    workbook = load_workbook(plan)
    workbook["sessions"].merge_cells("C2:C3")
    workbook.save(plan)
    assert complaints(tmp_path, plan) == [
        (
            "plan.xlsx: sessions!C2:C3: found merged cells, expected a cell for each row and column. "
            "Unmerge them."
        ),
        (
            "plan.xlsx: sessions!C3: sessions[talk]: found no `kind`, expected one. "
            "(Kind, which says what hours it may use.)"
        ),
    ]


def test_unknown_sheets_are_told(tmp_path: Path) -> None:
    """Empty ones, such as a new workbook has, are not."""
    tables = {"Sheet3": (), "session": (("id",),), "agenda": (("id",),)}
    first, second = said_of(tmp_path, **tables)
    assert first == (
        'plan.xlsx: session: found a sheet with the name "session", expected the name of a table. '
        'Maybe "sessions"?'
    )
    assert second.startswith(
        'plan.xlsx: agenda: found a sheet with the name "agenda", expected the name of a table. '
        "Known: conference, "
    )
    assert "Known: conference, days, " in second
    assert second.endswith(" more (docs/format.md). What begins with # is a note, and not read.")


def test_what_is_no_table_at_all_comes_with_what_to_do(tmp_path: Path) -> None:
    """In one line: that a list is guessed, and where there are tables to fill in."""
    workbook = Workbook()
    workbook.worksheets[0].title = "Programme"
    workbook.worksheets[0].append(["Titre", "Horaire"])
    workbook.create_sheet("Salles").append(["Salle", "Places"])
    workbook.save(tmp_path / "my plan.xlsx")
    (line,) = complaints(tmp_path, tmp_path / "my plan.xlsx")
    assert line == (
        'my plan.xlsx: found "Programme", "Salles", expected tables of the format such as `sessions`, '
        "or a list of talks: `scheduler import 'my plan.xlsx' --guess -o mapping.yaml` proposes what "
        "stands where. For tables to fill in: `scheduler import --template tables.xlsx`."
    )


def test_a_table_stands_in_one_sheet(tmp_path: Path) -> None:
    """Of one workbook or of several."""
    other = Workbook()
    other.worksheets[0].title = "Rooms"
    other.worksheets[0].append(["id", "capacity"])
    other.save(tmp_path / "rooms.xlsx")
    plan = book(tmp_path / PLAN)
    assert complaints(tmp_path, plan, tmp_path / "rooms.xlsx") == [
        f"rooms.xlsx: Rooms: found the table again, after {tmp_path}/plan.xlsx: rooms, "
        "expected each table once.".replace(f"{tmp_path}/", "")
    ]


def test_what_an_instance_needs_is_missed(tmp_path: Path) -> None:
    """Tables and settings, where neither sheets nor another file have them."""
    assert said_of(tmp_path, rooms=(), conference=(("name", "zone"), ("small", "UTC"))) == [
        "plan.xlsx: the file: found no `first_day`, expected one. (First date of the conference.)",
        "plan.xlsx: the file: found no `last_day`, expected one. (Last date of it.)",
        "plan.xlsx: the file: found no `rooms`, expected one. (Rooms.)",
    ]


def test_the_conference_has_one_row(tmp_path: Path) -> None:
    """One is read everywhere else here; none and two are told."""
    head, row = TABLES["conference"]
    assert "plan.xlsx: conference: found 2 rows, expected one row below the heading." in said_of(
        tmp_path, conference=(head, row, row)
    )
    assert "plan.xlsx: conference: found 0 rows, expected one row below the heading." in said_of(
        tmp_path, conference=(head,)
    )
