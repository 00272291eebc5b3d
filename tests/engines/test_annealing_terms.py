"""What the annealer says that a place costs, against the engines' own count."""

from random import Random

import numpy as np
import pytest

from scheduler.engines import Counter
from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import split
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import Problem
from tests.engines.kinds import ANNEALED, random_problem
from tests.engines.problems import problem

DRAWS = 25
MOVES = 6


def _totals(counter: Counter, model: Model, board: Board) -> tuple[int, int]:
    """Return the forbidden amount and the penalty of the board's schedule, by the count."""
    schedule = model.schedule(board.positions(board.places))
    counts = counter.by_rule(schedule).values()
    return sum(each.forbidden for each in counts), sum(each.penalty for each in counts)


def _compare_prices(board: Board, model: Model, counter: Counter, session: int) -> None:
    """Compare the prices of all places of a session with each other, and with the count."""
    here = int(board.places[session])
    board.take(session)
    forbidden, penalty = split(board.prices(session).copy())
    counted = []
    for place in board.allowed(session).tolist():
        board.put(session, place)
        counted.append((place, *_totals(counter, model, board)))
        board.take(session)
    board.put(session, here)
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
    model, rng = prepared(made), np.random.default_rng(seed)
    if model.hopeless:
        return False
    board, counter = Board(model), Counter(made)
    places = [rng.choice(board.allowed(session)) for session in range(len(board.domains))]
    annealer = Annealer(board, rng, np.array(places))
    for _ in range(MOVES):
        units, paid = _totals(counter, model, board)
        assert annealer.penalty == paid
        assert (annealer.forbidden == 0) == (units == 0)
        session = int(rng.integers(len(board.domains)))
        _compare_prices(board, model, counter, session)
        moved = board.places.copy()
        moved[session] = rng.choice(board.allowed(session))
        annealer.reset(moved)
    return True


@pytest.mark.parametrize("kind", ANNEALED)
def test_the_price_of_a_place_is_the_difference_of_counts(kind: str) -> None:
    """For each place in the session's domain, wherever the others are, and after many moves."""
    rng = Random(kind)
    assert sum([_walk(random_problem(kind, rng, number=3), seed) for seed in range(DRAWS)]) > 3


def test_the_price_of_a_place_is_the_sum_over_all_kinds() -> None:
    """With restrictions of every kind at once."""
    rng = Random(1)
    walked = [
        _walk(problem(*(random_problem(kind, rng, number=1).priced[0] for kind in ANNEALED)), seed)
        for seed in range(2 * DRAWS)
    ]
    assert any(walked)


@pytest.mark.parametrize("kind", ANNEALED)
def test_sweeps_keep_the_balance(kind: str) -> None:
    """After hundreds of moves, alone and in groups, the annealer still knows what the board costs."""
    rng, swept = Random(kind), 0
    for seed in range(8):
        made = random_problem(kind, rng, number=3)
        model = prepared(made)
        if model.hopeless:
            continue
        board, generator = Board(model), np.random.default_rng(seed)
        places = [generator.choice(board.allowed(each)) for each in range(len(board.domains))]
        annealer = Annealer(board, generator, np.array(places))
        for temperature in (1e5, 1e3, 10.0):
            annealer.sweep(temperature, 1e3, lambda: False)
            units, paid = _totals(Counter(made), model, board)
            assert annealer.penalty == paid
            assert (annealer.forbidden == 0) == (units == 0)
            swept += 1
    assert swept
