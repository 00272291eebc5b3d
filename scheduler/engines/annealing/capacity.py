"""`Capacity` in the annealer: loads per row and cell, priced for all starts of a session at once.

Rows are either *general* (a session counts wherever it is) or *roomy* (it counts in certain rooms).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.cells import Cells
from scheduler.engines.annealing.prices import Floats, Ints, price
from scheduler.engines.annealing.term import Places, Term
from scheduler.engines.domains import Domain
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, Priced


@dataclass(frozen=True)
class _Share:
    """What a session adds to some rows, with the same time before and after it."""

    rows: Ints
    """Positions of k rows."""
    loads: Floats
    """Load in each, shape (k, 1)."""
    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""
    rooms: Floats
    """Which of m rooms count for which row, shape (m, k); empty for general rows."""


def _edges(
    capacities: Sequence[Capacity], domains: Sequence[Domain], index: dict[str, int]
) -> Cells:
    edges = []
    for capacity in capacities:
        afters = {0} if capacity.rooms is None else {minutes(a) for a in capacity.rooms.values()}
        for use in capacity.uses:
            domain = domains[index[use.session]]
            edges.append(domain.starts - minutes(use.before))
            end = domain.starts + domain.duration + minutes(use.after)
            edges.extend(end + after for after in afters)
    return Cells(edges)


class CapacityTerm(Term):
    """All `Capacity` restrictions of a problem that are alike in having rooms or not."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], rooms: Sequence[str]
    ) -> None:
        found = [each.restriction for each in restrictions]
        capacities = [each for each in found if isinstance(each, Capacity)]
        index = {domain.session: number for number, domain in enumerate(domains)}
        self._cells = _edges(capacities, domains, index)
        self._limits = np.array([[float(each.at_most)] for each in capacities])
        self._prices = np.array(
            [price(p.price) * c.rate for p, c in zip(restrictions, capacities, strict=True)]
        )
        self._loads = np.zeros((len(capacities), len(self._cells)))
        self._shares = [_shares(domain, capacities, self._cells, rooms) for domain in domains]

    def elements(self) -> int:
        """Count the loads looked at for every session."""
        rows = sum(len(share.rows) for shares in self._shares for share in shares)
        return rows * len(self._cells)

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Add or take away the loads of a session."""
        for share in self._shares[session]:
            begin, end = share.begin[start], share.end[start]
            if share.rooms.size:
                held = share.rooms[room] > 0
                self._loads[share.rows[held], begin:end] += sign * share.loads[held]
            else:
                self._loads[share.rows, begin:end] += sign * share.loads

    def price(self, session: int, places: Places) -> None:
        """Price every start: excess load that the session would add, over its cells."""
        for share in self._shares[session]:
            spare = self._loads[share.rows] - self._limits[share.rows]
            added = np.maximum(spare + share.loads, 0.0)
            added -= np.maximum(spare, 0.0, out=spare)
            if share.rooms.size:
                weighed = share.rooms * self._prices[share.rows]
                cost = self._summed(weighed @ added)
                places.pair += cost[:, share.end] - cost[:, share.begin]
            else:
                cost = self._summed((self._prices[share.rows] @ added)[None, :])[0]
                places.start += cost[share.end] - cost[share.begin]

    def _summed(self, by_cell: Floats) -> Floats:
        """Return running sums over cells, from 0 to the end, shape (m, cells + 1)."""
        summed = np.zeros((len(by_cell), len(self._cells) + 1))
        np.cumsum(by_cell * self._cells.lengths, axis=1, out=summed[:, 1:])
        return summed


def _shares(
    domain: Domain, capacities: Sequence[Capacity], cells: Cells, rooms: Sequence[str]
) -> list[_Share]:
    """Gather what a session adds to the rows, by the time that it is prolonged."""
    groups: dict[tuple[int, int], dict[int, tuple[int, set[int]]]] = {}
    own_rooms = [rooms[room] for room in domain.rooms]
    for row, capacity in enumerate(capacities):
        for use in (use for use in capacity.uses if use.session == domain.session):
            before, after = minutes(use.before), minutes(use.after)
            if capacity.rooms is None:
                groups.setdefault((before, after), {})[row] = (use.load, set())
                continue
            for number, room in enumerate(own_rooms):
                if room in capacity.rooms:
                    prolonged = after + minutes(capacity.rooms[room])
                    group = groups.setdefault((before, prolonged), {})
                    group.setdefault(row, (use.load, set()))[1].add(number)
    return [
        _share(domain, padding, group, cells, roomy=capacities[0].rooms is not None)
        for padding, group in groups.items()
    ]


def _share(
    domain: Domain,
    padding: tuple[int, int],
    group: dict[int, tuple[int, set[int]]],
    cells: Cells,
    *,
    roomy: bool,
) -> _Share:
    counted = np.zeros((len(domain.rooms) if roomy else 0, len(group)))
    for column, (_, rooms) in enumerate(group.values()):
        counted[list(rooms), column] = 1.0
    return _Share(
        rows=np.array(list(group), dtype=np.int64),
        loads=np.array([[float(load)] for load, _ in group.values()]),
        begin=cells.position(domain.starts - padding[0]),
        end=cells.position(domain.starts + domain.duration + padding[1]),
        rooms=counted,
    )
