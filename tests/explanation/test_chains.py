"""Chains of sessions, and the time they have."""

import re
from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.explanation.chains import MANY, broken_chains
from scheduler.explanation.presolve import presolve_of
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
        "Com1, then Com2, then Com3: the required times between them do not fit. Com1 can start on Mon 8 Nov "
        "09:00 at the earliest, so Com3 cannot start before Mon 8 Nov 19:00, but must start by Mon 8 "
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
            "First can start from Mon 8 Nov 09:00 to Mon 8 Nov 11:00 (because of its windows), Then can "
            "start from Mon 8 Nov 15:00 (because of its windows) to Mon 8 Nov 16:00 (because of its "
            "windows); whatever is chosen, the time between them is too short or too long."
        ) in troubles[0].message


def test_two_chains_are_told_apart() -> None:
    """Each with its own sessions."""
    names = ("a", "b", "c", "d")
    lags = [{"first": [a], "then": [b], "days_at_least": 1} for a, b in (("a", "b"), ("c", "d"))]
    instance = conference(*map(session, names), orders=lags, **ONE_DAY)
    assert [trouble.sessions for trouble in certain(instance)] == [("a", "b"), ("c", "d")]


def test_bounds_of_a_chain_name_what_they_come_from() -> None:
    """Ada comes at 14:00; an hour and a day later is Tuesday, when the pinned session is over."""
    pin = {"start": "2021-11-08T16:00[Africa/Addis_Ababa]"}
    instance = conference(
        session("first", people={"chair": ["ada"]}),
        session("then", pin=pin),
        orders=[{"first": ["first"], "then": ["then"], "at_least": 90}],
        people=[{"id": "ada", "available": [{"days": ["2021-11-08"], "from": "14:00"}]}],
    )
    (trouble,) = certain(instance)
    assert (
        "First can start on Mon 8 Nov 14:00 (because of the availability of ada) at the earliest, "
        "so Then cannot start before Mon 8 Nov 16:30, but must start by Mon 8 Nov 16:00 (because of its "
        "pin)."
    ) in trouble.message
    assert trouble.rules == ("order_broken", "person_unavailable", "pin_broken")


def test_of_one_order_one_chain_is_told() -> None:
    """Both come too late for the pin."""
    pin = {"start": "2021-11-08T09:30[Africa/Addis_Ababa]"}
    instance = conference(
        session("a"),
        session("b", duration=120),
        session("then", pin=pin),
        orders=[{"first": ["a", "b"], "then": ["then"]}],
    )
    assert [trouble.sessions for trouble in certain(instance)] == [("a", "then")]


@pytest.mark.parametrize(
    ("bounds", "fits"),
    [
        ({"at_least": 60, "at_most": 60}, True),
        ({"days_at_least": 1, "days_at_most": 1}, True),
        ({"at_least": 61, "at_most": 89}, False),
        ({"days_at_least": 1, "at_most": 30, "working_days": True}, False),
        ({"at_least": 1440, "days_at_most": 0}, False),
    ],
)
def test_bounds_that_contradict_each_other_are_found(bounds: dict[str, int], fits: bool) -> None:
    """The grid has no 61 to 89 minutes; a night is more than 30 minutes; 1440 minutes are a day."""
    orders = [{"first": ["a", "b"], "then": ["c"]} | bounds]
    found = certain(conference(*map(session, ("a", "b", "c")), orders=orders))
    assert [each.sessions for each in found] == ([] if fits else [("a", "c")])
    assert all(each.rules[0] == "order_broken" for each in found)


def test_of_very_many_meetings_in_order_one_chain_is_told() -> None:
    """Two days have room for twelve meetings of an hour; each further chain would take as long to find."""
    meetings = [session(f"m{number}", body="com") for number in range(MANY + 2)]
    instance = conference(*meetings, bodies=[{"id": "com", "title": "Com", "in_order": True}])
    told = [*broken_chains(presolve_of(instance))]
    assert len(told) == 1
    assert len(told[0].sessions) == 13


def _first_start(*people: dict[str, Any], **tables: Any) -> str:
    """Say when a photograph can start, in an afternoon, before a closing on Tuesday at 14:30."""
    kinds = [
        {"id": "meeting", "bands": ["morning", "afternoon"]},
        {"id": "photo", "bands": ["afternoon"]},
    ]
    pin = {"start": "2021-11-09T14:30[Africa/Addis_Ababa]"}
    instance = conference(
        session("photograph", kind="photo", people={"required": [each["id"] for each in people]}),
        session("closing", pin=pin),
        orders=[{"first": ["photograph"], "then": ["closing"]}],
        people=[*people],
        **{"kinds": kinds, **tables},
    )
    (trouble,) = certain(instance)
    found = re.search(r"Photograph can start on (.*?) at the earliest", trouble.message)
    assert found is not None
    return found[1]


TUESDAY = {"days": ["2021-11-09"]}


def test_who_is_there_all_day_is_no_cause_of_the_hour() -> None:
    """Ada is there on Tuesday from morning to night."""
    all_day = {"id": "ada", "available": [TUESDAY]}
    assert _first_start(all_day) == "Tue 9 Nov 14:00 (because of the availability of ada)"
    late = {"id": "ada", "available": [TUESDAY | {"from": "14:00"}]}
    assert _first_start(late) == "Tue 9 Nov 14:00 (because of the availability of ada)"
