"""Bodies: what runs beside what, what comes before what, and what is adjacent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

TREE = [
    {"id": "plen", "title": "Plenary"},
    {"id": "com3", "title": "Committee 3", "parent": "plen"},
    {"id": "ahg", "title": "Ad hoc group", "parent": "com3"},
    {"id": "com4", "parent": "plen"},
]
"""A body, one below it, one below that, and a sister of the second."""


def meetings(rule: str, **bodies: str) -> Instance:
    """Make a conference of sessions of these bodies."""
    rows = [session(name, body=body) for name, body in bodies.items()]
    return conference(*rows, only=rule, bodies=TREE)


def test_bodies_may_be_far_below_each_other() -> None:
    """However far below the plenary a body is, it does not meet beside it."""
    chain = [{"id": "b0", "title": "0"}]
    chain += [{"id": f"b{n}", "title": str(n), "parent": f"b{n - 1}"} for n in range(1, 1500)]
    instance = conference(
        session("one", body="b0"), session("two", body="b1499"), only="body_conflict", bodies=chain
    )
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 09:00 B"), "body_conflict")


def test_a_body_meets_once_at_a_time(snapshot: SnapshotAssertion) -> None:
    """Back to back is accepted."""
    rule = "body_conflict"
    instance = meetings(rule, one="com3", two="com3")
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:00 B"), rule) == 0
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:30 B")
    assert amount(instance, schedule, rule, "com3") == 30
    assert messages(instance, schedule, rule) == snapshot


def test_bodies_below_do_not_meet_beside_a_body(snapshot: SnapshotAssertion) -> None:
    """At any depth; siblings may meet side by side."""
    rule = "body_conflict"
    instance = meetings(rule, plenary="plen", committee="com3", group="ahg", sister="com4")
    apart = placed(
        instance,
        plenary="Mon 09:00 A",
        committee="Mon 10:00 A",
        sister="Mon 10:00 B",
        group="Mon 11:00 A",
    )
    assert amount(instance, apart, rule) == 0
    beside = placed(
        instance,
        plenary="Mon 09:00 A",
        committee="Mon 11:00 A",
        sister="Mon 14:00 B",
        group="Mon 09:30 A",
    )
    assert amount(instance, beside, rule, "plen") == 30  # the group, two below
    assert amount(instance, beside, rule) == 30
    assert messages(instance, beside, rule) == snapshot


def test_each_session_below_counts_each_minute() -> None:
    """Two groups beside their parent count twice; each level counts for itself."""
    instance = meetings("body_conflict", plenary="plen", committee="com3", group="ahg")
    schedule = placed(instance, plenary="Mon 09:00 A", committee="Mon 09:00 B", group="Mon 09:00 B")
    assert amount(instance, schedule, "body_conflict", "plen") == 120  # committee and group
    assert amount(instance, schedule, "body_conflict", "com3") == 60  # group


def test_the_parent_meets_before_and_after(snapshot: SnapshotAssertion) -> None:
    """First and last as the file lists them; touching is accepted."""
    rule = "parent_not_around"
    instance = meetings(rule, first="com3", last="com3", group="ahg", again="ahg")
    framed = placed(
        instance,
        first="Mon 09:00 A",
        group="Mon 10:00 A",
        again="Mon 11:00 A",
        last="Mon 12:00 A",
    )
    assert amount(instance, framed, rule) == 0
    schedule = placed(
        instance,
        first="Mon 09:00 A",
        group="Mon 09:30 B",
        again="Mon 11:00 A",
        last="Mon 11:15 B",
    )
    assert amount(instance, schedule, rule, "ahg") == 75  # 10:00 - 09:30, and 12:00 - 11:15
    assert messages(instance, schedule, rule) == snapshot


def test_a_parent_that_meets_once_cannot_be_around() -> None:
    """With one session of the parent nothing counts."""
    instance = meetings("parent_not_around", first="com3", group="ahg")
    schedule = placed(instance, first="Mon 10:00 A", group="Mon 09:00 A")
    assert amount(instance, schedule, "parent_not_around") == 0


def test_nothing_runs_beside_an_exclusive_session(snapshot: SnapshotAssertion) -> None:
    """Each minute of each other session counts."""
    instance = conference(
        session("plenary", exclusive=True),
        session("a"),
        session("b"),
        only="run_beside",
        rooms=[room("A"), room("B"), room("C")],
    )
    rule = "run_beside"
    alone = placed(instance, plenary="Mon 09:00 A", a="Mon 10:00 A", b="Mon 10:00 B")
    assert amount(instance, alone, rule) == 0
    schedule = placed(instance, plenary="Mon 09:00 A", a="Mon 09:30 B", b="Mon 09:00 C")
    assert amount(instance, schedule, rule, "plenary") == 90  # 30 + 60
    assert messages(instance, schedule, rule) == snapshot


def test_two_exclusive_sessions_beside_each_other_count_in_both() -> None:
    """Each is beside the other."""
    instance = conference(
        session("a", exclusive=True), session("b", exclusive=True), only="run_beside"
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B")
    assert amount(instance, schedule, "run_beside", "a") == 30
    assert amount(instance, schedule, "run_beside", "b") == 30


def test_a_parallel_limit_counts_what_runs_beyond_it(snapshot: SnapshotAssertion) -> None:
    """A limit of two: two at once are accepted, a third counts."""
    instance = conference(
        *(session(name) for name in "abc"),
        only="parallel_limit_exceeded",
        rooms=[room("A"), room("B"), room("C")],
        parallel_limits=[
            {"id": "all", "at_most": 2},
            {"id": "some", "at_most": 1, "sessions": {"sessions": ["a", "c"]}},
        ],
    )
    rule = "parallel_limit_exceeded"
    kept = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 10:00 C")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 09:30 C")
    assert amount(instance, schedule, rule, "all") == 30
    assert amount(instance, schedule, rule, "some") == 30
    assert messages(instance, schedule, rule) == snapshot


def test_sessions_of_a_topic_are_not_in_parallel() -> None:
    """Two shared topics count twice, once for each."""
    instance = conference(
        session("a", topics=["q1", "q2"]),
        session("b", topics=["q1", "q2"]),
        session("c", topics=["q3"]),
        only="topic_conflict",
    )
    rule = "topic_conflict"
    kept = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 09:00 B")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 09:00 B")
    assert amount(instance, schedule, rule, "q1") == 30
    assert amount(instance, schedule, rule) == 60
    assert messages(instance, schedule, rule)[0] == (
        "Topic q1: two sessions at once on Mon 8 Nov 09:30-10:00: A, B (30 min)"
    )


def test_adjacent_sessions_are_at_most_a_break_apart(snapshot: SnapshotAssertion) -> None:
    """Either may come first; nights count; an overlap is for other rules."""
    instance = conference(
        session("a"),
        session("b"),
        only="not_adjacent",
        adjacent=[{"id": "pair", "sessions": ["a", "b"], "within": 30}],
    )
    rule = "not_adjacent"
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 10:30 A"), rule) == 0
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 09:30 B"), rule) == 0
    schedule = placed(instance, b="Mon 09:00 A", a="Mon 11:00 A")
    assert amount(instance, schedule, rule, "pair") == 30  # 60 - 30
    assert messages(instance, schedule, rule) == snapshot
    night = placed(instance, a="Mon 16:00 A", b="Tue 09:00 A")
    assert amount(instance, night, rule) == 930  # 17:00 to 09:00 is 960, less 30


def ordered(**order: Any) -> Instance:
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
        (
            {"days_at_least": 1, "at_most": 60},
            "Thu 09:00",
            "Thu 12:00",
            780,
        ),  # 12 h early, 1 h late
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
