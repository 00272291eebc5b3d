"""Restrictions on groups in the annealer: switches between them, ranks.

`Switches` keep the sequence of each room in each period as a linked list: a row is a restriction, a cell one
room and period of a row, a member a session of its groups. The members in a cell are linked in order of their
keys: start times number of members, plus position. A row of `Ranks` is a restriction as well, and the key of
a session one number that orders the sequence.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, firsts, ints, joined, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.restrictions import (
    Ranks,
    Switches,
)

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
