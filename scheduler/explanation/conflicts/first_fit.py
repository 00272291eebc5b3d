"""A programme made in one go, where there is no time to search: each session at the first free place."""

import math

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline
from scheduler.explanation.conflicts.groups import Groups
from scheduler.schedule import Assignment, Schedule


def first_fit(groups: Groups) -> Schedule:
    """Return a programme of the sessions that have to take place, those with few places first.

    Of what is asked of several sessions, only that no two are in one room at one time is looked at. Sessions
    without a place by themselves are in the first room at the first start.
    """
    problem, placed = groups.problem, list[Assignment]()
    timeline = Timeline(problem.starts[0])
    held = _Held(timeline.minute(problem.starts[-1]), len(problem.rooms), _grid(groups))
    needed = (each for each in groups.order if each not in problem.optional)
    for session in sorted(needed, key=lambda each: (groups.freedom[each], each)):
        domain = groups.places[session]
        start, room = (0, 0) if domain.empty else held.take(domain)
        placed.append(Assignment(session, timeline.instant(start), problem.rooms[room]))
    return Schedule.of(placed)


def _grid(groups: Groups) -> int:
    """Return the longest time, in minutes, that divides all starts and ends."""
    every = groups.places.values()
    return max(1, math.gcd(*(int(np.gcd.reduce(m)) for d in every for m in (d.starts, d.ends))))


class _Held:
    """How often each room is held, step by step of the grid."""

    def __init__(self, last: int, rooms: int, grid: int) -> None:
        self._grid = grid
        self._times: NDArray[np.int64] = np.zeros((rooms, last // grid + 1), dtype=np.int64)

    def take(self, domain: Domain) -> tuple[int, int]:
        """Hold the first place of a session that is least held, and return its start and room."""
        begins, ends = domain.starts // self._grid, domain.ends // self._grid
        steps = max(int(ends.max()), self._times.shape[1])
        self._times = np.pad(self._times, ((0, 0), (0, steps - self._times.shape[1])))
        until = np.pad(np.cumsum(self._times[domain.rooms], axis=1), ((0, 0), (1, 0)))
        busy = (until[:, ends] - until[:, begins]).T
        row, column = divmod(
            int(np.argmin(np.where(domain.allowed, busy, steps * len(busy) + steps))),
            len(domain.rooms),
        )
        room = int(domain.rooms[column])
        self._times[room, begins[row] : ends[row]] += 1
        return int(domain.starts[row]), room
