"""Some of the planted conflicts: what is said first, and whether its ways out hold."""

import pytest

from scheduler.explanation.conflicts import collide
from tests.explanation.planted import CASES, said_first, wrong_ways


@pytest.mark.slow
@pytest.mark.parametrize("name", ["too_many_at_the_opening", "speakers_who_never_meet", "one_team"])
def test_what_is_said_first_is_proved_and_its_ways_out_hold(name: str) -> None:
    """A programme is found with each from nothing."""
    instance = CASES[name]()
    found = collide(instance, time_limit=10.0)
    assert said_first(found).proof == found.proofs[0].message
    assert [*wrong_ways(found)] == []
