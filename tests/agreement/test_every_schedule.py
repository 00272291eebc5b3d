"""Both voices, and both engines, on every schedule of a tiny conference for each rule."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pytest

from scheduler.catalogue import HARD, RULES
from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.instance import Level
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status
from tests.agreement.tiny import TINY
from tests.engines.problems import schedules
from tests.voices import Said, counted, judged, rule_of

WEIGHT = 1.5
"""Level of the rule where it has one: each unit costs 1,500 thousandths."""

by_rule = pytest.mark.parametrize("rule", TINY, scope="module")
"""All tests of a rule are run one after the other, by one process, which tries all schedules once."""


@dataclass(frozen=True)
class _Least:
    """The least of a rule's amount among all schedules of its tiny conference."""

    kept: int | None
    """Among those that keep what is hard beside the rule; None: there are none."""
    any: int
    """Among all."""


@lru_cache(maxsize=1)
def _counted(rule: str) -> Sequence[tuple[Schedule, Said]]:
    """Return what is counted of every schedule."""
    problem = problem_of(TINY[rule].instance(rule, WEIGHT))
    counter = Counter(problem)
    return [(schedule, counted(counter, schedule)) for schedule in schedules(problem)]


@lru_cache(maxsize=1)
def _least(rule: str) -> _Least:
    """Try every schedule."""
    kept, any_ = [], []
    for _, said in _counted(rule):
        amount = sum(priced for _, priced, _ in said.values())
        any_.append(amount)
        if not any(forbidden for forbidden, *_ in said.values()):
            kept.append(amount)
    return _Least(min(kept, default=None), min(any_))


def _answer(rule: str, level: Level, *, kept: bool = True) -> Answer:
    instance = TINY[rule].instance(rule, level, kept=kept)
    return search(problem_of(instance), Effort(Engine.CP_SAT, time_limit=20.0))


def test_every_rule_has_its_tiny_conference() -> None:
    """In the order of the catalogue or not; of agenda items every agenda is tried elsewhere."""
    assert {rule_of(name) for name in TINY} == {
        rule for rule, each in RULES.items() if each.family != "items"
    }


@pytest.mark.slow
@by_rule
def test_the_voices_agree_on_every_schedule(rule: str) -> None:
    """Item by item, and in what it costs; and the schedules are not all alike."""
    instance = TINY[rule].instance(rule, WEIGHT)
    penalties = set()
    for schedule, said in _counted(rule):
        assert said == judged(instance, schedule), schedule
        penalties.add(sum(penalty for *_, penalty in said.values()))
    assert len(penalties) > 1
    assert all(penalty % 1500 == 0 for penalty in penalties)


@by_rule
def test_the_best_schedule_breaks_the_rule_if_the_rest_is_hard(rule: str) -> None:
    """Which the tests below need, to see a penalty at all."""
    assert (_least(rule).kept or 0) > 0


@by_rule
def test_the_exact_engine_finds_the_least_penalty(rule: str) -> None:
    """With what is hard beside the rule, and without."""
    least = _least(rule)
    for amount, kept in ((least.kept, True), (least.any, False)):
        answer = _answer(rule, WEIGHT, kept=kept)
        assert answer.status is Status.OPTIMAL
        assert answer.penalty == answer.bound == 1500 * (amount or 0)


@by_rule
def test_a_hard_rule_is_infeasible_if_no_schedule_keeps_it(rule: str) -> None:
    """And only then."""
    least = _least(rule)
    assert _answer(rule, HARD).status is Status.INFEASIBLE
    alone = _answer(rule, HARD, kept=False).status
    assert alone is (Status.INFEASIBLE if least.any else Status.OPTIMAL)


@by_rule
def test_the_fast_engine_finds_the_least_penalty(rule: str) -> None:
    """It is stopped as soon as it has, which takes no time."""
    best = 1500 * (_least(rule).kept or 0)
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None and progress.best <= best:
            stop.set()

    problem = problem_of(TINY[rule].instance(rule, WEIGHT))
    effort = Effort(Engine.ANNEALING, time_limit=5.0)
    assert search(problem, effort, watch=watch, stop=stop).penalty == best
