"""Tasks of something shared, and how many whole ones fit into a stretch of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Task:
    """What a session holds of something, and when."""

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
    whole: bool = False
    """Whether only what whole tasks can fill counts as usable."""
    rounded: bool = False
    """Whether what a session needs is counted until the next possible begin of another."""

    @property
    def excess(self) -> int:
        """How much is too much."""
        return self.needed - self.usable


@dataclass(frozen=True, slots=True)
class Fullness:
    """How much of the time that can be used is needed, sessions that cannot move set aside."""

    since: int
    """First begin of those that can move."""
    until: int
    """Their last end."""
    needed: int
    """Time needed, times loads."""
    usable: int
    """Time there is, times loads."""
    sessions: tuple[str, ...]
    """Sessions that can move, in the order of the tasks."""

    @property
    def share(self) -> float:
        """Share of the usable time that is needed."""
        return self.needed / self.usable if self.usable else 0.0


def least_energy(tasks: Sequence[Task], since: Numbers, until: Numbers) -> Numbers:
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


def stretches(covered: Flags) -> Iterator[tuple[int, int]]:
    """Yield where runs of True begin and end."""
    steps = np.diff(np.concatenate(([0], covered.astype(np.int8), [0])))
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    yield from zip(begins.tolist(), ends.tolist(), strict=True)


def packed(
    bounds: tuple[int, int], tasks: Sequence[Task], covered: Flags, limit: Numbers
) -> Iterator[Overload]:
    """Yield a stretch that whole tasks of the same load must lie in, and that is too short for them.

    Their begins differ by multiples of some step. So two that follow one another on the same place lie
    as many steps apart as the first one fills, even in part.

    Parameters
    ----------
    bounds
        Begin and end of the stretch.
    tasks
        What must lie in it.
    covered
        Times at which one of these tasks can be on.
    limit
        How much there is at each time.
    """
    loads = {task.load for task in tasks}
    if len(loads) != 1:
        return
    load, first = loads.pop(), tasks[0].first
    step = max(1, int(np.gcd.reduce(np.concatenate([task.begins for task in tasks]) - first)))
    lengths = np.array([-(-task.length // step) for task in tasks])
    needed = int(lengths.sum())
    bounds_of = np.array(list(stretches(covered)), dtype=np.int64).reshape(-1, 2)
    upto = np.array([np.searchsorted(task.begins, bounds_of) for task in tasks])
    last = np.array([task.begins[n[:, 1] - 1] for task, n in zip(tasks, upto, strict=True)])
    fits = 0
    for number, (begin, end) in enumerate(bounds_of.tolist()):
        places = int(limit[begin:end].max()) // load
        inside = upto[:, number, 0] < upto[:, number, 1]
        room = ((last[inside, number] - begin) // step + lengths[inside]).max(initial=0)
        fits += _fits(lengths[inside].tolist(), int(room), places)
        if fits >= needed:
            return
    names = tuple(task.session for task in tasks)
    rounded = any(task.length % step for task in tasks)
    yield Overload(
        *bounds, needed * step * load, fits * step * load, names, whole=True, rounded=rounded
    )


def _fits(lengths: Sequence[int], room: int, places: int) -> int:
    """Return the most steps that whole tasks can fill, on so many places with so much room each."""
    return min(sum(lengths), places * largest_sum(lengths, room))
