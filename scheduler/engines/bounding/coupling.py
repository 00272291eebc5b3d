"""What sessions share, as rows that their places load: the linear part of a problem.

A *row* is a limit to what sessions hold together: one for each cell of time of a `Capacity`, and for each
limit and period of a `Quota`. A session's *use* of such a restriction loads a stretch of its rows, from each
of its starts on another one. A *table* is what a session adds to a group of a `Worst`, at each of its places.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.capacity import capacities_of
from scheduler.engines.annealing.worst import worsts_of
from scheduler.engines.bounding.linear_assignment import NEVER
from scheduler.engines.compilation.kernels import compiled, enclosed
from scheduler.engines.compilation.structures import by_address
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import quota_periods
from scheduler.restrictions import Capacity, Priced, Quota, Worst

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


@dataclass(frozen=True, slots=True)
class _Use:
    """A session's use of a restriction, from each of its starts on."""

    base: int
    """First row of the restriction."""
    load: int
    begin: Ints
    end: Ints
    rooms: Ints
    """Rooms in which it counts, as positions in the session's domain; none: in all of them."""


class _Rows:
    """Rows in the making."""

    def __init__(self) -> None:
        self._most: list[Ints] = []
        self._tops: list[Floats] = []
        self._units: list[Floats] = []
        self._number = 0

    def add(self, most: int | Ints, tops: Floats, unit: float) -> int:
        """Add the rows of a restriction, one for each top; return the first."""
        first, number = self._number, len(tops)
        self._most.append(np.full(number, most, dtype=np.int64))
        self._tops.append(tops)
        self._units.append(np.full(number, max(1.0, unit)))
        self._number += number
        return first

    def limits(self, worsts: Sequence[tuple[slice, int]]) -> Limits:
        """Return the limits of all rows."""
        tops, units = (np.concatenate([np.zeros(0), *each]) for each in (self._tops, self._units))
        return Limits(joined(self._most), tops, units, worsts)


def coupling_of(model: Model, check: Check = never) -> tuple[Coupling, Limits]:
    """Return what the sessions of a model share in rows and groups; `check` may raise before."""
    rows, domains = _Rows(), list(model.domains.values())
    uses: list[list[_Use]] = [[] for _ in domains]
    _read_capacities(model, rows, uses, check)
    for priced in checked(model.of_kind(Quota), check):
        _read_quota(priced, model, rows, uses)
    flat = [use for own in uses for use in own]
    own = [np.where(each.allowed, each.price * SCALE, NEVER).T.reshape(-1) for each in domains]
    spans, begins, ends = _spans(checked(flat, check))
    check()
    worsts = worsts_of(model)
    width = worsts.group_count
    groups = [
        (slice(row * width, (row + 1) * width), each.price or 0)
        for row, each in enumerate(model.of_kind(Worst) if width else ())
    ]
    limits = rows.limits(groups)
    coupling = Coupling(
        sessions=len(domains),
        row_count=len(limits.most),
        group_count=width * len(groups),
        starts=ints(len(domain.starts) for domain in domains),
        places=firsts(len(each) for each in own),
        own=joined(own),
        uses=firsts(len(each) for each in uses),
        bases=ints(use.base for use in flat),
        loads=ints(use.load for use in flat),
        spans=spans,
        begins=begins,
        ends=ends,
        rooms=firsts(len(use.rooms) for use in flat),
        counting=joined([use.rooms for use in flat]),
        tables=worsts.tables[worsts.uses],
        groups=np.repeat(worsts.rows * width, np.diff(worsts.tables)) + worsts.groups,
        by_place=np.repeat(worsts.by_place, np.diff(worsts.tables)),
        amounts_at=worsts.amounts_at,
        amounts=worsts.amounts,
        prices=np.zeros(max(len(each) for each in own), dtype=np.int64),
        by_start=np.zeros(max(len(domain.starts) for domain in domains), dtype=np.int64),
    )
    return coupling, limits


def _read_capacities(model: Model, rows: _Rows, uses: Sequence[list[_Use]], check: Check) -> None:
    """Add a row for each cell of each capacity; a session uses those during which it holds something."""
    found, domains = model.of_kind(Capacity), list(model.domains.values())
    data = capacities_of(found, domains, model.rooms, model.timeline, check)
    bases = [
        rows.add(most - taken, _tops(priced, data.lengths), float(usual))
        for priced, most, taken, usual in zip(
            found, data.limits, data.loads, data.usual, strict=True
        )
    ]
    for session, own in enumerate(checked(uses, check)):
        starts = len(domains[session].starts)
        for bundle in range(data.bundles[session], data.bundles[session + 1]):
            stretch = slice(data.spans[bundle], data.spans[bundle] + starts)
            begin, end = data.begins[stretch], data.ends[stretch]
            for share in range(data.shares[bundle], data.shares_until[bundle]):
                rooms = data.counting[data.rooms[share] : data.rooms[share + 1]]
                for use in range(data.uses[share], data.uses[share + 1]):
                    base, load = bases[data.rows[use]], int(data.use_loads[use])
                    own.append(_Use(base, load, begin, end, rooms))


def _tops(priced: Priced, lengths: Ints) -> Floats:
    """Return what a unit too much costs in each cell."""
    if priced.price is None or not isinstance(priced.restriction, Capacity):
        return np.full(len(lengths), np.inf)
    return (priced.price * priced.restriction.rate * lengths).astype(np.float64)


def _read_quota(priced: Priced, model: Model, rows: _Rows, uses: Sequence[list[_Use]]) -> None:
    """Add a row for each period and limit of a quota; too little is too much of negative loads."""
    quota = priced.restriction
    if not isinstance(quota, Quota):
        raise TypeError(f"not a Quota: {quota}")
    number = 1 if quota.periods is None else len(quota.periods)
    top = np.inf if priced.price is None else float(priced.price * quota.rate)
    tops, unit = np.full(number, top), float(np.median(np.abs([*quota.loads.values(), 1])))
    limits = [] if quota.at_most is None else [(1, quota.at_most)]
    limits += [(-1, -quota.at_least)] if quota.at_least else []
    for sign, most in limits:
        base = rows.add(most, tops, unit)
        for session, load in quota.loads.items():
            domain = model.domains[session]
            rooms = _counting(quota, domain, model.rooms)
            if rooms is None:
                continue
            period = quota_periods(quota, domain, model.timeline)
            use = _Use(base, sign * load, np.maximum(period, 0), period + 1, rooms)
            uses[model.numbers[session]].append(use)


def _counting(quota: Quota, domain: Domain, names: Sequence[str]) -> Ints | None:
    """Return in which of its rooms a session counts: nothing if in all of them, None if in none."""
    if quota.rooms is None:
        return ints(())
    found = ints(n for n, room in enumerate(domain.rooms) if names[room] in quota.rooms)
    return found if len(found) else None


def _spans(uses: Iterable[_Use]) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32]]:
    """Return where the begins and ends of each use lie, and all of them; equal ones are there once."""
    positions: dict[tuple[bytes, bytes], int] = {}
    begins: list[Ints] = []
    ends: list[Ints] = []
    spans: list[int] = []
    length = 0
    for use in uses:
        key = use.begin.tobytes(), use.end.tobytes()
        if key not in positions:
            positions[key] = length
            begins.append(use.begin)
            ends.append(use.end)
            length += len(use.begin)
        spans.append(positions[key])
    return ints(spans), joined(begins).astype(np.int32), joined(ends).astype(np.int32)
