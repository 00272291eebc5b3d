"""Heat-bath annealing: take a session out, price all its places, draw a new one, cool.

The new place is drawn from the Boltzmann distribution over all places of the session (Gibbs sampling
with a falling temperature; Geman and Geman 1984), so no move is ever rejected and none is missed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import Floats, Ints, split


@dataclass
class Best:
    """The best places so far."""

    places: Ints | None = None
    forbidden: float = np.inf
    penalty: float = np.inf
    told: bool = False
    """Whether somebody has been told of it."""

    def improved_by(self, forbidden: float, penalty: float) -> bool:
        """Tell whether a schedule is better: fewer forbidden units, then less penalty."""
        return (forbidden, penalty) < (self.forbidden, self.penalty)


class Annealer:
    """A board, its current energy, and the best that it has held."""

    def __init__(self, board: Board, rng: np.random.Generator, places: Ints) -> None:
        self._board = board
        self._rng = rng
        self.forbidden = 0.0
        """Forbidden units on the board."""
        self.penalty = 0.0
        """Penalty on the board, in thousandths."""
        self.best = Best()
        self._add(board.empty(), 1.0)
        for session, place in enumerate(places):
            self._add(board.prices(session)[place], 1.0)
            board.put(session, int(place))
        self._note()

    def reset(self, places: Ints) -> None:
        """Put the sessions on other places."""
        for session in np.flatnonzero(self._board.places != places):
            self._board.take(session)
            prices = self._board.prices(session)
            self._add(prices[self._board.places[session]], -1.0)
            self._add(prices[places[session]], 1.0)
            self._board.put(session, int(places[session]))

    def sweep(self, temperature: float, fine: float, stop: Callable[[], bool]) -> None:
        """Draw a new place for each session once, in random order.

        `fine` is the price of a forbidden unit, in thousandths, for this sweep.
        """
        for session in self._rng.permutation(len(self._board.domains)):
            if stop():
                return
            self._draw(int(session), temperature, fine)

    def _draw(self, session: int, temperature: float, fine: float) -> None:
        board = self._board
        old = int(board.places[session])
        board.take(session)
        prices = board.prices(session)
        forbidden, penalty = split(prices)
        new = self._drawn(penalty + fine * forbidden, temperature)
        board.put(session, new)
        if new != old:
            self.forbidden += float(forbidden[new] - forbidden[old])
            self.penalty += float(penalty[new] - penalty[old])
            self._note()

    def _drawn(self, energies: Floats, temperature: float) -> int:
        energies -= energies.min()
        energies *= -1.0 / temperature
        np.exp(energies, out=energies)
        chances = energies.cumsum()
        drawn = np.searchsorted(chances, self._rng.random() * chances[-1], side="right")
        return min(int(drawn), len(chances) - 1)

    def _add(self, price: float, sign: float) -> None:
        forbidden, penalty = split(np.array([price]))
        self.forbidden += sign * float(forbidden[0])
        self.penalty += sign * float(penalty[0])

    def _note(self) -> None:
        if self.best.improved_by(self.forbidden, self.penalty):
            self.best = Best(self._board.places.copy(), self.forbidden, self.penalty)
