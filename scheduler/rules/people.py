"""Rules on the persons who attend sessions."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import permutations
from types import MappingProxyType

from scheduler.instance import (
    DAY,
    Instance,
    Person,
    Session,
    delegations_eating,
    eating,
    instant_at,
    lasting_spans,
    minutes_of,
    spans_of,
)
from scheduler.restrictions import Compact, FreeTime, LoadQuota, Restriction, Stay, Travel, Use
from scheduler.rules.common import at_once, running
from scheduler.rules.seats import Participation, parts_of
from scheduler.rules.spans import days_of


def person_conflict(instance: Instance) -> Iterator[Restriction]:
    """At any time at most one session holds a person, who has the days of travel between places.

    ``sum_t max(0, sum_{s attended by p} [s holds p at t] - 1)`` for all persons p; s holds p from
    ``before(p, s)`` before its start until ``after(p)`` after its end. ``sum_{s, q attended by p in different
    places, end_s <= start_q} max(0, travel - (start_q - end_s))`` for all persons p who are not remote.
    Reads ``sessions`` (people, seated_before), ``people`` (class, buffer_before, buffer_after, remote),
    ``person_classes`` (buffer_before, buffer_after), ``travel_days``, ``rooms`` (place).
    """
    for person, parts in _attending(instance):
        yield from at_once(person.id, _uses(instance, person, parts), 1)
    towns = MappingProxyType({room.id: room.place or "" for room in instance.rooms})
    named = sorted({*towns.values()} - {""})
    ways = MappingProxyType(dict.fromkeys(permutations(named, 2), instance.travel_days * DAY))
    for person in instance.people if ways and instance.travel_days else ():
        parts = parts_of(instance, person.id)
        if len(parts) > 1 and not person.remote:
            yield Travel(person.id, tuple(part.id for part in parts), towns, ways)


def optional_missed(instance: Instance) -> Iterator[Restriction]:
    """At any time run at most one session in which a person has any role.

    ``sum_t max(0, sum_{s attended by p or optional for p} [s runs at t] - 1)`` for all persons p with
    an optional session. Reads ``sessions`` (people, duration).
    """
    for person in instance.people:
        optional = instance.optional_by_person.get(person.id, ())
        if optional:
            attended = running(parts_of(instance, person.id))
            yield from at_once(person.id, (*attended, *running(optional)), 1)


def person_unavailable(instance: Instance) -> Iterator[Restriction]:
    """Need a person only while the person is available.

    ``|H| - max_{W in availability of p} |H ∩ W|``, with H the time for which s holds p, for all persons
    p whose availability is given, and all sessions s that they attend.
    Reads ``people`` (available, zone, class, buffer_before, buffer_after), ``person_classes``
    (buffer_before, buffer_after), ``sessions`` (people, seated_before).
    """
    for person, parts in _attending(instance):
        within = tuple(lasting_spans(spans_of(person.available, person.zone or instance.zone)))
        for part in parts if person.available else ():
            before, after = _held(instance, person, part.session)
            yield Stay(person.id, part.id, within, before, after)


def daily_load_exceeded(instance: Instance) -> Iterator[Restriction]:
    """Ask no more minutes of sessions a day of a person than the person's daily load.

    ``sum_{dates d} max(0, sum_{s attended by p on d} duration_s - load_p)`` for all persons p with a load.
    Reads ``people`` (daily_load, class), ``person_classes`` (daily_load), ``sessions`` (people,
    duration).
    """
    days = days_of(instance)
    for person, parts in _attending(instance):
        load = instance.daily_load_of(person)
        minutes = {part.id: minutes_of(part.session.duration) for part in parts}
        if load is not None and sum(minutes.values()) > minutes_of(load):
            yield LoadQuota(person.id, minutes, days, at_most=minutes_of(load))


def meal_missed(instance: Instance) -> Iterator[Restriction]:
    """Leave each person and each small delegation of a meal time for it on each of its days.

    ``sum_{days d of k} max(0, min(minutes_k, |H_kd|) - longest stretch of H_kd in which p is free)`` for all
    meals k, with its hours H_kd on d, and all persons and delegations p that it is for.
    Reads ``meals`` (from, to, days, minutes, roles, classes, people, delegations_up_to), ``people``
    (buffer_before, buffer_after, class, remote), ``person_classes`` (buffer_before, buffer_after),
    ``delegations`` (size, must), ``sessions`` (people, panel, seated_before, duration).
    """
    for meal in instance.meals:
        zone = instance.zone
        hours = tuple(
            lasting_spans(
                (instant_at(day, meal.start, zone), instant_at(day, meal.end, zone))
                for day in sorted({*(meal.days or instance.dates)})
            )
        )
        for person in eating(instance, meal) if hours else ():
            uses = _uses(instance, person, parts_of(instance, person.id))
            if uses:
                yield FreeTime(meal.id, uses, hours, meal.minutes)
        for delegation in delegations_eating(instance, meal) if hours else ():
            must = instance.selected(delegation.must)
            if len(must) >= delegation.size:
                yield FreeTime(meal.id, running(must), hours, meal.minutes, delegation.size - 1)


def days_on_site(instance: Instance) -> Iterator[Restriction]:
    """Hold the sessions of a person who should be on site compactly within few days.

    ``max_{s attended by p} day(s) - min_{s attended by p} day(s)`` for all such persons p who are not
    remote.
    Reads ``people`` (compact, class, remote), ``person_classes`` (compact), ``sessions`` (people).
    """
    days = days_of(instance)
    for person, parts in _attending(instance):
        if len(parts) > 1 and instance.is_compact(person) and not person.remote:
            yield Compact(person.id, tuple(part.id for part in parts), days)


def _attending(instance: Instance) -> Iterator[tuple[Person, tuple[Participation, ...]]]:
    """Yield each person who attends a session, or may be given a seat, with all those parts."""
    for person in instance.people:
        parts = parts_of(instance, person.id)
        if parts:
            yield person, parts


def _uses(instance: Instance, person: Person, parts: Iterable[Participation]) -> tuple[Use, ...]:
    held = [(part.id, _held(instance, person, part.session)) for part in parts]
    return tuple(Use(part, before=before, after=after) for part, (before, after) in held)


def _held(instance: Instance, person: Person, session: Session) -> tuple[timedelta, timedelta]:
    """Return the time for which a session holds a person before its start and after its end."""
    before, after = instance.buffers_of(person)
    seated = session.seated_before if person.person_class is not None else timedelta()
    return max(before, seated), after
