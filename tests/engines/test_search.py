"""A search as a whole: what it answers, when it ends, and that it is the same again."""

import threading
import time
from random import Random

import pytest

from scheduler.engines.answer import Answer
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.parameters import PortfolioParams, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import ExactEngine
from scheduler.progress import Progress
from scheduler.restrictions import (
    Capacity,
    Distinct,
    Lag,
    LoadQuota,
    Present,
    Problem,
    Stay,
    Unfit,
    Use,
)
from scheduler.solution import Engine, Status, Stop
from tests.engines.kinds import KINDS, WITH_ABSENCE, priced
from tests.engines.problems import (
    checked,
    hard,
    least_penalty,
    placed,
    problem,
    soft,
    span,
    span_of,
)

ENGINES = pytest.mark.parametrize("engine", Engine)
SHORT = {1: 0.1, 2: 1.0}
"""Seconds for a tiny problem by workers: of one, they are of work, which takes many times as long here."""


def crowded(sessions: int = 14, starts: int = 12) -> Problem:
    """Return a problem that is easy to solve somehow, and long to prove: many alike in little room."""
    names = [f"s{number:02}" for number in range(sessions)]
    lengths = {name: 40 + 7 * (number % 5) for number, name in enumerate(names)}
    rng = Random(1)
    apart = [
        Capacity("i", tuple(Use(name) for name in rng.sample(names, 4)), 1) for _ in range(sessions)
    ]
    pairs = [sorted(rng.sample(names, 2)) for _ in range(sessions)]
    lags = [Lag("i", first, then, span_of(30)) for first, then in pairs]
    wishes = [Stay("i", name, (span(60, 150),)) for name in names]
    rooms = Distinct("i", tuple(names[:6]))
    return problem(
        *soft(20, *apart),
        *soft(13, *lags),
        *soft(9, *wishes),
        *soft(500, rooms),
        lengths=lengths,
        starts=range(0, 20 * starts, 20),
    )


def impossible() -> Problem:
    """Return a problem in which each restriction can be kept, but not both."""
    nobody_at_once = Capacity("i", tuple(Use(session) for session in "abc"), 1)
    early = LoadQuota("i", dict.fromkeys("abc", 1), (span(0, 90),), at_least=3)
    # a from 0, b from 30 and c from 90 is the soonest that the last can start, and 90 is too late.
    return problem(*hard(nobody_at_once, early))


def _checked(made: Problem, answer: Answer) -> int:
    """Return the penalty of an answer's schedule, which must be what the answer says."""
    assert checked(made, answer)
    return answer.penalty or 0


@pytest.mark.parametrize("optional", ["", "ac"])
@pytest.mark.parametrize("seed", range(12))
def test_the_exact_engine_finds_the_least_penalty_of_a_mixture(seed: int, optional: str) -> None:
    """Restrictions of every kind at once; impossible if and only if no schedule keeps what is hard."""
    rng, kinds = Random(seed), WITH_ABSENCE if optional else KINDS
    made = problem(
        *(priced(kinds[kind](rng), rng) for kind in rng.sample(sorted(kinds), 5)),
        *soft(700, *(Present("i", session) for session in optional)),
        starts=(0, 30, 90, 120),
        optional=optional,
    )
    least = least_penalty(made)
    answer = search(made, Effort(Engine.CP_SAT, time_limit=20.0))
    assert answer.stop is Stop.PROVED
    if least is None:
        assert answer == Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
    else:
        assert answer.status is Status.OPTIMAL
        assert _checked(made, answer) == answer.bound == least


@ENGINES
def test_one_worker_answers_the_same_twice(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same status, schedule, penalty and bound, for the same work, however long it takes."""
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", 1000.0)
    made, effort = crowded(), Effort(engine, time_limit=0.3, seed=4)
    first = search(made, effort)
    assert search(made, effort) == first
    assert _checked(made, first) > 0


def test_a_seed_makes_a_difference() -> None:
    """Another seed begins elsewhere, and so tells of other schedules on its way."""

    def told(seed: int) -> list[int | None]:
        heard: list[int | None] = []
        effort = Effort(Engine.ANNEALING, time_limit=0.1, seed=seed)
        search(crowded(), effort, watch=lambda progress: heard.append(progress.best))
        return heard

    assert told(1) == told(1)
    assert told(1) != told(2)


@pytest.mark.parametrize("workers", [1, 2])
@ENGINES
def test_whoever_stops_a_search_gets_the_best_so_far(engine: Engine, workers: int) -> None:
    """Long before the time is over."""
    stop, told = threading.Event(), []

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            told.append(progress.best)
            stop.set()

    made, began = crowded(), time.monotonic()
    answer = search(made, Effort(engine, 300.0, workers=workers), watch=watch, stop=stop)
    assert time.monotonic() - began < 30
    assert answer.status is Status.FEASIBLE
    assert answer.stop is Stop.INTERRUPTED
    assert _checked(made, answer) == min(told)


def test_a_first_schedule_that_is_easy_needs_no_exact_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Building one takes longer than the run of annealing that finds it."""
    built: list[int] = []

    def find_first(_engine: ExactEngine, _until: object, *, spare: int) -> None:
        built.append(spare)
        raise UnfinishedError

    monkeypatch.setattr(ExactEngine, "find_first", find_first)
    easy, hard_to_find = crowded(), impossible()
    large, effort = (
        SearchParams(portfolio=PortfolioParams(small=0)),
        Effort(time_limit=0.5, workers=2),
    )
    assert _checked(easy, search(easy, effort, params=large)) > 0
    assert built == []
    assert search(hard_to_find, effort, params=large).status is Status.UNKNOWN
    assert built == [1]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@ENGINES
def test_a_programme_that_costs_nothing_ends_the_search(engine: Engine, workers: int) -> None:
    """None costs less, whoever has found it; what costs a little is not proved by annealing."""
    free = problem(*soft(9, Stay("i", "a", (span(60, 150),))), lengths={"a": 40, "b": 50})
    answer = search(free, Effort(engine, 300.0, workers=workers))
    assert (answer.status, answer.penalty, answer.bound) == (Status.OPTIMAL, 0, 0)
    assert answer.stop is Stop.PROVED
    dear = problem(*soft(9, Stay("i", "a", (span(60, 90),))), lengths={"a": 40, "b": 50})
    answer = search(dear, Effort(engine, SHORT[workers], workers=workers))
    assert answer.penalty == 90
    assert (answer.bound == 90) is (engine is not Engine.ANNEALING)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", [Engine.CP_SAT, Engine.AUTO])
def test_what_is_impossible_is_proved_so(engine: Engine, workers: int) -> None:
    """By whatever includes the exact engine."""
    answer = search(impossible(), Effort(engine, 20.0, workers=workers))
    assert answer == Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)


@pytest.mark.slow
def test_the_fast_engine_does_not_know_what_is_impossible() -> None:
    """It finds nothing, and says so."""
    answer = search(impossible(), Effort(Engine.ANNEALING, 0.1))
    assert answer == Answer(Status.UNKNOWN, None, None, None, Stop.LIMIT)


@ENGINES
def test_a_session_without_a_place_is_proved_impossible_at_once(engine: Engine) -> None:
    """No room is fit for it."""
    made = problem(*hard(Unfit("i", "b", dict.fromkeys("ABC", 1))))
    answer = search(made, Effort(engine))
    assert answer == Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)


@pytest.mark.parametrize("workers", [1, 2])
@ENGINES
def test_no_bound_is_above_the_least_penalty(engine: Engine, workers: int) -> None:
    """Nor is any that is told on the way; and no penalty told is below it."""
    names = ("a", "b", "c")
    at_once = Capacity("i", tuple(Use(session) for session in names), 1)
    early = Stay("i", "c", (span(0, 60),))
    made = problem(*soft(10, at_once, early, Distinct("i", names)), starts=(0, 30, 60))
    least = least_penalty(made)
    assert least is not None
    heard: list[Progress] = []
    answer = search(made, Effort(engine, SHORT[workers], workers=workers), watch=heard.append)
    assert _checked(made, answer) == least
    assert all(each.bound <= least for each in heard if each.bound is not None)
    assert all(each.best >= least for each in heard if each.best is not None)
    assert answer.bound is None or answer.bound <= least


@ENGINES
def test_a_search_begins_with_the_schedule_it_is_given(engine: Engine) -> None:
    """The first that it tells of costs no more: here it is the only one that costs nothing."""
    places = {"a": "60 C", "b": "90 A", "c": "150 B"}
    minutes = {name: int(place.split()[0]) for name, place in places.items()}
    lengths = {"a": 30, "b": 60, "c": 90}
    wishes = [
        Stay("i", name, (span(start, start + lengths[name]),)) for name, start in minutes.items()
    ]
    rooms = [
        Unfit("i", name, dict.fromkeys(set("ABC") - {place[-1]}, 1))
        for name, place in places.items()
    ]
    heard: list[int | None] = []
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        heard.append(progress.best)
        if progress.best is not None:
            stop.set()

    made = problem(*soft(1, *wishes, *rooms))
    start = placed(**places)
    answer = search(made, Effort(engine, 5.0), start=start, watch=watch, stop=stop)
    assert answer.schedule == start
    assert next(best for best in heard if best is not None) == 0


@ENGINES
def test_a_start_that_breaks_everything_does_no_harm(engine: Engine) -> None:
    """It need not keep a rule, nor lie on possible starts, nor name every session."""
    nobody_at_once = Capacity("i", tuple(Use(session) for session in "abc"), 1)
    made = problem(*hard(nobody_at_once, Unfit("i", "a", {"A": 1})))
    for start in (placed(a="0 A", b="0 A", c="0 A"), placed(a="7 B"), placed(b="0 Z")):
        answer = search(made, Effort(engine, 0.5), start=start)
        assert _checked(made, answer) == 0


def test_a_reproducible_search_counts_its_work() -> None:
    """Twice the limit is no worse: it begins with the same work."""
    made = crowded()
    short, long = (search(made, Effort(Engine.ANNEALING, seconds)) for seconds in (0.1, 0.4))
    assert _checked(made, long) <= _checked(made, short)
    assert short.stop is long.stop is Stop.LIMIT
