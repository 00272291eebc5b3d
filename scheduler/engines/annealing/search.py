"""Heat-bath annealing: take a session out, price all its places, draw a new one, cool.

The new place is drawn from the Boltzmann distribution over all places of the session (Gibbs sampling
with a falling temperature; Geman and Geman 1984), so no move of a single session is
rejected and none is missed. Groups that lags connect move together, by the Metropolis rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import Floats, Ints, split

SHAKES = 0.25
"""Groups shaken in a sweep, for each session that has a lag."""

LARGEST_GROUP = 8
"""Sessions in a group, at most."""


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
        self._links = [session for session, near in enumerate(board.near) if near]
        self._add(board.empty(), 1.0)
        for session, place in enumerate(places):
            self._add(board.prices(session)[place], 1.0)
            board.put(session, int(place))
        self._note()

    @property
    def pricings(self) -> float:
        """Sessions priced in a sweep, on average; a shaken one is priced twice."""
        shaken = int(SHAKES * len(self._links)) * (2 + LARGEST_GROUP) / 2
        return len(self._board.free) + 2 * shaken

    def reset(self, places: Ints) -> None:
        """Put the sessions on other places."""
        for session in np.flatnonzero(self._board.places != places).tolist():
            self._board.take(session)
            prices = self._board.prices(session)
            self._add(prices[self._board.places[session]], -1.0)
            self._add(prices[places[session]], 1.0)
            self._board.put(session, int(places[session]))
        self._note()

    def sweep(self, temperature: float, fine: float, stop: Callable[[], bool]) -> None:
        """Draw a new place for each session once, in random order, and shake a few groups.

        `fine` is the price of a forbidden unit, in thousandths, for this sweep.
        """
        for session in self._rng.permutation(self._board.free).tolist():
            if stop():
                return
            self._draw(session, temperature, fine)
        for _ in range(int(SHAKES * len(self._links))):
            if stop():
                return
            self._shake(self._group(), temperature, fine)

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

    def _shake(self, sessions: Sequence[int], temperature: float, fine: float) -> None:
        """Take several sessions out, draw them back in one by one, and keep that if it is good.

        Good is as in the Metropolis rule: never worse by more than the temperature would allow. Chains of
        lags move this way, no link of which could move alone (ruin and recreate; Schrimpf et al. 2000).
        """
        board = self._board
        old = [int(board.places[session]) for session in sessions]
        before = np.zeros(2)
        for session, place in zip(sessions, old, strict=True):
            board.take(session)
            before += _parts(board.prices(session)[place])
        after = np.zeros(2)
        for session in sessions:
            forbidden, penalty = split(board.prices(session))
            new = self._drawn(penalty + fine * forbidden, temperature)
            after += (forbidden[new], penalty[new])
            board.put(session, new)
        worse = fine * (after[0] - before[0]) + (after[1] - before[1])
        if worse > 0 and self._rng.random() >= np.exp(-worse / temperature):
            for session in sessions:
                board.take(session)
            for session, place in zip(sessions, old, strict=True):
                board.put(session, place)
            return
        self.forbidden += float(after[0] - before[0])
        self.penalty += float(after[1] - before[1])
        self._note()

    def _group(self) -> list[int]:
        """Return a few sessions that lags connect, in the order of the problem."""
        rng, near = self._rng, self._board.near
        group = {self._links[int(rng.integers(len(self._links)))]}
        size = int(rng.integers(2, LARGEST_GROUP + 1))
        while len(group) < size:
            fringe = sorted({other for session in group for other in near[session]} - group)
            if not fringe:
                break
            group.add(fringe[int(rng.integers(len(fringe)))])
        return sorted(group)

    def _drawn(self, energies: Floats, temperature: float) -> int:
        energies -= energies.min()
        energies *= -1.0 / temperature
        np.exp(energies, out=energies)
        chances = energies.cumsum()
        drawn = np.searchsorted(chances, self._rng.random() * chances[-1], side="right")
        return min(int(drawn), len(chances) - 1)

    def _add(self, price: float, sign: float) -> None:
        forbidden, penalty = _parts(price)
        self.forbidden += sign * float(forbidden)
        self.penalty += sign * float(penalty)

    def _note(self) -> None:
        if self.best.improved_by(self.forbidden, self.penalty):
            self.best = Best(self._board.places.copy(), self.forbidden, self.penalty)


def _parts(price: float) -> Floats:
    """Return the forbidden units and the penalty of one price."""
    return np.array(split(np.asarray(price)))
