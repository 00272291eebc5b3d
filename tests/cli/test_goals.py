"""Where a session is to go, and hours of a day, as planners say them."""

from datetime import date, timedelta

import pytest

from scheduler.cli.inputs.goals import Asked, goal_named
from scheduler.cli.inputs.times import Stretch, stretch_named, stretches_named
from scheduler.desk import Goal
from scheduler.errors import InputError
from tests.conference import at, conference, session

FORUM = conference(session("talk"))
MONDAY, TUESDAY = FORUM.dates


@pytest.mark.parametrize(
    "written", ["tuesday", "Tue", "day 2", "2", "9 Nov", "2021-11-09", "mardi"]
)
def test_a_day_is_a_goal_and_a_question_asks(written: str) -> None:
    """With or without a blank before the sign."""
    assert goal_named(FORUM, written) == Asked(Goal(day=TUESDAY), question=False)
    for sign in ("?", " ?"):
        assert goal_named(FORUM, written + sign) == Asked(Goal(day=TUESDAY), question=True)


@pytest.mark.parametrize(
    "written", ["tue 15:00", "day 2, 15:00", "Tue 9 Nov 15:00", "tue 3pm", "2 15h"]
)
def test_a_time_is_a_goal(written: str) -> None:
    """On the clocks of the venue."""
    assert goal_named(FORUM, written) == Asked(Goal(start=at(FORUM, "Tue 15:00")), question=False)
    assert goal_named(FORUM, f"{written}?").question


def test_a_time_alone_is_on_the_day_where_the_session_is() -> None:
    """Where it is nowhere, a day is needed."""
    here = at(FORUM, "Tue 09:00")
    for written in ("15:00", "at 15:00", "3 pm", "15h"):
        assert goal_named(FORUM, written, here=here).goal == Goal(start=at(FORUM, "Tue 15:00"))
    with pytest.raises(InputError, match="no such time"):
        goal_named(FORUM, "15:00")


HOURS = {
    "tue": (TUESDAY, 0, 24),
    "tue morning": (TUESDAY, 9, 12),
    "day 1 afternoon": (MONDAY, 14, 17),
    "tue 15:00-16:00": (TUESDAY, 15, 16),
    "tue 15:00–16:00": (TUESDAY, 15, 16),
    "tue, 15:00 to 16:00": (TUESDAY, 15, 16),
    "Tue 9 Nov 15:00-16:00": (TUESDAY, 15, 16),
    "2021-11-09T15:00-16:00": (TUESDAY, 15, 16),
    "tue from 3pm to 4pm": (TUESDAY, 15, 16),
    "tue 9am-noon": (TUESDAY, 9, 12),
    "tue from 15:00": (TUESDAY, 15, 24),
    "tue after 15:00": (TUESDAY, 15, 24),
    "tue until 15:00": (TUESDAY, 0, 15),
    "tue before noon": (TUESDAY, 0, 12),
    "tue 15:00-24:00": (TUESDAY, 15, 24),
}


@pytest.mark.parametrize("written", HOURS)
def test_hours_of_a_day_are_read(written: str) -> None:
    """Whole days, bands, and from one time to another."""
    day, since, until = HOURS[written]
    hours = Stretch(day, timedelta(hours=since), timedelta(hours=until))
    assert stretch_named(FORUM, written, "WHEN") == hours


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("tue 15:00", "until when"),
        ("tue 15:00-15:00", "ends before it begins"),
        ("tue 15:00-25:00", "25:00 is no time of day"),
        ("tue 15:00-14:99", "14:99 is no time of day"),
        ("15:00-16:00", "name one day"),
        ("wed", "no such day"),
        ("tue night", "no such day"),
        ("", "no such day"),
    ],
)
def test_what_is_no_hours_of_a_day_is_said(written: str, said: str) -> None:
    """With what was written."""
    with pytest.raises(InputError, match=f"^WHEN .*{said}"):
        stretch_named(FORUM, written, "WHEN")


@pytest.mark.parametrize(
    "written", ["12:00-13:00", "always 12:00-13:00", "mon..tue 12:00 to 13:00"]
)
def test_hours_alone_are_those_of_each_day(written: str) -> None:
    """In every command; so are those of several days."""
    noon, one = timedelta(hours=12), timedelta(hours=13)
    expected = [Stretch(MONDAY, noon, one), Stretch(TUESDAY, noon, one)]
    assert stretches_named(FORUM, written, "WHEN") == expected


def test_a_band_that_a_day_does_not_have_is_said() -> None:
    """It is a band of another day."""
    bands = [{"id": "morning", "from": "09:00", "to": "12:00"}]
    nights = [{"id": "night", "from": "20:00", "to": "22:00"}]
    forum = conference(
        session("talk"),
        day_profiles=[
            {"id": "a", "weekdays": ["monday"], "bands": bands},
            {"id": "b", "weekdays": ["tuesday"], "bands": nights},
        ],
        kinds=[{"id": "meeting", "bands": ["morning"]}],
    )
    assert stretch_named(forum, "tue night", "WHEN").since == timedelta(hours=20)
    with pytest.raises(InputError, match="that day has no night"):
        stretch_named(forum, "mon night", "WHEN")
    assert date(2021, 11, 8) == MONDAY
