"""The moves of the annealer, in compiled code: draw one session anew, exchange two, move several together."""

from scheduler.engines.annealing.board import (
    Board,
    cost_of,
    exchange_in_pairs,
    place_of_other,
    price_at,
    price_places,
    put,
    shift,
    tell,
)
from scheduler.engines.annealing.capacity import reprice_capacity
from scheduler.engines.annealing.ejection_chains import eject
from scheduler.engines.annealing.follower_moves import (
    draw_follower,
    draw_leader,
    enter_member,
    exchange_all,
    flip,
    is_alone,
)
from scheduler.engines.annealing.lags import reprice_borders, reprice_lags
from scheduler.engines.annealing.prices import OUT, Ints, energy_of, forbidden_in
from scheduler.engines.annealing.room_moves import relocate, trade
from scheduler.engines.annealing.ruin_and_recreate import rebuild, shake
from scheduler.engines.annealing.state import (
    Heat,
    State,
    below,
    count,
    drawn,
    leave,
    limit,
    note,
    uniform,
)
from scheduler.engines.annealing.tallies import reprice_tallies
from scheduler.engines.annealing.windows import reprice_windows
from scheduler.engines.compilation.kernels import compiled, enclosed, separate

SWEEP, SETTLE, WEIGH, WRITE_PRICES, TAKE, PUT, WRITE_OUT = range(7)
"""What is asked of the kernel."""

MOVES = DRAWS, EXCHANGES, SHAKES, EJECTIONS, TRADES, RELOCATIONS, REBUILDS = range(7)
"""Moves of a sweep, in the order in which they are tried."""


@separate
def draw(board: Board, state: State, session: int, heat: Heat) -> None:
    """Take a session out, price all its places, draw a new one."""
    old = board.places[session]
    shift(board, session, -1)
    places, prices = price_places(board, session), board.prices
    new = drawn(state, prices, places, heat.temperature, heat.fine)
    state.done[0] += 1
    if new == old:
        shift(board, session, 1)
        return
    state.done[1] += 1
    count(state, prices[new], 1)
    count(state, prices[old], -1)
    tell(board, session, old, new)
    put(board, session, new)
    note(board, state)


@separate
def exchange(board: Board, state: State, one: int, other: int, heat: Heat) -> None:
    """Exchange the places of two sessions, accepted by the Metropolis rule."""
    old, other_old = board.places[one], board.places[other]
    new, other_new = place_of_other(board, one, other), place_of_other(board, other, one)
    state.done[2] += 1
    if new < 0 or other_new < 0 or new == old:
        return
    own, other_own = board.own_at[one], board.own_at[other]
    if board.own[own + new] >= OUT or board.own[other_own + other_new] >= OUT:
        return
    change = exchange_in_pairs(board, one, new, other, other_new)
    most = limit(state, heat)
    if board.paired and state.totals[0] == 0:
        # Whatever else there is can only be broken by the exchange: it makes nothing cheaper.
        least = change + board.own[own + new] - board.own[own + old]
        least += board.own[other_own + other_new] - board.own[other_own + other_old]
        if energy_of(least, heat.fine) > most:
            return
    shift(board, other, -1)
    shift(board, one, -1)
    change -= price_at(board, one, old)
    shift(board, one, 1)
    change -= price_at(board, other, other_old)
    shift(board, one, -1)
    change += price_at(board, one, new)
    put(board, one, new)
    change += price_at(board, other, other_new)
    if energy_of(change, heat.fine) <= most:
        put(board, other, other_new)
        tell(board, one, old, new)
        tell(board, other, other_old, other_new)
        count(state, change, 1)
        state.done[3] += 1
        note(board, state)
        return
    shift(board, one, -1)
    put(board, one, old)
    put(board, other, other_old)


@enclosed
def _exchange_any(board: Board, state: State, one: int, heat: Heat) -> None:
    """Exchange a follower with a partner, or any other session with another leader."""
    if state.followers.leaders[one] >= 0:
        flip(board, state, one, heat)
        return
    other = state.movers[below(state.random, state.mover_count)]
    if one == other:
        return
    if is_alone(state, one) and is_alone(state, other):
        exchange(board, state, one, other, heat)
    else:
        exchange_all(board, state, one, other, heat)


@enclosed
def _breaks(board: Board, session: int) -> bool:
    """Return True if a session breaks something where it is."""
    shift(board, session, -1)
    broken = forbidden_in(cost_of(board, session)) > 0
    shift(board, session, 1)
    return broken


@enclosed
def _draw_any(board: Board, state: State, number: int, heat: Heat) -> None:
    """Redraw one of the sessions that were not drawn yet, as the one of this number."""
    free = state.free
    other = number + below(state.random, state.free_count - number)
    free[number], free[other] = free[other], free[number]
    skips = heat.skipped > 0.0 and uniform(state.random) < heat.skipped
    if skips and not _breaks(board, free[number]):
        return
    if is_alone(state, free[number]):
        draw(board, state, free[number], heat)
    elif state.followers.leaders[free[number]] >= 0:
        draw_follower(board, state, free[number], heat)
    else:
        draw_leader(board, state, free[number], heat)


@enclosed
def _sweep(board: Board, state: State, first: int, tries: Ints, heat: Heat) -> None:
    """Try each move so many times; the first sessions were drawn before."""
    for number in range(first, first + tries[DRAWS]):
        _draw_any(board, state, number, heat)
    for move in range(EXCHANGES, REBUILDS + 1):
        for _ in range(tries[move]):
            _try(board, state, move, heat)


@enclosed
def _try(board: Board, state: State, move: int, heat: Heat) -> None:
    if move == EXCHANGES:
        _exchange_any(board, state, state.free[below(state.random, state.free_count)], heat)
    elif move == SHAKES:
        shake(board, state, 2 + below(state.random, state.largest - 1), heat)
    elif move == EJECTIONS:
        eject(board, state, heat)
    elif move == TRADES:
        trade(board, state, heat)
    elif move == RELOCATIONS:
        relocate(board, state, heat)
    else:
        rebuild(board, state, heat)


@enclosed
def _settle(board: Board, state: State, places: Ints, first: int) -> None:
    for session in range(board.session_count):
        if first == 0:
            if board.places[session] == places[session]:
                continue
            leave(board, session)
            count(state, cost_of(board, session), -1)
        count(state, enter_member(board, session, places[session]), 1)
    note(board, state)


@enclosed
def _weigh(board: Board, state: State, rise: int) -> None:
    """Raise the prices of broken restrictions (rise 1), or lower all raised prices by a step (-1).

    Restrictions that stay broken become so dear that they are satisfied first (breakout; Morris 1993).
    """
    change = reprice_capacity(board.capacities, rise)
    change += reprice_lags(board.lags, rise)
    change += reprice_borders(board.borders, rise)
    change += reprice_tallies(board.tallies, rise)
    change += reprice_windows(board.windows, rise)
    count(state, change, 1)


@enclosed
def _write_prices(board: Board, session: int, prices: Ints) -> None:
    shift(board, session, -1)
    _write_out(board, session, prices)
    shift(board, session, 1)


@enclosed
def _write_out(board: Board, session: int, prices: Ints) -> None:
    for place in range(price_places(board, session)):
        prices[place] = board.prices[place]


@compiled
def do(board: Board, state: State, kind: int, number: int, numbers: Ints, heat: Heat) -> None:
    """Serve a request: the only entry from Python, since each entry takes seconds to compile.

    SWEEP tries each of `MOVES` as often as `numbers` says, with the first `number` sessions drawn before.
    SETTLE puts the sessions on the places `numbers`, at any price; with a `number`, all are off the board.
    WEIGH raises the prices of broken restrictions (`number` 1), or lowers all raised prices by a step (-1).
    WRITE_PRICES writes the price of each place of session `number` while all others stay.
    TAKE takes session `number` off the board, and PUT puts it on the first place of `numbers`; WRITE_OUT
    writes the prices of its places meanwhile.
    """
    if kind == SWEEP:
        _sweep(board, state, number, numbers, heat)
    elif kind == SETTLE:
        _settle(board, state, numbers, number)
    elif kind == WEIGH:
        _weigh(board, state, number)
    elif kind == WRITE_PRICES:
        _write_prices(board, number, numbers)
    elif kind == TAKE:
        leave(board, number)
        count(state, cost_of(board, number), -1)
    elif kind == PUT:
        count(state, enter_member(board, number, numbers[0]), 1)
    else:
        _write_out(board, number, numbers)
