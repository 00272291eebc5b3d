"""Prices far above others, which are brought nearer to them for annealing."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from scheduler.engines.annealing import CoolingSchedule, StrictSchedule
from scheduler.engines.annealing.scale import compressed, hardened, own_difference
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Objective
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import NONE, Capacity, Held, Pairs, Problem, Unfit, Use
from scheduler.solution import Engine
from tests.engines.problems import at, hard, problem, soft


def _problem(dear: int) -> Problem:
    """Return one of sixteen sessions, of which each has a place in time of its own that costs nothing.

    All other places cost something, and a quarter of them something dear as well.
    """
    names = [f"s{number:02}" for number in range(16)]
    starts = [30 * number for number in range(48)]
    cheap = [
        Unfit(name, name, None, {at(start): abs(start // 30 - number) for start in starts})
        for number, name in enumerate(names)
    ]
    costly = [Unfit(name, name, None, {at(start): 1 for start in starts[36:]}) for name in names]
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


def test_sessions_differ_by_what_most_of_their_places_cost() -> None:
    """Medians of 1, 2 and 9 above the cheapest, and of 3 and 5; one that has no difference counts nothing."""
    own = Unfit("i", "a", {"A": 10, "B": 11, "C": 12, "D": 19}), Unfit("i", "b", {"A": 3, "B": 5})
    made = prepared(problem(*soft(1, *own), rooms=("A", "B", "C", "D")))
    assert own_difference([made.domains["a"]]) == 2
    assert own_difference(made.domains.values()) == 3
    assert own_difference([made.domains["c"]]) == 0


@pytest.mark.parametrize(("dear", "number"), [(10**8, 2), (1, 1)])
def test_only_prices_far_apart_are_brought_nearer(
    monkeypatch: pytest.MonkeyPatch, dear: int, number: int
) -> None:
    made: list[Annealer] = []
    lay_out = Annealer.__init__

    def noting(self: Annealer, *arguments: Any) -> None:
        made.append(self)
        lay_out(self, *arguments)

    monkeypatch.setattr(Annealer, "__init__", noting)
    CoolingSchedule(prepared(_problem(dear)), 0, None)
    assert len(made) == number


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


def test_what_costs_a_level_is_forbidden_and_the_rest_priced() -> None:
    """Slots, whole restrictions, and those of the amounts of a restriction that reach the level."""
    unfit = Unfit("i", "a", {"A": 100, "B": 99, "C": 0})
    held = Held("h", ("a", "b"), (), {(0, "A"): 100, (0, "B"): 50})
    pairs = Pairs("p", {("a", "b"): 10, ("a", "c"): 9})
    room = Capacity("A", (Use("a"), Use("b")), at_most=1, rooms={"A": NONE})
    priced = (*soft(1, unfit, held), *soft(10, pairs), *soft(99, room))
    model = prepared(problem(*priced, rooms=("A", "B", "C")))
    strict = hardened(model, 100)
    assert strict is not None
    assert strict.domains["a"].allowed[0].tolist() == [False, True, True]
    assert strict.domains["b"] is model.domains["b"]
    parts = [(each.price, each.restriction) for each in strict.shared]
    assert [price for price, _ in parts if price is None] == [None, None]
    assert (None, Held("h", ("a", "b"), (), {(0, "A"): 1})) in parts
    assert (1, Held("h", ("a", "b"), (), {(0, "B"): 50})) in parts
    assert (None, Pairs("p", {("a", "b"): 1})) in parts
    assert (10, Pairs("p", {("a", "c"): 9})) in parts
    assert (99, room) in parts
    assert hardened(model, 101) is None


def test_a_session_keeps_its_cheapest_slots() -> None:
    """What every slot of a session costs forbids none of them."""
    dear = Unfit("i", "a", {"A": 1_000, "B": 1_001, "C": 1_100})
    strict = hardened(prepared(problem(*soft(1, dear), rooms=("A", "B", "C"))), 100)
    assert strict is not None
    assert strict.domains["a"].allowed[0].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("dear", "share", "turns"), [(10**8, 0.1, True), (10**8, 0.0, False), (1, 0.1, False)]
)
def test_half_of_the_work_is_strict_where_prices_are_far_apart(
    monkeypatch: pytest.MonkeyPatch, dear: int, share: float, *, turns: bool
) -> None:
    """A first schedule that costs much is left for one that costs a few points, without anything dear."""
    model = prepared(_problem(dear))
    restarts = replace(DEFAULTS.annealing.restarts, strict_share=share)
    schedule = StrictSchedule(model, 0, None, params=replace(DEFAULTS.annealing, restarts=restarts))
    levels: list[float] = []

    def noted(of: Model, level: float) -> Model | None:
        levels.append(level)
        return hardened(of, level)

    monkeypatch.setattr("scheduler.engines.annealing.strict_schedule.hardened", noted)
    objective = Objective(model)
    best: list[Places] = [[(47 - number, 0) for number in range(16)]]
    first = objective.counted(best[0])

    def found(places: Places, _: int | None) -> None:
        if objective.counted(places) < objective.counted(best[0]):
            best[0] = places

    budget = Budget(0.2, reproducible=True, stop=threading.Event())
    schedule.run(budget, found, lambda: objective.counted(best[0]) == 0, lambda: best[0])
    assert objective.counted(best[0]) == 0
    assert levels[:1] == ([share * first] if turns else [])
