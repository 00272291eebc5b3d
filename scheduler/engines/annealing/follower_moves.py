"""Moves of followers and of their leaders, in compiled code: no board has a follower without its leader.

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
from scheduler.engines.annealing.prices import OUT, Ints, energy_of
from scheduler.engines.annealing.random_numbers import below, uniform
from scheduler.engines.annealing.state import Heat, Walk, count, drawn, enter, judge, leave, note
from scheduler.engines.annealing.tracks.pairs import pairs_at
from scheduler.engines.compiling import enclosed


@enclosed
def is_alone(walk: Walk, session: int) -> bool:
    """Tell whether a session neither follows another one nor is followed."""
    following = walk.following
    return (
        following.leaders[session] < 0
        and following.firsts[session] == following.firsts[session + 1]
    )


@enclosed
def _inside(board: Board, session: int, place: int) -> bool:
    """Tell whether a place is one that the session may have."""
    return place >= 0 and board.own[board.own_at[session] + place] < OUT


@enclosed
def _cost_at(board: Board, session: int, place: int) -> int:
    """Return what a session, which is out, would cost at a place."""
    room, start = divmod(place, board.starts[session])
    return price_at(board, session, place) + pairs_at(board.pairs, session, start, room)


@enclosed
def take_member(board: Board, walk: Walk, number: int) -> int:
    """Take the session of this number in the group out; return what it cost."""
    session = walk.group[number]
    walk.group_places[number] = board.places[session]
    leave(board, session)
    return cost_of(board, session)


@enclosed
def _enter(board: Board, session: int, place: int) -> int:
    """Put a session that was taken out on a place; return what that costs."""
    cost = _cost_at(board, session, place)
    enter(board, session, place)
    return cost


@enclosed
def _other_place(board: Board, walk: Walk, session: int) -> int:
    """Return the other one of a follower's two places, as its leader is now; -1 if it has no other."""
    away = walk.following.away[session]
    if board.places[session] != away:
        return away
    place = place_of_other(board, session, walk.following.leaders[session])
    return place if place != away and _inside(board, session, place) else -1


@enclosed
def draw_follower(board: Board, walk: Walk, session: int, heat: Heat) -> None:
    """Draw one of a follower's two places."""
    old, new = board.places[session], _other_place(board, walk, session)
    if new < 0:
        return
    shift(board, session, -1)
    change = _cost_at(board, session, new) - _cost_at(board, session, old)
    chance = 1.0 / (1.0 + np.exp(energy_of(change, heat.fine) / heat.temperature))
    if uniform(walk.state) >= chance:
        shift(board, session, 1)
        return
    count(walk, change, 1)
    tell(board, session, old, new)
    put(board, session, new)
    note(board, walk)


@enclosed
def flip(board: Board, walk: Walk, session: int, heat: Heat) -> None:
    """Change a follower and a partner of it at once, if it is good by the Metropolis rule.

    One comes and the other goes, mostly; or the same one goes elsewhere.
    """
    following = walk.following
    first, last = following.partners[session], following.partners[session + 1]
    if first == last:
        return
    other = following.partner_numbers[first + below(walk.state, last - first)]
    new, other_new = _other_place(board, walk, session), _other_place(board, walk, other)
    if new < 0 or other_new < 0:
        return
    walk.group[0], walk.group[1] = session, other
    change = -take_member(board, walk, 0) - take_member(board, walk, 1)
    change += _enter(board, session, new) + _enter(board, other, other_new)
    judge(board, walk, 2, change, heat)


@enclosed
def gather_followers(board: Board, walk: Walk, found: int, leader: int) -> int:
    """Add the followers of a leader to the group of so many; return how many it has.

    Of a leader that is present those that are, and of one that is absent all, as any of them may come along.
    """
    present = int(board.places[leader] != walk.following.away[leader])
    return _gather(walk, board.places, found, leader, present)


@enclosed
def _gather(walk: Walk, places: Ints, found: int, leader: int, present: int) -> int:
    """Add those followers that are present (1), or absent (0), in random order.

    Who comes first counts first.
    """
    following, begin = walk.following, found
    for position in range(following.firsts[leader], following.firsts[leader + 1]):
        follower = following.followers[position]
        if int(places[follower] != following.away[follower]) == present:
            other = begin + below(walk.state, found - begin + 1)
            walk.group[found] = walk.group[other]
            walk.group[other] = follower
            found += 1
    return found


@enclosed
def follow(board: Board, walk: Walk, session: int, heat: Heat) -> int:
    """Put a follower that was taken out for good where its leader is, or out of the way; return its price."""
    following = walk.following
    away = following.away[session]
    place = place_of_other(board, session, following.leaders[session])
    if not _inside(board, session, place):
        place = away
    if away >= 0 and place != away:
        change = _cost_at(board, session, place) - _cost_at(board, session, away)
        place = place if energy_of(change, heat.fine) <= 0 else away
    return _enter(board, session, place)


@enclosed
def _add_follower(board: Board, walk: Walk, leader: int, session: int, fine: float) -> None:
    """Add to the prices of a leader's places what a follower, which is out, costs there, or absent."""
    following, starts = walk.following, board.starts[leader]
    away = following.away[session]
    price_places(board, session)
    for room in range(board.rooms[leader]):
        there = board.room_numbers[session, board.all_rooms[board.room_at[leader] + room]]
        for start in range(starts):
            then = board.start_numbers[session, board.all_starts[board.start_at[leader] + start]]
            place = away
            if there >= 0 and then >= 0:
                place = there * board.starts[session] + then
            if place < 0:
                continue  # A place that the leader may not have either.
            price = board.prices[place]
            if away >= 0 and energy_of(price - board.prices[away], fine) > 0:
                price = board.prices[away]
            following.prices[room * starts + start] += price


@enclosed
def _take_all(board: Board, walk: Walk, leader: int, found: int, heat: Heat) -> int:
    """Take a leader and its present followers out, and price its places with them; return the cost."""
    prices = walk.following.prices
    places = board.starts[leader] * board.rooms[leader]
    for place in range(places):
        prices[place] = 0
    cost = 0
    for number in range(found - 1, -1, -1):
        cost += take_member(board, walk, number)
        if number > 0:
            _add_follower(board, walk, leader, walk.group[number], heat.fine)
    price_places(board, leader)
    for place in range(places):
        prices[place] += board.prices[place]
    return cost


@enclosed
def draw_leader(board: Board, walk: Walk, leader: int, heat: Heat) -> None:
    """Move a leader with its followers to a place drawn by what it costs them all, if that is good."""
    group, old = walk.group, board.places[leader]
    group[0] = leader
    found = _gather(walk, board.places, 1, leader, 1)
    if old == walk.following.away[leader] or below(walk.state, 2) == 0:
        # Those that are absent may come along, too; to price them all each time is dear.
        found = _gather(walk, board.places, found, leader, 0)
    change = -_take_all(board, walk, leader, found, heat)
    places = board.starts[leader] * board.rooms[leader]
    new = drawn(walk, walk.following.prices, places, heat)
    if new == old:
        for number in range(found):
            _enter(board, group[number], walk.group_places[number])
        return
    change += _enter(board, leader, new)
    for number in range(1, found):
        change += follow(board, walk, group[number], heat)
    judge(board, walk, found, change, heat)


@enclosed
def exchange_all(board: Board, walk: Walk, one: int, other: int, heat: Heat) -> None:
    """Let two sessions change places with all their followers, if it is good by the Metropolis rule."""
    new, other_new = place_of_other(board, one, other), place_of_other(board, other, one)
    if new == board.places[one] or not _inside(board, one, new):
        return
    if not _inside(board, other, other_new):
        return
    group = walk.group
    group[0], group[1] = one, other
    found = gather_followers(board, walk, 2, one)
    found = gather_followers(board, walk, found, other)
    change = 0
    for number in range(found):
        change -= take_member(board, walk, number)
    change += _enter(board, one, new) + _enter(board, other, other_new)
    for number in range(2, found):
        change += follow(board, walk, group[number], heat)
    judge(board, walk, found, change, heat)


@enclosed
def draw_together(board: Board, walk: Walk, session: int, heat: Heat) -> None:
    """Draw a follower, or a leader with its followers, anew."""
    if walk.following.leaders[session] >= 0:
        draw_follower(board, walk, session, heat)
    else:
        draw_leader(board, walk, session, heat)


@enclosed
def exchange_together(board: Board, walk: Walk, one: int, other: int, heat: Heat) -> None:
    """Change a follower and a partner, or exchange two sessions of which others follow one at least."""
    leaders = walk.following.leaders
    follower = one if leaders[one] >= 0 else other
    if leaders[follower] >= 0:
        flip(board, walk, follower, heat)
    elif one != other:
        exchange_all(board, walk, one, other, heat)
