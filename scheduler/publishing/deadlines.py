"""Deadlines before meetings, as rows and as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from scheduler.instance import DAY, Deadline, Instance, Session
from scheduler.publishing.feeds.texts import SUMMARY, one_line, shortened
from scheduler.publishing.feeds.values import add_text, add_value, bytes_of
from scheduler.schedule import Schedule
from scheduler.wording import counted, full_date, name

HEADINGS = ("Date", "What is due", "Meeting", "First day", "Days before")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline before a meeting."""

    day: date
    deadline: Deadline
    session: Session
    begins: date
    """First date of the meeting."""

    @property
    def title(self) -> str:
        """The duty, in one line."""
        return one_line(name(self.deadline))


def dues_of(instance: Instance, schedule: Schedule) -> tuple[Due, ...]:
    """Return the deadlines of a programme, in order of date, meeting and file."""
    found = [
        Due(begins - deadline.days * DAY, deadline, session, begins)
        for deadline in instance.deadlines
        for session in instance.selected(deadline.sessions)
        if (place := schedule.by_session.get(session.id)) is not None
        and not session.private
        and (begins := place.start.astimezone(instance.zone).date())
    ]
    return tuple(sorted(found, key=lambda due: (due.day, due.begins)))


def calendar_of(instance: Instance, dues: Sequence[Due]) -> bytes:
    """Return a calendar to be imported, an event of a day for each: equal deadlines give equal bytes.

    An event is known by its deadline and its meeting; its stamp is the first date of the conference.
    """
    calendar = Calendar()
    add_value(calendar, "version", "2.0")
    add_value(calendar, "prodid", "-//agenda-scheduler//deadlines//EN")
    stamp = datetime.combine(instance.first_day, time(), UTC)
    for due in dues:
        event = Event()
        key = f"{instance.name}/{due.deadline.id}/{due.session.id}"
        add_value(event, "uid", str(uuid5(NAMESPACE_URL, key)))
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + DAY)
        meeting = one_line(due.session.title)
        add_text(event, "summary", shortened(f"{due.title}: {meeting}", SUMMARY))
        days = counted(due.deadline.days, "day")
        add_text(event, "description", f"{days} before {meeting}, {full_date(due.begins)}")
        add_value(event, "transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes_of(calendar)
