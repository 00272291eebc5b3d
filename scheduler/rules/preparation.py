"""The months before a conference: places and travel, contacts, events of others, what is ready, and tasks.

In formulas, T is the time of a session s, from its start to its end; dates are those of the conference.
"""

from collections.abc import Iterator

from scheduler.instance import (
    DAY,
    Contact,
    Instance,
    tasks_by_session,
)
from scheduler.restrictions import Avoid, Lag, LoadQuota, Restriction, Span
from scheduler.rules.common import positive, unfit
from scheduler.rules.spans import day_span


def silence_too_long(instance: Instance) -> Iterator[Restriction]:
    """Hold the sessions of a contact so often that no silence is too long.

    ``sum_{runs of at_most_c consecutive dates} max(0, 1 - |{s of c that runs on one of them}|)`` for all
    contacts c that have sessions: a silence has a run for each day beyond those allowed. Runs between which
    the longest session fits are the periods of one restriction: it counts in one of them.
    Reads ``contacts``, ``sessions`` (days).
    """
    for contact in instance.contacts:
        selected = instance.selected(contact.sessions)
        if not selected:
            continue
        loads = {session.id: 1 for session in selected}
        longest = max(session.duration for session in selected)
        runs, apart = _runs(instance, contact), contact.at_most - -longest // DAY + 1
        for offset in range(min(apart, len(runs))):
            periods = tuple(runs[offset::apart])
            yield LoadQuota(contact.id, loads, periods, at_least=1, running=True)


def _runs(instance: Instance, contact: Contact) -> list[Span]:
    """Return each run of as many consecutive dates as a contact allows to be silent."""
    first, last = contact.first or instance.first_day, contact.last or instance.last_day
    number = (last - first).days + 2 - contact.at_most
    begins = (first + position * DAY for position in range(max(0, number)))
    return [day_span(day, day + (contact.at_most - 1) * DAY, instance.zone) for day in begins]


def external_event_clash(instance: Instance) -> Iterator[Restriction]:
    """Keep a session that avoids an event away from its dates.

    ``|T_s ∩ dates of e|`` for all events e and sessions s that avoid it. Reads ``external_events``.
    """
    for event in instance.external_events:
        during = (day_span(event.first, event.last, instance.zone),)
        for session in instance.selected(event.avoided_by):
            yield Avoid(event.id, session.id, during)


def external_event_unused(instance: Instance) -> Iterator[Restriction]:
    """Hold at least one of the sessions that use an event near it, in time and place.

    ``max(0, 1 - |{s that uses e : s starts from within_e days before e to as many after, at its place}|)``
    for all events e that some session uses. Reads ``external_events``, ``rooms`` (place).
    """
    for event in instance.external_events:
        loads = {session.id: 1 for session in instance.selected(event.used_by)}
        rooms = frozenset(room.id for room in instance.rooms if room.place == event.place)
        around = event.within * DAY
        beside = day_span(event.first - around, event.last + around, instance.zone)
        if loads:
            there = None if event.place is None else rooms
            yield LoadQuota(event.id, loads, (beside,), at_least=1, rooms=there)


def prepared_late(instance: Instance) -> Iterator[Restriction]:
    """Finish a preparation the required days before the sessions that need it.

    ``sum_{s before which k has to be ready} max(0, end of the session of k + (days_k - 1) days - start_s)``
    for all preparations k. Reads ``preparations``.
    """
    for each in instance.preparations:
        ahead = (each.days - 1) * DAY
        for session in instance.selected(each.before):
            yield Lag(each.id, each.session, session.id, at_least=ahead)


def too_many_items(instance: Instance) -> Iterator[Restriction]:
    """Deal with no more tasks in a session than its kind allows; of agendas, with no more items.

    ``max(0, |{k : s deals with k}| - tasks_at_most)`` for all sessions s that are held.
    Reads ``sessions`` (agenda), ``kinds`` (agenda, tasks_at_most), ``tasks`` (sessions).
    """
    tasks = tasks_by_session(instance)
    for session in instance.sessions:
        most = instance.kind_by_id[session.kind].tasks_at_most
        beyond = len(tasks.get(session.id, ())) - most if most is not None else 0
        rooms = (room.id for room in instance.rooms)
        yield from unfit(session.id, session.id, positive(dict.fromkeys(rooms, beyond)))
