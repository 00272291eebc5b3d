"""A Lagrangian bound: shared limits get prices, and each session takes its cheapest place.

If loads have a price instead of a limit, sessions are independent, and their least total cost is a sum of
minima over places. Minus the value of the limits at these prices, it is a lower bound for any prices: a
Lagrangian relaxation (Geoffrion 1974). The price of a hard load is free; that of a soft load is at most its
weight. The weights of the groups of a `Worst` add up to at most its price, because the largest total is at
least any mean of them. Prices rise where loads exceed their limits (Held, Wolfe, Crowder 1974), in the mean
direction of the last steps (Camerini, Fratta, Maffioli 1975). Other restrictions are left out, which only
lowers the bound.

A *row* is a limit to what sessions hold together: one for each cell of time of a `Capacity`, and for each
limit and period of a `LoadQuota`. A session's *use* of such a restriction loads a stretch of its rows,
from each of its starts on another one. A *table* is what a session adds to a group of a `Worst`, at each
of its places.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.capacity import capacities_of, counts_in
from scheduler.engines.annealing.prices import firsts, ints, joined
from scheduler.engines.annealing.worst import worsts_of
from scheduler.engines.bounding.linear_assignment import NEVER
from scheduler.engines.compilation.kernels import Packed, by_address, compiled, enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.parameters import DEFAULTS, BoundingParams
from scheduler.engines.shared_loads import quota_periods
from scheduler.restrictions import Capacity, LoadQuota, Worst

SCALE = 16
"""Resolution of prices, in parts of a thousandth."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

HIGHEST = 2.0**30
"""Most that a full row may cost, in thousandths: far above any programme, and sums of it are exact."""

FAR = 0.5
"""Share of the best bound below which prices are taken to be far from the best ones."""

ELEMENT = 6e-9
"""Nominal seconds for each number that a step looks at."""


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
    """Own price of each place, in parts; `NEVER` outside the session's domain."""
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
    """Scratch space for the places of a session."""
    by_start: Ints

    @property
    def looked_at(self) -> int:
        """Numbers that the pricing of all places looks at."""
        used = int((self.starts * np.diff(self.uses)).sum())
        return len(self.own) + used + len(self.amounts)


@dataclass(frozen=True)
class Limits:
    """Limits of the rows, and the prices of exceeding them."""

    most: Ints
    """For each row."""
    tops: Floats
    """Price of a unit beyond the limit of each row, in thousandths; infinite if hard."""
    units: Floats
    """Load of a typical use on each row."""
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
            if counts_in(coupling.rooms, coupling.counting, use, room):
                base, at = coupling.bases[use], coupling.spans[use] + start
                changes[base + coupling.begins[at]] += coupling.loads[use]
                changes[base + coupling.ends[at]] -= coupling.loads[use]
        for table in range(coupling.tables[session], coupling.tables[session + 1]):
            at = place if coupling.by_place[table] else start
            totals[coupling.groups[table]] += coupling.amounts[coupling.amounts_at[table] + at]


@dataclass(frozen=True, slots=True)
class _SharedUse:
    """A session's use of a restriction, from each of its starts on."""

    base: int
    """First row of the restriction."""
    load: int
    begin: Ints
    end: Ints
    rooms: Ints
    """Rooms in which it counts, as positions in the session's domain; empty for all."""


class _LimitRows:
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
    """Return the shared rows and groups of a model; `check` may raise to cancel the work."""
    rows, domains = _LimitRows(), list(model.domains.values())
    uses: list[list[_SharedUse]] = [[] for _ in domains]
    _read_capacities(model, rows, uses, check)
    for quota, price in checked(model.asked(LoadQuota), check):
        _read_quota(quota, price, model, rows, uses)
    flat = [use for own in uses for use in own]
    own = [np.where(each.allowed, each.price * SCALE, NEVER).T.reshape(-1) for each in domains]
    spans, begins, ends = _spans(checked(flat, check))
    check()
    worsts = worsts_of(model)
    width = worsts.group_count
    groups = [
        (slice(row * width, (row + 1) * width), price or 0)
        for row, (_, price) in enumerate(model.asked(Worst) if width else ())
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


def _read_capacities(
    model: Model, rows: _LimitRows, uses: Sequence[list[_SharedUse]], check: Check
) -> None:
    """Add a row for each cell of each capacity; a session uses those during which it holds something."""
    domains, data = list(model.domains.values()), capacities_of(model, check)
    bases = [
        rows.add(
            most - taken,
            np.full(len(data.lengths), np.inf)
            if price is None
            else (price * capacity.rate * data.lengths).astype(np.float64),
            float(usual),
        )
        for (capacity, price), most, taken, usual in zip(
            model.asked(Capacity), data.limits, data.loads, data.usual, strict=True
        )
    ]
    for session, own in enumerate(checked(uses, check)):
        starts = len(domains[session].starts)
        for hold in range(data.holds[session], data.holds[session + 1]):
            share, stretch = data.shares[hold], slice(data.spans[hold], data.spans[hold] + starts)
            begin, end = data.begins[stretch], data.ends[stretch]
            rooms = data.counting[data.rooms[share] : data.rooms[share + 1]]
            for use in range(data.uses[share], data.uses[share + 1]):
                base, load = bases[data.rows[use]], int(data.use_loads[use])
                own.append(_SharedUse(base, load, begin, end, rooms))


def _read_quota(
    quota: LoadQuota,
    price: int | None,
    model: Model,
    rows: _LimitRows,
    uses: Sequence[list[_SharedUse]],
) -> None:
    """Add a row for each period and limit of a quota; too little is too much of negative loads."""
    number = 1 if quota.periods is None else len(quota.periods)
    top = np.inf if price is None else float(price * quota.rate)
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
            use = _SharedUse(base, sign * load, np.maximum(period, 0), period + 1, rooms)
            uses[model.numbers[session]].append(use)


def _counting(quota: LoadQuota, domain: Domain, names: Sequence[str]) -> Ints | None:
    """Return in which of its rooms a session counts: nothing if in all of them, None if in none."""
    if quota.rooms is None:
        return ints(())
    found = ints(n for n, room in enumerate(domain.rooms) if names[room] in quota.rooms)
    return found if len(found) else None


def _spans(uses: Iterable[_SharedUse]) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32]]:
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


class Lagrangian:
    """The prices of shared limits, and the bound that they prove."""

    def __init__(
        self, model: Model, check: Check = never, params: BoundingParams = DEFAULTS.bounding
    ) -> None:
        """Collect the shared limits; `check` may raise to cancel the work."""
        self._params = params
        coupling, self._limits = coupling_of(model, check)
        self._coupling = Packed(coupling)
        sessions, rows, groups = coupling.sessions, coupling.row_count, coupling.group_count
        self._sessions = sessions
        self._prices = np.zeros(rows)
        highest = HIGHEST / np.maximum(self._limits.units, np.abs(self._limits.most))
        self._highest = np.minimum(self._limits.tops, highest)
        self._weights = np.zeros(groups)
        for where, price in self._limits.worsts:
            self._weights[where] = price / (where.stop - where.start)
        self._running = np.zeros(rows + 1, dtype=np.int64)
        self._chosen = np.zeros(sessions, dtype=np.int64)
        self._changes = np.zeros(rows + 1, dtype=np.int64)
        self._totals = np.zeros(groups, dtype=np.int64)
        self._way = np.zeros(rows)
        self._group_way = np.zeros(groups)
        self._best = self._prices, self._weights
        self._length, self._in_vain, self._kept = 1.0, 0, 0.0
        self.bound = 0
        """No schedule has a smaller penalty, in thousandths."""
        self.work = ELEMENT * (rows + coupling.looked_at)
        """Nominal seconds of work for a step."""

    def climb(self, penalty: int) -> bool:
        """Take a step towards a known penalty; return whether another one is worthwhile."""
        value = self._value()
        self._note(value)
        if penalty <= value or self._length < self._params.shortest:
            return False
        return self._step(penalty - value, penalty / self._sessions)

    def _value(self) -> float:
        """Return the bound of these prices, and choose the cheapest places."""
        prices = np.floor(self._prices * SCALE).astype(np.int64)
        np.cumsum(prices, out=self._running[1:])
        weights = np.floor(self._weights * SCALE).astype(np.int64)
        total = cheapest(self._coupling, self._running, weights, self._chosen)
        return (total - int(prices @ self._limits.most)) / SCALE

    def _note(self, value: float) -> None:
        """Record the bound if it is better; shorten the steps after failures.

        Steps that have led far away, towards a penalty that is far too high, go on from the best prices.
        """
        better = value > (1 + self._params.worth) * self.bound
        if value > self.bound:
            self.bound, self._best = int(np.ceil(value)), (self._prices, self._weights.copy())
        self._in_vain = 0 if better else self._in_vain + 1
        if self._in_vain >= self._params.patience:
            self._in_vain, self._length = 0, self._params.shorter * self._length
            if value < FAR * self.bound:
                self._prices, self._weights, self._kept = self._best[0], self._best[1].copy(), 0.0

    def _step(self, distance: float, each: float) -> bool:
        """Raise the prices of exceeded limits; `each` is the cost of a session."""
        weigh(self._coupling, self._chosen, self._changes, self._totals)
        unit = self._params.unit_price * each / self._limits.units
        rows, groups = self._row_steps(unit), self._group_steps()
        if not (rows.any() or groups.any()):
            return False  # These are the best prices.
        self._way = self._kept * self._way + (1 - self._kept) * rows
        self._group_way = self._kept * self._group_way + (1 - self._kept) * groups
        self._kept = self._params.momentum
        size = float(np.square(self._way).sum() + np.square(self._group_way).sum())
        if size == 0:
            return False
        far = self._length * distance / size
        self._prices = np.clip(self._prices + far * unit * self._way, 0.0, self._highest)
        for where, price in self._limits.worsts:
            moved = self._weights[where] + far * price * self._group_way[where]
            self._weights[where] = nearest_within(moved, price)
        return True

    def _row_steps(self, unit: Floats) -> Floats:
        """Return by how much each row is too full, measured in its unit; 0 where its price is at an end."""
        excess = np.cumsum(self._changes[:-1]) - self._limits.most
        stuck = (self._prices <= 0) & (excess < 0)
        stuck |= (self._prices >= self._highest) & (excess > 0)
        return np.where(stuck, 0.0, unit * excess)

    def _group_steps(self) -> Floats:
        """Return by how much each group is worse off than the others of its kind."""
        steps = self._totals.astype(np.float64)
        for where, price in self._limits.worsts:
            steps[where] = price * (steps[where] - steps[where].mean())
        return steps


def nearest_within(weights: Floats, most: float) -> Floats:
    """Return the nearest weights that are not negative and add up to so much at most (Held et al. 1974)."""
    positive = np.maximum(weights, 0.0)
    if positive.sum() <= most:
        return positive
    ordered = np.sort(weights)[::-1]
    over = (np.cumsum(ordered) - most) / np.arange(1, len(ordered) + 1)
    last = int(np.flatnonzero(ordered > over)[-1])
    nearest: Floats = np.maximum(weights - over[last], 0.0)
    return nearest
