"""Searches at the edge of what prices, budgets and statuses can hold."""

import threading

import pytest

from scheduler.engines.annealing.scale import MOST, coarsened
from scheduler.engines.answer import concluded
from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat import ExactSearch, Found
from scheduler.engines.model import prepared
from scheduler.engines.portfolio import proof_alone, run
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import Engines
from scheduler.errors import DisagreementError
from scheduler.restrictions import (
    Avoid,
    Capacity,
    Compact,
    Pairs,
    Priced,
    Problem,
    Stay,
    Unfit,
    Use,
    Worst,
)
from scheduler.solution import Engine, Status, Stop
from tests.engines.problems import at, context_of, hard, problem, soft, span, span_of

ALL = tuple(Use(session) for session in "abc")


def crowds(price: int | None, rate: int) -> Problem:
    """Return a problem of ten crowds, all of which want all three sessions one after the other."""
    rows = [Capacity(f"i{number}", ALL, 1, rate=rate) for number in range(10)]
    return problem(
        *(Priced("crowd", row, price) for row in rows), *soft(3, Unfit("i", "a", {"A": 7}))
    )


@pytest.mark.parametrize("rate", [1, 300, 5_000, 10**6])
def test_a_rate_means_nothing_for_what_is_forbidden(rate: int) -> None:
    """Crowds of any size that must not overlap: all is kept, and counted exactly."""
    answer = search(crowds(None, rate), Effort(Engine.ANNEALING, time_limit=1, workers=1))
    assert (answer.status, answer.penalty) == (Status.OPTIMAL, 0)


@pytest.mark.parametrize("engine", [Engine.ANNEALING, Engine.AUTO])
def test_the_annealer_sees_through_enormous_prices(engine: Engine) -> None:
    """At ten million points for each minute that anybody misses, the optimum is still found."""
    answer = search(crowds(10_000_000, 1_000), Effort(engine, time_limit=1, workers=1))
    assert answer.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert answer.penalty == 0


def test_prices_are_coarsened_only_where_they_must_be() -> None:
    """Just within what can be told apart exactly nothing is divided; beyond it everything is."""
    small, one = coarsened(prepared(problem(*soft(MOST, Unfit("i", "a", {"A": 1})))))
    large, two = coarsened(prepared(problem(*soft(MOST + 1, Unfit("i", "a", {"A": 1})))))
    assert (one, two) == (1, 2)
    assert small.domains["a"].price.max() == MOST
    assert large.domains["a"].price.max() == MOST // 2 + 1


def test_what_pairs_share_is_coarsened_with_their_price() -> None:
    """A session takes part in 2 + 1 units at 3 * MOST in all, which is 9 times too much."""
    pairs = Pairs("i", {("a", "b"): 2, ("c", "a"): 1}, rooms={("A", "B"): 3})
    model, scale = coarsened(prepared(problem(*soft(MOST, pairs))))
    assert scale == 9
    (one,) = model.shared
    assert one.price == 1
    assert isinstance(one.restriction, Pairs)
    assert one.restriction.shared == {("a", "b"): -(-2 * MOST // 9), ("c", "a"): -(-MOST // 9)}


def test_totals_of_groups_are_coarsened() -> None:
    """What a session can add to one group counts: 30 minutes at 2, 5 in A on three starts, not 40."""
    starts = {at(0): 3, at(30): 1}
    own = Avoid("i", "a", (span(0, 60),), rate=2), Unfit("i", "a", {"A": 5}, starts)
    worst = Worst(
        "i", (own, (Stay("i", "a", (), before=span_of(10)),), (Unfit("i", "b", {"A": 1}),))
    )
    model, scale = coarsened(prepared(problem(*soft(MOST, worst))))
    assert scale == 60 + 15
    assert model.shared[0].price == -(-MOST // 75)


def test_a_part_of_a_budget_never_outlasts_the_whole() -> None:
    """A share of 0.4 s of a budget that has 0.01 s left has 0.01 s left."""
    whole = Budget(1.0, reproducible=True, stop=threading.Event())
    whole.spend(0.99)
    share = whole.share(0.4)
    assert share.left == pytest.approx(0.01)
    assert share.patience <= whole.patience


@pytest.mark.parametrize("engine", [Engine.ANNEALING, Engine.AUTO])
def test_a_search_with_nothing_to_choose_ends_at_once(engine: Engine) -> None:
    """One session with one place needs no minute of the ten that it is given."""
    made = problem(lengths={"a": 30}, starts=(0,), rooms=("A",))
    answer = search(made, Effort(engine, time_limit=600, workers=1))
    assert answer.penalty == 0


def test_compact_over_no_periods_counts_nothing() -> None:
    """A start in none of them is not counted, so nothing is."""
    nowhere = Compact("i", ("a", "b"), ())
    for priced in (hard(nowhere), soft(5, nowhere)):
        answer = search(problem(*priced), Effort(Engine.CP_SAT, time_limit=5, workers=1))
        assert (answer.status, answer.penalty) == (Status.OPTIMAL, 0)


@pytest.mark.parametrize(
    "lie", [Found(Status.INFEASIBLE, None, None), Found(Status.UNKNOWN, None, 10**9)]
)
def test_an_exact_engine_that_denies_a_schedule_in_hand_is_a_defect(
    lie: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A contradiction between the engines is never an answer."""

    def lying(*_: object) -> Found:
        return lie

    monkeypatch.setattr(ExactSearch, "search", lying)
    made = problem(*soft(3, Unfit("i", "a", {"A": 7, "B": 7, "C": 7})))
    budget = Budget(1.0, reproducible=True, stop=threading.Event())
    engines = Engines(context_of(made, budget), [(0, 0), (1, 1), (2, 2)])
    engines.note_start()
    run(engines, proof_alone(engines))
    task = engines.task
    with pytest.raises(DisagreementError):
        concluded(task.model, task.state, task.objective, Stop.LIMIT)
