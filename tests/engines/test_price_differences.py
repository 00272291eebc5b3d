"""Prices far above others, which are brought nearer to them for annealing."""

import threading
from dataclasses import replace

import pytest

from scheduler.engines.annealing import CoolingSchedule, VariedSchedule
from scheduler.engines.annealing.scale import hardened, own_difference
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


@pytest.mark.parametrize(("dear", "is_far"), [(10**8, True), (1, False)])
def test_prices_are_far_apart_where_some_are_far_dearer_than_slots(dear: int, is_far: bool) -> None:
    assert CoolingSchedule(prepared(_problem(dear)), 0, None).far_apart is is_far


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
    schedule = VariedSchedule(model, 0, None, params=replace(DEFAULTS.annealing, restarts=restarts))
    levels: list[float] = []

    def noted(of: Model, level: float) -> Model | None:
        levels.append(level)
        return hardened(of, level)

    monkeypatch.setattr("scheduler.engines.annealing.varied_schedule.hardened", noted)
    objective = Objective(model)
    best: list[Places] = [[(47 - number, 0) for number in range(16)]]
    first = objective.counted(best[0])

    def found(places: Places, _: int | None) -> None:
        if objective.counted(places) < objective.counted(best[0]):
            best[0] = places

    budget = Budget(0.2, reproducible=True, stop=threading.Event())
    schedule.run(budget, found, lambda: objective.counted(best[0]) == 0, lambda: best[0])
    assert objective.counted(best[0]) == 0 or not share
    assert levels[:1] == ([share * first] if turns else [])
