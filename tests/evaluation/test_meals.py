"""Meals: the time for them that persons and small delegations have."""

from datetime import UTC, datetime

from syrupy.assertion import SnapshotAssertion

from scheduler.schedule import Assignment, Schedule
from tests.conference import conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount


def test_a_meal_needs_its_time_in_one_stretch(snapshot: SnapshotAssertion) -> None:
    """What is left before, between and after sessions is not added up."""
    instance = conference(
        session("com1", people={"chair": ["ada"]}),
        session("com2", people={"speaker": ["ada"]}),
        only="meal_missed",
        people=[{"id": "ada", "title": "Chair of COM 1", "class": "chairs"}],
        person_classes=[{"id": "chairs", "buffer_after": 10}],
        meals=[
            {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60, "classes": ["chairs"]}
        ],
    )
    rule = "meal_missed"
    kept = placed(instance, com1="Mon 12:00 A", com2="Mon 14:10 A")
    assert amount(instance, kept, rule) == 0  # from 13:10 to 14:10
    missed = placed(instance, com1="Mon 12:15 A", com2="Mon 13:45 A")
    assert amount(instance, missed, rule, "lunch") == 40  # 60 - 20, from 13:25
    assert messages(instance, missed, rule) == snapshot
    assert amount(instance, placed(instance, com1="Mon 12:15 A", com2="Tue 13:45 A"), rule) == 0


def test_a_delegation_eats_while_a_member_is_free(snapshot: SnapshotAssertion) -> None:
    """A delegation of two, while one session runs; of one, while none does."""
    meal = {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60, "delegations_up_to": 2}
    must = {"kinds": ["meeting"]}
    instance = conference(
        session("com1", duration=150),
        session("com2", duration=100),
        only="meal_missed",
        delegations=[
            {"id": "fiji", "size": 1, "must": must},
            {"id": "kenya", "size": 2, "must": must},
        ],
        meals=[meal],
    )
    rule = "meal_missed"
    schedule = placed(instance, com1="Mon 12:00 A", com2="Mon 12:00 B")
    assert amount(instance, schedule, rule) == 70  # 60, and 10: from 13:40
    assert messages(instance, schedule, rule) == snapshot


def test_a_meal_asks_for_no_more_than_the_clocks_leave() -> None:
    """At 02:00 the clocks of Berlin show 03:00: two hours have one."""
    meal = {"id": "snack", "from": "01:00", "to": "03:00", "minutes": 90}
    instance = conference(
        session("late", people={"chair": ["ada"]}),
        only="meal_missed",
        zone="Europe/Berlin",
        first_day="2022-03-27",
        last_day="2022-03-27",
        people=[{"id": "ada"}],
        meals=[meal],
    )
    rule = "meal_missed"
    for minute, missing in ((0, 0), (30, 30)):  # until 01:00, until 01:30
        start = datetime(2022, 3, 26, 23, minute, tzinfo=UTC)
        schedule = Schedule.of([Assignment("late", start, "A")])
        assert amount(instance, schedule, rule) == missing
