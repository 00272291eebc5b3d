"""Moves of followers and leaders, in compiled code; followers are never without their leader.

A follower is drawn from its two places, with its leader or absent. A leader moves with its followers: those
that would cost less absent stay behind, and those that were absent may come along.
"""

import numpy as np

from scheduler.engines.annealing.board import (
    Board,
    cost_of,
    place_of_other,
    price_at,
    price_places,
    put,
    shift,
    tell,
)
from scheduler.engines.annealing.pairs import pairs_at
from scheduler.engines.annealing.prices import OUT, Ints, energy_of
from scheduler.engines.annealing.state import (
    Heat,
    State,
    below,
    count,
    drawn,
    enter,
    judge,
    leave,
    note,
    uniform,
)
from scheduler.engines.compilation.kernels import enclosed, separate


@enclosed
def is_alone(state: State, session: int) -> bool:
    """Return True if a session neither follows another one nor is followed."""
    followers = state.followers
    return (
        followers.leaders[session] < 0
        and followers.firsts[session] == followers.firsts[session + 1]
    )


@enclosed
def is_inside(board: Board, session: int, place: int) -> bool:
    """Return True if a place is one that the session may have."""
    return place >= 0 and board.own[board.own_at[session] + place] < OUT


@enclosed
def _cost_at(board: Board, session: int, place: int) -> int:
    """Return the price of a place of a session that is off the board."""
    room, start = divmod(place, board.starts[session])
    return price_at(board, session, place) + pairs_at(board.pairs, session, start, room)


@enclosed
def take_member(board: Board, state: State, number: int) -> int:
    """Take the session of this number in the group out; return what it cost."""
    session = state.group[number]
    state.group_places[number] = board.places[session]
    leave(board, session)
    return cost_of(board, session)


@enclosed
def take_out(board: Board, state: State, found: int) -> int:
    """Take the first so many sessions of the group out; return what they cost."""
    cost = 0
    for number in range(found):
        cost += take_member(board, state, number)
    return cost


@enclosed
def enter_member(board: Board, session: int, place: int) -> int:
    """Put a session that was taken out into a slot; return the price of that."""
    cost = _cost_at(board, session, place)
    enter(board, session, place)
    return cost


@separate
def move_group(board: Board, state: State, found: int, heat: Heat) -> None:
    """Move the first sessions of the group to their targets, accepted by the Metropolis rule."""
    change = -take_out(board, state, found)
    for number in range(found):
        change += enter_member(board, state.group[number], state.targets[number])
    judge(board, state, found, change, heat)


@enclosed
def _other_place(board: Board, state: State, session: int) -> int:
    """Return the other one of a follower's two places, as its leader is now; -1 if it has no other."""
    away = state.followers.away[session]
    if board.places[session] != away:
        return away
    place = place_of_other(board, session, state.followers.leaders[session])
    return place if place != away and is_inside(board, session, place) else -1


@separate
def draw_follower(board: Board, state: State, session: int, heat: Heat) -> None:
    """Draw one of a follower's two places."""
    old, new = board.places[session], _other_place(board, state, session)
    if new < 0:
        return
    shift(board, session, -1)
    change = _cost_at(board, session, new) - _cost_at(board, session, old)
    chance = 1.0 / (1.0 + np.exp(energy_of(change, heat.fine) / heat.temperature))
    if uniform(state.random) >= chance:
        shift(board, session, 1)
        return
    count(state, change, 1)
    tell(board, session, old, new)
    put(board, session, new)
    note(board, state)


@separate
def flip(board: Board, state: State, session: int, heat: Heat) -> None:
    """Change a follower and a partner at once, accepted by the Metropolis rule.

    One comes and the other goes, mostly; or the same one goes elsewhere.
    """
    followers = state.followers
    first, last = followers.partners[session], followers.partners[session + 1]
    if first == last:
        return
    other = followers.partner_numbers[first + below(state.random, last - first)]
    new, other_new = _other_place(board, state, session), _other_place(board, state, other)
    if new < 0 or other_new < 0:
        return
    state.group[0], state.group[1] = session, other
    change = -take_out(board, state, 2)
    change += enter_member(board, session, new) + enter_member(board, other, other_new)
    judge(board, state, 2, change, heat)


@enclosed
def gather_followers(board: Board, state: State, found: int, leader: int) -> int:
    """Add the followers of a leader to the group of so many; return how many it has.

    Of a leader that is present those that are, and of one that is absent all, as any of them may come along.
    """
    present = int(board.places[leader] != state.followers.away[leader])
    return _gather(state, board.places, found, leader, present)


@enclosed
def _gather(state: State, places: Ints, found: int, leader: int, present: int) -> int:
    """Add those followers that are present (1), or absent (0), in random order.

    Who comes first counts first.
    """
    followers, begin = state.followers, found
    for position in range(followers.firsts[leader], followers.firsts[leader + 1]):
        follower = followers.numbers[position]
        if int(places[follower] != followers.away[follower]) == present:
            other = begin + below(state.random, found - begin + 1)
            state.group[found] = state.group[other]
            state.group[other] = follower
            found += 1
    return found


@enclosed
def follow(board: Board, state: State, session: int, heat: Heat) -> int:
    """Put a follower back beside its leader or make it absent; return its price."""
    followers = state.followers
    away = followers.away[session]
    place = place_of_other(board, session, followers.leaders[session])
    if not is_inside(board, session, place):
        place = away
    if away >= 0 and place != away:
        change = _cost_at(board, session, place) - _cost_at(board, session, away)
        place = place if energy_of(change, heat.fine) <= 0 else away
    return enter_member(board, session, place)


@enclosed
def _add_follower(board: Board, state: State, leader: int, session: int, fine: float) -> None:
    """Add to the prices of a leader's places what a follower, which is out, costs there, or absent."""
    followers, starts = state.followers, board.starts[leader]
    away = followers.away[session]
    price_places(board, session)
    for room in range(board.rooms[leader]):
        there = board.room_numbers[session][board.all_rooms[board.room_at[leader] + room]]
        for start in range(starts):
            then = board.start_numbers[session][board.all_starts[board.start_at[leader] + start]]
            place = away
            if there >= 0 and then >= 0:
                place = there * board.starts[session] + then
            if place < 0:
                continue  # A place that the leader may not have either.
            price = board.prices[place]
            if away >= 0 and energy_of(price - board.prices[away], fine) > 0:
                price = board.prices[away]
            followers.prices[room * starts + start] += price


@enclosed
def _take_all(board: Board, state: State, leader: int, found: int, heat: Heat) -> int:
    """Take a leader and its present followers out, and price its places with them; return the cost."""
    prices = state.followers.prices
    places = board.starts[leader] * board.rooms[leader]
    for place in range(places):
        prices[place] = 0
    cost = 0
    for number in range(found - 1, -1, -1):
        cost += take_member(board, state, number)
        if number > 0:
            _add_follower(board, state, leader, state.group[number], heat.fine)
    price_places(board, leader)
    for place in range(places):
        prices[place] += board.prices[place]
    return cost


@separate
def draw_leader(board: Board, state: State, leader: int, heat: Heat) -> None:
    """Move a leader with its followers to a place drawn by their total price, if accepted."""
    group, old = state.group, board.places[leader]
    group[0] = leader
    found = _gather(state, board.places, 1, leader, 1)
    if old == state.followers.away[leader] or below(state.random, 2) == 0:
        # Those that are absent may come along, too; to price them all each time is dear.
        found = _gather(state, board.places, found, leader, 0)
    change = -_take_all(board, state, leader, found, heat)
    places = board.starts[leader] * board.rooms[leader]
    new = drawn(state, state.followers.prices, places, heat.temperature, heat.fine)
    if new == old:
        for number in range(found):
            enter_member(board, group[number], state.group_places[number])
        return
    change += enter_member(board, leader, new)
    for number in range(1, found):
        change += follow(board, state, group[number], heat)
    judge(board, state, found, change, heat)


@separate
def exchange_all(board: Board, state: State, one: int, other: int, heat: Heat) -> None:
    """Exchange two sessions with all their followers, accepted by the Metropolis rule."""
    new, other_new = place_of_other(board, one, other), place_of_other(board, other, one)
    if new == board.places[one] or not is_inside(board, one, new):
        return
    if not is_inside(board, other, other_new):
        return
    group = state.group
    group[0], group[1] = one, other
    found = gather_followers(board, state, 2, one)
    found = gather_followers(board, state, found, other)
    change = -take_out(board, state, found)
    change += enter_member(board, one, new) + enter_member(board, other, other_new)
    for number in range(2, found):
        change += follow(board, state, group[number], heat)
    judge(board, state, found, change, heat)
