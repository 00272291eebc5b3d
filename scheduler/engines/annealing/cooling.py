"""Runs of the annealer: each cools from hot to cold, each is twice as long as the one before."""

from collections.abc import Callable

import numpy as np

from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import Floats, Ints, split
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model

FIRST_RUN = 24
"""Sweeps of the first run: enough for a first schedule, not for a good one."""

COOLING = 1 / 400
"""Last temperature of a run, as a share of its first."""

FINE = 0.2
"""Price of a forbidden minute, as a share of the first temperature."""

DRAW = 120e-6
"""Nominal seconds for a draw, beside those for its array elements."""

ELEMENT = 4e-9
"""Nominal seconds for each array element of a draw."""

Found = Callable[[Ints, int], None]
"""Told of each better schedule that keeps everything: places and penalty in thousandths."""


class Cooling:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(self, model: Model, rng: np.random.Generator, start: Ints | None) -> None:
        board = Board(model)
        self._board = board
        places = _random(board, rng) if start is None else start
        self.annealer = Annealer(board, rng, places)
        self._hot = _typical_spread(board)
        self._fine = FINE * self._hot
        self._warm = start is not None
        self._work = DRAW * len(board.domains) + ELEMENT * board.elements

    def run(self, budget: Budget, found: Found, until: Callable[[], bool]) -> None:
        """Run after run, until the budget is over or `until` says so."""
        sweeps, annealer = FIRST_RUN, self.annealer
        self._tell(found)
        while not (budget.over or until()):
            hot = self._hot * (0.1 if self._warm else 1.0)
            for temperature in _temperatures(hot, self._hot * COOLING, sweeps):
                annealer.sweep(temperature, self._fine, lambda: budget.interrupted or until())
                self._tell(found)
                budget.spend(self._work)
                if budget.over or until():
                    return
            if annealer.best.forbidden > 0:
                self._fine *= 2
            self._warm = False
            sweeps *= 2

    def _tell(self, found: Found) -> None:
        best = self.annealer.best
        if best.places is not None and best.forbidden == 0 and not best.told:
            best.told = True
            found(best.places, int(best.penalty))


def _temperatures(hot: float, cold: float, sweeps: int) -> Floats:
    return np.geomspace(hot, cold, sweeps)


def _random(board: Board, rng: np.random.Generator) -> Ints:
    numbers = range(len(board.domains))
    return np.array([rng.choice(board.allowed(session)) for session in numbers], dtype=np.int64)


def _typical_spread(board: Board) -> float:
    """Return a price by which the places of a session typically differ, in thousandths."""
    spreads = []
    for session in range(len(board.domains)):
        board.take(session)
        _, penalty = split(board.prices(session)[board.allowed(session)])
        board.put(session, int(board.places[session]))
        spreads.append(float(penalty.mean() - penalty.min()))
    return max(1.0, float(np.mean(spreads)))
