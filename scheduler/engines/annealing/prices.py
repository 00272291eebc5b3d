"""Numbers and arrays of compiled code.

Prices hold two numbers in one: broken hard units, and the penalty. A forbidden unit is priced at `FORBIDDEN`,
far above any sum of penalties, so that one whole number tells both parts apart again: sums are exact below
2**63, that is for sixteen million units, as long as the penalty beside them stays below half of `FORBIDDEN`.
`scale` sees to it that one place costs less than a hundredth of that: moves of many sessions add up what they
cost. Lists of unequal length are two arrays.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import enclosed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BITS = 38
FORBIDDEN = 1 << BITS
"""Price of a forbidden unit."""

HALF = FORBIDDEN // 2

OUT = FORBIDDEN << 19
"""Price of a place outside the domain: half a million forbidden units."""

MINUTES_PER_UNIT = 60
"""Minutes that one broken session, room or day weighs in the search."""


def price(thousandths: int | None, rate: int = 1, unit: int = 1) -> int:
    """Return the price of a unit of a restriction.

    The rate counts for what is paid; `unit` weighs what is forbidden, for which no rate means anything.
    """
    return FORBIDDEN * unit if thousandths is None else thousandths * rate


def first_prices(prices: Ints) -> Ints:
    """Return the initial prices of hard restrictions; 0 for soft ones."""
    return np.where(prices >= FORBIDDEN, prices, 0)


@enclosed
def can_change(price: int, first: int, rise: int) -> bool:
    """Return True if a hard price can rise, or fall to no less than its initial value."""
    return first > 0 and (rise > 0 or price > first)


@enclosed
def repriced(prices: Ints, first: Ints, row: int, rise: int, missed: int) -> int:
    """Make a hard row dearer if it is broken (rise 1), or any a step cheaper (-1); return the change."""
    if not can_change(prices[row], first[row], rise) or (rise > 0 and missed <= 0):
        return 0
    prices[row] += rise * first[row]
    return rise * first[row] * missed


@enclosed
def forbidden_in(price: int) -> int:
    """Return the forbidden units that a price consists of."""
    return (price + HALF) >> BITS


@enclosed
def energy_of(price: int, fine: float) -> float:
    """Return a price in thousandths, with so much for a forbidden unit."""
    forbidden = forbidden_in(price)
    return fine * forbidden + (price - (forbidden << BITS))


def ints(values: Iterable[int]) -> Ints:
    """Return an array of whole numbers."""
    return np.array(list(values), dtype=np.int64)


def firsts(lengths: Iterable[int]) -> Ints:
    """Return where each of several lists begins when they lie end to end, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(ints(lengths))]).astype(np.int64)


def summed(values: Ints, first: Ints) -> Ints:
    """Return the sum of each of several lists that lie end to end, by where they begin and the last ends."""
    return np.diff(np.concatenate([[0], np.cumsum(values)])[first]).astype(np.int64)


def joined(lists: Sequence[Ints]) -> Ints:
    """Return the lists end to end."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *lists]).astype(np.int64, copy=False)
