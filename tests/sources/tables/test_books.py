"""Workbooks: what is hidden, computed, damaged or too large."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import FIELDS, book, complaints

PLAN = "plan.xlsx"


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
    assert import_tables([plan]).instance.sessions[0].attendance is None


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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"PK\x03\x04 and then nothing",
            "cannot be read as a workbook. Save it as .xlsx, or as CSV.",
        ),
        (b"", "is empty: nothing was saved in it."),
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


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        (
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            (
                "found 17,179,869,184 cells merged or with a link, expected at most 250,000. Select all "
                "cells of the sheet and take that off."
            ),
        ),
        (
            '<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>',
            (
                "found 17,179,869,184 cells merged or with a link, expected at most 250,000. Select all "
                "cells of the sheet and take that off."
            ),
        ),
        (
            "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 5_001 + "</mergeCells>",
            (
                "found 5,001 ranges of cells merged or with a link, expected at most 5,000. Select all "
                "cells of the sheet and take that off."
            ),
        ),
        (
            "<ignored>" + "<a/>" * 2_000_000 + "</ignored>",
            (
                "holds more than 2,000,000 elements, which is too much. Leave only the tables in it, and "
                "delete rows and columns that look empty."
            ),
        ),
    ],
    ids=["merged", "linked", "many ranges", "many elements"],
)
def test_what_a_workbook_would_multiply_into_is_counted_before(
    tmp_path: Path, ranges: str, said: str
) -> None:
    """A few bytes would be cells without end."""
    plan = changed(book(tmp_path / PLAN), "</sheetData>", f"</sheetData>{ranges}")
    assert complaints(tmp_path, plan) == [f"plan.xlsx: {said}"]


def test_a_workbook_defines_no_entities(tmp_path: Path) -> None:
    """Ten of each other ten times would be a thousand million words."""
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY a0 "lol">{entities}]><worksheet'
    plan = changed(book(tmp_path / PLAN), "<worksheet", bomb)
    assert complaints(tmp_path, plan) == [
        "plan.xlsx: defines entities of XML, which no spreadsheet program does."
    ]


def changed(plan: Path, before: str, after: str) -> Path:
    """Write another text in the place of one in the first sheet of a workbook."""
    with zipfile.ZipFile(plan) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert before.encode() in content[sheet]
    content[sheet] = content[sheet].replace(before.encode(), after.encode(), 1)
    with zipfile.ZipFile(plan, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return plan


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
