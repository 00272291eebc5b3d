"""A move of the annealer for tracks: a talk goes elsewhere in its track's sequence, and the others make room.

Talks that follow one another are seldom equally long: none can change places with another, and what lies
between must move along. So all talks of a room in a period are laid out anew, one after the other
(insertion neighbourhoods of sequencing; Nowicki, Smutnicki 1996).
"""

import numpy as np

from scheduler.engines.annealing.arrays import joined
from scheduler.engines.annealing.board import Board, place_at, start_of_place
from scheduler.engines.annealing.follower_moves import is_alone, is_inside, move_group
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.annealing.random_numbers import below
from scheduler.engines.annealing.state import Heat, State
from scheduler.engines.annealing.tracks.trades import NOWHERE, Cell, cell_of
from scheduler.engines.compilation.kernels import enclosed, separate
from scheduler.engines.model import Model


@separate
def insert(board: Board, state: State, heat: Heat) -> None:
    """Put a talk before or behind another one of its track, if it is good by the Metropolis rule.

    What is in the room begins when it does now, or with the period.
    """
    tracks = state.tracks
    number = below(state.random, tracks.sequence_count)
    first, size = tracks.firsts[number], tracks.firsts[number + 1] - tracks.firsts[number]
    session = tracks.members[first + below(state.random, size)]
    other = tracks.members[first + below(state.random, size)]
    cell = cell_of(board, state, other, board.places[other])
    if session == other or cell.period < 0:
        return
    found = _sequence(board, state, cell, session)
    if found == 0:
        return
    _put_in(state, found, session, other, below(state.random, 2))
    if below(state.random, 2) == 0:
        state.targets[0] = state.period_begins[cell.period]
    if _lay_out(board, state, found + 1, cell):
        move_group(board, state, found + 1, heat)


@enclosed
def _sequence(board: Board, state: State, cell: Cell, left_out: int) -> int:
    """Gather what is in a cell in order of time, but for one session; return how many, 0 if they cannot move.

    Where the first of all begins is kept as the first target.
    """
    found, earliest = 0, state.start_count
    for number in range(state.free_count):
        session = state.free[number]
        place = board.places[session]
        here = cell_of(board, state, session, place)
        if here.period != cell.period or here.room != cell.room:
            continue
        if found + 1 >= state.longest or not is_alone(state, session):
            return 0
        start = start_of_place(board, session, place)
        earliest = min(earliest, start)
        if session == left_out:
            continue
        position = found
        while position > 0 and state.targets[position - 1] > start:
            state.group[position] = state.group[position - 1]
            state.targets[position] = state.targets[position - 1]
            position -= 1
        state.group[position], state.targets[position] = session, start
        found += 1
    state.targets[0] = earliest
    return found


@enclosed
def _put_in(state: State, found: int, session: int, other: int, behind: int) -> None:
    """Put a session into the group, before another one or (1) behind it."""
    position, passed = found, False
    while position > 0 and not passed:
        before = state.group[position - 1]
        if before == other and behind == 1:
            break
        state.group[position] = before
        passed = before == other
        position -= 1
    state.group[position] = session


@enclosed
def _lay_out(board: Board, state: State, found: int, cell: Cell) -> bool:
    """Let the group follow one another in a cell, from the first target on; tell whether there is room."""
    start = state.targets[0]
    for number in range(found):
        session = state.group[number]
        place = NOWHERE
        while start < state.start_count and state.periods[start] == cell.period:
            place = place_at(board, session, start, cell.room)
            if is_inside(board, session, place):
                break
            start, place = start + 1, NOWHERE
        if place == NOWHERE:
            return False
        state.targets[number] = place
        start = state.nexts[board.start_at[session] + place % board.starts[session]]
    return True


def nexts_of(model: Model) -> Ints:
    """Return for each start of each session the first start of the model at which it is over."""
    own = [np.searchsorted(model.starts, domain.ends) for domain in model.domains.values()]
    return joined([each.astype(np.int64) for each in own])
