"""What precedes a conference: places, contacts, events of others, what has to be ready, and tasks."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, NonNegativeInt, StringConstraints

from scheduler.extras import load
from scheduler.instance.calendar import Weekday
from scheduler.instance.faults import Fault, Path, closest, quoted
from scheduler.instance.frozen import (
    ById,
    Frozen,
    Identifier,
    TableRow,
    by_id,
    is_empty,
    minutes_of,
)
from scheduler.instance.meetings import SideOrNone, selection_of
from scheduler.instance.moments import DAY, Day, Days, PositiveDays, Zone
from scheduler.instance.participants import Selection
from scheduler.phrases import say

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


_HOLIDAYS = ("holidays", "A place with a country")
"""The package, which takes long to load and which most commands do without, and what needs it."""


@lru_cache
def _parts() -> Mapping[str, list[str]]:
    """Return the countries that are known, each with its parts."""
    found: Mapping[str, list[str]] = load(*_HOLIDAYS).list_supported_countries(include_aliases=True)
    return {country: parts for country, parts in found.items() if len(country) == 2}


@lru_cache
def _calendar(country: str, subdivision: str | None) -> Any:
    """Return the weekend of a country, and its public holidays, in English if they have such names."""
    return load(*_HOLIDAYS).country_holidays(country, subdiv=subdivision, language="en_US")


Horizon = Literal["hours", "days"]
"""Whether sessions are placed by the hour, or by the day over months."""
MOST_DAYS = {"hours": 60, "days": 800}
"""Days at most from the first to the last, both included, by horizon."""
GRID_OF_DAYS = 1440
"""Minutes of a day: the grid of a horizon of days."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country by its two letters (ISO 3166-1)."""


class Place(TableRow):
    """A town in which meetings are held.

    It is closed on weekends, public holidays and the dates in `closed`.
    """

    country: Country | None = None
    """Country whose public holidays apply (ISO 3166-1, two letters); none unless given."""
    subdivision: Identifier | None = None
    """Part of the country with its own holidays (ISO 3166-2 code)."""
    zone: Zone | None = None
    """Time zone; that of the conference unless given."""
    weekend: tuple[Weekday, ...] | None = None
    """Days of the weekend; those of the country unless given, or else Saturday and Sunday."""
    closed: tuple[Day, ...] = ()
    """Other dates on which no meeting is held."""


class Contact(TableRow):
    """Meetings that keep a group in touch, so that there is never silence for long."""

    sessions: Selection
    """Meetings that count."""
    at_most: PositiveDays
    """Days of silence at most, from the last date of a meeting to the next meeting (1: the day after)."""
    first: Day | None = Field(alias="from", default=None)
    """First day that counts; that of the conference unless given."""
    last: Day | None = Field(alias="to", default=None)
    """Last day that counts, such as the eve of the opening; that of the conference unless given."""


class ExternalEvent(TableRow):
    """An event of another organiser. Some sessions avoid it, others are held beside it."""

    first: Day = Field(alias="from")
    """First date."""
    last: Day = Field(alias="to")
    """Last date."""
    place: Identifier | None = None
    """Place of the event; anywhere unless given."""
    avoided_by: Selection = Selection()
    """Sessions that should not be held on its dates."""
    used_by: Selection = Selection()
    """Sessions of which one should be held beside it: at its place, about the same time."""
    within: Days = 3
    """Days before its first and after its last date that still count as beside it."""


class Preparation(TableRow):
    """Something that has to be ready before some sessions, such as results or a draft agenda."""

    session: Identifier
    """Session that completes it."""
    before: Selection
    """Sessions before which it has to be ready."""
    days: PositiveDays = 1
    """Least days from the last day of that session to the first of those (1: the day before)."""


class Task(TableRow):
    """Something to settle before the conference, such as a resolution or a project to be funded."""

    sessions: SideOrNone = ()
    """Meetings that deal with it. One of them, if it is held, settles the task."""
    value: NonNegativeInt = 20
    """Points that are lost if it is not settled, at the default level of `value_lost`."""


class Deadline(TableRow):
    """Something that is due before meetings, such as contributions or translations."""

    sessions: Selection
    """Meetings before which it is due."""
    days: PositiveDays
    """Days from the due date to the first day of the meeting."""


class Preparing(Frozen):
    """The months before a conference."""

    horizon: Horizon = Field(default="hours", exclude_if=lambda value: value == "hours")
    """Whether sessions last hours, or days over several months."""
    places: tuple[Place, ...] = Field(default=(), exclude_if=is_empty)
    """Towns, with their holidays and time zones."""
    travel_days: Days = Field(default=0, exclude_if=is_empty)
    """Days of travel between two sessions in different places."""
    contacts: tuple[Contact, ...] = Field(default=(), exclude_if=is_empty)
    """Meetings that should never be too far apart."""
    external_events: tuple[ExternalEvent, ...] = Field(default=(), exclude_if=is_empty)
    """Events of other organisers."""
    preparations: tuple[Preparation, ...] = Field(default=(), exclude_if=is_empty)
    """What has to be ready before some sessions."""
    tasks: tuple[Task, ...] = Field(default=(), exclude_if=is_empty)
    """What meetings have to settle."""
    deadlines: tuple[Deadline, ...] = Field(default=(), exclude_if=is_empty)
    """What is due before meetings. No rule checks it."""

    place_by_id: ClassVar[ById[Place]] = by_id("places")

    @property
    def of_days(self) -> bool:
        """Whether sessions are placed by the day."""
        return self.horizon == "days"


def weekend_of(place: Place) -> frozenset[int]:
    """Return the days of a place's weekend, Monday being 0."""
    if place.weekend is not None:
        week = tuple(Weekday)
        return frozenset(week.index(day) for day in place.weekend)
    if place.country is None:
        return frozenset({5, 6})
    return frozenset(_calendar(place.country, place.subdivision).weekend)


def closed_on(place: Place, day: date, *, any_day: bool = False) -> str | None:
    """Return why nothing is held in a place on a date; None if something may be.

    Parameters
    ----------
    place
        The place.
    day
        The date there.
    any_day
        Whether weekends and public holidays are days like others.
    """
    if day in place.closed:
        return say("closed")
    if any_day:
        return None
    if day.weekday() in weekend_of(place):
        return say("weekend")
    if place.country is None:
        return None
    holiday: str | None = _calendar(place.country, place.subdivision).get(day)
    return holiday


def place_of(instance: "Instance", room: str) -> Place | None:
    """Return the place of a room, if it is said."""
    found = instance.room_by_id[room].place
    return None if found is None else instance.place_by_id[found]


def meetings_of(instance: "Instance", task: Task) -> tuple[str, ...]:
    """Return the meetings that deal with a task by id, in the order of the file."""
    return tuple(session.id for session in instance.selected(selection_of(task.sessions)))


def tasks_by_session(instance: "Instance") -> dict[str, tuple[Task, ...]]:
    """Return the tasks of each session that has any, in the order of the file."""
    found: dict[str, list[Task]] = {}
    for task in instance.tasks:
        for session in meetings_of(instance, task):
            found.setdefault(session, []).append(task)
    return {session: tuple(tasks) for session, tasks in found.items()}


def preparation_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within a row: unknown countries, tasks without a meeting and the like."""
    for position, place in enumerate(instance.places):
        yield from _place(("places", position), place)
    for position, contact in enumerate(instance.contacts):
        if not _is_said(contact.sessions):
            expected = "`sessions`, `bodies`, `kinds`, `themes` or `tracks` with names"
            path = ("contacts", position, "sessions")
            yield Fault(path, "a selection that names nothing", expected)
    for position, each in enumerate(instance.preparations):
        if each.session in {session.id for session in instance.selected(each.before)}:
            found = f"{quoted(each.session)}, which would be ready before itself"
            path = ("preparations", position, "before")
            yield Fault(path, found, "sessions that come later")
    for position, event in enumerate(instance.external_events):
        if not any(names for part in (event.avoided_by, event.used_by) for _, names in part):
            expected = "one of them, with sessions"
            yield Fault(
                ("external_events", position), "neither `avoided_by` nor `used_by`", expected
            )
    for position, task in enumerate(instance.tasks):
        if "sessions" not in task.model_fields_set or not _is_said(task.sessions):
            expected = "`sessions`: the meetings that deal with it"
            yield Fault(("tasks", position), "a task without a meeting", expected)


def _is_said(side: tuple[str, ...] | Selection) -> bool:
    """Tell whether it is said which sessions are meant, and be it none: all of them were called off."""
    return isinstance(side, tuple) or bool(side.model_fields_set)


def _place(path: Path, place: Place) -> Iterator[Fault]:
    """Yield a country, or a part of one, whose holidays are not known."""
    if place.country is None:
        if place.subdivision is not None:
            expected = "`country` beside it, of which it is a part"
            yield Fault((*path, "subdivision"), quoted(place.subdivision), expected)
    elif place.country not in _parts():
        expected = "the two letters of a country with known public holidays"
        hint = closest(place.country, _parts(), cutoff=0.5)
        hint += " " * bool(hint) + "If it has no calendar, delete it and list holidays in `closed`."
        yield Fault((*path, "country"), quoted(place.country), expected, hint)
    elif place.subdivision is not None and place.subdivision not in _parts()[place.country]:
        expected = f"a part of {place.country} that has holidays of its own, by its code"
        yield Fault((*path, "subdivision"), quoted(place.subdivision), expected)


def horizon_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield a fault for each field that its horizon does not allow."""
    if instance.of_days:
        yield from _not_of_days(instance)
        return
    for position, session in enumerate(instance.sessions):
        if session.days is not None:
            expected = "`duration` in minutes, or `horizon: days`"
            yield Fault(("sessions", position, "days"), str(session.days), expected)
    for position, order in enumerate(instance.orders):
        for field in ("days_at_least", "days_at_most"):
            number = getattr(order, field)
            if number is not None and number > MOST_DAYS["hours"]:
                expected = "a whole number from 0 to 60"
                yield Fault(("orders", position, field), str(number), expected)


def has_other_clocks(instance: "Instance") -> bool:
    """Return whether a horizon of days has another time zone than UTC."""
    return instance.of_days and instance.zone.key != "UTC"


def _not_of_days(instance: "Instance") -> Iterator[Fault]:
    if has_other_clocks(instance):
        expected = "`UTC`, because days have no clocks. Each of `places` may have a zone"
        yield Fault(("zone",), quoted(instance.zone.key), expected)
    if instance.grid != GRID_OF_DAYS:
        expected = f"{GRID_OF_DAYS}, a day, on a horizon of days"
        yield Fault(("grid",), str(instance.grid), expected)
    for position, session in enumerate(instance.sessions):
        if session.duration % DAY:
            found = f"{minutes_of(session.duration)} minutes"
            expected = "whole days on a horizon of days. Write `days`"
            yield Fault(("sessions", position, "duration"), found, expected)
    for position, order in enumerate(instance.orders):
        path: Path = ("orders", position)
        if order.days_at_most == 0:
            expected = "1 or more on a horizon of days (1: the day after the last of the first)"
            yield Fault((*path, "days_at_most"), "0", expected)
        if order.working_days:
            expected = "false on a horizon of days: each place has its own working days"
            yield Fault((*path, "working_days"), "true", expected)
