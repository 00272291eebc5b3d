"""What is done beside annealing, and how a run of annealing fits into the time that is left."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler.engines import annealing, bounding
from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.answer import Answer
from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.incumbent import SearchState
from scheduler.engines.model import prepared
from scheduler.engines.objective import Objective
from scheduler.engines.parameters import DEFAULTS, PortfolioParams, SearchParams
from scheduler.engines.phases import Pair, Phase, Task
from scheduler.engines.portfolio import Portfolio, phases_of, side_by_side
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import Engines
from scheduler.progress import nobody
from scheduler.restrictions import Capacity, Distinct, Pairs, Problem, Times, Unfit, Use
from scheduler.search import Engine
from tests.engines.problems import at, hard, problem, soft

LIMIT = 3.0
MOVES, RESTARTS = DEFAULTS.annealing.moves, DEFAULTS.annealing.restarts
TALKS = tuple(f"talk-{number}" for number in range(16))
ROOMS = ("A", "B", "C", "D")
STARTS = tuple(range(0, 240, 60))


def full(*others: Distinct) -> Problem:
    """Sixteen talks on sixteen places; what two share costs where they are at once."""
    rng = Random(3)
    shared = {(a, b): rng.randint(1, 99) for a in TALKS for b in TALKS if a < b}
    marks = {at(start): number for number, start in enumerate(STARTS)}
    times = Times(dict.fromkeys(TALKS, marks), {(n, n): 1 for n in range(len(STARTS))})
    capacities = [
        Capacity(room, tuple(Use(talk) for talk in TALKS), 1, rooms={room: at(0) - at(0)})
        for room in ROOMS
    ]
    return problem(
        *hard(*capacities),
        *soft(1000, Pairs("pairs", shared, times), *others),
        lengths=dict.fromkeys(TALKS, 60),
        starts=STARTS,
        rooms=ROOMS,
    )


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the seeds of the annealings and, as -1, the exact models that searches make."""
    annealing.make_ready()
    bounding.make_ready()
    made: list[int] = []
    anneal, prove = CoolingSchedule.__init__, ExactSearch.__init__

    def cooling(self: CoolingSchedule, model: object, seed: int, *others: object) -> None:
        made.append(seed)
        anneal(self, model, seed, *others)  # type: ignore[arg-type]

    def proving(self: ExactSearch, *arguments: object) -> None:
        made.append(-1)
        prove(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(CoolingSchedule, "__init__", cooling)
    monkeypatch.setattr(ExactSearch, "__init__", proving)
    return made


def _searched(made: Problem, portfolio: PortfolioParams = DEFAULTS.portfolio) -> Answer:
    return search(
        made, Effort(time_limit=LIMIT, workers=2), params=SearchParams(portfolio=portfolio)
    )


def test_where_pairs_are_all_that_costs_two_anneal(builds: list[int]) -> None:
    answer = _searched(full())
    assert answer.schedule is not None
    assert answer.bound is not None
    assert len(set(builds)) == 2
    assert -1 not in builds


def test_where_more_than_pairs_costs_one_proves(builds: list[int]) -> None:
    answer = _searched(full(Distinct("rooms", TALKS[:2])))
    assert answer.schedule is not None
    assert -1 in builds
    assert set(builds) == {0, -1}


@pytest.mark.parametrize(("seconds", "proves"), [(1e9, False), (0.0, True)])
def test_a_large_problem_is_proved_only_if_there_is_time(
    builds: list[int], seconds: float, proves: bool
) -> None:
    """Else two anneal; any problem is large here, and takes so many seconds for each of its numbers."""
    portfolio = PortfolioParams(large=0, proving=seconds)
    answer = _searched(full(Distinct("rooms", TALKS[:2])), portfolio)
    assert answer.schedule is not None
    assert (-1 in builds) is proves
    assert len(set(builds) - {-1}) == (1 if proves else 2)


def test_a_problem_that_is_not_large_is_proved_however_short_the_time(
    builds: list[int],
) -> None:
    _searched(full(Distinct("rooms", TALKS[:2])), PortfolioParams(proving=1e9))
    assert -1 in builds


class _Slow(Engines):
    """Engines of which there is no time to lay out a second annealing."""

    def _laid_out(self, seed: int) -> tuple[CoolingSchedule, float]:
        return super()._laid_out(seed)[0], np.inf


def test_where_there_is_no_time_for_a_second_annealing_the_first_goes_on(
    builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the end: nothing is proved, and nobody else searches."""
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", np.inf)  # however slow the machine is
    budget = Budget(0.2, reproducible=True, stop=threading.Event())
    model = prepared(full())
    task = Task(model, Objective(model), budget, SearchState(budget, nobody), seed=0, workers=2)
    Portfolio(_Slow(task)).run(side_by_side(task.params.portfolio))
    assert builds == [0]
    assert budget.over


def test_the_last_run_of_annealing_ends_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    heats: list[float] = []
    sweep = Annealer.sweep

    def noting(self: Annealer, temperature: float, fine: float, over: Callable[[], bool]) -> None:
        heats.append(temperature / self.spread)
        sweep(self, temperature, fine, over)

    monkeypatch.setattr(Annealer, "sweep", noting)
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", np.inf)  # however slow the machine is
    cooling = CoolingSchedule(prepared(full()), 0, None)
    budget = Budget(0.05, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda _places, _penalty: None, lambda: False, latest=lambda: None)
    assert len(heats) > 100
    assert heats[-1] < 1.5 * RESTARTS.last_temperature


def test_runs_in_vain_are_followed_by_hotter_ones_on_a_full_board(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Up to a point, and then by longer ones; one that finds something is followed by a long and cool one."""
    cooling = CoolingSchedule(prepared(full()), 0, None)
    runs: list[tuple[float, int]] = []
    best = [100]

    def cool(_: CoolingSchedule, run: Any, *_others: object) -> None:
        least = RESTARTS.first_sweeps * RESTARTS.cold_sweeps
        runs.append((run.heat / RESTARTS.cold.temperature, run.sweeps // least))
        best[0] -= len(runs) == 7

    monkeypatch.setattr(CoolingSchedule, "_cool", cool)
    monkeypatch.setattr(Annealer, "settling", property(lambda _: True))
    monkeypatch.setattr(Annealer, "best", property(lambda _: (0, best[0])))
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    for number in (2, 6):  # However often it is asked to go on.
        cooling.run(budget, lambda *_: None, lambda: False, latest=lambda: None, runs=number)
    heats, lengths = zip(*runs, strict=True)
    assert heats == pytest.approx((1, 3, 9, 27, 1, 3, 9, 1))
    assert lengths == (1, 1, 1, 1, 2, 2, 2, 4)


@pytest.mark.parametrize(("repeating", "again"), [(True, 2), (False, 0)])
def test_a_restart_that_has_found_something_is_made_again(
    monkeypatch: pytest.MonkeyPatch, repeating: bool, again: int
) -> None:
    """As long as it pays; then the next one has its turn, and all of them before runs get longer."""
    restarts = replace(RESTARTS, repeating=repeating)
    params = replace(DEFAULTS.annealing, restarts=restarts)
    cooling = CoolingSchedule(prepared(full()), 0, None, params=params)
    runs: list[tuple[float, int]] = []
    best = [100]

    def cool(_: CoolingSchedule, run: Any, *_others: object) -> None:
        runs.append((run.heat, run.sweeps))
        best[0] -= len(runs) in (2, 3)

    monkeypatch.setattr(CoolingSchedule, "_cool", cool)
    monkeypatch.setattr(Annealer, "full", property(lambda _: False))
    monkeypatch.setattr(Annealer, "best", property(lambda _: (0, best[0])))
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    kinds = [each.temperature for each in (*restarts.hot, *restarts.warm)]
    number = len(kinds) + again + 1
    cooling.run(budget, lambda *_: None, lambda: False, latest=lambda: None, runs=number)
    heats, sweeps = zip(*runs, strict=True)
    assert heats == (kinds[0], *[kinds[1]] * again, *kinds[1:], kinds[0])
    assert sweeps == (*[restarts.first_sweeps] * (number - 1), 2 * restarts.first_sweeps)


def test_what_another_one_has_found_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two annealings go on from the best schedule of both; a run that betters nothing was in vain."""
    cooling = CoolingSchedule(prepared(full()), 0, None)
    best, told = [100], list[int]()

    def reset(*_: object) -> None:
        best[0] -= 1

    def enough(in_vain: int) -> bool:
        told.append(in_vain)
        return False

    monkeypatch.setattr(CoolingSchedule, "_cool", lambda *_: None)
    monkeypatch.setattr(Annealer, "reset", reset)
    monkeypatch.setattr(Annealer, "best", property(lambda _: (0, best[0])))
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda *_: None, lambda: False, lambda: [(0, 0)], runs=3, enough=enough)
    assert told == [1, 2, 3]


def test_a_full_board_is_known_by_what_moves() -> None:
    places = [(number // 4, number % 4) for number in range(len(TALKS))]
    annealer = Annealer(prepared(full()), 0, places)
    assert not annealer.full
    for temperature in np.geomspace(1.0, 0.01, 40).tolist():
        annealer.sweep(temperature * annealer.spread, annealer.spread)
    assert annealer.full


def test_an_empty_board_is_not_full() -> None:
    roomy = problem(*soft(1000, Unfit("unfit", "a", {"A": 1})))
    annealer = Annealer(prepared(roomy), 0, [(0, 0), (0, 0), (0, 0)])
    for temperature in np.geomspace(1.0, 0.01, 40).tolist():
        annealer.sweep(temperature * annealer.spread, annealer.spread)
    assert not annealer.full


def test_a_full_board_ejects_nothing() -> None:
    """Until it is known to be full, and keeps everything, each of its sessions is ejected once in a sweep."""
    places = [(number // 4, number % 4) for number in range(len(TALKS))]
    annealer = Annealer(prepared(full()), 0, places)
    assert annealer.ejections == len(TALKS)
    for temperature in np.geomspace(1.0, 0.01, 40).tolist():
        annealer.sweep(temperature * annealer.spread, annealer.spread)
    assert annealer.ejections == 0


def test_ejections_are_few_before_a_first_schedule_and_never_more_than_so_many() -> None:
    """Three sessions in one room at once break something; three that are apart keep everything."""
    lengths = {f"s{number}": 30 for number in range(2 * MOVES.most_ejections)}
    one_at_a_time = Capacity("room", tuple(map(Use, lengths)), at_most=1)
    starts = range(0, 30 * len(lengths), 30)
    model = prepared(problem(*hard(one_at_a_time), lengths=lengths, starts=starts, rooms=("A",)))
    apart = [(number, 0) for number in range(len(lengths))]
    assert Annealer(model, 0, apart).ejections == MOVES.most_ejections
    few = int(MOVES.first_ejections * len(lengths))
    assert Annealer(model, 0, [(0, 0), *apart[:-1]]).ejections == few


def _named(steps: Sequence[Phase[Engines] | Pair[Engines]]) -> list[Any]:
    """Return the names of phases; those of a pair as two lists."""
    return [
        step.name if isinstance(step, Phase) else (_named(step.here), _named(step.beside))
        for step in steps
    ]


def test_a_search_is_a_sequence_of_phases() -> None:
    """Each engine's as it is documented; with several workers, two at a time."""
    named = {
        (engine, workers): _named(phases_of(engine, workers, DEFAULTS.portfolio))
        for engine in Engine
        for workers in (1, 2)
    }
    assert named[Engine.ANNEALING, 1] == named[Engine.ANNEALING, 2] == ["compilation", "annealing"]
    assert named[Engine.CP_SAT, 1] == ["relaxed models", "first schedule", "proof"]
    assert named[Engine.AUTO, 1] == [
        "beginning of compilation",
        "relaxed models",
        "first proof",
        "compilation",
        "first annealing",
        "annealing to the end",
        "first schedule",
        "first proof",
        "annealing",
        "lower bounds",
        "proof",
    ]
    assert named[Engine.AUTO, 2] == [
        "beginning of compilation",
        (["annealing"], ["relaxed models"]),
        "proof while the fast engine is compiled",
        "first annealing",
        (["first schedule"], ["first schedule"]),
        "layout of annealing",
        (
            ["annealing before the proof", "annealing"],
            ["lower bounds", "second annealing", "proof"],
        ),
    ]
