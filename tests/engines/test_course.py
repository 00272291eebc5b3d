"""What is done beside annealing, and how a run of annealing fits into the time that is left."""

import threading
from itertools import pairwise, takewhile
from typing import Any

import pytest

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.answer import Answer
from scheduler.engines.budget import Budget
from scheduler.engines.compilation.process import compile_annealing, compile_bounding
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.parameters import PortfolioParams, SearchParams
from scheduler.engines.portfolio import phases_of, run
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import ANOTHER, SEEKING, Engines, ExactEngine, Until
from scheduler.progress import Progress
from scheduler.restrictions import Distinct, Problem
from scheduler.search import Engine
from tests.engines.full_board import TALKS, full
from tests.engines.problems import context_of

LIMIT = 3.0
WORK = 0.5
"""Seconds of work of one worker: of a small problem it takes many times as long."""


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the seeds of annealings and, as -1, exact models made; and, as -2, proofs that ended."""
    compile_annealing()
    compile_bounding()
    made: list[int] = []
    anneal, build, prove = CoolingSchedule.__init__, ExactSearch.__init__, ExactEngine.prove

    def cooling(self: CoolingSchedule, model: object, seed: int, *others: object) -> None:
        made.append(seed)
        anneal(self, model, seed, *others)  # type: ignore[arg-type]

    def building(self: ExactSearch, *arguments: object) -> None:
        made.append(-1)
        build(self, *arguments)  # type: ignore[arg-type]

    def proving(self: ExactEngine, *arguments: Any, **how: Any) -> None:
        prove(self, *arguments, **how)
        made.append(-2)

    monkeypatch.setattr(CoolingSchedule, "__init__", cooling)
    monkeypatch.setattr(ExactSearch, "__init__", building)
    monkeypatch.setattr(ExactEngine, "prove", proving)
    return made


LARGE = PortfolioParams(small=0)
"""Takes every problem for one that the exact engine is not asked to prove first."""


def _searched(made: Problem, portfolio: PortfolioParams = LARGE) -> Answer:
    return search(
        made, Effort(time_limit=LIMIT, workers=2), params=SearchParams(portfolio=portfolio)
    )


@pytest.mark.slow
def test_where_pairs_are_all_that_costs_two_anneal(builds: list[int]) -> None:
    answer = _searched(full())
    assert answer.schedule is not None
    assert answer.bound is not None
    assert len(set(builds)) == 2
    assert -1 not in builds


@pytest.mark.slow
@pytest.mark.parametrize(
    ("portfolio", "proves", "annealing"),
    [
        (PortfolioParams(small=0, relaxing=0.2, hopeful=0.0), True, 1),
        (PortfolioParams(small=0, relaxing=0.2, hopeful=1.1), True, 2),
        # Any problem is large here, and takes so many seconds for each of its numbers.
        (PortfolioParams(small=0, large=0, proving=1e9), False, 2),
        (PortfolioParams(small=0, large=0, proving=0.0, hopeful=0.0), True, 1),
    ],
)
def test_two_anneal_where_little_can_be_proved(
    builds: list[int], portfolio: PortfolioParams, proves: bool, annealing: int
) -> None:
    """As the relaxation has proved little, or there is no time for a large problem."""
    answer = _searched(full(Distinct("rooms", TALKS[:2])), portfolio)
    assert answer.schedule is not None
    assert (-1 in builds) is proves
    # A proof may end some milliseconds before the search does, and its lane anneals until then.
    assert len(set(takewhile(lambda made: made != -2, builds)) - {-1}) == annealing


@pytest.mark.slow
def test_a_problem_that_is_not_large_is_proved_however_short_the_time(
    builds: list[int],
) -> None:
    _searched(full(Distinct("rooms", TALKS[:2])), PortfolioParams(small=0, proving=1e9))
    assert -1 in builds


class _Recorder(Engines):
    """Engines that do nothing, and note what they are asked for."""

    def __init__(self, workers: int) -> None:
        budget = Budget(1.0, reproducible=True, stop=threading.Event())
        super().__init__(context_of(full(), budget, workers=workers))
        self.asked: list[str] = []
        self.exact = _ExactRecorder(self.task)
        self.exact.asked = self.asked

    def await_kernels(self, _: Until) -> None:
        self.asked.append("await kernels")

    def anneal(self, until: Until, *, lane: int = 0, **_how: Any) -> None:
        self.asked.append(f"anneal {lane}")

    def bound(self, _: Until, **_how: Any) -> None:
        self.asked.append("bound")


class _ExactRecorder(ExactEngine):
    """An exact engine of the same kind."""

    asked: list[str]

    def find_first(self, until: Until, **_how: Any) -> None:
        self.asked.append("find first")

    def relax(self, until: Until, **_how: Any) -> None:
        self.asked.append("relax")

    def prove(self, until: Until, **_how: Any) -> None:
        self.asked.append("prove")


FIRST = ["prove", "await kernels", "anneal 0"]


@pytest.mark.parametrize(
    ("engine", "workers", "asked"),
    [
        (Engine.ANNEALING, 1, ["await kernels", "anneal 0"]),
        (Engine.CP_SAT, 2, ["find first", "prove"]),
        (Engine.AUTO, 1, [*FIRST, "find first", "prove", "anneal 0", "bound", "prove", "anneal 0"]),
    ],
)
def test_a_search_is_a_sequence_of_phases(engine: Engine, workers: int, asked: list[str]) -> None:
    """Each engine's as it is documented."""
    engines = _Recorder(workers)
    assert run(engines, phases_of(engines, engine))
    assert engines.asked == asked


@pytest.mark.parametrize(("workers", "lanes"), [(2, [0]), (3, [0]), (4, [0, 2]), (8, [0, 2, 3, 4])])
def test_half_of_the_workers_improve_beside_the_proof(workers: int, lanes: list[int]) -> None:
    """After a first schedule; and in the lane of a proof as well, where that ends without one."""
    engines = _Recorder(workers)
    assert run(engines, phases_of(engines, Engine.AUTO))
    improving = [f"anneal {lane}" for lane in lanes]
    both = ["anneal 0", "find first", "bound", "relax", "prove", "anneal 1"]
    assert engines.asked[:3] == FIRST
    assert sorted(engines.asked[3:]) == sorted([*both, *improving])


@pytest.mark.slow
def test_lanes_beside_the_first_have_seeds_of_their_own(builds: list[int]) -> None:
    answer = search(full(Distinct("rooms", TALKS[:2])), Effort(time_limit=LIMIT, workers=6))
    assert answer.schedule is not None
    assert {0, 2 * ANOTHER, 3 * ANOTHER} <= set(builds)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_nobody_is_told_of_a_first_programme_that_is_there(workers: int) -> None:
    """Once there is a best one, it is annealed or proved, whatever the phase began with."""
    compile_annealing()
    told = list[Progress]()
    limit = LIMIT if workers > 1 else WORK
    search(full(), Effort(time_limit=limit, workers=workers), watch=told.append)
    assert any(each.best is not None for each in told)
    for before, after in pairwise(told):
        if before.best is not None:
            assert after.phase != SEEKING
