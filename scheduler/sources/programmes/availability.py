"""When somebody or something is free, out of when it is not, and the other way round."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import utc_text
from scheduler.sources.programmes.records import Span


def days_between(first: date, last: date, zone: ZoneInfo) -> Span:
    """Return the time from the first midnight of one day to the last of another."""
    midnight = datetime.min.time()
    return (
        datetime.combine(first, midnight, zone).astimezone(UTC),
        datetime.combine(last + timedelta(days=1), midnight, zone).astimezone(UTC),
    )


def united(spans: Iterable[Span], whole: Span) -> list[Span]:
    """Return the time within a whole that any of the spans has, in order; none touches the next."""
    found: list[Span] = []
    inside = (
        (max(start.astimezone(UTC), whole[0]), min(end.astimezone(UTC), whole[1]))
        for start, end in spans
    )
    for start, end in sorted(each for each in inside if each[0] < each[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def others(spans: Iterable[Span], whole: Span) -> Iterator[Span]:
    """Yield the time within a whole that none of the spans has."""
    begin = whole[0]
    for start, end in united(spans, whole):
        if begin < start:
            yield begin, start
        begin = end
    if begin < whole[1]:
        yield begin, whole[1]


def windows(spans: Iterable[Span]) -> list[dict[str, str]]:
    """Return spans as the windows of a file."""
    return [{"from": utc_text(start), "to": utc_text(end)} for start, end in spans]
