"""CSV and workbook, read back by pandas and openpyxl."""

import csv
import io
import json
import zipfile
from datetime import date, datetime, time
from itertools import pairwise

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.exports.words import LONGEST
from scheduler.publishing.forms import Down, Form
from scheduler.publishing.records import Release
from tests.publishing.exports.programmes import NASTY, nasty, small
from tests.publishing.releases import entry, place, release

MONDAY = datetime(2021, 11, 8)  # noqa: DTZ001 - a date, as cells have it
HEADING = (
    *("Date", "Start", "End", "Session", "Room", "Building", "Kind", "Body", "Themes"),
    *("Interpretation", "Region", "Remote participation", "Status", "Webcast", "Description", "Id"),
)


def records(content: bytes) -> list[list[str]]:
    """Read CSV strictly."""
    return [*csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)]


def test_csv_has_a_record_for_each_session() -> None:
    """Word for word, the heading first, lines ended as RFC 4180 has it, no mark at the beginning."""
    content = exported(small(), Form.CSV)
    assert content.decode("utf-8").split("\r\n")[:2] == [
        ",".join(HEADING),
        "2021-11-08,09:30,11:00,Opening,Room A,Floor 1,Meeting,,,EN FR,,Possible,Confirmed,,,opening",
    ]
    assert content.count(b"\n") == content.count(b"\r\n") == 4
    table = pd.read_csv(io.BytesIO(content), keep_default_na=False)
    assert [*table["Session"]] == ["Opening", "Talk", "Gone"]
    assert [*table["Status"]] == ["Confirmed", "Confirmed", "Cancelled"]


def test_private_sessions_are_marked_where_they_are_asked_for() -> None:
    """In a column of their own, at the end."""
    table = records(exported(small(), Form.CSV, Settings(with_private=True, language="fr")))
    assert table[0][-2:] == ["Identifiant", "Privée"]
    assert [line[-2:] for line in table[1:]] == [
        ["opening", ""],
        ["talk", ""],
        ["gone", ""],
        ["secret", "privée"],
    ]


def test_how_many_take_part_from_afar_is_for_the_organisers() -> None:
    """Everybody is told that it is possible."""
    table = records(exported(small(), Form.CSV, Settings(with_private=True, language="fr")))
    column = table[0].index("Participants à distance")
    assert {line[-2]: line[column] for line in table[1:]} == {
        "opening": "3",
        "talk": "0",
        "gone": "0",
        "secret": "0",
    }
    public = records(exported(small(), Form.CSV, Settings(language="fr")))
    column = public[0].index("Participation à distance")
    assert [line[column] for line in public[1:]] == ["Possible", "", ""]
    document = json.loads(exported(small(), Form.JSON))
    assert [each["remote"] for each in document["entries"]] == [True, False, False]
    assert not any(each["sites"] for each in document["entries"])
    assert not document["conference"]["sites"]


def test_nothing_in_csv_is_a_formula() -> None:
    """Every field of a release of nasty texts, as a spreadsheet would look at it."""
    table = records(exported(nasty(), Form.CSV))
    assert len(table) == len(NASTY) + 1
    assert {len(line) for line in table} == {16}
    for field in (field for line in table for field in line):
        assert not field.lstrip().startswith(("=", "+", "-", "@"))
        assert "\x00" not in field
        assert "\u202e" not in field
    titles = {line[-1]: line[3] for line in table[1:]}
    assert titles["s0"] == "'=cmd|' /C calc'!A0"
    assert titles["s15"] == "x" * 10_000


def test_the_workbook_has_the_plan_and_the_list() -> None:
    """Days over half-days, rooms down; dates and times are such."""
    book = load_workbook(io.BytesIO(exported(small(), Form.XLSX)))
    assert book.sheetnames == ["Time management plan", "All sessions"]
    plan, table = book.worksheets
    assert plan["A1"].value == "Tiny Conference"
    assert plan["B4"].value == MONDAY
    assert [cell.value for cell in plan[5]] == ["Room", "Morning", "Afternoon"]
    assert [cell.value for cell in plan[6]] == [
        "Room A",
        "09:30–11:00 Opening",
        "14:30–15:30 Talk",
    ]
    assert (plan.freeze_panes, table.freeze_panes) == ("B6", "E2")
    assert [*map(str, plan.merged_cells.ranges)] == ["B4:C4"]
    assert [cell.value for cell in table[2]][:4] == [
        MONDAY,
        time(9, 30),
        time(11),
        "Opening",
    ]
    assert table["L2"].value == "Possible"
    assert table.max_row == 4
    assert table.column_dimensions["D"].width == 52
    assert table.column_dimensions["N"].hidden  # there is no webcast


def test_the_plan_may_have_bodies_down() -> None:
    """And its headings in French, dates too."""
    settings = Settings(language="fr", down=Down.BODIES, with_private=True)
    plan = load_workbook(io.BytesIO(exported(small(), Form.XLSX, settings))).worksheets[0]
    assert plan.title == "Plan de gestion du temps"
    assert [row[0].value for row in plan.iter_rows(min_row=5, max_row=7)] == [
        "Organe",
        "Com1 (fr)",
        "Meeting (fr)",
    ]
    assert plan["B4"].number_format == "[$-40C]dddd d mmmm yyyy"
    assert plan["D7"].value == "10:00–11:00 Secret (fr) *"


def test_it_prints_whole_days_on_a_page_with_headings() -> None:
    """Two days of four half-days fill a page; the third begins another."""
    days = [f"2021-11-{day:02}T{hour:02}:00" for day in (8, 9, 10) for hour in (6, 10, 11, 15)]
    book = load_workbook(
        io.BytesIO(exported(release(*(entry(f"s{n}", at) for n, at in enumerate(days))), Form.XLSX))
    )
    plan, table = book.worksheets
    assert [each.id for each in plan.col_breaks.brk] == [9]
    assert (plan.print_title_rows, plan.print_title_cols) == ("$4:$5", "$A:$A")
    assert table.print_title_rows == "$1:$1"
    for sheet in (plan, table):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.HeaderFooter.oddFooter is not None
        assert sheet.HeaderFooter.oddFooter.right.text == "Page &P of &N"


def plan_of_rooms(number: int, length: int = 200) -> Worksheet:
    """Return the plan of sessions in so many rooms; 200 letters are eight lines of 14 points."""
    ids = [f"r{each:03}" for each in range(number)]
    shown = release(
        *(entry(each, titles={"en": "x" * length}, room=each) for each in ids),
        rooms=tuple(map(place, ids)),
    )
    return load_workbook(io.BytesIO(exported(shown, Form.XLSX))).worksheets[0]


def test_each_page_has_the_title_in_its_margin_and_not_in_its_cells() -> None:
    """There it would be cut off beside all days but the first: what is printed begins with the headings."""
    plan = plan_of_rooms(3)
    assert plan.print_area == "'Time management plan'!$A$4:$B$10"
    assert plan.HeaderFooter.oddHeader is not None
    assert plan.HeaderFooter.oddHeader.left.text == "Tiny Conference"


def test_plan_and_legend_are_one_page_where_that_can_be_read() -> None:
    """Headings of 40 points and rows of 126 (9 lines): up to 58 % of 720 points on a page."""
    assert (plan_of_rooms(7).page_setup.scale, plan_of_rooms(7).row_breaks.brk) == (68, [])
    plan = plan_of_rooms(9)  # 40 + 9 * 126 + 30 = 1204
    assert (plan.page_setup.scale, plan.row_breaks.brk) == (59, [])


def test_a_plan_of_several_pages_is_spread_evenly_and_its_legend_is_never_alone() -> None:
    """Ten rows and the legend are 1,290 points, of which 1,018 find room on a page: five on each."""
    plan = plan_of_rooms(10)
    assert plan.page_setup.scale == 68
    assert [each.id for each in plan.row_breaks.brk] == [10]
    for rooms in (11, 16, 17, 23, 31, 39):
        plan = plan_of_rooms(rooms)
        heights = {row: plan.row_dimensions[row].height or 15 for row in range(6, plan.max_row + 1)}
        starts = [6, *(each.id + 1 for each in plan.row_breaks.brk), plan.max_row + 1]
        assert starts[-2] <= 5 + rooms  # the last page has a room besides the legend
        for start, end in pairwise(starts):
            assert sum(heights[row] for row in range(start, end)) <= 1018


def test_nothing_in_the_workbook_is_a_formula() -> None:
    """No cell is one, nor an error, nor becomes one when edited; texts are whole up to the limit."""
    content = exported(nasty(), Form.XLSX)
    book = load_workbook(io.BytesIO(content))
    texts = [
        (cell, cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell, _ in texts} == {"s"}
    risky = [cell for cell, text in texts if text.lstrip().startswith(("=", "+", "-", "@"))]
    assert len(risky) > 4
    assert all(cell.quotePrefix for cell in risky)
    assert "x" * 10_000 in {text for _, text in texts}
    assert "#N/A" in {text for _, text in texts}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    assert all(len(text) <= LONGEST for _, text in texts)


def test_a_workbook_holds_the_moment_of_its_release_alone() -> None:
    """Whenever it is made: in its properties, and in each part of the archive."""
    content = exported(small(), Form.XLSX)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2021, 10, 3, 12, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2021-10-03T12:00:00Z") == 2
    assert load_workbook(io.BytesIO(content)).properties.title == "Tiny Conference"


@pytest.mark.parametrize("shown", [release(), small()], ids=["empty", "small"])
def test_an_empty_programme_is_a_workbook_too(shown: Release) -> None:
    """With headings, and words for there being nothing."""
    book = load_workbook(io.BytesIO(exported(shown, Form.XLSX)))
    empty = not shown.entries
    assert (book.worksheets[0]["A3"].value == "No session is held.") is empty
    assert book.worksheets[1]["A1"].value == "Date"


def test_dates_are_dates_for_pandas() -> None:
    """And times are times."""
    table = pd.read_excel(io.BytesIO(exported(small(), Form.XLSX)), sheet_name="All sessions")
    assert table["Date"][0].date() == date(2021, 11, 8)
    assert table["End"][0] == time(11)
