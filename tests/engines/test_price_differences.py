"""Spreads of prices: one where all terms weigh alike, finer ones where some weigh far more."""

import numpy as np
import pytest

from scheduler.engines.annealing.search import Annealer, finer_spreads
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import NONE, Capacity, Problem, Unfit, Use
from scheduler.solution import Engine
from tests.engines.problems import at, hard, problem, soft

APART = 1 / 400


def test_prices_in_clusters_have_a_finer_spread() -> None:
    """Two clusters, of which one is a point: 0 to 2, and a million; on average 0.75 from their begins."""
    prices = np.array([1_000_000, 0, 2, 1])
    assert finer_spreads([prices], 250_000.0, APART) == [0.75 / 250_000]


@pytest.mark.parametrize(
    "prices", [[0, 100, 200, 300], [0, 1_000_000, 2_000_000], [5], []], ids=str
)
def test_others_have_none(prices: list[int]) -> None:
    """What is spread evenly, nothing but single prices far apart, one price, none."""
    spread = float(np.mean(prices)) if prices else 1.0
    assert finer_spreads([np.array(prices, dtype=np.int64)], spread, APART) == []


def test_there_may_be_several() -> None:
    """Thousands within millions, and units within thousands."""
    prices = np.add.outer([0, 10**9, 2 * 10**9], np.add.outer([0, 10**5], [0, 1, 2, 3])).ravel()
    found = finer_spreads([prices], 10.0**9, APART)
    assert found == pytest.approx([5e4 / 1e9, 1.5 / 1e9], rel=1e-4)


def _problem(dear: int) -> Problem:
    """Return one of sixteen sessions, of which each has a place in time of its own that costs nothing.

    All other places cost something, and half of them something dear as well.
    """
    names = [f"s{number:02}" for number in range(16)]
    starts = [30 * number for number in range(48)]
    cheap = [
        Unfit(name, name, None, {at(start): abs(start // 30 - number) for start in starts})
        for number, name in enumerate(names)
    ]
    costly = [Unfit(name, name, None, {at(start): 1 for start in starts[24:]}) for name in names]
    room = Capacity("A", tuple(map(Use, names)), at_most=1, rooms={"A": NONE})
    return problem(
        *hard(room),
        *soft(1, *cheap),
        *soft(dear, *costly),
        lengths=dict.fromkeys(names, 30),
        starts=starts,
        rooms=("A",),
    )


@pytest.mark.parametrize("dear", [1, 10**8])
def test_what_weighs_little_is_optimised_beside_what_weighs_much(dear: int) -> None:
    """Every session comes to its own place, whatever is a hundred million times as dear beside it."""
    for seed in range(3):
        effort = Effort(engine=Engine.ANNEALING, time_limit=1, seed=seed)
        assert search(_problem(dear), effort).penalty == 0


def _annealer(model: Model) -> Annealer:
    return Annealer(model, 0, [(0, 0)] * len(model.domains), params=DEFAULTS.annealing)


def test_spreads_are_those_of_the_board() -> None:
    """With something dear beside what is cheap there is a finer one, without it there is none."""
    assert len(_annealer(prepared(_problem(10**8))).finer_spreads(APART)) == 1
    assert _annealer(prepared(_problem(1))).finer_spreads(APART) == []
