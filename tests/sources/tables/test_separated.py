"""CSV as spreadsheets of several languages write it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.tables import ImportedTables, import_tables
from tests.sources.tables.books import book, complaints

HEAD = "id,title,kind,duration,themes"


def with_csv(folder: Path, content: bytes, name: str = "rooms.csv") -> ImportedTables:
    """Return what is made of a workbook, whose rooms or sessions stand in CSV instead."""
    path = folder / name
    path.write_bytes(content)
    table = name.partition(".")[0].lower()
    return import_tables([book(folder / "plan.xlsx", **{table: ()}), path])


def said_of_csv(folder: Path, content: bytes, name: str = "rooms.csv") -> list[str]:
    """Return what is said of a workbook, one of whose tables stands in CSV instead."""
    table = "sessions" if name == "sessions.csv" else "rooms"
    (folder / name).write_bytes(content)
    return complaints(folder, book(folder / "plan.xlsx", **{table: ()}), folder / name)


READ: Mapping[str, bytes] = {
    "commas": "id,title,capacity\nhall,Côté cour,100\n".encode(),
    "semicolons and a mark of order": "id;title;capacity\r\nhall;Côté cour;100\r\n".encode(
        "utf-8-sig"
    ),
    "tabs": "id\ttitle\tcapacity\nhall\tCôté cour\t100".encode(),
    "bars": "id|title|capacity\nhall|Côté cour|100".encode(),
    "quotes, and empty lines": '"id","title","capacity"\n\n,,\n"hall", "Côté cour","100"\n'.encode(),
    "signs within quotes": 'id;# a;title;capacity\nhall;"x, y, z";Côté cour;100'.encode(),
    # Neither what stands behind a separator nor a title says which sign stands between cells.
    "a separator within a heading": "id,# of\u2028id;title;x,title,capacity\nhall,,Côté cour,100\n".encode(),
}
"""CSV of one room."""


@pytest.mark.parametrize("name", READ)
def test_the_sign_between_cells_is_found(tmp_path: Path, name: str) -> None:
    """Whatever program has written it."""
    found = with_csv(tmp_path, READ[name])
    (room,) = found.instance.rooms
    assert (room.id, room.title, room.capacity) == ("hall", "Côté cour", 100)
    assert not found.notes


def test_lists_are_quoted_where_semicolons_part_cells(tmp_path: Path) -> None:
    """As spreadsheets do by themselves; line breaks in a title are kept, and rows are counted as shown."""
    text = 'id;title;kind;duration;themes\nopening;"Opening\nday";meeting;60;"money; skills"\n'
    (session,) = with_csv(tmp_path, text.encode(), "Sessions.csv").instance.sessions
    assert session.themes == ("money", "skills")
    assert session.title == "Opening\nday"


def test_a_trouble_names_the_file_and_the_cell(tmp_path: Path) -> None:
    """Row and column as a spreadsheet shows them."""
    rows = f'{HEAD}\na,"A\nB",meeting,60,\nb,B,meeting,"60,0",\n'
    (told,) = said_of_csv(tmp_path, rows.encode(), "sessions.csv")
    assert told.startswith('sessions.csv: D3: sessions[b].duration: found "60,0", expected a whole')


def test_breaks_within_cells_are_lines_and_other_codes_are_told(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Lines end in two ways."""
    found = with_csv(tmp_path, b'id,title,capacity\r\nhall,"Main\r\nhall",100\r\n')
    assert found.instance.rooms[0].title == "Main\nhall"
    assert said_of_csv(tmp_path, b"id,title,capacity\nhall,ding\x07dong,100\n") == snapshot


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "id,capacity\nhall,100\n".encode("utf-16"),
            "found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.",
        ),
        (
            b"id,capacity\nhall,\x00\n",
            "found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.",
        ),
        (
            "id,title\nhall,Côté cour\n".encode("latin-1"),
            "is not text in UTF-8. Save it as CSV in UTF-8.",
        ),
        (b'id,capacity\n"hall,100\n', "cannot be read as CSV: unexpected end of data."),
    ],
)
def test_what_is_no_csv_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    """One line, whatever else is missing for it."""
    assert said_of_csv(tmp_path, content) == [f"rooms.csv: {said}"]


def test_the_name_of_the_file_is_that_of_the_table(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Another is told, with the one that may be meant."""
    assert said_of_csv(tmp_path, b"id,capacity\nhall,100\n", "room.csv") == snapshot
