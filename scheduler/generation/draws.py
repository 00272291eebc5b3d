"""Draws that come out alike on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Draws:
    """Draws from a seed.

    Of a seeded generator Python promises one thing for all versions to come: what `random()` returns.
    Everything here is made of that.
    """

    def __init__(self, seed: int) -> None:
        self._source = Random(seed)  # noqa: S311 - a conference is no secret

    def share(self) -> float:
        """Return a number from 0 to below 1."""
        return self._source.random()

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.share() < probability

    def number(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + int(self.share() * (most - least + 1))

    def one(self, things: Sequence[Thing]) -> Thing:
        """Return one of these."""
        return things[int(self.share() * len(things))]

    def some(self, things: Sequence[Thing], number: int) -> list[Thing]:
        """Return so many different ones, or all if there are fewer, in the order of drawing."""
        left = list(things)
        return [left.pop(int(self.share() * len(left))) for _ in range(min(number, len(left)))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return all of these in another order."""
        return self.some(things, len(things))
