"""Relations on both sides of their edges, and features of rooms and times that are wanted."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from tests.conference import conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

RULE = "relation_missed"
HEALTH: dict[str, Any] = {"labels": {"sector": ["health", "energy"]}}


def two(relation: dict[str, Any], *, a: Any = None, b: Any = None) -> Instance:
    """Make a conference of two sessions with two sectors in common, and one relation."""
    row = {"id": "k", "title": "Sectors", "share": ["sector"]} | relation
    sessions = [session("a", **HEALTH | (a or {})), session("b", **HEALTH | (b or {}))]
    return conference(*sessions, only=RULE, relations=[row])


def test_two_that_share_names_are_not_at_once(snapshot: SnapshotAssertion) -> None:
    """Each minute counts for each name in common; back to back is fine."""
    instance = two({"wanted": "not_at_once"})
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 10:00 A"), RULE) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:45 B")
    assert amount(instance, schedule, RULE, "k") == 30  # 15 minutes, two sectors
    assert messages(instance, schedule, RULE) == snapshot


def test_two_in_one_room_may_be_at_once_in_others() -> None:
    """If the relation says so."""
    instance = two({"wanted": "not_at_once", "in_one_room": True, "share": []})
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 09:30 B"), RULE) == 0
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 09:30 A"), RULE) == 30


def test_names_of_several_labels_are_multiplied() -> None:
    """Nothing in common under one of them is nothing at all; what is not shared is not counted."""
    both = {"themes": ["ai", "iot"]}
    relation = {"wanted": "not_at_once", "share": ["sector", "themes"]}
    for other, minutes in ((both, 240), ({"themes": ["ai"]}, 120), ({}, 0)):
        instance = two(relation, a=both, b=other)
        schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B")
        assert amount(instance, schedule, RULE) == minutes  # 60 · 2 sectors · themes in common


def test_only_two_that_differ_count_where_that_is_asked() -> None:
    """By a label, or by a number."""
    relation = {"wanted": "not_at_once", "share": [], "differ": "level"}
    for own, minutes in (({"level": 1}, 0), ({"level": 2}, 60), ({}, 60)):
        instance = two(relation, a={"numbers": {"level": 1}}, b={"numbers": own})
        schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B")
        assert amount(instance, schedule, RULE) == minutes


def test_people_in_fixed_roles_are_shared() -> None:
    """Who has it as an option does not count."""
    for role, minutes in (("speaker", 60), ("optional", 0)):
        row = {"id": "k", "wanted": "not_at_once", "share": ["people"]}
        instance = conference(
            session("a", people={"speaker": ["ada"]}),
            session("b", people={role: ["ada"]}),
            only=RULE,
            people=[{"id": "ada"}],
            relations=[row],
        )
        schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B")
        assert amount(instance, schedule, RULE) == minutes


@pytest.mark.parametrize(
    ("start", "minutes"),
    [("Mon 10:14", 120), ("Mon 10:15", 0), ("Mon 09:30", 120), ("Tue 09:00", 0)],
)
def test_a_pause_lies_between_two_of_a_day(start: str, minutes: int) -> None:
    """Both count as a whole, once, whether there is too little time or none."""
    instance = two({"wanted": "pause", "pause": 15})
    schedule = placed(instance, a="Mon 09:00 A", b=f"{start} A")
    assert amount(instance, schedule, RULE) == minutes


def test_what_a_pause_lacks_is_said(snapshot: SnapshotAssertion) -> None:
    """Minutes between, and minutes wanted."""
    instance = two({"wanted": "pause", "pause": 15})
    assert messages(instance, placed(instance, a="Mon 09:00 A", b="Mon 10:10 A"), RULE) == snapshot


def test_two_are_on_one_day_and_then_in_one_room() -> None:
    """On different days any rooms will do."""
    for place, apart, split in (
        ("Mon 14:00 A", 0, 0),
        ("Mon 14:00 B", 0, 240),  # 60 + 60 minutes, two sectors
        ("Tue 09:00 B", 240, 0),
    ):
        for wanted, minutes in (("one_day", apart), ("one_room", split)):
            instance = two({"wanted": wanted})
            schedule = placed(instance, a="Mon 09:00 A", b=place)
            assert amount(instance, schedule, RULE) == minutes


def test_the_lower_number_comes_first() -> None:
    """It ends before the other starts; equal numbers, and none, say nothing."""
    relation = {"wanted": "in_order", "by": "level"}
    for level, start, minutes in (
        (2, "Mon 10:00", 0),
        (2, "Mon 09:45", 240),
        (1, "Mon 09:45", 0),
        (0, "Mon 14:00", 240),
    ):
        instance = two(relation, a={"numbers": {"level": 1}}, b={"numbers": {"level": level}})
        schedule = placed(instance, a="Mon 09:00 A", b=f"{start} B")
        assert amount(instance, schedule, RULE) == minutes
    instance = two(relation, a={"numbers": {"level": 1}})
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 09:00 B"), RULE) == 0


def test_what_is_listed_first_comes_first_without_a_number() -> None:
    """In the order of the list, or of the file."""
    for ids, minutes in ((["b", "a"], 240), (["a", "b"], 0)):
        instance = two({"wanted": "in_order", "sessions": ids})
        schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A")
        assert amount(instance, schedule, RULE) == minutes
    instance = two({"wanted": "in_order", "sessions": {"kinds": ["meeting"]}})
    assert amount(instance, placed(instance, a="Mon 10:00 A", b="Mon 09:00 A"), RULE) == 240


def test_more_marks_need_no_smaller_room(snapshot: SnapshotAssertion) -> None:
    """Equal rooms are fine, and so are rooms of which one is not known."""
    rooms = [room("A", capacity=60), room("B", capacity=61), room("C", capacity=60), {"id": "D"}]
    instance = conference(
        session("a", numbers={"marks": 10}),
        session("b", numbers={"marks": 11}),
        only=RULE,
        rooms=rooms,
        relations=[{"id": "k", "title": "Marks", "wanted": "larger_room", "by": "marks"}],
    )
    for less, more, minutes in (("A", "B", 0), ("A", "C", 0), ("B", "A", 120), ("D", "A", 0)):
        schedule = placed(instance, a=f"Mon 09:00 {less}", b=f"Tue 09:00 {more}")
        assert amount(instance, schedule, RULE) == minutes
    schedule = placed(instance, a="Mon 09:00 B", b="Tue 09:00 A")
    assert messages(instance, schedule, RULE) == snapshot


def test_two_of_one_length_are_at_one_time() -> None:
    """A choice; what is longer is none."""
    for length, start, minutes in ((60, "09:00", 0), (60, "09:15", 120), (90, "14:00", 0)):
        instance = two({"wanted": "at_once"}, b={"duration": length})
        schedule = placed(instance, a="Mon 09:00 A", b=f"Mon {start} B")
        assert amount(instance, schedule, RULE) == minutes


def test_sessions_that_a_relation_does_not_have_do_not_count() -> None:
    """Nor do those that are left out."""
    instance = two({"wanted": "one_day", "sessions": ["a"]})
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Tue 09:00 A"), RULE) == 0
    instance = two({"wanted": "one_day"}, b={"optional": True})
    assert amount(instance, placed(instance, a="Mon 09:00 A"), RULE) == 0


WISH = "feature_wish_missed"
EARLY: dict[str, Any] = {
    "feature": "early",
    "windows": [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}],
}


def wished(*times: dict[str, Any], **wish: Any) -> Instance:
    """Make a conference of a session of Ada's and another one, and one wish."""
    row = {"id": "w", "title": "Wish"} | wish
    return conference(
        session("a", people={"speaker": ["ada"]}),
        session("b", people={"optional": ["ada"]}),
        only=WISH,
        rooms=[room("A", features=["camera"]), room("B")],
        people=[{"id": "ada", "title": "Ada"}],
        time_features=[*times] or [EARLY],
        feature_wishes=[row],
    )


def counts(instance: Instance, place: str) -> int:
    """Return what is counted if the first session is there; the other one is always in another place."""
    return amount(instance, placed(instance, a=place, b="Tue 14:00 B"), WISH, "w")


A = {"sessions": {"sessions": ["a"]}}


@pytest.mark.parametrize(
    ("unwanted", "inside", "outside"), [(False, 0, 60), (True, 60, 0)], ids=["wanted", "unwanted"]
)
def test_a_session_has_a_feature_of_times_if_it_lies_inside(
    unwanted: bool,
    inside: int,
    outside: int,
) -> None:
    """From the first minute of a window to the last one."""
    instance = wished(time="early", unwanted=unwanted, **A)
    assert counts(instance, "Mon 09:30 A") == inside
    assert counts(instance, "Mon 09:31 A") == outside
    assert counts(instance, "Tue 09:00 A") == outside


def test_a_room_has_a_feature_or_lacks_it() -> None:
    """As `features` of rooms say."""
    for unwanted, there, elsewhere in ((False, 0, 60), (True, 60, 0)):
        instance = wished(room="camera", unwanted=unwanted, **A)
        assert counts(instance, "Mon 14:00 A") == there
        assert counts(instance, "Mon 14:00 B") == elsewhere


def test_both_are_wanted_together_or_not_wanted_together() -> None:
    """A room at a time: one of them alone is too little to be wanted, and too little to be avoided."""
    for unwanted, both, one in ((False, 0, 60), (True, 60, 0)):
        instance = wished(room="camera", time="early", unwanted=unwanted, **A)
        assert counts(instance, "Mon 09:00 A") == both
        assert counts(instance, "Mon 09:00 B") == one
        assert counts(instance, "Mon 14:00 A") == one


def test_a_wish_of_a_person_is_about_what_the_person_attends() -> None:
    """Not about an option; session and person count apart."""
    assert counts(wished(room="camera", people=["ada"]), "Mon 14:00 B") == 60
    assert counts(wished(room="camera", people=["ada"], **A), "Mon 14:00 B") == 120
    assert counts(wished(room="camera", people=["ada"], once=True, **A), "Mon 14:00 B") == 2


def test_a_feature_of_times_may_be_for_some_kinds() -> None:
    """Rows of one feature add up."""
    other = EARLY | {"kinds": []}
    never = EARLY | {"windows": [{"days": ["2021-11-09"]}]}
    assert counts(wished(never, other, time="early", **A), "Mon 09:00 A") == 0
    assert counts(wished(never, time="early", **A), "Mon 09:00 A") == 60


def test_what_is_missed_is_said(snapshot: SnapshotAssertion) -> None:
    """With whose wish it is."""
    instance = wished(room="camera", time="early", people=["ada"])
    schedule = placed(instance, a="Mon 14:00 B", b="Tue 14:00 B")
    assert messages(instance, schedule, WISH) == snapshot
    instance = wished(room="camera", unwanted=True, **A)
    schedule = placed(instance, a="Mon 14:00 A", b="Tue 14:00 B")
    assert messages(instance, schedule, WISH) == snapshot
