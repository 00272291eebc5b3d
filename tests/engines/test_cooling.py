"""Runs of annealing: how hot they begin, how they follow one another, and what boards they are on."""

import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.cooling_schedule import SILENT
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.restrictions import Capacity, Unfit, Use
from tests.engines.full_board import TALKS, full
from tests.engines.problems import hard, problem, soft

MOVES, RESTARTS = DEFAULTS.annealing.moves, DEFAULTS.annealing.restarts


def test_the_last_run_of_annealing_ends_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    heats: list[float] = []
    sweep = Annealer.sweep

    def noting(self: Annealer, temperature: float, *others: Any) -> None:
        heats.append(temperature / self.spread)
        sweep(self, temperature, *others)

    monkeypatch.setattr(Annealer, "sweep", noting)
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", np.inf)  # however slow the machine is
    cooling = CoolingSchedule(prepared(full()), 0, None)
    budget = Budget(0.05, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda _places, _penalty: None, lambda: False, latest=lambda: None)
    assert len(heats) > 100
    assert heats[-1] < 1.5 * RESTARTS.last_temperature


@pytest.mark.parametrize(("repeated", "again"), [(0.009, 2), (0.011, 0), (1.0, 0)])
def test_a_restart_that_has_found_enough_is_made_again(
    monkeypatch: pytest.MonkeyPatch, repeated: float, again: int
) -> None:
    """As long as it pays, here 1 of 100; then the next one has its turn, and all before runs get longer."""
    restarts = replace(RESTARTS, repeated=repeated)
    params = replace(DEFAULTS.annealing, restarts=restarts)
    cooling = CoolingSchedule(prepared(full()), 0, None, params=params)
    runs: list[tuple[float, int]] = []
    best = [100]

    def cool(_: CoolingSchedule, run: Any, *_others: object) -> None:
        runs.append((run.heat, run.sweeps))
        best[0] -= len(runs) in (2, 3)

    monkeypatch.setattr(CoolingSchedule, "_cool", cool)
    monkeypatch.setattr(Annealer, "best", property(lambda _: (0, best[0])))
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    kinds = [*restarts.hot, *restarts.warm]
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


def _each_sweep_betters(monkeypatch: pytest.MonkeyPatch, best: list[int]) -> None:
    def sweep(*_: object) -> None:
        best[:] = [0, best[1] - 1]

    monkeypatch.setattr(Annealer, "sweep", sweep)
    monkeypatch.setattr(Annealer, "best", property(lambda _: tuple(best)))


def test_of_many_better_schedules_of_a_run_some_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sweep betters; what a run ends with is always told."""
    params = replace(DEFAULTS.annealing, restarts=replace(RESTARTS, first_sweeps=30, mending=0))
    cooling = CoolingSchedule(prepared(full()), 0, None, params=params)
    best, told = [0, 1000], list[int]()
    _each_sweep_betters(monkeypatch, best)
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda *_: told.append(best[1]), lambda: False, lambda: None, runs=1)
    assert told == [1000, 1000 - SILENT, 1000 - 2 * SILENT, 970]


def test_what_the_first_run_ends_with_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds something that keeps everything, and betters it at once."""
    cooling, best, told = CoolingSchedule(prepared(full()), 0, None), [1, 9], list[int]()
    _each_sweep_betters(monkeypatch, best)

    def three(*given: Any) -> None:
        for _ in range(3):
            cooling._sweep(1.0, 1.0, *given)

    cooling._tries = iter([three])
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda *_: told.append(best[1]), lambda: False, lambda: None, runs=1)
    assert told == [8, 6]


def _crowded() -> Model:
    apart = Capacity("A", (Use("a"), Use("b")), at_most=1)
    return prepared(problem(*hard(apart), *soft(1000, Unfit("unfit", "c", {"A": 1}))))


@pytest.mark.parametrize(("mending", "penalty"), [(24, 0), (0, 1000)])
def test_what_a_run_leaves_broken_is_mended(
    monkeypatch: pytest.MonkeyPatch, mending: int, penalty: int
) -> None:
    """A run leaves two sessions at once in a room, but the third where it costs nothing."""
    params = replace(DEFAULTS.annealing, restarts=replace(RESTARTS, mending=mending))
    kept, broken = [(0, 0), (1, 0), (0, 0)], [(0, 0), (0, 0), (0, 1)]
    cooling = CoolingSchedule(_crowded(), 0, kept, params=params)
    monkeypatch.setattr(CoolingSchedule, "_cool", lambda self, *_: self._annealer.reset(broken))
    budget = Budget(60.0, reproducible=True, stop=threading.Event())
    cooling.run(budget, lambda *_: None, lambda: False, lambda: kept, runs=1)
    assert cooling._annealer.best == (0, penalty)


def test_a_sweep_that_skips_all_draws_what_breaks_something() -> None:
    """The third session, which breaks nothing, stays where it costs most."""
    moves = replace(MOVES, most_exchanges=0, first_ejections=0.0, most_ejections=0)
    places, params = [(0, 0)] * 3, replace(DEFAULTS.annealing, moves=moves)
    annealer = Annealer(_crowded(), 0, places, params=params)
    for _ in range(20):
        annealer.sweep(1.0, 1e6, skipped=1.0)
    assert (annealer.forbidden, annealer.penalty) == (0, 1000)


def _cool_down(annealer: Annealer) -> None:
    for temperature in np.geomspace(1.0, 0.01, 40).tolist():
        annealer.sweep(temperature * annealer.spread, annealer.spread)


def test_a_full_board_is_known_by_what_moves_and_ejects_nothing() -> None:
    """Until it is known to be full, and keeps everything, each of its sessions is ejected once in a sweep."""
    places = [(number // 4, number % 4) for number in range(len(TALKS))]
    annealer = Annealer(prepared(full()), 0, places)
    assert (annealer.full, annealer.ejections) == (False, len(TALKS))
    _cool_down(annealer)
    assert (annealer.full, annealer.ejections) == (True, 0)


def test_an_empty_board_is_not_full() -> None:
    roomy = problem(*soft(1000, Unfit("unfit", "a", {"A": 1})))
    annealer = Annealer(prepared(roomy), 0, [(0, 0), (0, 0), (0, 0)])
    _cool_down(annealer)
    assert not annealer.full


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
