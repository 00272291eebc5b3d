"""QuickXplain, on things of which it is known what collides."""

from collections.abc import Sequence
from random import Random

import pytest

from scheduler.explanation.conflicts.conflict_sets import irreducible


def test_one_thing_that_collides_by_itself_is_found() -> None:
    """Wherever it stands."""
    for culprit in range(5):
        assert irreducible(range(5), {culprit}.issubset) == [culprit]


def test_nothing_is_asked_of_nothing() -> None:
    """No thing, no question."""
    assert irreducible([], lambda _: pytest.fail("asked")) == []


def test_earlier_things_are_kept_rather_than_later_ones() -> None:
    """Where 0 and 1 collide, and 2 and 3 as well."""
    pairs = ({0, 1}, {2, 3})
    assert irreducible([0, 1, 2, 3], lambda some: any(p <= set(some) for p in pairs)) == [0, 1]


def test_what_is_found_collides_and_needs_each_of_its_things() -> None:
    """On random conflicts among thirty things, with few questions."""
    rng = Random(1)
    for _ in range(50):
        conflicts = [
            set(rng.sample(range(30), rng.randint(1, 5))) for _ in range(rng.randint(1, 4))
        ]
        asked = 0

        def collides(some: Sequence[int], known: list[set[int]] = conflicts) -> bool:
            nonlocal asked
            asked += 1
            return any(conflict.issubset(some) for conflict in known)

        found = irreducible(range(30), collides)
        assert collides(found)
        assert not any(collides([each for each in found if each != one]) for one in found)
        assert asked < 60
