"""Lists of unequal length in two arrays, as compiled code reads them."""

from collections.abc import Iterable, Sequence

import numpy as np

from scheduler.engines.annealing.prices import Ints


def ints(values: Iterable[int]) -> Ints:
    """Return an array of whole numbers."""
    return np.array(list(values), dtype=np.int64)


def firsts(lengths: Iterable[int]) -> Ints:
    """Return where each of several lists begins when they lie end to end, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(ints(lengths))]).astype(np.int64)


def joined(lists: Sequence[Ints]) -> Ints:
    """Return the lists end to end."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *lists]).astype(np.int64, copy=False)
