"""What each place of one session would cost, against the count of whole schedules."""

from random import Random

import pytest

from scheduler.engines import Counter
from scheduler.engines.pricing import places_of, with_place
from scheduler.restrictions import Problem
from scheduler.schedule import Assignment, Schedule
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import LENGTHS, anywhere

DRAWS = 25


def _counted(problem: Problem, schedule: Schedule) -> tuple[int, int]:
    """Return the forbidden amount and the penalty of a schedule."""
    found = [*Counter(problem).amounts(schedule)]
    forbidden = sum(amount for priced, amount in found if priced.price is None)
    return forbidden, sum(amount * (priced.price or 0) for priced, amount in found)


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_places_differ_by_what_schedules_differ_by(kind: str, optional: str) -> None:
    """For each session of random problems, its places forbidden by itself aside."""
    rng, seen = Random(kind), 0
    for _ in range(DRAWS):
        made = random_problem(kind, rng, number=3, optional=optional)
        schedule = anywhere(made, rng)
        for session in LENGTHS:
            places = places_of(made, schedule, session)
            apart = set()
            for place in places:
                there = Assignment(session, place.start, place.room)
                forbidden, penalty = _counted(made, with_place(schedule, there))
                apart.add((forbidden - place.forbidden, penalty - place.penalty))
            assert len(apart) <= 1
            assert places == sorted(places, key=lambda p: (p.forbidden, p.penalty, p.start))
            seen += len({(place.forbidden, place.penalty) for place in places}) > 1
    assert seen or kind == "present"
