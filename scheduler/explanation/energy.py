"""Too much for too little time, found without a search.

Sessions hold something of which there is so much at any time. Whatever the schedule, a session holds
it for some minutes of a stretch of time: at least for the fewest, over all starts that are left to it.
If these minutes, times loads, add up to more than can be held in the stretch, nothing helps. That is
energetic reasoning (Baptiste, Le Pape, Nuijten 2001), on domains with holes: time in which no session
concerned can be is no use, and what is left over between meetings may be too short for another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.explanation.packing import Fullness, Hold, Overload, fewest, packed

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

CANDIDATES = 400
"""Stretches of time looked at for one restriction, the fullest first."""
CLOSE = 40
"""Of those, how many are looked at closely."""

LOOSE = 3
"""A stretch with more times the minutes that are needed is not looked at closely."""


class Row:
    """Holds that share something, of which there is so much at any time.

    Inside, time is counted in ticks from the earliest begin: the longest that divide all times.
    """

    def __init__(
        self, holds: Sequence[Hold], at_most: int, limits: Numbers | None = None, since: int = 0
    ) -> None:
        """Take the holds, at least one; `limits` at each minute from `since` on may be less."""
        self._at_most = at_most
        self._origin = min(hold.first for hold in holds)
        length = max(hold.last for hold in holds) - self._origin
        limit = np.full(length, at_most, dtype=np.int64)
        if limits is not None:
            start = self._origin - since
            limit = np.minimum(limit, limits[start : start + length])
        self._tick = _tick(holds, self._origin, limit)
        self._limit = limit[:: self._tick]
        self._holds = tuple(self._in_ticks(hold) for hold in holds)
        self._loads = np.array([hold.load for hold in holds], dtype=np.int64)
        self._cover = _cover(self._holds, len(self._limit))

    def _in_ticks(self, hold: Hold) -> Hold:
        begins = (hold.begins - self._origin) // self._tick
        return replace(hold, begins=begins, length=hold.length // self._tick)

    def _in_minutes(self, found: Overload) -> Overload:
        return replace(
            found,
            since=self._origin + found.since * self._tick,
            until=self._origin + found.until * self._tick,
            needed=found.needed * self._tick,
            usable=found.usable * self._tick,
        )

    def overload(self, *, packing: bool = True) -> Overload | None:
        """Return the stretch of time with most minutes too many, the shortest of those, if any.

        With `packing`, if there is none, one in which whole meetings do not fit side by side.
        """
        since, until = self._candidates()
        least = fewest(self._holds, since, until)
        needed, usable = self._loads @ least, self._usable(np.ones(len(self._holds), dtype=bool))
        there = usable[until] - usable[since]
        close = np.argsort(there / np.maximum(needed, 1), kind="stable")[:CLOSE]
        close = close[there[close] <= LOOSE * needed[close]]
        found = []
        for number in close.tolist():
            bounds = int(since[number]), int(until[number])
            found.append(self._energy(*bounds, least[:, number]))
            if packing:
                found += self._packed(bounds, least[:, number])
        found = [each for each in found if each.excess > 0]
        worst = min(found, key=_plainest_and_worst, default=None)
        return None if worst is None else self._in_minutes(worst)

    def _usable(self, holds: Flags) -> Numbers:
        """Return how much some of the holds can use before each tick, and before the end."""
        possible = self._loads[holds].astype(np.float32) @ self._cover[holds]
        used = np.minimum(self._limit, possible.astype(np.int64))
        return np.concatenate(([0], np.cumsum(used)))

    def _candidates(self) -> tuple[Numbers, Numbers]:
        """Return stretches from an earliest begin to a latest end: those in which most must lie."""
        firsts, from_ = np.unique([hold.first for hold in self._holds], return_inverse=True)
        lasts, to = np.unique([hold.last for hold in self._holds], return_inverse=True)
        inside = np.zeros((len(firsts), len(lasts)), dtype=np.int64)
        np.add.at(inside, (from_, to), [hold.load * hold.length for hold in self._holds])
        inside = np.cumsum(np.cumsum(inside[::-1], axis=0)[::-1], axis=1)
        usable = self._usable(np.ones(len(self._holds), dtype=bool))
        there = usable[lasts][None, :] - usable[firsts][:, None]
        fullness = np.where(lasts[None, :] > firsts[:, None], inside / np.maximum(there, 0.5), -1.0)
        order = np.argsort(-fullness, axis=None, kind="stable")[:CANDIDATES]
        rows, columns = np.unravel_index(order, fullness.shape)
        useful = fullness[rows, columns] > 0
        return firsts[rows[useful]], lasts[columns[useful]]

    def _energy(self, since: int, until: int, least: Numbers) -> Overload:
        """Compare what is needed with what those that need it can use."""
        holds = least > 0
        usable = self._usable(holds)
        names = tuple(h.session for h, named in zip(self._holds, holds, strict=True) if named)
        needed, there = int(self._loads @ least), int(usable[until] - usable[since])
        return Overload(since, until, needed, there, names)

    def _packed(self, bounds: tuple[int, int], least: Numbers) -> Iterator[Overload]:
        """Compare what must lie in a stretch as a whole with what fits into it."""
        pairs = zip(self._holds, least.tolist(), strict=True)
        numbers = [number for number, (hold, held) in enumerate(pairs) if hold.length == held]
        covered: Flags = np.any(self._cover[numbers], axis=0)
        yield from packed(bounds, [self._holds[n] for n in numbers], covered, self._limit)

    def fullness(self) -> Fullness:
        """Return how much of the usable time is needed, sessions that cannot move set aside."""
        free = np.array([len(hold.begins) > 1 for hold in self._holds])
        moving = [hold for hold, moves in zip(self._holds, free, strict=True) if moves]
        if int(self._loads[free].sum()) <= self._at_most:
            return Fullness(0, 0, 0, 0, ())
        taken, possible = (
            self._loads[which].astype(np.float32) @ self._cover[which] for which in (~free, free)
        )
        usable = int(np.minimum(np.maximum(self._limit - taken, 0), possible).sum())
        return Fullness(
            self._origin + min(hold.first for hold in moving) * self._tick,
            self._origin + max(hold.last for hold in moving) * self._tick,
            sum(hold.load * hold.length for hold in moving) * self._tick,
            usable * self._tick,
            tuple(hold.session for hold in moving),
        )


def _plainest_and_worst(found: Overload) -> tuple[bool, int, int]:
    return found.whole, -found.excess, found.until - found.since


def _tick(holds: Sequence[Hold], origin: int, limit: Numbers) -> int:
    """Return the longest time that divides all times from the origin: begins, lengths, limits."""
    begins = np.concatenate([hold.begins for hold in holds]) - origin
    lengths = np.array([hold.length for hold in holds])
    changes = np.flatnonzero(np.diff(limit)) + 1
    return int(np.gcd.reduce(np.concatenate((begins, lengths, changes))))


def _cover(holds: Sequence[Hold], length: int) -> NDArray[np.float32]:
    """Return whether each hold can be on at each tick, as 1 or 0."""
    steps = np.zeros((len(holds), length + 1), dtype=np.float32)
    for row, hold in zip(steps, holds, strict=True):
        row[hold.begins] += 1
        row[hold.begins + hold.length] -= 1
    return (np.cumsum(steps, axis=1)[:, :-1] > 0).astype(np.float32)
