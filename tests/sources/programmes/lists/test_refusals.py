"""What is refused: files that are no lists, grids, lists without headings, and mappings that do not fit."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.errors import InstanceError
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.files import complaints, imported, written

HEAD = "Title,Room,Start,Length\n"
ROW = "Oak,Hall,2026-06-11 09:00,45\n"
MAPPING = "zone: UTC\ncolumns: {title: Title, room: Room, start: Start, duration: Length}\n"
GRID = "Write a list: a row for each session, with columns such as Title, Day, Start, End and Room."


def refused(path: Path) -> list[str]:
    """Return why no mapping is proposed for a file, without its folder."""
    with pytest.raises(InstanceError) as error:
        guessed([path])
    return [line.replace(f"{path.parent}/", "") for line in error.value.troubles]


def test_days_side_by_side_are_refused(tmp_path: Path) -> None:
    """With what to do."""
    rows = "Programme\n,Monday 8 June,Tuesday 9 June\n9:00,Opening,Soils\n10:00,Maps,Seeds\n"
    assert refused(written(tmp_path, rows)) == [
        f'a.csv: headings: found days side by side ("Monday 8 June", "Tuesday 9 June"). {GRID}'
    ]


def test_rooms_side_by_side_are_refused(tmp_path: Path) -> None:
    """They are told by the times before them."""
    rows = "Hour,Auditorium,Library,Garden\n9:00,Opening,,\n10:00,Maps,Soils,Bees\n11:00,A,B,C\n"
    assert refused(written(tmp_path, rows)) == [
        (
            'a.csv: headings: found rooms or stages side by side ("Auditorium", "Library", "Garden"), '
            f"with times before them. {GRID}"
        )
    ]


def test_stages_side_by_side_are_refused(tmp_path: Path) -> None:
    """Each with a title of its own: by the guess, and by a mapping."""
    rows = "Start,Title,Room,Title,Room\n2026-06-11 09:00,Oak,Hall,Ash,Attic\n"
    path = written(tmp_path, rows)
    assert refused(path) == [
        f'a.csv: headings: found a title twice, with "Title (column D)". {GRID}'
    ]
    mapping = written(tmp_path, "zone: UTC\nminutes: 30\ncolumns: {title: Title}\n", "m.yaml")
    assert complaints(path, mapping=mapping) == [
        (
            'm.yaml:3: columns.title: found "Title" twice in a.csv, expected one column of titles. '
            "A list needs a row of headings, and below it a row for each session. "
            "Days or rooms that stand side by side belong below one another."
        )
    ]


def test_a_list_without_headings_is_refused(tmp_path: Path) -> None:
    """By the guess, and by a mapping."""
    path = written(tmp_path, "Oak and its friends,Hall\nAsh,Attic\n")
    assert refused(path) == [
        (
            'a.csv: headings: found "Oak and its friends", "Hall", expected a row of headings with a '
            "title among them. Name the columns in the first row: Title, Speakers, Track, Room, Day, "
            "Start, End. Or write the mapping by hand: docs/import.md."
        )
    ]
    mapping = written(tmp_path, MAPPING, "m.yaml")
    assert complaints(path, mapping=mapping) == [
        (
            "a.csv: headings: found none of the mapping's, expected headings such as Title, Room, Start "
            "and Length. A list needs a row of headings, and below it a row for each session. "
            "Days or rooms that stand side by side belong below one another."
        )
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "found nothing in it, expected a row of headings, and rows below."),
        (
            "a.csv",
            b"\xff\xfeN",
            "found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.",
        ),
        ("a.xlsx", b"PK\x03\x04", "cannot be read as a workbook. Save it as .xlsx, or as CSV."),
        (
            "a.doc",
            b"x",
            'found the ending ".doc", expected .csv, .tsv, .xlsx or .json. Save it as one.',
        ),
        (
            "a.json",
            b"[1, 2]",
            (
                'found no list of talks, expected a list of objects such as [{"title": "Opening", '
                '"start": "2026-06-09 09:00"}].'
            ),
        ),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """Empty, in another encoding, damaged, or something else: by the guess, and by a mapping."""
    path = tmp_path / name
    path.write_bytes(content)
    (line,) = refused(path)
    assert line.endswith(f" {said}")
    assert line.startswith(name)
    (line,) = complaints(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    assert line.endswith(f" {said}")


def test_a_sheet_that_looks_endless_is_refused(tmp_path: Path) -> None:
    """Reading it would take more memory than there is."""
    book = Workbook()
    book.worksheets[0].append(["Title"])
    book.worksheets[0].cell(200_000, 5).value = "x"
    book.save(tmp_path / "a.xlsx")
    (line,) = refused(tmp_path / "a.xlsx")
    assert 'found 200,000 rows of 5 columns in "Sheet", expected at most 250,000 cells.' in line


def test_a_list_none_of_whose_rows_is_read_is_refused(tmp_path: Path) -> None:
    """With the reasons."""
    path = written(tmp_path, HEAD + "Oak,Hall,lunchtime 1,45\n")
    assert complaints(path, mapping=written(tmp_path, MAPPING, "m.yaml")) == [
        (
            "a.csv: rows: found no session, expected one or more. a.csv: C2: start: found "
            '"lunchtime 1", expected a time such as 9:30, 9:30-10:15 or 11 June 2026 9:30. Row skipped.'
        )
    ]


def test_a_list_without_times_needs_days_and_rooms(tmp_path: Path) -> None:
    """All that is lacking is told at once."""
    path = written(tmp_path, "Title\nOak\n")
    mapping = written(tmp_path, "zone: UTC\nminutes: 30\ncolumns: {title: Title}\n", "m.yaml")
    assert complaints(path, mapping=mapping) == [
        *(
            f"m.yaml:1: {key}: found nothing, expected a date such as 2026-06-11, as no session has a time."
            for key in ("first_day", "last_day")
        ),
        (
            "m.yaml:1: rooms: found nothing, expected names of rooms with their seats, as no session has "
            "a room."
        ),
    ]


A_FIELD = "expected a field that a mapping has"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "t: Start",
            "t: Begin",
            '2: columns.start: found "Begin", expected a heading of a.csv. {known}',
        ),
        (
            "Title",
            "Titel",
            '2: columns.title: found "Titel", expected a heading of a.csv. Maybe "Title"?',
        ),
        (
            "title: Title, ",
            "",
            "2: columns.title: found no `title`, expected one.",
        ),
        ("title: T", "titel: T", f'2: columns.titel: found "titel", {A_FIELD}. Maybe "title"?'),
        ("columns", "column", f'2: column: found "column", {A_FIELD}. Maybe "columns"?'),
        (
            "zone: UTC",
            "zone: Europe/Lisboa",
            (
                '1: zone: found "Europe/Lisboa", expected an IANA zone such as Africa/Addis_Ababa. '
                'Maybe "Europe/Lisbon"?'
            ),
        ),
        ("zone: UTC", "minutes: 0", "1: minutes: found 0, expected at least 1."),
        ("zone: UTC", "minutes: many", '1: minutes: found "many", expected a valid integer.'),
        (
            "zone: UTC",
            "dates: mdy",
            (
                "1: dates: found \"mdy\", expected 'day month year', 'month day year' or "
                "'year month day'."
            ),
        ),
        ("zone: UTC", "between: ['']", '1: between[1]: found "", expected at least 1 character.'),
        ("zone: UTC", "rooms: {Hall: -1}", "1: rooms.Hall: found -1, expected at least 1."),
        (
            "zone: UTC",
            "zone: UTC\nlist: Talks",
            '2: list: found "Talks", expected a sheet, or a file. Known: a.csv.',
        ),
        (
            "zone: UTC",
            "zone: UTC\nfirst_day: 2026-06-12\nlast_day: 2026-06-11",
            "1: the file: found 2026-06-11, expected `last_day` at 2026-06-12 or later.",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_is_told(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    """With its line."""
    path = written(tmp_path, HEAD + ROW)
    imported(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    mapping = written(tmp_path, MAPPING.replace(before, after, 1), "m.yaml")
    known = "Known: Length, Room, Start, Title."
    assert f"m.yaml:{said.replace('{known}', known)}" in complaints(path, mapping=mapping)
