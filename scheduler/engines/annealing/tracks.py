"""Sequences of sessions in the annealer: switches between groups, and ranks in a track.

`Switches` keep the sequence of each room in each period as a linked list: a cell is one room and period of a
restriction, a member a use of a session. The members in a cell are linked in order of their keys: start times
number of members, plus position. A row of `Ranks` is a restriction, and the key of a member one number that
orders its sequence.
"""

from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, firsts, ints, joined, price
from scheduler.engines.annealing.tallies import (
    NOWHERE,
    Positions,
    numbers_from,
    position,
    positions_of,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.model import Model
from scheduler.restrictions import Ranks, Switches

END = -1
"""Stands for the member after the last one of a cell."""


class SwitchRows(NamedTuple):
    """All `Switches` restrictions of a problem: m members in all."""

    cells: Positions
    """Cell of each member."""
    keys: Ints
    """Key of each start of each member, in the order of the starts of `cells`."""
    prices: Ints
    """Price of a switch, by member."""
    groups: Ints
    """Group of each member."""
    heads: Ints
    """First member of each cell, or END."""
    after: Ints
    """Next member in the cell of each member, or END."""
    at: Ints
    """Key of each member that is in a cell."""


@enclosed
def _around(data: SwitchRows, before: int, then: int, key: int) -> tuple[int, int]:
    """Return the members before and after a key, from two that follow one another on."""
    while then != END and data.at[then] < key:
        before, then = then, data.after[then]
    return before, then


@enclosed
def move_switches(data: SwitchRows, session: int, start: int, room: int, sign: int) -> None:
    """Link a session into its cells, or out of them."""
    for member in range(data.cells.uses[session], data.cells.uses[session + 1]):
        cell = position(data.cells, member, start, room)
        if cell < 0:
            continue
        key = data.keys[data.cells.starts_at[member] + start]
        before, then = _around(data, END, data.heads[cell], key)
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
    for member in range(data.cells.uses[session], data.cells.uses[session + 1]):
        keys, group = data.cells.starts_at[member], data.groups[member]
        for room in range(rooms):
            known, before, then = END, END, END
            for start in range(starts):
                cell = position(data.cells, member, start, room)
                if cell < 0:
                    continue
                if cell != known:
                    # Starts are in order, so those of a period follow one another.
                    known, before, then = cell, END, data.heads[cell]
                before, then = _around(data, before, then, data.keys[keys + start])
                number = _switches(data, group, before, then)
                by_place[room * starts + start] += data.prices[member] * number


@enclosed
def switches_at(data: SwitchRows, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for member in range(data.cells.uses[session], data.cells.uses[session + 1]):
        cell = position(data.cells, member, start, room)
        if cell < 0:
            continue
        key = data.keys[data.cells.starts_at[member] + start]
        before, then = _around(data, END, data.heads[cell], key)
        total += data.prices[member] * _switches(data, data.groups[member], before, then)
    return total


class _Member(NamedTuple):
    """A session in a group of a restriction."""

    cells: tuple[Ints, Ints]
    keys: Ints
    price: int
    group: int


def switches_of(model: Model) -> SwitchRows:
    """Collect the switches of a problem, with no session on the board."""
    members: dict[str, list[_Member]] = {session: [] for session in model.domains}
    cells, rooms = 0, len(model.rooms)
    for each, paid in model.asked(Switches):
        edges = model.timeline.edges(each.periods)
        flat = [(group, session) for group, own in enumerate(each.groups) for session in own]
        for number, (group, session) in enumerate(flat):
            domain = model.domains[session]
            own_cells = numbers_from(cells, domain.periods(*edges) * rooms), domain.rooms
            keys = domain.starts * len(flat) + number
            cost = price(paid, unit=MINUTES_PER_UNIT)
            members[session].append(_Member(own_cells, keys, cost, group))
        cells += len(each.periods) * rooms
    found = [member for own in members.values() for member in own]
    return SwitchRows(
        cells=positions_of([member.cells for member in own] for own in members.values()),
        keys=joined([member.keys for member in found]),
        prices=ints(member.price for member in found),
        groups=ints(member.group for member in found),
        heads=np.full(cells, END, dtype=np.int64),
        after=np.full(len(found), END, dtype=np.int64),
        at=np.zeros(len(found), dtype=np.int64),
    )


OUT_OF_IT = -1
"""Stands for the key of a member that has no place in the sequence."""


class Sequences(NamedTuple):
    """All `Ranks` restrictions of a problem: k rows; a member is a use of a session."""

    keys: Positions
    """Key of each member."""
    row_of: Ints
    """Row of each member."""
    wanted: Ints
    """Rank that each member wants; 0 for any."""
    at: Ints
    """Key of each member; below 0 while it is out."""
    prices: Ints
    """Price of a misplaced member, by row."""
    rows: Ints
    """For each row, where its members begin in `members`; length k + 1."""
    members: Ints
    ranks: Ints
    """Rank of each member that is in."""
    in_order: Ints
    """Room to work in: keys of the members of a row that are in."""
    more: Ints
    """The same: members that one more misplaces, by how many precede it."""


@enclosed
def _is_misplaced(data: Sequences, member: int, rank: int) -> int:
    return int(data.wanted[member] not in (0, rank))


@enclosed
def move_ranks(data: Sequences, session: int, start: int, room: int, sign: int) -> None:
    """Take a session into its sequences, or out of them."""
    for member in range(data.keys.uses[session], data.keys.uses[session + 1]):
        row, key, rank = data.row_of[member], position(data.keys, member, start, room), 1
        data.at[member] = OUT_OF_IT
        if key < 0:
            continue
        for entry in range(data.rows[row], data.rows[row + 1]):
            other = data.members[entry]
            if data.at[other] > key:
                data.ranks[other] += sign
            elif data.at[other] >= 0:
                rank += 1
        if sign > 0:
            data.at[member], data.ranks[member] = key, rank


@enclosed
def _added(data: Sequences, member: int, key: int) -> int:
    """Return the price of one more member with a key: its own, and that of those behind."""
    row, rank, missed = data.row_of[member], 1, 0
    if key < 0:
        return 0
    for entry in range(data.rows[row], data.rows[row + 1]):
        other = data.members[entry]
        if data.at[other] > key:
            before = data.ranks[other]
            missed += _is_misplaced(data, other, before + 1) - _is_misplaced(data, other, before)
        elif data.at[other] >= 0:
            rank += 1
    return data.prices[row] * (missed + _is_misplaced(data, member, rank))


@enclosed
def price_ranks(data: Sequences, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every place."""
    for member in range(data.keys.uses[session], data.keys.uses[session + 1]):
        found, cost = _count_misplaced(data, member), data.prices[data.row_of[member]]
        for room in range(rooms):
            known, before = OUT_OF_IT, 0
            for start in range(starts):
                key = position(data.keys, member, start, room)
                if key < 0:
                    continue
                if key < known:
                    before = 0  # starts outside of all periods precede the others
                while before < found and data.in_order[before] < key:
                    before += 1
                by_place[room * starts + start] += cost * data.more[before]
                known = key


@enclosed
def _count_misplaced(data: Sequences, member: int) -> int:
    """Count the members that one more misplaces, itself among them; return how many are in."""
    row, found, behind = data.row_of[member], 0, 0
    for entry in range(data.rows[row], data.rows[row + 1]):
        other = data.members[entry]
        if data.at[other] >= 0:
            rank = data.ranks[other]
            data.in_order[rank - 1] = data.at[other]
            data.more[rank - 1] = _is_misplaced(data, other, rank + 1)
            data.more[rank - 1] -= _is_misplaced(data, other, rank)
            found += 1
    data.more[found] = _is_misplaced(data, member, found + 1)
    for before in range(found - 1, -1, -1):
        behind += data.more[before]
        data.more[before] = behind + _is_misplaced(data, member, before + 1)
    return found


@enclosed
def ranks_at(data: Sequences, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for member in range(data.keys.uses[session], data.keys.uses[session + 1]):
        total += _added(data, member, position(data.keys, member, start, room))
    return total


@enclosed
def _key_at(data: Sequences, member: int, place: int) -> int:
    """Return the key of a member at a place; OUT_OF_IT for a place below 0."""
    if place < 0:
        return OUT_OF_IT
    starts = data.keys.starts_at[member + 1] - data.keys.starts_at[member]
    return position(data.keys, member, place % starts, place // starts)


@enclosed
def reprice_ranks(
    data: Sequences, session: int, places: Ints, place_count: int, by_place: Ints
) -> None:
    """Correct the price of so many places of a session if one of its kind will be on each of them.

    All of them are out. -1 stands for a place that the session does not have.
    """
    for member in range(data.keys.uses[session], data.keys.uses[session + 1]):
        row = data.row_of[member]
        for number in range(place_count):
            place = places[number]
            key, rank = _key_at(data, member, place), 1
            if key < 0:
                continue
            for entry in range(data.rows[row], data.rows[row + 1]):
                rank += int(0 <= data.at[data.members[entry]] < key)
            for beside in range(place_count):
                rank += int(0 <= _key_at(data, member, places[beside]) < key)
            by_place[place] += data.prices[row] * _is_misplaced(data, member, rank)
            by_place[place] -= _added(data, member, key)


def ranks_of(model: Model) -> Sequences:
    """Collect the sequences of a problem, with no session on the board."""
    ranks = model.asked(Ranks)
    members: dict[str, list[tuple[int, int, tuple[Ints, Ints]]]]
    members = {session: [] for session in model.domains}
    for row, (each, _) in enumerate(ranks):
        for session, keys in zip(each.sessions, _keys(each, model), strict=True):
            members[session].append((row, each.wanted.get(session, 0), keys))
    found = [member for own in members.values() for member in own]
    rows = ints(row for row, _, _ in found)
    return Sequences(
        keys=positions_of([keys for _, _, keys in own] for own in members.values()),
        row_of=rows,
        wanted=ints(wanted for _, wanted, _ in found),
        at=np.full(len(found), OUT_OF_IT, dtype=np.int64),
        prices=ints(price(paid, unit=MINUTES_PER_UNIT) for _, paid in ranks),
        rows=firsts(len(each.sessions) for each, _ in ranks),
        members=np.argsort(rows, kind="stable"),
        ranks=np.zeros(len(found), dtype=np.int64),
        in_order=np.zeros(len(found) + 1, dtype=np.int64),
        more=np.zeros(len(found) + 1, dtype=np.int64),
    )


def _keys(ranks: Ranks, model: Model) -> list[tuple[Ints, Ints]]:
    """Return the key of each session, by start and room: by period, room, start, position."""
    edges = model.timeline.edges(ranks.periods)
    own = [model.domains[session] for session in ranks.sessions]
    rooms = 1 + max(int(domain.rooms.max()) for domain in own)
    minutes = 1 + max(int(domain.held.max(initial=0)) for domain in own)
    keys = []
    for number, domain in enumerate(own):
        period = domain.periods(*edges) + 1
        by_start = (period * rooms * minutes + domain.starts) * len(own) + number
        if domain.optional:
            by_start[-1] = NOWHERE
        keys.append((by_start, domain.rooms * minutes * len(own)))
    return keys
