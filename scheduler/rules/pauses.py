"""Breaks that sessions run across: the time in which they work, and starts that are not allowed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from scheduler.instance import Band, Hours, Instance, Session, Span, instant_at, spans_breaks
from scheduler.restrictions import Breaks, end_of
from scheduler.rules.spans import lasting, merged

_MINUTE = timedelta(minutes=1)


def bands_of(instance: Instance, wanted: Callable[[Band], bool]) -> tuple[Span, ...]:
    """Return the wanted bands of all dates, breaks and all, sorted; those that touch stay apart."""
    return tuple(sorted(lasting(span for band, span, _ in _bands(instance) if wanted(band))))


def breaks_of(instance: Instance) -> tuple[Breaks, ...]:
    """Return the bands of all dates that have breaks, with these."""
    return tuple(Breaks(span, breaks) for _, span, breaks in _bands(instance) if breaks)


def minutes_left(instance: Instance) -> Mapping[datetime, int]:
    """Return the minutes that are left of a break, for each minute of each."""
    found: dict[datetime, int] = {}
    for each in breaks_of(instance):
        for since, until in each.pauses:
            minute = max(since, each.during[0])
            while minute < min(until, each.during[1]):
                found.setdefault(minute, (until - minute) // _MINUTE)
                minute += _MINUTE
    return found


def run_of(instance: Instance, session: Session, start: datetime) -> Span:
    """Return from when until when a session runs that starts then."""
    breaks = breaks_of(instance) if spans_breaks(instance, session) else ()
    return start, end_of(start, session.duration, breaks)


def _bands(instance: Instance) -> Iterator[tuple[Band, Span, tuple[Span, ...]]]:
    """Yield each band of each date with the time between its ends, and its breaks."""

    def span(day: date, hours: Hours) -> Span:
        zone = instance.zone
        return instant_at(day, hours.start, zone), instant_at(day, hours.end, zone)

    for day in instance.working_dates:
        profile = instance.profile_of(day)
        for band in profile.bands if profile is not None else ():
            yield band, span(day, band), merged(span(day, pause) for pause in band.breaks)
