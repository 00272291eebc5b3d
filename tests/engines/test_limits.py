"""A limit is kept while a search is built up, too: what takes long looks whether it is over."""

import threading

import pytest

from scheduler.engines.annealing import Cooling
from scheduler.engines.budget import Budget
from scheduler.engines.model import prepared
from scheduler.engines.record import Record
from scheduler.engines.searching import Effort, search
from scheduler.engines.unfinished import UnfinishedError
from scheduler.progress import nobody
from scheduler.restrictions import Capacity, Problem, Use
from scheduler.solution import Engine, Status, Stop
from scheduler.solving import JUDGING, _left
from tests.engines.problems import hard, problem

TALKS = tuple(f"talk-{number}" for number in range(30))


def talks() -> Problem:
    """Thirty talks, ten speakers with three each."""
    speakers = [tuple(Use(talk) for talk in TALKS[number::10]) for number in range(10)]
    return problem(
        *hard(*(Capacity(str(number), uses, 1) for number, uses in enumerate(speakers))),
        lengths=dict.fromkeys(TALKS, 60),
        starts=tuple(range(0, 360, 60)),
        rooms=("A", "B"),
    )


class _After:
    """Says that it is over after so many questions."""

    def __init__(self, questions: float) -> None:
        self.left = questions
        self.asked = 0

    def __call__(self) -> None:
        self.asked += 1
        self.left -= 1
        if self.left < 0:
            raise UnfinishedError


def test_a_problem_is_prepared_only_as_long_as_somebody_waits() -> None:
    """It asks at each session at least."""
    patient = _After(float("inf"))
    prepared(talks(), patient)
    assert patient.asked >= len(TALKS)
    with pytest.raises(UnfinishedError):
        prepared(talks(), _After(patient.asked - 1))


def test_annealing_is_laid_out_only_as_long_as_somebody_waits() -> None:
    """It asks at each restriction and each session at least."""
    patient, model = _After(float("inf")), prepared(talks())
    Cooling(model, 0, None, patient)
    assert patient.asked >= 10 + len(TALKS)
    with pytest.raises(UnfinishedError):
        Cooling(model, 0, None, _After(patient.asked - 1))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_search_that_is_over_before_it_has_begun_knows_nothing(workers: int) -> None:
    stop = threading.Event()
    stop.set()
    answer = search(talks(), Effort(workers=workers), stop=stop)
    assert (answer.status, answer.stop) == (Status.UNKNOWN, Stop.INTERRUPTED)


def test_gathering_counts_as_part_of_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds to gather the restrictions are gone; with one worker, the limit is work."""
    monkeypatch.setattr("scheduler.solving.time.perf_counter", lambda: 102.0)
    assert _left(60.0, 100.0, workers=2) == (58.0, 2 * JUDGING)
    assert _left(1.0, 100.0, workers=2) == (0.0, 2 * JUDGING)
    assert _left(60.0, 100.0, workers=1) == (60.0, 0.0)


def test_nothing_is_kept_back_for_judging_before_there_is_a_programme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: now)
    budget = Budget(60.0, reproducible=False, stop=threading.Event(), judging=10.0)
    record, part = Record(budget, nobody), budget.share(1.0)
    now = 155.0
    assert (budget.left, part.left, part.patience) == (5.0, 5.0, 5.0)
    record.found([(0, 0)], 1000)
    assert budget.over
    assert (budget.left, part.left, part.patience) == (0.0, 0.0, 0.0)


def test_what_judging_takes_is_kept_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many programmes are found; and a bound is none."""
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: 100.0)
    budget = Budget(60.0, reproducible=False, stop=threading.Event(), judging=10.0)
    record = Record(budget, nobody)
    record.bounded(500)
    assert budget.left == 60.0
    record.found([(0, 0)], 2000)
    record.found([(1, 0)], 1000)
    assert budget.left == 50.0


@pytest.mark.parametrize("engine", list(Engine))
def test_a_search_looks_for_a_programme_until_its_limit_however_long_judging_takes(
    engine: Engine,
) -> None:
    answer = search(talks(), Effort(engine, workers=2, judging=1000.0))
    assert answer.schedule is not None
