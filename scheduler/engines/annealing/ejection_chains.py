"""Ejection chains: put a session at a place and move the sessions that block it.

An ejection chain (Glover 1996): whatever finds no place that keeps everything is in its turn put where
others have to give way. Where a session can move only if twenty others do, no smaller move helps.

The first session also takes some along that start near its new place, though it breaks nothing of theirs:
what keeps a good place from it may be dear and not forbidden.
"""

from scheduler.engines.annealing.board import Board, cost_of, price_places, shift, tell
from scheduler.engines.annealing.follower_moves import (
    follow,
    gather_followers,
    is_alone,
    take_member,
)
from scheduler.engines.annealing.lags import Lags, start_of
from scheduler.engines.annealing.prices import forbidden_in
from scheduler.engines.annealing.state import Heat, State, below, drawn, enter, judge, uniform
from scheduler.engines.compilation.kernels import enclosed, separate

LINKS = 12
"""Sessions of a chain, at most, that make others give way."""

NEARBY = 720
"""Minutes between the starts of two sessions, at most, of which one is in the way of the other."""

HOUR = 60.0
"""Forbidden minutes in an hour."""


@separate
def eject(board: Board, state: State, heat: Heat) -> None:
    """Move a session and those that block it, accepted by the Metropolis rule.

    One that breaks something, as long as no board was seen on which nothing is broken; then any will do.
    """
    chain = state.group
    change = -_take(board, state, _movable(state, _blamed(board, state)), 0)
    found, number = 1, 0
    if not is_alone(state, chain[0]):
        found, change = _take_followers(board, state, found, change)
    while number < found:
        session = chain[number]
        number += 1
        if state.followers.leaders[session] >= 0:
            change += follow(board, state, session, heat)
            continue
        places = price_places(board, session)
        new = drawn(state, board.prices, places, heat.temperature, heat.fine)
        pushes = number == 1 or (forbidden_in(board.prices[new]) > 0 and number <= LINKS)
        if pushes:
            # A place anywhere, not only where little is in the way, if seldom where much is.
            ease = uniform(state.random)
            new = drawn(state, board.prices, places, heat.spread, heat.spread * ease * ease / HOUR)
        change += board.prices[new]
        enter(board, session, new)
        blocked = forbidden_in(board.prices[new]) if pushes else 0
        found, change = _clear(board, state, session, blocked, found, change)
        if number == 1 and state.best[0] == 0:
            found, change = _take_along(board, state, session, found, change)
    for number in range(found):
        state.outside[chain[number]] = True
    judge(board, state, found, change, heat)


@enclosed
def _clear(
    board: Board, state: State, session: int, blocked: int, found: int, change: int
) -> tuple[int, int]:
    """Take out the sessions that block a session; return the size of the chain and the change."""
    longest = state.longest - state.followers.number_count
    first, free = below(state.random, state.free_count), state.free
    for step in range(state.free_count):
        if blocked <= 0 or found >= longest:
            break
        other = free[(first + step) % state.free_count]
        if not _takeable(state, other) or not _near(board.lags, session, other, NEARBY):
            continue
        cost = _take_blocking(board, state, other, found)
        change -= cost
        blocked -= forbidden_in(cost)
        if not state.outside[other]:
            found += 1
            if not is_alone(state, other):
                found, change = _take_followers(board, state, found, change)
    return found, change


@enclosed
def _take_along(
    board: Board, state: State, session: int, found: int, change: int
) -> tuple[int, int]:
    """Take out a few leaders that start near a session; return the size of the chain and the change."""
    longest = state.longest - state.followers.number_count
    left, within = below(state.random, state.largest), NEARBY * uniform(state.random)
    first, free = below(state.random, state.free_count), state.free
    for step in range(state.free_count):
        if left == 0 or found >= longest:
            break
        other = free[(first + step) % state.free_count]
        if state.followers.leaders[other] >= 0 or not _takeable(state, other):
            continue
        if not _near(board.lags, session, other, within):
            continue
        change -= _take(board, state, other, found)
        found, left = found + 1, left - 1
        if not is_alone(state, other):
            found, change = _take_followers(board, state, found, change)
    return found, change


@enclosed
def _take(board: Board, state: State, session: int, found: int) -> int:
    """Add a session to the chain; return its price."""
    shift(board, session, -1)
    _add(board, state, session, found)
    return cost_of(board, session)


@enclosed
def _take_blocking(board: Board, state: State, session: int, found: int) -> int:
    """Add a session to the chain if it breaks a hard restriction; return its price, or 0."""
    shift(board, session, -1)
    cost = cost_of(board, session)
    if forbidden_in(cost) <= 0:
        shift(board, session, 1)
        return 0
    _add(board, state, session, found)
    return cost


@enclosed
def _add(board: Board, state: State, session: int, found: int) -> None:
    """Note a session that was shifted off the board as the next one of the chain."""
    tell(board, session, board.places[session], -1)
    state.group[found], state.group_places[found] = session, board.places[session]
    state.outside[session] = False


@enclosed
def _movable(state: State, session: int) -> int:
    leader = state.followers.leaders[session]
    return leader if leader >= 0 else session


@enclosed
def _takeable(state: State, session: int) -> bool:
    """Return True if neither a session is in the chain already, nor one of its followers, before it."""
    followers = state.followers
    for position in range(followers.firsts[session], followers.firsts[session + 1]):
        if not state.outside[followers.numbers[position]]:
            return False
    return state.outside[session]


@enclosed
def _take_followers(board: Board, state: State, found: int, change: int) -> tuple[int, int]:
    """Make the present followers of the last of the chain part of it; return its size and the change."""
    longer = gather_followers(board, state, found, state.group[found - 1])
    for number in range(found, longer):
        state.outside[state.group[number]] = False
        change -= take_member(board, state, number)
    return longer, change


@enclosed
def _blamed(board: Board, state: State) -> int:
    """Return a session that breaks a hard restriction; any session once a feasible schedule is known."""
    free = state.free
    first = below(state.random, state.free_count)
    if state.totals[0] == 0 or state.best[0] == 0:
        return free[first]
    for step in range(state.free_count):
        session = free[(first + step) % state.free_count]
        shift(board, session, -1)
        cost = cost_of(board, session)
        shift(board, session, 1)
        if forbidden_in(cost) > 0:
            return session
    return free[first]


@enclosed
def _near(lags: Lags, one: int, other: int, within: float) -> bool:
    """Return True if two sessions start within so many minutes of each other."""
    return abs(start_of(lags, one) - start_of(lags, other)) <= within
