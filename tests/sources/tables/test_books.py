"""Workbooks: what is hidden, computed, damaged or too large."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import FIELDS, book, complaints

PLAN = "plan.xlsx"


def test_hidden_rows_and_sheets_are_read(tmp_path: Path) -> None:
    """A filter that was left on must not drop sessions."""
    plan = book(tmp_path / PLAN)
    workbook = load_workbook(plan)
    workbook["sessions"].row_dimensions[3].hidden = True
    workbook["rooms"].sheet_state = "hidden"
    workbook.save(plan)
    assert [each.id for each in import_tables([plan]).instance.sessions] == ["opening", "talk"]


def changed(plan: Path, before: bytes, after: str, sheet: int = 1) -> Path:
    """Write another text in the place of a pattern in a sheet of a workbook."""
    with zipfile.ZipFile(plan) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    name = f"xl/worksheets/sheet{sheet}.xml"
    content[name], number = re.subn(before, after.encode(), content[name], count=1)
    assert number == 1
    with zipfile.ZipFile(plan, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, of_it in content.items():
            archive.writestr(each, of_it)
    return plan


def computed(plan: Path, after: str) -> Path:
    """Change a formula of the sheet of sessions as a spreadsheet does that computes it."""
    return changed(plan, FORMULA, after, sheet=4)


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


def test_formulas_without_value_are_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Written by a program that computes nothing, or wrong."""
    rows = (FIELDS, ("opening", "Opening", "meeting", "=30+30"))
    cells = ("<f>30+30</f><v/>", "<f>1/0</f><v>#DIV/0!</v>")
    told = []
    for kind, stored in zip(("", ' t="e"'), cells, strict=True):
        plan = book(tmp_path / PLAN, sessions=rows)
        told += complaints(tmp_path, computed(plan, f'<c r="D2"{kind}>{stored}</c>'))
    assert told == snapshot


def test_what_is_no_workbook_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Beside what is wrong elsewhere."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    files = {"broken.xlsx": b"PK\x03\x04 and then nothing", "empty.xlsx": b"", "old.xlsx": old}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    names = (*files, "none.csv", "plan.ods")
    plan = book(tmp_path / PLAN)
    assert complaints(tmp_path, plan, *(tmp_path / name for name in names)) == snapshot


BOMBS = {
    "merged": '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    "linked": '<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>',
    "many ranges": "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 5_001 + "</mergeCells>",
    "many elements": "<ignored>" + "<a/>" * 2_000_000 + "</ignored>",
}


def test_what_a_workbook_would_multiply_into_is_counted_before(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """A few bytes would be cells without end, or ten entities of each other a million words."""
    told = {}
    for name, ranges in BOMBS.items():
        plan = changed(book(tmp_path / PLAN), b"</sheetData>", f"</sheetData>{ranges}")
        told[name] = complaints(tmp_path, plan)
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY a0 "lol">{entities}]><worksheet'
    told["entities"] = complaints(tmp_path, changed(book(tmp_path / PLAN), b"<worksheet", bomb))
    assert told == snapshot


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
    assert "1,001 rows of 250 columns" in complaints(tmp_path, plan)[0]
