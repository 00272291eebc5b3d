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

from scheduler.explanation.packing import Fullness, Overload, Task, least_energy, packed

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

CANDIDATES = 400
"""Stretches of time looked at for one restriction, the fullest first."""
CLOSE = 40
"""Of those, how many are looked at closely."""

LOOSE = 3
"""A stretch with more times the minutes that are needed is not looked at closely."""


class Cumulative:
    """A cumulative constraint: tasks that share something, of which there is so much at any time.

    Inside, time is counted in ticks from the earliest begin: the longest that divide all times.
    """

    def __init__(
        self, tasks: Sequence[Task], at_most: int, limits: Numbers | None = None, since: int = 0
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

    def _in_ticks(self, task: Task) -> Task:
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

    def overload(self, *, packing: bool = True) -> Overload | None:
        """Return the stretch of time with most minutes too many, the shortest of those, if any.

        With `packing`, if there is none, one in which whole meetings do not fit side by side.
        """
        since, until = self._candidates()
        least = least_energy(self._tasks, since, until)
        needed, usable = self._loads @ least, self._usable(np.ones(len(self._tasks), dtype=bool))
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

    def _packed(self, bounds: tuple[int, int], least: Numbers) -> Iterator[Overload]:
        """Compare what must lie in a stretch as a whole with what fits into it."""
        pairs = zip(self._tasks, least.tolist(), strict=True)
        numbers = [number for number, (task, held) in enumerate(pairs) if task.length == held]
        covered: Flags = np.any(self._cover[numbers], axis=0)
        yield from packed(bounds, [self._tasks[n] for n in numbers], covered, self._limit)

    def fullness(self) -> Fullness:
        """Return how much of the usable time is needed, sessions that cannot move set aside."""
        free = np.array([len(task.begins) > 1 for task in self._tasks])
        moving = [task for task, moves in zip(self._tasks, free, strict=True) if moves]
        if int(self._loads[free].sum()) <= self._at_most:
            return Fullness(0, 0, 0, 0, ())
        taken, possible = (
            self._loads[which].astype(np.float32) @ self._cover[which] for which in (~free, free)
        )
        usable = int(np.minimum(np.maximum(self._limit - taken, 0), possible).sum())
        return Fullness(
            self._origin + min(task.first for task in moving) * self._tick,
            self._origin + max(task.last for task in moving) * self._tick,
            sum(task.load * task.length for task in moving) * self._tick,
            usable * self._tick,
            tuple(task.session for task in moving),
        )


def _plainest_and_worst(found: Overload) -> tuple[bool, int, int]:
    return found.whole, -found.excess, found.until - found.since


def _tick(tasks: Sequence[Task], origin: int, limit: Numbers) -> int:
    """Return the longest time that divides all times from the origin: begins, lengths, limits."""
    begins = np.concatenate([task.begins for task in tasks]) - origin
    lengths = np.array([task.length for task in tasks])
    changes = np.flatnonzero(np.diff(limit)) + 1
    return int(np.gcd.reduce(np.concatenate((begins, lengths, changes))))


def _cover(tasks: Sequence[Task], length: int) -> NDArray[np.float32]:
    """Return whether each task can be on at each tick, as 1 or 0."""
    steps = np.zeros((len(tasks), length + 1), dtype=np.float32)
    for row, task in zip(steps, tasks, strict=True):
        row[task.begins] += 1
        row[task.begins + task.length] -= 1
    return (np.cumsum(steps, axis=1)[:, :-1] > 0).astype(np.float32)
