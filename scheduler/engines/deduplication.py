"""Restrictions on several sessions that are equal but for what they cost are one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from scheduler.engines.interruption import Check, checked, never
from scheduler.restrictions import Capacity, Held, Pairs, Priced, Times, Use

K = TypeVar("K")


def merged(
    shared: Sequence[Priced], check: Check = never, *, by_rule: bool = False
) -> tuple[Priced, ...]:
    """Merge capacities, pairs that relate alike, and what one group holds, whatever their rules and items.

    Of equal capacities the hard one stays, or one at the sum of prices. What pairs share, and what rooms that
    a group holds amount to, is added up: at its price, or as it is where it is forbidden. `check` may raise
    that nobody waits for it any more. With `by_rule`, what is paid for stays apart by rule.
    """
    found: dict[object, Priced] = {}
    known: dict[int, object] = {}
    for priced in checked(shared, check):
        apart = priced.rule if by_rule and priced.price is not None else None
        key = apart, _key(priced, known)
        before = found.get(key)
        found[key] = priced if before is None else _both(before, priced)
    return tuple(found.values())


def _key(priced: Priced, known: dict[int, object]) -> object:
    match priced.restriction:
        case Capacity() as capacity:
            return _capacity_key(capacity, known)
        case Pairs() as pairs if priced.price != 0:
            return priced.price is None, _times_key(pairs.times), _rooms_key(pairs.rooms)
        case Held() as held if priced.price != 0:
            return priced.price is None, held.sessions, held.periods
        case _:
            return id(priced)


def _capacity_key(capacity: Capacity, known: dict[int, object]) -> object:
    """Return what equal capacities have in common; many have the same uses, which are looked at once."""
    rooms = None if capacity.rooms is None else tuple(sorted(capacity.rooms.items()))
    uses = known.get(id(capacity.uses))
    if uses is None:
        uses = known[id(capacity.uses)] = _uses_key(capacity.uses)
    return uses, capacity.at_most, rooms, capacity.taken


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
            shared = _added(one, first.shared, other, second.shared)
            return _as_it_is(one, replace(first, shared=shared))
        case Held() as first, Held() as second:
            amounts = _added(one, first.amounts, other, second.amounts)
            return _as_it_is(one, replace(first, amounts=amounts))
        case _:
            raise TypeError(f"not to be merged: {one.restriction}, {other.restriction}")


def _added(
    one: Priced, amounts: Mapping[K, int], other: Priced, more: Mapping[K, int]
) -> Mapping[K, int]:
    """Add up amounts at their prices, or as they are where they are forbidden."""
    total: dict[K, int] = {}
    for priced, each in ((one, amounts), (other, more)):
        for key, amount in each.items():
            worth = amount if priced.price is None else amount * priced.price
            total[key] = total.get(key, 0) + worth
    return total


def _as_it_is(priced: Priced, restriction: Pairs | Held) -> Priced:
    """Return a restriction whose amounts are penalties already, or forbidden."""
    return replace(priced, price=None if priced.price is None else 1, restriction=restriction)
