"""Dates, times, lengths and names, however they are written."""

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.sources.programmes.lists.contents import dates_of, signs_between, unit_of
from scheduler.sources.programmes.lists.persons import Persons
from scheduler.sources.programmes.lists.values import (
    ORDERS,
    When,
    crowd_in,
    day_in,
    minutes_in,
    when,
)
from scheduler.sources.tables.sheets import Value

DAY, MONTH, YEAR = ORDERS
ELEVENTH = date(2026, 6, 11)
MOMENT = datetime(2026, 6, 11, 9, 30)  # noqa: DTZ001 - workbooks know no zones


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("11.06.2026", DAY, ELEVENTH),
        ("06/11/2026", MONTH, ELEVENTH),
        ("2026/6/11", YEAR, ELEVENTH),
        ("2026-06-11", DAY, ELEVENTH),  # in each order
        ("11.6.26", DAY, ELEVENTH),
        ("Thu, 11 June 2026", MONTH, ELEVENTH),
        ("June 11th, 2026", DAY, ELEVENTH),
        ("11 Jun", DAY, ELEVENTH),  # the year is given
        ("11.06.", DAY, ELEVENTH),
        ("jeudi 11 juin 2026", MONTH, ELEVENTH),
        ("jeu. 11 juin", DAY, ELEVENTH),
        ("Donnerstag, 11. Juni 2026", MONTH, ELEVENTH),
        ("jueves 11 de junio de 2026", DAY, ELEVENTH),
        ("Do 11.06.2026", DAY, ELEVENTH),
        ("mar. 10 févr. 2026", DAY, date(2026, 2, 10)),  # mar. is a Tuesday
        ("mar. 10 mars", DAY, date(2026, 3, 10)),
        ("10 mar 2026", DAY, date(2026, 3, 10)),
        ("mar. 10/03/2026", DAY, date(2026, 3, 10)),
        ("1er aou\u0302t 2026", DAY, date(2026, 8, 1)),
        ("9\u00a0juillet 2026", DAY, date(2026, 7, 9)),
        ("9 ju 2026", DAY, None),
        ("06/11", MONTH, ELEVENTH),
        ("31.06.2026", DAY, None),
        ("Room 11.06.2026", DAY, None),
        ("11", DAY, None),
        ("June 2026", DAY, None),
        ("11.06.99999999999999999999", DAY, None),
        ("11.06.202³", DAY, None),
        (MOMENT, DAY, ELEVENTH),
        (ELEVENTH, DAY, ELEVENTH),
        (11, DAY, None),
    ],
)
def test_dates(text: Value, order: str, found: date | None) -> None:
    """In numbers by their order, or with the name of the month."""
    assert day_in(text, order, 2026) == found


def test_a_date_without_a_year_is_none_unless_it_is_given() -> None:
    """No clock is asked."""
    assert day_in("11 June", DAY) is None
    assert day_in("11.06.", DAY) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9:30", When(None, 570)),
        ("09.30", When(None, 570)),
        ("9h30", When(None, 570)),
        ("9:30 am", When(None, 570)),
        ("9 p.m.", When(None, 21 * 60)),
        ("12:15 AM", When(None, 15)),
        ("12 pm", When(None, 720)),
        ("9:30-10:15", When(None, 570, 615)),
        ("9:30 – 10:15", When(None, 570, 615)),
        ("9 to 10 am", When(None, 540, 600)),
        ("11.06.2026 09:30", When(ELEVENTH, 570)),
        ("11.06.2026, 09:30-24:00", When(ELEVENTH, 570, 1440)),
        ("11.06.2026", When(ELEVENTH)),
        ("2026-06-11T09:30", When(ELEVENTH, 570)),
        ("14h30 à 16h", When(None, 870, 960)),
        ("de 14h30 à 16h", When(None, 870, 960)),
        ("14\u00a0h\u00a030 – 16\u00a0h", When(None, 870, 960)),
        ("14.30–16.00", When(None, 870, 960)),
        ("2:30 pm to 4 pm", When(None, 870, 960)),
        ("2.30-4 p.m.", When(None, 870, 960)),
        ("11:30-1 pm", When(None, 690, 780)),
        ("2 pm - 4", When(None, 840, 960)),
        ("10 pm - 2", When(None, 1320, 120)),  # past midnight
        ("11-1 am", When(None, 1380, 60)),
        ("von 9 bis 10.30 Uhr", When(None, 540, 630)),
        ("entre 9h et 10h", When(None, 540, 600)),
        ("9h et 10h", None),  # two times
        ("9:30 and 14:00", None),
        ("das 9h às 10h", When(None, 540, 600)),
        ("dalle 9.30 alle 11", When(None, 570, 660)),
        ("de las 9:30 a las 11:00", When(None, 570, 660)),
        ("jeudi 11 juin 2026, de 9h à 10h", When(ELEVENTH, 540, 600)),
        ("16h-17h30", When(None, 960, 1050)),
        ("16h-14h30", When(None, 960, 870)),
        ("9h", When(None, 540)),
        ("24:01", When(None, 1441)),
        ("21:00-28:00", When(None, 1260, 1680)),
        ("30:01", None),
        ("25.11", None),
        ("9", None),
        ("13 pm", None),
        ("9:60", None),
        ("at 9:30", None),
        ("Thursday 9:30", When(None, 570, called="Thursday")),
        ("Day 2 at 9:30", When(None, 570, called="Day 2")),
        ("mardi à 9h30", When(None, 570, called="mardi")),
        ("2 9:30", None),
        ("9-10", When(None, 540, 600)),
        ("10-9", None),
        ("9-25", None),
        ("Hall 9:30", None),
        (time(9, 30), When(None, 570)),
        (MOMENT, When(ELEVENTH, 570)),
        (9.5, None),
    ],
)
def test_times(text: Value, found: When | None) -> None:
    """Alone, from one to another, with a day."""
    assert when(text, DAY) == found


def test_an_offset_makes_an_instant() -> None:
    """Whatever the zone of the venue is."""
    found = when("2026-06-11T09:30:00+02:00", DAY)
    assert found is not None
    assert found.moment == datetime.fromisoformat("2026-06-11T07:30:00+00:00")


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [
        (30, 1, 30),
        (1.5, 60, 90),
        ("30", 1, 30),
        ("0,5", 60, 30),
        ("30 min", 60, 30),
        ("1 h", 1, 60),
        ("1.5 hours", 1, 90),
        ("1h30", 1, 90),
        ("1 heure 30", 1, 90),
        ("45 Minuten", 60, 45),
        ("1:30", 1, 90),
        ("0:45:00", 1, 45),
        (time(0, 45), 1, 45),
        (timedelta(hours=25), 1, 1500),
        ("half an hour", 1, None),
        ("", 1, None),
        (1.4, 1, None),
        ("9" * 400, 1, None),
        (True, 1, None),
    ],
)
def test_lengths(value: Value, unit: int, found: int | None) -> None:
    """A number counts minutes or hours; what has a unit counts as it says."""
    assert minutes_in(value, unit) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (50, (50, False)),
        ("50", (50, False)),
        ("env. 50", (50, True)),
        ("environ 50 personnes", (50, True)),
        ("ca. 50", (50, True)),
        ("about 50", (50, True)),
        ("~50", (50, True)),
        ("50 approx.", (50, True)),
        ("?", (None, False)),
        ("40-60", (None, False)),
        ("1 200", (None, False)),
        (-3, (None, False)),
        (True, (None, False)),
    ],
)
def test_crowds(value: Value, found: tuple[int | None, bool]) -> None:
    """A number alone, or one that is said to be a guess."""
    assert crowd_in(value) == found


def test_names() -> None:
    """Without addresses and affiliations, each once."""
    text = "Ada  Lovelace (Engines Ltd); Bob <bob@x.example>; ada@x.example; Bob"
    assert Persons([text], [";"]).of(text)[0] == ["Ada Lovelace", "Bob"]
    assert Persons(["Ada, Bob and Cy"], [",", " and "]).of("Ada, Bob and Cy")[0] == [
        "Ada",
        "Bob",
        "Cy",
    ]
    assert Persons(["Lovelace, Ada"], [";"]).of("Lovelace, Ada")[0] == ["Lovelace, Ada"]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["13.06.2026", "12.06.2026"], DAY),
        (["06/13/2026", "06/12/2026"], MONTH),
        (["2026/06/13"], YEAR),
        (["2026-06-13"], YEAR),
        (["1 June"], DAY),
        (["9:30-10:00"], ""),
        (["Hall"], ""),
        ([ELEVENTH], DAY),
    ],
)
def test_orders_of_dates(values: list[Value], order: str) -> None:
    """The number beyond 12 is the day."""
    assert dates_of(values)[0] == order


def test_an_order_that_may_be_another_is_told() -> None:
    """Neither number is beyond 12; with dots it is usual."""
    assert dates_of(["06/05/2026"])[1] == "06/05/2026 may also be month day year: look at it"
    assert "look" not in dates_of(["06.05.2026"])[1]


def test_units() -> None:
    """By the heading, or by how large the numbers are."""
    assert unit_of([30, 45], "Length")[0] == "minutes"
    assert unit_of([30, 45], "Length (h)")[0] == "hours"
    assert unit_of([0.5, 4], "Length")[0] == "hours"
    assert unit_of([0.5, 5], "Length")[0] == "minutes"
    assert unit_of(["1:30"], "Length")[0] == "minutes"


def test_signs_between_names() -> None:
    """What stands in cells with several names; a comma in each is that of Lovelace, Ada."""
    assert signs_between(["Ada; Bob"])[0] == [";"]
    assert signs_between(["Ada, Bob and Cy"])[0] == [",", " and "]
    assert signs_between(["Ada, Bob", "Cy"])[0] == [","]
    assert signs_between(["Lovelace, Ada", "Byron, Ann"])[0] == [";"]
    assert signs_between(["Ada (Engines, London)"])[0] == [";"]
