"""The bodies family: what comes before what."""

from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount


def ordered(**order: Any) -> Any:
    """Make a conference over a weekend without bands, in which `one` comes before `two`."""
    return conference(
        session("one"),
        session("two"),
        only="order_broken",
        first_day="2021-11-11",
        last_day="2021-11-16",
        day_profiles=[
            {"id": "day", "weekdays": WEEK, "bands": BANDS},
            {"id": "free", "weekdays": [], "dates": ["2021-11-13", "2021-11-14"], "bands": []},
        ],
        orders=[{"first": ["one"], "then": ["two"]} | order],
    )


@pytest.mark.parametrize(
    ("order", "one", "two", "minutes"),
    [
        ({}, "Thu 09:00", "Thu 10:00", 0),
        ({}, "Thu 09:00", "Thu 09:30", 30),
        ({}, "Thu 10:00", "Thu 09:00", 120),  # 11:00 - 09:00
        ({"at_least": 60}, "Thu 09:00", "Thu 11:00", 0),
        ({"at_least": 60}, "Thu 09:00", "Thu 10:30", 30),
        ({"at_most": 60}, "Thu 09:00", "Thu 11:00", 0),
        ({"at_most": 60}, "Thu 09:00", "Thu 11:30", 30),
        ({"days_at_least": 1}, "Thu 16:00", "Fri 00:00", 0),  # the midnight that begins Friday
        ({"days_at_least": 1}, "Thu 16:00", "Thu 23:00", 60),
        ({"days_at_least": 1}, "Thu 16:00", "Thu 16:00", 480),  # more than the 60 of the lag
        ({"days_at_least": 1, "at_least": 600}, "Thu 16:00", "Fri 00:00", 180),  # 17:00 + 10 h
        ({"days_at_most": 0}, "Thu 16:00", "Thu 23:00", 0),  # ends at midnight
        ({"days_at_most": 0}, "Thu 16:00", "Thu 23:30", 30),
        ({"days_at_most": 1}, "Thu 16:00", "Fri 23:00", 0),
        ({"days_at_most": 1}, "Thu 16:00", "Sat 00:00", 60),
        ({"days_at_most": 0, "at_most": 60}, "Thu 09:00", "Thu 11:30", 30),
        ({"days_at_most": 0, "at_most": 60}, "Thu 22:00", "Fri 00:30", 90),  # 30 late, 90 past
        ({"days_at_least": 1}, "Fri 09:00", "Sat 00:00", 0),  # any date counts
        ({"days_at_least": 1, "working_days": True}, "Fri 09:00", "Sun 23:00", 60),
        ({"days_at_least": 1, "working_days": True}, "Fri 09:00", "Mon 00:00", 0),
        ({"days_at_least": 2, "working_days": True}, "Thu 09:00", "Mon 00:00", 0),
        ({"days_at_least": 0, "working_days": True}, "Sat 09:00", "Sat 10:00", 0),
        ({"days_at_most": 1, "working_days": True}, "Fri 09:00", "Mon 23:00", 0),
        ({"days_at_most": 1, "working_days": True}, "Fri 09:00", "Mon 23:30", 30),
        ({"days_at_most": 0, "working_days": True}, "Fri 09:00", "Fri 23:30", 30),
        # Tuesday is the last date with a band
        ({"days_at_least": 1, "working_days": True}, "Mon 09:00", "Tue 00:00", 0),
        # no date with a band follows: the day after the conference
        ({"days_at_least": 1, "working_days": True}, "Tue 09:00", "Tue 23:00", 60),
    ],
)
def test_orders_count_what_is_too_early_and_what_is_too_late(
    order: dict[str, Any], one: str, two: str, minutes: int
) -> None:
    """Both sides of every edge of a lag."""
    instance = ordered(**order)
    schedule = placed(instance, one=f"{one} A", two=f"{two} B")
    assert amount(instance, schedule, "order_broken", "two") == minutes
    assert amount(instance, schedule, "order_broken") == minutes


def test_too_early_and_too_late_are_said_in_words(snapshot: SnapshotAssertion) -> None:
    """One message each; a session can be too early and too late after the same one."""
    instance = ordered(days_at_least=1, at_most=90)
    schedule = placed(instance, one="Thu 20:00 A", two="Thu 23:00 B")
    # 60 min before Friday's midnight, and 120 min after 21:00, of which 90 are allowed
    assert amount(instance, schedule, "order_broken") == 90
    assert messages(instance, schedule, "order_broken") == snapshot


def test_midnights_are_those_of_the_host() -> None:
    """In Lisbon 31 October 2021 lasts 25 hours, from 23:00 UTC the day before until 00:00 UTC."""
    instance = conference(
        session("one"),
        session("two"),
        only="order_broken",
        zone="Europe/Lisbon",
        first_day="2021-10-31",
        last_day="2021-11-01",
        orders=[{"first": ["one"], "then": ["two"], "days_at_most": 0}],
    )
    one = Assignment("one", datetime(2021, 10, 31, 9, tzinfo=UTC), "A")
    inside = Assignment("two", datetime(2021, 10, 31, 23, tzinfo=UTC), "A")
    beyond = Assignment("two", datetime(2021, 10, 31, 23, 30, tzinfo=UTC), "A")
    assert amount(instance, Schedule.of([one, inside]), "order_broken") == 0
    assert amount(instance, Schedule.of([one, beyond]), "order_broken") == 30


def test_every_first_comes_before_every_then() -> None:
    """Two first and two then are four pairs."""
    instance = conference(
        *(session(name) for name in "abcd"),
        only="order_broken",
        orders=[{"first": ["a", "b"], "then": ["c", "d"]}],
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 09:30 A", d="Mon 09:30 B")
    assert amount(instance, schedule, "order_broken", "c") == 60  # 30 after a, 30 after b
    assert amount(instance, schedule, "order_broken") == 120


def test_meetings_of_a_body_follow_one_another_with_its_gap() -> None:
    """Consecutive ones only, and only if it meets in order."""
    bodies = [{"id": "com3", "gap": 30}, {"id": "free", "in_order": False}]
    instance = conference(
        *(session(name, body="com3") for name in ("one", "two", "three")),
        *(session(name, body="free") for name in ("x", "y")),
        only="order_broken",
        bodies=bodies,
    )
    others = {"x": "Tue 10:00 A", "y": "Tue 09:00 A"}
    kept = placed(instance, one="Mon 09:00 A", two="Mon 10:30 A", three="Mon 12:00 A", **others)
    assert amount(instance, kept, "order_broken") == 0
    broken = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Mon 09:00 B", **others)
    assert amount(instance, broken, "order_broken", "two") == 30
    # three may start 11:30; that it is not after one either is not counted
    assert amount(instance, broken, "order_broken", "three") == 150
