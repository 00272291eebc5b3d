"""Ways out of several conflicts at once: as few as there can be, by facts if these will do."""

from typing import Any

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts.cases import Case
from scheduler.explanation.conflicts.choices import LATE, MANY, hitting_set, joint_of
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.oracle import Clock, Oracle
from scheduler.explanation.conflicts.ways import Repairs
from scheduler.instance import Instance
from scheduler.rules import problem_of
from tests.conference import conference, placed, room, session

A, B, C = ("pin_broken", "a"), ("pin_broken", "b"), ("pin_broken", "c")


def test_one_item_that_all_conflicts_share_is_enough() -> None:
    """Two that have nothing in common need two."""
    assert hitting_set([frozenset({A, B}), frozenset({B, C})]) == {B}
    assert len(hitting_set([frozenset({A}), frozenset({B, C})])) == 2
    assert hitting_set([]) == frozenset()


def test_three_conflicts_of_three_items_by_two_need_two() -> None:
    """No single one is in all, though no two conflicts are disjoint."""
    pairs = frozenset({A, B}), frozenset({B, C}), frozenset({A, C})
    assert len(hitting_set(pairs)) == 2


def test_of_as_few_the_lighter_rule_is_taken() -> None:
    """Seats can be found, and nobody can be in two places at once."""
    light, grave = ("room_overflow", "z"), ("person_conflict", "a")
    assert hitting_set([frozenset({light, grave})]) == {light}
    # The graver one is taken where it alone is in both.
    assert hitting_set([frozenset({light, grave}), frozenset({grave, A})]) == {grave}


def test_of_very_many_conflicts_some_are_looked_at() -> None:
    """So that it takes no time; what they need is a bound all the same."""
    single = [frozenset({("pin_broken", str(each))}) for each in range(MANY + 1)]
    assert len(hitting_set(single[:MANY])) == MANY
    assert len(hitting_set(single)) == MANY


def _pinned(*ids: str) -> Instance:
    """Return sessions of one body that are all promised for Monday at nine."""
    pin = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}
    made: list[dict[str, Any]] = [session(each, body="jury", pin=pin) for each in ids]
    return conference(
        *made, bodies=[{"id": "jury", "in_order": False}], rooms=[room(each) for each in "ABC"]
    )


def _case(instance: Instance, broken: LeastViolation, other: LeastViolation) -> Case:
    groups = Groups(problem_of(instance))
    return Case(instance, groups, Oracle(groups, Clock(60.0)), [], broken, others=[other])


def _violation(instance: Instance, keys: dict[Key, int], **places: str) -> LeastViolation:
    return LeastViolation(placed(instance, **places), keys, proved=False)


BODY = ("body_conflict", "jury")


def test_facts_are_told_as_well_where_they_are_more() -> None:
    """Three sessions of one body at once: one level is lowered, or two pins are moved."""
    instance = _pinned("a", "b", "c")
    level = _violation(instance, {BODY: 120}, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 09:00 C")
    pins = _violation(instance, {B: 60, C: 120}, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 11:00 C")
    case = _case(instance, level, pins)
    joint = joint_of(Repairs(instance, case.oracle.clock), level, 1)
    assert [way.by_level for way in joint.ways] == [True]
    assert joint.fewest
    improved = case.improved(joint)
    assert improved.ways == joint.ways
    assert [(way.rule, way.by_level) for way in improved.by_facts] == [("pin_broken", False)] * 2
    last = improved.by_facts[-1]
    assert not evaluate(last.instance, last.schedule).forbidden


def test_as_few_facts_are_told_instead_of_levels() -> None:
    """Two sessions at once: one pin is moved, and no level is lowered."""
    instance = _pinned("a", "b")
    level = _violation(instance, {BODY: 60}, a="Mon 09:00 A", b="Mon 09:00 B")
    pins = _violation(instance, {B: 60}, a="Mon 09:00 A", b="Mon 10:00 B")
    case = _case(instance, level, pins)
    improved = case.improved(joint_of(Repairs(instance, case.oracle.clock), level, 1))
    assert [(way.rule, way.by_level) for way in improved.ways] == [("pin_broken", False)]
    assert improved.by_facts == ()


def test_other_facts_that_would_do_instead_are_told() -> None:
    """A hall is lost: it is opened, or there are more seats in the other; the same way is not told twice."""
    closed = room("B", capacity=200, closures=[{"days": ["2021-11-08", "2021-11-09"]}])
    instance = conference(session("talk", attendance=150), rooms=[room("A"), closed])
    hall = _violation(instance, {("room_closed", "B"): 60}, talk="Mon 09:00 B")
    seats = _violation(instance, {("room_overflow", "talk"): 50}, talk="Mon 09:00 A")
    case = _case(instance, hall, seats)
    joint = joint_of(Repairs(instance, case.oracle.clock), hall, 1)
    assert [way.path for way in joint.ways] == [("rooms", "B", "closures")]
    (other,) = case.instead(joint, seats)
    assert other.words == "find 50 seats more in A, for Talk"
    assert not evaluate(other.instance, other.schedule).forbidden
    assert case.instead(joint, hall) == ()
    assert case.instead(joint, None) == ()


def test_as_many_rooms_are_opened_as_it_takes() -> None:
    """For three at once two more, and one for two that each meet with another."""
    for places, said in (
        (("Mon 09:00", "Mon 09:00", "Mon 09:00"), "open 2 more rooms like A, for 2 sessions"),
        (
            ("Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:30"),
            "open one more room like A, for 2 sessions",
        ),
        (("Mon 09:00", "Mon 09:30"), "open one more room like A, for B, Mon 8 Nov 09:30-10:30"),
    ):
        ids = "abcd"[: len(places)]
        instance = conference(*(session(each) for each in ids), rooms=[room("A")])
        at = {each: f"{when} A" for each, when in zip(ids, places, strict=True)}
        broken = _violation(instance, {("room_overlap", "A"): 60}, **at)
        (way,) = joint_of(Repairs(instance, Clock(60.0)), broken, 1).ways
        assert way.words == said
        assert not evaluate(way.instance, way.schedule).forbidden


def test_once_the_time_is_over_a_few_levels_are_lowered_and_no_more() -> None:
    """Eight at once, without a look at facts; nine would take too long."""
    for number, told in ((LATE, LATE), (LATE + 1, 0)):
        ids = [f"s{each}" for each in range(number)]
        instance = conference(*(session(each, attendance=150) for each in ids))
        times = [f"{day} {hour}:00 A" for day in ("Mon", "Tue") for hour in ("09", 10, 11, 14, 15)]
        keys = {("room_overflow", each): 50 for each in ids}
        broken = _violation(instance, keys, **dict(zip(ids, times, strict=False)))
        joint = joint_of(Repairs(instance, Clock(0.0)), broken, 0)
        assert len(joint.ways) == told
        assert all(way.by_level for way in joint.ways)
        assert joint_of(Repairs(instance, Clock(60.0)), broken, 0).ways
