"""Restrictions that count sessions in cells: quotas, different rooms or periods, rooms that groups hold.

Each use of a session adds a load to one *cell*, which its start and its room decide. A *row* is something
that the cells in it cost together:

- `LoadQuota`: a cell for each period; what each load exceeds, or falls short of.
- `Distinct`: a cell for each room, period or time of day; the number of cells in use beyond the free ones.
- `Compact`: a cell for each period; the distance of the first and the last one in use.
- `Gapless`: likewise; whether there is a gap between these.
- `Held`, `Parallel`, `Beside`, `Unmixed`: a cell for each group, period and room. A row is one cell, the
  rooms of a group in a period, those of one group times those of another, or the groups in a room in a
  period.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import (
    MINUTES_PER_UNIT,
    Ints,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    repriced,
    summed,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain, classes_of
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import quota_periods
from scheduler.restrictions import (
    Beside,
    Compact,
    Distinct,
    Gapless,
    Group,
    Held,
    LoadQuota,
    Parallel,
    Priced,
    Span,
    Unmixed,
)

NOWHERE = -(2**40)
"""Number of a start or a room in which a use does not count."""


class Positions(NamedTuple):
    """A number for each use of a session, at each of its places: that of its start plus that of its room."""

    uses: Ints
    """First use of each session."""
    starts_at: Ints
    """For each use, where the numbers of its starts begin; one longer."""
    starts: Ints
    rooms_at: Ints
    rooms: Ints


@enclosed
def position(data: Positions, use: int, start: int, room: int) -> int:
    """Return the number of a use at a place; below 0 where it does not count."""
    return data.starts[data.starts_at[use] + start] + data.rooms[data.rooms_at[use] + room]


def numbers_from(first: int, numbers: Ints) -> Ints:
    """Return these numbers, counted from `first` on; NOWHERE for those below 0."""
    return np.where(numbers < 0, NOWHERE, first + numbers)


def positions_of(uses: Iterable[Sequence[tuple[Ints, Ints]]]) -> Positions:
    """Return the positions of the uses of each session: numbers of its starts, and of its rooms."""
    own = list(uses)
    starts = [each for some in own for each, _ in some]
    rooms = [each for some in own for _, each in some]
    return Positions(
        uses=firsts(map(len, own)),
        starts_at=firsts(map(len, starts)),
        starts=joined(starts),
        rooms_at=firsts(map(len, rooms)),
        rooms=joined(rooms),
    )


NUMBER, PRODUCT, LOAD, SPAN, GAP = range(5)
"""What a row costs: cells in use beyond `most`, cells in use times those of another row, loads beyond limits,
the distance of the first and the last cell in use, a gap between them. With the last three, a cell is in one
row only."""

NO_LIMIT = 10**12

BY_START, BY_ROOM, BY_PLACE = range(3)


class Tallies(NamedTuple):
    """All restrictions of a problem that count in cells: c cells, k rows."""

    positions: Positions
    """Cell of each use."""
    use_loads: Ints
    by: Ints
    """Whether the cell of a use depends on the start, on the room, or on both."""
    loads: Ints
    """Load of each cell; length c."""
    entries: Ints
    """For each cell, where its rows begin in `entry_rows`; length c + 1."""
    entry_rows: Ints
    row_count: int
    kinds: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard quotas; 0 for others."""
    most: Ints
    least: Ints
    partners: Ints
    """The other row of a product."""
    begins: Ints
    """First cell of each row."""
    ends: Ints
    """Cell after the last, where cells of a row follow one another."""
    numbers: Ints
    """Cells in use, by row."""
    more: Ints
    """Price of one cell more in use, by row, where their number counts."""
    firsts: Ints
    """First cell in use, where edges count; without one that after the last."""
    lasts: Ints
    """Last cell in use; without one that before the first."""


@enclosed
def move_tallies(data: Tallies, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the loads of a session."""
    for use in range(data.positions.uses[session], data.positions.uses[session + 1]):
        cell = position(data.positions, use, start, room)
        if cell < 0:
            continue
        before = data.loads[cell]
        after = before + sign * data.use_loads[use]
        data.loads[cell] = after
        if before == 0 or after == 0:
            for entry in range(data.entries[cell], data.entries[cell + 1]):
                _use_cell(data, data.entry_rows[entry], cell, sign)


@enclosed
def _use_cell(data: Tallies, row: int, cell: int, sign: int) -> None:
    """Note that a cell of a row is in use (sign 1), or no longer (-1)."""
    data.numbers[row] += sign
    kind, number, cost = data.kinds[row], data.numbers[row], data.prices[row]
    if kind == NUMBER:
        data.more[row] = cost if number >= data.most[row] else 0
    elif kind == PRODUCT:
        data.more[data.partners[row]] = cost * number
    if kind < SPAN:
        return
    if sign > 0:
        data.firsts[row] = min(data.firsts[row], cell)
        data.lasts[row] = max(data.lasts[row], cell)
        return
    while data.firsts[row] < data.ends[row] and data.loads[data.firsts[row]] == 0:
        data.firsts[row] += 1
    while data.lasts[row] >= data.begins[row] and data.loads[data.lasts[row]] == 0:
        data.lasts[row] -= 1


@enclosed
def _missed(data: Tallies, row: int, load: int) -> int:
    return max(load - data.most[row], 0) + max(data.least[row] - load, 0)


@enclosed
def _added(data: Tallies, use: int, cell: int) -> int:
    """Return the price of a use in a cell."""
    if cell < 0 or data.entries[cell] == data.entries[cell + 1]:
        return 0
    row, load = data.entry_rows[data.entries[cell]], data.loads[cell]
    kind, cost = data.kinds[row], data.prices[row]
    if kind == LOAD:
        return cost * (_missed(data, row, load + data.use_loads[use]) - _missed(data, row, load))
    total = 0
    if load == 0 and kind < LOAD:
        for entry in range(data.entries[cell], data.entries[cell + 1]):
            total += data.more[data.entry_rows[entry]]
    elif load == 0 and data.numbers[row] > 0:
        before = data.lasts[row] - data.firsts[row]
        after = max(data.lasts[row], cell) - min(data.firsts[row], cell)
        if kind == GAP:
            number = data.numbers[row]
            before, after = int(before >= number), int(after > number)
        total = cost * (after - before)
    return total


@enclosed
def _price_starts(
    data: Tallies, use: int, room: int, starts: int, prices: Ints, first: int
) -> None:
    """Add the price of every start in a room, from the first entry on."""
    numbers = data.positions
    at, more = numbers.starts_at[use], numbers.rooms[numbers.rooms_at[use] + room]
    known, added = -1, 0
    for start in range(starts):
        cell = numbers.starts[at + start] + more
        # Starts are in order, so those in one cell often follow one another.
        if cell != known:
            known, added = cell, _added(data, use, cell)
        prices[first + start] += added


@enclosed
def price_tallies(
    data: Tallies,
    session: int,
    starts: int,
    rooms: int,
    by_start: Ints,
    by_room: Ints,
    by_place: Ints,
) -> None:
    """Add the price of every start, of every room, or of every place."""
    for use in range(data.positions.uses[session], data.positions.uses[session + 1]):
        if data.by[use] == BY_START:
            _price_starts(data, use, 0, starts, by_start, 0)
            continue
        for room in range(rooms):
            if data.by[use] == BY_ROOM:
                by_room[room] += _added(data, use, position(data.positions, use, 0, room))
            elif data.positions.rooms[data.positions.rooms_at[use] + room] >= 0:
                _price_starts(data, use, room, starts, by_place, room * starts)


@enclosed
def tallies_at(data: Tallies, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.positions.uses[session], data.positions.uses[session + 1]):
        total += _added(data, use, position(data.positions, use, start, room))
    return total


def looked_at(data: Tallies, starts: Ints, rooms: Ints) -> Ints:
    """Return how many numbers the pricing of each session, of so many starts and rooms, looks at."""
    uses = np.diff(data.positions.uses)
    by_kind = np.stack([starts, rooms, starts * rooms])
    return summed(by_kind[data.by, np.repeat(np.arange(len(uses)), uses)], data.positions.uses)


@enclosed
def reprice_tallies(data: Tallies, rise: int) -> int:
    """Raise the prices of broken quotas (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        if data.first_prices[row] == 0:
            continue
        missed = 0
        for cell in range(data.begins[row], data.ends[row]):
            missed += _missed(data, row, data.loads[cell])
        total += repriced(data.prices, data.first_prices, row, rise, missed)
    return total


class _CellUse(NamedTuple):
    """A load of a session, and the cells that it may be in."""

    load: int
    starts: Ints
    rooms: Ints

    @property
    def by(self) -> int:
        """Whether the cell depends on the start, on the room, or on both."""
        if (self.rooms == self.rooms[0]).all():
            return BY_START
        return BY_ROOM if (self.starts == self.starts[0]).all() else BY_PLACE


class _Row(NamedTuple):
    """What some cells cost together."""

    kind: int
    price: int
    cells: Ints
    most: int = 0
    least: int = -NO_LIMIT
    partner: int = 0


class _Tally:
    """Cells, rows and uses, found restriction by restriction."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.cell_count = 0
        self.rows: list[_Row] = []
        self.uses: dict[str, list[_CellUse]] = {session: [] for session in model.domains}
        self._groups: dict[tuple[Group, tuple[Span, ...]], Ints] = {}

    def add(self, priced: Priced) -> None:
        """Take in a restriction."""
        cost = price(priced.price, unit=MINUTES_PER_UNIT)
        match priced.restriction:
            case LoadQuota() as quota:
                self._add_quota(quota, priced.price)
            case Distinct() | Compact() | Gapless() as spread:
                self._add_classes(spread, cost)
            case Held(sessions=sessions, periods=periods, amounts=amounts):
                cells, numbers = self._held(sessions, periods), self.model.room_numbers
                for (period, room), amount in amounts.items():
                    self.rows.append(_Row(NUMBER, cost * amount, cells[period, [numbers[room]]]))
            case Parallel(sessions=sessions, periods=periods):
                cells = self._held(sessions, periods)
                self.rows += [_Row(NUMBER, cost, own, most=1) for own in cells]
            case Beside(one=one, other=other, periods=periods):
                both = zip(self._held(one, periods), self._held(other, periods), strict=True)
                for own, others in both:
                    row = len(self.rows)
                    self.rows.append(_Row(PRODUCT, cost, own, partner=row + 1))
                    self.rows.append(_Row(PRODUCT, cost, others, partner=row))
            case Unmixed(groups=groups, periods=periods):
                cells = np.array([self._held(sessions, periods) for sessions in groups])
                in_rooms = cells.reshape(len(groups), -1).T
                self.rows += [_Row(NUMBER, cost, own, most=1) for own in in_rooms]

    def _add_quota(self, quota: LoadQuota, paid: int | None) -> None:
        cells = self._new(1 if quota.periods is None else len(quota.periods))
        counts_sessions = max(quota.loads.values(), default=1) == 1
        cost = price(paid, quota.rate, MINUTES_PER_UNIT if counts_sessions else 1)
        most = NO_LIMIT if quota.at_most is None else quota.at_most
        self.rows.append(_Row(LOAD, cost, cells, most, quota.at_least or -NO_LIMIT))
        rooms = [quota.rooms is None or room in quota.rooms for room in self.model.rooms]
        in_rooms = np.array(rooms, dtype=np.int64) - 1
        for session, load in quota.loads.items():
            domain = self.model.domains[session]
            periods = quota_periods(quota, domain, self.model.timeline)
            self._use(domain, load, cells, periods, in_rooms[domain.rooms])

    def _add_classes(self, spread: Distinct | Compact | Gapless, cost: int) -> None:
        """Take in what counts the classes of its sessions, or the distance of the first and the last."""
        domains = [self.model.domains[session] for session in dict.fromkeys(spread.sessions)]
        found = self._classes(spread, domains)
        cells = self._new(1 + max((int(each.max(initial=-1)) for each in found), default=-1))
        if isinstance(spread, Distinct):
            self.rows.append(_Row(NUMBER, cost, cells, spread.free))
        else:
            self.rows.append(_Row(SPAN if isinstance(spread, Compact) else GAP, cost, cells))
        for domain, own in zip(domains, found, strict=True):
            if spread.periods is None:
                self._use(domain, 1, cells, np.zeros_like(domain.starts), own)
            else:
                self._use(domain, 1, cells, own, np.zeros_like(domain.rooms))

    def _classes(
        self, spread: Distinct | Compact | Gapless, domains: Sequence[Domain]
    ) -> Sequence[Ints]:
        """Return the class of each room, or each start, of some sessions; -1 for none."""
        timeline = self.model.timeline
        if spread.periods is None:
            return [domain.own_rooms for domain in domains]
        if isinstance(spread, Distinct):
            return [classes_of(spread, domain, timeline) for domain in domains]
        edges = timeline.edges(spread.periods)
        return [domain.periods(*edges) for domain in domains]

    def _held(self, sessions: Group, periods: tuple[Span, ...]) -> Ints:
        """Return the cell of a group in each period and room."""
        key = tuple(sorted(sessions)), periods
        if key not in self._groups:
            rooms, edges = len(self.model.rooms), self.model.timeline.edges(periods)
            cells = self._new(len(periods) * rooms)
            self._groups[key] = cells.reshape(len(periods), rooms)
            for session in sessions:
                domain = self.model.domains[session]
                self._use(domain, 1, cells, domain.periods(*edges) * rooms, domain.rooms)
        return self._groups[key]

    def _new(self, number: int) -> Ints:
        """Return so many new cells."""
        self.cell_count += number
        return np.arange(self.cell_count - number, self.cell_count)

    def _use(self, domain: Domain, load: int, cells: Ints, starts: Ints, rooms: Ints) -> None:
        """Let a session count in some of these cells, by its start and room; below 0 in none."""
        if (starts >= 0).any() and (rooms >= 0).any():
            use = _CellUse(load, numbers_from(int(cells[0]), starts), numbers_from(0, rooms))
            self.uses[domain.session].append(use)


def tallies_of(model: Model) -> tuple[Tallies, int]:
    """Collect what counts in cells, with no session on the board, and the initial price of that."""
    tally = _Tally(model)
    for priced in model.shared:
        tally.add(priced)
    rows, uses = tally.rows, tally.uses.values()
    flat = [use for own in uses for use in own]
    cells = joined([row.cells for row in rows])
    order = np.argsort(cells, kind="stable")
    numbered = np.repeat(np.arange(len(rows)), ints(len(row.cells) for row in rows))
    prices, kinds = ints(row.price for row in rows), ints(row.kind for row in rows)
    begins = ints(row.cells[0] if len(row.cells) else 0 for row in rows)
    ends = ints(row.cells[-1] + 1 if len(row.cells) else 0 for row in rows)
    most, least = ints(row.most for row in rows), ints(row.least for row in rows)
    data = Tallies(
        positions=positions_of([use[1:] for use in own] for own in uses),
        use_loads=ints(use.load for use in flat),
        by=ints(use.by for use in flat),
        loads=np.zeros(tally.cell_count, dtype=np.int64),
        entries=np.searchsorted(cells[order], np.arange(tally.cell_count + 1)),
        entry_rows=np.ascontiguousarray(numbered[order]),
        row_count=len(rows),
        kinds=kinds,
        prices=prices,
        first_prices=np.where(kinds == LOAD, first_prices(prices), 0),
        most=most,
        least=least,
        partners=ints(row.partner for row in rows),
        begins=begins,
        ends=ends,
        numbers=np.zeros(len(rows), dtype=np.int64),
        more=np.where((kinds == NUMBER) & (most <= 0), prices, 0),
        firsts=ends.copy(),
        lasts=begins - 1,
    )
    return data, int((prices * np.maximum(least, 0) * (ends - begins)).sum())
