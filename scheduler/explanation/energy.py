"""Too much for too little time, found without a search.

Sessions hold something of which there is so much at any time. Whatever the schedule, a session holds
it for some minutes of a stretch of time: at least for the fewest, over all starts that are left to it.
If these minutes, times loads, add up to more than can be held in the stretch, nothing helps. That is
energetic reasoning (Baptiste, Le Pape, Nuijten 2001), on domains with holes: time in which no session
concerned can be is no use.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

CANDIDATES = 400
"""Stretches of time looked at for one restriction, the fullest first."""
CLOSE = 40
"""Number of those to examine closely."""

LOOSE = 3
"""A stretch with more times the minutes that are needed is not looked at closely."""


@dataclass(frozen=True)
class Demand:
    """Use of a resource by a session, with its times."""

    session: str
    load: int
    """How much of it, positive."""
    begins: Numbers
    """Times at which the task can begin, ascending, each once; at least one."""
    length: int
    """How long it lasts, positive."""

    @property
    def first(self) -> int:
        """Earliest time at which it can begin."""
        return int(self.begins[0])

    @property
    def last(self) -> int:
        """Latest time at which it can end."""
        return int(self.begins[-1]) + self.length


@dataclass(frozen=True, slots=True)
class Overload:
    """A stretch of time that is asked for too much."""

    since: int
    """Its begin."""
    until: int
    """Its end."""
    needed: int
    """Time needed, times loads."""
    usable: int
    """Time there is, times loads."""
    sessions: tuple[str, ...]
    """Sessions that need it, in the order of the tasks."""

    @property
    def excess(self) -> int:
        """How much is too much."""
        return self.needed - self.usable


def least_energy(tasks: Sequence[Demand], since: Numbers, until: Numbers) -> Numbers:
    """Return how much of each stretch of time each task takes at least, wherever it begins.

    The later it begins, the more of a stretch it takes, and then the less: the least is at an end.

    Returns
    -------
    Numbers
        Shape (tasks, stretches).
    """
    lengths = np.array([[task.length] for task in tasks])
    shared = [
        np.minimum(begins + lengths, until) - np.maximum(begins, since)
        for begins in (
            np.array([[task.begins[0]] for task in tasks]),
            np.array([[task.begins[-1]] for task in tasks]),
        )
    ]
    least: Numbers = np.maximum(np.minimum(*shared), 0)
    return least


def largest_sum(lengths: Iterable[int], room: int) -> int:
    """Return the greatest sum of some of the lengths that is at most `room`.

    Bit n of a number tells whether the sum n can be had: adding a length shifts it.
    """
    within = (1 << (room + 1)) - 1
    sums = 1
    for length in lengths:
        sums |= (sums << length) & within
    return sums.bit_length() - 1


class Cumulative:
    """A cumulative constraint: tasks that share something, of which there is so much at any time.

    Inside, time is counted in ticks from the earliest begin: the longest that divide all times.
    """

    def __init__(
        self, tasks: Sequence[Demand], at_most: int, limits: Numbers | None = None, since: int = 0
    ) -> None:
        """Take the tasks, at least one; `limits` at each minute from `since` on may be less."""
        self._at_most = at_most
        self._origin = min(task.first for task in tasks)
        length = max(task.last for task in tasks) - self._origin
        limit = np.full(length, at_most, dtype=np.int64)
        if limits is not None:
            start = self._origin - since
            limit = np.minimum(limit, limits[start : start + length])
        self._tick = _tick(tasks, self._origin, limit)
        self._limit = limit[:: self._tick]
        self._tasks = tuple(self._in_ticks(task) for task in tasks)
        self._loads = np.array([task.load for task in tasks], dtype=np.int64)
        self._cover = _cover(self._tasks, len(self._limit))

    def _in_ticks(self, task: Demand) -> Demand:
        begins = (task.begins - self._origin) // self._tick
        return replace(task, begins=begins, length=task.length // self._tick)

    def _in_minutes(self, found: Overload) -> Overload:
        return replace(
            found,
            since=self._origin + found.since * self._tick,
            until=self._origin + found.until * self._tick,
            needed=found.needed * self._tick,
            usable=found.usable * self._tick,
        )

    def overload(self) -> Overload | None:
        """Return the stretch of time with most minutes too many, the shortest of those, if any."""
        since, until = self._candidates()
        least = least_energy(self._tasks, since, until)
        needed, usable = self._loads @ least, self._usable(np.ones(len(self._tasks), dtype=bool))
        there = usable[until] - usable[since]
        close = np.argsort(there / np.maximum(needed, 1), kind="stable")[:CLOSE]
        close = close[there[close] <= LOOSE * needed[close]]
        found = [self._energy(int(since[n]), int(until[n]), least[:, n]) for n in close.tolist()]
        worst = min(
            (each for each in found if each.excess > 0),
            key=lambda each: (-each.excess, each.until - each.since),
            default=None,
        )
        return None if worst is None else self._in_minutes(worst)

    def _usable(self, tasks: Flags) -> Numbers:
        """Return how much some of the tasks can use before each tick, and before the end."""
        possible = self._loads[tasks].astype(np.float32) @ self._cover[tasks]
        used = np.minimum(self._limit, possible.astype(np.int64))
        return np.concatenate(([0], np.cumsum(used)))

    def _candidates(self) -> tuple[Numbers, Numbers]:
        """Return stretches from an earliest begin to a latest end: those in which most must lie."""
        firsts, from_ = np.unique([task.first for task in self._tasks], return_inverse=True)
        lasts, to = np.unique([task.last for task in self._tasks], return_inverse=True)
        inside = np.zeros((len(firsts), len(lasts)), dtype=np.int64)
        np.add.at(inside, (from_, to), [task.load * task.length for task in self._tasks])
        inside = np.cumsum(np.cumsum(inside[::-1], axis=0)[::-1], axis=1)
        usable = self._usable(np.ones(len(self._tasks), dtype=bool))
        there = usable[lasts][None, :] - usable[firsts][:, None]
        fullness = np.where(lasts[None, :] > firsts[:, None], inside / np.maximum(there, 0.5), -1.0)
        order = np.argsort(-fullness, axis=None, kind="stable")[:CANDIDATES]
        rows, columns = np.unravel_index(order, fullness.shape)
        useful = fullness[rows, columns] > 0
        return firsts[rows[useful]], lasts[columns[useful]]

    def _energy(self, since: int, until: int, least: Numbers) -> Overload:
        """Compare what is needed with what those that need it can use."""
        tasks = least > 0
        usable = self._usable(tasks)
        names = tuple(h.session for h, named in zip(self._tasks, tasks, strict=True) if named)
        needed, there = int(self._loads @ least), int(usable[until] - usable[since])
        return Overload(since, until, needed, there, names)


def _tick(tasks: Sequence[Demand], origin: int, limit: Numbers) -> int:
    """Return the longest time that divides all times from the origin: begins, lengths, limits."""
    begins = np.concatenate([task.begins for task in tasks]) - origin
    lengths = np.array([task.length for task in tasks])
    changes = np.flatnonzero(np.diff(limit)) + 1
    return int(np.gcd.reduce(np.concatenate((begins, lengths, changes))))


def _cover(tasks: Sequence[Demand], length: int) -> NDArray[np.float32]:
    """Return whether each task can be on at each tick, as 1 or 0."""
    steps = np.zeros((len(tasks), length + 1), dtype=np.float32)
    for row, task in zip(steps, tasks, strict=True):
        row[task.begins] += 1
        row[task.begins + task.length] -= 1
    return (np.cumsum(steps, axis=1)[:, :-1] > 0).astype(np.float32)
