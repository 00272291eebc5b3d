"""Rows that follow from which sessions never run at once; the linear relaxation is far better with them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.conflicts import Block, Conflicts, blocks_of
from scheduler.engines.cp_sat.profiles import NOBODY, Occupancy, Profile, Profiles, rows_of
from scheduler.engines.cp_sat.variables import Variables
from scheduler.restrictions import NONE, Capacity


class Stretch(NamedTuple):
    """A stretch of time of a capacity."""

    since: int
    """Minute at which it begins."""
    until: int
    """Minute at which it ends."""
    literals: list[tuple[int, int]]
    """Sessions that may run, each with its literal by number."""
    over: int | None
    """The variable that is at least the excess, by number; None: none is allowed."""


class ConflictRows:
    """Rows of a model in the making that say what never runs at once, by all its capacities together."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._conflicts = Conflicts(variables.source, variables.check)
        self._left = variables.params.conflict_rows
        held = [place.domain.held for place in variables.places]
        always = (Occupancy(each, 0, 0, None) for each in range(len(held)) if len(held[each]))
        self._profiles = Profiles(always, variables)

    def cliques(self) -> Iterator[list[int]]:
        """Yield literals of which one is true at most, for each clique and stretch of time."""
        for clique in self._conflicts.cliques():
            if self._left <= 0:
                return
            self._variables.check()
            found = [self._profile(each) for each in clique]
            rows = rows_of(found, [1] * len(found), self._profiles.lengths)
            crowded = (rows.running != NOBODY).sum(axis=0) > 1
            for stretch in np.flatnonzero(crowded & rows.maximal).tolist():
                self._left -= 1
                yield self._variables.spread(*rows.at(stretch))[0]

    def lift(self, capacity: Capacity, stretches: Sequence[Stretch]) -> None:
        """Let what keeps sessions of a capacity from running count in it: that adds nothing to the excess."""
        number = self._variables.params.blockers
        if not (number and is_plain(capacity)):
            return
        numbers = [self._variables.source.numbers[use.session] for use in capacity.uses]
        for block in blocks_of(self._conflicts, numbers, capacity.at_most, number):
            self._variables.check()
            blocking = [(self._profile(each), load) for each, load in block.blockers]
            for stretch in stretches:
                self._lift(capacity.at_most, stretch, block, blocking)

    def _lift(
        self, at_most: int, stretch: Stretch, block: Block, blocking: list[tuple[Profile, int]]
    ) -> None:
        """Add a row for each set of blockers that may run in a stretch."""
        running = [each for session, each in stretch.literals if block.sessions >> session & 1]
        if len(running) <= at_most:
            return
        begins = self._profiles.begins
        first = int(np.searchsorted(begins, stretch.since))
        last = int(np.searchsorted(begins, stretch.until))
        for cell in _fullest([profile for profile, _ in blocking], first, last):
            here = [(int(profile.running[cell]), load) for profile, load in blocking]
            blockers = [each for each in here if each[0] != NOBODY]
            if blockers and self._left > 0:
                self._add(at_most, running, blockers, block.times, stretch.over)

    def _add(
        self,
        at_most: int,
        running: Sequence[int],
        blockers: Sequence[tuple[int, int]],
        times: int,
        over: int | None,
    ) -> None:
        self._left -= 1
        literals = [*running, *(literal for literal, _ in blockers)]
        loads = [*(times for _ in running), *(load for _, load in blockers)]
        if over is not None:
            literals, loads = [*literals, over], [*loads, -times]
        self._variables.at_most(literals, loads, times * at_most)

    def _profile(self, session: int) -> Profile:
        return self._profiles.profile(Occupancy(session, 0, 0, None))


def is_plain(capacity: Capacity) -> bool:
    """Tell whether sessions count wherever they are, just while they run, and one each."""
    return capacity.rooms is None and all(
        use.load == 1 and use.rooms is None and use.before == use.after == NONE
        for use in capacity.uses
    )


def _fullest(profiles: Sequence[Profile], first: int, last: int) -> list[int]:
    """Return a cell for each part of a stretch in which the same starts run, and no neighbour has more."""
    if last <= first:
        return []
    enters = np.logical_or.reduce([profile.enters[first:last] for profile in profiles])
    leaves = np.logical_or.reduce([profile.leaves[first:last] for profile in profiles])
    enters[0] = leaves[-1] = True
    changes = enters.copy()
    changes[1:] |= leaves[:-1]
    begins = np.flatnonzero(changes)
    ends = np.append(begins[1:], last - first) - 1
    found: list[int] = (first + begins[enters[begins] & leaves[ends]]).tolist()
    return found
