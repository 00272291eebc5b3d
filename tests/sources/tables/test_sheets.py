"""Sheets: headings, what stands above them, rows, and what is merged, unknown or lacking."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import FIELDS, TABLES, Rows, book, complaints, imported, said_of

OPENING = ("opening", "Opening", "meeting", 60)
TALK = ("talk", "Talk", "meeting", 30)
TITLE = ("Sessions of the conference, draft of 3 May",)
EMPTY: Sequence[Any] = ()
PLAN = "plan.xlsx"
HEAD, ROW = TABLES["conference"]

WRONG: Mapping[str, Mapping[str, Rows]] = {
    "a misspelt heading": {"sessions": ((*FIELDS[:3], "duratoin"), OPENING, TALK)},
    "a heading that is near to none": {"rooms": (("id", "chairs"), ("hall", 100))},
    "a column that is needed": {"sessions": (FIELDS[:3], OPENING[:3], TALK[:3])},
    "two columns": {"sessions": ((*FIELDS, "Duration", None), (*OPENING, 30, "see mail"))},
    "what no cell can hold": {"sessions": ((*FIELDS, "Panel"), (*OPENING, "two ministers"))},
    "rows keep their numbers where others are empty": {
        "sessions": (
            *(EMPTY, (*FIELDS, "body"), EMPTY, (*OPENING, " \u00a0"), EMPTY),
            ("talk", "Talk", "meeting", 0),
        )
    },
    "a field that is needed": {"sessions": ((*FIELDS, "body"), ("opening", None, "meeting", 60))},
    "the order of sheets": {
        "rooms": (("id", "capacity"), ("hall", 0)),
        "sessions": (
            *(FIELDS, ("opening", "Opening", "meetign", 60)),
            *(("opening", "Talk", "meeting", 30), ("talk", "Talk", "meeting", "?")),
        ),
    },
    "what an instance needs": {"rooms": (), "conference": (("name", "zone"), ("small", "UTC"))},
    "a sheet without headings": {
        "people": [(f"person-{number}", f"Person {number}") for number in range(40)],
        "sessions": ((*FIELDS, "people.chair"), (*OPENING, "person-1")),
    },
    "a title above the headings": {"sessions": (TITLE, EMPTY, *TABLES["sessions"])},
    "headings near to others": {
        "sessions": (
            (*FIELDS, "durations", "theme", "chair", "room", "contact"),
            (*OPENING, 1, 2, 3, 4, 5),
        )
    },
    "sheets that are no tables": {"Sheet3": (), "session": (("id",),), "agenda": (("id",),)},
    "a conference without a row": {"conference": (HEAD,)},
    "a conference of two rows": {"conference": (HEAD, ROW, ROW)},
}
"""Tables in the place of those of a good workbook."""


def test_what_is_wrong_with_sheets_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """All of it, and nothing else."""
    assert {name: said_of(tmp_path, **tables) for name, tables in WRONG.items()} == snapshot


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


def test_notes_are_not_read(tmp_path: Path) -> None:
    """Columns and sheets, and rows that hold notes alone."""
    rows = ((*FIELDS, "# contact"), (*OPENING, "mail"), (None, None, None, None, "to be asked"))
    tables = {"sessions": rows, "# to do": (("anything",), ("at all",))}
    assert [each.id for each in imported(tmp_path, **tables).instance.sessions] == ["opening"]


def test_merged_cells_are_an_error(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Which row a merged cell belongs to is not guessed."""
    plan = book(tmp_path / PLAN, sessions=(FIELDS, OPENING, ("talk", "Talk", None, 30)))
    workbook = load_workbook(plan)
    workbook["sessions"].merge_cells("C2:C3")
    workbook.save(plan)
    assert complaints(tmp_path, plan) == snapshot


def test_what_is_no_table_at_all_comes_with_what_to_do(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """That a list is guessed, and where there are tables to fill in."""
    workbook = Workbook()
    workbook.worksheets[0].title = "Programme"
    workbook.worksheets[0].append(["Titre", "Horaire"])
    workbook.create_sheet("Salles").append(["Salle", "Places"])
    workbook.save(tmp_path / "my plan.xlsx")
    assert complaints(tmp_path, tmp_path / "my plan.xlsx") == snapshot


def test_a_table_stands_in_one_sheet(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Of one workbook or of several."""
    other = Workbook()
    other.worksheets[0].title = "Rooms"
    other.worksheets[0].append(["id", "capacity"])
    other.save(tmp_path / "rooms.xlsx")
    assert complaints(tmp_path, book(tmp_path / PLAN), tmp_path / "rooms.xlsx") == snapshot


def test_tables_and_fields_that_are_missing_are_told(tmp_path: Path) -> None:
    """Each once, with its meaning."""
    table = tmp_path / "sessions.csv"
    table.write_text("id,title,kind,duration\nopening,Opening,meeting,60\n", encoding="utf-8")
    told = complaints(tmp_path, table)
    fields = ("first_day", "kinds", "last_day", "name", "rooms", "zone")
    assert [line.partition(", expected")[0] for line in told] == [
        f"sessions.csv: the file: found no `{field}`" for field in fields
    ]
