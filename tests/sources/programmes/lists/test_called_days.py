"""Days that are called by a number or by a day of the week."""

from datetime import date

import pytest

from scheduler.sources.programmes.lists.times.called_days import (
    Called,
    CalledDays,
    called,
    other_weekday,
)
from scheduler.sources.tables.sheets import Value

THURSDAY, SATURDAY = date(2026, 6, 11), date(2026, 6, 13)
TO_SATURDAY = "a day from 2026-06-11 (Thursday) to 2026-06-13 (Saturday)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", Called(1)),
        (2, Called(2)),
        (2.0, Called(2)),
        (2.5, None),
        (True, None),
        ("31", Called(31)),
        ("32", None),
        ("Day 2", Called(2, is_named=True)),
        ("D2", Called(2, is_named=True)),
        ("Jour 1", Called(1, is_named=True)),
        ("1er jour", Called(1, is_named=True)),
        ("2. Tag", Called(2, is_named=True)),
        ("Segundo día", Called(2, is_named=True)),
        ("Day One", Called(1, is_named=True)),
        ("One", None),
        ("Thursday", Called(weekday="thursday")),
        ("le mardi", Called(weekday="mardi")),
        ("Mi.", Called(weekday="mi")),
        ("Sexta-feira", Called(weekday="sexta")),
        ("Día 2 (viernes)", Called(2, is_named=True, weekday="viernes")),
        ("Monday 8*", Called(8, weekday="monday")),
        ("Thursday, Friday", None),
        ("1-2", None),
        ("Track 1", None),
        ("TBA", None),
        ("", None),
    ],
)
def test_how_a_day_is_called(text: Value, found: Called | None) -> None:
    """By a number, a day of the week or both, and nothing else."""
    assert called(text) == found


@pytest.mark.parametrize(
    ("values", "value", "found"),
    [
        (["1", "3"], "3", SATURDAY),
        (["1", "4"], "4", TO_SATURDAY),
        (["0", "2"], "2", SATURDAY),  # they begin with 0
        (["11", "13"], "13", SATURDAY),  # days of the month
        (["11", "14"], "14", TO_SATURDAY),
        (["Day 11"], "Day 11", TO_SATURDAY),
        (["1", "11"], "11", THURSDAY),  # beyond the third day, so of the month
        (["1", "3"], "1", THURSDAY),
        (["Do", "Fr", "Sa"], "Do", THURSDAY),  # German
        (["Vi", "Sá"], "Sá", SATURDAY),
        (["Friday", "vendredi"], "vendredi", date(2026, 6, 12)),
        (["Wed"], "Wed", TO_SATURDAY),
        (["Day 3 (Sat)"], "Day 3 (Sat)", SATURDAY),
        (["Day 3 (Fri)"], "Day 3 (Fri)", "Saturday, the day of the week of 2026-06-13"),
        (["Sat 13"], "Sat 13", SATURDAY),
        (["Fri 13"], "Fri 13", "Saturday, the day of the week of 2026-06-13"),
        (["Workshop"], "Workshop", None),
    ],
)
def test_days_count_from_the_first(values: list[Value], value: Value, found: object) -> None:
    """What lies outside the conference, or has another day of the week, is none."""
    assert CalledDays(values, THURSDAY, SATURDAY).of(value) == found


def test_days_without_a_first_or_a_last_one() -> None:
    """Without a first day there is none; a longer conference has several days of one name."""
    assert CalledDays(["1"], None, None).of("1") is None
    assert CalledDays(["Wed"], THURSDAY, None).of("Wed") == date(2026, 6, 17)
    assert CalledDays(["Fri"], THURSDAY, date(2026, 6, 18)).of("Fri") == date(2026, 6, 12)
    assert CalledDays(["Thu"], THURSDAY, date(2026, 6, 18)).of("Thu") == (
        "a date, as 2026-06-11, 2026-06-18 are such days"
    )
    assert CalledDays(["Do", "Mi"], date(2026, 6, 10), None).of("Do") == THURSDAY  # and no domingo
    assert CalledDays(["Do", "Vi"], THURSDAY, None).of("Do") == date(2026, 6, 14)
    month_ends = CalledDays(["29", "30", "1"], date(2026, 6, 29), date(2026, 7, 1))
    assert month_ends.of("1") == date(2026, 7, 1)
    assert CalledDays(["2"], THURSDAY, THURSDAY).of("2") == "2026-06-11 (Thursday), the only day"


def test_a_day_of_the_week_may_be_another_than_that_of_a_date() -> None:
    """In any language; what may also be a month is none."""
    assert not other_weekday("Thursday 11 June 2026", THURSDAY)
    assert other_weekday("vendredi 11 juin 2026", THURSDAY)
    assert not other_weekday("11 mar. 2026", date(2026, 3, 11))
    assert not other_weekday("11 June 2026", THURSDAY)
    assert not other_weekday(THURSDAY, THURSDAY)
