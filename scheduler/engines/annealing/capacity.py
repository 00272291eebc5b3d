"""`Capacity` in the annealer: loads per row and cell, and what another session would add to them.

A row is a restriction. Time is cut into *cells*: the stretches in which nothing can start or end, whatever is
placed where. A *share* is what some sessions load alike: rows, in the same rooms, over the same cells around
their time. A *hold* of a session is a share over its cells; sessions that have the same rooms have shares in
common, since a problem of many rooms names each session in a row of each of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import (
    Ints,
    can_change,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    summed,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import loads_at, minutes, steps_of
from scheduler.restrictions import Capacity, Use


class Capacities(NamedTuple):
    """All `Capacity` restrictions of a problem: k rows, c cells."""

    row_count: int
    cell_count: int
    limits: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    usual: Ints
    """The load that most sessions have in a row."""
    lengths: Ints
    """Minutes of each cell."""
    loads: NDArray[np.int64]
    """Load in each row and cell; shape (k, c)."""
    marginal: NDArray[np.int64]
    """Price of one usual load more, in each row and cell; shape (k, c)."""
    holds: Ints
    """First hold of each session."""
    spans: Ints
    """Of each hold, where its begins and ends lie, one for each start of its session."""
    begins: Ints
    """Cells in which a session begins to count."""
    ends: Ints
    """Cells in which it no longer counts."""
    shares: Ints
    """Share of each hold."""
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


@enclosed
def counts_in(rooms: Ints, counting: Ints, share: int, room: int) -> bool:
    """Return True if a room is among those of a share, or if it has none: then it counts in all."""
    first, last = rooms[share], rooms[share + 1]
    if first == last:
        return True
    for position in range(first, last):  # noqa: SIM110  # compiled code knows no generators
        if counting[position] == room:
            return True
    return False


@enclosed
def _more(spare: int, load: int) -> int:
    """Return by how much a load adds to the excess of a row that has `spare` more than its limit."""
    return max(spare + load, 0) - max(spare, 0)


@enclosed
def move_capacity(data: Capacities, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the loads of a session."""
    for hold in range(data.holds[session], data.holds[session + 1]):
        share, at = data.shares[hold], data.spans[hold] + start
        if counts_in(data.rooms, data.counting, share, room):
            _move_share(data, share, data.begins[at], data.ends[at], sign)


@enclosed
def _move_share(data: Capacities, share: int, begin: int, end: int, sign: int) -> None:
    """Add or take away the loads of a share in some cells."""
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], sign * data.use_loads[use]
        limit, usual, cost = data.limits[row], data.usual[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] + load - limit
            data.loads[row][cell] += load
            data.marginal[row][cell] = cost * data.lengths[cell] * _more(spare, usual)


@enclosed
def _sum_share(data: Capacities, share: int, begin: int, end: int) -> None:
    """Write running sums of what a share would add, from cell `begin` on, into ``data.running``."""
    running = data.running
    for cell in range(end - begin + 1):
        running[cell] = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                running[cell - begin + 1] += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            running[cell - begin + 1] += cost * data.lengths[cell] * _more(spare, load)
    for cell in range(1, end - begin + 1):
        running[cell] += running[cell - 1]


@enclosed
def price_capacity(
    data: Capacities, session: int, starts: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in some rooms."""
    for hold in range(data.holds[session], data.holds[session + 1]):
        share, span = data.shares[hold], data.spans[hold]
        _sum_share(data, share, data.begins[span], data.ends[span + starts - 1])
        first, last = data.rooms[share], data.rooms[share + 1]
        if first == last:
            _add_sums(data, span, starts, by_start, 0)
        for position in range(first, last):
            _add_sums(data, span, starts, by_place, data.counting[position] * starts)


@enclosed
def _add_sums(data: Capacities, span: int, starts: int, prices: Ints, first: int) -> None:
    """Add what running sums come to over the cells of each start to its price, from the first one on."""
    running, begin = data.running, data.begins[span]
    for start in range(starts):
        prices[first + start] += (
            running[data.ends[span + start] - begin] - running[data.begins[span + start] - begin]
        )


@enclosed
def capacity_at(data: Capacities, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for hold in range(data.holds[session], data.holds[session + 1]):
        share, at = data.shares[hold], data.spans[hold] + start
        if counts_in(data.rooms, data.counting, share, room):
            total += _share_at(data, share, data.begins[at], data.ends[at])
    return total


@enclosed
def _share_at(data: Capacities, share: int, begin: int, end: int) -> int:
    """Return what a share would add in some cells."""
    total = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                total += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            total += cost * data.lengths[cell] * _more(spare, load)
    return total


@enclosed
def reprice_capacity(data: Capacities, rise: int) -> int:
    """Raise the prices of broken rows (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        if not can_change(data.prices[row], data.first_prices[row], rise):
            continue
        excess = _excess(data, row)
        if rise > 0 and excess == 0:
            continue
        total += rise * data.first_prices[row] * excess
        data.prices[row] += rise * data.first_prices[row]
        cost, limit = data.prices[row], data.limits[row]
        for cell in range(data.cell_count):
            more = _more(data.loads[row][cell] - limit, data.usual[row])
            data.marginal[row][cell] = cost * data.lengths[cell] * more
    return total


@enclosed
def _excess(data: Capacities, row: int) -> int:
    excess = 0
    for cell in range(data.cell_count):
        excess += data.lengths[cell] * max(data.loads[row][cell] - data.limits[row], 0)
    return excess


Around = tuple[int, int]
"""Minutes before the start and after the end of a session that it counts."""


@dataclass(frozen=True, eq=False)
class _Part:
    """Loads of sessions in the same rooms, which begin and end alike."""

    around: Around
    rooms: tuple[int, ...]
    """Positions in the domains; none: all rooms."""
    rows: Ints
    loads: Ints
    most: NDArray[np.bool_]
    """Whether none of the same session in the same row lasts longer."""


def _parts_of(capacities: Sequence[Capacity], model: Model, check: Check) -> list[list[_Part]]:
    """Return the parts of each session: in certain rooms, and one for what counts alike in all of them."""
    groups: dict[tuple[int, bool], list[int]] = {}
    for row, capacity in enumerate(capacities):
        groups.setdefault((id(capacity.uses), capacity.rooms is None), []).append(row)
    known: dict[object, list[_Part]] = {}
    parts: list[list[_Part]] = [[] for _ in model.domains]
    everywhere: list[dict[Around, list[tuple[int, int]]]] = [{} for _ in model.domains]
    for (_, whole), rows in groups.items():
        for use in checked(capacities[rows[0]].uses, check):
            session, domain = model.numbers[use.session], model.domains[use.session]
            if whole and use.rooms is None:
                around = minutes(use.before), minutes(use.after)
                alike = everywhere[session].setdefault(around, [])
                alike += [(row, use.load) for row in rows]
                continue
            key = rows[0], use.load, use.before, use.after, use.rooms, domain.rooms.tobytes()
            if key not in known:
                some = {row: capacities[row] for row in rows}
                known[key] = _parts_in_rooms(use, some, domain, model.room_numbers)
            parts[session] += known[key]
    for own, by_around in zip(parts, everywhere, strict=True):
        for around, uses in by_around.items():
            of_uses, loads = np.array(uses, dtype=np.int64).T
            own.append(_Part(around, (), of_uses, loads, np.ones(len(uses), dtype=bool)))
    return parts


def _parts_in_rooms(
    use: Use, capacities: Mapping[int, Capacity], domain: Domain, room_numbers: Mapping[str, int]
) -> list[_Part]:
    """Return the parts of a session in rows that have their uses in common, this one among them."""
    longest = dict[int, int]()
    found: dict[tuple[Around, tuple[int, ...]], list[int]] = {}
    for row, capacity in capacities.items():
        counting = counting_rooms(use, capacity, domain, room_numbers)
        for more, numbers in (counting or {}).items():
            around = minutes(use.before), minutes(use.after) + more
            found.setdefault((around, tuple(numbers)), []).append(row)
            longest[row] = max(around[1], longest.get(row, around[1]))
    return [
        _Part(
            around,
            rooms,
            rows=ints(rows),
            loads=np.full(len(rows), use.load, dtype=np.int64),
            most=np.array([longest[row] == around[1] for row in rows], dtype=bool),
        )
        for (around, rooms), rows in found.items()
    ]


Stretch = tuple[int, Around]
"""A session, the first of those that start and end alike, and the minutes around it that count."""


class _Span(NamedTuple):
    """The cells over which a session counts."""

    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""
    covered: Ints
    """Cells that some start covers."""


def capacities_of(model: Model, check: Check = never) -> Capacities:
    """Gather the capacities of a problem, with nothing running."""
    found, domains, timeline = model.asked(Capacity), list(model.domains.values()), model.timeline
    capacities = [capacity for capacity, _ in found]
    alike = _alike(domains)
    parts = [
        [((session, part.around), part) for part in own]
        for session, own in zip(alike, _parts_of(capacities, model, check), strict=True)
    ]
    number = Counter(each for own in parts for each in own)
    steps = ints({minute for each in capacities for minute, _ in steps_of(each.taken, timeline)})
    edges, spans = _spans(dict.fromkeys(stretch for stretch, _ in number), domains, steps)
    check()
    lengths = np.diff(edges)
    loads = joined([loads_at(edges[:-1], each.taken, timeline) for each in capacities])
    taken = loads.reshape(len(capacities), len(lengths))
    limits, usual = ints(each.at_most for each in capacities), _usual(capacities)
    spare = taken - limits[:, None]
    excess = np.maximum(usual[:, None] + spare, 0) - np.maximum(spare, 0)
    crowded = _crowded(number, spans, limits, taken, check)
    shares: dict[tuple[_Part, bytes], int] = {}
    holds = [
        [
            (stretch, shares.setdefault((part, rows.tobytes()), len(shares)))
            for stretch, part in own
            if (rows := crowded[stretch, part]).any()
        ]
        for own in parts
    ]
    flat = [hold for own in holds for hold in own]
    at = dict(zip(spans, firsts(len(span.begin) for span in spans.values()).tolist(), strict=False))
    uses = [(part, np.frombuffer(rows, dtype=bool)) for part, rows in shares]
    prices = ints(price(paid, capacity.rate) for capacity, paid in found)
    return Capacities(
        row_count=len(limits),
        cell_count=len(lengths),
        limits=limits,
        prices=prices,
        first_prices=first_prices(prices),
        usual=usual,
        lengths=lengths,
        loads=taken,
        marginal=prices[:, None] * excess * lengths[None, :],
        holds=firsts(map(len, holds)),
        spans=ints(at[stretch] for stretch, _ in flat),
        begins=joined([span.begin for span in spans.values()]),
        ends=joined([span.end for span in spans.values()]),
        shares=ints(share for _, share in flat),
        uses=firsts(int(rows.sum()) for _, rows in uses),
        rows=joined([part.rows[rows] for part, rows in uses]),
        use_loads=joined([part.loads[rows] for part, rows in uses]),
        rooms=firsts(len(part.rooms) for part, _ in uses),
        counting=ints(room for part, _ in uses for room in part.rooms),
        running=np.zeros(len(edges), dtype=np.int64),
    )


def looked_at(data: Capacities, starts: Ints) -> Ints:
    """Return how many numbers the pricing of each session, of so many starts, looks at."""
    lasts = data.spans + np.repeat(starts, np.diff(data.holds)) - 1
    cells = data.ends[lasts] - data.begins[data.spans]
    return summed(np.diff(data.uses)[data.shares] * cells, data.holds)


def _usual(capacities: Sequence[Capacity]) -> Ints:
    """Return the load that most sessions have in each row; many rows have the same uses."""
    known: dict[int, int] = {}
    for each in capacities:
        if id(each.uses) not in known:
            loads = [use.load for use in each.uses]
            known[id(each.uses)] = max(sorted(set(loads)), key=loads.count, default=1)
    return ints(known[id(each.uses)] for each in capacities)


def _alike(domains: Sequence[Domain]) -> list[int]:
    """Return for each session the first one that starts and ends as it does."""
    known: dict[tuple[bytes, bytes], int] = {}
    keys = ((each.starts.tobytes(), each.ends.tobytes()) for each in domains)
    return [known.setdefault(key, session) for session, key in enumerate(keys)]


def _spans(
    stretches: Iterable[Stretch], domains: Sequence[Domain], steps: Ints
) -> tuple[Ints, dict[Stretch, _Span]]:
    """Return the edges of the cells of all uses and of other steps, and the cells of each stretch."""
    times = {stretch: domains[stretch[0]].stretch(*stretch[1]) for stretch in stretches}
    edges = np.unique(joined([*(each for both in times.values() for each in both), steps]))
    spans = {}
    for stretch, (since, until) in times.items():
        begin, end = np.searchsorted(edges, since), np.searchsorted(edges, until)
        change = np.bincount(begin, minlength=len(edges)) - np.bincount(end, minlength=len(edges))
        spans[stretch] = _Span(begin, end, np.flatnonzero(np.cumsum(change)))
    return (edges if spans else np.zeros(1, dtype=np.int64)), spans


def _crowded(
    number: Mapping[tuple[Stretch, _Part], int],
    spans: Mapping[Stretch, _Span],
    limits: Ints,
    taken: NDArray[np.int64],
    check: Check,
) -> dict[tuple[Stretch, _Part], NDArray[np.bool_]]:
    """Return for each part, and sessions alike, which of its rows can be too full where they can be.

    `number` says how many sessions there are, `taken` what each row and cell holds without them.
    """
    possible = taken.copy()
    for (stretch, part), times in checked(number.items(), check):
        at = np.ix_(part.rows[part.most], spans[stretch].covered)
        possible[at] += times * part.loads[part.most][:, None]
    crowded = possible > limits[:, None]
    return {
        (stretch, part): np.any(crowded[np.ix_(part.rows, spans[stretch].covered)], axis=1)
        for stretch, part in checked(number, check)
    }
