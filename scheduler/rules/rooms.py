"""Which room a session may have, and how rooms follow one another."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import permutations
from types import MappingProxyType

from scheduler.instance import (
    DAY,
    Instance,
    Place,
    Room,
    Span,
    closed_on,
    languages_of,
    merged_spans,
    needs_of,
    spans_of,
)
from scheduler.restrictions import Avoid, Capacity, Distinct, Restriction, Travel
from scheduler.rules.common import positive, running, unfit
from scheduler.rules.seats import parts_of
from scheduler.rules.spans import day_span, horizon_of


def room_overlap(instance: Instance) -> Iterator[Restriction]:
    """At any time at most one session holds a room without parts, or as many as the room allows.

    ``sum_t max(0, sum_s [s holds r at t] - holds_r)`` for all rooms r without parts; a session in the room q
    holds each part r of q, from its start until the turnaround of q after its end.
    Reads ``rooms`` (parts, holds, turnaround), ``sessions`` (duration).
    """
    uses = running(instance.sessions)
    if len(uses) < 2:
        return
    holders_by_part: dict[str, dict[str, timedelta]] = {}
    for other in instance.rooms:
        for part in instance.parts_of(other.id):
            holders_by_part.setdefault(part, {})[other.id] = other.turnaround
    for room in instance.rooms:
        if not room.parts and room.most_at_once < len(uses):
            holders = MappingProxyType(holders_by_part[room.id])
            yield Capacity(room.id, uses, at_most=room.most_at_once, rooms=holders)


def room_overflow(instance: Instance) -> Iterator[Restriction]:
    """Give everyone expected a seat.

    ``max(0, attendance_s - seats_r)`` for all sessions s and the room r of s, if both are known.
    Reads ``sessions`` (attendance, layout), ``rooms`` (capacity, layouts).
    """
    yield from _by_seats(instance, -1)


def _by_seats(instance: Instance, sign: int) -> Iterator[Restriction]:
    """Yield how many seats more than people each room has for each session, or fewer if the sign is -1.

    What is unknown has none. Sessions that are alike have their amounts in common.
    """
    known: dict[tuple[int, str | None], Mapping[str, int]] = {}
    for session in instance.sessions:
        people, layout = session.attendance, session.layout
        if people is None:
            continue
        if (people, layout) not in known:
            seats = {room.id: room.seats(layout) for room in instance.rooms}
            known[people, layout] = positive(
                {room: sign * (of - people) for room, of in seats.items() if of is not None}
            )
        yield from unfit(session.id, session.id, known[people, layout])


def room_lacks_feature(instance: Instance) -> Iterator[Restriction]:
    """Use a room that offers what the session needs.

    ``|needs_s - features_r| + max(0, |languages_s| - booths_r) + [layout_s is not among those of r]``
    for all sessions s and the room r of s; the needs of its kind and its body are among those of s, and
    ``remote`` if s has remote attendance.
    Reads ``sessions`` (needs, remote, interpretation, languages, layout), ``kinds`` (needs, remote),
    ``bodies`` (needs), ``rooms`` (features, booths, layouts), ``interpretation`` (languages).
    """
    known: dict[object, Mapping[str, int]] = {}
    for session in instance.sessions:
        needs = frozenset(needs_of(instance, session))
        languages = len(languages_of(instance, session))
        key = needs, languages, session.layout
        if key not in known:
            lacking = {
                room.id: len(needs.difference(room.features))
                + max(0, languages - room.booths)
                + (session.layout is not None and session.layout not in room.layouts)
                for room in instance.rooms
            }
            known[key] = positive(lacking)
        yield from unfit(session.id, session.id, known[key])


def room_closed(instance: Instance) -> Iterator[Restriction]:
    """Hold no session in a room while the room, a part of it, or its place is closed.

    ``sum_s [s is in r] · |T_s ∩ union of the closures of r and its parts|`` for all rooms r, and ``sum_{dates
    d on which the place of the room of s is closed} |T_s ∩ d|`` for all sessions s; weekends and public
    holidays are not closed to sessions whose kind may be held on any day. Reads ``rooms`` (closures,
    parts, place), ``sessions`` (duration, days), ``places``, ``kinds`` (any_day).
    """
    for room in instance.rooms:
        closed = merged_spans(_closures(instance, room))
        for session in instance.sessions if closed else ():
            yield Avoid(room.id, session.id, closed, rooms=frozenset({room.id}))
    for place in instance.places:
        rooms = frozenset(room.id for room in instance.rooms if room.place == place.id)
        shut = {any_day: _shut(instance, place, any_day=any_day) for any_day in (True, False)}
        for session in instance.sessions if rooms else ():
            during = shut[instance.kind_by_id[session.kind].any_day]
            if during:
                yield Avoid(place.id, session.id, during, rooms=rooms)


def _closures(instance: Instance, room: Room) -> Iterator[Span]:
    """Yield when a room, or a part of it at any depth, is closed."""
    yield from spans_of(room.closures, instance.zone)
    for part in room.parts:
        yield from _closures(instance, instance.room_by_id[part])


def _shut(instance: Instance, place: Place, *, any_day: bool) -> tuple[Span, ...]:
    """Return the dates on which a place is closed, and on which a session could run."""
    last = horizon_of(instance)[1].date()
    days = (last - instance.first_day).days + 1
    dates = (instance.first_day + number * DAY for number in range(days))
    shut = (day for day in dates if closed_on(place, day, any_day=any_day) is not None)
    return merged_spans(day_span(day, day, instance.zone) for day in shut)


def room_waste(instance: Instance) -> Iterator[Restriction]:
    """Use a room with no more seats than people expected.

    ``max(0, seats_r - attendance_s)`` for all sessions s and the room r of s, if both are known.
    Reads ``sessions`` (attendance, layout), ``rooms`` (capacity, layouts).
    """
    yield from _by_seats(instance, 1)


def body_changes_room(instance: Instance) -> Iterator[Restriction]:
    """Hold all sessions of a body in one room.

    ``|{room of s : s session of b}| - 1`` for all bodies b. Reads ``sessions`` (body).
    """
    for body, sessions in instance.sessions_by_body.items():
        if len(sessions) > 1 and len(instance.rooms) > 1:
            yield Distinct(body, tuple(session.id for session in sessions))


def walking_time_short(instance: Instance) -> Iterator[Restriction]:
    """Leave a person the time to walk between sessions in different buildings.

    ``sum_{s, q attended by p, end_s <= start_q} max(0, way(s, q) - (start_q - end_s))`` for all persons
    p who are not remote.
    Reads ``walks`` (between, minutes), ``rooms`` (building), ``sessions`` (people), ``people`` (remote).
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
