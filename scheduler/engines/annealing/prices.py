"""Prices that hold two numbers at once: what is forbidden, and what it costs.

The annealer prices all places of a session in a few array expressions. A forbidden unit is priced at
`FORBIDDEN`, far above any sum of penalties, so that one exact float tells both parts apart again.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FORBIDDEN = float(2**32)
"""Price of a forbidden unit. Sums stay exact below 2**53: a million units, each with up to two
million points beside it."""

OUT = FORBIDDEN * 2**18
"""Price of a place outside the domain: more units than any schedule has."""

MEETING = 60
"""Forbidden minutes that one forbidden meeting, room or day is worth in the search."""


def price(thousandths: int | None, unit: int = 1) -> float:
    """Return the price of a unit of a restriction; `unit` weighs it if it is forbidden."""
    return FORBIDDEN * unit if thousandths is None else float(thousandths)


def split(prices: Floats) -> tuple[Floats, Floats]:
    """Return the forbidden units and the penalty that prices consist of."""
    forbidden = np.rint(prices / FORBIDDEN)
    return forbidden, prices - forbidden * FORBIDDEN
