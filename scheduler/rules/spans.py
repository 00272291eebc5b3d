"""Spans of time: days, weeks, stretches of bands and hours of a clock, as pairs of UTC instants."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduler.instance import (
    DAY,
    Band,
    Hours,
    Instance,
    Session,
    Span,
    instant_at,
    lasting_spans,
    merged_spans,
    monday_of,
    spans_breaks,
)
from scheduler.restrictions import Breaks, end_of

MIDNIGHT = timedelta()
_MINUTE = timedelta(minutes=1)


def days_of(instance: Instance) -> tuple[Span, ...]:
    """Return each date of the conference, from midnight to midnight."""
    return tuple(day_span(day, day, instance.zone) for day in instance.dates)


def weeks_of(instance: Instance) -> tuple[Span, ...]:
    """Return each week, from Monday to Sunday, that the conference touches."""
    monday = monday_of(instance.first_day)
    number = (instance.last_day - monday).days // 7 + 1
    mondays = (monday + week * 7 * DAY for week in range(number))
    return tuple(day_span(day, day + 6 * DAY, instance.zone) for day in mondays)


def day_span(first: date, last: date, zone: ZoneInfo) -> Span:
    """Return the time from the midnight that begins a date to the one that ends another."""
    return instant_at(first, MIDNIGHT, zone), instant_at(last, DAY, zone)


def stretches_of(instance: Instance, wanted: Callable[[Band], bool]) -> tuple[Span, ...]:
    """Return the stretches of the wanted bands on all dates, sorted.

    Those that touch stay apart, unless the band of the first `joins` the next.
    """
    zone = instance.zone
    spans = sorted(
        (since, until, band.joins and until == instant_at(day, band.end, zone))
        for day in instance.working_dates
        if (profile := instance.profile_of(day)) is not None
        for band in profile.bands
        if wanted(band)
        for start, end in band.stretches()
        for since, until in lasting_spans(
            [(instant_at(day, start, zone), instant_at(day, end, zone))]
        )
    )
    reach: dict[datetime, datetime] = {}
    for start, end, joins in reversed(spans):
        reach[start] = reach.get(end, end) if joins else end
    reached = {end for _, end, joins in spans if joins}
    return tuple((start, reach[start]) for start in sorted(reach) if start not in reached)


def horizon_of(instance: Instance) -> Span:
    """Return a span that holds every minute of every session, wherever it starts."""
    longest = max(session.duration for session in instance.sessions)
    start, end = day_span(instance.first_day - DAY, instance.last_day + DAY, instance.zone)
    return start, end + longest


def clock_spans(
    start: timedelta, end: timedelta, zone: ZoneInfo, horizon: Span
) -> tuple[Span, ...]:
    """Return the time of the horizon in which the clocks of a zone show hours from start to end.

    Exact, minute for minute, on the days on which the clocks change as well.
    """
    edges = (horizon[0], *_changes(zone, horizon), horizon[1])
    return merged_spans(
        span
        for since, until in pairwise(edges)
        for span in _regular_spans(start, end, _offset(since, zone), (since, until))
    )


def clock_periods(zone: ZoneInfo, horizon: Span) -> tuple[tuple[Span, ...], tuple[datetime, ...]]:
    """Return the stretches of the horizon between changes of the clocks of a zone, and a midnight for each.

    In each stretch the clocks show what has passed since its midnight, whole days left away.
    """
    edges = (horizon[0], *_changes(zone, horizon), horizon[1])
    spans = tuple(pairwise(edges))
    offsets = (_offset(since, zone) for since, _ in spans)
    return spans, tuple(datetime.combine(horizon[0], time(), UTC) - offset for offset in offsets)


def _regular_spans(
    start: timedelta, end: timedelta, offset: timedelta, horizon: Span
) -> Iterator[Span]:
    """Yield the hours of each day on clocks that are ahead of UTC by the offset, cut to the horizon."""
    since, until = horizon
    midnight = datetime.combine((since + offset).date(), datetime.min.time(), UTC) - offset
    while midnight < until:
        yield max(since, midnight + start), min(until, midnight + end)
        midnight += DAY


def _changes(zone: ZoneInfo, horizon: Span) -> Iterator[datetime]:
    """Yield the instants inside the horizon from which the clocks have another offset."""
    start = horizon[0]
    while start < horizon[1]:
        end = min(start + DAY, horizon[1])
        change = _change_between(start, end, zone)
        if change is not None and change < horizon[1]:
            yield change
        start = end


def _change_between(start: datetime, end: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first minute after start, and not after end, with another offset than start."""
    before = _offset(start, zone)
    if _offset(end, zone) == before:
        return None
    minutes = range((end - start) // _MINUTE + 1)
    changed = bisect_left(
        minutes, x=True, key=lambda minute: _offset(start + minute * _MINUTE, zone) != before
    )
    return start + changed * _MINUTE


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    """Return by how much the clocks of a zone are ahead of UTC."""
    return instant.astimezone(zone).utcoffset() or timedelta()


def bands_of(instance: Instance, wanted: Callable[[Band], bool]) -> tuple[Span, ...]:
    """Return the wanted bands of all dates, breaks and all, sorted; those that touch stay apart."""
    return tuple(sorted(lasting_spans(span for band, span, _ in _bands(instance) if wanted(band))))


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
            yield band, span(day, band), merged_spans(span(day, pause) for pause in band.breaks)
