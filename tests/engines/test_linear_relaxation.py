"""The bound from the linear relaxation: at every moment no more than the best schedule costs."""

from random import Random

import pytest

from scheduler.engines.cp_sat import LinearRelaxation
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.restrictions import Avoid, Capacity, Present, Problem, Use
from tests.engines.kinds import KINDS, priced
from tests.engines.problems import LENGTHS, hard, least_penalty, problem, soft, span
from tests.sampling import TIMES


def climbed(made: Problem, seconds: float) -> int:
    """Return the bound of steps of so many nominal seconds; it never falls."""
    relaxation, before = LinearRelaxation(exact_model(prepared(made)).model), 0
    going = True
    while going:
        going = relaxation.climb(seconds)
        assert relaxation.bound >= before
        before = relaxation.bound
    return before


@pytest.mark.slow
@pytest.mark.parametrize("optional", ["", "ab"])
@pytest.mark.parametrize("seed", range(15 * TIMES))
def test_the_bound_is_never_above_the_least_penalty(seed: int, optional: str) -> None:
    """With restrictions of all kinds; steps of an iteration each come to the same end, in other ways."""
    rng = Random(seed)
    restrictions = [priced(KINDS[kind](rng), rng) for kind in rng.sample(sorted(KINDS), 5)]
    wishes = soft(900, *(Present("i", session) for session in optional))
    made = problem(*restrictions, *wishes, optional=optional)
    best = least_penalty(made)
    if best is not None:
        whole = climbed(made, 1.0)
        assert 0 <= whole <= best
        assert climbed(made, 0.0) == pytest.approx(whole, rel=1e-3, abs=2)


def test_what_sessions_share_raises_the_bound() -> None:
    """Half an hour each, one at a time: only one can be in the free hour's first half, one in its second."""
    late = tuple(Avoid("i", session, (span(60, 600),)) for session in LENGTHS)
    one = Capacity("i", tuple(map(Use, LENGTHS)), 1)
    made = problem(
        *soft(10, *late), *hard(one), lengths=dict.fromkeys(LENGTHS, 30), starts=(0, 30, 60)
    )
    assert climbed(made, 1.0) == least_penalty(made) == 10 * 30


def test_a_step_that_is_stopped_proves_what_it_knows() -> None:
    """And no step after it does any work."""
    made = problem(*soft(10, Avoid("i", "a", (span(0, 600),))), starts=(0, 30))
    relaxation = LinearRelaxation(exact_model(prepared(made)).model)
    relaxation.stop()
    while relaxation.climb():
        pass
    assert 0 <= relaxation.bound <= (least_penalty(made) or 0)
