"""`Capacity` in the exact model: rows over cells of time, and intervals in rooms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.crowds import Crowds
from scheduler.engines.cp_sat.profiles import NOBODY, Hold, Line, Running, holds_of
from scheduler.engines.cp_sat.variables import Interval, Variables
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Capacity, Priced


@dataclass(frozen=True)
class _Rows:
    """A capacity over stretches of time in each of which the same starts are running."""

    running: NDArray[np.int64]
    """Literal by hold and stretch; NOBODY where the hold never is running."""
    loads: NDArray[np.int64]
    """By hold."""
    lengths: Minutes
    """By stretch."""
    maximal: NDArray[np.bool_]
    """Whether no neighbouring stretch has all of it, and more."""

    def crowded(self, at_most: int) -> NDArray[np.int64]:
        """Return the stretches in which the load can be too much."""
        return np.flatnonzero(self.loads @ (self.running != NOBODY) > at_most)

    def at(self, stretch: int) -> tuple[list[int], list[int]]:
        """Return the literals that may be true in a stretch, and their loads."""
        here = self.running[:, stretch]
        some = here != NOBODY
        return here[some].tolist(), self.loads[some].tolist()


class Capacities:
    """The capacities of a model in the making, with what they share."""

    def __init__(self, priced: Sequence[Priced], variables: Variables) -> None:
        self._variables = variables
        self._crowds = Crowds(priced, variables.source)
        self._intervals: dict[Hold, Interval] = {}
        self._cliques: set[frozenset[int]] = set()
        capacities = [each.restriction for each in priced if not _is_for_intervals(each)]
        self._running = Running(
            (
                hold
                for capacity in capacities
                if isinstance(capacity, Capacity)
                for use in capacity.uses
                for hold in holds_of(use, capacity, variables)
            ),
            variables,
        )

    def add(self, priced: Priced) -> None:
        """Add a capacity: forbidden excess, or excess that the objective pays for."""
        capacity, price = priced.restriction, priced.price
        if not isinstance(capacity, Capacity):
            raise TypeError(f"not a Capacity: {capacity}")
        if _is_for_intervals(priced):
            self._add_no_overlap(capacity)
            return
        most = None if price is None else self._crowds.most(capacity)
        if most is not None and most <= capacity.at_most:
            return
        rows = self._rows(capacity)
        if rows is None:
            return
        if price is not None and most is not None:
            self._pay(capacity, rows, most, price)
        elif _excludes(capacity):
            self._exclude(rows)
        else:
            self._forbid(capacity, rows)

    def _rows(self, capacity: Capacity) -> _Rows | None:
        lines: list[Line] = []
        loads: list[int] = []
        for use in capacity.uses:
            for hold in holds_of(use, capacity, self._variables):
                lines.append(self._running.line(hold))
                loads.append(use.load)
        return _rows(lines, loads, self._running.lengths) if lines else None

    def _forbid(self, capacity: Capacity, rows: _Rows) -> None:
        single = capacity.at_most == 1 and set(rows.loads.tolist()) == {1}
        for stretch in rows.crowded(capacity.at_most).tolist():
            if not rows.maximal[stretch]:
                continue
            literals, loads = self._variables.spread(*rows.at(stretch))
            if single:
                self._add_clique(literals)
            else:
                self._variables.at_most(literals, loads, capacity.at_most)

    def _add_clique(self, literals: Sequence[int]) -> None:
        """Let one of these literals be true at most; several capacities may ask for the same."""
        key = frozenset(literals)
        if key not in self._cliques:
            self._cliques.add(key)
            self._variables.at_most_one(literals)

    def _pay(self, capacity: Capacity, rows: _Rows, most: int, price: int) -> None:
        for stretch in rows.crowded(capacity.at_most).tolist():
            literals, loads = rows.at(stretch)
            over_most = min(most, sum(loads)) - capacity.at_most
            over = self._variables.excess_of(literals, loads, capacity.at_most, over_most)
            self._variables.pay(over, price * capacity.rate * int(rows.lengths[stretch]))

    def _exclude(self, rows: _Rows) -> None:
        """Let nothing run beside one session: a clause for it and each other that can run with it."""
        loads = rows.loads
        alone = int(np.argmax(loads))
        others = np.arange(len(loads)) != alone
        now = rows.running[alone] != NOBODY
        ours = np.broadcast_to(rows.running[alone, now], (int(others.sum()), int(now.sum())))
        theirs = rows.running[np.ix_(others, now)]
        pairs = np.unique(np.stack([ours, theirs])[:, theirs != NOBODY], axis=1)
        for running in np.unique(pairs[0]):
            self._variables.none_with(int(running), pairs[1, pairs[0] == running].tolist())

    def _add_no_overlap(self, capacity: Capacity) -> None:
        """One session at a time in these rooms: optional intervals that do not overlap."""
        variables = self._variables
        intervals = [
            self._interval(hold)
            for use in capacity.uses
            for hold in holds_of(use, capacity, variables)
        ]
        if len(intervals) > 1:
            variables.model.add_no_overlap(intervals)

    def _interval(self, hold: Hold) -> Interval:
        if hold not in self._intervals:
            self._intervals[hold] = self._variables.interval(
                hold.session, hold.before, hold.after, hold.rooms
            )
        return self._intervals[hold]


def _is_for_intervals(priced: Priced) -> bool:
    capacity = priced.restriction
    return (
        isinstance(capacity, Capacity)
        and capacity.rooms is not None
        and priced.price is None
        and capacity.at_most == 1
        and all(use.load == 1 for use in capacity.uses)
    )


def _excludes(capacity: Capacity) -> bool:
    """Tell whether one use leaves no load for any other, while the others leave enough for each other."""
    *others, most = sorted(use.load for use in capacity.uses)
    anywhere = capacity.rooms is None and all(use.rooms is None for use in capacity.uses)
    if not anywhere or not others or most == 1:
        return False
    return others[0] + most > capacity.at_most >= max(most, sum(others))


def _rows(lines: Sequence[Line], loads: Sequence[int], lengths: Minutes) -> _Rows:
    """Join the neighbouring cells in which the same starts are running."""
    enters = np.logical_or.reduce([line.enters for line in lines])
    leaves = np.logical_or.reduce([line.leaves for line in lines])
    changes = enters.copy()
    changes[1:] |= leaves[:-1]
    changes[0] = True
    first = np.flatnonzero(changes)
    last = np.append(first[1:], len(lengths)) - 1
    return _Rows(
        np.stack([line.running[first] for line in lines]),
        np.array(loads),
        np.add.reduceat(lengths, first),
        enters[first] & leaves[last],
    )
