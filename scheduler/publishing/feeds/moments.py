"""When an event begins and ends, as calendars can say it."""

from datetime import UTC, date, datetime, time, timedelta

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def span_of(start: datetime, end: datetime) -> tuple[date, date] | tuple[datetime, datetime]:
    """Return DTSTART and DTEND of hours by the venue's clocks.

    Whole days, and what is longer than a day, are dates; the second is the day after the last. An hour that
    the clocks show for the second time has no name on them: such an event, in a night of autumn, is in UTC.
    """
    if is_whole_days(start, end):
        after = end.date() if end.time() == _MIDNIGHT else end.date() + _DAY
        return start.date(), after
    if start.fold or end.fold:
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def is_whole_days(start: datetime, end: datetime) -> bool:
    """Tell whether hours run from midnight to midnight, or are longer than a day."""
    from_midnight = start.time() == _MIDNIGHT and end.time() == _MIDNIGHT
    return from_midnight or end.astimezone(UTC) - start.astimezone(UTC) > _DAY


def needs_zone(start: datetime, end: datetime) -> bool:
    """Tell whether DTSTART and DTEND name the venue's zone."""
    first = span_of(start, end)[0]
    return isinstance(first, datetime) and first.tzinfo is not UTC
