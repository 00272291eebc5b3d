"""Which columns hold starts, ends and days, told by what stands there."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.contents import dates_of
from scheduler.sources.tables.sheets import Value
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import read
from tests.sources.programmes.lists.made import listed, mapped, notes

MOMENT, LATER = "2023-06-05 10:30:00+02:00", "2023-06-05 11:15:00+02:00"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            {"start_datetime": MOMENT, "start_date": "2023-06-05", "start_time": "10:30"},
            {"start": "start_datetime"},
        ),
        (
            {"start_date": "2023-06-05", "start_time": "10:30", "end_time": "11:15"},
            {"date": "start_date", "start": "start_time", "end": "end_time"},
        ),
        ({"Date": MOMENT}, {"start": "Date"}),
        ({"Date": "2023-06-05", "Time": "10:30"}, {"date": "Date", "start": "Time"}),
        ({"Day": "1", "Starts": MOMENT, "Ends": LATER}, {"start": "Starts", "end": "Ends"}),
        ({"Start date": "2023-06-05", "Time": "10:30"}, {"date": "Start date", "start": "Time"}),
        ({"Blub": "Monday", "Time": "10:30"}, {"date": "Blub", "start": "Time"}),
        ({"Blub": "1", "Time": "10:30"}, {"start": "Time"}),
    ],
)
def test_columns_of_times(
    tmp_path: Path, columns: Mapping[str, str], found: Mapping[str, str]
) -> None:
    """A column of date-times is that of starts, and one of dates alone is none if there are times."""
    path = listed(tmp_path, f"Title,{','.join(columns)}\nOak,{','.join(columns.values())}\n")
    said = yaml.safe_load(guessed([path], "Europe/Berlin").text)
    assert said["columns"] == {"title": "Title", **found}
    at = places(read(path, mapping=mapped(path, first_day="2023-06-05", minutes=30)))
    assert at["oak"][0] == "06-05 10:30"


def test_an_instant_is_read_with_its_offset(tmp_path: Path) -> None:
    """By the clocks of the venue it is another hour."""
    path = listed(tmp_path, "Title,Start,End\nOak,2023-06-05T10:30:00Z,2023-06-05T11:30:00Z\n")
    assert places(read(path, mapping=mapped(path)))["oak"][0] == "06-05 12:30"  # in Paris


@pytest.mark.parametrize(
    ("values", "of_times", "order"),
    [
        (["9.00-10.45", "13.15-17.45"], True, ""),
        (["9.10", "10.12"], True, ""),  # times
        (["9.10", "10.12"], False, "day month year"),  # of a column of days
        (["9:00", "13:10"], False, ""),
        (["11.06. 9.30-10.15"], True, "day month year"),
        (["6/13 9:30"], True, "month day year"),
        (["Thursday", "1"], False, ""),
        (["9-10", "10-11"], True, ""),
        (["June 11 9:30"], True, "day month year"),
        (["Day 1 - 13 June 2026", "June 13, 2026"], False, "day month year"),
    ],
)
def test_times_are_no_dates(values: list[Value], of_times: bool, order: str) -> None:
    """Whatever sign stands between hours and minutes."""
    assert dates_of(values, of_times=of_times)[0] == order


@pytest.mark.parametrize("time", ["9.00-10.45", "09:10-10:12", "9h30-10h", "13:10"])
def test_nothing_is_said_of_dates_that_are_nowhere(tmp_path: Path, time: str) -> None:
    """And no year is asked for."""
    path = listed(tmp_path, f"Title,Time\nOak,{time}\n")
    said = yaml.safe_load(guessed([path]).text)
    assert not {"year", "dates"} & {*said}
    assert not any("month" in each for each in notes(path))
