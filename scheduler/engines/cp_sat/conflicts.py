"""Rows that follow from which sessions never run at once; the relaxation of a model is far better with them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.conflicts import Conflicts, blockers
from scheduler.engines.cp_sat.profiles import NOBODY, Occupancy, Profile, Profiles, rows_of
from scheduler.engines.cp_sat.variables import Variables
from scheduler.restrictions import NONE, Capacity


class Excess(NamedTuple):
    """What a capacity pays for in a stretch of time."""

    since: int
    """Minute at which the stretch begins."""
    until: int
    """Minute at which it ends."""
    literals: list[int]
    over: int
    """The variable that is at least the excess, by number."""


class ConflictRows:
    """Rows of a model in the making that say what is never at once."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._conflicts = Conflicts(variables.source, variables.check)
        self._left = variables.params.conflict_rows
        held = [place.domain.held for place in variables.places]
        always = (Occupancy(each, 0, 0, None) for each in range(len(held)) if len(held[each]))
        self._profiles = Profiles(always, variables)

    def add_cliques(self) -> Iterator[list[int]]:
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

    def lift(self, capacity: Capacity, excesses: Sequence[Excess]) -> None:
        """Let what keeps the sessions of a capacity from running count in it: it adds nothing to the excess.

        ``sum of what runs + sum of what each blocker blocks <= at_most + excess`` for cliques of blockers.
        """
        if not _is_plain(capacity) or not self._variables.params.blockers:
            return
        numbers = [self._variables.source.numbers[use.session] for use in capacity.uses]
        for clique in blockers(
            self._conflicts, numbers, capacity.at_most, self._variables.params.blockers
        ):
            self._variables.check()
            profiles = [(self._profile(each), load) for each, load in clique]
            for excess in excesses:
                self._lift(capacity.at_most, excess, profiles)

    def _lift(self, at_most: int, excess: Excess, blocking: list[tuple[Profile, int]]) -> None:
        """Add a row for each set of blockers that may run in the stretch."""
        begins = self._profiles.begins
        first = max(0, int(np.searchsorted(begins, excess.since, side="right")) - 1)
        last = int(np.searchsorted(begins, excess.until, side="left"))
        cells = [(profile.running[first:last], load) for profile, load in blocking]
        known: set[tuple[tuple[int, int], ...]] = set()
        for cell in range(last - first):
            here = tuple((int(row[cell]), load) for row, load in cells if row[cell] != NOBODY)
            if here and here not in known and self._left > 0:
                known.add(here)
                self._left -= 1
                literals = [*excess.literals, *(literal for literal, _ in here)]
                loads = [*(1 for _ in excess.literals), *(load for _, load in here)]
                spread, factors = self._variables.spread(literals, loads)
                self._variables.at_most([*spread, excess.over], [*factors, -1], at_most)

    def _profile(self, session: int) -> Profile:
        return self._profiles.profile(Occupancy(session, 0, 0, None))


def _is_plain(capacity: Capacity) -> bool:
    """Tell whether sessions count wherever they are, just while they run, and one each."""
    return capacity.rooms is None and all(
        use.load == 1 and use.rooms is None and use.before == use.after == NONE
        for use in capacity.uses
    )
