"""Sheets: headings, rows, what is merged, hidden, computed or unknown."""

import re
import zipfile
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
        ("room", 'Maybe "pin.room"?'),
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
            "(Minutes from start to end, as they pass.)"
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


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    """A filter that was left on must not drop sessions."""
    plan = book(tmp_path / PLAN)
    workbook = load_workbook(plan)
    workbook["sessions"].row_dimensions[3].hidden = True
    workbook["sessions"].row_dimensions[9].hidden = True  # nothing stands there
    workbook["rooms"].sheet_state = "hidden"
    workbook.save(plan)
    found = import_tables([plan])
    assert [each.id for each in found.instance.sessions] == ["opening", "talk"]
    assert [note.replace(f"{tmp_path}/", "") for note in found.notes] == [
        "plan.xlsx: rooms: the sheet is hidden, and was read like the others.",
        "plan.xlsx: sessions: 1 row is hidden, and was read like the others.",
    ]


def computed(plan: Path, after: str) -> Path:
    """Change a formula of the sheet of sessions as a spreadsheet does that computes it."""
    with zipfile.ZipFile(plan) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet4.xml"
    content[name], number = re.subn(FORMULA, after.encode(), content[name])
    assert number == 1
    with zipfile.ZipFile(plan, "w") as archive:
        for each, of_it in content.items():
            archive.writestr(each, of_it)
    return plan


FORMULA = rb'<c r="D2"><f>30\+30</f>(<v ?/>|<v></v>)</c>'


def test_formulas_have_the_value_that_was_stored(tmp_path: Path) -> None:
    """Nothing is computed here."""
    plan = book(tmp_path / PLAN, sessions=(FIELDS, ("opening", "Opening", "meeting", "=30+30")))
    computed(plan, '<c r="D2"><f>30+30</f><v>61</v></c>')
    assert str(import_tables([plan]).instance.sessions[0].duration) == "1:01:00"


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    """As in columns filled down with =IF(…,"")."""
    rows = (
        (*FIELDS[:3], "attendance", "duration"),
        ("opening", "Opening", "meeting", "=30+30", 60),
    )
    plan = computed(book(tmp_path / PLAN, sessions=rows), '<c r="D2" t="str"><f>A9</f><v></v></c>')
    assert import_tables([plan]).instance.sessions[0].attendance == 0


@pytest.mark.parametrize(
    ("stored", "complaint"),
    [
        (
            '<c r="D2"><f>30+30</f><v/></c>',
            (
                "found a formula whose value is not stored, expected a value. Open the workbook in the "
                "spreadsheet program and save it, or put the value in its place."
            ),
        ),
        (
            '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            "found the error #DIV/0!, expected a value. Correct the formula.",
        ),
    ],
)
def test_formulas_without_value_are_told(tmp_path: Path, stored: str, complaint: str) -> None:
    """Written by a program that computes nothing, or wrong."""
    plan = book(tmp_path / PLAN, sessions=(FIELDS, ("opening", "Opening", "meeting", "=30+30")))
    assert complaints(tmp_path, computed(plan, stored)) == [
        f"plan.xlsx: sessions!D2: sessions[opening].duration: {complaint}"
    ]


def test_unknown_sheets_are_told(tmp_path: Path) -> None:
    """Empty ones, such as a new workbook has, are not."""
    tables = {"Sheet3": (), "session": (("id",),), "day profiles": (("id",),), "agenda": (("id",),)}
    first, second, third = said_of(tmp_path, **tables)
    assert first == (
        'plan.xlsx: session: found a sheet with the name "session", expected the name of a table. '
        'Maybe "sessions"?'
    )
    assert second == (
        'plan.xlsx: day profiles: found a sheet with the name "day profiles", '
        "expected the name of a table. No sheet can hold `day_profiles`: "
        "write them in YAML, in the file of --into."
    )
    assert third.startswith(
        'plan.xlsx: agenda: found a sheet with the name "agenda", expected the name of a table. '
        "Known: conference, "
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
    into = "Or give an instance that has it with --into."
    assert said_of(tmp_path, rooms=(), conference=(("name", "zone"), ("small", "UTC"))) == [
        f"plan.xlsx: found no `first_day`, expected one, in the sheet `conference`. {into}",
        f"plan.xlsx: found no `last_day`, expected one, in the sheet `conference`. {into}",
        f"plan.xlsx: found no sheet `rooms`, expected one. {into}",
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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"PK\x03\x04 and then nothing",
            "cannot be read as a workbook. Save it as .xlsx, or as CSV.",
        ),
        (b"", "cannot be read as a workbook. Save it as .xlsx, or as CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "has a password or is in an old format; save it as .xlsx without password.",
        ),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    """Beside what is wrong elsewhere."""
    (tmp_path / "broken.xlsx").write_bytes(content)
    plan = book(tmp_path / PLAN)
    assert complaints(tmp_path, plan, tmp_path / "broken.xlsx", tmp_path / "none.csv") == [
        f"broken.xlsx: {said}",
        "none.csv: there is no such file.",
    ]


def test_other_files_are_told(tmp_path: Path) -> None:
    """Their endings say what they are."""
    assert complaints(tmp_path, book(tmp_path / PLAN), tmp_path / "plan.ods") == [
        'plan.ods: found the ending ".ods", expected .xlsx or .csv. Save it as one.'
    ]


@pytest.mark.slow
def test_a_sheet_has_so_many_rows_at_most(tmp_path: Path) -> None:
    """A format at the far end of a sheet is no reason to look at millions of cells."""
    plan = book(tmp_path / PLAN)
    workbook = load_workbook(plan)
    workbook["sessions"].cell(1_000, 250).number_format = "@"
    workbook.save(plan)
    assert len(import_tables([plan]).instance.sessions) == 2
    workbook["sessions"].cell(1_001, 1).number_format = "@"
    workbook.save(plan)
    assert complaints(tmp_path, plan)[0] == (
        "plan.xlsx: sessions: found 1,001 rows of 250 columns, expected at most 250,000 cells. "
        "Delete the rows below the table and the columns beside it, even if they look empty."
    )
