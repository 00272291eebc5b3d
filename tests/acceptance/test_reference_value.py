"""A search of the reference from nothing is as good as it was, by an amount of work and not by the clock."""

from pathlib import Path

import pytest

from scheduler.instance import MILLI
from scheduler.solution import Engine
from scheduler.solving import solve
from scheduler.sources import read_instance

pytestmark = pytest.mark.slow

REFERENCE = Path(__file__).parents[2] / "instances" / "wtdc21-addis.yaml"
MOST = 3_760
"""Points of the better of two: 3,627 when it was written, while one that cooled too soon stood at 3,811."""


def test_annealing_comes_near_the_best_known_programme() -> None:
    """The best known costs 3,516.38 points; one seed of two may well end in a worse region."""
    instance = read_instance(REFERENCE)
    found = [
        solve(instance, engine=Engine.ANNEALING, time_limit=2, seed=seed, workers=1).penalty
        for seed in (4, 6)
    ]
    assert min(each for each in found if each is not None) < MOST * MILLI
