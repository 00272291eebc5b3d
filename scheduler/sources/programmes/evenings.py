"""What a programme holds in an evening on its own: an award, a film, a public talk."""

from collections.abc import Mapping
from datetime import timedelta
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
    found: list[Row] = []
    for run in runs:
        start, _, row = run
        wall = start.astimezone(zone)
        minute, length = wall.hour * 60 + wall.minute, row["duration"]
        of_day = [
            each for each in runs if each[0].astimezone(zone).date() == wall.date() and each != run
        ]
        is_evening = minute >= EARLIEST and 2 * (EVENING - minute) <= length
        if row["id"] in alone and is_evening and of_day and all(_ends_before(run, of_day)):
            found.append(row)
    return with_pins(tables, pins, found)


def _ends_before(run: Run, others: list[Run]) -> list[bool]:
    """Tell of each other session of a day whether it ends some time before one."""
    return [end + APART <= run[0] for _, end, _ in others]
