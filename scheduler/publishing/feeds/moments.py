"""When an event begins and ends, as calendars can say it."""

from datetime import UTC, date, datetime, time, timedelta

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def span_of(start: datetime, end: datetime) -> tuple[date, date] | tuple[datetime, datetime]:
    """Return DTSTART and DTEND of hours by the venue's clocks.

    Whole days, and what is longer than a day, are dates; the second is the day after the last. An hour that
    the clocks show twice, in a night of autumn, is the first for some calendars and the second for others:
    what begins or ends in it is in UTC.
    """
    if is_whole_days(start, end):
        after = end.date() if end.time() == _MIDNIGHT else end.date() + _DAY
        return start.date(), after
    if comes_twice(start) or comes_twice(end):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def comes_twice(moment: datetime) -> bool:
    """Tell whether the clocks show a moment's hour and minute at another moment as well."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def is_whole_days(start: datetime, end: datetime) -> bool:
    """Tell whether hours run from midnight to midnight, or are longer than a day."""
    return is_from_midnight(start, end) or end.astimezone(UTC) - start.astimezone(UTC) > _DAY


def is_from_midnight(start: datetime, end: datetime) -> bool:
    """Tell whether hours run from midnight to midnight, so that dates say all."""
    return start.time() == _MIDNIGHT and end.time() == _MIDNIGHT


def needs_zone(start: datetime, end: datetime) -> bool:
    """Tell whether DTSTART and DTEND name the venue's zone."""
    first = span_of(start, end)[0]
    return isinstance(first, datetime) and first.tzinfo is not UTC
