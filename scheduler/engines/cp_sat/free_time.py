"""`FreeTime` in the exact model: one stretch of cells in each window is chosen and left free."""

from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.shared_loads import (
    FreeWindow,
    Hold,
    holds_of,
    windows_of,
)
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, FreeTime, Use


class FreeTimeRows:
    """Builds the free times of a model."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._exclusive = [
            {use.session: use for use in capacity.uses}
            for capacity, price in variables.source.asked(Capacity)
            if price is None and _is_exclusive(capacity)
        ]
        """Uses of which no two overlap, by session."""

    def add(self, free: FreeTime, price: int | None) -> None:
        """Add a restriction: hard, or with a price for missing minutes."""
        variables = self._variables
        holds = holds_of(free, variables.source.domains)
        in_turn = free.at_most == 0 and self._are_in_turn(free)
        for window in windows_of(free, holds, variables.source.timeline):
            for cell, literal in enumerate(self._stretch(window, price)):
                starts = self._starts(holds, int(window.begins[cell]))
                if free.at_most:
                    self._keep_within(free.at_most, starts, literal)
                elif in_turn:
                    some = [start for own in starts.values() for start in own]
                    variables.at_most_one([literal.index, *some])
                else:
                    for own in starts.values():
                        variables.at_most_one([literal.index, *own])

    def _stretch(self, window: FreeWindow, price: int | None) -> list[Literal]:
        """Return a literal for each cell, whether it is one of the stretch; what is missing is paid for."""
        variables, number = self._variables, len(window.begins)
        chosen = [variables.model.new_bool_var("") for _ in range(number)]
        first = [variables.model.new_bool_var("") for _ in range(number)]
        variables.at_most_one([each.index for each in first])
        variables.at_most([chosen[0].index, first[0].index], [1, -1], 0)
        for cell in range(1, number):
            row = chosen[cell], chosen[cell - 1], first[cell]
            variables.at_most([each.index for each in row], [1, -1, -1], 0)
        terms, loads = [each.index for each in chosen], (-window.lengths).tolist()
        if price is None:
            variables.at_most(terms, loads, -window.need)
        else:
            variables.pay(variables.excess(terms, loads, -window.need, window.need), price)
        return chosen

    def _starts(self, holds: Sequence[Hold], minute: int) -> Mapping[Hold, Sequence[int]]:
        """Return for each use that may hold a minute the literals of the starts with which it does."""
        cell, found = np.array([minute]), {}
        for hold in holds:
            (first,), (last,) = hold.range_in(cell)
            if first < last:
                place = self._variables.places[self._variables.source.numbers[hold.use.session]]
                found[hold] = [each.index for each in place.start[first:last]]
        return found

    def _keep_within(
        self, at_most: int, starts: Mapping[Hold, Sequence[int]], literal: Literal
    ) -> None:
        """Let no more load run than a limit, if a cell is one of the stretch."""
        most = sum(hold.use.load for hold in starts) - at_most
        if most > 0:
            terms = [(each, hold.use.load) for hold, own in starts.items() for each in own]
            literals, loads = [each for each, _ in terms], [load for _, load in terms]
            self._variables.at_most([*literals, literal.index], [*loads, most], at_most + most)

    def _are_in_turn(self, free: FreeTime) -> bool:
        """Return True if a forbidden capacity lets only one use of a restriction hold anything at once."""
        return any(
            all(use.session in uses and _within(use, uses[use.session]) for use in free.uses)
            for uses in self._exclusive
        )


def _is_exclusive(capacity: Capacity) -> bool:
    everywhere = capacity.rooms is None and all(use.rooms is None for use in capacity.uses)
    return everywhere and capacity.at_most == 1 and all(use.load >= 1 for use in capacity.uses)


def _within(use: Use, other: Use) -> bool:
    """Return True if a use holds something only while another one of its session does."""
    return minutes(use.before) <= minutes(other.before) and minutes(use.after) <= minutes(
        other.after
    )
