"""What days, weeks and half-days can take and what they need, with teams that are away."""

from datetime import date
from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.explanation.conflicts import collide
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance
from tests.conference import conference, pool, room, session
from tests.explanation.heard import certain

ROOMS = [room("A", booths=1), room("B", booths=1)]


def _interpreted(number: int, **fields: Any) -> Instance:
    six = pool(title="Six languages", gap=0, **fields)
    sessions = [session(f"s{n}", interpretation="six", duration=30) for n in range(number)]
    return conference(*sessions, interpretation=[six], rooms=ROOMS)


def test_days_take_what_the_teams_serve() -> None:
    """One team of two meetings a day serves four on two days, and not five."""
    assert not certain(_interpreted(4))
    (trouble,) = certain(_interpreted(5))
    assert trouble == Trouble(
        "Six languages: 5 meetings must be held from Mon 8 Nov to Tue 9 Nov, where 4 are possible (2 a "
        "day). Sessions: S0, S1, S2, S3, S4. What may help: another team, more meetings a team, or "
        "wider windows.",
        certain=True,
        sessions=("s0", "s1", "s2", "s3", "s4"),
        rules=("teams_exceeded",),
    )


@pytest.mark.parametrize(("a_week", "fits"), [(4, True), (3, False)])
def test_a_week_takes_what_the_teams_serve(a_week: int, fits: bool) -> None:
    """Four meetings, two a day."""
    troubles = certain(_interpreted(4, meetings_a_week=a_week))
    assert (not troubles) is fits
    if not fits:
        assert "where 3 are possible (3 a week)." in troubles[0].message


def test_a_day_is_named_if_it_alone_has_too_much() -> None:
    """Three on Monday for a team that serves two; if one may be on Tuesday, they fit."""
    monday = {"windows": [{"days": ["2021-11-08"]}], "interpretation": "six"}
    both = [session("one", **monday), session("two", **monday)]
    for third, fits in (
        (session("three", interpretation="six"), True),
        (session("three", **monday), False),
    ):
        instance = conference(*both, third, interpretation=[pool(gap=0)], rooms=ROOMS)
        assert (not certain(instance)) is fits
    assert (
        "six: 3 meetings must be held on Mon 8 Nov, where 2 are possible (2 a day)."
        in certain(instance)[0].message
    )


@pytest.mark.parametrize(("load", "fits"), [(120, True), (119, False)])
def test_whole_sessions_have_to_fit_into_the_load_of_a_day(load: int, fits: bool) -> None:
    """Four hours on two days are two a day; with 119 minutes there is one a day."""
    instance = conference(
        *(session(f"s{n}", people={"speaker": ["ada"]}) for n in range(4)),
        people=[{"id": "ada", "daily_load": load}],
        levels={"daily_load_exceeded": "hard"},
    )
    troubles = certain(instance)
    assert (not troubles) is fits
    if not fits:
        assert (
            "240 min must be held from Mon 8 Nov to Tue 9 Nov, where 120 are possible"
            in troubles[0].message
        )


@pytest.mark.parametrize(("number", "fits"), [(2, True), (1, False)])
def test_a_week_has_the_meetings_that_a_region_needs(number: int, fits: bool) -> None:
    """Two are needed in the only week."""
    instance = conference(
        *(session(f"s{n}", region="afr") for n in range(number)),
        regions=[{"id": "afr", "title": "Africa", "coordination_a_week": 2}],
    )
    troubles = certain(instance)
    assert (not troubles) is fits
    if not fits:
        assert troubles[0].message == (
            "Africa: 2 meetings are needed from Mon 8 Nov to Tue 9 Nov, and only 1 is possible. "
            "Sessions: S0. What may help: another coordination meeting, or wider windows for those "
            "there are."
        )


def test_two_weeks_cannot_share_a_meeting() -> None:
    """From Sunday 14 to Monday 15 November the conference touches two weeks, each of which needs one."""
    regions = [{"id": "afr", "coordination_a_week": 1}]
    for number, fits in ((2, True), (1, False)):
        instance = conference(
            *(session(f"s{n}", region="afr") for n in range(number)),
            regions=regions,
            first_day="2021-11-14",
            last_day="2021-11-15",
        )
        assert (not certain(instance)) is fits


def _by_half_days(number: int, duration: int = 60, **fields: Any) -> Instance:
    """Make a conference of two mornings and two afternoons of 180 minutes each."""
    six = pool(title="Six languages", counts="half_days") | fields
    meetings = [session(f"s{n}", interpretation="six", duration=duration) for n in range(number)]
    rooms = [room(name, booths=1) for name in "ABCDE"]
    return conference(*meetings, interpretation=[six], rooms=rooms)


@pytest.mark.parametrize(("number", "fits"), [(12, True), (13, False)])
def test_each_half_day_takes_what_fits_one_after_the_other(number: int, fits: bool) -> None:
    """Three meetings of an hour in each of four half-days; a thirteenth needs a fifth one."""
    assert (not certain(_by_half_days(number))) is fits


def test_a_week_takes_the_half_days_of_its_teams() -> None:
    """Seven hours take three half-days, and two are there."""
    (trouble,) = certain(_by_half_days(7, half_days_a_week=2))
    assert trouble == Trouble(
        "Six languages: at least 3 team half-days are needed from Mon 8 Nov to Tue 9 Nov, 2 are available. "
        "Sessions: S0, S1, S2, S3, S4, S5, S6. What may help: another team, or meetings without "
        "interpretation.",
        certain=True,
        sessions=tuple(f"s{n}" for n in range(7)),
        rules=("teams_exceeded",),
    )
    assert not certain(_by_half_days(6, half_days_a_week=2))


def test_long_meetings_fill_half_days_by_themselves() -> None:
    """Of 120 minutes one fits a half-day, though 360 minutes are but two half-days."""
    assert certain(_by_half_days(3, 120, half_days_a_week=2))
    assert not certain(_by_half_days(3, 120, half_days_a_week=3))


def test_without_a_team_nothing_is_served() -> None:
    """One is told so."""
    (trouble,) = certain(_by_half_days(1, teams=0))
    said = "at least 1 team half-day is needed from Mon 8 Nov to Tue 9 Nov, and none is available."
    assert said in trouble.message


ON_TUESDAY = [{"from": "2021-11-09", "to": "2021-11-09"}]


def _on_a_day(day: int, number: int = 2, **fields: Any) -> Instance:
    """Make a conference whose meetings are all at 09:00 on a day, for two teams of which one may be away."""
    window = {"days": [f"2021-11-{day:02}"], "from": "09:00", "to": "10:00"}
    six = pool(title="Six languages", teams=2, absences=ON_TUESDAY)
    return conference(
        *(session(each, interpretation="six", windows=[window]) for each in "abc"[:number]),
        interpretation=[six | fields],
        rooms=[room(each, booths=1) for each in "ABC"],
    )


@pytest.mark.parametrize("counts", ["meetings", "half_days"])
def test_nothing_is_told_of_other_days(counts: str) -> None:
    """On Monday both teams are there."""
    assert not certain(_on_a_day(8, counts=counts))


def test_too_few_teams_are_those_of_the_day() -> None:
    """Two meetings of an hour, and 90 min of rest after each, for one team."""
    (trouble,) = certain(_on_a_day(9))
    assert trouble.message.startswith(
        "Six languages: too few teams (1) for all its meetings: from Tue 9 Nov 09:00"
    )
    assert trouble.sessions == ("a", "b")


def test_half_days_are_needed_of_more_teams_than_are_there() -> None:
    """One a day of each team."""
    assert not certain(_on_a_day(8, counts="half_days", half_days_a_day=1))
    (trouble,) = certain(_on_a_day(9, counts="half_days", half_days_a_day=1))
    assert trouble.message.startswith(
        "Six languages: at least 2 team half-days are needed on Tue 9 Nov, 1 is available."
    )


@pytest.mark.parametrize(
    ("absences", "said"),
    [
        ([], ""),
        (ON_TUESDAY, "; 1 of them is away from Tue 9 Nov to Tue 9 Nov"),
        (
            [{"from": "2021-11-08", "to": "2021-11-09", "teams": 2}],
            "; 2 of them are away from Mon 8 Nov to Tue 9 Nov",
        ),
    ],
)
def test_what_is_asked_of_a_pool_tells_who_is_away(
    absences: list[dict[str, Any]], said: str
) -> None:
    """After what it is asked on all other days."""
    asked = VOICES["teams_exceeded"].asks(_on_a_day(8, absences=absences), "six")
    assert asked == (
        "Six languages has 2 teams, each for at most 2 meetings a day and 8 a week of 180 min, with 90 min "
        f"between them{said}"
    )


def test_a_way_out_is_one_team_more() -> None:
    """Then two are there on Tuesday."""
    found = collide(_on_a_day(9), time_limit=20)
    ways = {way.words: way.instance for each in found.conflicts for way in each.ways}
    days = (date(2021, 11, 8), date(2021, 11, 9))
    pool = ways["engage 1 more team of Six languages"].pool_by_id["six"]
    assert [pool.teams_on(day) for day in days] == [3, 2]
