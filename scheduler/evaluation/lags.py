"""By how much a session comes too early or too late after another."""

from datetime import date, datetime, timedelta

from scheduler.evaluation.runs import Run, day_of
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.meetings import Order
from scheduler.instance.moments import DAY, instant_at

_NONE = timedelta()


def too_early(instance: Instance, order: Order, first: Run, then: Run) -> int:
    """Return the minutes by which `then` starts before it may."""
    allowed = first.end + order.at_least
    if order.days_at_least is not None:
        day = _days_after(instance, order, day_of(first, instance), order.days_at_least)
        allowed = max(allowed, _midnight(instance, day))
    return minutes_of(max(_NONE, allowed - then.start))


def too_late(instance: Instance, order: Order, first: Run, then: Run) -> int:
    """Return the minutes by which `then` starts after the greatest lag, or ends after the last date."""
    late = _NONE
    if order.at_most is not None:
        late = max(late, then.start - first.end - order.at_most)
    if order.days_at_most is not None:
        day = _days_after(instance, order, day_of(first, instance), order.days_at_most)
        late = max(late, then.end - _midnight(instance, day + DAY))
    return minutes_of(late)


def _days_after(instance: Instance, order: Order, day: date, number: int) -> date:
    """Return the date so many days later: 0 is the day itself.

    Where only dates with a band count and the conference has too few of them, the day after it.
    """
    if not order.working_days or number == 0:
        return day + number * DAY
    later = [each for each in instance.working_dates if each > day]
    return later[number - 1] if number <= len(later) else instance.last_day + DAY


def _midnight(instance: Instance, day: date) -> datetime:
    """Return the instant at which a date begins at the venue."""
    return instant_at(day, _NONE, instance.zone)
