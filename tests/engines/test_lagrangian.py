"""The bound from prices of what is shared: never more than the best schedule costs, and close to it."""

from random import Random

import numpy as np
import pytest

from scheduler.engines.bounding.lagrangian import Lagrangian, nearest_within
from scheduler.engines.compilation.process import compile_annealing, compile_bounding
from scheduler.engines.model import prepared
from scheduler.engines.parameters import PortfolioParams, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import ExactEngine
from scheduler.restrictions import (
    Avoid,
    Capacity,
    Distinct,
    LoadQuota,
    Present,
    Priced,
    Problem,
    Stay,
    Unfit,
    Use,
    Worst,
)
from tests.engines.kinds import KINDS, priced
from tests.engines.problems import LENGTHS, hard, least_penalty, problem, soft, span, span_of
from tests.sampling import TIMES

STEPS = 400
WORK = 0.2
"""Seconds of work of one worker: of a tiny problem it takes many times as long."""


def climbed(made: Problem, penalty: int | None = None) -> int:
    """Return the bound after some steps towards the least penalty, or another one; it never falls."""
    lagrangian, before = Lagrangian(prepared(made)), 0
    towards = least_penalty(made) if penalty is None else penalty
    assert towards is not None
    for _ in range(STEPS):
        going = lagrangian.climb(towards)
        assert lagrangian.bound >= before
        before = lagrangian.bound
        if not going:
            break
    return before


@pytest.mark.parametrize("optional", ["", "ab"])
@pytest.mark.parametrize("seed", range(12 * TIMES))
def test_the_bound_is_never_above_the_least_penalty(seed: int, optional: str) -> None:
    """Even on the way to a penalty that is far above it, with restrictions of all kinds."""
    rng = Random(seed)
    kinds = [*rng.sample(sorted(KINDS), 3), "capacity", "quota", "worst"]
    restrictions = [priced(KINDS[kind](rng), rng) for kind in kinds]
    wishes = soft(900, *(Present("i", session) for session in optional))
    made = problem(*restrictions, *wishes, optional=optional)
    best = least_penalty(made)
    if best is not None:
        assert 0 <= climbed(made, 3 * best + 10_000) <= best


EARLY = tuple(Avoid("i", session, (span(60, 600),)) for session in LENGTHS)
"""Minutes after the first hour cost something."""


def one_at_a_time(at_most: int = 1, load: int = 1, rate: int = 1) -> Capacity:
    """Return a capacity for all three sessions."""
    return Capacity("i", tuple(Use(name, load) for name in LENGTHS), at_most, rate)


SHARED: dict[str, tuple[Priced, ...]] = {
    "capacity": hard(one_at_a_time()),
    "capacity of loads": hard(one_at_a_time(at_most=700, load=400)),
    "capacity in rooms": hard(
        Capacity(
            "i",
            tuple(map(Use, LENGTHS)),
            1,
            rooms={"A": span_of(0), "B": span_of(30), "C": span_of(0)},
        )
    ),
    "capacity that is paid for": soft(2, one_at_a_time(rate=3)),
    "most in a period": hard(LoadQuota("i", dict.fromkeys(LENGTHS, 1), (span(0, 30),), 1)),
    "most in a period, paid": soft(
        50, LoadQuota("i", dict.fromkeys(LENGTHS, 1), (span(0, 30),), 1)
    ),
    "least in a period": hard(
        LoadQuota("i", dict.fromkeys(LENGTHS, 5), (span(90, 120),), at_least=10)
    ),
    "least in a period, paid": soft(
        9, LoadQuota("i", dict.fromkeys(LENGTHS, 1), (span(90, 120),), at_least=2)
    ),
}


@pytest.mark.parametrize("name", SHARED)
def test_what_is_shared_raises_the_bound(name: str) -> None:
    """All want to be early; what keeps them from it costs more than each does at its best."""
    dear_room = Unfit("i", "c", {"C": 4000})
    made = problem(*soft(10, *EARLY), *soft(1, dear_room), *SHARED[name], starts=(0, 30, 90))
    alone = least_penalty(problem(*soft(10, *EARLY), *soft(1, dear_room), starts=(0, 30, 90)))
    least = least_penalty(made)
    assert alone is not None
    assert least is not None
    assert alone < climbed(made) <= least


@pytest.mark.parametrize("price", [1, 100])
def test_of_two_groups_the_mean_is_proved(price: int) -> None:
    """Wherever a session is, it is half an hour outside one of two windows: a quarter on average."""
    groups = tuple((Stay("i", "a", (window,)),) for window in (span(0, 30), span(60, 90)))
    made = problem(*soft(1000 * price, Worst("i", groups)), lengths={"a": 30}, starts=(0, 60))
    assert least_penalty(made) == 30_000 * price
    assert 14_900 * price <= climbed(made) <= 15_000 * price


def test_a_group_that_is_forbidden_to_suffer_proves_nothing() -> None:
    """Its weights would have no price to add up to."""
    groups = ((Stay("i", "a", (span(0, 30),)),), (Stay("i", "b", (span(0, 60),)),))
    made = problem(*hard(Worst("i", groups)), *soft(10, *EARLY))
    assert 0 <= climbed(made) <= (least_penalty(made) or 0)


def test_nothing_is_left_to_do_where_nothing_is_shared() -> None:
    """What each session costs at least is the bound, after one step."""
    made = problem(*soft(10, *EARLY), starts=(60, 90))
    lagrangian = Lagrangian(prepared(made))
    assert not lagrangian.climb(10**6)
    assert lagrangian.bound == least_penalty(made) == 10 * (30 + 60 + 90)


def test_prices_at_which_nothing_is_too_full_are_the_best() -> None:
    """One session is fixed, another one dodges it; what costs more is a room for both, which is left out."""
    wishes = Unfit("i", "a", {"A": 1, "C": 1}), Unfit("i", "b", {"B": 1, "C": 1})
    both = Capacity("i", (Use("a"), Use("b")), 1)
    made = problem(
        *hard(Stay("i", "a", (span(0, 30),)), both),
        *soft(5, *wishes, Distinct("i", ("a", "b"))),
        lengths={"a": 30, "b": 30},
        starts=(0, 30, 60),
    )
    lagrangian = Lagrangian(prepared(made))
    steps = next(number for number in range(STEPS) if not lagrangian.climb(5))
    assert 0 < steps < 10
    assert lagrangian.bound == 0 < (least_penalty(made) or 0)


def test_a_worst_without_groups_costs_nothing() -> None:
    """Its largest total is 0."""
    made = problem(*soft(1000, Worst("i", ())), *soft(10, *EARLY), starts=(60, 90))
    assert climbed(made) == least_penalty(made) == 1800


@pytest.mark.slow
@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_wide_is_bounded_without_the_exact_engine(
    workers: int, *, started: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any problem is wide here; one that is not has no bound but that of the exact engine."""
    compile_annealing()
    compile_bounding()
    monkeypatch.setattr(ExactEngine, "_prove", lambda *_: None)
    monkeypatch.setattr(ExactEngine, "_built", lambda *_: None)
    made = problem(*soft(10, *EARLY), *hard(one_at_a_time()))
    effort = Effort(time_limit=1.0 if workers > 1 else WORK, workers=workers)
    unbounded = search(made, effort)
    assert unbounded.bound is None
    params = SearchParams(portfolio=PortfolioParams(wide=1))
    answer = search(made, effort, start=unbounded.schedule if started else None, params=params)
    assert answer.bound is not None
    assert 0 < answer.bound <= (answer.penalty or 0)


@pytest.mark.slow
@pytest.mark.parametrize("beside", [False, True])
def test_a_largest_total_is_bounded_where_it_is_all_that_costs(
    monkeypatch: pytest.MonkeyPatch, *, beside: bool
) -> None:
    """However small the problem is; beside anything else, the exact engine is asked."""
    compile_bounding()
    monkeypatch.setattr(ExactEngine, "_prove", lambda *_: None)
    groups = tuple((Stay("i", "a", (window,)),) for window in (span(0, 30), span(60, 90)))
    others = soft(1, Distinct("i", ("a", "b"))) if beside else ()
    lengths = {"a": 30, "b": 30}
    made = problem(*soft(1000, Worst("i", groups)), *others, lengths=lengths, starts=(0, 60))
    answer = search(made, Effort(time_limit=WORK, workers=1))
    assert answer.penalty == 30_000
    assert (answer.bound is None) is beside


@pytest.mark.parametrize("seed", range(20))
def test_the_nearest_weights_are_within_their_sum(seed: int) -> None:
    """None of many others that are within it is nearer."""
    rng = np.random.default_rng(seed)
    weights = rng.normal(0.5, 1.0, 5)
    found = nearest_within(weights, 1.0)
    assert (found >= 0).all()
    assert found.sum() <= 1 + 1e-9
    others = rng.dirichlet(np.ones(6), 2000)[:, :5]
    distances = np.square(others - weights).sum(axis=1)
    assert np.square(found - weights).sum() <= distances.min() + 1e-9
