"""What the annealer says that a place costs, against the engines' own count."""

from random import Random

import numpy as np
import pytest

from scheduler.engines.annealing import moves
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.counting import Counter
from scheduler.engines.model import Model, Places, prepared
from scheduler.restrictions import Problem
from tests.engines.kinds import KINDS, KINDS_AND_OPTIONAL, random_breaks, random_problem
from tests.engines.problems import problem
from tests.sampling import TIMES

DRAWS = 12 * TIMES
MOVES = 6

WEIGHED = "capacity", "lag", "quota", "presence", "seats"
"""Kinds that get dearer while they are broken."""


def _random_places(annealed: Model, rng: Random) -> Places:
    """Return a place for each session, at random from its domain."""
    places: list[tuple[int, int]] = []
    for domain in annealed.domains.values():
        start, room = rng.choice(np.argwhere(domain.allowed).tolist())
        places.append((start, room))
    return places


def _compare_prices(annealer: Annealer, model: Model, counter: Counter, session: int) -> None:
    """Compare the prices of all places of a session with each other, and with the count."""
    forbidden, penalty = annealer.prices(session)
    counted = []
    for start, room in np.argwhere(annealer.domains[session].allowed).tolist():
        places = list(annealer.places)
        places[session] = start, room
        counted.append((annealer.numbered(places)[session], *counter.cost(model.schedule(places))))
    first = counted[0]
    for place, units, paid in counted:
        assert penalty[place] - penalty[first[0]] == paid - first[2]
        # A forbidden meeting, room or hour may weigh more or less than a minute, but it does weigh.
        if units == 0:
            assert forbidden[place] == forbidden.min()
        elif first[1] == 0:
            assert forbidden[place] > forbidden[first[0]]


def _walk(made: Problem, seed: int) -> bool:
    """Move sessions about at random; tell whether there was anything to move."""
    model, rng, counter = prepared(made), Random(seed), Counter(made)
    if model.hopeless:
        return False
    annealer = Annealer(model, seed, _random_places(model, rng))
    for _ in range(MOVES):
        units, paid = counter.cost(model.schedule(annealer.places))
        assert annealer.penalty == paid
        assert (annealer.forbidden == 0) == (units == 0)
        _compare_prices(annealer, model, counter, rng.randrange(len(annealer.domains)))
        annealer.reset(_random_places(model, rng))
    return True


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_the_price_of_a_place_is_the_difference_of_counts(kind: str, optional: str) -> None:
    """For each place in the session's domain, wherever the others are, and after many moves."""
    rng = Random(kind)
    made = [random_problem(kind, rng, number=3, optional=optional) for _ in range(DRAWS)]
    assert sum([_walk(each, seed) for seed, each in enumerate(made)]) > 3


def test_the_price_of_a_place_is_the_sum_over_all_kinds() -> None:
    """With restrictions of every kind at once, perhaps with breaks."""
    rng, walked = Random(1), 0
    for seed in range(2 * DRAWS):
        restrictions = [random_problem(kind, rng, number=1).priced[0] for kind in KINDS]
        walked += _walk(problem(*restrictions, breaks=random_breaks(rng)), seed)
    assert walked


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_sweeps_keep_the_balance(kind: str, optional: str) -> None:
    """After many moves, and when what was broken got dearer, the annealer knows what the board costs."""
    rng, swept = Random(kind), 0
    for seed in range(8):
        made = random_problem(kind, rng, number=3, optional=optional)
        model = prepared(made)
        if model.hopeless:
            continue
        annealer = Annealer(model, seed, _random_places(model, Random(seed)))
        for temperature in (1e5, 1e3, 10.0):
            annealer.sweep(temperature, 1e3)
            units, paid = Counter(made).cost(model.schedule(annealer.places))
            assert annealer.penalty == paid
            assert (annealer.forbidden == 0) == (units == 0)
            annealer.weigh()
            swept += 1
    assert swept


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_what_got_dearer_gets_as_cheap_as_it_was(kind: str, optional: str) -> None:
    """Weighed and relieved as often, each place costs what it did; in between, what is broken costs more."""
    rng, dearer = Random(kind), 0
    for seed in range(DRAWS):
        made = random_problem(kind, rng, number=3, optional=optional)
        model = prepared(made)
        if model.hopeless:
            continue
        annealer = Annealer(model, seed, _random_places(model, Random(seed)))
        before, first = annealer.forbidden, [_prices(annealer, number) for number in range(2)]
        for _ in range(3):
            annealer._do(moves.WEIGH, 1)
        dearer += annealer.forbidden > before
        assert (annealer.forbidden == 0) == (before == 0)
        for _ in range(3):
            annealer._do(moves.WEIGH, -1)
        assert annealer.forbidden == before
        assert [_prices(annealer, number) for number in range(2)] == first
    assert dearer > 0 or kind not in WEIGHED


def _prices(annealer: Annealer, session: int) -> list[list[int]]:
    return [each.tolist() for each in annealer.prices(session)]
