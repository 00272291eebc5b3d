"""`FreeTime` in the exact model: one stretch of cells in each window is chosen and left free."""

from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.shared_loads import (
    FreeWindow,
    Hold,
    holds_of,
    missing_alone,
    windows_of,
)
from scheduler.engines.timeline import Minutes, minutes
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
            chosen, over = self._stretch(window, price)
            self._pay_alone(window, holds, free.at_most, over, in_turn=in_turn)
            for cell, literal in enumerate(chosen):
                starts = self._starts(holds, int(window.begins[cell]))
                if free.at_most:
                    self._keep_within(free.at_most, starts, literal)
                elif in_turn:
                    some = [start for own in starts.values() for start in own]
                    variables.at_most_one([literal.index, *some])
                else:
                    for own in starts.values():
                        variables.at_most_one([literal.index, *own])

    def _stretch(
        self, window: FreeWindow, price: int | None
    ) -> tuple[list[Literal], Literal | None]:
        """Return a literal for each cell, whether it is one of the stretch, and what is missing and paid."""
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
            return chosen, None
        over = variables.excess(terms, loads, -window.need, window.need)
        variables.pay(over, price)
        return chosen, over

    def _pay_alone(
        self,
        window: FreeWindow,
        holds: Sequence[Hold],
        at_most: int,
        over: Literal | None,
        *,
        in_turn: bool,
    ) -> None:
        """Add cuts: at least as much is missing as with each use alone.

        Of uses in turn, no two leave too little alone in a window that is twice as long as what it needs:
        the first would end less than that before its end, the second begin less than that after its begin.
        """
        begin, end = window.edges
        rows = [self._terms(hold, missing_alone(window, hold, at_most)) for hold in holds]
        if in_turn and end - begin >= 2 * window.need:
            rows = [[term for row in rows for term in row]]
        for row in rows:
            literals, loads = [each for each, _ in row], [load for _, load in row]
            if row and over is None:
                self._variables.at_most(literals, loads, 0)
            elif row and over is not None:
                self._variables.at_most([*literals, over.index], [*loads, -1], 0)

    def _terms(self, hold: Hold, missing: Minutes) -> list[tuple[int, int]]:
        """Return the literals of the starts of a use with which something is missing, and how much."""
        place = self._variables.places[self._variables.source.numbers[hold.use.session]]
        return [(place.start[n].index, int(missing[n])) for n in np.flatnonzero(missing).tolist()]

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
