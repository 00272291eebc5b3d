"""Annealing and large neighbourhoods take turns, and each begins with what the other has found."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from scheduler.engines.annealing import CoolingSchedule, make_ready
from scheduler.engines.budget import Budget
from scheduler.engines.improvement import Improvement
from scheduler.engines.incumbent import SearchState
from scheduler.engines.large_neighbourhoods import LargeNeighbourhoods
from scheduler.engines.model import Places, prepared
from scheduler.engines.objective import Objective
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.phases import Task
from scheduler.progress import nobody
from scheduler.restrictions import Problem
from tests.engines.full_board import full
from tests.engines.problems import problem

SECONDS, TURN = 0.1, 0.01
"""Seconds of work: of a small problem it takes many times as long."""


@pytest.fixture(autouse=True)
def ready() -> None:
    """Have the fast engine compiled."""
    make_ready()


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that large neighbourhoods are given; they bring nothing, and use them all."""
    given: list[float] = []

    def search(_: object, budget: Budget, seconds: float, *__: object) -> int:
        given.append(seconds)
        budget.spend(seconds)
        return 0

    monkeypatch.setattr(LargeNeighbourhoods, "search", search)
    monkeypatch.setattr("scheduler.engines.improvement.TURN", TURN)
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", np.inf)
    return given


def _improved(made: Problem, shares: tuple[float, float]) -> Task:
    model = prepared(made)
    budget = Budget(SECONDS, reproducible=True, stop=threading.Event())
    portfolio = replace(DEFAULTS.portfolio, neighbourhoods=shares)
    params = replace(DEFAULTS, portfolio=portfolio)
    state = SearchState(budget, nobody)
    task = Task(model, model, Objective(model), budget, state, seed=0, workers=1, params=params)

    def found(places: Places, penalty: int | None) -> None:
        assert penalty is not None
        state.found(places, penalty)

    improvement = Improvement(task, CoolingSchedule(model, 0, None), 0)
    improvement.run(budget, found, lambda: False, lambda in_vain: False)
    return task


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_large_neighbourhoods_get_their_share(turns: list[float], share: float) -> None:
    task = _improved(full(), (share, share))
    assert task.budget.over
    assert sum(turns) == pytest.approx(share * SECONDS, abs=0.03)


def test_without_a_share_annealing_is_alone(turns: list[float]) -> None:
    task = _improved(full(), (0.0, 0.0))
    assert task.state.places is not None
    assert not turns


def test_where_nothing_is_free_there_is_nothing_to_improve(turns: list[float]) -> None:
    task = _improved(problem(lengths={"a": 30}, starts=(0,), rooms=("A",)), (0.5, 0.5))
    assert not turns
    assert not task.budget.over
