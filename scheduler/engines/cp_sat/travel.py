"""`Travel` in the exact model: which of two sessions comes first, and from where to where."""

from collections.abc import Sequence
from itertools import combinations

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.pair_tables import can_be_close
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Priced, Travel


def add_travels(travels: Sequence[Priced], variables: Variables) -> None:
    """Add all travels: for each two sessions the way is kept, or its lack is paid for.

    Two sessions that several travels have in common are paid for together, once for each.
    """
    pairs: dict[tuple[int, int, str], tuple[Travel, int | None]] = {}
    for priced in travels:
        travel = priced.restriction
        if not isinstance(travel, Travel):
            raise TypeError(f"not a Travel: {travel}")
        numbers = sorted(variables.source.numbers[session] for session in travel.sessions)
        map_ = f"{sorted(travel.places.items())} {sorted(travel.ways.items())}"
        for one, other in combinations(numbers, 2):
            _, so_far = pairs.get((one, other, map_), (travel, 0))
            either_hard = priced.price is None or so_far is None
            price = None if either_hard else (priced.price or 0) + (so_far or 0)
            pairs[one, other, map_] = (travel, price)
    for (one, other, _), (travel, price) in pairs.items():
        variables.check()
        _add_pair(one, other, travel, price, variables)


def _by_place(session: int, travel: Travel, variables: Variables) -> dict[str, Literal]:
    """Return a literal for each place that a session can be in."""
    place = variables.places[session]
    rooms = variables.source.problem.rooms
    found: dict[str, list[Literal]] = {}
    for room, literal in zip(place.domain.own_rooms, place.room, strict=True):
        if room >= 0:
            found.setdefault(travel.places[rooms[room]], []).append(literal)
    return {where: variables.any_of(literals) for where, literals in found.items()}


def _add_pair(
    one: int, other: int, travel: Travel, price: int | None, variables: Variables
) -> None:
    here, there = _by_place(one, travel, variables), _by_place(other, travel, variables)
    forth = {
        (a, b): minutes(travel.ways[a, b]) for a in here for b in there if (a, b) in travel.ways
    }
    back = {
        (b, a): minutes(travel.ways[b, a]) for a in here for b in there if (b, a) in travel.ways
    }
    longest = max([*forth.values(), *back.values()], default=0)
    first, second = variables.places[one], variables.places[other]
    if not longest or not can_be_close(first.domain, second.domain, longest):
        return
    model = variables.model
    before, after, beside = (model.new_bool_var("") for _ in range(3))
    model.add_exactly_one(before, after, beside)
    model.add(second.minute >= first.end).only_enforce_if(before)
    model.add(first.minute >= second.end).only_enforce_if(after)
    model.add(second.minute < first.end).only_enforce_if(beside)
    model.add(first.minute < second.end).only_enforce_if(beside)
    short = model.new_int_var(0, 0 if price is None else longest, "")
    for (start, end), way in forth.items():
        gap = second.minute - first.end
        model.add(short >= way - gap).only_enforce_if(before, here[start], there[end])
    for (start, end), way in back.items():
        gap = first.minute - second.end
        model.add(short >= way - gap).only_enforce_if(after, there[start], here[end])
    if price is not None:
        variables.pay(short, price)
