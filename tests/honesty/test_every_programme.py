"""What is proved of a tiny conference is true of all its programmes, each of which is tried."""

from collections import Counter as Tally
from collections.abc import Iterator
from itertools import islice, product
from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Engine
from scheduler.solving import solve
from tests.honesty.reports import Report, lies, sort_of
from tests.honesty.tiny_conferences import DRAWN, every_programme, tiny_conference
from tests.honesty.truth import Truth
from tests.sampling import TIMES
from tests.voices import differences

OF_A_PART = 10
"""Conferences that are tried one after the other."""
PARTS = [0, *(pytest.param(each, marks=pytest.mark.slow) for each in {226, *range(1, 50 * TIMES)})]
ENGINES = (Engine.AUTO, Engine.CP_SAT)
COUNTED = 12
"""Programmes of a conference, at most, that the engines count rule by rule."""


def _conferences(part: int) -> Iterator[tuple[int, Instance]]:
    return (
        (seed, tiny_conference(Random(seed)))
        for seed in range(part * OF_A_PART, (part + 1) * OF_A_PART)
    )


def _judged(instance: Instance) -> dict[Schedule, int | None]:
    """Return the penalty of each programme by the evaluation; None if it breaks a hard rule."""
    evaluations = ((each, evaluate(instance, each)) for each in every_programme(instance))
    return {each: None if found.forbidden else found.penalty for each, found in evaluations}


def _best(judged: dict[Schedule, int | None]) -> Truth | None:
    kept = {each: penalty for each, penalty in judged.items() if penalty is not None}
    return min((Truth(*each) for each in kept.items()), key=lambda each: each.least, default=None)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_proved_is_true_of_every_programme(part: int) -> None:
    """Proofs hold, and engines count programmes as they are judged, also if amounts cancel out (226)."""
    found, sorts = list[str](), Tally[str]()
    for seed, instance in _conferences(part):
        judged = _judged(instance)
        truth, counter = _best(judged), Counter(problem_of(instance))
        for each in islice(judged, 0, None, 1 + len(judged) // COUNTED):
            found += [f"{seed}: {said}" for said in differences(instance, counter, each)]
        for engine in ENGINES:
            heard = list[Progress]()
            end = solve(instance, engine=engine, time_limit=0.2, workers=1, watch=heard.append)
            report = Report(engine, heard, end)
            sorts[sort_of(report, truth)] += 1
            found += [f"{seed}: {lie}" for lie in lies(report, truth)]
            if end.schedule is not None and judged.get(end.schedule) != end.penalty:
                found.append(f"{seed}: {engine} has a programme that is none, or at another price")
    assert found == []
    assert sorts["optimal"] > 1


def test_the_conferences_speak_of_every_rule() -> None:
    """Each rule that is drawn is hard in some conferences, and has a price in others."""
    problems = [problem_of(tiny_conference(Random(seed))) for seed in range(150)]
    said = {(each.rule, each.price is None) for made in problems for each in made.priced}
    said |= {(each.rule, each.price is None) for made in problems for each in made.tasks.priced}
    assert said == {*product(DRAWN, (True, False))}
