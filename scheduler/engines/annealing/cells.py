"""Cells: the stretches of time in which nothing can start or end, whatever is placed where."""

from collections.abc import Iterable

import numpy as np

from scheduler.engines.annealing.prices import Ints
from scheduler.engines.timeline import Minutes


class Cells:
    """A division of time; a load is constant within each cell."""

    def __init__(self, edges: Iterable[Minutes]) -> None:
        found = [np.asarray(each) for each in edges]
        self.edges = np.unique(np.concatenate(found)) if found else np.zeros(1, dtype=np.int64)
        self.lengths: Ints = np.diff(self.edges)

    def __len__(self) -> int:
        return len(self.lengths)

    def position(self, minutes: Minutes) -> Ints:
        """Return the position of the cell that begins at each of these minutes, all of them edges."""
        return np.searchsorted(self.edges, minutes)
