"""Sheets: headings, what stands above them, rows, and what is merged, unknown or lacking."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import FIELDS, TABLES, Rows, book, complaints, imported, said_of

OPENING = ("opening", "Opening", "meeting", 60)
TALK = ("talk", "Talk", "meeting", 30)
TITLE = ("Sessions of the conference, draft of 3 May",)
EMPTY: Sequence[Any] = ()
PLAN = "plan.xlsx"
NOTES = "Headings that begin with # are notes, and not read."
NO_FIELD = "expected the name of a field."
MINUTES = "expected a whole number of minutes from 1 to 10080."
HEAD, ROW = TABLES["conference"]

TOLD: Mapping[str, tuple[Mapping[str, Rows], Sequence[str]]] = {
    "a misspelt heading is not missed in each row": (
        {"sessions": ((*FIELDS[:3], "duratoin"), OPENING, TALK)},
        [f'sessions!D1: found the heading "duratoin", {NO_FIELD} Maybe "duration"?'],
    ),
    "a column that is needed is missed once": (
        {"sessions": (FIELDS[:3], OPENING[:3], TALK[:3])},
        [
            (
                "sessions: found no column `duration`, expected one. "
                "(Minutes from start to end, as they pass, without breaks that it spans.)"
            )
        ],
    ),
    "which of two columns counts is not guessed": (
        {"sessions": ((*FIELDS, "Duration", None), (*OPENING, 30, "see mail"))},
        [
            'sessions!E1: found the heading "Duration" again, expected each heading once.',
            (
                'sessions!F2: sessions[1]: found "see mail" in a column without heading, '
                f"expected a heading. {NOTES}"
            ),
        ],
    ),
    "what no cell can hold has a sheet": (
        {"sessions": ((*FIELDS, "Panel"), (*OPENING, "two ministers"))},
        [
            (
                'sessions!E1: found the heading "Panel", expected a field that a cell can hold. '
                "No cell can hold `panel`: write it in the sheet `panel_roles`."
            )
        ],
    ),
    "rows keep their numbers where others are empty": (
        {
            "sessions": (
                *(EMPTY, (*FIELDS, "body"), EMPTY, (*OPENING, " \u00a0"), EMPTY),
                ("talk", "Talk", "meeting", 0),
            )
        },
        [f"sessions!D6: sessions[talk].duration: found 0, {MINUTES}"],
    ),
    "a field that is needed is missed at its cell": (
        {"sessions": ((*FIELDS, "body"), ("opening", None, "meeting", 60))},
        ["sessions!B2: sessions[opening]: found no `title`, expected one. (Name for people.)"],
    ),
    "all is told in the order of sheets": (
        {
            "rooms": (("id", "capacity"), ("hall", 0)),
            "sessions": (
                *(FIELDS, ("opening", "Opening", "meetign", 60)),
                *(("opening", "Talk", "meeting", 30), ("talk", "Talk", "meeting", "?")),
            ),
        },
        [
            "rooms!B2: rooms[hall].capacity: found 0, expected a whole number, 1 or more.",
            (
                'sessions!C2: sessions[opening].kind: found "meetign", '
                'expected the id of a kind in `kinds`. Maybe "meeting"?'
            ),
            (
                'sessions!A3: sessions[opening].id: found "opening" again, '
                "expected an id that nothing else in the table has."
            ),
            f'sessions!D4: sessions[talk].duration: found "?", {MINUTES}',
        ],
    ),
    "what an instance needs is missed": (
        {"rooms": (), "conference": (("name", "zone"), ("small", "UTC"))},
        [
            "the file: found no `first_day`, expected one. (First date of the conference.)",
            "the file: found no `last_day`, expected one. (Last date of it.)",
            "the file: found no `rooms`, expected one. (Rooms.)",
        ],
    ),
    "a sheet without headings is told once": (
        {
            "people": [(f"person-{number}", f"Person {number}") for number in range(40)],
            "sessions": ((*FIELDS, "people.chair"), (*OPENING, "person-1")),
        },
        [
            (
                "people: found no row of headings, expected one that names fields of `people` "
                "(id, title, class, delegation …) in its first rows."
            )
        ],
    ),
    "cells are named by where they stand below a title": (
        {"sessions": (TITLE, EMPTY, *TABLES["sessions"], ("late", "Late", "meeting", "long"))},
        [f'sessions!D6: sessions[late].duration: found "long", {MINUTES}'],
    ),
}
"""What is said of sheets, behind the name of the workbook."""


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_with_sheets_is_told(tmp_path: Path, name: str) -> None:
    """All of it, and nothing else."""
    tables, said = TOLD[name]
    assert said_of(tmp_path, **tables) == [f"plan.xlsx: {line}" for line in said]


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


def test_unknown_headings_are_told_with_the_field_that_may_be_meant(tmp_path: Path) -> None:
    """Once, in the order of columns; of the cells below nothing is said."""
    hints = {
        "durations": 'Maybe "duration"?',
        "theme": 'Maybe "themes"?',
        "chair": 'Maybe "people.chair"?',
        "room": 'Maybe "pin.room" or "was.room"?',
        "contact": NOTES,
    }
    rows = ((*FIELDS, *hints), (*OPENING, 1, 2, 3, 4, 5), (*TALK, 6, 7))
    assert said_of(tmp_path, sessions=rows) == [
        f'plan.xlsx: sessions!{letter}1: found the heading "{heading}", {NO_FIELD} {hint}'
        for letter, (heading, hint) in zip("EFGHI", hints.items(), strict=True)
    ]


def test_notes_are_not_read(tmp_path: Path) -> None:
    """Columns and sheets, and rows that hold notes alone."""
    rows = ((*FIELDS, "# contact"), (*OPENING, "mail"), (None, None, None, None, "to be asked"))
    tables = {"sessions": rows, "# to do": (("anything",), ("at all",))}
    assert [each.id for each in imported(tmp_path, **tables).instance.sessions] == ["opening"]


def test_a_title_above_the_headings_is_left_out_and_told(tmp_path: Path) -> None:
    """With other lines and blank ones."""
    rows = (TITLE, ("Secretariat", "version 2"), EMPTY, *TABLES["sessions"])
    made = imported(tmp_path, sessions=rows)
    assert [session.id for session in made.instance.sessions] == ["opening", "talk"]
    assert made.notes == (
        (
            f"{tmp_path}/plan.xlsx: sessions: 2 rows stand above the headings, and are not read: "
            '"Sessions of the conference, draft of 3 May".'
        ),
    )


def test_merged_cells_are_told_but_for_those_of_a_title(tmp_path: Path) -> None:
    """Which row a merged cell belongs to is not guessed."""
    plan = book(tmp_path / PLAN, sessions=(TITLE, FIELDS, OPENING, ("talk", "Talk", None, 30)))
    workbook = load_workbook(plan)
    workbook["sessions"]["C4"] = "meeting"
    workbook["sessions"].merge_cells("A1:D1")
    workbook.save(plan)
    assert len(import_tables([plan]).instance.sessions) == 2
    workbook["sessions"].merge_cells("C3:C4")
    workbook.save(plan)
    assert complaints(tmp_path, plan) == [
        (
            "plan.xlsx: sessions!C3:C4: found merged cells, expected a cell for each row and column. "
            "Unmerge them."
        ),
        (
            "plan.xlsx: sessions!C4: sessions[talk]: found no `kind`, expected one. "
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
        "Known: conference, days, "
    )
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
    assert complaints(tmp_path, book(tmp_path / PLAN), tmp_path / "rooms.xlsx") == [
        "rooms.xlsx: Rooms: found the table again, after plan.xlsx: rooms, expected each table once."
    ]


@pytest.mark.parametrize("rows", [(HEAD,), (HEAD, ROW, ROW)])
def test_the_conference_has_one_row(tmp_path: Path, rows: Rows) -> None:
    """One is read everywhere else here; none and two are told."""
    found = f"found {len(rows) - 1} rows, expected one row below the heading."
    assert f"plan.xlsx: conference: {found}" in said_of(tmp_path, conference=rows)
