"""Days of lists that say them once, or call them, and not as a date in each row."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.sources.programmes import Imported
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.made import listed, mapped, notes
from tests.sources.programmes.lists.test_seats import book

ONE_DAY = "Title,Time\nOak,9:00-10:00\nAsh,10:00-11:00\n"
TWO_DAYS = "Title,Day,Time\nOak,{},9:00-10:00\nAsh,{},9:00-10:00\n"
FIRST = "2026-06-11"


def days(found: Imported) -> list[str]:
    """Return the days of the sessions Oak and Ash."""
    at = places(found)
    return [at[name][0].split()[0] for name in ("oak", "ash")]


@pytest.mark.parametrize(
    "more",
    [
        {"first_day": FIRST},
        {"last_day": FIRST},
        {"first_day": FIRST, "last_day": FIRST},
    ],
)
def test_a_day_that_is_given_once_is_that_of_all_rows(tmp_path: Path, more: dict[str, str]) -> None:
    """That is told."""
    path = listed(tmp_path, ONE_DAY)
    found = read(path, mapping=mapped(path, **more))
    assert days(found) == ["06-11", "06-11"]
    assert f"2 rows that say no day: all are held on {FIRST}." in found.notes


def test_without_a_day_or_with_several_it_is_asked_for(tmp_path: Path) -> None:
    """By the guess, too; nothing is said of dates that are nowhere."""
    path = listed(tmp_path, ONE_DAY)
    said = notes(path)
    assert not any(each.startswith(("year", "dates")) for each in said)
    assert (
        "first_day: no row says a day: give the one on which all are held, such as 2026-06-11."
        in said
    )
    assert complaints(path, mapping=mapped(path))[0] == (
        "a.csv: A2: sessions[Oak].date: found nothing, expected the day of the start. "
        "If all are held on one day, give it as `first_day` in the mapping."
    )
    several = mapped(path, first_day=FIRST, last_day="2026-06-12")
    assert complaints(path, mapping=several)[0].endswith(
        "The mapping has several days, and no row says which is its own."
    )


def test_a_row_with_a_date_makes_days_of_others_unknown(tmp_path: Path) -> None:
    """The first day is not that of all, unless it is the last as well."""
    path = listed(tmp_path, TWO_DAYS.format("", "12/06/2026"))
    said = complaints(path, mapping=mapped(path, first_day=FIRST))
    assert said == [
        "a.csv: B2: sessions[Oak].date: found nothing, expected the day of the start (day month year)."
    ]


@pytest.mark.parametrize("name", ["2026-06-11.csv", "Oaks_20260611.csv", "Oaks 11 June 2026.csv"])
def test_the_name_of_a_file_may_be_the_day(tmp_path: Path, name: str) -> None:
    """The guess says so; nothing is to be filled in."""
    path = listed(tmp_path, ONE_DAY, name)
    assert days(read(path, mapping=mapped(path))) == ["06-11", "06-11"]
    assert any(each.startswith(f'first_day "{FIRST}": ') for each in notes(path))


def test_a_title_above_the_headings_may_name_the_day(tmp_path: Path) -> None:
    """Not if it is that of a version, or lies outside the days of the mapping."""
    path = listed(tmp_path, f"Oaks: Thursday 11 June 2026\n{ONE_DAY}")
    assert days(read(path, mapping=mapped(path))) == ["06-11", "06-11"]
    other = {"first_day": "2026-09-01", "last_day": "2026-09-01"}
    assert days(read(path, mapping=mapped(path, **other))) == ["09-01", "09-01"]
    path = listed(tmp_path, f"Oaks (version of 11 June 2026)\n{ONE_DAY}")
    assert yaml.safe_load(guessed([path]).text)["first_day"] is None


def test_the_file_of_a_workbook_with_one_sheet_may_name_the_day(tmp_path: Path) -> None:
    """Not if it has a sheet for each day."""
    rows: list[list[Any]] = [["Title", "Time"], ["Oak", "9:00-10:00"], ["Ash", "10:00-11:00"]]
    path = book(tmp_path, {"Talks": rows}).rename(tmp_path / "2026-06-11.xlsx")
    assert days(read(path, mapping=mapped(path))) == ["06-11", "06-11"]
    path = book(tmp_path, {"Day 1": rows}).rename(tmp_path / "2026-06-11.xlsx")
    assert yaml.safe_load(guessed([path]).text)["first_day"] is None


@pytest.mark.parametrize(
    ("one", "two"),
    [("1", "2"), ("Day 1", "Day 2"), ("Thursday", "Fri"), ("Jueves", "Viernes"), ("Do", "Fr")],
)
def test_a_column_may_call_days(tmp_path: Path, one: str, two: str) -> None:
    """They count from the first day, for which the guess asks."""
    path = listed(tmp_path, TWO_DAYS.format(one, two))
    said = f'first_day: "Day" has no dates, but days such as "{one}": give the first day, such as 2026-06-11.'
    assert said in notes(path)
    assert days(read(path, mapping=mapped(path, first_day=FIRST))) == ["06-11", "06-12"]
    assert complaints(path, mapping=mapped(path))[0] == (
        f'a.csv: B2: sessions[Oak].date: found "{one}", expected a day of the conference. Give `first_day` '
        "in the mapping: days that are called by a number or a name count from it."
    )


def test_days_may_be_called_before_a_time(tmp_path: Path) -> None:
    """In the column of starts."""
    path = listed(tmp_path, "Title,Time\nOak,Thursday 9:00-10:00\nAsh,Day 2 at 9:00\n")
    mapping = mapped(path, first_day=FIRST, minutes=30)
    assert days(read(path, mapping=mapping)) == ["06-11", "06-12"]
    path = listed(tmp_path, "Title,Time\nOak,Thursday 9:00-10:00\nAsh,Monday 9:00-10:00\n")
    mapping = mapped(path, first_day=FIRST, last_day="2026-06-12")
    assert complaints(path, mapping=mapping) == [
        (
            'a.csv: B3: sessions[Ash].start: found "Monday", expected a day from '
            "2026-06-11 (Thursday) to 2026-06-12 (Friday)."
        )
    ]


def test_a_number_of_a_day_may_stand_before_its_date(tmp_path: Path) -> None:
    """The date counts."""
    path = listed(tmp_path, TWO_DAYS.format("Day 1: Thu 11 June 2026", "Jour 2 - 12/06/2026"))
    assert days(read(path, mapping=mapped(path))) == ["06-11", "06-12"]


def test_a_wrong_day_of_the_week_is_told(tmp_path: Path) -> None:
    """One that the conference does not have, and one that stands with a date."""
    path = listed(tmp_path, TWO_DAYS.format("Thursday", "Saturday"))
    assert complaints(path, mapping=mapped(path, first_day=FIRST, last_day="2026-06-12")) == [
        (
            'a.csv: B3: sessions[Ash].date: found "Saturday", expected a day from 2026-06-11 (Thursday) to '
            "2026-06-12 (Friday)."
        )
    ]
    path = listed(tmp_path, TWO_DAYS.format("Thu 11 June 2026", "Sat 12 June 2026"))
    assert complaints(path, mapping=mapped(path)) == [
        (
            'a.csv: B3: sessions[Ash].date: found "Sat 12 June 2026", expected a date and its day of '
            "the week: 2026-06-12 is a Friday."
        )
    ]


def test_a_day_that_stands_in_its_first_row_alone_goes_on(tmp_path: Path) -> None:
    """As long as times do; that is told."""
    rows = "Oak,1,9:00-10:00\nAsh,,10:00-11:00\nElm,2,9:00-10:00\n"
    path = listed(tmp_path, f"Title,Day,Time\n{rows}")
    found = read(path, mapping=mapped(path, first_day=FIRST))
    assert days(found) == ["06-11", "06-11"]
    assert (
        f"{path}: B3: a time and no day: it is that of the row above if times go on there; else fill it in."
    ) in notes(path)
    assert f"{path}: B3: no day, so that of the row above, as times go on there." in found.notes
    path = listed(tmp_path, f"Title,Day,Time\n{rows.replace('10:00-11:00', '8:00-9:00')}")
    assert complaints(path, mapping=mapped(path, first_day=FIRST)) == [
        "a.csv: B3: sessions[Ash].date: found nothing, expected the day of the start."
    ]
