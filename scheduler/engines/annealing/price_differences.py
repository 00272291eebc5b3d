"""Spreads of prices: by how much the places of a session differ, in all and among those that are alike."""

from collections.abc import Sequence

import numpy as np

from scheduler.engines.annealing.prices import Ints

FINER = 0.02
"""Share of the spread before that a finer one has at most: what is nearer is cooled in with it."""


def finer_spreads(prices: Sequence[Ints], spread: float, apart: float) -> Sequence[float]:
    """Return by how much prices differ among those that are alike, finer and finer, as shares of the spread.

    Where one term weighs a thousand times as much as another, the prices of a session's places are in
    clusters, and what they differ by inside these is lost in the noise of a temperature at which clusters are
    left.

    Parameters
    ----------
    prices
        For each session, those of its places, in thousandths, in any order.
    spread
        By how much the places of a session typically differ, in thousandths.
    apart
        Share of a spread by which clusters are apart at least.
    """
    rows = [np.sort(each) for each in prices if len(each)]
    found: list[float] = []
    before = spread
    while 0 < (finer := _spread_in_clusters(rows, apart * before)) <= FINER * before:
        found.append(finer / spread)
        before = finer
    return found


def _spread_in_clusters(rows: Sequence[Ints], apart: float) -> float:
    """Return how far sorted prices are from the first of their cluster, on average."""
    means = []
    for prices in rows:
        begins = np.concatenate([[True], np.diff(prices) > apart])
        means.append(float((prices - prices[begins][np.cumsum(begins) - 1]).mean()))
    return float(np.mean(means)) if means else 0.0
