"""Which room a session may have, and how rooms follow one another."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from types import MappingProxyType

from scheduler.instance import (
    Instance,
    Room,
    Session,
    Span,
    languages_of,
    needs_of,
    spans_of,
)
from scheduler.restrictions import Avoid, Capacity, Distinct, Restriction, Travel
from scheduler.rules.common import running, unfit
from scheduler.rules.seats import parts_of
from scheduler.rules.spans import merged


def room_overlap(instance: Instance) -> Iterator[Restriction]:
    """At any time a room without parts is held by at most one session.

    ``sum_t max(0, sum_s [s holds r at t] - 1)`` for all rooms r without parts; a session in the room q
    holds each part r of q, from its start until the turnaround of q after its end.
    """
    uses = running(instance.sessions)
    if len(uses) < 2:
        return
    holders_by_part: dict[str, dict[str, timedelta]] = {}
    for other in instance.rooms:
        for part in instance.parts_of(other.id):
            holders_by_part.setdefault(part, {})[other.id] = other.turnaround
    for room in instance.rooms:
        if not room.parts:
            holders = holders_by_part[room.id]
            yield Capacity(room.id, uses, at_most=1, rooms=MappingProxyType(holders))


def room_overflow(instance: Instance) -> Iterator[Restriction]:
    """Give everybody expected a seat.

    ``max(0, attendance_s - seats_r)`` for all sessions s and the room r of s, if both are known.
    """
    for session in instance.sessions:
        empty = _empty_seats(instance, session)
        yield from unfit(session.id, session.id, {room: -seats for room, seats in empty.items()})


def _empty_seats(instance: Instance, session: Session) -> dict[str, int]:
    """Return how many more seats than people each room has; fewer, if negative. What is unknown has none."""
    people = session.attendance
    if people is None:
        return {}
    seats = {room.id: room.seats(session.layout) for room in instance.rooms}
    return {room: number - people for room, number in seats.items() if number is not None}


def room_lacks_feature(instance: Instance) -> Iterator[Restriction]:
    """Use a room that offers what the session needs.

    ``|needs_s - features_r| + max(0, |languages_s| - booths_r) + [layout_s is not among those of r]``
    for all sessions s and the room r of s; the needs of its kind and its body are among those of s, and
    ``remote`` if s has remote attendance.
    """
    for session in instance.sessions:
        needs = frozenset(needs_of(instance, session))
        languages = len(languages_of(instance, session))
        lacking = {
            room.id: len(needs.difference(room.features))
            + max(0, languages - room.booths)
            + (session.layout is not None and session.layout not in room.layouts)
            for room in instance.rooms
        }
        yield from unfit(session.id, session.id, lacking)


def room_closed(instance: Instance) -> Iterator[Restriction]:
    """No session is in a room while the room, or a part of it, is closed.

    ``sum_s [s is in r] · |T_s ∩ union of the closures of r and its parts|`` for all rooms r.
    """
    for room in instance.rooms:
        closed = merged(_closures(instance, room))
        for session in instance.sessions if closed else ():
            yield Avoid(room.id, session.id, closed, rooms=frozenset({room.id}))


def _closures(instance: Instance, room: Room) -> Iterator[Span]:
    """Yield when a room, or a part of it at any depth, is closed."""
    yield from spans_of(room.closures, instance.zone)
    for part in room.parts:
        yield from _closures(instance, instance.room_by_id[part])


def room_waste(instance: Instance) -> Iterator[Restriction]:
    """Use a room with no more seats than people expected.

    ``max(0, seats_r - attendance_s)`` for all sessions s and the room r of s, if both are known.
    """
    for session in instance.sessions:
        yield from unfit(session.id, session.id, _empty_seats(instance, session))


def body_changes_room(instance: Instance) -> Iterator[Restriction]:
    """Let a body meet in one room.

    ``|{room of s : s session of b}| - 1`` for all bodies b.
    """
    for body, sessions in instance.sessions_by_body.items():
        if len(sessions) > 1 and len(instance.rooms) > 1:
            yield Distinct(body, tuple(session.id for session in sessions))


def walking_time_short(instance: Instance) -> Iterator[Restriction]:
    """Between two sessions in different buildings a person has the time to walk.

    ``sum_{s, q attended by p, end_s <= start_q} max(0, way(s, q) - (start_q - end_s))`` for all persons
    p who are not remote.
    """
    places = MappingProxyType({room.id: room.building for room in instance.rooms})
    ways = MappingProxyType(
        {
            (here, there): way
            for here, there in permutations(dict.fromkeys(places.values()), 2)
            if (way := instance.way(here, there))
        }
    )
    for person in instance.people if ways else ():
        parts = parts_of(instance, person.id)
        if len(parts) > 1 and not person.remote:
            yield Travel(person.id, tuple(part.id for part in parts), places, ways)
