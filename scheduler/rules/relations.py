"""How sessions are wanted that share something: each two of them at a price.

In formulas, w is what two sessions s and q of a relation k share, T the time of a session, b its start, e its
end, d its duration and r its room.
"""

from collections.abc import Iterator, Mapping
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
from scheduler.restrictions import Pairs, RelatedPairs, Restriction, Timing
from scheduler.rules.spans import days_of


def relation_missed(instance: Instance) -> Iterator[Restriction]:
    """Arrange each two sessions of a relation as it wants.

    Summed over all s, q of each relation k, by how these are wanted:

    - not at once: ``w_sq · |T_s ∩ T_q|``; only of s and q with ``r_s = r_q``, if k is about one room
    - with a pause: ``(d_s + d_q) · [w_sq > 0] · [T_s meets T_q, or they start on one date with less than
      pause_k between]``
    - on one day: ``w_sq · (d_s + d_q) · [day(s) ≠ day(q)]``
    - in one room: ``w_sq · (d_s + d_q) · [day(s) = day(q)] · [r_s ≠ r_q]``
    - in order, s before q: ``w_sq · (d_s + d_q) · [e_s > b_q]``
    - in a larger room, s below q: ``w_sq · (d_s + d_q) · [capacity(r_s) > capacity(r_q)]``
    - at once, ``d_s = d_q``: ``w_sq · d_s · [b_s ≠ b_q]``
    """
    days, ids = days_of(instance), [room.id for room in instance.rooms]
    seats = {room.id: room.capacity for room in instance.rooms if room.capacity is not None}
    same = MappingProxyType({(room, room): 1 for room in ids})
    other = MappingProxyType({(one, room): 1 for one in ids for room in ids if one != room})
    larger = MappingProxyType(
        {(one, room): 1 for one in seats for room in seats if seats[one] > seats[room]}
    )
    for relation in instance.relations:
        id_, worth = relation.id, _worth_of_pairs(instance, relation)
        if not worth:
            continue
        match relation.wanted:
            case Wanted.NOT_AT_ONCE:
                rooms = same if relation.in_one_room else None
                yield RelatedPairs(id_, worth, Timing.OVERLAP, rooms=rooms)
            case Wanted.PAUSE if relation.pause is not None:
                yield RelatedPairs(id_, worth, Timing.CLOSE, days, relation.pause)
            case Wanted.ONE_DAY:
                yield RelatedPairs(id_, worth, Timing.OTHER_PERIOD, days)
            case Wanted.ONE_ROOM:
                yield RelatedPairs(id_, worth, Timing.SAME_PERIOD, days, rooms=other)
            case Wanted.IN_ORDER:
                yield RelatedPairs(id_, worth, Timing.LATE)
            case Wanted.LARGER_ROOM if larger:
                yield Pairs(id_, worth, rooms=larger)
            case Wanted.AT_ONCE:
                yield RelatedPairs(id_, worth, Timing.APART)


def _worth_of_pairs(instance: Instance, relation: Relation) -> Mapping[tuple[str, str], int]:
    """Return what two sessions of a relation count, if anything, that are not as they are wanted."""
    worth = {}
    for pair in combinations(sessions_of_relation(instance, relation), 2):
        for first, second in _in_order(relation, *pair):
            each = _worth(relation, first, second) * _shared(relation, first, second)
            if each:
                worth[first.id, second.id] = each
    return MappingProxyType(worth)


def _in_order(
    relation: Relation, one: Session, other: Session
) -> Iterator[tuple[Session, Session]]:
    """Yield the one with the lower number first; as they are without `by`, nothing if no number is lower."""
    if relation.by is None:
        yield one, other
        return
    low, high = one.numbers.get(relation.by), other.numbers.get(relation.by)
    if low is not None and high is not None and low != high:
        yield (one, other) if low < high else (other, one)


def _shared(relation: Relation, one: Session, other: Session) -> int:
    """Return what two sessions share; at most 1 where it does not matter how much."""
    if relation.differ is not None and not _differ(relation.differ, one, other):
        return 0
    names = (len(names_under(one, label) & names_under(other, label)) for label in relation.share)
    return min(prod(names), 1) if relation.wanted is Wanted.PAUSE else prod(names)


def _differ(name: str, one: Session, other: Session) -> bool:
    has_other_names = names_under(one, name) != names_under(other, name)
    return has_other_names or one.numbers.get(name) != other.numbers.get(name)


def _worth(relation: Relation, one: Session, other: Session) -> int:
    """Return what two sessions that share one thing count."""
    if relation.wanted is Wanted.NOT_AT_ONCE:
        return 1
    if relation.wanted is Wanted.AT_ONCE:
        return minutes_of(one.duration) if one.duration == other.duration else 0
    return minutes_of(one.duration + other.duration)
