"""What wall clocks show while a session runs."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance.calendar import Hours
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import DAY

_HOUR, _MINUTE, _NONE = timedelta(hours=1), timedelta(minutes=1), timedelta()


def minutes_on_clock(start: datetime, end: datetime, zone: ZoneInfo, hours: Hours) -> int:
    """Return the minutes of a stretch at which the clocks of ``zone`` show one of these hours."""
    return clock_minutes(start, end, zone, hours.start, hours.end)


def clock_minutes(
    start: datetime, end: datetime, zone: ZoneInfo, since: timedelta, until: timedelta
) -> int:
    """Return the minutes at which the clocks of ``zone`` show `since` or more and less than `until`.

    A minute that the clocks show twice is two minutes; one that they skip is none.
    """
    total = _NONE
    for first, last in _wall_pieces(start, end, zone):
        midnight = first.replace(hour=0, minute=0)
        while midnight < last:
            total += max(_NONE, min(last, midnight + until) - max(first, midnight + since))
            midnight += DAY
    return minutes_of(total)


def _wall_pieces(
    start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the wall times of a stretch, piece by piece between changes of the clocks."""
    began = edge = start
    while edge < end:
        following = min(edge + _HOUR, end)
        if _offset(edge, zone) != _offset(following, zone):
            change = _change(edge, zone)
            yield _wall(began, change, zone)
            began = change
        edge = following
    if began < end:
        yield _wall(began, end, zone)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def _change(edge: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute of the hour after ``edge`` at which the clocks have been changed."""
    old = _offset(edge, zone)
    later = [edge + minute * _MINUTE for minute in range(1, 61)]
    return later[bisect_left(later, 1, key=lambda instant: _offset(instant, zone) != old)]


def _wall(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = start.astimezone(zone).replace(tzinfo=None)
    return first, first + (end - start)
