"""The months before a conference: what is closed, silent, in the way, unused, late or unsettled."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.evaluation.intervals import about, minutes_inside
from scheduler.evaluation.items import given_by
from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    held_of,
    ids,
    last_date_of,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Contact,
    ExternalEvent,
    Instance,
    agenda_of,
    instant_at,
    minutes_of,
    place_of,
    takes_items,
    tasks_by_session,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, full_date, listed, name, number, time_text

_MIDNIGHT = timedelta()


class Silence(NamedTuple):
    """Days on which nothing of a contact is held, and what is held before and after."""

    since: date
    """Last date on which something was held."""
    until: date
    """Next date on which something is held."""
    earlier: Run | None = None
    later: Run | None = None

    @property
    def days(self) -> int:
        """Days from the one date to the other: 1 to the day after."""
        return (self.until - self.since).days


def silences(instance: Instance, contact: Contact, held: Iterable[Run]) -> Iterator[Silence]:
    """Yield each silence, in order of time; sessions come in the order of their starts."""
    first, last = contact.first or instance.first_day, contact.last or instance.last_day
    since, earlier = first - DAY, None
    for run in held:
        begins, ends = day_of(run, instance), last_date_of(instance, run)
        if ends < first or begins > last:
            continue
        yield Silence(since, begins, earlier, run)
        if ends > since:
            since, earlier = ends, run
    yield Silence(since, last + DAY, earlier)


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
    """Return the ends of a silence, and how long it lasts."""
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
        dates = [
            (
                instant_at(event.first, _MIDNIGHT, instance.zone),
                instant_at(event.last, DAY, instance.zone),
            )
        ]
        for run in held_of(runs, instance.selected(event.avoided_by)):
            minutes = minutes_inside(run.start, run.end, dates)
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


def external_event_unused(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each event during which none of the sessions that use it is held."""
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
                "{}, from {} to {}{}: no session starts there within {} of it",
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
        if ready is None:
            continue
        for run in held_of(runs, instance.selected(each.before)):
            late = minutes_of(ready.end + (each.days - 1) * DAY - run.start)
            if late > 0:
                message = say(
                    "{} is ready after {}, {} too late for {}",
                    name(each),
                    placed(ready, instance.zone),
                    time_text(late),
                    placed(run, instance.zone),
                )
                yield Finding(each.id, late, (ready.id, run.id), message)


def too_many_items(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that deals with more tasks than its kind allows, or has more items than it takes."""
    tasks = tasks_by_session(instance)
    for run in runs_of(instance, schedule):
        most = instance.kind_by_id[run.session.kind].tasks_at_most
        own = tasks.get(run.id, ())
        if most is not None and len(own) > most:
            titles = listed([name(task) for task in own])
            tasks_of = counted(len(own), "task")
            trouble = say("{}, {} allowed: {}", tasks_of, number(most), titles)
            yield from about(instance, run, len(own) - most, trouble)
    for run, _ in given_by(instance, schedule):
        most = agenda_of(instance, run.session).at_most
        beyond = 0 if most is None else len(schedule.agenda_of(run.id)) - most
        if beyond > 0 and takes_items(instance, run.session):
            message = say(
                "{} has {} on its agenda, at most {} allowed",
                run.title,
                counted(len(schedule.agenda_of(run.id)), "item"),
                most,
            )
            yield Finding(run.id, beyond, (run.id,), message, of_agendas=True)
