"""Restrictions on groups in the annealer: rooms that groups hold, switches between them, ranks.

`Switches` keep the sequence of each room in each period as a linked list: a row is a restriction, a cell one
room and period of a row, a member a session of its groups. The members in a cell are linked in order of their
keys: start times number of members, plus position. A row of `Ranks` is a restriction as well, and the key of
a session one number that orders the sequence.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, firsts, ints, joined, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    Held,
    Parallel,
    Priced,
    Ranks,
    RoomHolding,
    Span,
    Switches,
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

    def __init__(self, rooms: Mapping[str, int]) -> None:
        self.numbers: dict[_Key, int] = {}
        self.rooms = rooms
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
    found = _Groups(model.room_numbers)
    for priced in model.of_kind(get_args(RoomHolding)):
        found.add(priced)
    groups = len(found.numbers)
    periods = max((len(spans) for _, spans in found.numbers), default=0)
    shape = groups, periods, len(rooms)
    held, prices = _prices(found, shape)
    members = _members(found, model)
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


def _members(found: _Groups, model: Model) -> list[list[tuple[int, Ints]]]:
    """Return the groups of each session, with the period of each of its starts."""
    members: dict[str, list[tuple[int, Ints]]] = {session: [] for session in model.domains}
    for (sessions, spans), group in found.numbers.items():
        edges = model.timeline.edges(spans)
        for session in sessions:
            members[session].append((group, model.domains[session].periods(*edges)))
    return [*members.values()]


END = -1
"""Stands for the member after the last one of a cell."""


class SwitchRows(NamedTuple):
    """All `Switches` restrictions of a problem: m members in all, r rooms."""

    prices: Ints
    """Price of a switch, by row."""
    uses: Ints
    """First use of each session."""
    members: Ints
    """Member that a session is, for each use."""
    member_rows: Ints
    """Row of each use."""
    tables: Ints
    """For each use, where its starts begin."""
    cells: Ints
    """For each use and start, the cell of the first room in the period of the start; END for none."""
    keys: Ints
    """For each use and start, the key."""
    room_at: Ints
    """For each session, where its rooms begin in `rooms`."""
    rooms: Ints
    groups: Ints
    """Group of each member."""
    heads: Ints
    """First member of each cell, or END."""
    after: Ints
    """Next member in the cell of each member, or END."""
    at: Ints
    """Key of each member that is in a cell."""


@enclosed
def move_switches(data: SwitchRows, session: int, start: int, room: int, sign: int) -> None:
    """Link a session into its cells, or out of them."""
    for use in range(data.uses[session], data.uses[session + 1]):
        first = data.cells[data.tables[use] + start]
        if first < 0:
            continue
        cell = first + data.rooms[data.room_at[session] + room]
        member, key = data.members[use], data.keys[data.tables[use] + start]
        before, then = END, data.heads[cell]
        while then != END and data.at[then] < key:
            before, then = then, data.after[then]
        if sign > 0:
            data.at[member] = key
            data.after[member] = then
            then = member
        else:
            then = data.after[member]
        if before == END:
            data.heads[cell] = then
        else:
            data.after[before] = then


@enclosed
def _switches(data: SwitchRows, group: int, before: int, then: int) -> int:
    """Return how many switches there are more with a group between two members."""
    number = 0
    if before != END:
        number += int(data.groups[before] != group)
    if then != END:
        number += int(data.groups[then] != group)
    if END not in (before, then):
        number -= int(data.groups[before] != data.groups[then])
    return number


@enclosed
def price_switches(data: SwitchRows, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every start in every room."""
    for use in range(data.uses[session], data.uses[session + 1]):
        table, group = data.tables[use], data.groups[data.members[use]]
        cost = data.prices[data.member_rows[use]]
        for room in range(rooms):
            number = data.rooms[data.room_at[session] + room]
            cell, before, then, found = END, END, END, 0
            for start in range(starts):
                first = data.cells[table + start]
                if first < 0:
                    continue
                key = data.keys[table + start]
                moved = first + number != cell
                if moved:
                    # Starts are in order, so those of a period follow one another.
                    cell = first + number
                    before, then = END, data.heads[cell]
                while then != END and data.at[then] < key:
                    before, then = then, data.after[then]
                    moved = True
                if moved:
                    found = cost * _switches(data, group, before, then)
                by_place[room * starts + start] += found


@enclosed
def switches_at(data: SwitchRows, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        first = data.cells[data.tables[use] + start]
        if first < 0:
            continue
        key = data.keys[data.tables[use] + start]
        before, then = END, data.heads[first + data.rooms[data.room_at[session] + room]]
        while then != END and data.at[then] < key:
            before, then = then, data.after[then]
        group = data.groups[data.members[use]]
        total += data.prices[data.member_rows[use]] * _switches(data, group, before, then)
    return total


def switches_of(model: Model) -> SwitchRows:
    """Collect the switches of a problem, with no session on the board."""
    rows, domains = model.asked(Switches), list(model.domains.values())
    uses: dict[str, list[tuple[int, int, Ints, Ints]]] = {session: [] for session in model.domains}
    groups, cells = list[int](), 0
    for row, (each, _) in enumerate(rows):
        edges = model.timeline.edges(each.periods)
        flat = [(group, session) for group, own in enumerate(each.groups) for session in own]
        for position, (group, session) in enumerate(flat):
            domain = model.domains[session]
            own_cells = _switch_cells(domain, domain.periods(*edges), cells, len(model.rooms))
            keys = domain.starts * len(flat) + position
            uses[session].append((len(groups), row, own_cells, keys))
            groups.append(group)
        cells += len(each.periods) * len(model.rooms)
    found = [use for own in uses.values() for use in own]
    return SwitchRows(
        prices=ints(price(paid, unit=MINUTES_PER_UNIT) for _, paid in rows),
        uses=firsts(map(len, uses.values())),
        members=ints(member for member, *_ in found),
        member_rows=ints(row for _, row, *_ in found),
        tables=firsts(len(keys) for *_, keys in found),
        cells=joined([own for *_, own, _ in found]),
        keys=joined([keys for *_, keys in found]),
        room_at=firsts(len(domain.rooms) for domain in domains),
        rooms=joined([domain.rooms for domain in domains]),
        groups=ints(groups),
        heads=np.full(cells, END, dtype=np.int64),
        after=np.full(len(groups), END, dtype=np.int64),
        at=np.zeros(len(groups), dtype=np.int64),
    )


def _switch_cells(domain: Domain, periods: Ints, first: int, rooms: int) -> Ints:
    """Return for each start the cell of the first room in its period; END for none."""
    found = np.where(periods < 0, END, first + periods * rooms)
    if domain.optional:
        found[-1] = END
    return found


OUT_OF_IT = -1
"""Stands for the key of a member that has no place in the sequence."""


class Sequences(NamedTuple):
    """All `Ranks` restrictions of a problem: k rows, m members in all."""

    prices: Ints
    rows: Ints
    """First member of each row."""
    wanted: Ints
    """Place that each member wants; 0 for any."""
    uses: Ints
    """First use of each session."""
    members: Ints
    """Member that a session is, for each use."""
    member_rows: Ints
    """Row of each use."""
    tables: Ints
    """For each use, where its keys begin."""
    keys: Ints
    """Key of each place of a session: position of the room times number of starts, plus start."""
    widths: Ints
    """Number of starts of each session."""
    at: Ints
    """Key of each member; OUT_OF_IT while it is out."""
    others: Ints
    """Room to work in, for the keys of a row, in order."""
    other_wanted: Ints
    """The same for what they want."""
    behind: Ints
    """The same for how many are misplaced if one place further on, from each of them to the end."""


@enclosed
def move_ranks(data: Sequences, session: int, start: int, room: int, sign: int) -> None:
    """Keep where the session is."""
    for use in range(data.uses[session], data.uses[session + 1]):
        key = data.keys[data.tables[use] + room * data.widths[session] + start]
        data.at[data.members[use]] = key if sign > 0 else OUT_OF_IT


@enclosed
def _misplaced(data: Sequences, position: int, rank: int) -> int:
    return int(data.other_wanted[position] != 0 and data.other_wanted[position] != rank)


@enclosed
def _line_up(data: Sequences, row: int) -> int:
    """Write the members that are in into ``data.others``, in order; return how many there are."""
    found = 0
    for member in range(data.rows[row], data.rows[row + 1]):
        key = data.at[member]
        if key == OUT_OF_IT:
            continue
        position = found
        while position > 0 and data.others[position - 1] > key:
            data.others[position] = data.others[position - 1]
            data.other_wanted[position] = data.other_wanted[position - 1]
            position -= 1
        data.others[position], data.other_wanted[position] = key, data.wanted[member]
        found += 1
    data.behind[found] = 0
    for position in range(found - 1, -1, -1):
        # One place further on, and not where it is now.
        change = _misplaced(data, position, position + 2) - _misplaced(data, position, position + 1)
        data.behind[position] = data.behind[position + 1] + change
    return found


@enclosed
def _added(data: Sequences, use: int, found: int, key: int) -> int:
    """Return the price of one more member with a key, beside those that have been lined up."""
    if key == OUT_OF_IT:
        return 0
    position = 0
    while position < found and data.others[position] < key:
        position += 1
    wanted = data.wanted[data.members[use]]
    own = int(wanted not in (0, position + 1))
    return data.prices[data.member_rows[use]] * (own + data.behind[position])


@enclosed
def price_ranks(data: Sequences, session: int, places: int, by_place: Ints) -> None:
    """Add the price of every place."""
    for use in range(data.uses[session], data.uses[session + 1]):
        found = _line_up(data, data.member_rows[use])
        for place in range(places):
            by_place[place] += _added(data, use, found, data.keys[data.tables[use] + place])


@enclosed
def ranks_at(data: Sequences, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        found = _line_up(data, data.member_rows[use])
        key = data.keys[data.tables[use] + room * data.widths[session] + start]
        total += _added(data, use, found, key)
    return total


@enclosed
def reprice_ranks(
    data: Sequences, session: int, places: Ints, place_count: int, by_place: Ints
) -> None:
    """Correct the price of so many places of a session if one of its kind will be on each of them.

    All of them are out. -1 stands for a place that the session does not have.
    """
    for use in range(data.uses[session], data.uses[session + 1]):
        found, first = _line_up(data, data.member_rows[use]), data.tables[use]
        wanted, price = data.wanted[data.members[use]], data.prices[data.member_rows[use]]
        for number in range(place_count):
            place = places[number]
            if place < 0 or data.keys[first + place] == OUT_OF_IT:
                continue
            key, rank = data.keys[first + place], 1
            for position in range(found):
                rank += int(data.others[position] < key)
            for beside in range(place_count):
                other = places[beside]
                rank += int(other >= 0 and 0 <= data.keys[first + other] < key)
            by_place[place] += price * int(wanted not in (0, rank))
            by_place[place] -= _added(data, use, found, key)


def ranks_of(model: Model) -> Sequences:
    """Collect the sequences of a problem, with no session on the board."""
    ranks = model.asked(Ranks)
    lengths = [len(each.sessions) for each, _ in ranks]
    uses: dict[str, list[tuple[int, int, Ints]]] = {session: [] for session in model.domains}
    member = 0
    for row, (each, _) in enumerate(ranks):
        for session, own in zip(each.sessions, _keys(each, model), strict=True):
            uses[session].append((member, row, own.reshape(-1)))
            member += 1
    flat = [use for own in uses.values() for use in own]
    longest = max(lengths, default=0) + 1
    return Sequences(
        prices=ints(price(paid, unit=MINUTES_PER_UNIT) for _, paid in ranks),
        rows=firsts(lengths),
        wanted=ints(each.wanted.get(session, 0) for each, _ in ranks for session in each.sessions),
        uses=firsts(map(len, uses.values())),
        members=ints(member for member, _, _ in flat),
        member_rows=ints(row for _, row, _ in flat),
        tables=firsts(len(keys) for _, _, keys in flat),
        keys=joined([keys for _, _, keys in flat]),
        widths=ints(len(domain.starts) for domain in model.domains.values()),
        at=np.full(member, OUT_OF_IT, dtype=np.int64),
        others=np.zeros(longest, dtype=np.int64),
        other_wanted=np.zeros(longest, dtype=np.int64),
        behind=np.zeros(longest, dtype=np.int64),
    )


def _keys(ranks: Ranks, model: Model) -> list[NDArray[np.int64]]:
    """Return the key of each room and start of each session: by period, room, start, position."""
    edges = model.timeline.edges(ranks.periods)
    own = [model.domains[session] for session in ranks.sessions]
    rooms = 1 + max(int(domain.rooms.max()) for domain in own)
    minutes = 1 + max(int(domain.held.max(initial=0)) for domain in own)
    keys = []
    for position, domain in enumerate(own):
        period = domain.periods(*edges) + 1
        room = period[None, :] * rooms + domain.rooms[:, None]
        key = (room * minutes + domain.starts[None, :]) * len(own) + position
        if domain.optional:
            key[:, -1] = OUT_OF_IT
        keys.append(key)
    return keys
