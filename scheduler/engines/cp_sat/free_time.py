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
from scheduler.restrictions import FreeTime


def add_free_time(free: FreeTime, price: int | None, variables: Variables) -> None:
    """Add a free time: hard, or with a price for missing minutes."""
    holds = holds_of(free, variables.source.domains)
    for window in windows_of(free, holds, variables.source.timeline):
        for cell, literal in enumerate(_stretch(window, price, variables)):
            starts = _starts(holds, int(window.begins[cell]), variables)
            if free.at_most:
                _keep_within(free.at_most, starts, literal, variables)
            else:
                for own in starts.values():
                    variables.at_most_one([literal.index, *own])


def _stretch(window: FreeWindow, price: int | None, variables: Variables) -> list[Literal]:
    """Return a literal for each cell, whether it is one of the stretch; what is missing is paid for."""
    number = len(window.begins)
    chosen = [variables.model.new_bool_var("") for _ in range(number)]
    first = [variables.model.new_bool_var("") for _ in range(number)]
    variables.at_most_one([each.index for each in first])
    variables.at_most([chosen[0].index, first[0].index], [1, -1], 0)
    for cell in range(1, number):
        row = chosen[cell], chosen[cell - 1], first[cell]
        variables.at_most([each.index for each in row], [1, -1, -1], 0)
    lengths = [-length for length in window.lengths.tolist()]
    variables.keep(chosen, lengths, -window.need, window.need, price)
    return chosen


def _starts(
    holds: Sequence[Hold], minute: int, variables: Variables
) -> Mapping[Hold, Sequence[int]]:
    """Return for each use that may hold a minute the literals of the starts with which it does."""
    cell, found = np.array([minute]), {}
    for hold in holds:
        (first,), (last,) = hold.range_in(cell)
        if first < last:
            place = variables.places[variables.source.numbers[hold.use.session]]
            found[hold] = [each.index for each in place.start[first:last]]
    return found


def _keep_within(
    at_most: int, starts: Mapping[Hold, Sequence[int]], literal: Literal, variables: Variables
) -> None:
    """Let no more load run than a limit, if a cell is one of the stretch."""
    most = sum(hold.use.load for hold in starts) - at_most
    if most > 0:
        terms = [(each, hold.use.load) for hold, own in starts.items() for each in own]
        literals, loads = [each for each, _ in terms], [load for _, load in terms]
        variables.at_most([*literals, literal.index], [*loads, most], at_most + most)
