"""What a programme holds in an evening on its own: an award, a film, a public talk."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.breaks import Pins, with_pins
from scheduler.sources.programmes.hours import EVENING
from scheduler.sources.programmes.runs import Row, Run, alone_in, runs_of

EARLIEST = EVENING - 60
"""The minute of a day at which what is held in its evening begins at the earliest."""
APART = timedelta(minutes=30)
"""Between what is held before and an evening, at least."""


def evening_events(tables: Mapping[str, Any], pins: Pins) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which what is held in an evening on its own stays there by a pin, and a note.

    Nothing runs beside it, just before it or after it on its day, half of it at least is in the evening, and
    there is something else on that day.
    """
    zone = ZoneInfo(tables["zone"])
    runs = runs_of(tables, pins.placed)
    alone = {row["id"] for row in alone_in(runs)}
    days: dict[date, list[Run]] = {}
    for run in runs:
        days.setdefault(run[0].astimezone(zone).date(), []).append(run)
    found: list[Row] = []
    for of_day in days.values():
        for run in of_day:
            start, _, row = run
            wall = start.astimezone(zone)
            minute, length = wall.hour * 60 + wall.minute, row["duration"]
            if row["id"] in alone and minute >= EARLIEST and 2 * (EVENING - minute) <= length:
                others = [each for each in of_day if each != run]
                if others and all(_ends_before(run, others)):
                    found.append(row)
    return with_pins(tables, pins, found)


def _ends_before(run: Run, others: list[Run]) -> list[bool]:
    """Tell of each other session of a day whether it ends some time before one."""
    return [end + APART <= run[0] for _, end, _ in others]
