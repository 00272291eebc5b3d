"""What teams that work in half-days need at least."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, room, session
from tests.explanation.heard import certain


def _interpreted(number: int, duration: int = 60, **pool: Any) -> Instance:
    """Make a conference of two mornings and two afternoons of 180 minutes each."""
    six = {"id": "six", "title": "Six languages", "languages": ["en"], "teams": 1}
    meetings = [session(f"s{n}", interpretation="six", duration=duration) for n in range(number)]
    rooms = [room(name, booths=1) for name in "ABCDE"]
    pools = [six | {"counts": "half_days"} | pool]
    return conference(*meetings, interpretation=pools, rooms=rooms)


@pytest.mark.parametrize(("number", "fits"), [(12, True), (13, False)])
def test_each_half_day_takes_what_fits_one_after_the_other(number: int, fits: bool) -> None:
    """Three meetings of an hour in each of four half-days; a thirteenth needs a fifth one."""
    assert (not certain(_interpreted(number))) is fits


def test_a_week_takes_the_half_days_of_its_teams() -> None:
    """Seven hours take three half-days, and two are there."""
    (trouble,) = certain(_interpreted(7, half_days_a_week=2))
    assert trouble == Trouble(
        "Six languages: at least 3 team half-days are needed from Mon 8 Nov to Tue 9 Nov, 2 are available. "
        "Sessions: S0, S1, S2, S3, S4, S5, S6. What may help: another team, or meetings without "
        "interpretation.",
        certain=True,
        sessions=tuple(f"s{n}" for n in range(7)),
        rules=("teams_exceeded",),
    )
    assert not certain(_interpreted(6, half_days_a_week=2))


def test_long_meetings_fill_half_days_by_themselves() -> None:
    """Of 120 minutes one fits a half-day, though 360 minutes are but two half-days."""
    assert certain(_interpreted(3, 120, half_days_a_week=2))
    assert not certain(_interpreted(3, 120, half_days_a_week=3))


def test_without_a_team_nothing_is_served() -> None:
    """One is told so."""
    (trouble,) = certain(_interpreted(1, teams=0))
    said = "at least 1 team half-day is needed from Mon 8 Nov to Tue 9 Nov, and none is available."
    assert said in trouble.message
