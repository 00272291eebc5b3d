"""Which neighbourhood comes next, and how large it is: learnt in the run.

Weights follow what each neighbourhood has brought lately for the work that it took (adaptive large
neighbourhood search; Ropke and Pisinger 2006).
"""

from collections.abc import Sequence
from random import Random

MEMORY = 0.85
"""How much of its weight a neighbourhood keeps when it is tried once more."""
LEAST = 0.05
"""Least weight, as a share of the largest: what brings nothing now may later."""
BEGIN, FEWEST = 16.0, 4.0
"""Sessions that are freed at first, and at least."""
GROWTH, SHRINKAGE = 1.15, 0.75
"""By how much they are more once they are proved to be placed best, and fewer once they are not in time."""


class Weights:
    """What is known of some neighbourhoods, by position."""

    def __init__(self, names: Sequence[str], most: int) -> None:
        self.names, self._most = names, float(most)
        self._sizes = [BEGIN] * len(names)
        self._gains = [1.0] * len(names)
        self._works = [1.0] * len(names)

    def draw(self, chance: Random) -> int:
        """Return the position of the neighbourhood that comes next."""
        weights = [gain / work for gain, work in zip(self._gains, self._works, strict=True)]
        least = LEAST * max(weights)
        return chance.choices(range(len(weights)), [max(each, least) for each in weights])[0]

    def size(self, position: int) -> int:
        """Return how many sessions it frees."""
        return round(min(self._sizes[position], self._most))

    def learn(self, position: int, *, gain: float, work: float, optimal: bool) -> None:
        """Note what a try has brought, for how much work, and whether it was proved to be the best."""
        self._gains[position] = MEMORY * self._gains[position] + (1 - MEMORY) * gain
        self._works[position] = MEMORY * self._works[position] + (1 - MEMORY) * work
        factor = GROWTH if optimal else SHRINKAGE
        self._sizes[position] = min(self._most, max(FEWEST, self._sizes[position] * factor))
