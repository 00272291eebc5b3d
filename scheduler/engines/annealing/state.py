"""The state of an annealing, its random numbers, and the elementary steps of its moves, in compiled code."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.board import Board, put, shift, tell
from scheduler.engines.annealing.groups import Followers, Matching, Tracks
from scheduler.engines.annealing.prices import BITS, Floats, Ints, energy_of, forbidden_in
from scheduler.engines.compilation.kernels import by_address, enclosed, separate

RandomState = NDArray[np.uint64]
"""The state: one number, changed by each draw."""


def random_state_of(seed: int) -> RandomState:
    """Return the state that belongs to a seed."""
    return np.array([seed % 2**64], dtype=np.uint64)


@enclosed
def _next(random: RandomState) -> np.uint64:
    random[0] += np.uint64(0x9E3779B97F4A7C15)
    mixed = random[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@enclosed
def uniform(random: RandomState) -> float:
    """Draw from [0, 1)."""
    return float(_next(random) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@enclosed
def below(random: RandomState, number: int) -> int:
    """Draw one of 0, 1, ... number - 1; number is far below 2**32."""
    return int(uniform(random) * number)


HOPELESS = 40.0
"""Temperatures above the best place beyond which a place is not drawn: its chance is below 1e-17."""


@by_address
class State(NamedTuple):
    """The state of an annealing apart from its board."""

    totals: Ints
    """Forbidden units and penalty on the board."""
    best: Ints
    """Likewise for the best board so far."""
    best_places: Ints
    random: RandomState
    longest: int
    """Sessions that move together, at most."""
    largest: int
    """Sessions that are shaken at once, at most."""
    free_count: int
    free: Ints
    """Sessions that have more than one place, in any order."""
    mover_count: int
    movers: Ints
    """Those of them that follow no other one."""
    link_count: int
    links: Ints
    """Sessions that have a lag."""
    near: Ints
    """For each session, where those that a lag connects with it begin in `nearest`."""
    nearest: Ints
    group: Ints
    """Scratch space: sessions that move together."""
    group_places: Ints
    """Scratch space: their present places."""
    targets: Ints
    """Scratch space: their targets."""
    start_count: int
    periods: Ints
    """Period of each start of the model, for tracks; -1 for none."""
    period_begins: Ints
    """First start of each period."""
    company_count: int
    companies: Ints
    """Where each group that pays for its rooms begins in `company_members`."""
    company_members: Ints
    tracks: Tracks
    """Those that are drawn anew as a whole."""
    outside: NDArray[np.bool_]
    """Whether a session is in no group at the moment."""
    chances: Floats
    """Scratch space for the places of a session."""
    matching: Matching
    followers: Followers
    done: Ints
    """Numbers of draws and of those that moved a session; then the same of exchanges."""


@by_address
class Heat(NamedTuple):
    """The temperature and prices during a move."""

    temperature: float
    """In thousandths."""
    fine: float
    """Price of a forbidden unit, in thousandths."""
    spread: float
    """Price by which the places of a session typically differ, in thousandths."""
    skipped: float
    """Share of the sessions that break nothing which a sweep does not draw, 0 to 1."""


@enclosed
def count(state: State, price: int, sign: int) -> None:
    """Add a price to the totals, or take it away."""
    forbidden = forbidden_in(price)
    state.totals[0] += sign * forbidden
    state.totals[1] += sign * (price - (forbidden << BITS))


@enclosed
def note(board: Board, state: State) -> None:
    """Keep the board if it is the best so far: fewer broken hard units, then less penalty."""
    forbidden, penalty = state.totals[0], state.totals[1]
    if forbidden > state.best[0] or (forbidden == state.best[0] and penalty >= state.best[1]):
        return
    state.best[0], state.best[1] = forbidden, penalty
    for session in range(board.session_count):
        state.best_places[session] = board.places[session]


@separate
def drawn(state: State, prices: Ints, places: int, temperature: float, fine: float) -> int:
    """Draw one of the first so many places from the Boltzmann distribution."""
    chances = state.chances
    lowest = np.inf
    for place in range(places):
        chances[place] = energy_of(prices[place], fine)
        lowest = min(lowest, chances[place])
    total = 0.0
    for place in range(places):
        above = (chances[place] - lowest) / temperature
        if above < HOPELESS:
            total += np.exp(-above)
        chances[place] = total
    wanted = uniform(state.random) * total
    first, last = 0, places - 1
    while first < last:
        middle = (first + last) // 2
        if chances[middle] > wanted:
            last = middle
        else:
            first = middle + 1
    return first


@enclosed
def limit(state: State, heat: Heat) -> float:
    """Draw the largest acceptable increase of energy by the Metropolis rule: 0 or more."""
    return -heat.temperature * np.log(1.0 - uniform(state.random))


@enclosed
def leave(board: Board, session: int) -> None:
    """Remove a session from the board."""
    shift(board, session, -1)
    tell(board, session, board.places[session], -1)


@enclosed
def enter(board: Board, session: int, place: int) -> None:
    """Put a removed session on the board."""
    put(board, session, place)
    tell(board, session, -1, place)


@separate
def judge(board: Board, state: State, found: int, change: int, heat: Heat) -> None:
    """Keep the new places of the first sessions of the group if the change is accepted; else undo it."""
    if energy_of(change, heat.fine) <= limit(state, heat):
        count(state, change, 1)
        note(board, state)
        return
    for number in range(found):
        leave(board, state.group[number])
    for number in range(found):
        enter(board, state.group[number], state.group_places[number])
