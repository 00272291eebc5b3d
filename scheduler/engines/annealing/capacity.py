"""`Capacity` in the annealer: loads per row and cell, priced for all starts of a session at once.

Rows are either *general* (a session counts wherever it is) or *roomy* (it counts in certain rooms). Only
the cells that a session can be in are looked at, and only the rows that others can fill there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.cells import Cells
from scheduler.engines.annealing.prices import Floats, Ints, price
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.domains import Domain, rooms_by_hold
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, Priced


@dataclass(frozen=True)
class _Use:
    """A session's share in a row, in rooms that prolong it alike."""

    row: int
    load: int
    rooms: tuple[int, ...]
    """Rooms in which it counts, as positions in its domain; none for a general row."""
    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""


@dataclass(frozen=True)
class _Share:
    """What a session adds to k rows, over the c cells that it can be in."""

    rows: Ints
    loads: Floats
    """Load in each row, shape (k, 1)."""
    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""
    looked_at: Ints
    """Positions in the flat loads of all rows, shape (k, c)."""
    own_begin: Ints
    """As `begin`, among the c cells."""
    own_end: Ints
    """As `end`, among the c cells."""
    lengths: Floats
    """Minutes of the c cells."""
    rooms: Floats
    """Which of m rooms count for which row, shape (m, k); empty for general rows."""


class CapacityTerm(Term):
    """All `Capacity` restrictions of a problem that are alike in having rooms or not."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], rooms: Sequence[str]
    ) -> None:
        found = [each.restriction for each in restrictions]
        capacities = [each for each in found if isinstance(each, Capacity)]
        self._limits = np.array([[float(each.at_most)] for each in capacities])
        self._prices = np.array(
            [price(p.price, c.rate) for p, c in zip(restrictions, capacities, strict=True)]
        )
        cells, uses = _uses(capacities, domains, rooms)
        self._loads = np.zeros((len(capacities), len(cells)))
        self._flat = self._loads.reshape(-1)
        crowded = _possible(uses, self._loads.shape) > self._limits
        self._shares = [
            list(_shares(domain, own, cells, crowded))
            for domain, own in zip(domains, uses, strict=True)
        ]

    def elements(self) -> int:
        """Count the loads looked at for every session."""
        return sum(share.looked_at.size for shares in self._shares for share in shares)

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Add or take away the loads of a session."""
        for share in self._shares[session]:
            begin, end = share.begin[start], share.end[start]
            if share.rooms.size:
                held = share.rooms[room] > 0
                self._loads[share.rows[held], begin:end] += sign * share.loads[held]
            else:
                self._loads[share.rows, begin:end] += sign * share.loads

    def price(self, session: int, places: Pricing) -> None:
        """Price every start: excess load that the session would add, over its cells."""
        for share in self._shares[session]:
            spare = self._flat[share.looked_at]
            spare -= self._limits[share.rows]
            added = np.maximum(spare + share.loads, 0.0)
            added -= np.maximum(spare, 0.0, out=spare)
            if share.rooms.size:
                summed = _summed((share.rooms * self._prices[share.rows]) @ added, share)
                places.pair += summed[:, share.own_end] - summed[:, share.own_begin]
            else:
                summed = _summed((self._prices[share.rows] @ added)[None, :], share)[0]
                places.start += summed[share.own_end] - summed[share.own_begin]


def _summed(by_cell: Floats, share: _Share) -> Floats:
    """Return running sums over cells, from 0 to the end, shape (m, c + 1)."""
    summed = np.zeros((len(by_cell), len(share.lengths) + 1))
    by_cell *= share.lengths
    by_cell.cumsum(axis=1, out=summed[:, 1:])
    return summed


def _uses(
    capacities: Sequence[Capacity], domains: Sequence[Domain], rooms: Sequence[str]
) -> tuple[Cells, list[list[_Use]]]:
    """Return the cells of all uses, and the uses of each session."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    raw: list[list[tuple[int, int, tuple[int, ...], Ints, Ints]]] = [[] for _ in domains]
    for row, capacity in enumerate(capacities):
        for use in capacity.uses:
            number = index[use.session]
            domain = domains[number]
            begin = domain.starts - minutes(use.before)
            end = domain.starts + domain.duration + minutes(use.after)
            for more, counting in _prolonged(capacity, domain, rooms):
                raw[number].append((row, use.load, counting, begin, end + more))
    cells = Cells(edges for own in raw for *_, begin, end in own for edges in (begin, end))
    return cells, [
        [
            _Use(row, load, counting, cells.position(begin), cells.position(end))
            for row, load, counting, begin, end in own
        ]
        for own in raw
    ]


def _prolonged(
    capacity: Capacity, domain: Domain, rooms: Sequence[str]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the minutes by which rooms prolong a session, with the positions of those rooms."""
    if capacity.rooms is None:
        yield 0, ()
        return
    for more, numbers in rooms_by_hold(domain, capacity.rooms, rooms).items():
        yield more, tuple(numbers)


def _covered(use: _Use, cells: int) -> NDArray[np.bool_]:
    """Return which cells some start of a use covers."""
    change = np.zeros(cells + 1, dtype=np.int64)
    np.add.at(change, use.begin, 1)
    np.add.at(change, use.end, -1)
    return np.cumsum(change)[:-1] > 0


def _possible(uses: Sequence[Sequence[_Use]], shape: tuple[int, int]) -> Floats:
    """Return the most load that each cell of each row could ever have."""
    possible = np.zeros(shape)
    for own in uses:
        most: dict[int, Floats] = {}
        for use in own:
            load = float(use.load) * _covered(use, shape[1])
            most[use.row] = np.maximum(most.get(use.row, 0.0), load)
        for row, load in most.items():
            possible[row] += load
    return possible


def _shares(
    domain: Domain, uses: Sequence[_Use], cells: Cells, crowded: NDArray[np.bool_]
) -> Iterator[_Share]:
    """Gather what a session adds to rows that can be crowded where it can be, by its padding."""
    groups: dict[tuple[bytes, bytes], dict[int, _Use]] = {}
    for use in uses:
        if (crowded[use.row] & _covered(use, len(cells))).any():
            group = groups.setdefault((use.begin.tobytes(), use.end.tobytes()), {})
            group[use.row] = use
    for group in groups.values():
        yield _share(domain, list(group.values()), cells)


def _share(domain: Domain, uses: Sequence[_Use], cells: Cells) -> _Share:
    first = uses[0]
    own = np.flatnonzero(_covered(first, len(cells)))
    rows = np.array([use.row for use in uses])
    counted = np.zeros((len(domain.rooms) if first.rooms else 0, len(uses)))
    for column, use in enumerate(uses):
        counted[list(use.rooms), column] = 1.0
    return _Share(
        rows=rows,
        loads=np.array([[float(use.load)] for use in uses]),
        begin=first.begin,
        end=first.end,
        looked_at=rows[:, None] * len(cells) + own,
        own_begin=np.searchsorted(own, first.begin),
        own_end=np.searchsorted(own, first.end),
        lengths=cells.lengths[own],
        rooms=counted,
    )
