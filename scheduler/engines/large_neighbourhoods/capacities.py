"""What capacities leave to freed sessions, beside all others where they are.

A place at which a forbidden capacity has no load left is none. A use that no freed session can meet any more
changes nothing for them. Both make the model of a neighbourhood as small as what is left to decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import ABSENT, Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Minutes, minutes, steps_of
from scheduler.restrictions import Capacity, Priced

Numbers = NDArray[np.int64]

ALWAYS = -ABSENT, 2 * ABSENT
"""Minutes before and after everything."""


class Uses:
    """The uses of a capacity as arrays, by position."""

    def __init__(self, priced: Priced, model: Model) -> None:
        capacity = priced.restriction
        assert isinstance(capacity, Capacity)  # noqa: S101 - asked for by its kind
        self.priced, self.capacity = priced, capacity
        uses = capacity.uses
        self.sessions = np.array([model.numbers[use.session] for use in uses])
        self.loads = np.array([use.load for use in uses])
        self.before = np.array([minutes(use.before) for use in uses])
        self.after = np.array([minutes(use.after) for use in uses])
        self.longer = np.full((len(uses), len(model.rooms)), -1)
        """Minutes by which each room prolongs each use; -1 where the use does not count."""
        for room, number in model.room_numbers.items():
            if capacity.rooms is None:
                self.longer[:, number] = 0
            elif room in capacity.rooms:
                self.longer[:, number] = minutes(capacity.rooms[room])
        for position, use in enumerate(uses):
            if use.rooms is not None:
                others = [n for room, n in model.room_numbers.items() if room not in use.rooms]
                self.longer[position, others] = -1
        self._taken = [*steps_of(capacity.taken, model.timeline)]

    def held(
        self, positions: Numbers, starts: Minutes, ends: Minutes, rooms: Numbers
    ) -> tuple[Numbers, Minutes, Minutes]:
        """Return which of some uses count where their sessions are, and from when to when."""
        sessions = self.sessions[positions]
        longer = self.longer[positions, rooms[sessions]]
        counts = (longer >= 0) & (starts[sessions] != ABSENT)
        some, sessions = positions[counts], sessions[counts]
        begins = starts[sessions] - self.before[some]
        return some, begins, ends[sessions] + self.after[some] + longer[counts]

    def crowded(
        self, held: Numbers, begins: Minutes, ends: Minutes
    ) -> tuple[Minutes, NDArray[np.int64]]:
        """Return moments, and the load from each of them on that uses have with what is taken."""
        steps = np.array(self._taken, dtype=np.int64).reshape(-1, 2).T
        moments = np.concatenate([begins, ends, steps[0], ALWAYS])
        changes = np.concatenate([self.loads[held], -self.loads[held], steps[1], (0, 0)])
        at, inverse = np.unique(moments, return_inverse=True)
        total = np.zeros(len(at), dtype=np.int64)
        np.add.at(total, inverse, changes)
        return at, np.cumsum(total)

    def stretches(self, use: int, domain: Domain) -> Iterator[tuple[Numbers, Minutes, Minutes]]:
        """Yield rooms of a domain, by position, in which a use counts alike, and its times there by start."""
        rooms = domain.own_rooms
        longer = np.where(rooms < 0, -1, self.longer[use, rooms])
        begins = domain.held - self.before[use]
        for more in np.unique(longer[longer >= 0]).tolist():
            alike = np.flatnonzero(longer == more)
            yield alike, begins, domain.held_ends + self.after[use] + more


def without_crowded(
    uses: Uses,
    free: NDArray[np.bool_],
    at: tuple[Minutes, Minutes, Numbers],
    domains: Sequence[Domain],
    left: Mapping[int, NDArray[np.bool_]],
) -> None:
    """Take out what is left to freed sessions where a forbidden capacity is exceeded beside all others."""
    freed = free[uses.sessions]
    held = uses.held(np.flatnonzero(~freed), *at)
    moments, loads = uses.crowded(*held)
    lengths = np.diff(moments)
    for use in np.flatnonzero(freed).tolist():
        session = int(uses.sessions[use])
        over = loads[:-1] + uses.loads[use] > uses.capacity.at_most
        minutes_over = np.concatenate(([0], np.cumsum(lengths * over)))
        for rooms, begins, ends in uses.stretches(use, domains[session]):
            until, since = (np.interp(each, moments, minutes_over) for each in (ends, begins))
            bad = np.flatnonzero(until - since > 0.5)
            left[session][np.ix_(bad, rooms)] = False


def met(
    uses: Uses,
    free: NDArray[np.bool_],
    at: tuple[Minutes, Minutes, Numbers],
    domains: Sequence[Domain],
) -> Priced | None:
    """Return a capacity with the uses of freed sessions and those that they can meet; None if it is kept."""
    freed = np.flatnonzero(free[uses.sessions])
    begins, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    own: list[int] = []
    for use in freed.tolist():
        domain = domains[uses.sessions[use]]
        for rooms, since, until in uses.stretches(use, domain):
            possible = np.any(domain.allowed[: len(since), rooms], axis=1)
            if possible.any():
                own.append(use)
                begins.append(since[possible])
                ends.append(until[possible])
    if not own:
        return None
    forbidden = uses.priced.price is None
    since, until = np.concatenate(begins), np.concatenate(ends)
    order = np.argsort(since)
    since, until = since[order], np.maximum.accumulate(until[order])
    held, first, last = uses.held(np.flatnonzero(~free[uses.sessions]), *at)
    # Of stretches in order the last one to begin before a use ends reaches farthest.
    before = np.searchsorted(since, last) - 1
    meets = (before >= 0) & (until[before] > first)
    kept = sorted({*own, *held[meets].tolist()})
    if sum(int(uses.loads[each]) for each in kept) <= uses.capacity.least:
        return None
    if forbidden and len({*own}) == 1:
        return None  # Its places have been seen to.
    chosen = tuple(uses.capacity.uses[each] for each in kept)
    return replace(uses.priced, restriction=replace(uses.capacity, uses=chosen))
