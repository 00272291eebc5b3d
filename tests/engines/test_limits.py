"""A limit is kept while a search is built up, too: what takes long looks whether it is over."""

import threading
from collections.abc import Callable

import numpy as np
import pytest

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.answer import SearchState
from scheduler.engines.bounding.lagrangian import Lagrangian
from scheduler.engines.budget import BEYOND, Budget
from scheduler.engines.cp_sat.search import DETERMINISTIC, LARGE, SLOWER, ExactSearch
from scheduler.engines.interruption import UnfinishedError, never
from scheduler.engines.model import prepared
from scheduler.engines.pair_tables import can_be_close
from scheduler.engines.parameters import (
    AnnealingParams,
    MoveParams,
    PortfolioParams,
    SearchParams,
)
from scheduler.engines.searching import Effort, search
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


@pytest.mark.parametrize(
    ("lay_out", "questions"),
    [
        (lambda ask: prepared(talks(), ask), len(TALKS)),
        (lambda ask: CoolingSchedule(prepared(talks()), 0, None, ask), 10 + len(TALKS)),
        (lambda ask: Lagrangian(prepared(talks()), ask), 10 + len(TALKS)),
    ],
    ids=["problem", "annealing", "bound"],
)
def test_what_takes_long_is_laid_out_only_as_long_as_somebody_waits(
    lay_out: Callable[[_After], object], questions: int
) -> None:
    """It asks at each session and, but for the problem itself, at each restriction at least."""
    patient = _After(float("inf"))
    lay_out(patient)
    assert patient.asked >= questions
    with pytest.raises(UnfinishedError):
        lay_out(_After(patient.asked - 1))


def test_a_sweep_in_parts_is_the_whole_sweep() -> None:
    """However often it looks whether the search is over, it does the same."""
    whole, parts = (_annealer(at_once) for at_once in (10**9, 0))
    looks = 0

    def over() -> bool:
        nonlocal looks
        looks += 1
        return False

    for _ in range(5):
        whole.sweep(1000.0, 1000.0)
        parts.sweep(1000.0, 1000.0, over)
        assert (whole.places, whole.forbidden) == (parts.places, parts.forbidden)
    assert looks > 5 * len(TALKS)


def test_a_sweep_ends_with_the_search() -> None:
    """No session but the first is drawn anew when the search is over with it."""
    annealer = _annealer(0)
    before = annealer.places
    annealer.sweep(1000.0, 1000.0, lambda: True)
    assert sum(one != other for one, other in zip(before, annealer.places, strict=True)) <= 1


def _annealer(at_once: int) -> Annealer:
    """Return an annealer that prices so many places between two looks, or those of one session."""
    params = AnnealingParams(MoveParams(priced_at_once=at_once))
    return Annealer(prepared(talks()), 0, [(0, 0)] * len(TALKS), never, params)


def test_one_worker_builds_no_model_for_which_there_is_no_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was built, and solved for twenty times the limit, whatever the limit was."""
    params = SearchParams(portfolio=PortfolioParams(small=0, large=0, proving=1.0))
    monkeypatch.setattr("scheduler.engines.workers.ExactSearch", None)
    answer = search(talks(), Effort(time_limit=1.0), params=params)
    assert answer.schedule is not None


@pytest.mark.parametrize("length", [30, 60, 90])
@pytest.mark.parametrize("within", [0, 30, 45, 1000])
def test_two_sessions_can_be_close_where_two_of_their_starts_are(length: int, within: int) -> None:
    starts = (0, 60, 120, 240, 390, 600, 1200)
    model = prepared(problem(lengths={"a": length, "b": 45}, starts=starts))
    a, b = model.domains["a"], model.domains["b"]
    for mask in range(1, 2 ** len(starts), 5):
        keep = np.array([bool(mask >> bit & 1) for bit in range(len(starts))])
        for one, other in ((a.only(keep), b.only(~keep)), (b.only(~keep), a.only(keep))):
            assert can_be_close(one, other, within) == any(
                here < there + other.longest + within and there < here + one.longest + within
                for here in one.held
                for there in other.held
            )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_search_that_is_over_before_it_has_begun_knows_nothing(workers: int) -> None:
    stop = threading.Event()
    stop.set()
    answer = search(talks(), Effort(workers=workers), stop=stop)
    assert (answer.status, answer.stop) == (Status.UNKNOWN, Stop.INTERRUPTED)


def test_reading_and_gathering_count_as_part_of_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds to gather the restrictions are gone, after three to read; one worker's limit is work."""
    monkeypatch.setattr("scheduler.solving.time.perf_counter", lambda: 102.0)
    assert _left(60.0, 100.0, workers=2) == (58.0, 2 * JUDGING)
    assert _left(1.0, 100.0, workers=2) == (0.0, 2 * JUDGING)
    assert _left(60.0, 100.0, workers=1) == (60.0, 0.0)
    assert _left(60.0, 100.0, workers=2, since=97.0) == (55.0, 2 * JUDGING)
    assert _left(60.0, 100.0, workers=1, since=97.0) == (60.0, 0.0)


def test_a_search_ends_so_early_that_judging_ends_soon_after_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All but the seconds that are allowed beyond it, and a tenth of the limit at most."""
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: 100.0)

    def left(limit: float, judging: float) -> float:
        budget = Budget(limit, reproducible=False, stop=threading.Event(), judging=judging)
        return budget.left

    assert left(60.0, BEYOND) == 60.0
    assert left(60.0, BEYOND + 2.0) == 58.0
    assert left(20.0, BEYOND + 2.0) == pytest.approx(18.0)
    assert left(20.0, BEYOND + 9.0) == pytest.approx(18.0)


def test_little_is_kept_back_for_judging_before_there_is_a_programme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A tenth of the limit: what is found in the last seconds is better than nothing."""
    now = 100.0
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: now)
    budget = Budget(60.0, reproducible=False, stop=threading.Event(), judging=10.0)
    record, part = SearchState(budget, nobody), budget.share(1.0)
    now = 150.0
    assert budget.left == pytest.approx(4.0)
    assert part.left == pytest.approx(4.0)
    assert part.patience == pytest.approx(4.0)
    record.found([(0, 0)], 1000)
    assert budget.over
    assert (budget.left, part.left, part.patience) == (0.0, 0.0, 0.0)


def test_what_judging_takes_is_kept_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many programmes are found; and a bound is none."""
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: 100.0)
    budget = Budget(60.0, reproducible=False, stop=threading.Event(), judging=10.0)
    record = SearchState(budget, nobody)
    record.bounded(500)
    assert budget.left == pytest.approx(54.0)
    record.found([(0, 0)], 2000)
    record.found([(1, 0)], 1000)
    assert budget.left == 50.0


@pytest.mark.parametrize("engine", list(Engine))
def test_a_search_looks_for_a_programme_until_its_limit_however_long_judging_takes(
    engine: Engine,
) -> None:
    answer = search(talks(), Effort(engine, workers=2, judging=1000.0))
    assert answer.schedule is not None


def test_building_a_model_is_work_and_so_is_beginning_to_search_it() -> None:
    """As much for each variable and constraint, both times; nothing is searched where no work is left."""
    exact = ExactSearch(prepared(talks()), 0, 1)
    assert exact.building > 0

    def worked(seconds: float) -> tuple[Status, float]:
        budget = Budget(seconds, reproducible=True, stop=threading.Event())
        return exact.search(budget, lambda _: None, lambda _: None).status, budget.used

    status, used = worked(exact.building / 2)
    assert status is Status.UNKNOWN
    assert used == pytest.approx(exact.building)
    status, used = worked(60.0)
    assert status is Status.OPTIMAL
    assert used > exact.building


@pytest.mark.parametrize(("size", "slower"), [(LARGE - 1, 1.0), (LARGE, SLOWER)])
def test_work_on_a_large_model_counts_for_more(size: int, slower: float) -> None:
    """From the size on that is large."""
    exact = ExactSearch(prepared(talks()), 0, 1)
    exact._size = size
    assert exact._pace == pytest.approx(DETERMINISTIC / slower)
