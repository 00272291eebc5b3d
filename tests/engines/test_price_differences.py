"""Spreads of prices, and prices far above others, which are brought nearer to them for annealing."""

import threading
from typing import Any

import numpy as np
import pytest

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.scale import compressed
from scheduler.engines.annealing.search import Annealer, finest_spread
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import NONE, Capacity, Held, Pairs, Problem, Unfit, Use
from scheduler.solution import Engine
from tests.engines.problems import at, hard, problem, soft

APART = 1 / 400


def test_prices_in_clusters_have_a_finer_spread() -> None:
    """Two clusters, of which one is a point: 0 to 2, and a million; on average 0.75 from their begins."""
    prices = np.array([1_000_000, 0, 2, 1])
    assert finest_spread([prices], 250_000.0, APART) == 0.75


@pytest.mark.parametrize(
    "prices", [[0, 100, 200, 300], [0, 1_000_000, 2_000_000], [5], []], ids=str
)
def test_others_have_no_other_spread(prices: list[int]) -> None:
    """What is spread evenly, nothing but single prices far apart, one price, none."""
    spread = float(np.mean(prices)) if prices else 1.0
    assert finest_spread([np.array(prices, dtype=np.int64)], spread, APART) == spread


def test_clusters_may_lie_within_clusters() -> None:
    """Thousands within millions, and units within thousands."""
    prices = np.add.outer([0, 10**9, 2 * 10**9], np.add.outer([0, 10**5], [0, 1, 2, 3])).ravel()
    assert finest_spread([prices], 10.0**9, APART) == pytest.approx(1.5, rel=1e-4)


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
    dear, like = (_annealer(prepared(_problem(price))) for price in (10**8, 1))
    assert dear.finest_spread(APART) < dear.spread / 1000
    assert like.finest_spread(APART) == like.spread


def test_prices_beyond_a_level_grow_as_their_fourth_root() -> None:
    """At the level and below they stay; at 16 and 81 times the level they are two and three times it."""
    unfit = Unfit("i", "a", {"A": 100, "B": 1_600, "C": 99})
    held = Held("h", ("a", "b"), (), {(0, "A"): 8_100, (0, "B"): 50})
    pairs = Pairs("p", {("a", "b"): 81, ("a", "c"): 1})
    priced = (*soft(1, unfit, held), *soft(100, pairs))
    model = compressed(prepared(problem(*priced, rooms=("A", "B", "C"))), 100)
    assert model.domains["a"].room_price.tolist() == [100, 200, 99]
    found = {type(each.restriction): each for each in model.shared}
    assert found[Held].price == found[Pairs].price == 1
    assert found[Held].restriction.amounts == {(0, "A"): 300, (0, "B"): 50}  # type: ignore[union-attr]
    assert found[Pairs].restriction.shared == {("a", "b"): 300, ("a", "c"): 100}  # type: ignore[union-attr]


def test_prices_as_they_are_have_their_turn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compressed prices come first; who has found nothing in all restarts of a round is relieved."""
    cooling = CoolingSchedule(prepared(_problem(10**8)), 0, None)
    spreads: list[float] = []

    def cool(self: CoolingSchedule, *_: Any) -> None:
        spreads.append(self._annealer.spread)

    monkeypatch.setattr(CoolingSchedule, "_cool", cool)
    restarts = DEFAULTS.annealing.restarts
    size = len(restarts.hot) + len(restarts.warm)
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    at_home = [(number, 0) for number in range(16)]
    cooling.run(budget, lambda *_: None, lambda: False, lambda: at_home, runs=3 * size)
    near, exact, again = spreads[:size], spreads[size : 2 * size], spreads[2 * size :]
    assert near == again == [near[0]] * size
    assert exact == [exact[0]] * size
    assert near[0] < exact[0] / 1000
