"""What time the parts of a search have."""

import pytest

from scheduler.engines.searching import Effort
from scheduler.replanning.shares import LEAST, Purse
from scheduler.search import Engine


def _purse(seconds: float) -> Purse:
    return Purse(Effort(Engine.AUTO, seconds, workers=1))


@pytest.mark.parametrize(("limit", "part"), [(10.0, 2.5), (6.0, 2.0), (4.0, 2.0), (2.0, 1.0)])
def test_a_part_has_so_many_seconds_at_least_but_half_at_most(limit: float, part: float) -> None:
    """Its share, or two seconds if that is more; of what is short, half is for what comes after."""
    purse = _purse(limit)
    assert purse.part(0.25, 2.0).time_limit == part
    assert purse.part(1.0).time_limit == limit - part


def test_each_part_has_something() -> None:
    """Also after all of it has been given away."""
    purse = _purse(1.0)
    purse.part(1.0)
    assert purse.part(0.5, 2.0).time_limit == LEAST
