"""What days and weeks can take, and what they need."""

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, room, session
from tests.explanation.heard import certain

ROOMS = [room("A", booths=1), room("B", booths=1)]


def _interpreted(number: int, **pool: int) -> Instance:
    six = {
        "id": "six",
        "title": "Six languages",
        "languages": ["en"],
        "counts": "meetings",
        "teams": 1,
        "gap": 0,
    } | pool
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
    pool = {"id": "six", "languages": ["en"], "counts": "meetings", "teams": 1, "gap": 0}
    both = [session("one", **monday), session("two", **monday)]
    for third, fits in (
        (session("three", interpretation="six"), True),
        (session("three", **monday), False),
    ):
        instance = conference(*both, third, interpretation=[pool], rooms=ROOMS)
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
