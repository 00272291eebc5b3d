"""Tables on top of another instance, and workbooks that another program has saved."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.sources import read_instance
from scheduler.sources.tables import import_tables, template
from scheduler.sources.tables.columns import tables
from scheduler.sources.tables.workbooks import plain
from tests.sources.tables.books import book, complaints
from tests.sources.tables.committees import fill, sheets


def test_each_column_has_a_note_that_says_how_it_is_written(snapshot: SnapshotAssertion) -> None:
    """What it means, whether it is needed, and how it is written."""
    sheet = load_workbook(io.BytesIO(template(["themes"])))["sessions"]
    notes = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
    assert list(notes)[:4] == ["id", "title", "kind", "body"]
    assert notes["duration"] == snapshot
    assert notes["themes"] == snapshot


def test_what_no_cell_can_hold_is_known() -> None:
    """Whatever the format gains; no two columns of a table are taken for each other."""
    assert {name: table.nested for name, table in tables().items() if table.nested} == {
        "not_beside": ("groups", "tracks"),
        "sessions": ("labels", "panel"),
        "items": ("documents",),
        "teams": ("absences",),
    }
    for table in tables().values():
        names = [plain(column.name) for column in table.columns]
        assert len(names) == len(set(names))


def test_tables_take_the_place_of_those_of_the_base(tmp_path: Path) -> None:
    """The others stay, and what refers to a row that is gone is told with its line."""
    plan = book(tmp_path / "all.xlsx")
    base = tmp_path / "base.yaml"
    base.write_text(
        import_tables([plan]).text + "orders:\n  - {first: [opening], then: [talk]}\n", "utf-8"
    )
    head = ("id", "title", "kind", "duration")
    rest = {"conference": (), "kinds": (), "rooms": ()}
    more = book(
        tmp_path / "more.xlsx",
        sessions=(head, ("opening", "Opening", "meeting", 90), ("talk", "Talk", "meeting", 45)),
        **rest,
    )
    found = import_tables([more], base).instance
    assert [str(each.duration) for each in found.sessions] == ["1:30:00", "0:45:00"]
    assert found.rooms == read_instance(base).rooms
    fewer = book(
        tmp_path / "fewer.xlsx", sessions=(head, ("opening", "Opening", "meeting", 90)), **rest
    )
    line = len(base.read_text("utf-8").splitlines())
    assert complaints(tmp_path, fewer, base=base) == [
        (
            f'base.yaml:{line}: orders[1].then[1]: found "talk", expected the id of a session in `sessions`. '
            "Known: opening."
        )
    ]


def test_a_sheet_without_rows_takes_nothing_away(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Of a template that was filled in by half; it is told."""
    base = tmp_path / "base.yaml"
    base.write_text(import_tables([book(tmp_path / "all.xlsx")]).text, "utf-8")
    found = import_tables([book(tmp_path / "half.xlsx", rooms=(("id", "capacity"),))], base)
    assert [room.id for room in found.instance.rooms] == ["hall"]
    assert [note.replace(f"{tmp_path}/", "") for note in found.notes] == snapshot


def test_a_base_that_is_wrong_is_told(tmp_path: Path) -> None:
    """Beside what is wrong with tables."""
    base = tmp_path / "base.yaml"
    base.write_text("format: 1\ngrid: 0\n", "utf-8")
    plan = book(tmp_path / "plan.xlsx", rooms=(("id", "capacity"), ("hall", 0)))
    told = [line.partition(": found")[0] for line in complaints(tmp_path, plan, base=base)]
    assert told[:2] == ["base.yaml:2: grid", "plan.xlsx: rooms!B2: rooms[hall].capacity"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_may_save_it_in_between(tmp_path: Path) -> None:
    """LibreOffice: the same instance, and its lists drop down afterwards as before."""
    plan = fill(tmp_path / "plan.xlsx", sheets())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    saved = tmp_path / "saved"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), plan],
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert import_tables([saved / "plan.xlsx"]).instance == import_tables([plan]).instance
    lists = load_workbook(saved / "plan.xlsx")["sessions"].data_validations.dataValidation
    assert any("kinds" in str(each.formula1) for each in lists)
