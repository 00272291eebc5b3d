"""What is told of the shipped variant that has no programme, and of those that have one."""

from pathlib import Path

import pytest

from scheduler.explanation.conflicts import collide
from scheduler.solution import Status
from scheduler.sources import read_instance

VARIANTS = Path(__file__).parents[3] / "instances" / "wtdc21-addis"


@pytest.mark.slow
def test_two_teams_are_too_few_by_themselves() -> None:
    """39 meetings in two weeks, in each of which two teams serve 16; a third team is enough."""
    collision = collide(read_instance(VARIANTS / "two-teams.yaml"), time_limit=20)
    assert collision.complete
    (conflict,) = collision.conflicts
    assert [(each.rule, each.item) for each in conflict.culprits] == [
        ("teams_exceeded", "six-languages")
    ]
    assert conflict.irreducible
    assert conflict.ways[0].words == "engage 1 more team of Six official languages"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["legacy", "short"])
def test_where_there_is_a_programme_nothing_collides(name: str) -> None:
    """It is found."""
    collision = collide(read_instance(VARIANTS / f"{name}.yaml"), time_limit=60)
    assert collision.status is Status.FEASIBLE
