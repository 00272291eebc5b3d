"""Calendars as the busy times of a person."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.formats.calendars import Parsed, complain_of, text_of
from scheduler.sources.programmes.intake import FIRST_YEAR, LAST_YEAR, Intake
from scheduler.sources.programmes.records import Span
from scheduler.wording import counted


def busy_in(root: Node, intake: Intake, zone: ZoneInfo) -> Iterator[Span]:
    """Yield when the owner of a calendar is busy: events that take time, and periods of VFREEBUSY."""
    if not isinstance(root, Parsed):
        return
    recurring = 0
    for component in (each for calendar in root.calendars for each in calendar.walk()):
        if component.name not in ("VEVENT", "VFREEBUSY"):
            continue
        complain_of(component, intake, root.line, component.name)
        if component.errors:
            continue
        if component.name == "VFREEBUSY":
            yield from _periods_of(component)
        elif not _is_free(component):
            recurring += component.get("RRULE") is not None
            yield from _span_of(component, zone)
    if recurring:
        times = f"{counted(recurring, 'event')} that recur count at the first time alone."
        intake.leave(f"Busy times: {times}")


def _is_free(component: Component) -> bool:
    """Tell whether an event takes no time."""
    is_off = text_of(component, "STATUS").upper() == "CANCELLED"
    return is_off or text_of(component, "TRANSP").upper() == "TRANSPARENT"


def _span_of(component: Component, zone: ZoneInfo) -> Iterator[Span]:
    """Yield from when to when an event is; days are whole ones by the clocks of the venue."""
    first = getattr(component.get("DTSTART"), "dt", None)
    last = getattr(component.get("DTEND"), "dt", None)
    if first is None:
        return
    if last is None:
        lasts = getattr(component.get("DURATION"), "dt", None)
        usual = timedelta() if isinstance(first, datetime) else timedelta(days=1)
        last = first + (
            usual if lasts is None else max(timedelta(), min(lasts, timedelta(days=60)))
        )
    ends = [_aware(each, zone) for each in (first, last)]
    if all(FIRST_YEAR <= each.year <= LAST_YEAR for each in ends) and ends[0] < ends[1]:
        yield ends[0], ends[1]


def _aware(moment: date, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _periods_of(component: Component) -> Iterator[Span]:
    """Yield the periods of a VFREEBUSY that are not free."""
    found = component.get("FREEBUSY") or []
    for each in found if isinstance(found, list) else [found]:
        if str(each.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        first, last = each.dt
        end = first + last if isinstance(last, timedelta) else last
        if first.tzinfo is not None and end.tzinfo is not None and first < end:
            yield first, end
