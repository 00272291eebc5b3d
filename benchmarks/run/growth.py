"""How something grows with the size of a conference: ``value = factor * size ** exponent``."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

ENOUGH = 3
"""Sizes at least: a line goes through any two."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A power of the size."""

    exponent: float
    factor: float
    r_squared: float
    """Share of the variance of the logarithms that the power explains, 0 to 1."""
    sizes: int
    """How many sizes it is fitted to."""

    def at(self, size: float) -> float:
        """Return the value at a size."""
        return self.factor * math.pow(size, self.exponent)


def fit(values: Mapping[int, float | None]) -> Fit | None:
    """Fit a power by least squares on logarithms.

    Parameters
    ----------
    values
        By size; sizes without a positive value are left out.

    Returns
    -------
    Fit
        None, if fewer than three sizes are left.
    """
    points = [(math.log(n), math.log(v)) for n, v in values.items() if v is not None and v > 0]
    if len(points) < ENOUGH:
        return None
    x_mean, y_mean = fmean(x for x, _ in points), fmean(y for _, y in points)
    x_spread = sum((x - x_mean) ** 2 for x, _ in points)
    y_spread = sum((y - y_mean) ** 2 for _, y in points)
    exponent = sum((x - x_mean) * (y - y_mean) for x, y in points) / x_spread
    level = y_mean - exponent * x_mean
    unexplained = sum((y - level - exponent * x) ** 2 for x, y in points)
    r_squared = 1 - unexplained / y_spread if y_spread else 1.0
    return Fit(exponent, math.exp(level), r_squared, len(points))
