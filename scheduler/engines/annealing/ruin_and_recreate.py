"""Moves of the annealer: several sessions are taken out and drawn back in (ruin and recreate).

Chains of lags move this way, no link of which could move alone, and whole tracks or bodies: a session that
is away from the others costs more than it gains, so that a cold annealing does not move one after the other
(Schrimpf et al. 2000).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from scheduler.engines.annealing.arrays import firsts, ints
from scheduler.engines.annealing.board import Board, cost_of, price_places, start_of_place
from scheduler.engines.annealing.follower_moves import follow, gather_followers, is_alone
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.annealing.random_numbers import below
from scheduler.engines.annealing.state import Heat, State, drawn, enter, judge, leave
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.model import Model
from scheduler.restrictions import Distinct, Lag, Ranks, Switches, Unmixed


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
    group[0] = state.links[below(state.random, len(state.links))]
    outside[group[0]] = False
    found = 1
    while found < size:
        # One of the neighbours of the group at random; by reservoir, as they are not in a list.
        chosen, seen = -1, 0
        for member in group[:found]:
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
    for member in group[:found]:
        outside[member] = True
    _sort(group, found)
    return found


@enclosed
def _ruin(board: Board, state: State, found: int) -> int:
    """Take the first so many sessions of the group out; return what that changes."""
    change = 0
    for number, session in enumerate(state.group[:found]):
        state.group_places[number] = board.places[session]
        leave(board, session)
        change -= cost_of(board, session)
    return change


@enclosed
def _draw(board: Board, state: State, session: int, heat: Heat, early: int) -> int:
    """Draw a place for a session that is out, and put it there; return what that costs.

    Or (`early` 1) at the first place in the same room and period that costs no more.
    """
    new = drawn(state, board.prices, price_places(board, session), heat)
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
def shake(board: Board, state: State, size: int, heat: Heat) -> None:
    """Draw several sessions that lags connect anew, in order, if it is good by the Metropolis rule."""
    found = _gather(state, size)
    for member in state.group[:found]:
        if not is_alone(state, member):
            found = gather_followers(board, state, found, member)
    change = _ruin(board, state, found)
    for session in state.group[:found]:
        if state.followers.leaders[session] >= 0:
            change += follow(board, state, session, heat)
        else:
            change += _draw(board, state, session, heat, 0)
    judge(board, state, found, change, heat)


@enclosed
def rebuild(board: Board, state: State, heat: Heat) -> None:
    """Draw all sessions of a track or body anew, or of two, if it is good by the Metropolis rule.

    In random order, or in that which the track wants. Each goes to the first of the starts that cost no more
    in the room and period which are drawn, so that the next ones find room.
    """
    number = below(state.random, len(state.tracks) - 1)
    found = _add_track(state, number, 0)
    if below(state.random, 2) == 0:
        other = below(state.random, len(state.tracks) - 1)
        if other != number:
            found = _add_track(state, other, found)
    for member in state.group[:found]:
        state.outside[member] = True
    if below(state.random, 2) == 0:
        _shuffle(state, found)
    change = _ruin(board, state, found)
    for session in state.group[:found]:
        change += _draw(board, state, session, heat, 1)
    judge(board, state, found, change, heat)


@enclosed
def _add_track(state: State, number: int, found: int) -> int:
    """Add the sessions of a track to the group of so many, if there is room; return how many it has."""
    first, last = state.tracks[number], state.tracks[number + 1]
    if found + last - first > len(state.targets):
        return found
    for member in state.track_members[first:last]:
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


def linked(model: Model) -> Sequence[Sequence[int]]:
    """Return for each session those that a lag connects with it; followers go with their leaders."""
    near: list[set[int]] = [set() for _ in model.domains]
    for priced in model.of_kind(Lag):
        if isinstance(priced.restriction, Lag):
            first = model.numbers[priced.restriction.first]
            then = model.numbers[priced.restriction.then]
            if first not in model.leaders and then not in model.leaders:
                near[first].add(then)
                near[then].add(first)
    return [sorted(each) for each in near]


def tracks_of(model: Model, most: int) -> tuple[Ints, Ints]:
    """Return the groups that belong together: where each begins, and its sessions, in the order it wants.

    They share no room with others (tracks), or pay for each of their rooms (bodies). Those with a single
    session, with more than so many, or with followers, are left out.
    """
    wanted: dict[str, int] = {}
    for each in model.of_kind(Ranks):
        if isinstance(each.restriction, Ranks):
            wanted |= each.restriction.wanted
    together = {*model.leaders, *model.leaders.values()}
    groups = set()
    for group in _groups(model):
        numbers = tuple(model.numbers[session] for session in _in_order(group, wanted))
        if 1 < len(numbers) <= most and together.isdisjoint(numbers):
            groups.add(numbers)
    rows = sorted(groups)
    return firsts(map(len, rows)), ints(session for row in rows for session in row)


def _groups(model: Model) -> Iterator[Sequence[str]]:
    for each in model.shared:
        match each.restriction:
            case Unmixed(groups=groups) | Switches(groups=groups):
                yield from groups
            case Distinct(sessions=sessions, periods=None):
                yield sessions
            case _:
                pass


def _in_order(group: Sequence[str], wanted: Mapping[str, int]) -> Sequence[str]:
    """Return the sessions of a group; those that want a place in it have it, if the others suffice."""
    rest = iter(sorted(each for each in group if each not in wanted))
    rows: list[str] = []
    for each in sorted((each for each in group if each in wanted), key=lambda each: wanted[each]):
        rows.extend(islice(rest, max(0, wanted[each] - 1 - len(rows))))
        rows.append(each)
    return [*rows, *rest]
