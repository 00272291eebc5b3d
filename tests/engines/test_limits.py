"""A limit is kept while a search is built up, too: what takes long looks whether it is over."""

import threading

import pytest

from scheduler.engines.annealing import Cooling
from scheduler.engines.model import prepared
from scheduler.engines.searching import Effort, search
from scheduler.engines.unfinished import UnfinishedError
from scheduler.restrictions import Capacity, Problem, Use
from scheduler.solution import Status, Stop
from scheduler.solving import LEAST, _for_search
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


def test_gathering_and_judging_count_as_part_of_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds to gather the restrictions, four times as many to judge: ten of sixty are gone."""
    monkeypatch.setattr("scheduler.solving.time.perf_counter", lambda: 102.0)
    assert _for_search(60.0, 100.0, workers=2) == 50.0
    assert _for_search(5.0, 100.0, workers=2) == LEAST * 5.0
    assert _for_search(60.0, 100.0, workers=1) == 60.0
