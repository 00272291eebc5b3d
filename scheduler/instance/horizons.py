"""What fits only one horizon: that of hours, or that of days over months."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, Path, quoted
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import DAY

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


LONGEST = {"hours": 60, "days": 800}
"""Days at most from the first to the last, both included, by horizon."""
GRID_OF_DAYS = 1440
"""Minutes of a day: the grid of a horizon of days."""


def horizon_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield a fault for each field that its horizon does not allow."""
    if instance.of_days:
        yield from _not_of_days(instance)
        return
    for position, session in enumerate(instance.sessions):
        if session.days is not None:
            expected = "`duration` in minutes, or `horizon: days`"
            yield Fault(("sessions", position, "days"), str(session.days), expected)
    for position, order in enumerate(instance.orders):
        for field in ("days_at_least", "days_at_most"):
            number = getattr(order, field)
            if number is not None and number > LONGEST["hours"]:
                expected = "a whole number from 0 to 60"
                yield Fault(("orders", position, field), str(number), expected)


def has_other_clocks(instance: "Instance") -> bool:
    """Return whether a horizon of days has another time zone than UTC."""
    return instance.of_days and instance.zone.key != "UTC"


def _not_of_days(instance: "Instance") -> Iterator[Fault]:
    if has_other_clocks(instance):
        expected = "`UTC`, because days have no clocks. Each of `places` may have a zone"
        yield Fault(("zone",), quoted(instance.zone.key), expected)
    if instance.grid != GRID_OF_DAYS:
        expected = f"{GRID_OF_DAYS}, a day, on a horizon of days"
        yield Fault(("grid",), str(instance.grid), expected)
    for position, session in enumerate(instance.sessions):
        if session.duration % DAY:
            found = f"{minutes_of(session.duration)} minutes"
            expected = "whole days on a horizon of days. Write `days`"
            yield Fault(("sessions", position, "duration"), found, expected)
    for position, order in enumerate(instance.orders):
        path: Path = ("orders", position)
        if order.days_at_most == 0:
            expected = "1 or more on a horizon of days (1: the day after the last of the first)"
            yield Fault((*path, "days_at_most"), "0", expected)
        if order.working_days:
            expected = "false on a horizon of days: each place has its own working days"
            yield Fault((*path, "working_days"), "true", expected)
