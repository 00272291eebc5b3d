"""A bound where there is no time for a model: what is shared gets prices, each session its cheapest place.

If loads are paid for instead of limited, nothing ties sessions together any more, and the least that all
can cost is a sum of minima over places. Less what the limits are worth at these prices, it is a bound,
whatever the prices: a Lagrangian relaxation (Geoffrion 1974). A load that is forbidden has any price, one
that costs something at most what it costs; the weights of the groups of a `Worst` add up to its price at
most, as the largest total is at least any mean of them. Good prices are found by following the loads, dearer
where there is too much (Held, Wolfe, Crowder 1974), in the mean direction of the last steps (Camerini,
Fratta, Maffioli 1975). Other kinds of restrictions are left out, which only makes schedules cheaper.
"""

import numpy as np

from scheduler.engines.bounding.coupling import SCALE, Floats, cheapest, coupling_of, weigh
from scheduler.engines.compilation.structures import Packed
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model
from scheduler.engines.parameters import DEFAULTS, BoundingParams

HIGHEST = 2.0**30
"""Most that a full row may cost, in thousandths: far above any programme, and sums of it are exact."""

FAR = 0.5
"""Share of the bound below which what prices prove says that they are far from the best ones."""

ELEMENT = 6e-9
"""Nominal seconds for each number that a step looks at."""


class Lagrangian:
    """Prices of what is shared, and the bound that they prove."""

    def __init__(
        self, model: Model, check: Check = never, params: BoundingParams = DEFAULTS.bounding
    ) -> None:
        """Gather what is shared; `check` may raise that nobody waits for it any more."""
        self._params = params
        coupling, self._limits = coupling_of(model, check)
        self._coupling = Packed(coupling)
        sessions, rows, groups = coupling.sessions, coupling.row_count, coupling.group_count
        self._sessions = sessions
        self._prices = np.zeros(rows)
        highest = HIGHEST / np.maximum(self._limits.units, np.abs(self._limits.most))
        self._highest = np.minimum(self._limits.tops, highest)
        self._weights = np.zeros(groups)
        for where, price in self._limits.worsts:
            self._weights[where] = price / (where.stop - where.start)
        self._running = np.zeros(rows + 1, dtype=np.int64)
        self._chosen = np.zeros(sessions, dtype=np.int64)
        self._changes = np.zeros(rows + 1, dtype=np.int64)
        self._totals = np.zeros(groups, dtype=np.int64)
        self._way = np.zeros(rows)
        self._group_way = np.zeros(groups)
        self._best = self._prices, self._weights
        self._length, self._in_vain, self._kept = 1.0, 0, 0.0
        self.bound = 0
        """No schedule has a smaller penalty, in thousandths."""
        self.work = ELEMENT * (rows + coupling.looked_at)
        """Nominal seconds of work for a step."""

    def climb(self, penalty: int) -> bool:
        """Take a step towards a penalty that is possible; tell whether another one is worth it."""
        value = self._value()
        self._note(value)
        if penalty <= value or self._length < self._params.shortest:
            return False
        return self._step(penalty - value, penalty / self._sessions)

    def _value(self) -> float:
        """Return what the prices prove, and choose the cheapest places."""
        prices = np.floor(self._prices * SCALE).astype(np.int64)
        np.cumsum(prices, out=self._running[1:])
        weights = np.floor(self._weights * SCALE).astype(np.int64)
        total = cheapest(self._coupling, self._running, weights, self._chosen)
        return (total - int(prices @ self._limits.most)) / SCALE

    def _note(self, value: float) -> None:
        """Note the bound, if it is better; after steps in vain take shorter ones.

        Steps that have led far away, towards a penalty that is far too high, go on from the best prices.
        """
        better = value > (1 + self._params.worth) * self.bound
        if value > self.bound:
            self.bound, self._best = int(np.ceil(value)), (self._prices, self._weights.copy())
        self._in_vain = 0 if better else self._in_vain + 1
        if self._in_vain >= self._params.patience:
            self._in_vain, self._length = 0, self._params.shorter * self._length
            if value < FAR * self.bound:
                self._prices, self._weights, self._kept = self._best[0], self._best[1].copy(), 0.0

    def _step(self, distance: float, each: float) -> bool:
        """Make dearer what there is too much of, if there is any; `each` is what a session costs."""
        weigh(self._coupling, self._chosen, self._changes, self._totals)
        unit = self._params.unit_price * each / self._limits.units
        rows, groups = self._row_steps(unit), self._group_steps()
        if not (rows.any() or groups.any()):
            return False  # These are the best prices.
        self._way = self._kept * self._way + (1 - self._kept) * rows
        self._group_way = self._kept * self._group_way + (1 - self._kept) * groups
        self._kept = self._params.momentum
        size = float(np.square(self._way).sum() + np.square(self._group_way).sum())
        if size == 0:
            return False
        far = self._length * distance / size
        self._prices = np.clip(self._prices + far * unit * self._way, 0.0, self._highest)
        for where, price in self._limits.worsts:
            moved = self._weights[where] + far * price * self._group_way[where]
            self._weights[where] = nearest_within(moved, price)
        return True

    def _row_steps(self, unit: Floats) -> Floats:
        """Return by how much each row is too full, measured in its unit; 0 where its price is at an end."""
        excess = np.cumsum(self._changes[:-1]) - self._limits.most
        stuck = (self._prices <= 0) & (excess < 0)
        stuck |= (self._prices >= self._highest) & (excess > 0)
        return np.where(stuck, 0.0, unit * excess)

    def _group_steps(self) -> Floats:
        """Return by how much each group is worse off than the others of its kind."""
        steps = self._totals.astype(np.float64)
        for where, price in self._limits.worsts:
            steps[where] = price * (steps[where] - steps[where].mean())
        return steps


def nearest_within(weights: Floats, most: float) -> Floats:
    """Return the nearest weights that are not negative and add up to so much at most (Held et al. 1974)."""
    positive = np.maximum(weights, 0.0)
    if positive.sum() <= most:
        return positive
    ordered = np.sort(weights)[::-1]
    over = (np.cumsum(ordered) - most) / np.arange(1, len(ordered) + 1)
    last = int(np.flatnonzero(ordered > over)[-1])
    nearest: Floats = np.maximum(weights - over[last], 0.0)
    return nearest
