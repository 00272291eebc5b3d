"""Chains of sessions, and the time they have."""

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, session
from tests.explanation.heard import certain

ONE_DAY = {"last_day": "2021-11-08"}


def _committee(gap: int, number: int = 3) -> Instance:
    meetings = [session(f"com{n}", body="com", duration=90) for n in range(1, number + 1)]
    return conference(*meetings, bodies=[{"id": "com", "gap": gap}], **ONE_DAY)


def test_meetings_in_order_need_time_for_their_gaps() -> None:
    """09:00-10:30, then 14:00-15:30 (10:30 + 210 min), then 15:30 + 210 min is evening; 2 of them fit.

    With no gap the third starts at 10:30 at the latest and there are four starts in the day.
    """
    assert not certain(_committee(gap=0))
    assert not certain(_committee(gap=210, number=2))
    (trouble,) = certain(_committee(gap=210))
    assert trouble == Trouble(
        "Com1, then Com2, then Com3: the times between them do not fit. Com1 can start on Mon 8 Nov "
        "09:00 at the earliest, and so Com3 not before Mon 8 Nov 19:00, but it has to start by Mon 8 "
        "Nov 15:30. What may help: wider windows, less time between them, or shorter meetings.",
        certain=True,
        sessions=("com1", "com2", "com3"),
        rules=("order_broken",),
    )


@pytest.mark.parametrize(("lag", "fits"), [(390, True), (391, False)])
def test_a_lag_fits_to_the_minute(lag: int, fits: bool) -> None:
    """From 09:30 (the end of 30 minutes) to 16:00 are 390 minutes; 60 minutes fit there until 17:00."""
    instance = conference(
        session("first", duration=30),
        session("then"),
        orders=[{"first": ["first"], "then": ["then"], "at_least": lag}],
        **ONE_DAY,
    )
    assert (not certain(instance)) is fits


@pytest.mark.parametrize(("last_day", "fits"), [("2021-11-09", True), ("2021-11-08", False)])
def test_the_next_day_has_to_exist(last_day: str, fits: bool) -> None:
    """A report on the day after the committee needs a second day."""
    instance = conference(
        session("committee"),
        session("report"),
        session("talk"),
        orders=[
            {"first": ["committee"], "then": ["report"], "days_at_least": 1},
            {"first": ["talk"], "then": ["report"]},
        ],
        last_day=last_day,
    )
    troubles = certain(instance)
    assert (not troubles) is fits
    if not fits:
        assert troubles[0].sessions == ("committee", "report"), "the talk has nothing to do with it"


@pytest.mark.parametrize(("within", "fits"), [(180, True), (179, False)])
def test_too_late_is_said_with_the_times_of_both(within: int, fits: bool) -> None:
    """From the end at 12:00 of a meeting of the morning to 15:00 are 180 minutes."""
    morning = [{"days": ["2021-11-08"], "to": "12:00"}]
    instance = conference(
        session("first", windows=morning),
        session("then", windows=[{"days": ["2021-11-08"], "from": "15:00"}]),
        orders=[{"first": ["first"], "then": ["then"], "at_most": within}],
    )
    troubles = certain(instance)
    assert (not troubles) is fits
    if not fits:
        assert (
            "First can start from Mon 8 Nov 09:00 to Mon 8 Nov 11:00, Then can start from Mon 8 Nov "
            "15:00 to Mon 8 Nov 16:00; whatever is chosen, the time between them is too short or too "
            "long."
        ) in troubles[0].message


def test_two_chains_are_told_apart() -> None:
    """Each with its own sessions."""
    names = ("a", "b", "c", "d")
    lags = [{"first": [a], "then": [b], "days_at_least": 1} for a, b in (("a", "b"), ("c", "d"))]
    instance = conference(*map(session, names), orders=lags, **ONE_DAY)
    assert [trouble.sessions for trouble in certain(instance)] == [("a", "b"), ("c", "d")]
