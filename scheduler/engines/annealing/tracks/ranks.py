"""`Ranks` in the annealer: places of sessions in the sequence of their group.

A row is a restriction. Each session in it has a *key*, one number that orders the sequence.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import MINUTES_PER_UNIT, Ints, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Ranks

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
    restrictions, domains = model.of_kind(Ranks), list(model.domains.values())
    index = {domain.session: number for number, domain in enumerate(domains)}
    ranks = [each.restriction for each in restrictions if isinstance(each.restriction, Ranks)]
    lengths = [len(each.sessions) for each in ranks]
    uses: list[list[tuple[int, int, Ints]]] = [[] for _ in domains]
    member = 0
    for row, each in enumerate(ranks):
        keys = _keys(each, domains, index, model.timeline)
        for session, own in zip(each.sessions, keys, strict=True):
            uses[index[session]].append((member, row, own.reshape(-1)))
            member += 1
    flat = [use for own in uses for use in own]
    longest = max(lengths, default=0) + 1
    return Sequences(
        prices=ints(price(each.price, unit=MINUTES_PER_UNIT) for each in restrictions),
        rows=firsts(lengths),
        wanted=ints(each.wanted.get(session, 0) for each in ranks for session in each.sessions),
        uses=firsts(len(own) for own in uses),
        members=ints(member for member, _, _ in flat),
        member_rows=ints(row for _, row, _ in flat),
        tables=firsts(len(keys) for _, _, keys in flat),
        keys=joined([keys for _, _, keys in flat]),
        widths=ints(len(domain.starts) for domain in domains),
        at=np.full(member, OUT_OF_IT, dtype=np.int64),
        others=np.zeros(longest, dtype=np.int64),
        other_wanted=np.zeros(longest, dtype=np.int64),
        behind=np.zeros(longest, dtype=np.int64),
    )


def _keys(
    ranks: Ranks, domains: Sequence[Domain], index: Mapping[str, int], timeline: Timeline
) -> list[NDArray[np.int64]]:
    """Return the key of each room and start of each session: by period, room, start, position."""
    edges = timeline.edges(ranks.periods)
    own = [domains[index[session]] for session in ranks.sessions]
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
