"""Runs of the annealer: each cools from hot to cold, each is twice as long as the one before."""

from collections.abc import Callable, Sequence

import numpy as np

from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import Ints, split
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model

FIRST_RUN = 24
"""Sweeps of the first run: enough for a first schedule, not for a good one."""

COOLING = 1 / 400
"""Last temperature of a run, as a share of its first."""

FINE = 0.05
"""Price of a forbidden minute, as a share of the hottest temperature: low, to find a way through."""

WARM = 0.3
"""First temperature of a run that begins with a schedule that keeps everything, as such a share."""

WARM_FINE = 1.0
"""Price of a forbidden minute in such a run: high, for what is won is not to be lost."""

DRAW = 120e-6
"""Nominal seconds for a draw, beside those for its array elements."""

ELEMENT = 4e-9
"""Nominal seconds for each array element of a draw."""

Start = Sequence[tuple[int, int] | None]
"""For each session, the positions of its start and of its room in its domain, where it is known."""

Found = Callable[[Sequence[tuple[int, int]], int], None]
"""Told of each better schedule that keeps everything: places and penalty in thousandths."""


class Cooling:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(self, model: Model, rng: np.random.Generator, start: Start | None) -> None:
        board = Board(model)
        self._board = board
        self._annealer = Annealer(board, rng, _first(board, rng, start))
        self._hottest = _typical_spread(board)
        self._fine = FINE * self._hottest
        self._work = DRAW * len(board.domains) + ELEMENT * board.elements

    def run(self, budget: Budget, found: Found, until: Callable[[], bool]) -> None:
        """Run after run, until the budget is over or `until` says so."""
        sweeps, annealer = FIRST_RUN, self._annealer
        self._tell(found)
        while not (budget.over or until()):
            best = annealer.best
            warm = best.forbidden == 0
            if warm and best.places is not None:
                annealer.reset(best.places)
            hot = self._hottest * (WARM if warm else 1.0)
            fine = WARM_FINE * self._hottest if warm else self._fine
            for temperature in np.geomspace(hot, self._hottest * COOLING, sweeps).tolist():
                annealer.sweep(temperature, fine, lambda: budget.interrupted or until())
                self._tell(found)
                budget.spend(self._work)
                if budget.over or until():
                    return
            self._fine *= 1 if warm else 2
            sweeps *= 2

    def _tell(self, found: Found) -> None:
        best = self._annealer.best
        if best.places is not None and best.forbidden == 0 and not best.told:
            best.told = True
            found(self._board.positions(best.places), int(best.penalty))


def _first(board: Board, rng: np.random.Generator, start: Start | None) -> Ints:
    """Return the places to begin with: at random, where they are not known."""
    places = [rng.choice(board.allowed(session)) for session in range(len(board.domains))]
    for session, known in enumerate(start or ()):
        if known is not None:
            places[session] = board.place(session, *known)
    return np.array(places, dtype=np.int64)


def _typical_spread(board: Board) -> float:
    """Return a price by which the places of a session typically differ, in thousandths."""
    spreads = []
    for session in range(len(board.domains)):
        board.take(session)
        _, penalty = split(board.prices(session)[board.allowed(session)])
        board.put(session, int(board.places[session]))
        spreads.append(float(penalty.mean() - penalty.min()))
    return max(1.0, float(np.mean(spreads)))
