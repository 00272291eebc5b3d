"""What stands above the headings of a sheet, and sheets without headings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scheduler.sources.tables import import_tables
from tests.sources.tables.books import TABLES, book, complaints, imported, said_of

TITLE = ("Sessions of the conference, draft of 3 May",)
EMPTY: Sequence[Any] = ()


def test_a_title_above_the_headings_is_left_out_and_told(tmp_path: Path) -> None:
    """With other lines and blank ones; cells below are still named by where they stand."""
    rows = (TITLE, ("Secretariat", "version 2"), EMPTY, *TABLES["sessions"])
    made = imported(tmp_path, sessions=rows)
    assert [session.id for session in made.instance.sessions] == ["opening", "talk"]
    (note,) = made.notes
    assert note == (
        f"{tmp_path}/plan.xlsx: sessions: 2 rows stand above the headings, and are not read: "
        '"Sessions of the conference, draft of 3 May".'
    )
    wrong = (TITLE, EMPTY, *TABLES["sessions"], ("late", "Late", "meeting", "long"))
    assert said_of(tmp_path, sessions=wrong)[0].startswith("plan.xlsx: sessions!D6: ")


def test_a_title_may_be_in_merged_cells(tmp_path: Path) -> None:
    """Cells that are merged below the headings are an error as before."""
    plan = book(tmp_path / "plan.xlsx", sessions=(TITLE, *TABLES["sessions"]))
    workbook = load_workbook(plan)
    workbook["sessions"].merge_cells("A1:D1")
    workbook.save(plan)
    assert len(import_tables([plan]).instance.sessions) == 2
    workbook["sessions"].merge_cells("B3:B4")
    workbook.save(plan)
    assert any("sessions!B3:B4: found merged cells" in each for each in complaints(tmp_path, plan))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_title_above_the_headings_of_csv_says_nothing_of_the_sign(
    tmp_path: Path, sign: str
) -> None:
    """Nor do its commas."""
    plan = book(tmp_path / "plan.xlsx")
    workbook = load_workbook(plan)
    del workbook["rooms"]
    workbook.save(plan)
    cells = (("id", "title", "capacity"), ("hall", "Main hall", "100"))
    lines = [
        "Rooms, by size, as of May, without the annex, all",
        "",
        *(sign.join(each) for each in cells),
    ]
    (tmp_path / "rooms.csv").write_text("\n".join(lines))
    made = import_tables([plan, tmp_path / "rooms.csv"])
    assert [room.capacity for room in made.instance.rooms] == [100]
    assert "rooms.csv: row 1 stands above the headings, and is not read" in made.notes[0]


def test_a_sheet_without_headings_is_told_once(tmp_path: Path) -> None:
    """Whatever other sheets say of its rows."""
    people = [(f"person-{number}", f"Person {number}") for number in range(40)]
    talks = [(f"talk-{number}", "Talk", "meeting", 30, f"person-{number}") for number in range(40)]
    heading = ("id", "title", "kind", "duration", "people.chair")
    assert said_of(tmp_path, people=people, sessions=(heading, *talks)) == [
        (
            "plan.xlsx: people: found no row of headings, expected one that names fields of `people` "
            "(id, title, class, delegation …) in its first rows."
        )
    ]
