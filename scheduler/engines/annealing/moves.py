"""The moves of the annealer, in compiled code: draw one session anew, exchange two, shake a group."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.board import (
    Board,
    exchange_in_pairs,
    place_of_other,
    price_at,
    price_places,
    put,
    shift,
    tell,
)
from scheduler.engines.annealing.chance import State, below, uniform
from scheduler.engines.annealing.prices import BITS, OUT, Floats, Ints, energy_of, forbidden_in
from scheduler.engines.compiling import compiled, spliced

HOPELESS = 40.0
"""Temperatures above the best place beyond which a place is not drawn: its chance is below 1e-17."""


class Course(NamedTuple):
    """Where an annealing is, besides its board."""

    totals: Ints
    """Forbidden units and penalty on the board."""
    best: Ints
    """The same of the best board so far."""
    best_places: Ints
    state: State
    free: Ints
    """Sessions that have more than one place, in any order."""
    links: Ints
    """Sessions that have a lag."""
    near: Ints
    """For each session, where those that a lag connects with it begin in `nearest`."""
    nearest: Ints
    group: Ints
    """Room to work in, for the sessions of a group."""
    group_places: Ints
    """The same for where they were."""
    outside: NDArray[np.bool_]
    """Whether a session is in no group at the moment."""
    chances: Floats
    """Room to work in, for the places of a session."""
    done: Ints
    """How many draws were made and moved something, and how many exchanges, likewise."""


@spliced
def count(course: Course, price: int, sign: int) -> None:
    """Add a price to the totals, or take it away."""
    forbidden = forbidden_in(price)
    course.totals[0] += sign * forbidden
    course.totals[1] += sign * (price - (forbidden << BITS))


@spliced
def note(board: Board, course: Course) -> None:
    """Keep the board if it is the best so far: fewer forbidden units, then less penalty."""
    forbidden, penalty = course.totals[0], course.totals[1]
    if forbidden > course.best[0] or (forbidden == course.best[0] and penalty >= course.best[1]):
        return
    course.best[0], course.best[1] = forbidden, penalty
    for session in range(len(board.places)):
        course.best_places[session] = board.places[session]


@spliced
def _drawn(course: Course, prices: Ints, places: int, temperature: float, fine: float) -> int:
    """Draw one of the first so many places from the Boltzmann distribution."""
    chances = course.chances
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
    wanted = uniform(course.state) * total
    return min(int(np.searchsorted(chances[:places], wanted, side="right")), places - 1)


@spliced
def draw(board: Board, course: Course, session: int, temperature: float, fine: float) -> None:
    """Take a session out, price all its places, draw a new one."""
    old = board.places[session]
    shift(board, session, -1)
    places, prices = price_places(board, session), board.prices
    new = _drawn(course, prices, places, temperature, fine)
    course.done[0] += 1
    if new == old:
        shift(board, session, 1)
        return
    course.done[1] += 1
    count(course, prices[new], 1)
    count(course, prices[old], -1)
    tell(board, session, old, new)
    put(board, session, new)
    note(board, course)


@compiled
def _accepted(course: Course, change: float, temperature: float) -> bool:
    return change <= 0 or uniform(course.state) < np.exp(-change / temperature)


@spliced
def exchange(
    board: Board, course: Course, one: int, other: int, temperature: float, fine: float
) -> None:
    """Let two sessions change places, if it is good by the Metropolis rule."""
    old, other_old = board.places[one], board.places[other]
    new, other_new = place_of_other(board, one, other), place_of_other(board, other, one)
    course.done[2] += 1
    if new < 0 or other_new < 0 or new == old:
        return
    if board.own[board.own_at[one] + new] >= OUT:
        return
    if board.own[board.own_at[other] + other_new] >= OUT:
        return
    change = exchange_in_pairs(board, one, new, other, other_new)
    shift(board, other, -1)
    shift(board, one, -1)
    change -= price_at(board, one, old)
    shift(board, one, 1)
    change -= price_at(board, other, other_old)
    shift(board, one, -1)
    change += price_at(board, one, new)
    put(board, one, new)
    change += price_at(board, other, other_new)
    if _accepted(course, energy_of(change, fine), temperature):
        put(board, other, other_new)
        tell(board, one, old, new)
        tell(board, other, other_old, other_new)
        count(course, change, 1)
        course.done[3] += 1
        note(board, course)
        return
    shift(board, one, -1)
    put(board, one, old)
    put(board, other, other_old)


@compiled
def _sort(numbers: Ints, size: int) -> None:
    """Sort the first few numbers of an array in place."""
    for last in range(1, size):
        number, position = numbers[last], last
        while position > 0 and numbers[position - 1] > number:
            numbers[position] = numbers[position - 1]
            position -= 1
        numbers[position] = number


@spliced
def _gather(course: Course, size: int) -> int:
    """Gather a few sessions that lags connect in ``course.group``; return how many."""
    group, outside = course.group, course.outside
    group[0] = course.links[below(course.state, len(course.links))]
    outside[group[0]] = False
    found = 1
    while found < size:
        # One of the neighbours of the group at random; by reservoir, as they are not in a list.
        chosen, seen = -1, 0
        for member in group[:found]:
            for position in range(course.near[member], course.near[member + 1]):
                session = course.nearest[position]
                if outside[session]:
                    seen += 1
                    if below(course.state, seen) == 0:
                        chosen = session
        if chosen < 0:
            break
        group[found] = chosen
        outside[chosen] = False
        found += 1
    for member in group[:found]:
        outside[member] = True
    _sort(group, found)
    return found


@spliced
def _leave(board: Board, session: int) -> None:
    shift(board, session, -1)
    tell(board, session, board.places[session], -1)


@spliced
def _enter(board: Board, session: int, place: int) -> None:
    put(board, session, place)
    tell(board, session, -1, place)


@spliced
def shake(board: Board, course: Course, size: int, temperature: float, fine: float) -> None:
    """Take several sessions out, draw them back in one by one, and keep that if it is good.

    Good is as in the Metropolis rule: never worse by more than the temperature would allow. Chains of
    lags move this way, no link of which could move alone (ruin and recreate; Schrimpf et al. 2000).
    """
    sessions = course.group[: _gather(course, size)]
    old = course.group_places
    change = 0
    for number, session in enumerate(sessions):
        old[number] = board.places[session]
        _leave(board, session)
        price_places(board, session)
        change -= board.prices[old[number]]
    for session in sessions:
        places = price_places(board, session)
        new = _drawn(course, board.prices, places, temperature, fine)
        change += board.prices[new]
        _enter(board, session, new)
    if _accepted(course, energy_of(change, fine), temperature):
        count(course, change, 1)
        note(board, course)
        return
    for session in sessions:
        _leave(board, session)
    for number, session in enumerate(sessions):
        _enter(board, session, old[number])


@compiled
def sweep(
    board: Board,
    course: Course,
    draws: int,
    exchanges: int,
    shakes: int,
    largest: int,
    temperature: float,
    fine: float,
) -> None:
    """Draw some sessions anew, in random order, exchange some pairs, and shake some groups."""
    free, state = course.free, course.state
    for number in range(min(draws, len(free))):
        other = number + below(state, len(free) - number)
        free[number], free[other] = free[other], free[number]
        draw(board, course, free[number], temperature, fine)
    for _ in range(exchanges):
        one, other = below(state, len(free)), below(state, len(free))
        if one != other:
            exchange(board, course, free[one], free[other], temperature, fine)
    for _ in range(shakes):
        shake(board, course, 2 + below(state, largest - 1), temperature, fine)


@compiled
def settle(board: Board, course: Course, places: Ints, *, first: bool) -> None:
    """Put the sessions on places, whatever that costs; at first all of them are out."""
    for session in range(len(places)):
        old = board.places[session]
        if not first:
            if old == places[session]:
                continue
            _leave(board, session)
        price_places(board, session)
        count(course, board.prices[places[session]], 1)
        if not first:
            count(course, board.prices[old], -1)
        _enter(board, session, places[session])
    note(board, course)


@compiled
def write_prices(board: Board, session: int, prices: Ints) -> None:
    """Write down what each place of a session costs, the others being where they are."""
    shift(board, session, -1)
    for place in range(price_places(board, session)):
        prices[place] = board.prices[place]
    shift(board, session, 1)
