"""Agendas as a table: what is written comes back as it was, and each fault names its cell."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.errors import SolutionError
from scheduler.schedule import AgendaEntry
from scheduler.sources.tables import agendas_in, table_of_agendas
from tests.agendas import dealing, item, meeting
from tests.conference import placed

INSTANCE = meeting(
    item("roads", 40, parts=2, documents=[{"symbol": "D/1"}, {"symbol": "D/2"}]),
    item("boats", 30, title="=1+1"),
    item("ports", settled=100),
)
SCHEDULE = dealing(
    placed(INSTANCE, one="Mon 09:00 A", two="Tue 09:00 A"), one="boats 30, roads 20", two="roads 20"
)


def written(folder: Path, text: str) -> Path:
    """Write a table."""
    path = folder / "agendas.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_comes_back_as_it_was(tmp_path: Path) -> None:
    """Rows are by time, each agenda in its order; a title is no formula."""
    table = table_of_agendas(INSTANCE, SCHEDULE)
    assert table.decode().splitlines() == [
        "session,item,minutes,start,end,session_title,title,documents",
        "one,boats,30,2021-11-08 09:00,2021-11-08 09:30,One,'=1+1,",
        "one,roads,20,2021-11-08 09:30,2021-11-08 09:50,One,Roads,D/1; D/2",
        "two,roads,20,2021-11-09 09:00,2021-11-09 09:20,Two,Roads,D/1; D/2",
    ]
    path = tmp_path / "agendas.csv"
    path.write_bytes(table)
    assert SCHEDULE.with_agendas(agendas_in(path, INSTANCE)) == SCHEDULE


def test_a_workbook_is_read_too_and_rows_may_change_places(tmp_path: Path) -> None:
    """As somebody has saved it: headings in another case, columns in another order, numbers as such."""
    book = Workbook()
    for row in (("Minutes", "Item", "Session"), (20, "roads", "one"), (30, "boats", "one")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "agendas.xlsx")
    assert agendas_in(tmp_path / "agendas.xlsx", INSTANCE) == (
        AgendaEntry("one", "roads", 20),
        AgendaEntry("one", "boats", 30),
    )


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (
            "session,item\none,roads\n",
            'A1: found the headings "session", "item", expected the columns `session` and',
        ),
        (
            "session,item,minutes\none,road,20\n",
            'B2: item: found "road", expected the id of one of',
        ),
        ("session,item,minutes\n,roads,20\n", "A2: session: found nothing"),
        ("session,item,minutes\none,roads,0\n", 'C2: minutes: found "0", expected whole minutes'),
        ("session,item,minutes\none,roads,2.5\n", 'C2: minutes: found "2.5"'),
        ("session,item,minutes\none,ports,20\n", 'B2: item: found "ports", expected an item that'),
        (
            "session,item,minutes\none,roads,9\none,roads,9\n",
            'B3: item: found "roads", expected each item once in a session',
        ),
        ("", "found nothing in it"),
    ],
)
def test_each_fault_names_its_cell(tmp_path: Path, text: str, trouble: str) -> None:
    """And what was expected there."""
    with pytest.raises(SolutionError) as raised:
        agendas_in(written(tmp_path, text), INSTANCE)
    assert trouble in str(raised.value)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """Of a file that is no table."""
    with pytest.raises(SolutionError, match=r"expected \.xlsx or \.csv"):
        agendas_in(tmp_path / "agendas.txt", INSTANCE)
