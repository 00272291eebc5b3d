"""The months before a conference: what is closed, silent, in the way, unused, late or unsettled."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from scheduler.evaluation.runs import (
    Run,
    attended_by,
    chronological,
    day_of,
    held_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.evaluation.silences import Silence, last_date_of, silences
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Contact,
    ExternalEvent,
    Instance,
    closed_on,
    instant_at,
    minutes_of,
    place_of,
    tasks_by_session,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, full_date, listed, name, number, time_text

_MIDNIGHT = timedelta()


def place_closed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session on dates on which its place is closed."""
    for run in runs_of(instance, schedule):
        place = place_of(instance, run.room)
        if place is None:
            continue
        any_day = instance.kind_by_id[run.session.kind].any_day
        minutes, why = 0, list[str]()
        for day in _dates(instance, run):
            reason = closed_on(place, day, any_day=any_day)
            if reason is not None:
                minutes += _minutes_on(instance, run, day)
                why.append(say("{} ({})", full_date(day), reason))
        if minutes:
            message = say(
                "{}: {} is closed on {}, {}",
                placed(run, instance.zone),
                name(place),
                listed(why),
                time_text(minutes),
            )
            yield Finding(place.id, minutes, (run.id,), message)


def _dates(instance: Instance, run: Run) -> list[date]:
    """Return the dates on which a session runs, in order."""
    first, last = day_of(run, instance), last_date_of(instance, run)
    return [first + number * DAY for number in range((last - first).days + 1)]


def _minutes_on(instance: Instance, run: Run, day: date) -> int:
    """Return the minutes that a session runs on a date."""
    begins, ends = instant_at(day, _MIDNIGHT, instance.zone), instant_at(day, DAY, instance.zone)
    return minutes_of(max(timedelta(), min(ends, run.end) - max(begins, run.start)))


def travel_too_short(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of a person in different places with too few days between."""
    attended, way = attended_by(instance, schedule), instance.travel_days * DAY
    for person in instance.people if way else ():
        for earlier, later in combinations(() if person.remote else attended[person.id], 2):
            there, here = (place_of(instance, run.room) for run in (earlier, later))
            gap = later.start - earlier.end
            if there is None or here is None or there == here or not _MIDNIGHT <= gap < way:
                continue
            message = say(
                "{} has {} for the way from {} ({}) to {} ({}), which takes {}",
                name(person),
                time_text(minutes_of(gap)),
                name(there),
                placed(earlier, instance.zone),
                name(here),
                placed(later, instance.zone),
                counted(instance.travel_days, "day"),
            )
            yield Finding(person.id, minutes_of(way - gap), (earlier.id, later.id), message)


def silence_too_long(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each silence of a contact that is too long, from the end of one session to the next."""
    runs = runs_by_id(instance, schedule)
    for contact in instance.contacts:
        meetings = instance.selected(contact.sessions)
        held = chronological(held_of(runs, meetings))
        for silence in silences(instance, contact, held) if meetings else ():
            beyond = silence.days - contact.at_most
            if beyond > 0:
                around = [run for run in (silence.earlier, silence.later) if run is not None]
                yield Finding(contact.id, beyond, ids(around), _silence(contact, silence))


def _silence(contact: Contact, silence: Silence) -> str:
    """Say from when until when there is silence, and for how long."""
    earlier, later = silence.earlier, silence.later
    since = say("before the first day") if earlier is None else earlier.title
    until = say("after the last day") if later is None else later.title
    return say(
        "{}: {} of silence, from {} ({}) to {} ({}), {} allowed",
        name(contact),
        counted(silence.days, "day"),
        full_date(silence.since),
        since,
        full_date(silence.until),
        until,
        contact.at_most,
    )


def external_event_clash(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that runs on dates of an event that it avoids."""
    runs = runs_by_id(instance, schedule)
    for event in instance.external_events:
        dates = _event_dates(event)
        for run in held_of(runs, instance.selected(event.avoided_by)):
            minutes = sum(_minutes_on(instance, run, day) for day in dates)
            if minutes:
                message = say(
                    "{}: {} beside {} ({} to {})",
                    placed(run, instance.zone),
                    time_text(minutes),
                    name(event),
                    full_date(event.first),
                    full_date(event.last),
                )
                yield Finding(event.id, minutes, (run.id,), message)


def _event_dates(event: ExternalEvent) -> list[date]:
    number_of_days = (event.last - event.first).days + 1
    return [event.first + position * DAY for position in range(number_of_days)]


def external_event_unused(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each event beside which none of those that use it is held."""
    runs = runs_by_id(instance, schedule)
    for event in instance.external_events:
        using = instance.selected(event.used_by)
        if using and not any(_is_beside(instance, event, run) for run in held_of(runs, using)):
            where = (
                ""
                if event.place is None
                else say(" in {}", name(instance.place_by_id[event.place]))
            )
            message = say(
                "{}, from {} to {}{}: nothing begins there within {} of it",
                name(event),
                full_date(event.first),
                full_date(event.last),
                where,
                counted(event.within, "day"),
            )
            yield Finding(event.id, 1, (), message)


def _is_beside(instance: Instance, event: ExternalEvent, run: Run) -> bool:
    place = place_of(instance, run.room)
    is_there = event.place is None or (place is not None and place.id == event.place)
    around = event.within * DAY
    return is_there and event.first - around <= day_of(run, instance) <= event.last + around


def prepared_late(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session before which something is not ready in time."""
    runs = runs_by_id(instance, schedule)
    for each in instance.preparations:
        ready = runs.get(each.session)
        needing = held_of(runs, instance.selected(each.before)) if ready is not None else ()
        for run in needing:
            late = ready.end + (each.days - 1) * DAY - run.start if ready is not None else _MIDNIGHT
            if ready is not None and late > _MIDNIGHT:
                message = say(
                    "{} is ready with {}, {} too late for {}",
                    name(each),
                    placed(ready, instance.zone),
                    time_text(minutes_of(late)),
                    placed(run, instance.zone),
                )
                yield Finding(each.id, minutes_of(late), (ready.id, run.id), message)


def too_many_tasks(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that deals with more tasks than its kind allows."""
    tasks = tasks_by_session(instance)
    for run in runs_of(instance, schedule):
        most = instance.kind_by_id[run.session.kind].tasks_at_most
        own = tasks.get(run.id, ())
        if most is not None and len(own) > most:
            titles = listed([name(task) for task in own])
            message = say(
                "{}: {}, {} allowed: {}",
                placed(run, instance.zone),
                counted(len(own), "task"),
                number(most),
                titles,
            )
            yield Finding(run.id, len(own) - most, (run.id,), message)
