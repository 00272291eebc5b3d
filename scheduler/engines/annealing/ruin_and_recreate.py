"""Ruin and recreate: several sessions are removed and redrawn.

Chains of lags move this way, no link of which could move alone, and whole tracks or bodies: a session that
is away from the others costs more than it gains, so that a cold annealing does not move one after the other
(Schrimpf et al. 2000).

The sessions of equal length of a track that is redrawn exchange their places in the end: which of them each
gets is a linear assignment problem, as far as they cost nothing together, and is solved as one (a very large
neighbourhood; Ahuja et al. 2002). All orders of so many sessions are weighed up at once, where an exchange of
two finds none that is better. Noise is added to the costs (Gumbel's, at the temperature; Papandreou, Yuille
2011), so that hot boards go on moving.
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
from scheduler.engines.annealing.follower_moves import (
    enter_member,
    follow,
    gather_followers,
    is_alone,
    take_out,
)
from scheduler.engines.annealing.groups import MOST
from scheduler.engines.annealing.prices import OUT, Ints, energy_of
from scheduler.engines.annealing.state import (
    Heat,
    RandomState,
    State,
    below,
    drawn,
    enter,
    judge,
    leave,
    uniform,
)
from scheduler.engines.annealing.tracks import reprice_ranks
from scheduler.engines.bounding.linear_assignment import NEVER, assign
from scheduler.engines.compilation.kernels import enclosed, separate

FINE = 65536.0
"""Resolution of costs, in parts of a temperature."""


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
    assign(matching.problem, found, found)
    for column in range(found):
        number = matching.problem.row_of[column]
        new = matching.places[number][column]
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
    session, places = matching.sessions[row], matching.places[row]
    costs = matching.problem.cost[row]
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
            energy = energy_of(board.prices[place], heat.fine) / heat.temperature
            costs[column] = int(min(FINE * (energy - _gumbel(state.random)), float(NEVER // 2)))


@enclosed
def _gumbel(random: RandomState) -> float:
    """Draw from the standard Gumbel distribution."""
    return -np.log(-np.log(1.0 - uniform(random) + 1e-300) + 1e-300)


@enclosed
def _sort(numbers: Ints, size: int) -> None:
    """Sort the first few numbers of an array in place."""
    for last in range(1, size):
        number, position = numbers[last], last
        while position > 0 and numbers[position - 1] > number:
            numbers[position] = numbers[position - 1]
            position -= 1
        numbers[position] = number


@enclosed
def _gather(state: State, size: int) -> int:
    """Gather a few sessions that lags connect in ``state.group``; return how many."""
    group, outside = state.group, state.outside
    group[0] = state.links[below(state.random, state.link_count)]
    outside[group[0]] = False
    found = 1
    while found < size:
        # One of the neighbours of the group at random; by reservoir, as they are not in a list.
        chosen, seen = -1, 0
        for number in range(found):
            member = group[number]
            for position in range(state.near[member], state.near[member + 1]):
                session = state.nearest[position]
                if outside[session]:
                    seen += 1
                    if below(state.random, seen) == 0:
                        chosen = session
        if chosen < 0:
            break
        group[found] = chosen
        outside[chosen] = False
        found += 1
    for number in range(found):
        outside[group[number]] = True
    _sort(group, found)
    return found


@enclosed
def _draw(board: Board, state: State, session: int, heat: Heat, early: int) -> int:
    """Draw a place for a session that is out, and put it there; return what that costs.

    Or (`early` 1) at the first place in the same room and period that costs no more.
    """
    places = price_places(board, session)
    new = drawn(state, board.prices, places, heat.temperature, heat.fine)
    period = state.periods[start_of_place(board, session, new)]
    if early and period >= 0:
        for earlier in range(new - new % board.starts[session], new):
            here = state.periods[start_of_place(board, session, earlier)]
            if here == period and board.prices[earlier] <= board.prices[new]:
                new = earlier
                break
    price = board.prices[new]
    enter(board, session, new)
    return price


@enclosed
def _redraw(board: Board, state: State, found: int, heat: Heat, early: int) -> int:
    """Take the first sessions of the group out and draw them anew in order; return the change."""
    change = -take_out(board, state, found)
    for number in range(found):
        session = state.group[number]
        if state.followers.leaders[session] >= 0:
            change += follow(board, state, session, heat)
        else:
            change += _draw(board, state, session, heat, early)
    return change


@separate
def shake(board: Board, state: State, size: int, heat: Heat) -> None:
    """Redraw several sessions connected by lags, in order, accepted by the Metropolis rule."""
    found = _gather(state, size)
    gathered = found
    for number in range(gathered):
        if not is_alone(state, state.group[number]):
            found = gather_followers(board, state, found, state.group[number])
    judge(board, state, found, _redraw(board, state, found, heat, 0), heat)


@separate
def rebuild(board: Board, state: State, heat: Heat) -> None:
    """Redraw all sessions of one or two tracks or bodies, accepted by the Metropolis rule.

    In random order, or in that which the track wants. Each goes to the first of the starts that cost no more
    in the room and period which are drawn, so that the next ones find room.
    """
    tracks = state.tracks.track_count
    one, other = below(state.random, tracks), below(state.random, 2 * tracks)
    found = _add_track(state, one, 0)
    if other < tracks and other != one:
        found = _add_track(state, other, found)
    for number in range(found):
        state.outside[state.group[number]] = True
    if below(state.random, 2) == 0:
        _shuffle(state, found)
    change = _redraw(board, state, found, heat, 1)
    change += _arrange_track(board, state, one, heat)
    if other < tracks and other != one:
        change += _arrange_track(board, state, other, heat)
    judge(board, state, found, change, heat)


@enclosed
def _arrange_track(board: Board, state: State, number: int, heat: Heat) -> int:
    change = 0
    for row in range(state.tracks.row_firsts[number], state.tracks.row_firsts[number + 1]):
        change += arrange(board, state, row, heat)
    return change


@enclosed
def _add_track(state: State, number: int, found: int) -> int:
    """Add the sessions of a track to the group of so many, if there is room; return how many it has."""
    first, last = state.tracks.firsts[number], state.tracks.firsts[number + 1]
    if found + last - first > state.longest:
        return found
    for position in range(first, last):
        member = state.tracks.members[position]
        if state.outside[member]:
            state.group[found] = member
            state.outside[member] = False
            found += 1
    return found


@enclosed
def _shuffle(state: State, found: int) -> None:
    """Put the first so many sessions of the group in random order."""
    group = state.group
    for position in range(found - 1, 0, -1):
        other = below(state.random, position + 1)
        group[position], group[other] = group[other], group[position]
