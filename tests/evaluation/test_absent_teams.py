"""Teams that are away on some dates: what both voices count, and what a planner is told."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.conference import WEEK, conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

RULE = "teams_exceeded"
NOON = [
    {"id": "morning", "from": "09:00", "to": "12:00"},
    {"id": "afternoon", "from": "14:00", "to": "17:00"},
]


def interpreted(names: str, *absences: tuple[str, str, int], **pool: Any) -> Instance:
    """Make a conference from a Monday to a Friday whose sessions one pool of two teams serves."""
    rows = [{"from": first, "to": last, "teams": number} for first, last, number in absences]
    six = {
        "id": "six",
        "title": "Six languages",
        "languages": ["en"],
        "counts": "meetings",
        "teams": 2,
        "gap": 0,
    }
    return conference(
        *(session(name, interpretation="six") for name in names),
        only=RULE,
        levels=pool.pop("levels", {}),
        last_day="2021-11-12",
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": NOON}],
        rooms=[room(each, booths=1) for each in "AB"],
        interpretation=[six | pool | {"absences": rows}],
    )


ON_TUESDAY = ("2021-11-09", "2021-11-09", 1)
HALF_DAYS: dict[str, Any] = {"counts": "half_days"}


def test_teams_are_there_on_other_dates() -> None:
    """From the first to the last date of a row, both included; several rows add up."""
    instance = interpreted("a", ("2021-11-09", "2021-11-10", 1), ("2021-11-10", "2021-11-11", 1))
    (pool,) = instance.interpretation
    there = [pool.teams_on(day) for day in (date(2021, 11, 7), *instance.dates)]
    assert there == [2, 2, 1, 0, 1, 2]


@pytest.mark.parametrize(("pool", "minutes"), [({}, 60), (HALF_DAYS, 180)])
@pytest.mark.parametrize(("day", "away"), [("Mon", False), ("Tue", True), ("Wed", False)])
def test_a_team_that_is_away_serves_nothing_on_that_date(
    pool: dict[str, Any], minutes: int, day: str, *, away: bool
) -> None:
    """Two meetings beside each other need both teams: an hour is too much, or a half-day."""
    instance = interpreted("ab", ON_TUESDAY, **pool)
    schedule = placed(instance, a=f"{day} 09:00 A", b=f"{day} 09:00 B")
    assert amount(instance, schedule, RULE, "six") == (minutes if away else 0)


def test_it_is_said_how_many_are_there(snapshot: SnapshotAssertion) -> None:
    """On that date."""
    by_meetings, by_half_days = (interpreted("ab", ON_TUESDAY, **each) for each in ({}, HALF_DAYS))
    places = {"a": "Tue 09:00 A", "b": "Tue 09:30 B"}
    assert messages(by_meetings, placed(by_meetings, **places), RULE) == snapshot
    assert messages(by_half_days, placed(by_half_days, **places), RULE) == snapshot


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("Mon 22:30", 0),  # until 23:30, and 30 min of rest until midnight
        ("Mon 23:00", 30),
        ("Tue 23:00", 60),  # from Wednesday on both are there
        ("Tue 23:30", 30),
    ],
)
def test_midnight_is_when_they_leave_and_when_they_come(start: str, minutes: int) -> None:
    """Two meetings beside each other, which hold both teams for half an hour longer."""
    instance = interpreted("ab", ON_TUESDAY, gap=30)
    schedule = placed(instance, a=f"{start} A", b=f"{start} B")
    assert amount(instance, schedule, RULE) == minutes


@pytest.mark.parametrize(
    ("pool", "minutes"), [({"meetings_a_day": 1}, 180), (HALF_DAYS | {"half_days_a_day": 1}, 180)]
)
def test_a_day_has_what_the_teams_of_that_date_serve(pool: dict[str, Any], minutes: int) -> None:
    """One each: the second one of Tuesday is too much, of Monday it is not."""
    instance = interpreted("ab", ON_TUESDAY, **pool)
    for day, beyond in (("Mon", 0), ("Tue", minutes)):
        schedule = placed(instance, a=f"{day} 09:00 A", b=f"{day} 14:00 A")
        assert amount(instance, schedule, RULE) == beyond
    assert "1 more than the teams serve" in str(messages(interpreted_twice(), twice(), RULE))


def interpreted_twice() -> Instance:
    """Return a conference with a meeting a day for each team."""
    return interpreted("ab", ON_TUESDAY, meetings_a_day=1)


def twice() -> Schedule:
    """Return two meetings on Tuesday."""
    return placed(interpreted_twice(), a="Tue 09:00 A", b="Tue 14:00 A")


FROM_TUESDAY = ("2021-11-09", "2021-11-12", 1)
FOUR = {"a": "Mon 09:00 A", "b": "Mon 09:00 B", "c": "Tue 09:00 A", "d": "Wed 09:00 A"}


@pytest.mark.parametrize(
    "pool",
    [
        {"meetings_a_day": 1, "meetings_a_week": 3, "longest_meeting": 180},
        HALF_DAYS | {"half_days_a_day": 1, "half_days_a_week": 3},
    ],
)
def test_a_week_has_what_each_team_serves_on_the_dates_on_which_it_is_there(
    pool: dict[str, Any],
) -> None:
    """Three of the team that is there all week, one of the other, on Monday: four, and no fifth."""
    instance = interpreted("abcde", FROM_TUESDAY, **pool)
    four = interpreted("abcd", FROM_TUESDAY, **pool)
    assert amount(four, placed(four, **FOUR), RULE) == 0
    five = placed(instance, **FOUR, e="Thu 09:00 A")
    assert amount(instance, five, RULE) == 180
    all_there = interpreted("abcde", **pool)
    assert amount(all_there, five, RULE) == 0  # six
    rested = interpreted("abcde", ("2021-11-12", "2021-11-12", 1), **pool)
    assert amount(rested, five, RULE) == 0  # four dates are as good as five for three


def test_of_a_week_it_is_said_how_many_half_days_are_there(snapshot: SnapshotAssertion) -> None:
    """Three and one."""
    pool = HALF_DAYS | {"half_days_a_day": 1, "half_days_a_week": 3}
    instance = interpreted("abcde", FROM_TUESDAY, **pool)
    five = placed(instance, **FOUR, e="Thu 09:00 A")
    assert messages(instance, five, RULE) == snapshot


def test_what_is_usual_for_a_team_is_no_more_than_its_dates_have() -> None:
    """Three and one are usual: the fifth is overtime."""
    levels = {RULE: "off", "team_overtime": 1}
    pool = HALF_DAYS | {"half_days_a_day": 1, "usual_half_days_a_week": 3, "levels": levels}
    places = FOUR | {"e": "Thu 09:00 A"}
    for absences, extra in ((FROM_TUESDAY, 1), (("2021-11-12", "2021-11-12", 1), 0)):
        instance = interpreted("abcde", absences, **pool)
        assert amount(instance, placed(instance, **places), "team_overtime") == extra


def test_without_any_team_on_a_date_nothing_is_served_on_it() -> None:
    """By meetings: the hour at once, the day; the week has two of each team on four dates."""
    nobody = ("2021-11-09", "2021-11-09", 2)
    instance = interpreted("a", nobody)
    assert amount(instance, placed(instance, a="Tue 09:00 A"), RULE) == 60 + 180
    by_half_days = interpreted("a", nobody, **HALF_DAYS)
    assert amount(by_half_days, placed(by_half_days, a="Tue 09:00 A"), RULE) == 180 + 180
