"""Generated conferences that meet for half-days, with sessions moved: both voices, and rosters."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.engines.counting import Counter
from scheduler.instance import Instance
from scheduler.rosters import rostered
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.sources import read_instance_text
from tests.sampling import TIMES
from tests.voices import differences, judged

pytestmark = pytest.mark.slow

MUTANTS = 15 * TIMES


@cache
def made(seed: int) -> tuple[Instance, Schedule]:
    """Return a tight conference of 50 sessions, and its planted programme."""
    conference = generate(Wanted("made-up", 50, 1, seed, half_days=True))
    return read_instance_text(conference.text.encode(), "made-up.yaml"), conference.planted


@pytest.mark.parametrize("seed", range(4))
def test_the_voices_agree_where_half_days_are_moved(seed: int) -> None:
    """Half of what is moved is a committee, to a time around a break; many mutants have too few teams."""
    instance, planted = made(seed)
    problem, rng = problem_of(instance), Random(seed)
    counter = Counter(problem)
    breaks = [pause for each in next(iter(problem.breaks.values())) for pause in each.pauses]
    interpreted = [
        each
        for each in planted.assignments
        if instance.session_by_id[each.session].interpretation is not None
    ]
    short = 0
    for _ in range(MUTANTS):
        schedule = planted
        for moved in rng.sample(interpreted, 3):
            minutes = rng.choice((-150, -90, -60, -15, 0, 15))
            start = rng.choice(breaks)[0] + timedelta(minutes=minutes)
            others = (each for each in schedule.assignments if each.session != moved.session)
            schedule = Schedule.of((*others, replace(moved, start=start)))
        assert differences(instance, counter, schedule) == []
        short += has_roster_unless_exceeded(instance, schedule)
    assert 0 < short < MUTANTS


def has_roster_unless_exceeded(instance: Instance, schedule: Schedule) -> bool:
    """Assert that pools have rosters, without faults, exactly where teams suffice; tell if any do not."""
    roster = rostered(instance, schedule)
    exceeded = {item for (rule, item) in judged(instance, schedule) if rule == "teams_exceeded"}
    served = {
        instance.session_by_id[each.session].interpretation for each in schedule.assignments
    } - {None}
    assert {duty.pool for duty in roster.roster} == served - exceeded
    assert judged(instance, roster) == judged(instance, schedule)  # the roster adds no fault
    return bool(exceeded)
