"""Restrictions on several sessions that are equal but for what they cost are one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.engines.interruption import Check, checked, never
from scheduler.restrictions import Capacity, Pairs, Priced, Times, Use


def merged(shared: Sequence[Priced], check: Check = never) -> tuple[Priced, ...]:
    """Merge capacities, and pairs that relate alike, whatever their rules and items.

    Of equal capacities the hard one stays, or one at the sum of prices. What pairs share is added up:
    at its price, or as it is where it is forbidden. `check` may raise that nobody waits for it any more.
    """
    found: dict[object, Priced] = {}
    known: dict[int, object] = {}
    for priced in checked(shared, check):
        key = _key(priced, known)
        before = found.get(key)
        found[key] = priced if before is None else _both(before, priced)
    return tuple(found.values())


def _key(priced: Priced, known: dict[int, object]) -> object:
    match priced.restriction:
        case Capacity() as capacity:
            return _capacity_key(capacity, known)
        case Pairs() as pairs if priced.price != 0:
            return priced.price is None, _times_key(pairs.table), _rooms_key(pairs.rooms)
        case _:
            return id(priced)


def _capacity_key(capacity: Capacity, known: dict[int, object]) -> object:
    """Return what equal capacities have in common; many have the same uses, which are looked at once."""
    rooms = None if capacity.rooms is None else tuple(sorted(capacity.rooms.items()))
    uses = known.get(id(capacity.uses))
    if uses is None:
        uses = known[id(capacity.uses)] = _uses_key(capacity.uses)
    return uses, capacity.at_most, rooms


def _uses_key(uses: Sequence[Use]) -> object:
    return frozenset((u.session, u.load, u.before, u.after, u.rooms) for u in uses)


def _times_key(times: Times | None) -> object:
    if times is None:
        return None
    known: dict[int, object] = {}
    for marks in times.marks.values():
        if id(marks) not in known:
            known[id(marks)] = frozenset(marks.items())
    marks_of = frozenset((session, known[id(marks)]) for session, marks in times.marks.items())
    return marks_of, frozenset(times.amounts.items())


def _rooms_key(rooms: Mapping[tuple[str, str], int] | None) -> object:
    return None if rooms is None else frozenset(rooms.items())


def _both(one: Priced, other: Priced) -> Priced:
    match one.restriction, other.restriction:
        case Capacity() as first, Capacity() as second:
            if one.price is None or other.price is None:
                return one if one.price is None else other
            price = one.price * first.rate + other.price * second.rate
            return replace(one, price=price, restriction=replace(first, rate=1))
        case Pairs() as first, Pairs() as second:
            total: dict[tuple[str, str], int] = {}
            for priced, pairs in ((one, first), (other, second)):
                for pair, shared in pairs.shared.items():
                    worth = shared if priced.price is None else shared * priced.price
                    total[pair] = total.get(pair, 0) + worth
            together = replace(first, shared=total)
            return replace(one, price=None if one.price is None else 1, restriction=together)
        case _:
            raise TypeError(f"not to be merged: {one.restriction}, {other.restriction}")
