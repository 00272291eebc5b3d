"""What sessions share, as rows that their places load: the linear part of a problem.

A *row* is a limit to what sessions hold together: one for each cell of time of a `Capacity`, and for each
limit and period of a `Quota`. A session's *use* of such a restriction loads a stretch of its rows, from each
of its starts on another one. A *table* is what a session adds to a group of a `Worst`, at each of its places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import compiled, enclosed
from scheduler.engines.compilation.structures import by_address

SCALE = 16
"""Parts of a thousandth in which prices are told apart."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@by_address
class Coupling(NamedTuple):
    """Sessions are numbered from 0 on; a place is a number as on the annealer's board, by room and start."""

    sessions: int
    row_count: int
    group_count: int
    starts: Ints
    """Number of starts of each session."""
    places: Ints
    """Where the places of each session begin."""
    own: Ints
    """What each place costs by itself, in parts; `NEVER` outside the session's domain."""
    uses: Ints
    """First use of each session."""
    bases: Ints
    """For each use, the first row of its restriction."""
    loads: Ints
    spans: Ints
    """For each use, where its begins and ends lie, one for each start of the session."""
    begins: NDArray[np.int32]
    """First row that is loaded from a start on, counted from the first of the restriction."""
    ends: NDArray[np.int32]
    """The row after the last."""
    rooms: Ints
    """For each use, its first room in `counting`; a use without rooms counts in all of them."""
    counting: Ints
    """Rooms, as positions in the session's domain."""
    tables: Ints
    """First table of each session."""
    groups: Ints
    """Group of each table, of all groups."""
    by_place: NDArray[np.bool_]
    """Whether a table is over places, or else over starts."""
    amounts_at: Ints
    """Where the amounts of each table begin."""
    amounts: Ints
    prices: Ints
    """Room to work in, for the places of a session."""
    by_start: Ints

    @property
    def looked_at(self) -> int:
        """Numbers that the pricing of all places looks at."""
        used = int((self.starts * np.diff(self.uses)).sum())
        return len(self.own) + used + len(self.amounts)


@dataclass(frozen=True)
class Limits:
    """How much the rows allow, and what it costs to go beyond."""

    most: Ints
    """For each row."""
    tops: Floats
    """What a unit more costs in each row, in thousandths; infinity where it is forbidden."""
    units: Floats
    """What a typical use loads each row with."""
    worsts: Sequence[tuple[slice, int]]
    """The groups of each `Worst`, of all groups, and what a unit of the largest costs."""


@compiled
def cheapest(coupling: Coupling, running: Ints, weights: Ints, chosen: Ints) -> int:
    """Choose each session's cheapest place, and return what all of them cost, in parts.

    `running` are running sums of the price of a load in each row, with a 0 before the first; `weights` are
    the prices of an amount in each group.
    """
    total = 0
    for session in range(coupling.sessions):
        _price(coupling, running, weights, session)
        best = 0
        for place in range(coupling.places[session + 1] - coupling.places[session]):
            if coupling.prices[place] < coupling.prices[best]:
                best = place
        chosen[session] = best
        total += coupling.prices[best]
    return total


@enclosed
def _price(coupling: Coupling, running: Ints, weights: Ints, session: int) -> None:
    """Write what each place of a session costs."""
    starts, first = coupling.starts[session], coupling.places[session]
    places = coupling.places[session + 1] - first
    for place in range(places):
        coupling.prices[place] = coupling.own[first + place]
    for start in range(starts):
        coupling.by_start[start] = 0
    for use in range(coupling.uses[session], coupling.uses[session + 1]):
        _add_use(coupling, running, use, starts)
    for table in range(coupling.tables[session], coupling.tables[session + 1]):
        weight, at = weights[coupling.groups[table]], coupling.amounts_at[table]
        if coupling.by_place[table]:
            for place in range(places):
                coupling.prices[place] += weight * coupling.amounts[at + place]
        else:
            for start in range(starts):
                coupling.by_start[start] += weight * coupling.amounts[at + start]
    for place in range(places):
        coupling.prices[place] += coupling.by_start[place % starts]


@enclosed
def _add_use(coupling: Coupling, running: Ints, use: int, starts: int) -> None:
    """Add the price of what a use loads."""
    base, load, span = coupling.bases[use], coupling.loads[use], coupling.spans[use]
    first, last = coupling.rooms[use], coupling.rooms[use + 1]
    for start in range(starts):
        begin, end = base + coupling.begins[span + start], base + coupling.ends[span + start]
        price = load * (running[end] - running[begin])
        if first == last:
            coupling.by_start[start] += price
        for room in range(first, last):
            coupling.prices[coupling.counting[room] * starts + start] += price


@compiled
def weigh(coupling: Coupling, chosen: Ints, changes: Ints, totals: Ints) -> None:
    """Write how the load changes from row to row if all are on these places, and each group's total.

    `changes` is longer by one than there are rows.
    """
    for row in range(coupling.row_count + 1):
        changes[row] = 0
    for group in range(coupling.group_count):
        totals[group] = 0
    for session in range(coupling.sessions):
        place = chosen[session]
        room, start = divmod(place, coupling.starts[session])
        for use in range(coupling.uses[session], coupling.uses[session + 1]):
            if _counts_in(coupling, use, room):
                base, at = coupling.bases[use], coupling.spans[use] + start
                changes[base + coupling.begins[at]] += coupling.loads[use]
                changes[base + coupling.ends[at]] -= coupling.loads[use]
        for table in range(coupling.tables[session], coupling.tables[session + 1]):
            at = place if coupling.by_place[table] else start
            totals[coupling.groups[table]] += coupling.amounts[coupling.amounts_at[table] + at]


@enclosed
def _counts_in(coupling: Coupling, use: int, room: int) -> bool:
    first, last = coupling.rooms[use], coupling.rooms[use + 1]
    if first == last:
        return True
    for position in range(first, last):  # noqa: SIM110  # compiled code knows no generators
        if coupling.counting[position] == room:
            return True
    return False
