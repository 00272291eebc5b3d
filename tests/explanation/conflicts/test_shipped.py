"""What is told of the shipped variant that has no programme, and of those that have one."""

import re
from pathlib import Path

import pytest

from scheduler.explanation.conflicts import collide
from scheduler.solution import Status
from scheduler.sources import read_instance

VARIANTS = Path(__file__).parents[3] / "instances" / "wtdc21-addis"


@pytest.mark.slow
def test_one_team_is_too_few_by_itself() -> None:
    """It works in 8 half-days of each of two weeks, and more than 16 are needed."""
    collision = collide(read_instance(VARIANTS / "one-team.yaml"), time_limit=120)
    (conflict,) = collision.conflicts
    assert [(each.rule, each.item) for each in conflict.culprits] == [
        ("teams_exceeded", "six-languages")
    ]
    assert conflict.irreducible
    for way in conflict.ways[:1]:  # a machine that is busy may not have found one
        # One more is enough (`two-teams`); two are what the programme needs that was found in the time.
        assert re.fullmatch(
            r"engage (1 more team|2 more teams) of Six official languages", way.words
        )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["legacy", "short"])
def test_where_there_is_a_programme_nothing_collides(name: str) -> None:
    """It is found."""
    collision = collide(read_instance(VARIANTS / f"{name}.yaml"), time_limit=120)
    assert collision.status is Status.FEASIBLE
