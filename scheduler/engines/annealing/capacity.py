"""`Capacity` in the annealer: loads per row and cell, and what one session more would add to them.

A row is a restriction. Sessions share in rows over cells of time; what they share over the same cells, in
the same rooms, is gathered in one *share* of the session.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.cells import Cells
from scheduler.engines.annealing.jagged import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, price
from scheduler.engines.compiling import compiled
from scheduler.engines.domains import Domain, rooms_by_hold
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, Priced


class Capacities(NamedTuple):
    """All `Capacity` restrictions of a problem: k rows, c cells."""

    limits: Ints
    prices: Ints
    usual: Ints
    """The load that most sessions have in a row."""
    lengths: Ints
    """Minutes of each cell."""
    loads: NDArray[np.int64]
    """Load in each row and cell; shape (k, c)."""
    marginal: NDArray[np.int64]
    """Price of one usual load more, in each row and cell; shape (k, c)."""
    shares: Ints
    """First share of each session."""
    spans: Ints
    """Of each share, where its begins and ends lie, one for each start of its session."""
    begins: Ints
    """Cells in which a session begins to count."""
    ends: Ints
    """Cells in which it no longer counts."""
    uses: Ints
    """First use of each share."""
    rows: Ints
    """Row of each use."""
    use_loads: Ints
    """Load of each use."""
    rooms: Ints
    """First room of each share; a share without rooms counts in all of them."""
    counting: Ints
    """Rooms, as positions in the session's domain, in order."""
    running: Ints
    """Room to work in, for c + 1 numbers."""


@compiled
def _counts_in(data: Capacities, share: int, room: int) -> bool:
    first, last = data.rooms[share], data.rooms[share + 1]
    if first == last:
        return True
    for position in range(first, last):  # noqa: SIM110  # compiled code knows no generators
        if data.counting[position] == room:
            return True
    return False


@compiled
def move_capacity(data: Capacities, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the loads of a session."""
    for share in range(data.shares[session], data.shares[session + 1]):
        if not _counts_in(data, share, room):
            continue
        begin, end = data.begins[data.spans[share] + start], data.ends[data.spans[share] + start]
        for use in range(data.uses[share], data.uses[share + 1]):
            row, load = data.rows[use], sign * data.use_loads[use]
            limit, usual, cost = data.limits[row], data.usual[row], data.prices[row]
            for cell in range(begin, end):
                spare = data.loads[row, cell] + load - limit
                data.loads[row, cell] += load
                more = max(spare + usual, 0) - max(spare, 0)
                data.marginal[row, cell] = cost * data.lengths[cell] * more


@compiled
def _sum_share(data: Capacities, share: int, begin: int, end: int) -> None:
    """Write running sums of what a share would add, from cell `begin` on, into ``data.running``."""
    running = data.running
    for cell in range(end - begin + 1):
        running[cell] = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                running[cell - begin + 1] += data.marginal[row, cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row, cell] - limit
            more = max(spare + load, 0) - max(spare, 0)
            running[cell - begin + 1] += cost * data.lengths[cell] * more
    for cell in range(1, end - begin + 1):
        running[cell] += running[cell - 1]


@compiled
def price_capacity(
    data: Capacities, session: int, starts: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in some rooms."""
    running = data.running
    for share in range(data.shares[session], data.shares[session + 1]):
        span = data.spans[share]
        begin = data.begins[span]
        _sum_share(data, share, begin, data.ends[span + starts - 1])
        first, last = data.rooms[share], data.rooms[share + 1]
        if first == last:
            for start in range(starts):
                by_start[start] += (
                    running[data.ends[span + start] - begin]
                    - running[data.begins[span + start] - begin]
                )
        for position in range(first, last):
            at = data.counting[position] * starts
            for start in range(starts):
                by_place[at + start] += (
                    running[data.ends[span + start] - begin]
                    - running[data.begins[span + start] - begin]
                )


@compiled
def capacity_at(data: Capacities, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for share in range(data.shares[session], data.shares[session + 1]):
        if not _counts_in(data, share, room):
            continue
        begin, end = data.begins[data.spans[share] + start], data.ends[data.spans[share] + start]
        for use in range(data.uses[share], data.uses[share + 1]):
            row, load = data.rows[use], data.use_loads[use]
            if load == data.usual[row]:
                for cell in range(begin, end):
                    total += data.marginal[row, cell]
                continue
            limit, cost = data.limits[row], data.prices[row]
            for cell in range(begin, end):
                spare = data.loads[row, cell] - limit
                total += cost * data.lengths[cell] * (max(spare + load, 0) - max(spare, 0))
    return total


@dataclass(frozen=True)
class _Use:
    """A session's share in a row, in rooms that prolong it alike."""

    row: int
    load: int
    rooms: tuple[int, ...]
    """Rooms in which it counts, as positions in its domain; none: in all of them."""
    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""


def capacities_of(
    restrictions: Sequence[Priced], domains: Sequence[Domain], rooms: Sequence[str]
) -> Capacities:
    """Gather the capacities of a problem, with nothing running."""
    found = [each.restriction for each in restrictions]
    capacities = [each for each in found if isinstance(each, Capacity)]
    cells, uses = _uses(capacities, domains, rooms)
    shape = (len(capacities), len(cells))
    limits = ints(each.at_most for each in capacities)
    crowded = _possible(uses, shape) > limits[:, None]
    shares = [list(_shares(own, crowded).values()) for own in uses]
    flat = [share for own in shares for share in own]
    spans = [share[0] for share in flat]
    usual = ints(_usual(each) for each in capacities)
    prices = ints(price(p.price, c.rate) for p, c in zip(restrictions, capacities, strict=True))
    empty = np.maximum(usual - limits, 0) - np.maximum(-limits, 0)
    return Capacities(
        limits=limits,
        prices=prices,
        usual=usual,
        lengths=cells.lengths,
        loads=np.zeros(shape, dtype=np.int64),
        marginal=(prices * empty)[:, None] * cells.lengths[None, :],
        shares=firsts(len(own) for own in shares),
        spans=firsts(len(each.begin) for each in spans),
        begins=joined([each.begin for each in spans]),
        ends=joined([each.end for each in spans]),
        uses=firsts(len(share) for share in flat),
        rows=ints(use.row for share in flat for use in share),
        use_loads=ints(use.load for share in flat for use in share),
        rooms=firsts(len(each.rooms) for each in spans),
        counting=ints(room for each in spans for room in each.rooms),
        running=np.zeros(len(cells) + 1, dtype=np.int64),
    )


def _usual(capacity: Capacity) -> int:
    loads = sorted(use.load for use in capacity.uses)
    return max(loads, key=loads.count, default=1)


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


def _possible(uses: Sequence[Sequence[_Use]], shape: tuple[int, int]) -> NDArray[np.int64]:
    """Return the most load that each cell of each row could ever have."""
    possible = np.zeros(shape, dtype=np.int64)
    for own in uses:
        most: dict[int, Ints] = {}
        for use in own:
            load = use.load * _covered(use, shape[1])
            most[use.row] = np.maximum(most.get(use.row, 0), load)
        for row, load in most.items():
            possible[row] += load
    return possible


def _shares(
    uses: Sequence[_Use], crowded: NDArray[np.bool_]
) -> Mapping[tuple[tuple[int, ...], bytes, bytes], list[_Use]]:
    """Gather uses of rows that can be crowded where the session can be, by their cells and rooms."""
    groups: dict[tuple[tuple[int, ...], bytes, bytes], list[_Use]] = {}
    for use in uses:
        if (crowded[use.row] & _covered(use, crowded.shape[1])).any():
            key = use.rooms, use.begin.tobytes(), use.end.tobytes()
            groups.setdefault(key, []).append(use)
    return groups
