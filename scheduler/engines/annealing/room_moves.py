"""Relocations: a group moves to one room, and blocking sessions move to the rooms it leaves.

A body pays for each room that it meets in. To move it meeting by meeting leads through boards on which it
has more rooms than before, which a cold annealing does not enter. All its meetings change rooms in one step,
as in a Kempe chain, with those that meet there at the same times.
"""

from scheduler.engines.annealing.board import Board, place_at, room_of_place, start_of_place
from scheduler.engines.annealing.follower_moves import is_alone, is_inside, move_group
from scheduler.engines.annealing.groups import bodies_of
from scheduler.engines.annealing.lags import Lags
from scheduler.engines.annealing.prices import Ints, firsts, ints
from scheduler.engines.annealing.state import Heat, State, below
from scheduler.engines.compilation.kernels import enclosed, separate
from scheduler.engines.model import Model


@separate
def relocate(board: Board, state: State, heat: Heat) -> None:
    """Move all sessions of a group to one room, accepted by the Metropolis rule.

    It is one that a session of the group has, or may have. What is there at the time of a session, and has
    no part in the move yet, goes to the room which that one leaves. Sessions that cannot go stay, and
    nothing moves if what is in the way cannot.
    """
    number = below(state.random, state.company_count)
    first, last = state.companies[number], state.companies[number + 1]
    one = state.company_members[first + below(state.random, last - first)]
    if below(state.random, 2) == 0:
        room = _room(board, one)
    else:
        room = board.all_rooms[board.room_at[one] + below(state.random, board.rooms[one])]
    found = 0
    for position in range(first, last):
        if found < 0:
            break
        found = _gather_room(board, state, state.company_members[position], room, found)
    for number in range(abs(found)):
        state.outside[state.group[number]] = True
    if found > 0:
        move_group(board, state, found, heat)


@enclosed
def _gather_room(board: Board, state: State, session: int, room: int, found: int) -> int:
    """Add a session that goes to a room, and those in its way.

    Return how many there are, less than 0 if one of them cannot go.
    """
    old = _room(board, session)
    target = _target_in(board, session, room)
    movable = state.outside[session] and is_alone(state, session) and old != room
    if not movable or not is_inside(board, session, target):
        return found
    if found == state.longest:
        return -found
    found = _add(state, session, target, found)
    for number in range(state.free_count):
        other = state.free[number]
        if not state.outside[other] or _room(board, other) != room:
            continue
        if not _at_once(board.lags, session, other):
            continue
        target = _target_in(board, other, old)
        inside = is_inside(board, other, target) and is_alone(state, other)
        if not inside or found == state.longest:
            return -found
        found = _add(state, other, target, found)
    return found


@enclosed
def _add(state: State, session: int, target: int, found: int) -> int:
    state.group[found], state.targets[found] = session, target
    state.outside[session] = False
    return found + 1


@enclosed
def _room(board: Board, session: int) -> int:
    return room_of_place(board, session, board.places[session])


@enclosed
def _target_in(board: Board, session: int, room: int) -> int:
    """Return the place of a session in a room when it is now; -1 if it has none there."""
    return place_at(board, session, start_of_place(board, session, board.places[session]), room)


@enclosed
def _at_once(lags: Lags, one: int, other: int) -> bool:
    first, second = lags.starts[one] + lags.at[one], lags.starts[other] + lags.at[other]
    return (
        lags.at[one] >= 0
        and lags.at[other] >= 0
        and lags.minutes[first] < lags.ends[second]
        and lags.minutes[second] < lags.ends[first]
    )


def companies_of(model: Model) -> tuple[Ints, Ints]:
    """Return the groups with a price for each room they use: offsets, and their sessions."""
    groups = sorted(
        {
            tuple(sorted(model.numbers[session] for session in sessions))
            for sessions in bodies_of(model)
        }
    )
    return firsts(map(len, groups)), ints(session for group in groups for session in group)
