"""Literals for "this session is running now", shared by all restrictions on simultaneous sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.variables import Rooms, Variables
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import Minutes, minutes
from scheduler.restrictions import Capacity, Use

NOBODY = np.iinfo(np.int64).min
"""Stands for a literal where none can be true; no literal has this number."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """When a session counts: from before its start to after its end, in some of its rooms."""

    session: int
    before: int
    """Minutes."""
    after: int
    """Minutes."""
    rooms: Rooms
    """Positions in its domain; None: in all of them."""


@dataclass(frozen=True)
class Profile:
    """An occupancy over the cells of time."""

    running: NDArray[np.int64]
    """By cell the literal that is true if the session is running there; NOBODY if it never is."""
    enters: NDArray[np.bool_]
    """Whether a start begins to hold with the cell."""
    leaves: NDArray[np.bool_]
    """Whether a start ceases to hold with the cell."""


@dataclass(frozen=True)
class Rows:
    """Occupancies over stretches of time in each of which the same starts are running."""

    running: NDArray[np.int64]
    """Literal by occupancy and stretch; NOBODY where the occupancy never is running."""
    loads: NDArray[np.int64]
    """By occupancy."""
    lengths: Minutes
    """By stretch."""
    maximal: NDArray[np.bool_]
    """Whether no neighbouring stretch has all of it, and more."""
    taken: Minutes
    """Load that is there without any occupancy, by stretch."""

    def crowded(self, at_most: int) -> NDArray[np.int64]:
        """Return the stretches in which the load can be too much."""
        return np.flatnonzero(self.loads @ (self.running != NOBODY) + self.taken > at_most)

    def at(self, stretch: int) -> tuple[list[int], list[int]]:
        """Return the literals that may be true in a stretch, and their loads."""
        here = self.running[:, stretch]
        some = here != NOBODY
        return here[some].tolist(), self.loads[some].tolist()


def occupancies_of(use: Use, capacity: Capacity, variables: Variables) -> Iterable[Occupancy]:
    """Yield how a use counts: more than one occupancy where rooms prolong it differently."""
    session = variables.source.numbers[use.session]
    before, after = minutes(use.before), minutes(use.after)
    domain = variables.places[session].domain
    counting = counting_rooms(use, capacity, domain, variables.source.room_numbers)
    if counting is None:
        yield Occupancy(session, before, after, None)
        return
    for more, rooms in counting.items():
        everywhere = len(rooms) == (domain.own_rooms >= 0).sum()
        yield Occupancy(session, before, after + more, None if everywhere else tuple(rooms))


class Profiles:
    """Builds the profiles of a model, each once.

    Time is cut into *cells* at every moment at which one of the occupancies can begin or end.
    """

    def __init__(
        self, occupancies: Iterable[Occupancy], variables: Variables, steps: Iterable[int] = ()
    ) -> None:
        """Take occupancies, and further minutes at which a cell is to begin."""
        self._variables = variables
        moments = [edge for occupancy in set(occupancies) for edge in self._edges(occupancy)]
        moments += [np.array(sorted(steps), dtype=np.int64)] if moments else []
        self._moments = np.unique(np.concatenate(moments)) if moments else np.zeros(0, np.int64)
        self._profiles: dict[Occupancy, Profile] = {}
        self._both: dict[tuple[int, int], int] = {}

    @property
    def lengths(self) -> Minutes:
        """Minutes of each cell."""
        return np.diff(self._moments)

    @property
    def begins(self) -> Minutes:
        """Minute at which each cell begins."""
        return self._moments[:-1]

    def profile(self, occupancy: Occupancy) -> Profile:
        """Return the profile of an occupancy."""
        if occupancy not in self._profiles:
            self._profiles[occupancy] = self._profile(occupancy)
        return self._profiles[occupancy]

    def _edges(self, occupancy: Occupancy) -> tuple[Minutes, Minutes]:
        """Return when the session holds from, and until when, by start."""
        domain = self._variables.places[occupancy.session].domain
        return domain.stretch(occupancy.before, occupancy.after)

    def _profile(self, occupancy: Occupancy) -> Profile:
        begins, ends = self._edges(occupancy)
        cells = self._moments[:-1]
        first = np.searchsorted(ends, cells, side="right")
        last = np.searchsorted(begins, cells, side="right")
        running = np.full(len(cells), NOBODY)
        for cell in np.flatnonzero(first < last).tolist():
            running[cell] = self._literal(occupancy, int(first[cell]), int(last[cell]))
        enters = np.diff(last, prepend=0) > 0
        leaves = np.diff(first, append=len(ends)) > 0
        return Profile(running, enters, leaves)

    def _literal(self, occupancy: Occupancy, first: int, last: int) -> int:
        """Return a literal that is true if a start of these, and a room of the occupancy, is chosen."""
        running = self._started(occupancy.session, first, last)
        if occupancy.rooms is None:
            return running
        place = self._variables.places[occupancy.session]
        there = self._variables.any_of([place.room[room] for room in occupancy.rooms]).index
        if (running, there) not in self._both:
            self._both[running, there] = self._variables.both_of(running, there)
        return self._both[running, there]

    def _started(self, session: int, first: int, last: int) -> int:
        starts = self._variables.places[session].start[first:last]
        return self._variables.any_of(starts).index


def rows_of(
    profiles: Sequence[Profile],
    loads: Sequence[int],
    lengths: Minutes,
    taken: Minutes | None = None,
) -> Rows:
    """Join the neighbouring cells in which the same starts are running, and as much is taken.

    Where no session has a start there are no cells, and no stretches.
    """
    taken = np.zeros(len(lengths), dtype=np.int64) if taken is None else taken
    steps = np.diff(taken) != 0
    enters = np.logical_or.reduce([profile.enters for profile in profiles])
    leaves = np.logical_or.reduce([profile.leaves for profile in profiles])
    changes = enters.copy()
    changes[1:] |= leaves[:-1] | steps
    changes[:1] = True
    first = np.flatnonzero(changes)
    last = np.append(first, len(lengths))[1:] - 1
    return Rows(
        np.stack([profile.running[first] for profile in profiles]),
        np.array(loads),
        np.add.reduceat(lengths, first),
        # Beside less that is taken, a stretch with the same starts may have room where another has none.
        enters[first] & leaves[last] if not steps.any() else np.ones(len(first), dtype=bool),
        taken[first],
    )
