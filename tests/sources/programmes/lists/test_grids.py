"""Days, or rooms, side by side: each cell is a session."""

from datetime import date, time
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from scheduler.errors import InstanceError
from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.made import listed, mapped, notes

WEEK = """{0};Monday 8;Tuesday 9;Wednesday 10
9.00-10.00;Knots;Sails;Hulls of oak
10.00-10.15;Break;Break;Break
10.15-11.00;Stars at sea;Workshop on ropes;-
11.00-12.00;Lighthouses;Workshop on ropes;
"""


def read(path: Path, mapping: Path) -> tuple[list[tuple[str, str, str, int]], Imported]:
    """Return the sessions of a list: their days, starts, titles and minutes."""
    imported = import_programme([path], "harbour", mapping=mapping)
    assert imported.schedule is not None
    starts = {each.session: each.start for each in imported.schedule.assignments}
    zone = imported.instance.zone
    found = []
    for each in imported.instance.sessions:
        start = starts[each.id].astimezone(zone)
        minutes = int(each.duration.total_seconds() // 60)
        found.append((f"{start:%d}", f"{start:%H:%M}", each.title, minutes))
    return sorted(found), imported


@pytest.mark.parametrize("corner", ["Time", "", "Hora"])
def test_days_side_by_side_are_all_read(tmp_path: Path, corner: str) -> None:
    """Each has its day, a dash is none, and what goes on in the next row is one session."""
    path = listed(tmp_path, WEEK.format(corner))
    said = yaml.safe_load(guessed([path]).text)
    assert said["title_headings"] == "date"
    assert said["columns"]["title"] == ["Monday 8", "Tuesday 9", "Wednesday 10"]
    assert not any("not understood" in each for each in notes(path))
    found, imported = read(path, mapped(path, first_day="2018-01-08"))
    assert [each for each in found if each[2] != "Break"] == [
        ("08", "09:00", "Knots", 60),
        ("08", "10:15", "Stars at sea", 45),
        ("08", "11:00", "Lighthouses", 60),
        ("09", "09:00", "Sails", 60),
        ("09", "10:15", "Workshop on ropes", 105),
        ("10", "09:00", "Hulls of oak", 60),
    ]
    assert len(found) == 9
    assert any("C5: the same in cells next to one another" in each for each in imported.notes)


def test_dates_of_a_workbook_are_headings_and_merged_cells_one_session(tmp_path: Path) -> None:
    """As a timetable is drawn by hand."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["From", "To", date(2026, 9, 14), date(2026, 9, 15)])
    sheet.append([time(9), time(10), "Knots and bends", "Sails of old ships"])
    sheet.append([time(10), time(11), None, "Hulls of oak and elm"])
    sheet.merge_cells("C2:C3")
    path = tmp_path / "week.xlsx"
    book.save(path)
    found, _ = read(path, mapped(path))
    assert found == [
        ("14", "09:00", "Knots and bends", 120),
        ("15", "09:00", "Sails of old ships", 60),
        ("15", "10:00", "Hulls of oak and elm", 60),
    ]


def test_rooms_side_by_side_are_all_read(tmp_path: Path) -> None:
    """What stands in all of them is held once."""
    rows = "9:00-9:30;Words of welcome;Words of welcome\n9:30-10:00;Yoga at the beach;Swimming with fish\n"
    path = listed(tmp_path, f"Time;Main Stage;Beach Stage\n{rows}10:00-11:00;;Songs of the sea\n")
    found, imported = read(path, mapped(path, first_day="2026-09-01"))
    assert [(start, title) for _, start, title, _ in found] == [
        ("09:00", "Words of welcome"),
        ("09:30", "Swimming with fish"),
        ("09:30", "Yoga at the beach"),
        ("10:00", "Songs of the sea"),
    ]
    assert [each.title for each in imported.instance.rooms] == ["Main Stage", "Beach Stage"]


def test_a_wrong_heading_is_told_with_its_cell(tmp_path: Path) -> None:
    """And columns of titles whose headings say nothing are one too many."""
    path = listed(tmp_path, WEEK.format("Time"))
    mapping = mapped(path, first_day="2018-01-09")
    with pytest.raises(InstanceError) as error:
        import_programme([path], "harbour", mapping=mapping)
    assert "a.csv: B1" in str(error.value)
    mapping = mapped(path, first_day="2018-01-08", title_headings=None)
    with pytest.raises(InstanceError, match="Say what their headings are: `title_headings`"):
        import_programme([path], "harbour", mapping=mapping)


def test_days_as_headings_of_marks_are_no_titles(tmp_path: Path) -> None:
    """Such as of who is there when."""
    path = listed(tmp_path, "Name;Monday;Tuesday\nAda Lovelace;1;0\nEmmy Noether;1;1\n")
    assert "title_headings" not in yaml.safe_load(guessed([path]).text)


@pytest.mark.parametrize(
    ("rows", "sessions"),
    [
        ("2026-06-09;10:00-11:00;Blue;Posters\n2026-06-09;11:00-12:00;Blue;Posters\n", 1),
        ("2026-06-09;10:00-11:00;Blue;Posters\n2026-06-09;11:00-12:00;Green;Posters\n", 2),
        ("2026-06-09;10:00-11:00;Blue;Posters\n2026-06-10;11:00-12:00;Blue;Posters\n", 2),
    ],
)
def test_cells_are_one_session_where_all_else_is_the_same(
    tmp_path: Path, rows: str, sessions: int
) -> None:
    """Their room, and their day."""
    path = listed(tmp_path, f"Date;Time;Where;Posters hall;Talks hall\n{rows}")
    mapping = tmp_path / "mapping.yaml"
    said = {
        "zone": "Europe/Zurich",
        "dates": "year month day",
        "columns": {
            "title": ["Posters hall", "Talks hall"],
            "date": "Date",
            "start": "Time",
            "room": "Where",
        },
        "title_headings": "track",
        "rooms": {"Blue": 20, "Green": 20},
    }
    mapping.write_text(yaml.safe_dump(said), "utf-8")
    found, _ = read(path, mapping)
    assert len(found) == sessions
