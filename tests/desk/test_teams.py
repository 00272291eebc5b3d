"""Interpretation teams are away on some dates, or all there again."""

from datetime import date
from typing import Any

import pytest

from scheduler.desk import (
    DeskState,
    apply,
    change_fact,
    make_room,
    teams_available,
    teams_away,
    undo,
)
from scheduler.errors import InputError
from tests.conference import room, session
from tests.desk.desks import desk, where

DAYS = [date(2021, 11, 8 + n) for n in range(4)]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = DAYS


def interpreted(**pool: Any) -> DeskState:
    """Return a desk of four days: two meetings beside each other on Tuesday, and two teams."""
    six = {"id": "six", "title": "Six languages", "languages": ["en"], "teams": 2}
    return desk(
        *(session(each, interpretation="six") for each in ("talk", "panel")),
        last_day="2021-11-11",
        rooms=[room(each, booths=1) for each in "AB"],
        interpretation=[six | {"counts": "half_days"} | pool],
        places={"talk": "Tue 09:00 A", "panel": "Tue 09:00 B"},
    )


def there(of: DeskState) -> list[int]:
    """Return how many teams are there on each day."""
    return [of.instance.pool_by_id["six"].teams_on(day) for day in DAYS]


def test_a_team_is_away_when_it_is_not_needed_or_when_it_is() -> None:
    """On Monday nobody is in the way; on Tuesday one of two meetings has to go elsewhere."""
    before = interpreted()
    fine = teams_away(before, "six", [MONDAY])
    assert not fine.consequences.broken
    missed = teams_away(before, "six", [TUESDAY])
    assert [each.rule for each in missed.consequences.broken] == ["teams_exceeded"]
    assert missed.change.said == "A team of Six languages is not available on Tue 9 Nov"
    after = apply(before, make_room(missed, time_limit=2))
    assert not after.evaluation.forbidden
    assert sum(where(after, each).startswith("Tue 09:00") for each in ("talk", "panel")) == 1
    assert there(after) == [2, 1, 2, 2]


def test_days_in_a_row_are_one_row_of_the_file() -> None:
    """A second change takes another team away, and the line says all of it."""
    first = apply(interpreted(), teams_away(interpreted(), "six", [TUESDAY, WEDNESDAY]))
    assert there(first) == [2, 1, 1, 2]
    second = apply(first, teams_away(first, "six", [WEDNESDAY, THURSDAY]))
    assert second.steps[-1].said == (
        "One more team of Six languages is not available from Wed 10 Nov to Thu 11 Nov."
    )
    assert there(second) == [2, 1, 0, 1]
    (line,) = second.lines.values()
    assert line.said == (
        "Six languages: 1 team is not available from Tue 9 Nov to Thu 11 Nov "
        "and 1 team is not available on Wed 10 Nov."
    )
    assert line.change == {
        "change": {
            "interpretation": {
                "six": {
                    "absences": [
                        {"from": "2021-11-09", "to": "2021-11-11"},
                        {"from": "2021-11-10", "to": "2021-11-10"},
                    ]
                }
            }
        }
    }
    assert there(undo(second)) == there(first)


def test_all_teams_are_there_again_on_some_days_or_always() -> None:
    """Where nothing is left of it, the line goes."""
    away = apply(interpreted(), teams_away(interpreted(), "six", [TUESDAY, WEDNESDAY, THURSDAY]))
    back = apply(away, teams_available(away, "six", [WEDNESDAY]))
    assert there(back) == [2, 1, 2, 1]
    assert apply(away, teams_available(away, "six", [])).lines == {}
    assert teams_available(away, "six", [WEDNESDAY]).change.said == (
        "All teams of Six languages are available on Wed 10 Nov"
    )


@pytest.mark.parametrize(
    ("pool", "day", "said"),
    [
        ("seven", TUESDAY, "seven: no such interpretation pool in tiny"),
        ("six", date(2021, 11, 12), "2021-11-12: not a day of tiny"),
        ("six", MONDAY, "no team is available on Mon 8 Nov"),
    ],
)
def test_what_cannot_be_is_said(pool: str, day: date, said: str) -> None:
    """Both teams are away on Monday already."""
    before = interpreted(absences=[{"from": "2021-11-08", "to": "2021-11-08", "teams": 2}])
    with pytest.raises(InputError, match=said):
        teams_away(before, pool, [day])


def test_fewer_teams_than_are_away_are_an_error() -> None:
    """The absence has to go first."""
    before = interpreted(absences=[{"from": "2021-11-08", "to": "2021-11-08", "teams": 2}])
    with pytest.raises(InputError, match="no more than `teams`, which is 1"):
        change_fact(before, "interpretation", "six", {"teams": 1})
