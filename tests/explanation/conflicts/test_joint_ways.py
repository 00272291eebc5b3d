"""Ways out of several conflicts at once: as few as there can be, by facts if these will do."""

from collections.abc import Collection
from typing import Any

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.conflict_sets import WorkBudget
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.ways import MANY, Repairs, hitting_sets, joint_of
from scheduler.instance import Instance
from tests.conference import conference, placed, room, session

A, B, C = ("pin_broken", "a"), ("pin_broken", "b"), ("pin_broken", "c")


def hitting_set(conflicts: Collection[frozenset[Key]]) -> frozenset[Key]:
    """Return the first of the smallest sets that have one of each conflict."""
    return next(hitting_sets(conflicts))


def test_one_item_that_all_conflicts_share_is_enough() -> None:
    """Two that have nothing in common need two."""
    assert hitting_set([frozenset({A, B}), frozenset({B, C})]) == {B}
    assert len(hitting_set([frozenset({A}), frozenset({B, C})])) == 2
    assert hitting_set([]) == frozenset()


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


def _violation(instance: Instance, keys: dict[Key, int], **places: str) -> LeastViolation:
    return LeastViolation(placed(instance, **places), keys, proved=False)


def test_as_many_rooms_are_opened_as_it_takes() -> None:
    """For three at once two more, and one for two that each meet with another."""
    for places, said in (
        (("Mon 09:00", "Mon 09:00", "Mon 09:00"), "open 2 more rooms like A, for 2 sessions"),
        (
            ("Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:30"),
            "open 1 more room like A, for 2 sessions",
        ),
        (("Mon 09:00", "Mon 09:30"), "open one more room like A, for B, Mon 8 Nov 09:30-10:30"),
    ):
        ids = "abcd"[: len(places)]
        instance = conference(*(session(each) for each in ids), rooms=[room("A")])
        at = {each: f"{when} A" for each, when in zip(ids, places, strict=True)}
        broken = _violation(instance, {("room_overlap", "A"): 60}, **at)
        (way,) = joint_of(Repairs(instance, WorkBudget(60.0)), broken, 1).ways
        assert way.words == said
        assert not evaluate(way.instance, way.schedule).forbidden


def test_facts_rather_than_levels() -> None:
    """Two sessions of one body at once: one pin is moved, and no level is lowered, as few as there can be."""
    collision = collide(_pinned("a", "b"), time_limit=20.0)
    assert [(way.rule, way.by_level) for way in collision.together] == [("pin_broken", False)]
    assert collision.fewest


def test_without_time_nothing_is_told() -> None:
    """Of two that are broken."""
    instance = conference(*(session(each, attendance=150) for each in "ab"))
    keys = {("room_overflow", each): 50 for each in "ab"}
    broken = _violation(instance, keys, a="Mon 09:00 A", b="Mon 09:00 B")
    assert joint_of(Repairs(instance, WorkBudget(0.0)), broken, 0).ways == ()
    assert len(joint_of(Repairs(instance, WorkBudget(60.0)), broken, 0).ways) == 2
