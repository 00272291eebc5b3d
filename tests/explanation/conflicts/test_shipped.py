"""What is told of the shipped variant that has no programme, and of those that have one."""

import re
from datetime import date
from pathlib import Path

import pytest

from scheduler.explanation.conflicts import collide, given_by
from scheduler.explanation.remedies import with_row
from scheduler.instance import DayWindow
from scheduler.solution import Status
from scheduler.sources import read_instance
from scheduler.sources.schedules import read_schedule

ROOT = Path(__file__).parents[3]
INSTANCE = ROOT / "instances" / "wtdc21-addis.yaml"
SOLUTION = ROOT / "solutions" / "wtdc21-addis.json"
VARIANTS = ROOT / "instances" / "wtdc21-addis"


@pytest.mark.slow
def test_one_team_is_too_few_by_itself() -> None:
    """It works in 8 half-days of each of two weeks, and more than 16 are needed."""
    collision = collide(read_instance(VARIANTS / "one-team.yaml"), time_limit=90)
    (conflict,) = collision.conflicts
    assert [(each.rule, each.item) for each in conflict.culprits] == [
        ("teams_exceeded", "six-languages")
    ]
    assert conflict.irreducible
    for way in conflict.ways[:1]:  # a machine that is busy may not have found one
        # One more is enough (`two-teams`); two are what the programme needs that was found in the time.
        assert re.fullmatch(
            r"engage (1 more team|2 more teams) of Six official languages( for .* alone)?",
            way.words,
        )


@pytest.mark.slow
def test_a_minister_who_comes_after_the_dialogues_is_in_none_of_them() -> None:
    """She has to be on one panel: why not is told in full, and that she comes on Thursday is given."""
    before = read_instance(INSTANCE)
    known = read_schedule(SOLUTION, before)
    there = (DayWindow(days=(date(2021, 11, 11),)),)
    after = with_row(before, "people", "minister-jordan", available=there)
    given = given_by(before, after)
    # Work of one thread: what two processors do in two minutes
    collision = collide(after, time_limit=240, known=known, given=given)
    assert collision.status is Status.INFEASIBLE
    (conflict,) = collision.conflicts
    assert conflict.irreducible
    assert {each.rule for each in conflict.culprits} == {
        "outside_bound_hours",
        "person_unavailable",
        "unseated",
    }
    assert len(conflict.culprits) == 9  # seven dialogues
    ways = [*conflict.ways, *collision.together]
    assert ways
    assert given.isdisjoint(way.path for way in ways)
    assert ("person_unavailable", "minister-jordan") not in {(way.rule, way.item) for way in ways}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["legacy", "short"])
def test_where_there_is_a_programme_nothing_collides(name: str) -> None:
    """It is found."""
    collision = collide(read_instance(VARIANTS / f"{name}.yaml"), time_limit=120)
    assert collision.status is Status.FEASIBLE
