"""Relocations: a group moves to one room, and blocking sessions move to the rooms it leaves.

A body pays for each room that it meets in. To move it meeting by meeting leads through boards on which it
has more rooms than before, which a cold annealing does not enter. All its meetings change rooms in one step,
as in a Kempe chain, with those that meet there at the same times.

Trades: the sessions of two rooms for a period exchange their rooms.

What a group of sessions pays goes by the rooms that it holds for whole periods. To move it session by session
leads through boards on which it holds both rooms, or shares them: dear ones, which a cold annealing
does not enter. The exchange of what fills two rooms for a period goes there in one step.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.board import Board, place_at, room_of_place, start_of_place
from scheduler.engines.annealing.follower_moves import is_alone, is_inside, move_group
from scheduler.engines.annealing.groups import bodies_of
from scheduler.engines.annealing.lags import Lags
from scheduler.engines.annealing.prices import Ints, firsts, ints
from scheduler.engines.annealing.state import Heat, State, below
from scheduler.engines.compilation.kernels import enclosed, separate
from scheduler.engines.model import Model
from scheduler.engines.timeline import period_of
from scheduler.restrictions import GroupKind, Span


@separate
def relocate(board: Board, state: State, heat: Heat) -> None:
    """Move all sessions of a group to one room, accepted by the Metropolis rule.

    It is one that a session of the group has, or may have. What is there at the time of a session, and has
    no part in the move yet, goes to the room which that one leaves. Sessions that cannot go stay, and
    nothing moves if what is in the way cannot.
    """
    number = below(state.random, state.company_count)
    first, last = state.companies[number], state.companies[number + 1]
    one = state.company_members[first + below(state.random, last - first)]
    if below(state.random, 2) == 0:
        room = _room(board, one)
    else:
        room = board.all_rooms[board.room_at[one] + below(state.random, board.rooms[one])]
    found = 0
    for position in range(first, last):
        if found < 0:
            break
        found = _gather_room(board, state, state.company_members[position], room, found)
    for number in range(abs(found)):
        state.outside[state.group[number]] = True
    if found > 0:
        move_group(board, state, found, heat)


@enclosed
def _gather_room(board: Board, state: State, session: int, room: int, found: int) -> int:
    """Add a session that goes to a room, and those in its way.

    Return how many there are, less than 0 if one of them cannot go.
    """
    old = _room(board, session)
    target = _target_in(board, session, room)
    movable = state.outside[session] and is_alone(state, session) and old != room
    if not movable or not is_inside(board, session, target):
        return found
    if found == state.longest:
        return -found
    found = _add(state, session, target, found)
    for number in range(state.free_count):
        other = state.free[number]
        if not state.outside[other] or _room(board, other) != room:
            continue
        if not _at_once(board.lags, session, other):
            continue
        target = _target_in(board, other, old)
        inside = is_inside(board, other, target) and is_alone(state, other)
        if not inside or found == state.longest:
            return -found
        found = _add(state, other, target, found)
    return found


@enclosed
def _add(state: State, session: int, target: int, found: int) -> int:
    state.group[found], state.targets[found] = session, target
    state.outside[session] = False
    return found + 1


@enclosed
def _room(board: Board, session: int) -> int:
    return room_of_place(board, session, board.places[session])


@enclosed
def _target_in(board: Board, session: int, room: int) -> int:
    """Return the place of a session in a room when it is now; -1 if it has none there."""
    return place_at(board, session, start_of_place(board, session, board.places[session]), room)


@enclosed
def _at_once(lags: Lags, one: int, other: int) -> bool:
    first, second = lags.starts[one] + lags.at[one], lags.starts[other] + lags.at[other]
    return (
        lags.at[one] >= 0
        and lags.at[other] >= 0
        and lags.minutes[first] < lags.ends[second]
        and lags.minutes[second] < lags.ends[first]
    )


def companies_of(model: Model) -> tuple[Ints, Ints]:
    """Return the groups with a price for each room they use: offsets, and their sessions."""
    groups = sorted(
        {
            tuple(sorted(model.numbers[session] for session in sessions))
            for sessions in bodies_of(model)
        }
    )
    return firsts(map(len, groups)), ints(session for group in groups for session in group)


NOWHERE = -1


class Cell(NamedTuple):
    """A room for a period."""

    period: int
    room: int
    """Position among the rooms of the model."""


@separate
def trade(board: Board, state: State, heat: Heat) -> None:
    """Exchange all sessions of two cells, accepted by the Metropolis rule.

    One cell is that of a session at random, the other one of a place that it may have, empty or not. Each
    session is as far from the begin of the period as it was. Nothing moves if one of them may not be there.
    """
    session = state.free[below(state.random, state.free_count)]
    here = cell_of(board, state, session, board.places[session])
    size = board.starts[session] * board.rooms[session]
    there = cell_of(board, state, session, below(state.random, size))
    if here.period < 0 or there.period < 0:
        return
    if here.period == there.period and here.room == there.room:
        return
    found = _gather_cells(board, state, here, there)
    if found == 0:
        return
    move_group(board, state, found, heat)


@enclosed
def cell_of(board: Board, state: State, session: int, place: int) -> Cell:
    """Return the cell of a place."""
    start = start_of_place(board, session, place)
    return Cell(state.periods[start], room_of_place(board, session, place))


@enclosed
def _gather_cells(board: Board, state: State, here: Cell, there: Cell) -> int:
    """Collect the sessions of two cells and their new slots; return how many, 0 if one may not move."""
    found = 0
    for number in range(state.free_count):
        session = state.free[number]
        cell = cell_of(board, state, session, board.places[session])
        if cell.period == here.period and cell.room == here.room:
            target = _place_in_cell(board, state, session, here, there)
        elif cell.period == there.period and cell.room == there.room:
            target = _place_in_cell(board, state, session, there, here)
        else:
            continue
        if target < 0 or found == state.longest or not is_alone(state, session):
            return 0
        state.group[found], state.targets[found] = session, target
        found += 1
    return found


@enclosed
def _place_in_cell(board: Board, state: State, session: int, old: Cell, new: Cell) -> int:
    """Return the place of a session in another cell, as far from its begin; NOWHERE if it has none."""
    begins = state.period_begins
    number = start_of_place(board, session, board.places[session])
    number += begins[new.period] - begins[old.period]
    if number < 0 or number >= state.start_count or state.periods[number] != new.period:
        return NOWHERE
    place = place_at(board, session, number, new.room)
    return place if is_inside(board, session, place) else NOWHERE


def periods_of(model: Model) -> tuple[Ints, Ints]:
    """Return the period of each start of a model, -1 for none, and the first start of each period.

    The periods are those that most restrictions on groups go by; without one, no start is in any.
    """
    found: Counter[tuple[Span, ...]] = Counter(
        each.restriction.periods for each in model.shared if isinstance(each.restriction, GroupKind)
    )
    spans = max(found, key=lambda each: (found[each], each), default=())
    starts = model.starts
    periods = period_of(starts, *model.timeline.edges(spans)) if spans else np.full(len(starts), -1)
    begins = [
        int(np.flatnonzero(periods == each)[0]) if (periods == each).any() else 0
        for each in range(len(spans))
    ]
    return periods.astype(np.int64), np.array(begins, dtype=np.int64)
