"""Permutations: sessions of equal length of one track or body exchange their places.

Which of their places each gets is a linear assignment problem, as far as they cost nothing together, and is
solved as one (a very large neighbourhood; Ahuja et al. 2002): of so many sessions, all orders are weighed up
at once, where an exchange of two finds none that is better. Noise is added to the costs (Gumbel's, at the
temperature; Papandreou, Yuille 2011), so that hot boards go on moving.
"""

import numpy as np

from scheduler.engines.annealing.board import (
    Board,
    cost_of,
    place_at,
    price_places,
    room_of_place,
    start_of_place,
)
from scheduler.engines.annealing.follower_moves import enter_member
from scheduler.engines.annealing.matching import MOST, NEVER, match
from scheduler.engines.annealing.prices import OUT, energy_of
from scheduler.engines.annealing.random_numbers import RandomState, below, uniform
from scheduler.engines.annealing.state import Heat, State, judge, leave
from scheduler.engines.annealing.tracks.ranks import reprice_ranks
from scheduler.engines.compilation.kernels import enclosed, separate


@separate
def arrange(board: Board, state: State, row: int, heat: Heat) -> int:
    """Reassign the sessions of a row, or some of them, to their places at least cost.

    Returns what that changes.
    """
    found, matching = _choose(state, row), state.matching
    change = 0
    for number in range(found):
        session = matching.sessions[number]
        matching.old[number] = board.places[session]
        leave(board, session)
        change -= cost_of(board, session)
    for number in range(found):
        _write_costs(board, state, number, found, heat)
    match(matching, found)
    for place in range(1, found + 1):
        number = matching.holders[place] - 1
        new = matching.places[number][place - 1]
        change += enter_member(board, matching.sessions[number], new)
    return change


@enclosed
def _choose(state: State, row: int) -> int:
    """Gather the sessions of a row, or some of them if they are many; return how many they are."""
    first, last = state.tracks.rows[row], state.tracks.rows[row + 1]
    sessions, found = state.matching.sessions, min(MOST, last - first)
    for seen in range(last - first):
        # By reservoir: each is among them with the same chance.
        position = seen if seen < found else below(state.random, seen + 1)
        if position < found:
            sessions[position] = state.tracks.row_members[first + seen]
    return found


@enclosed
def _write_costs(board: Board, state: State, row: int, found: int, heat: Heat) -> None:
    """Write what a session, by its number, costs on the place of each; all of them are out."""
    matching = state.matching
    session, places, costs = matching.sessions[row], matching.places[row], matching.costs[row]
    price_places(board, session)
    for column in range(found):
        other, place = matching.sessions[column], matching.old[column]
        start, room = start_of_place(board, other, place), room_of_place(board, other, place)
        places[column] = place_at(board, session, start, room)
    reprice_ranks(board.ranks, session, places, found, board.prices)
    for column in range(found):
        place = places[column]
        if place < 0 or board.prices[place] >= OUT:
            costs[column] = NEVER
        else:
            noise = heat.temperature * _gumbel(state.random)
            costs[column] = energy_of(board.prices[place], heat.fine) - noise


@enclosed
def _gumbel(random: RandomState) -> float:
    """Draw from the standard Gumbel distribution."""
    return -np.log(-np.log(1.0 - uniform(random) + 1e-300) + 1e-300)


@separate
def permute(board: Board, state: State, heat: Heat) -> None:
    """Permute sessions of equal length of a track, accepted by the Metropolis rule."""
    tracks = state.tracks
    row = below(state.random, tracks.row_count)
    found = 0
    for member in range(tracks.rows[row], tracks.rows[row + 1]):
        session = tracks.row_members[member]
        state.group[found], state.group_places[found] = session, board.places[session]
        found += 1
    judge(board, state, found, arrange(board, state, row, heat), heat)
