"""Rules on bodies and on what comes before what."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.rules.brute import amount, restrictions

TREE = [
    {"id": "plenary"},
    {"id": "com3", "parent": "plenary"},
    {"id": "adhoc", "parent": "com3"},
    {"id": "com4", "parent": "plenary"},
]


def test_body_conflict_counts_minutes_beside_each_other() -> None:
    """Back to back is fine; another body beside it as well."""
    instance = conference(
        session("s", body="com3"), session("q", body="com3"), session("z", body="com4"), bodies=TREE
    )
    for when, minutes in (("10:00", 0), ("09:30", 30), ("09:00", 60)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 A")
        assert amount(instance, schedule, "body_conflict", "com3") == minutes


@pytest.mark.parametrize(
    ("com3", "adhoc", "com4", "minutes"),
    [
        ("10:00", "11:00", "10:00", 0),  # com3 and com4 are not below each other
        ("09:30", "11:00", "14:00", 30),  # com3 beside the plenary
        (
            "10:00",
            "09:30",
            "14:00",
            60,
        ),  # adhoc: 30 beside the plenary, two levels up, 30 beside com3
        ("09:00", "14:00", "09:00", 120),  # two bodies beside the plenary: each minute of each
        ("09:00", "09:00", "09:00", 240),  # three beside the plenary, and adhoc beside com3
    ],
)
def test_parent_conflict_counts_each_session_below(
    com3: str, adhoc: str, com4: str, minutes: int
) -> None:
    """The plenary sits from 09:00 to 10:00."""
    instance = conference(
        *(session(body["id"], body=body["id"]) for body in TREE), session("free"), bodies=TREE
    )
    schedule = placed(
        instance,
        plenary="Mon 09:00 A",
        com3=f"Mon {com3} B",
        adhoc=f"Mon {adhoc} B",
        com4=f"Mon {com4} B",
        free="Mon 09:00 B",
    )
    assert amount(instance, schedule, "parent_conflict") == minutes


def test_parent_conflict_is_about_the_upper_body() -> None:
    """Each session of the parent counts for itself: 60 beside one, 30 beside the other."""
    instance = conference(
        session("p1", body="plenary"),
        session("p2", body="plenary"),
        session("s", body="com3"),
        bodies=TREE,
    )
    schedule = placed(instance, p1="Mon 09:00 A", p2="Mon 09:30 B", s="Mon 09:00 B")
    assert amount(instance, schedule, "parent_conflict", "plenary") == 90
    assert amount(instance, schedule, "parent_conflict", "com3") == 0


@pytest.mark.parametrize(
    ("first", "last", "minutes"),
    [
        ("Mon 10:00", "Tue 09:00", 0),  # from the end of p1 to the start of p2, both at the edge
        ("Mon 09:30", "Tue 09:00", 30),
        ("Mon 10:00", "Tue 09:30", 30),
        ("Mon 09:00", "Tue 10:00", 120),
    ],
)
def test_parent_not_around_counts_before_the_first_and_after_the_last(
    first: str, last: str, minutes: int
) -> None:
    """The parent meets on Monday 09:00 and Tuesday 10:00; in between another time, which is nothing."""
    instance = conference(
        *(session(each, body="plenary") for each in ("p1", "mid", "p2")),
        *(session(each, body="com3") for each in ("c1", "c2")),
        bodies=TREE,
    )
    schedule = placed(
        instance,
        p1="Mon 09:00 A",
        mid="Tue 16:00 A",
        p2="Tue 10:00 A",
        c1=f"{first} B",
        c2=f"{last} B",
    )
    assert amount(instance, schedule, "parent_not_around", "com3") == minutes


def test_parent_not_around_needs_two_sessions_of_the_parent() -> None:
    """The only session of a parent cannot be both before and after."""
    one = conference(session("p", body="plenary"), session("c", body="com3"), bodies=TREE)
    assert restrictions(one, "parent_not_around") == []


def ordered(*, conferences: dict[str, Any] | None = None, **order: Any) -> Instance:
    """Make a conference from Thursday to Tuesday without a weekend, in which q comes after s."""
    return conference(
        session("s"),
        session("q"),
        **{"first_day": "2021-11-04", "last_day": "2021-11-09"} | (conferences or {}),
        day_profiles=[{"id": "day", "weekdays": ["thursday", *WEEK[:2], "friday"], "bands": BANDS}],
        orders=[{"first": ["s"], "then": ["q"]} | order],
    )


@pytest.mark.parametrize(
    ("order", "q", "minutes"),
    [
        # s is on Friday from 09:00 to 10:00
        ({}, "Fri 10:00", 0),
        ({}, "Fri 09:30", 30),
        ({}, "Fri 08:00", 120),
        ({"at_least": 60}, "Fri 11:00", 0),
        ({"at_least": 60}, "Fri 10:30", 30),
        ({"at_most": 60}, "Fri 11:00", 0),
        ({"at_most": 60}, "Fri 11:30", 30),
        ({"days_at_least": 1}, "Sat 00:00", 0),
        ({"days_at_least": 1}, "Fri 23:30", 30),
        ({"days_at_least": 1}, "Fri 09:30", 870),  # until midnight 14.5 h, more than 30 minutes
        ({"days_at_most": 0}, "Fri 23:00", 0),
        ({"days_at_most": 0}, "Fri 23:30", 30),  # ends beyond midnight
        ({"days_at_most": 1}, "Sat 23:00", 0),
        ({"days_at_most": 1}, "Sun 00:00", 60),
        ({"days_at_most": 0, "at_most": 60}, "Fri 12:00", 60),
        ({"days_at_most": 0, "at_most": 60}, "Sat 00:00", 780),  # 13 h beyond 11:00, not 60 more
        ({"days_at_least": 1, "working_days": True}, "Mon 00:00", 0),
        ({"days_at_least": 1, "working_days": True}, "Sun 23:30", 30),
        ({"days_at_least": 2, "working_days": True}, "Tue 00:00", 0),
        ({"days_at_least": 2, "working_days": True}, "Mon 23:00", 60),
        ({"days_at_most": 1, "working_days": True}, "Mon 23:00", 0),
        ({"days_at_most": 1, "working_days": True}, "Tue 00:00", 60),
        ({"days_at_most": 0, "working_days": True}, "Fri 23:30", 30),
        # Three working days after Friday is after the conference: from Wednesday's midnight
        ({"days_at_least": 3, "working_days": True}, "Tue 23:00", 60),
        ({"days_at_most": 3, "working_days": True}, "Tue 23:00", 0),
    ],
)
def test_order_broken_counts_minutes_too_early_and_too_late(
    order: dict[str, Any], q: str, minutes: int
) -> None:
    """In minutes and in days; working days leave the weekend out."""
    instance = ordered(**order)
    schedule = placed(instance, s="Fri 09:00 A", q=f"{q} B")
    assert amount(instance, schedule, "order_broken", "q") == minutes
    assert amount(instance, schedule, "order_broken", "s") == 0


def test_order_broken_adds_too_early_and_too_late() -> None:
    """At least one day, at most an hour: from Friday 12:00 both count."""
    instance = ordered(days_at_least=1, at_most=60)
    schedule = placed(instance, s="Fri 09:00 A", q="Fri 12:00 A")
    assert (
        amount(instance, schedule, "order_broken") == 720 + 60
    )  # 12 h to midnight, 1 h beyond 11:00


def test_order_broken_counts_days_on_the_clocks_of_the_venue() -> None:
    """In New York the clocks go back on Sunday: its midnight comes 25 hours after that of Sunday."""
    instance = ordered(conferences={"zone": "America/New_York"}, days_at_least=1)
    early = placed(instance, s="Sun 00:00 A", q="Sun 23:00 A")
    assert amount(instance, early, "order_broken") == 60
    assert amount(instance, placed(instance, s="Sun 00:00 A", q="Mon 00:00 A"), "order_broken") == 0


def test_order_broken_takes_each_of_the_first_with_each_of_the_others() -> None:
    """Two before two are four pairs."""
    instance = conference(
        *(session(each) for each in ("s1", "s2", "q1", "q2")),
        orders=[{"first": ["s1", "s2"], "then": ["q1", "q2"]}],
    )
    schedule = placed(
        instance, s1="Mon 09:00 A", s2="Mon 10:00 A", q1="Mon 10:00 B", q2="Mon 11:00 B"
    )
    assert amount(instance, schedule, "order_broken") == 60  # s2 ends at 11:00, q1 starts at 10:00
    assert len(restrictions(instance, "order_broken")) == 2  # one for each that comes then


def test_order_broken_keeps_the_meetings_of_a_body_in_order() -> None:
    """Consecutive ones, with the gap of the body, unless the body does not meet in order."""
    sessions = [session(each, body="com3") for each in ("s", "q", "z")]
    places = {"s": "Mon 09:00 A", "q": "Mon 10:00 A", "z": "Mon 09:00 B"}
    for body, minutes in (
        ({}, 120),  # q after s; z until q has ended, 11:00 - 09:00; not z after s as well
        ({"gap": 30}, 180),  # q 30 too early, z 150
        ({"in_order": False}, 0),
    ):
        instance = conference(*sessions, bodies=[{"id": "com3"} | body])
        assert amount(instance, placed(instance, **places), "order_broken") == minutes


def test_an_exclusive_session_counts_each_minute_of_each_other_session() -> None:
    """Sessions beside each other are fine, if none of them is exclusive."""
    instance = conference(session("e", exclusive=True), session("q"), session("z"))
    for q, z, minutes in (
        ("10:00", "10:00", 0),
        ("09:30", "10:00", 30),
        ("09:30", "09:00", 90),
    ):
        schedule = placed(instance, e="Mon 09:00 A", q=f"Mon {q} B", z=f"Mon {z} B")
        assert amount(instance, schedule, "run_beside", "e") == minutes


def test_an_exclusive_session_counts_for_each_exclusive_session() -> None:
    """Two exclusive sessions beside each other disturb each other."""
    instance = conference(session("e", exclusive=True), session("f", exclusive=True))
    schedule = placed(instance, e="Mon 09:00 A", f="Mon 09:30 B")
    assert amount(instance, schedule, "run_beside") == 60
    assert amount(instance, schedule, "run_beside", "e") == 30


def test_parallel_limit_exceeded_counts_beyond_each_limit() -> None:
    """At most two at once, and at most one of com3."""
    instance = conference(
        session("s", body="com3"),
        session("q", body="com3"),
        session("z"),
        bodies=TREE,
        parallel_limits=[
            {"id": "all", "at_most": 2},
            {"id": "com3", "sessions": {"bodies": ["com3"]}, "at_most": 1},
            {"id": "plenty", "at_most": 3},
            {"id": "none", "sessions": {}, "at_most": 1},
        ],
    )
    for q, overall, com3 in (("10:00", 0, 0), ("09:30", 30, 30), ("09:00", 60, 60)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {q} B", z="Mon 09:00 A")
        assert amount(instance, schedule, "parallel_limit_exceeded", "all") == overall
        assert amount(instance, schedule, "parallel_limit_exceeded", "com3") == com3
    # Three sessions never exceed three at once, nor none of them anything.
    items = {each.item for each in restrictions(instance, "parallel_limit_exceeded")}
    assert items == {"all", "com3"}


def test_topic_conflict_counts_each_topic() -> None:
    """Two topics in common count twice; a topic of one session does not."""
    instance = conference(
        session("s", topics=["q1", "q2"]),
        session("q", topics=["q2", "q1"]),
        session("z", topics=["q3"]),
    )
    for when, minutes in (("10:00", 0), ("09:30", 60)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 B")
        assert amount(instance, schedule, "topic_conflict") == minutes
    assert {each.item for each in restrictions(instance, "topic_conflict")} == {"q1", "q2"}


@pytest.mark.parametrize(
    ("q", "minutes"),
    [
        ("Mon 11:00", 0),  # s ends at 10:30
        ("Mon 11:30", 30),
        ("Mon 09:00", 0),  # q first, back to back
        ("Mon 08:30", 0),
        ("Mon 08:00", 0),  # q first, ends at 09:00, 30 minutes before s
        ("Mon 07:30", 30),
        ("Mon 10:00", 0),  # they overlap: not this rule's matter
        ("Tue 09:30", 1350),  # 23 h = 1380 minutes later, nights included
    ],
)
def test_not_adjacent_counts_the_time_between(q: str, minutes: int) -> None:
    """Whichever comes first; 30 minutes still count as adjacent."""
    instance = conference(
        session("s"), session("q"), adjacent=[{"id": "pair", "sessions": ["s", "q"], "within": 30}]
    )
    schedule = placed(instance, s="Mon 09:30 A", q=f"{q} B")
    assert amount(instance, schedule, "not_adjacent", "pair") == minutes
