"""What is told before a search where interpretation teams are away on some dates."""

from datetime import date
from typing import Any

import pytest

from scheduler.explanation.conflicts import collide
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance
from tests.conference import conference, room, session
from tests.explanation.heard import certain

ON_TUESDAY = [{"from": "2021-11-09", "to": "2021-11-09"}]


def _interpreted(day: int, number: int = 2, **pool: Any) -> Instance:
    """Make a conference whose meetings are all at 09:00 on a day, for two teams of which one may be away."""
    window = {"days": [f"2021-11-{day:02}"], "from": "09:00", "to": "10:00"}
    six = {
        "id": "six",
        "title": "Six languages",
        "languages": ["en"],
        "counts": "meetings",
        "teams": 2,
    }
    return conference(
        *(session(each, interpretation="six", windows=[window]) for each in "abc"[:number]),
        interpretation=[six | {"absences": ON_TUESDAY} | pool],
        rooms=[room(each, booths=1) for each in "ABC"],
    )


@pytest.mark.parametrize("counts", ["meetings", "half_days"])
def test_nothing_is_told_of_other_days(counts: str) -> None:
    """On Monday both teams are there."""
    assert not certain(_interpreted(8, counts=counts))


def test_too_few_teams_are_those_of_the_day() -> None:
    """Two meetings of an hour, and 90 min of rest after each, for one team."""
    (trouble,) = certain(_interpreted(9))
    assert trouble.message.startswith(
        "Six languages: too few teams (1) for all its meetings: from Tue 9 Nov 09:00"
    )
    assert trouble.sessions == ("a", "b")


def test_half_days_are_needed_of_more_teams_than_are_there() -> None:
    """One a day of each team."""
    assert not certain(_interpreted(8, counts="half_days", half_days_a_day=1))
    (trouble,) = certain(_interpreted(9, counts="half_days", half_days_a_day=1))
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
    asked = VOICES["teams_exceeded"].asks(_interpreted(8, absences=absences), "six")
    assert asked == (
        "Six languages has 2 teams, each for at most 2 meetings a day and 8 a week of 180 min, with 90 min "
        f"between them{said}"
    )


def test_a_way_out_is_one_team_more() -> None:
    """Then two are there on Tuesday."""
    found = collide(_interpreted(9), time_limit=20)
    ways = {way.words: way.instance for each in found.conflicts for way in each.ways}
    days = (date(2021, 11, 8), date(2021, 11, 9))
    pool = ways["engage 1 more team of Six languages"].pool_by_id["six"]
    assert [pool.teams_on(day) for day in days] == [3, 2]
