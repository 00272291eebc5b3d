"""The gap reported is honest: no proved optimum is below a reported bound or above a reported penalty."""

from collections import Counter
from dataclasses import replace
from itertools import chain, product
from random import Random

import pytest

from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.restrictions import Problem
from scheduler.rules import problem_of, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine
from scheduler.solving import solve
from tests.agreement.random_conferences import DRAWN, random_schedule
from tests.honesty.conferences import cut_conference, odd_conference
from tests.honesty.reports import Report, lies, sort_of
from tests.honesty.talks import talks
from tests.honesty.truth import Truth, truth_of
from tests.rules.brute import amounts_of
from tests.sampling import TIMES

RARE = (57, 66, 115, 120, 150, 197, 1257)
"""Seeds whose conferences each add a rule, hard or dear, to those before: a new rule asks for others."""
DEAR = (36, 37, 39, 40, 41, 42, 44, 45, 49, 52, 53, 54, 55, 56, 58, 59, 60, 61)
"""Seeds of conferences that cost something, which most of the rare ones do not."""
CONFERENCES = sorted({*range(28 * TIMES), *RARE, *DEAR})
"""Seeds."""
PROVED = (8, 9, 13, 15)
"""Those of which the optimum is proved in a moment: they are searched once more, as long as that takes."""
HASTY = (16, 22, 25, 26)
"""Those that are searched once more by one worker in next to no time, which finds a programme and proves
nothing, on any machine."""
SEARCHES = (1, 2)
"""Of each conference, by chance."""
LIMITS = {0.01: 20, 0.05: 10, 0.2: 4, 1.0: 1}
"""Seconds, and how often: most are too few for a proof."""
WAYS = (
    (Engine.AUTO, 1),
    (Engine.AUTO, 1),
    (Engine.AUTO, 2),
    (Engine.CP_SAT, 1),
    (Engine.CP_SAT, 2),
    (Engine.ANNEALING, 1),
)
"""Engines and numbers of workers."""
SORTS = ("optimal", "infeasible", "unknown", "gap below", "gap below above")
"""Reports without which a sample would test nothing."""
PROBLEMS_OF_TALKS = 20 * TIMES


def _conference(seed: int) -> Instance:
    return (odd_conference if seed % 5 < 3 else cut_conference)(seed)


def _effort(rng: Random) -> Effort:
    engine, workers = rng.choice(WAYS)
    (limit,) = rng.choices([*LIMITS], [*LIMITS.values()])
    return Effort(engine, limit, rng.randrange(100), workers)


def _of_conference(instance: Instance, rng: Random, truth: Truth | None, effort: Effort) -> Report:
    """Search from nothing, from anything, or from the best there is."""
    heard = list[Progress]()
    best = None if truth is None else truth.schedule
    starts: list[Schedule | None] = [None, None, random_schedule(instance, rng), best]
    start = rng.choice(starts)
    solution = solve(
        instance,
        engine=effort.engine,
        time_limit=effort.time_limit,
        seed=effort.seed,
        workers=effort.workers,
        start=start,
        watch=heard.append,
    )
    if solution.schedule is not None:
        evaluation = evaluate(instance, solution.schedule)
        assert evaluation.forbidden == ()
        assert evaluation.penalty == solution.penalty
    return Report(f"{effort}, started: {start is not None}", heard, solution)


def _truth_of_conference(instance: Instance) -> Truth | None:
    """Return the truth, whose schedule costs what the evaluation says."""
    found = truth_of(problem_of(instance))
    if found is None:
        return None
    truth = replace(found, schedule=without_seats(found.schedule))
    evaluation = evaluate(instance, truth.schedule)
    assert evaluation.forbidden == ()
    assert evaluation.penalty == truth.least
    return truth


@pytest.mark.slow
def test_no_report_denies_what_is_proved() -> None:
    """Whatever engine, threads, time and start; the sample has all sorts of reports."""
    found: list[str] = []
    sorts, dear = Counter[str](), 0
    for seed in CONFERENCES:
        rng, instance = Random(seed), _conference(seed)
        truth = _truth_of_conference(instance)
        dear += truth is not None and truth.least > 0
        drawn = (_effort(rng) for _ in range(rng.choice(SEARCHES)))
        more = [Effort(time_limit=30.0)] * (seed in PROVED)
        more += [Effort(Engine.CP_SAT, 0.05, 0, workers=1)] * (seed in HASTY)
        for effort in chain(drawn, more):
            report = _of_conference(instance, rng, truth, effort)
            sorts[sort_of(report, truth)] += 1
            found += [f"conference {seed}: {lie}" for lie in lies(report, truth)]
    assert found == []
    assert [sort for sort in SORTS if sorts[sort] < 3] == []
    assert dear > len(CONFERENCES) / 2


@pytest.mark.slow
def test_the_sample_speaks_of_every_rule() -> None:
    """Each rule that is drawn is hard in some conferences, and has a price in others."""
    problems = [problem_of(_conference(seed)) for seed in CONFERENCES]
    said = {(each.rule, each.price is None) for made in problems for each in made.priced}
    assert said == {*product(DRAWN, (True, False))}


def _costs(problem: Problem, schedule: Schedule) -> int:
    """Return what a schedule costs by the definitions of the restrictions; it keeps what is hard."""
    amounts = [(each.price, amount) for each, amount in amounts_of(problem, schedule)]
    assert not any(amount for price, amount in amounts if price is None)
    return sum(price * amount for price, amount in amounts if price is not None)


def _of_talks(problem: Problem, rng: Random, truth: Truth | None) -> Report:
    effort, heard = _effort(rng), list[Progress]()
    start = truth.schedule if truth is not None and rng.random() < 0.2 else None
    answer = search(problem, effort, start=start, watch=heard.append)
    if answer.schedule is not None:
        assert _costs(problem, answer.schedule) == answer.penalty
    return Report(f"{effort}, started: {start is not None}", heard, answer)


@pytest.mark.slow
def test_no_report_on_talks_denies_what_is_proved() -> None:
    """Where bounds come from pairs, and from the linear relaxation."""
    found: list[str] = []
    sorts = Counter[str]()
    for seed in range(PROBLEMS_OF_TALKS):
        rng = Random(seed)
        problem = talks(rng)
        truth = truth_of(problem)
        if truth is not None:
            assert _costs(problem, truth.schedule) == truth.least
        for _ in range(rng.choice(SEARCHES)):
            report = _of_talks(problem, rng, truth)
            sorts[sort_of(report, truth)] += 1
            found += [f"talks {seed}: {lie}" for lie in lies(report, truth)]
    assert found == []
    assert sorts["optimal"]
    assert sorts["gap below above"]
