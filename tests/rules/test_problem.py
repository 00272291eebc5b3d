"""The door: starts, durations, rooms, and the levels of the instance."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.catalogue import RULES
from scheduler.rules import problem_of
from tests.conference import conference, room, session


def test_problem_lists_sessions_and_rooms_as_the_file_does() -> None:
    """In the order of the file."""
    instance = conference(
        session("z", duration=90), session("s"), rooms=[room("B"), room("A")], levels={}
    )
    problem = problem_of(instance)
    assert list(problem.durations.items()) == [
        ("z", timedelta(minutes=90)),
        ("s", timedelta(minutes=60)),
    ]
    assert problem.rooms == ("B", "A")


def test_starts_are_all_hours_of_all_dates_on_the_grid() -> None:
    """Two days of 48 half hours, from midnight in Addis Ababa (UTC+3)."""
    starts = problem_of(conference(session("s"))).starts
    assert len(starts) == 96
    assert starts[:2] == (
        datetime(2021, 11, 7, 21, tzinfo=UTC),
        datetime(2021, 11, 7, 21, 30, tzinfo=UTC),
    )
    assert starts[-1] == datetime(2021, 11, 9, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("grid", "number"),
    [(1440, 2), (720, 4), (50, 58)],  # 50: 29 multiples below 1440 (28 * 50 = 1400), on each date
)
def test_starts_begin_anew_at_each_midnight(grid: int, number: int) -> None:
    """Multiples of the grid are counted from the midnight of their date."""
    assert len(problem_of(conference(session("s"), grid=grid)).starts) == number


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2021-03-28", 46),  # the hour from 02:00 is skipped
        ("2021-10-31", 50),  # and comes twice
        ("2021-10-30", 48),
    ],
)
def test_starts_follow_the_clocks(day: str, number: int) -> None:
    """In Paris, on a grid of 30 minutes."""
    instance = conference(session("s"), zone="Europe/Paris", first_day=day, last_day=day)
    starts = problem_of(instance).starts
    assert len(starts) == number
    gaps = {later - earlier for earlier, later in itertools.pairwise(starts)}
    assert gaps == {timedelta(minutes=30)}


def test_levels_become_prices_and_what_is_off_is_dropped() -> None:
    """Hard has no price, a weight its thousandths; an item may have its own level."""
    instance = conference(
        session("s", topics=["one", "two", "three"]),
        session("q", topics=["one", "two", "three"]),
        only="topic_conflict",
        levels={"topic_conflict": {"level": 0.25, "items": {"two": "off", "three": "hard"}}},
    )
    priced = {each.restriction.item: each.price for each in problem_of(instance).priced}
    assert priced == {"one": 250, "three": None}


def test_default_levels_are_those_of_the_catalogue() -> None:
    """Weights of the catalogue, in thousandths."""
    instance = conference(session("s", topics=["one"]), session("q", topics=["one"]))
    prices = {each.rule: each.price for each in problem_of(instance).priced}
    assert prices["topic_conflict"] is None
    assert prices["late_hours"] == 200  # 0.2
    assert prices["room_waste"] == 10  # 0.01
    assert RULES["late_hours"].default == 0.2


def test_the_profile_in_force_decides_first() -> None:
    """What it does not name is as in `levels`."""
    instance = conference(
        session("s", topics=["one"]),
        session("q", topics=["one"]),
        levels={"topic_conflict": 2.5, "late_hours": "off"},
        profiles={"strict": {"topic_conflict": "hard"}},
        profile="strict",
    )
    prices = {each.rule: each.price for each in problem_of(instance).priced}
    assert prices["topic_conflict"] is None
    assert "late_hours" not in prices


def test_restrictions_come_in_the_order_of_the_catalogue() -> None:
    """The same instance gives the same problem, rule after rule."""
    instance = conference(session("s", topics=["one"]), session("q", topics=["one"]))
    rules = list(dict.fromkeys(each.rule for each in problem_of(instance).priced))
    assert rules == [rule for rule in RULES if rule in rules]
    assert problem_of(instance) == problem_of(instance)


def test_a_conference_where_nothing_can_happen_has_few_restrictions() -> None:
    """One session, with nothing to ask for: its hours, whether it is late, and what it wastes."""
    problem = problem_of(conference(session("s", attendance=10)))
    assert [each.rule for each in problem.priced] == ["outside_hours", "late_hours", "room_waste"]
