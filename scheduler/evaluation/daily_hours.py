"""Hours of each day of a session that lasts days, as remote participants follow them."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from scheduler.evaluation.intervals import minutes_on_clock
from scheduler.evaluation.runs import Run
from scheduler.instance import DAY, Hours, Instance, Span, clock_text, instant_at, place_of
from scheduler.phrases import say


def spans_followed(instance: Instance, run: Run) -> Iterator[Span]:
    """Yield what remote participants follow of a session: all of it, or the hours of each of its days.

    On a horizon of days these are the daily hours of its kind, on the clocks of its place.
    """
    if not instance.of_days:
        yield run.start, run.end
        return
    hours, zone = instance.kind_by_id[run.session.kind].daily_hours, zone_of(instance, run)
    day, end = run.start, run.end
    while day < end and hours is not None:
        date = day.astimezone(instance.zone).date()
        start, until = (instant_at(date, clock, zone) for clock in (hours.start, hours.end))
        if start < until:
            yield start, until
        day += DAY


def zone_of(instance: Instance, run: Run) -> ZoneInfo:
    """Return the clocks of the place of a session; those of the conference, where none are said."""
    place = place_of(instance, run.room)
    return (place.zone if place is not None else None) or instance.zone


def minutes_within(instance: Instance, run: Run, zone: ZoneInfo, hours: Hours) -> tuple[int, int]:
    """Return the minutes that are followed of a session, and those of them within hours of a zone."""
    spans = [*spans_followed(instance, run)]
    total = sum((end - start for start, end in spans), timedelta()) // timedelta(minutes=1)
    return total, sum(minutes_on_clock(start, end, zone, hours) for start, end in spans)


def local_text(instance: Instance, run: Run, zone: ZoneInfo) -> str:
    """Return the daily hours of a session on the clocks of a zone, on its first day: ``08:00-17:00``."""
    start, end = next(spans_followed(instance, run), (run.start, run.end))
    walls = [each.astimezone(zone) for each in (start, end)]
    clocks = [timedelta(hours=wall.hour, minutes=wall.minute) for wall in walls]
    return say("daily {}-{}", *map(clock_text, clocks))
