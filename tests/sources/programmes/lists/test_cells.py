"""Dates, times, lengths and numbers of people, as people write them."""

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.sources.programmes.lists.cells import TimeReader, When, minutes_in
from scheduler.sources.tables.workbooks import Value

DAY = date(2026, 6, 11)


def clock(dates: str = "day month year", year: int | None = None) -> TimeReader:
    """Return how a mapping with a name for a day reads times."""
    return TimeReader(dates, year, {"day 1": DAY})


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("9:30", When(minute=570)),
        ("9.30 am", When(minute=570)),
        ("2 pm", When(minute=840)),
        ("14h30", When(minute=870)),
        ("14 h", When(minute=840)),
        ("9:30-10:15", When(minute=570, until=615)),
        ("9h30 à 11h", When(minute=570, until=660)),
        ("9:30 – 10:15 am", When(minute=570, until=615)),
        ("11-1 pm", When(minute=660, until=780)),
        ("23:30-00:30", When(minute=1410, until=30)),
        ("11/06/2026 9:30", When(DAY, 570)),
        ("Thursday, 11 June 2026, 9:30-10:15", When(DAY, 570, 615)),
        ("jeudi 11 juin 2026 à 9h30", When(DAY, 570)),
        ("11 de junio de 2026 9:30", When(DAY, 570)),
        ("2026-06-11 09:30:00", When(DAY, 570)),
        ("2026-06-11", When(DAY)),
        (time(9, 30), When(minute=570)),
        (datetime(2026, 6, 11, 9, 30), When(DAY, 570)),  # noqa: DTZ001 - workbooks know no zones
        (DAY, When(DAY)),
        ("Day 1, 9:30", When(DAY, 570)),  # as the mapping says
        ("9:75", None),
        ("25:30", None),
        ("13 pm", None),
        ("tomorrow", None),
        ("11 June", None),  # of which year?
        ("room 12", None),
    ],
)
def test_times(cell: Value, said: When | None) -> None:
    """As much as stands there; None where it is something else."""
    assert clock().when(cell) == said


def test_the_order_and_the_year_are_those_of_the_mapping() -> None:
    """ISO dates mean the same in any order."""
    american = clock("month day year")
    assert american.day("6/11/2026") == american.day("2026-06-11") == DAY
    assert clock(year=2026).day("11 June") == DAY
    assert clock(year=2026).day("11 juin") == DAY


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1 h", 60),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("0:45:00", 45),
        (45, 45),
        (time(0, 45), 45),
        (timedelta(hours=1), 60),
        ("long", None),
        ("", None),
        (True, None),
    ],
)
def test_lengths(cell: Value, minutes: int | None) -> None:
    """With or without a unit."""
    assert minutes_in(cell, "minutes") == minutes


def test_numbers_may_count_hours() -> None:
    """Where the mapping says so."""
    assert minutes_in("1,5", "hours") == minutes_in(1.5, "hours") == 90
