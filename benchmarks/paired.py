"""Paired differences: what a change makes of the same searches, and whether that is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import median

TIE = 0.001
"""Share of a figure below which a difference counts as none."""
LEVEL = 0.05
"""Chance, at most, that of all comparisons of a strategy any differs by luck alone."""


def difference(whole: float | None, part: float | None, *, higher_is_better: bool = False) -> float:
    """Return by which share a figure is worse without something than with all.

    ``(part - whole) / max(|part|, |whole|)``, from -1 to 1 for figures of one sign, with the other sign where
    higher is better. What is not there is worse than anything, by all of it.
    """
    if whole is None or part is None:
        return float(whole is not None) - float(part is not None)
    larger = max(abs(whole), abs(part))
    change = (part - whole) / larger if larger else 0.0
    return -change if higher_is_better else change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences of pairs of searches that differ at all; above 0, what was left out is missed."""

    pairs: int
    differing: Sequence[float]
    """The differences that are no ties, in order."""

    @property
    def median(self) -> float:
        """The median of those that differ; 0 if none does."""
        return median(self.differing) if self.differing else 0.0

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """Return the interval that covers the true median but for a chance of `level`.

        It goes from the j-th smallest difference to the j-th largest, with the largest j for which

        ``2 P(X < j) <= level,  X ~ Binomial(n, 1/2)``

        so that it leaves 0 out just where the sign test finds a difference, whatever the distribution.

        Returns
        -------
        tuple
            None where there are too few differences to say anything.
        """
        number = len(self.differing)
        last, below = 0, 0
        for rank in range(1, number + 1):
            below += comb(number, rank - 1)
            if 2 * below > level * 2**number:
                break
            last = rank
        return (self.differing[last - 1], self.differing[number - last]) if last else None


def compared(differences: Sequence[float]) -> Comparison:
    """Return the comparison of pairs."""
    return Comparison(len(differences), sorted(each for each in differences if abs(each) > TIE))
