"""Both voices on random conferences, and random schedules of them."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.engines.counting import Counter
from scheduler.rules import problem_of, with_seats
from tests.agreement.random_conferences import random_conference, random_schedule
from tests.rules.brute import amounts_of
from tests.sampling import TIMES
from tests.voices import differences

SETTINGS = settings(
    derandomize=True,
    database=None,
    max_examples=60 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SCHEDULES = 4


@pytest.mark.slow
@SETTINGS
@given(st.randoms(use_true_random=True))
def test_the_voices_agree_on_random_conferences(rng: Random) -> None:
    """Rule by rule and item by item, wherever the sessions are."""
    instance = random_conference(rng)
    counter = Counter(problem_of(instance))
    for _ in range(SCHEDULES):
        schedule = random_schedule(instance, rng)
        assert differences(instance, counter, schedule) == []


@pytest.mark.slow
@SETTINGS
@given(st.randoms(use_true_random=True))
def test_the_count_is_what_the_definitions_say_of_whole_conferences(rng: Random) -> None:
    """Restriction by restriction, each read minute by minute."""
    instance = random_conference(rng)
    problem, schedule = problem_of(instance), with_seats(random_schedule(instance, rng))
    broken = [(each, amount) for each, amount in amounts_of(problem, schedule) if amount]
    assert [*Counter(problem).amounts(schedule)] == broken
