"""Trades: the sessions of two rooms for a period exchange their rooms.

What a group of sessions pays goes by the rooms that it holds for whole periods. To move it session by session
leads through boards on which it holds both rooms, or shares them: dear ones, which a cold annealing
does not enter. The exchange of what fills two rooms for a period goes there in one step.
"""

from collections import Counter
from typing import NamedTuple, get_args

import numpy as np

from scheduler.engines.annealing.board import Board, place_at, room_of_place, start_of_place
from scheduler.engines.annealing.follower_moves import is_alone, is_inside, move_group
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.annealing.random_numbers import below
from scheduler.engines.annealing.state import Heat, State
from scheduler.engines.compilation.kernels import enclosed, separate
from scheduler.engines.model import Model
from scheduler.engines.timeline import period_of
from scheduler.restrictions import GroupKind, Span

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
    found = _gather(board, state, here, there)
    if found == 0:
        return
    move_group(board, state, found, heat)


@enclosed
def cell_of(board: Board, state: State, session: int, place: int) -> Cell:
    """Return the cell of a place."""
    start = start_of_place(board, session, place)
    return Cell(state.periods[start], room_of_place(board, session, place))


@enclosed
def _gather(board: Board, state: State, here: Cell, there: Cell) -> int:
    """Gather what is in two cells, and where each session goes to; return how many, 0 if one may not."""
    found = 0
    for number in range(state.free_count):
        session = state.free[number]
        cell = cell_of(board, state, session, board.places[session])
        if cell.period == here.period and cell.room == here.room:
            target = _incell_of(board, state, session, here, there)
        elif cell.period == there.period and cell.room == there.room:
            target = _incell_of(board, state, session, there, here)
        else:
            continue
        if target < 0 or found == state.longest or not is_alone(state, session):
            return 0
        state.group[found], state.targets[found] = session, target
        found += 1
    return found


@enclosed
def _incell_of(board: Board, state: State, session: int, old: Cell, new: Cell) -> int:
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
        each.restriction.periods
        for each in model.of_kind(get_args(GroupKind))
        if isinstance(each.restriction, GroupKind)
    )
    spans = max(found, key=lambda each: (found[each], each), default=())
    starts = model.starts
    periods = period_of(starts, *model.timeline.edges(spans)) if spans else np.full(len(starts), -1)
    begins = [
        int(np.flatnonzero(periods == each)[0]) if (periods == each).any() else 0
        for each in range(len(spans))
    ]
    return periods.astype(np.int64), np.array(begins, dtype=np.int64)
