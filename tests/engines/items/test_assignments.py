"""Agendas by the exact model against all agendas that there could be, and both voices on each of these."""

import random
from itertools import islice

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.items.search import assign_alone
from scheduler.engines.searching import Effort
from scheduler.evaluation import about_agendas, evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from tests.agendas import drawn, every_agenda
from tests.conference import at
from tests.sampling import TIMES
from tests.voices import differences

MOST = 2000
"""Agendas of a conference that are looked at, at most."""


def somewhere(instance: Instance, chance: random.Random) -> Schedule:
    """Place each session at one of a few times, so that some are at once."""
    times = ["Mon 09:00", "Mon 09:30", "Mon 14:00", "Tue 09:00"]
    return Schedule.of(
        Assignment(each.id, at(instance, chance.choice(times)), room)
        for each, room in zip(instance.sessions, "ABA", strict=True)
    )


@pytest.mark.parametrize("seed", range(12 * TIMES))
def test_both_voices_count_the_same_on_each_agenda(seed: int) -> None:
    """Item by item, whatever is broken."""
    chance = random.Random(seed)
    instance = drawn(chance)
    counter, schedule = Counter(problem_of(instance)), somewhere(instance, chance)
    everything = [*every_agenda(instance, schedule)]
    for each in chance.sample(everything, min(60, len(everything))):
        assert not differences(instance, counter, each)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12 * TIMES))
def test_no_agenda_is_better_than_the_one_that_is_proved_best(seed: int) -> None:
    """Or there is none that keeps every hard rule; where steps of ten minutes say all, it is just as good."""
    chance = random.Random(100 + seed)
    everything: list[Schedule] = []
    while not 0 < len(everything) <= MOST:
        instance = drawn(chance)
        schedule = somewhere(instance, chance)
        everything = [*islice(every_agenda(instance, schedule), MOST + 1)]
    evaluations = (evaluate(instance, each) for each in everything)
    best = min((each.penalty for each in evaluations if not _agenda_broken(each)), default=None)
    answer = assign_alone(problem_of(instance), schedule, Effort(time_limit=30.0))
    if best is None:
        assert answer.status is Status.INFEASIBLE
        return
    assert answer.status is Status.OPTIMAL
    assert answer.schedule is not None
    found = evaluate(instance, answer.schedule)
    assert not _agenda_broken(found)
    assert answer.penalty == answer.bound == found.penalty
    assert found.penalty <= best
    exact = all(each.parts == 1 and not each.settled for each in instance.items)
    if exact and instance.level("items_unbalanced", "com") == "off":
        assert found.penalty == best


def _agenda_broken(evaluation: Evaluation) -> bool:
    """Tell whether a hard rule about items is broken; those about sessions may be."""
    return any(map(about_agendas, evaluation.forbidden))
