"""The bound on what pairs cost: never more than the best schedule costs, and close to it."""

from dataclasses import replace
from itertools import permutations, product
from random import Random

import numpy as np
import pytest

from scheduler.engines.bounding.dual_ascent import Ascent, ascent_of
from scheduler.engines.bounding.linear_assignment import NEVER, assign, assignment_of
from scheduler.engines.model import prepared
from scheduler.engines.parameters import DEFAULTS, BoundingParams
from scheduler.restrictions import Capacity, Pairs, Present, Problem, Times, Unfit, Use
from tests.engines.kinds import KINDS, priced
from tests.engines.problems import (
    LENGTHS,
    at,
    hard,
    least_penalty,
    problem,
    soft,
    span_of,
)

STARTS = (0, 60, 90)
ROUNDS = 12
SAME = Times(
    {session: {at(0): 0, at(60): 1, at(90): 2} for session in "abcd"}, {(n, n): 1 for n in range(3)}
)
"""Starts relate if they are the same."""


def climbed(made: Problem, params: BoundingParams = DEFAULTS.bounding) -> int | None:
    """Return the bound after some rounds; it never falls."""
    model = prepared(made)
    ascent = None if model.hopeless else ascent_of(model, params)
    if ascent is None:
        return None
    rng, before = np.random.default_rng(0), 0
    for _ in range(ROUNDS):
        ascent.climb(rng, lambda: False)
        assert ascent.bound >= before
        before = ascent.bound
    return before


@pytest.mark.parametrize("optional", ["", "ab"])
@pytest.mark.parametrize("seed", range(60))
def test_the_bound_is_never_above_the_least_penalty(seed: int, optional: str) -> None:
    """With pairs that are paid for, and restrictions of all other kinds beside them."""
    rng = Random(seed)
    kinds = [*rng.sample(sorted(KINDS), 3), *["pairs"] * rng.randint(1, 3), "room"]
    restrictions = [priced(KINDS[kind](rng), rng) for kind in kinds]
    wishes = soft(900, *(Present("i", session) for session in optional))
    made = problem(*restrictions, *wishes, starts=STARTS, optional=optional)
    bound, best = climbed(made), least_penalty(made)
    if bound is not None and best is not None:
        assert 0 <= bound <= best


def _room_for_one(*rooms: str) -> Capacity:
    uses = tuple(Use(session) for session in LENGTHS)
    return Capacity("i", uses, 1, rooms={room: span_of(0) for room in rooms})


ROW = Times(
    {session: {at(0): 0, at(90): 1, at(180): 2} for session in LENGTHS},
    {(0, 1): 1, (1, 0): 1, (1, 2): 1, (2, 1): 1},
)
"""Starts relate if one follows the other."""
NEIGHBOURS = Pairs("i", {("a", "b"): 5, ("b", "c"): 3, ("a", "c"): 2}, ROW)


def test_the_bound_is_the_least_penalty_where_places_are_few() -> None:
    """Three sessions in a row in one room: all are neighbours but two, best a and b."""
    made = problem(
        *soft(10, NEIGHBOURS), *hard(_room_for_one("A")), starts=(0, 90, 180), rooms=("A",)
    )
    assert climbed(made) == least_penalty(made) == 10 * (3 + 2)


def test_what_is_forbidden_between_two_sessions_raises_the_bound() -> None:
    """If b and c may not be neighbours, it is they that are not."""
    never = Pairs("i", {("c", "b"): 1}, ROW)
    made = problem(
        *soft(10, NEIGHBOURS),
        *hard(_room_for_one("A"), never),
        starts=(0, 90, 180),
        rooms=("A",),
    )
    assert climbed(made) == least_penalty(made) == 10 * (5 + 2)


def test_sessions_in_no_pair_count_what_they_cost_at_least() -> None:
    """And those in pairs what their places cost."""
    pairs = Pairs("i", {("a", "b"): 1})
    own = [Unfit("i", session, {"A": 4, "B": 6, "C": 5}) for session in "ac"]
    made = problem(*soft(7, pairs), *soft(1, *own), starts=STARTS)
    assert climbed(made) == least_penalty(made) == 7 + 4 + 4


def test_a_problem_without_priced_pairs_has_no_bound() -> None:
    """Nor has one with too many places."""
    assert climbed(problem(*hard(Pairs("i", {("a", "b"): 1}, SAME)))) is None
    assert climbed(problem(*soft(0, Pairs("i", {("a", "b"): 1}, SAME)))) is None


def test_a_problem_with_too_many_places_has_no_bound() -> None:
    """Two sessions at three starts and in three rooms are 81 pairs of places."""
    made = problem(*soft(1, Pairs("i", {("a", "b"): 1}, SAME)), starts=STARTS)
    assert climbed(made, BoundingParams(largest_ascent=80)) is None
    assert climbed(made, BoundingParams(largest_ascent=81)) == 0


@pytest.mark.parametrize("price", [1, 10**6, 10**9])
def test_prices_of_any_size_are_bounded(price: int) -> None:
    """What is too large to be told apart exactly counts for less, not for more."""
    together = Pairs("i", {("a", "b"): 5, ("b", "c"): 3, ("a", "c"): 2}, SAME)
    cheap = replace(together, rooms={("A", "A"): 1})
    made = problem(*soft(price, together), *soft(1, cheap), starts=(0,), rooms=("A",))
    bound = climbed(made)
    assert bound is not None
    assert 0 < bound <= 10 * price + 10


@pytest.mark.parametrize("seed", range(20))
def test_an_assignment_costs_least_and_its_prices_prove_it(seed: int) -> None:
    """Against all assignments of up to five rows to six of eight columns; some are out of the question."""
    rng = np.random.default_rng(seed)
    rows, columns = int(rng.integers(1, 6)), 6
    work = assignment_of(8, 8)
    work.cost[:rows, :columns] = rng.integers(-9, 12, (rows, columns))
    work.cost[:rows, :columns][rng.random((rows, columns)) < 0.3] = NEVER
    expected = min(
        sum(int(work.cost[row, column]) for row, column in enumerate(chosen))
        for chosen in permutations(range(columns), rows)
    )
    found = assign(work, rows, columns)
    if expected >= NEVER // 2:
        assert found >= NEVER // 2
        return
    assert found == expected
    assert (work.column <= 0).all()
    assert work.row[:rows].sum() + work.column.sum() == found
    for row, column in product(range(rows), range(columns)):
        assert work.cost[row, column] - work.row[row] - work.column[column] >= 0


def test_a_round_that_is_cut_short_still_bounds() -> None:
    """After one session of three."""
    together = Pairs("i", {("a", "b"): 5, ("b", "c"): 3, ("a", "c"): 2}, SAME)
    made = problem(*soft(10, together), starts=(0,), rooms=("A",))
    ascent = ascent_of(prepared(made))
    assert isinstance(ascent, Ascent)
    asked = iter((False, True))
    ascent.climb(np.random.default_rng(0), lambda: next(asked))
    assert 0 < ascent.bound <= 100
