"""What restrictions on groups that hold rooms mean: their definitions read naively."""

from functools import singledispatch
from itertools import pairwise

from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    GroupKind,
    Held,
    Parallel,
    Ranks,
    Span,
    Switches,
    Unmixed,
)
from tests.rules.placed import Placed, inside


@singledispatch
def block_amount(block: GroupKind, placed: Placed) -> int:
    """Return the amount of a restriction, by its definition."""
    raise NotImplementedError(f"{type(block).__name__} has no brute-force reading")


def _holds(group: Group, room: str, period: Span, placed: Placed) -> bool:
    return any(
        placed.room[session] == room and inside(placed.start[session], period)
        for session in group
        if placed.holds(session)
    )


def _rooms_held(group: Group, period: Span, placed: Placed) -> int:
    rooms = set(placed.room.values())
    return sum(_holds(group, room, period, placed) for room in rooms)


@block_amount.register
def _(unmixed: Unmixed, placed: Placed) -> int:
    total = 0
    for period in unmixed.periods:
        for room in set(placed.room.values()):
            holders = sum(_holds(group, room, period, placed) for group in unmixed.groups)
            total += max(0, holders - 1)
    return total


@block_amount.register
def _(switches: Switches, placed: Placed) -> int:
    order = [session for group in switches.groups for session in group]
    group_of = {each: group for group in switches.groups for each in group}
    total = 0
    for period in switches.periods:
        for room in set(placed.room.values()):
            there = [
                each
                for each in filter(placed.holds, order)
                if placed.room[each] == room and inside(placed.start[each], period)
            ]
            there.sort(key=lambda each: placed.start[each])  # keeps the order of those at once
            groups = [group_of[each] for each in there]
            total += sum(one != then for one, then in pairwise(groups))
    return total


@block_amount.register
def _(held: Held, placed: Placed) -> int:
    total = 0
    for (position, room), amount in held.amounts.items():
        if _holds(held.sessions, room, held.periods[position], placed):
            total += amount
    return total


@block_amount.register
def _(beside: Beside, placed: Placed) -> int:
    total = 0
    for period in beside.periods:
        one = _rooms_held(beside.one, period, placed)
        total += one * _rooms_held(beside.other, period, placed)
    return total


@block_amount.register
def _(parallel: Parallel, placed: Placed) -> int:
    rooms = [_rooms_held(parallel.sessions, period, placed) for period in parallel.periods]
    return sum(max(0, number - 1) for number in rooms)


@block_amount.register
def _(gapless: Gapless, placed: Placed) -> int:
    used = [_rooms_held(gapless.sessions, period, placed) > 0 for period in gapless.periods]
    for position, here in enumerate(used):
        if not here and any(used[:position]) and any(used[position + 1 :]):
            return 1
    return 0


@block_amount.register
def _(ranks: Ranks, placed: Placed) -> int:
    sequence: list[str] = []
    # Each session goes before the first one that it precedes.
    for session in filter(placed.holds, ranks.sessions):
        place = sum(not _precedes(session, other, ranks, placed) for other in sequence)
        sequence.insert(place, session)
    return sum(
        sequence.index(session) + 1 != wanted
        for session, wanted in ranks.wanted.items()
        if placed.holds(session)
    )


def _precedes(session: str, other: str, ranks: Ranks, placed: Placed) -> bool:
    for own, others in zip(
        _traits(session, ranks, placed), _traits(other, ranks, placed), strict=True
    ):
        if own != others:
            return own < others
    return False


def _traits(session: str, ranks: Ranks, placed: Placed) -> tuple[int, int, int]:
    start = placed.start[session]
    period = next((n for n, each in enumerate(ranks.periods) if inside(start, each)), -1)
    return period, placed.rooms.index(placed.room[session]), round(start.timestamp())
