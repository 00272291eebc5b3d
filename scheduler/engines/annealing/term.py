"""What each kind of restriction is to the annealer: a term of the price of a place."""

from typing import Protocol

import numpy as np

from scheduler.engines.annealing.prices import Floats


class Pricing:
    """Prices of all places of one session, in the making: of starts, of rooms, of both together."""

    __slots__ = ("pair", "room", "start")

    def __init__(self, starts: int, rooms: int) -> None:
        self.start: Floats = np.zeros(starts)
        """Price of each start."""
        self.room: Floats = np.zeros(rooms)
        """Price of each room."""
        self.pair: Floats = np.zeros((rooms, starts))
        """Price of each room at each start, beyond those two."""

    def clear(self, own: Floats) -> None:
        """Begin again, with prices that the places have by themselves, shape (rooms, starts)."""
        self.start[:] = 0.0
        self.room[:] = 0.0
        self.pair[:] = own

    def total(self) -> Floats:
        """Return the prices, shape (rooms, starts); valid until the next `clear`."""
        self.pair += self.start
        self.pair += self.room[:, None]
        return self.pair


class Term(Protocol):
    """A kind of restriction, all of them in one problem at once.

    A session is a position in the problem, a start and a room are positions in its domain. A term
    knows where all sessions are that have been moved in and not out again.
    """

    def empty(self) -> float:
        """Return the price of having no session in."""
        return 0.0

    def elements(self) -> int:
        """Return how many array elements it computes with when it prices every session once."""
        return 0

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Take a session in at a place (sign 1) or out of it (sign -1)."""

    def price(self, session: int, places: Pricing) -> None:
        """Add what each place of a session, which is out, would cost on top of the others."""
