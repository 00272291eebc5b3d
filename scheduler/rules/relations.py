"""How sessions are wanted that share something: each two of them at a price.

In formulas, w is what two sessions s and q of a relation k share, T the time of a session, b its start, e its
end, d its duration and r its room.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from math import prod
from types import MappingProxyType

from scheduler.instance import (
    Instance,
    Relation,
    Session,
    Wanted,
    minutes_of,
    names_under,
    sessions_of_relation,
)
from scheduler.restrictions import Pairs, Related, Restriction, Timing
from scheduler.rules.spans import days_of

_Shared = Mapping[tuple[str, str], int]


def related_at_once(instance: Instance) -> Iterator[Restriction]:
    """Do not hold two sessions at once.

    ``sum_{s, q of k} w_sq · |T_s ∩ T_q|`` for all relations k that are wanted so; only of s and q with
    ``r_s = r_q``, if k is about what is in one room.
    """
    same = MappingProxyType({(room.id, room.id): 1 for room in instance.rooms})
    for relation, shared in _relations(instance, Wanted.NOT_AT_ONCE, _once):
        rooms = same if relation.in_one_room else None
        yield Related(relation.id, shared, Timing.OVERLAP, rooms=rooms)


def related_without_pause(instance: Instance) -> Iterator[Restriction]:
    """Leave time between two sessions.

    ``sum_{s, q of k, w_sq > 0} (d_s + d_q) · [T_s meets T_q, or they start on one date with less than pause_k
    between]`` for all relations k that are wanted so.
    """
    days = days_of(instance)
    for relation, shared in _relations(instance, Wanted.PAUSE, _both, capped=True):
        if relation.pause is not None:
            yield Related(relation.id, shared, Timing.CLOSE, days, relation.pause)


def related_on_other_days(instance: Instance) -> Iterator[Restriction]:
    """Hold two sessions on one day.

    ``sum_{s, q of k} w_sq · (d_s + d_q) · [day(s) ≠ day(q)]`` for all relations k that are wanted so.
    """
    days = days_of(instance)
    for relation, shared in _relations(instance, Wanted.ONE_DAY, _both):
        yield Related(relation.id, shared, Timing.OTHER_PERIOD, days)


def related_in_other_rooms(instance: Instance) -> Iterator[Restriction]:
    """Hold two sessions in one room, if they are on one day.

    ``sum_{s, q of k} w_sq · (d_s + d_q) · [day(s) = day(q)] · [r_s ≠ r_q]`` for all relations k that are
    wanted so.
    """
    days, ids = days_of(instance), [room.id for room in instance.rooms]
    other = MappingProxyType({(one, room): 1 for one in ids for room in ids if one != room})
    for relation, shared in _relations(instance, Wanted.ONE_ROOM, _both):
        yield Related(relation.id, shared, Timing.SAME_PERIOD, days, rooms=other)


def related_out_of_order(instance: Instance) -> Iterator[Restriction]:
    """Hold one session before the other.

    ``sum_{s before q of k} w_sq · (d_s + d_q) · [e_s > b_q]`` for all relations k that are wanted so.
    """
    for relation, shared in _relations(instance, Wanted.IN_ORDER, _both):
        yield Related(relation.id, shared, Timing.LATE)


def related_in_smaller_room(instance: Instance) -> Iterator[Restriction]:
    """Give the session with the higher number no smaller room.

    ``sum_{s below q of k} w_sq · (d_s + d_q) · [capacity(r_s) > capacity(r_q)]`` for all relations k that are
    wanted so.
    """
    seats = {room.id: room.capacity for room in instance.rooms if room.capacity is not None}
    larger = MappingProxyType(
        {(one, other): 1 for one in seats for other in seats if seats[one] > seats[other]}
    )
    for relation, shared in _relations(instance, Wanted.LARGER_ROOM, _both):
        if larger:
            yield Pairs(relation.id, shared, rooms=larger)


def related_not_at_once(instance: Instance) -> Iterator[Restriction]:
    """Hold two sessions at one time, so that there is a choice.

    ``sum_{s, q of k, d_s = d_q} w_sq · d_s · [b_s ≠ b_q]`` for all relations k that are wanted so.
    """
    for relation, shared in _relations(instance, Wanted.AT_ONCE, _if_as_long):
        yield Related(relation.id, shared, Timing.APART)


def _relations(
    instance: Instance,
    wanted: Wanted,
    amount: Callable[[Session, Session], int],
    *,
    capped: bool = False,
) -> Iterator[tuple[Relation, _Shared]]:
    """Yield the relations that are wanted so, with what each two of their sessions share, times an amount."""
    for relation in instance.relations:
        if relation.wanted is wanted:
            shared = {}
            for one, other in combinations(sessions_of_relation(instance, relation), 2):
                first, second = _in_order(relation, one, other)
                most = _shared(relation, one, other) if first is not None else 0
                if first is not None and second is not None and most:
                    worth = min(most, 1) if capped else most
                    shared[first.id, second.id] = worth * amount(first, second)
            positive = {pair: worth for pair, worth in shared.items() if worth}
            if positive:
                yield relation, MappingProxyType(positive)


def _in_order(
    relation: Relation, one: Session, other: Session
) -> tuple[Session | None, Session | None]:
    """Return the one with the lower number first; as they are without `by`, none if no number is lower."""
    if relation.by is None:
        return one, other
    low, high = one.numbers.get(relation.by), other.numbers.get(relation.by)
    if low is None or high is None or low == high:
        return None, None
    return (one, other) if low < high else (other, one)


def _shared(relation: Relation, one: Session, other: Session) -> int:
    if relation.differ is not None and not _differ(relation.differ, one, other):
        return 0
    return prod(
        len(names_under(one, label) & names_under(other, label)) for label in relation.share
    )


def _differ(name: str, one: Session, other: Session) -> bool:
    has_other_names = names_under(one, name) != names_under(other, name)
    return has_other_names or one.numbers.get(name) != other.numbers.get(name)


def _once(_: Session, __: Session) -> int:
    return 1


def _both(one: Session, other: Session) -> int:
    return minutes_of(one.duration + other.duration)


def _if_as_long(one: Session, other: Session) -> int:
    return minutes_of(one.duration) if one.duration == other.duration else 0
