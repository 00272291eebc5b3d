"""`Switches` in the annealer: the sequence of each room in each period, as a linked list.

A row is a restriction, a cell one room and period of a row, a member a session of its groups. The members in
a cell are linked in order of their keys: start times number of members, plus position.
"""

from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.restrictions import Switches

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
    """What comes after each member in its cell, or END."""
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
    restrictions, domains = model.of_kind(Switches), list(model.domains.values())
    rows = [each.restriction for each in restrictions if isinstance(each.restriction, Switches)]
    index = {domain.session: number for number, domain in enumerate(domains)}
    uses: list[list[tuple[int, int, Ints, Ints]]] = [[] for _ in domains]
    groups, cells = list[int](), 0
    for row, each in enumerate(rows):
        edges = model.timeline.edges(each.periods)
        flat = [(group, session) for group, own in enumerate(each.groups) for session in own]
        for position, (group, session) in enumerate(flat):
            domain = domains[index[session]]
            own_cells = _cells(domain, domain.periods(*edges), cells, len(model.rooms))
            keys = domain.starts * len(flat) + position
            uses[index[session]].append((len(groups), row, own_cells, keys))
            groups.append(group)
        cells += len(each.periods) * len(model.rooms)
    found = [use for own in uses for use in own]
    return SwitchRows(
        prices=ints(price(each.price, unit=MINUTES_PER_UNIT) for each in restrictions),
        uses=firsts(len(own) for own in uses),
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


def _cells(domain: Domain, periods: Ints, first: int, rooms: int) -> Ints:
    """Return for each start the cell of the first room in its period; END for none."""
    found = np.where(periods < 0, END, first + periods * rooms)
    if domain.optional:
        found[-1] = END
    return found
