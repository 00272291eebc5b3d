"""A session of several bodies counts as one of each of them; both voices agree on every amount."""

import pytest

from scheduler.comparison.programmes import purpose_in
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance, Purpose, needs_of
from tests.conference import conference, placed, room, session
from tests.voices import amount

TREE = [
    {"id": "plenary"},
    {"id": "com3", "parent": "plenary"},
    {"id": "com4", "parent": "plenary", "gap": 60},
]
JOINT = ["com3", "com4"]


def test_a_joint_meeting_is_kept_apart_from_the_meetings_of_each() -> None:
    """Half an hour beside one of COM 4, back to back with one of COM 3; then the other way round."""
    instance = conference(
        session("joint", body=JOINT),
        session("three", body="com3"),
        session("four", body="com4"),
        bodies=TREE,
    )
    schedule = placed(instance, joint="Mon 09:00 A", three="Mon 10:00 B", four="Mon 09:30 B")
    assert amount(instance, schedule, "body_conflict", "com4") == 30
    assert amount(instance, schedule, "body_conflict", "com3") == 0
    schedule = placed(instance, joint="Mon 09:00 A", three="Mon 09:30 B", four="Mon 10:00 B")
    assert amount(instance, schedule, "body_conflict", "com3") == 30
    assert amount(instance, schedule, "body_conflict", "com4") == 0


def test_two_joint_meetings_at_once_count_for_each_body() -> None:
    """30 minutes of two bodies are 60."""
    instance = conference(session("one", body=JOINT), session("two", body=JOINT), bodies=TREE)
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:30 B")
    assert amount(instance, schedule, "body_conflict") == 60
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 10:00 B")
    assert amount(instance, schedule, "body_conflict") == 0


def test_a_joint_meeting_with_the_parent_is_not_beside_itself() -> None:
    """Another meeting of either is beside it: of the body below, and of the parent."""
    instance = conference(
        session("joint", body=["plenary", "com3"]),
        session("below", body="com4"),
        session("above", body="plenary"),
        bodies=TREE,
    )
    schedule = placed(instance, joint="Mon 09:00 A", below="Mon 10:00 B", above="Mon 11:00 B")
    assert amount(instance, schedule, "body_conflict") == 0
    schedule = placed(instance, joint="Mon 09:00 A", below="Mon 09:30 B", above="Mon 11:00 B")
    assert amount(instance, schedule, "body_conflict", "plenary") == 30
    # Two of the plenary; and the committee, in the joint meeting, sits beside the plenary's own.
    schedule = placed(instance, joint="Mon 09:00 A", below="Mon 14:00 B", above="Mon 09:30 B")
    assert amount(instance, schedule, "body_conflict", "plenary") == 30 + 30


def test_a_body_below_both_bodies_of_a_meeting_is_beside_each() -> None:
    """The group below COM 3 is below the plenary as well: half an hour counts for both."""
    instance = conference(
        session("joint", body=["plenary", "com3"]),
        session("group", body="group"),
        bodies=[*TREE, {"id": "group", "parent": "com3"}],
    )
    schedule = placed(instance, joint="Mon 09:00 A", group="Mon 09:30 B")
    assert amount(instance, schedule, "body_conflict", "plenary") == 30
    assert amount(instance, schedule, "body_conflict", "com3") == 30


@pytest.mark.parametrize(("own", "minutes"), [("Mon 10:00", 0), ("Mon 09:30", 30)])
def test_a_body_may_begin_jointly_with_its_parent(own: str, minutes: int) -> None:
    """Where its first session is its parent's, too, nothing counts; its last is before the parent's last."""
    instance = conference(
        session("joint", body=["plenary", "com3"]),
        session("own", body="com3"),
        session("closing", body="plenary"),
        bodies=TREE,
    )
    starts = {"joint": "Mon 09:00 A", "own": f"{own} B", "closing": "Mon 11:00 A"}
    assert amount(instance, placed(instance, **starts), "parent_not_around") == 0
    starts["closing"] = "Mon 10:00 A"
    # The committee ends an hour, or half an hour, after the plenary's last has started.
    schedule = placed(instance, **starts)
    assert amount(instance, schedule, "parent_not_around", "com3") == 60 - minutes


def test_a_joint_meeting_follows_the_order_of_each() -> None:
    """COM 3 asks for no gap, COM 4 for 60 minutes: 30 are missing."""
    instance = conference(
        session("three", body="com3"),
        session("four", body="com4"),
        session("joint", body=JOINT),
        bodies=TREE,
    )
    schedule = placed(instance, three="Mon 10:30 A", four="Mon 10:00 B", joint="Mon 11:30 A")
    assert amount(instance, schedule, "order_broken", "joint") == 30
    schedule = placed(instance, three="Mon 10:30 A", four="Mon 09:30 B", joint="Mon 11:30 A")
    assert amount(instance, schedule, "order_broken", "joint") == 0
    schedule = placed(instance, three="Mon 11:00 A", four="Mon 09:30 B", joint="Mon 11:30 A")
    assert amount(instance, schedule, "order_broken", "joint") == 30
    said = VOICES["order_broken"].asks(instance, "joint")
    assert said == (
        "Joint comes after Three in the order of com3 and "
        "after Four in the order of com4, at least 60 min later"
    )


def test_it_is_a_meeting_of_each_in_rooms_rhythms_and_selections() -> None:
    """COM 4 has its room in B; the joint meeting in A is a second one, and its only one on Monday."""
    rhythm = {"rhythm": {"every": 1}}
    instance = conference(
        session("joint", body=JOINT),
        session("four", body="com4"),
        bodies=[*TREE[:2], {"id": "com4", **rhythm}],
        quotas=[{"id": "fours", "sessions": {"bodies": ["com4"]}, "at_least": 2}],
        delegations=[{"id": "fiji", "size": 1, "must": {"bodies": ["com3", "com4"]}}],
    )
    schedule = placed(instance, joint="Mon 09:00 A", four="Tue 09:00 B")
    assert amount(instance, schedule, "body_changes_room", "com4") == 1
    assert amount(instance, schedule, "body_changes_room", "com3") == 0
    assert amount(instance, schedule, "rhythm_broken", "com4") == 0
    assert amount(instance, schedule, "quota_missed") == 0
    schedule = placed(instance, joint="Tue 10:00 A", four="Tue 10:30 A")
    assert amount(instance, schedule, "rhythm_broken", "com4") == 1
    # One member is asked for twice in half an hour, not three times: each session is attended once.
    assert amount(instance, schedule, "delegation_overstretched", "fiji") == 30


def test_its_room_offers_what_each_needs_and_its_hours_count_once() -> None:
    """The purpose is that of the first body that has one."""
    instance = conference(
        session("joint", body=JOINT),
        rooms=[room("A", features=["maps"]), room("B", features=["maps", "daylight"])],
        bodies=[
            {"id": "com3", "needs": ["maps"]},
            {"id": "com4", "needs": ["maps", "daylight"], "purpose": "administration"},
        ],
    )
    (joint,) = instance.sessions
    assert needs_of(instance, joint) == ("maps", "daylight")
    assert purpose_in(instance, joint) is Purpose.ADMINISTRATION
    assert amount(instance, placed(instance, joint="Mon 09:00 B"), "room_lacks_feature") == 0
    assert amount(instance, placed(instance, joint="Mon 09:00 A"), "room_lacks_feature") == 1


def test_one_body_in_a_list_is_that_body() -> None:
    """So that files say it in one way."""
    one: Instance = conference(session("s", body=["com3"]), bodies=TREE)
    assert one == conference(session("s", body="com3"), bodies=TREE)
    assert one.sessions[0].bodies == ("com3",)
    assert conference(session("s"), bodies=TREE).sessions[0].bodies == ()


@pytest.mark.parametrize(
    ("body", "said"), [(["com3", "com3"], "each name once"), ([], "at least 1 item")]
)
def test_a_list_of_bodies_has_each_once(body: list[str], said: str) -> None:
    """And at least one."""
    with pytest.raises(ValueError, match=said):
        conference(session("s", body=body), bodies=TREE)
