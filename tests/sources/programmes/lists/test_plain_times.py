"""Dates and times with other signs, in other scripts, and without an end."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.times.called_days import called, other_weekday
from scheduler.sources.programmes.lists.values import ORDERS, When, day_in, minutes_in, when
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.made import listed, mapped


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5月8日", date(2027, 5, 8)),
        ("2026年5月8日", date(2026, 5, 8)),
        ("2026 年 5 月 8 日 星期五", date(2026, 5, 8)),
        ("9月1日(火)", date(2027, 9, 1)),
        ("９月１日（水）", date(2027, 9, 1)),
        ("12月3号 周五", date(2027, 12, 3)),
        ("1 dia\n\n16/09/2026", date(2026, 9, 16)),
        ("1º dia - 16/09/2026", date(2026, 9, 16)),
        ("Dia 2: 17 de setembro", date(2027, 9, 17)),
        ("2. Tag, 17.9.2026", date(2026, 9, 17)),
    ],
)
def test_dates_are_read(text: str, day: date) -> None:
    """With the year of the mapping where they name none."""
    assert day_in(text, ORDERS[0], 2027) == day


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("08：45 ~ 09：00", (525, 540)),
        ("８：４５～９：００", (525, 540)),
        ("8:45 〜 9:00", (525, 540)),
        ("9点30分至10点", (570, 600)),
        ("下午2:30-3:30", (870, 930)),
        ("上午9时到下午1时半", (540, 810)),
        ("13時から14時30分", (780, 870)),
        ("ab 19:00", (1140, None)),
        ("ab 19 Uhr", (1140, None)),
        ("from 7 pm", (1140, None)),
        ("7 pm onwards", (1140, None)),
        ("19:00 - open end", (1140, None)),
        ("à partir de 19h", (1140, None)),
        ("dès 10h15", (615, None)),
        ("desde las 19:00", (1140, None)),
        ("a partir das 19h", (1140, None)),
        ("dalle 19:00", (1140, None)),
        ("vanaf 19:00", (1140, None)),
    ],
)
def test_times_are_read(text: str, span: tuple[int, int | None]) -> None:
    """A start without an end is one."""
    assert when(text, ORDERS[0]) == When(minute=span[0], until=span[1])


def test_days_and_times_stand_together() -> None:
    """And a day of the week that is not that of its date is seen."""
    assert when("5月8日 下午3点", ORDERS[0], 2026) == When(date(2026, 5, 8), 900)
    assert when("12 June 2026, from 7 pm", ORDERS[0]) == When(date(2026, 6, 12), 1140)
    assert not other_weekday("2026年9月1日(火)", date(2026, 9, 1))
    assert other_weekday("2026年9月1日(水)", date(2026, 9, 1))
    assert minutes_in("45分钟", 1) == 45
    second, friday = called("第二天"), called("星期五")
    assert second is not None
    assert (second.number, second.is_named) == (2, True)
    assert friday is not None
    assert friday.weekday == "friday"
    assert when("until 19:00", ORDERS[0]) is None


def test_a_list_in_chinese_is_read_on_all_its_days(tmp_path: Path) -> None:
    """The year is asked for, and nothing is held on the first day for want of another; starts are in UTC."""
    rows = "5月8日,10:40 ～ 11:00,大会开幕,主会场\n5月9日,9：00-10：00,主题报告,主会场\n"
    path = listed(tmp_path, f"日期,时间,会议名称,地点\n{rows}")
    assert yaml.safe_load(guessed([path]).text)["year"] is None
    starts = read(path, mapping=mapped(path, year=2026)).schedule.assignments
    assert sorted(f"{each.start:%m-%d %H:%M}" for each in starts) == ["05-08 08:40", "05-09 07:00"]
    hint = "It names no year: give `year` in the mapping."
    assert hint in complaints(path, mapping=mapped(path))[0]
