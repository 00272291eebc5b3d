"""Groups that hold rooms, in the annealer: what one more session makes its group hold."""

from collections.abc import Sequence
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    Held,
    Parallel,
    Priced,
    RoomHolding,
    Span,
    Unmixed,
)


class Holdings(NamedTuple):
    """Restrictions on g groups of sessions over up to p periods and all r rooms."""

    period_count: int
    members: Ints
    """First membership of each session."""
    groups: Ints
    """Group of each membership."""
    tables: Ints
    """For each membership, where its periods begin."""
    periods: Ints
    """Period of each start of the session; -1 for none."""
    room_at: Ints
    """For each session, where its rooms begin in `rooms`."""
    rooms: Ints
    inside: NDArray[np.int64]
    """Sessions of each group in each period and room; shape (g, p, r)."""
    held: NDArray[np.int64]
    """Rooms that each group holds in each period; shape (g, p)."""
    beside: NDArray[np.int64]
    """Price of one room more for each group in each period, for the groups beside it; shape (g, p)."""
    held_prices: NDArray[np.int64]
    """Price of a held room; shape (g, p, r)."""
    prices: NDArray[np.int64]
    """For each group, the prices of a room in parallel and of a gap; shape (g, 2)."""
    neighbours: Ints
    """For each group, where those begin that it should not be beside."""
    neighbour_groups: Ints
    neighbour_prices: Ints
    mixtures: Ints
    """For each group, where the `Unmixed` restrictions that it is in begin."""
    mixture_numbers: Ints
    mixture_prices: Ints
    """Price of each `Unmixed`; length m."""
    mixed: NDArray[np.int64]
    """Groups of each `Unmixed` that hold a room in a period; shape (m, p, r)."""
    cells: Ints
    """Room to work in, for r numbers."""


@enclosed
def _hold(data: Holdings, group: int, period: int, room: int, sign: int) -> None:
    """Let a group hold a room in a period, or no longer."""
    data.held[group][period] += sign
    for position in range(data.neighbours[group], data.neighbours[group + 1]):
        other = data.neighbour_groups[position]
        data.beside[other][period] += sign * data.neighbour_prices[position]
    for position in range(data.mixtures[group], data.mixtures[group + 1]):
        data.mixed[data.mixture_numbers[position]][period][room] += sign


@enclosed
def move_holdings(data: Holdings, session: int, start: int, room: int, sign: int) -> None:
    """Count a session into its groups, or out of them."""
    where = data.rooms[data.room_at[session] + room]
    for member in range(data.members[session], data.members[session + 1]):
        period, group = data.periods[data.tables[member] + start], data.groups[member]
        if period < 0:
            continue
        before = data.inside[group][period][where]
        data.inside[group][period][where] = before + sign
        if min(before, before + sign) == 0:
            _hold(data, group, period, where, sign)


@enclosed
def _gap(data: Holdings, group: int, more: int) -> bool:
    """Return True if a group's periods have a gap, if it held a room in one period more."""
    first, last, number = -1, -1, 0
    for period in range(data.period_count):
        if data.held[group][period] > 0 or period == more:
            first = period if first < 0 else first
            last = period
            number += 1
    return number > 0 and last - first + 1 != number


@enclosed
def _by_period(data: Holdings, group: int, period: int) -> int:
    """Return the price of one room more in a period, whichever it is."""
    total = data.beside[group][period]
    if data.held[group][period] > 0:
        return total + data.prices[group][0]
    if data.prices[group][1] != 0:
        change = int(_gap(data, group, period)) - int(_gap(data, group, -1))
        total += data.prices[group][1] * change
    return total


@enclosed
def _cell(data: Holdings, group: int, period: int, room: int, by_period: int) -> int:
    """Return the price of a room in a period; nothing if it is held already."""
    if data.inside[group][period][room] > 0:
        return 0
    total = by_period + data.held_prices[group][period][room]
    for position in range(data.mixtures[group], data.mixtures[group + 1]):
        number = data.mixture_numbers[position]
        if data.mixed[number][period][room] > 0:
            total += data.mixture_prices[number]
    return total


@enclosed
def price_holdings(data: Holdings, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every start in every room."""
    for member in range(data.members[session], data.members[session + 1]):
        group, table = data.groups[member], data.tables[member]
        known = -1
        for start in range(starts):
            period = data.periods[table + start]
            if period < 0:
                continue
            if period != known:
                # Starts are in order, so those of a period follow one another.
                by_period = _by_period(data, group, period)
                for room in range(rooms):
                    where = data.rooms[data.room_at[session] + room]
                    data.cells[room] = _cell(data, group, period, where, by_period)
                known = period
            for room in range(rooms):
                by_place[room * starts + start] += data.cells[room]


@enclosed
def holdings_at(data: Holdings, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    where = data.rooms[data.room_at[session] + room]
    for member in range(data.members[session], data.members[session + 1]):
        group, period = data.groups[member], data.periods[data.tables[member] + start]
        if period >= 0:
            by_period = _by_period(data, group, period)
            total += _cell(data, group, period, where, by_period)
    return total


_Key = tuple[Group, tuple[Span, ...]]


class _Groups:
    """Groups and prices, found restriction by restriction."""

    def __init__(self, rooms: Sequence[str]) -> None:
        self.numbers: dict[_Key, int] = {}
        self.rooms = {room: number for number, room in enumerate(rooms)}
        self.held: list[tuple[int, int, int, int]] = []
        """Group, period, room and price."""
        self.parallel: list[tuple[int, int]] = []
        self.gaps: list[tuple[int, int]] = []
        self.beside: list[tuple[int, int, int]] = []
        """Group, other group and price; each pair both ways."""
        self.mixtures: list[tuple[list[int], int]] = []

    def group(self, sessions: Group, periods: tuple[Span, ...]) -> int:
        """Return the number of a group."""
        return self.numbers.setdefault((tuple(sorted(sessions)), periods), len(self.numbers))

    def add(self, priced: Priced) -> None:
        """Take in a restriction."""
        cost = price(priced.price, unit=MINUTES_PER_UNIT)
        match priced.restriction:
            case Unmixed(groups=groups, periods=periods):
                numbers = [self.group(sessions, periods) for sessions in groups]
                self.mixtures.append((numbers, cost))
            case Held(sessions=sessions, periods=periods, amounts=amounts):
                group = self.group(sessions, periods)
                for (period, room), amount in amounts.items():
                    self.held.append((group, period, self.rooms[room], cost * amount))
            case Beside(one=one, other=other, periods=periods):
                first, second = self.group(one, periods), self.group(other, periods)
                self.beside += [(first, second, cost), (second, first, cost)]
            case Parallel(sessions=sessions, periods=periods):
                self.parallel.append((self.group(sessions, periods), cost))
            case Gapless(sessions=sessions, periods=periods):
                self.gaps.append((self.group(sessions, periods), cost))


def holdings_of(model: Model) -> Holdings:
    """Collect the groups that hold rooms, with no session on the board."""
    domains, rooms = list(model.domains.values()), model.rooms
    found = _Groups(rooms)
    for priced in model.of_kind(get_args(RoomHolding)):
        found.add(priced)
    groups = len(found.numbers)
    periods = max((len(spans) for _, spans in found.numbers), default=0)
    shape = groups, periods, len(rooms)
    held, prices = _prices(found, shape)
    members = _members(found, domains, model.timeline)
    flat = [member for own in members for member in own]
    beside = sorted(found.beside)
    mixtures = sorted((g, n) for n, (own, _) in enumerate(found.mixtures) for g in own)
    return Holdings(
        members=firsts(len(own) for own in members),
        groups=ints(group for group, _ in flat),
        tables=firsts(len(each) for _, each in flat),
        periods=joined([each for _, each in flat]),
        room_at=firsts(len(domain.rooms) for domain in domains),
        rooms=joined([domain.rooms for domain in domains]),
        period_count=periods,
        inside=np.zeros(shape, dtype=np.int64),
        held=np.zeros(shape[:2], dtype=np.int64),
        beside=np.zeros(shape[:2], dtype=np.int64),
        held_prices=held,
        prices=prices,
        neighbours=_by_group([each[0] for each in beside], groups),
        neighbour_groups=ints(each[1] for each in beside),
        neighbour_prices=ints(each[2] for each in beside),
        mixtures=_by_group([group for group, _ in mixtures], groups),
        mixture_numbers=ints(number for _, number in mixtures),
        mixture_prices=ints(cost for _, cost in found.mixtures),
        mixed=np.zeros((len(found.mixtures), *shape[1:]), dtype=np.int64),
        cells=np.zeros(len(rooms), dtype=np.int64),
    )


def _prices(
    found: _Groups, shape: tuple[int, int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the price of each held room, and for each group those of parallel rooms and gaps."""
    held, prices = np.zeros(shape, dtype=np.int64), np.zeros((shape[0], 2), dtype=np.int64)
    for group, period, room, cost in found.held:
        held[group, period, room] += cost
    for column, costs in enumerate((found.parallel, found.gaps)):
        for group, cost in costs:
            prices[group, column] += cost
    return held, prices


def _by_group(sorted_groups: Sequence[int], groups: int) -> Ints:
    """Return where the entries of each group begin."""
    return np.searchsorted(ints(sorted_groups), np.arange(groups + 1)).astype(np.int64)


def _members(
    found: _Groups, domains: Sequence[Domain], timeline: Timeline
) -> list[list[tuple[int, Ints]]]:
    """Return the groups of each session, with the period of each of its starts."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    members: list[list[tuple[int, Ints]]] = [[] for _ in domains]
    for (sessions, spans), group in found.numbers.items():
        edges = timeline.edges(spans)
        for session in sessions:
            number = index[session]
            members[number].append((group, domains[number].periods(*edges)))
    return members
