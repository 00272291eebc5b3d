"""Agenda items: which session deals with which, for how long, and who is there.

In formulas, i is an item that is not settled, s a session, ``S_i`` the sessions that deal with i, and
``m_{i,s}`` the minutes that s gives it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from scheduler.instance import (
    DAY,
    Instance,
    Item,
    ItemOrder,
    Session,
    agenda_of,
    attending,
    lasting_spans,
    minutes_for_items,
    minutes_of,
    sessions_for,
    spans_of,
)
from scheduler.restrictions import DayLag
from scheduler.restrictions.items import (
    Apart,
    Complete,
    Crowd,
    Even,
    Few,
    Ordered,
    RoomTasks,
    Side,
    Taken,
    TaskRestriction,
    Undivided,
    Within,
)
from scheduler.rules.spans import day_span


def value_lost(instance: Instance) -> Iterator[TaskRestriction]:
    """Deal with each item, at least with those that are not optional (the part about agendas).

    ``value_i · [S_i is empty]`` for all items i.
    """
    for item in _open(instance):
        if not item.optional:
            yield Taken(item.id, item.id, max(1, item.value), must=True)
        elif item.value:
            yield Taken(item.id, item.id, item.value)


def item_misplaced(instance: Instance) -> Iterator[TaskRestriction]:
    """Deal with an item only in sessions that are allowed to take it.

    ``|S_i without those that may take i|`` for all items i.
    Reads ``items`` (sessions), ``sessions`` (agenda), ``kinds`` (agenda).
    """
    for item in _open(instance):
        may = frozenset(session.id for session in sessions_for(instance, item))
        yield Within(item.id, item.id, may)


def item_shortened(instance: Instance) -> Iterator[TaskRestriction]:
    """Give an item the minutes that it needs.

    ``max(0, needed_i - sum_s m_{i,s})`` for all items i that are dealt with.
    Reads ``items`` (minutes, shortest, settled).
    """
    for item in _open(instance):
        yield Complete(item.id, item.id)


def item_split(instance: Instance) -> Iterator[TaskRestriction]:
    """Deal with an item in one session.

    ``max(0, |S_i| - 1)`` for all items i. Reads ``items`` (parts, part_at_least).
    """
    for item in _open(instance):
        yield Undivided(item.id, item.id)


def session_overfull(instance: Instance) -> Iterator[TaskRestriction]:
    """Give items no more minutes than a session has for them.

    ``max(0, sum_i m_{i,s} - minutes_s)`` for all sessions s.
    Reads ``sessions`` (agenda, duration), ``kinds`` (agenda).
    """
    for session, minutes in _offers(instance):
        yield RoomTasks(session.id, session.id, minutes)


def too_many_items(instance: Instance) -> Iterator[TaskRestriction]:
    """Deal with no more items in a session than its agenda allows (the part about agendas).

    ``max(0, |{i : s in S_i}| - at_most_s)`` for all sessions s with a limit.
    """
    for session, minutes in _offers(instance):
        most = agenda_of(instance, session).at_most
        if most is not None and minutes:
            yield Few(session.id, session.id, most)


def agenda_tight(instance: Instance) -> Iterator[TaskRestriction]:
    """Keep the spare minutes of a session free.

    ``max(0, sum_i m_{i,s} - minutes_s + spare_s)`` for all sessions s with something to spare.
    Reads ``sessions`` (agenda), ``kinds`` (agenda).
    """
    for session, minutes in _offers(instance):
        spare = minutes_of(agenda_of(instance, session).spare)
        if spare and minutes:
            yield RoomTasks(session.id, session.id, max(0, minutes - spare))


def order_broken(instance: Instance) -> Iterator[TaskRestriction]:
    """Deal with earlier items before later ones (the part about agendas).

    ``sum_{s of first, t of then} max(0, end_s + at_least - start_t, midnight after so many nights -
    start_t)`` for all orders of items, and each two of their sides; nothing where both are in one session
    and in order on its agenda, if neither minutes nor nights are asked for.
    """
    for order in instance.item_orders:
        days = _nights(instance, order.nights)
        for item, first, then in _pairs(instance, order):
            yield Ordered(item, first, then, order.at_least, days if order.nights else ())


def items_too_late(instance: Instance) -> Iterator[TaskRestriction]:
    """Leave one night more than required between earlier and later items.

    ``sum_{s of first, t of then, s ≠ t} max(0, midnight after so many nights and one more - start_t)`` for
    all orders of items, and each two of their sides. Reads ``item_orders``, ``items``.
    """
    for order in instance.item_orders:
        days = _nights(instance, order.nights + 1)
        for item, first, then in _pairs(instance, order):
            yield Ordered(item, first, then, None, days)


def item_people_missing(instance: Instance) -> Iterator[TaskRestriction]:
    """Have present each person whom an item needs, and a member of each delegation that proposes it.

    ``sum_{s in S_p - F_p, t in (S_p ∪ F_p) - s} |T_s ∩ T_t| + sum_{s in S_p - F_p} minutes of s outside
    the availability of p`` for all persons p, each pair once; with the sessions ``S_p`` that deal with an
    item of p, and ``F_p`` those that p attends in a fixed role.

    ``sum_t max(0, sum_{s runs at t} held_{d,s} - size_d)`` for all delegations d, over times t at which one
    of the sessions ``S_d`` runs that deal with an item which d proposes. ``held_{d,s}`` is how many members
    of d attend s in a fixed role, and 1 at least for s in ``S_d``. Reads ``items`` (people, proposers),
    ``people`` (available, delegation), ``sessions`` (people), ``delegations`` (size).
    """
    for person in instance.people:
        tasks = _ids(item for item in _open(instance) if person.id in item.persons)
        fixed = frozenset(each.id for each in instance.sessions if person.id in attending(each))
        if not tasks:
            continue
        windows = lasting_spans(spans_of(person.available, person.zone or instance.zone))
        yield Apart(person.id, tasks, fixed, tuple(windows) if person.available else None)
    for delegation in instance.delegations:
        tasks = _ids(item for item in _open(instance) if delegation.id in item.proposers)
        if tasks:
            held = Counter(
                session.id
                for person in instance.people
                if person.delegation == delegation.id
                for session in instance.attended_by_person.get(person.id, ())
            )
            yield Crowd(delegation.id, tasks, delegation.size, tuple(held.items()))


def topic_conflict(instance: Instance) -> Iterator[TaskRestriction]:
    """Hold no two sessions at once of which one deals with an item of a topic of the other.

    ``sum_{s in S_k - F_k, t in (S_k ∪ F_k) - s} |T_s ∩ T_t|`` for all topics k, each pair once; with the
    sessions ``S_k`` that deal with an item of k, and ``F_k`` those that carry k themselves.
    """
    topics = dict.fromkeys(topic for item in _open(instance) for topic in item.topics)
    for topic in topics:
        tasks = _ids(item for item in _open(instance) if topic in item.topics)
        own = frozenset(each.id for each in instance.sessions if topic in each.topics)
        yield Apart(topic, tasks, own)


def items_unbalanced(instance: Instance) -> Iterator[TaskRestriction]:
    """Leave equal time for items in the sessions of a body.

    ``max_s free_s - min_s free_s`` for all bodies, over their sessions s that take items and are held, with
    ``free_s = minutes_s - sum_i m_{i,s}``. Reads ``items``, ``sessions`` (agenda, body).
    """
    there = {session.id: minutes for session, minutes in _offers(instance) if minutes}
    for body in instance.bodies:
        sessions = instance.sessions_by_body.get(body.id, ())
        own = {session.id: there[session.id] for session in sessions if session.id in there}
        if len(own) > 1:
            yield Even(body.id, own)


def _offers(instance: Instance) -> Iterator[tuple[Session, int]]:
    """Yield each session with the minutes that it has for items, if the conference has any items."""
    if instance.items:
        for session in instance.sessions:
            yield session, minutes_of(minutes_for_items(instance, session))


def _open(instance: Instance) -> Iterator[Item]:
    """Yield the items that are not settled."""
    return (item for item in instance.items if item.is_open)


def _ids(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _nights(instance: Instance, nights: int) -> tuple[DayLag, ...]:
    """Return, for each date of what is first, the midnight after so many nights."""
    zone = instance.zone
    return tuple(
        DayLag(day_span(day, day, zone), day_span(day + nights * DAY, day + nights * DAY, zone)[0])
        for day in instance.dates
    )


def _pairs(instance: Instance, order: ItemOrder) -> Iterator[tuple[str, Side, Side]]:
    """Yield each two sides of an order of which one is an item, and the item that findings are about."""
    firsts = _sides(instance, order.items_first, order.sessions_first)
    thens = _sides(instance, order.items_then, order.sessions_then)
    for first in firsts:
        for then in thens:
            if first.is_task or then.is_task:
                yield (then.id if then.is_task else first.id), first, then


def _sides(instance: Instance, items: Iterable[str], sessions: Iterable[str]) -> list[Side]:
    known = instance.item_by_id
    return [
        *(Side(id_, is_task=True) for id_ in items if known[id_].is_open),
        *(Side(id_, is_task=False) for id_ in sessions),
    ]
