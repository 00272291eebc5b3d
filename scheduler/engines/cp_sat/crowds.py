"""How much can run at once at all, by what is forbidden."""

from collections.abc import Sequence

import numpy as np

from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, Priced


class Crowds:
    """Bounds on what runs at once, from the forbidden capacities of a problem.

    Each capacity wherever its sessions are says that of its sessions at most so many run at once. Some of
    them, one after the other, cover a set of sessions; those left over count one by one.
    """

    def __init__(self, priced: Sequence[Priced], source: Model) -> None:
        self._numbers = source.numbers
        hard = [
            each.restriction
            for each in priced
            if isinstance(each.restriction, Capacity)
            and each.price is None
            and each.restriction.rooms is None
        ]
        self._limits = np.array([_most_uses(capacity) for capacity in hard], dtype=np.int64)
        self._inside = np.zeros((len(hard), len(source.numbers)), dtype=bool)
        for row, capacity in enumerate(hard):
            for use in capacity.uses:
                everywhere = use.load >= 1 and use.rooms is None
                self._inside[row, self._numbers[use.session]] = everywhere

    def most(self, capacity: Capacity) -> int:
        """Return a load that a capacity's sessions never exceed, when the other capacities are kept."""
        total = sum(use.load for use in capacity.uses)
        plain = all(use.load == 1 and not (use.before or use.after) for use in capacity.uses)
        if not plain or (capacity.rooms is not None and any(capacity.rooms.values())):
            return total
        left = np.zeros(self._inside.shape[1], dtype=bool)
        left[[self._numbers[use.session] for use in capacity.uses]] = True
        most = 0
        while left.any() and len(self._limits):
            saved = (self._inside & left).sum(axis=1) - self._limits
            best = int(np.argmax(saved))
            if saved[best] <= 0:
                break
            most += int(self._limits[best])
            left &= ~self._inside[best]
        return most + int(left.sum())


def _most_uses(capacity: Capacity) -> int:
    """Return how many of a capacity's uses that have a load it allows at once."""
    return capacity.at_most // min((use.load for use in capacity.uses if use.load), default=1)
