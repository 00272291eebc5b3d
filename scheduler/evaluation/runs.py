"""Sessions as a schedule runs them: where, from when until when, and in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter, is_
from types import MappingProxyType
from zoneinfo import ZoneInfo

from scheduler.instance import (
    DAY,
    HalfDay,
    Instance,
    Selection,
    Session,
    end_of,
    grouped,
    instant_at,
    latest,
    memory_of,
    minutes_of,
)
from scheduler.phrases import say
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import (
    day_text,
    half_day_name,
    joined,
    name,
    when,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A session as it runs."""

    session: Session
    room: str
    """Id of its room."""
    start: datetime
    """First instant (UTC)."""
    end: datetime
    """The first instant after it (UTC): its duration later, and the breaks that it spans."""
    seated: tuple[str, ...] = ()
    """Ids of the persons who have a seat on its panel, sorted."""

    @property
    def id(self) -> str:
        """Id of the session."""
        return self.session.id

    @property
    def minutes(self) -> int:
        """Minutes from its start to its end."""
        return minutes_of(self.end - self.start)

    @property
    def title(self) -> str:
        """Title of the session."""
        return self.session.title

    def beside(self, other: "Run") -> timedelta:
        """Return for how long both run."""
        return max(timedelta(), min(self.end, other.end) - max(self.start, other.start))


@latest
def runs_by_id(instance: Instance, schedule: Schedule) -> Mapping[str, Run]:
    """Return the run of each session that is held by its id, in the order of the file."""
    places, kept, runs = schedule.by_session, memory_of(instance).of(Run), {}
    for session in instance.sessions:
        place = places.get(session.id)
        if place is not None:
            key = session, place
            known = kept.get(session.id)
            if known is None or known[0] != key:
                known = kept[session.id] = (key, _run(instance, session, place))
            runs[session.id] = known[1]
    return MappingProxyType(runs)


def _run(instance: Instance, session: Session, place: Assignment) -> Run:
    end = end_of(instance, session, place.start)
    return Run(session, place.room, place.start, end, place.seated)


def held_of(runs: Mapping[str, Run], sessions: Iterable[Session]) -> list[Run]:
    """Return the runs of those of the sessions that are held."""
    return [runs[session.id] for session in sessions if session.id in runs]


def chosen(instance: Instance, runs: Mapping[str, Run], *selections: Selection) -> tuple[Run, ...]:
    """Return the runs of the sessions of a selection, or of several, each once, in the order of the file."""
    return tuple([runs[each] for each in chosen_ids(instance, *selections) if each in runs])


def chosen_ids(instance: Instance, *selections: Selection) -> tuple[str, ...]:
    """Return the ids of the sessions of a selection, or of several, each once, in the order of the file."""
    kept = memory_of(instance).of(chosen_ids)
    key = tuple(map(id, selections))
    known = kept.get(key)
    if known is None or not all(map(is_, known[0], selections)):
        found = tuple(each.id for each in instance.selected(*selections))
        known = kept[key] = (selections, found)
    ids_found: tuple[str, ...] = known[1]
    return ids_found


@latest
def attended_by(instance: Instance, schedule: Schedule) -> Mapping[str, tuple[Run, ...]]:
    """Return what each person attends, in a fixed role or seated, in order of time; by id of the person."""
    runs = runs_by_id(instance, schedule)
    found = {}
    for person in instance.people:
        sessions = instance.attended(person.id, schedule.seats_of(person.id))
        found[person.id] = chronological(held_of(runs, sessions))
    return MappingProxyType(found)


def runs_of(instance: Instance, schedule: Schedule) -> tuple[Run, ...]:
    """Return the run of each session that is held, in the order of the file."""
    return tuple(runs_by_id(instance, schedule).values())


def day_of(run: Run, instance: Instance) -> date:
    """Return the date of the start on the clocks of the venue."""
    return run.start.astimezone(instance.zone).date()


def last_date_of(instance: Instance, run: Run) -> date:
    """Return the date of the last minute of a session."""
    return (run.end - timedelta(minutes=1)).astimezone(instance.zone).date()


def dates_about(instance: Instance, run: Run) -> Iterator[date]:
    """Yield the dates that a run meets, and those from which one as long may last into them."""
    first, last = (each.astimezone(instance.zone).date() for each in (run.start, run.end))
    earliest = first - (run.end - run.start) - DAY
    yield from (day for day in instance.dates if earliest <= day <= last)


def runs_by_day(instance: Instance, runs: Iterable[Run]) -> Mapping[date, tuple[Run, ...]]:
    """Return the runs of each day that has any, days and runs in order of time."""
    return grouped(chronological(runs), lambda run: (day_of(run, instance),))


def by_half_day(
    half_days: Iterable[HalfDay], runs: Sequence[Run]
) -> Iterator[tuple[HalfDay, tuple[Run, ...]]]:
    """Yield half-days in their order, each with the runs that start in it, in theirs."""
    for each in half_days:
        yield each, tuple(run for run in runs if each.start <= run.start < each.end)


def days_text(first: date, last: date) -> str:
    """Return a date, or the first and the last of several: ``Tue 9 Nov to Thu 11 Nov``."""
    return day_text(first) if first == last else say("{} to {}", day_text(first), day_text(last))


def chronological(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs in order of start, end and id."""
    return tuple(sorted(runs, key=_WHEN))


_WHEN = attrgetter("start", "end", "session.id")


def ids(runs: Iterable[Run]) -> tuple[str, ...]:
    """Return the ids of the sessions, in the same order."""
    return tuple(run.id for run in runs)


def theme_name(instance: Instance, theme: str) -> str:
    """Return the name for people of a theme, where it has one, else its id."""
    return next((name(each) for each in instance.themes if each.id == theme), theme)


def placed(run: Run, zone: ZoneInfo) -> str:
    """Return a session and its time as ``Opening, Tue 9 Nov 10:00-11:00``."""
    return say("{}, {}", run.title, when(run.start, run.end, zone))


def titles(runs: Iterable[Run]) -> str:
    """Return the titles of sessions, with commas; with semicolons, if a title has a comma itself."""
    return joined([run.title for run in runs])


def minutes_on(instance: Instance, run: Run, day: date) -> int:
    """Return the minutes that a session runs on a date."""
    begins, ends = instant_at(day, timedelta(), instance.zone), instant_at(day, DAY, instance.zone)
    return minutes_of(max(timedelta(), min(ends, run.end) - max(begins, run.start)))


def half_day_text(half_day: HalfDay) -> str:
    """Return a half-day as ``Tue 9 Nov, morning``."""
    return say("{}, {}", day_text(half_day.day), half_day_name(half_day))
