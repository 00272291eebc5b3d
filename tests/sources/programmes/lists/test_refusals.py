"""What is refused: files that are no lists, grids, lists without headings, and mappings that do not fit."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.sources.programmes import guessed
from tests.sources.programmes.lists.files import complaints, imported, written

HEAD = "Title,Room,Start,Length\n"
ROW = "Oak,Hall,2026-06-11 09:00,45\n"
MAPPING = "zone: UTC\ncolumns: {title: Title, room: Room, start: Start, duration: Length}\n"


def refused(path: Path) -> list[str]:
    """Return why no mapping is proposed for a file, without its folder."""
    with pytest.raises(InstanceError) as error:
        guessed([path])
    return [line.replace(f"{path.parent}/", "") for line in error.value.troubles]


NO_LISTS = {
    "days side by side.csv": "Plan\n,Monday 8 June,Tuesday 9 June\n9:00,Opening,Soils\n10:00,Maps,Seeds\n",
    "rooms side by side.csv": "Hour,Hall,Library,Garden\n9:00,Opening,,\n10:00,Maps,Soils,Bees\n",
    "stages side by side.csv": "Start,Title,Room,Title,Room\n2026-06-11 09:00,Oak,Hall,Ash,Attic\n",
    "no headings.csv": "Oak and its friends,Hall\nAsh,Attic\n",
    "empty.csv": "",
    "zero.csv": "Title\n\0\n",
    "damaged.xlsx": "PK\x03\x04",
    "other.doc": "x",
    "numbers.json": "[1, 2]",
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, snapshot: SnapshotAssertion) -> None:
    """By the guess, and by a mapping, with what to do."""
    path = written(tmp_path, NO_LISTS[name], name)
    mapping = written(tmp_path, MAPPING, "m.yaml")
    assert {"guess": refused(path), "mapping": complaints(path, mapping=mapping)} == snapshot


def test_a_sheet_that_looks_endless_is_refused(tmp_path: Path) -> None:
    """Reading it would take more memory than there is."""
    book = Workbook()
    book.worksheets[0].append(["Title"])
    book.worksheets[0].cell(200_000, 5).value = "x"
    book.save(tmp_path / "a.xlsx")
    (line,) = refused(tmp_path / "a.xlsx")
    assert "found 200,000 rows of 5 columns, expected at most 250,000 cells." in line


def test_a_list_without_sessions_or_times_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """With the reasons; all that is lacking is told at once."""
    path = written(tmp_path, HEAD + "Oak,Hall,lunchtime 1,45\n")
    unread = complaints(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    path = written(tmp_path, "Title\nOak\n")
    mapping = written(tmp_path, "zone: UTC\nminutes: 30\ncolumns: {title: Title}\n", "m.yaml")
    assert [unread, complaints(path, mapping=mapping)] == snapshot


WRONG = (
    ("t: Start", "t: Begin"),
    ("Title", "Titel"),
    ("title: Title, ", ""),
    ("title: T", "titel: T"),
    ("columns", "column"),
    *(
        ("zone: UTC", each)
        for each in (
            *("zone: Europe/Lisboa", "minutes: 0", "minutes: many", "dates: mdy", "between: ['']"),
            *("rooms: {Hall: -1}", "zone: UTC\nlist: Talks"),
            "zone: UTC\nfirst_day: 2026-06-12\nlast_day: 2026-06-11",
        )
    ),
)
"""What stands in a good mapping, and what in its place."""


def test_a_mapping_that_does_not_fit_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With its line."""
    path = written(tmp_path, HEAD + ROW)
    imported(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    told = {}
    for before, after in WRONG:
        mapping = written(tmp_path, MAPPING.replace(before, after, 1), "m.yaml")
        told[f"{before} -> {after}"] = complaints(path, mapping=mapping)
    assert told == snapshot
