"""Prices that hold two numbers at once: what is forbidden, and what it costs.

The annealer prices all places of a session in a few array expressions. A forbidden unit is priced at
`FORBIDDEN`, far above any sum of penalties, so that one exact float tells both parts apart again.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FORBIDDEN = float(2**32)
"""Price of a forbidden unit. Sums are exact below 2**53, that is for two million units, as long as the
penalty beside them stays below half of this; `scale` sees to that."""

OUT = FORBIDDEN * 2**19
"""Price of a place outside the domain: half a million forbidden units."""

MEETING = 60
"""Forbidden minutes that one forbidden meeting, room or day is worth in the search."""


def price(thousandths: int | None, rate: int = 1, unit: int = 1) -> float:
    """Return the price of a unit of a restriction.

    The rate counts for what is paid; `unit` weighs what is forbidden, for which no rate means anything.
    """
    return FORBIDDEN * unit if thousandths is None else float(thousandths * rate)


def split(prices: Floats) -> tuple[Floats, Floats]:
    """Return the forbidden units and the penalty that prices consist of."""
    forbidden = np.rint(prices / FORBIDDEN)
    return forbidden, prices - forbidden * FORBIDDEN
