"""Hours of days, out of the programme itself: bands that hold every session, and a grid for starts."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from scheduler.instance import clock_text

MIDNIGHT = 1440
GAP = 15
"""Minutes in which nothing runs that end a band."""
_PARTS = (
    (240, "night"),
    (720, "morning"),
    (840, "midday"),
    (1050, "afternoon"),
    (MIDNIGHT, "evening"),
)
"""Bands have the name of the part of the day in which they begin; until which minute each lasts."""
COARSEST, FINEST = 60, 5
"""Minutes of the grid."""


@dataclass(slots=True)
class Band:
    """A stretch of a day in which sessions are held, in minutes after midnight."""

    start: int
    end: int
    id: str = ""
    breaks: list[tuple[int, int, str]] = field(default_factory=list)
    joins: bool = False
    """Whether sessions run on into the next day."""

    def row(self) -> dict[str, Any]:
        """Return the band as a file has it."""
        pauses = [
            {"from": clock(first), "to": clock(last)} | ({"title": title} if title else {})
            for first, last, title in self.breaks
        ]
        row: dict[str, Any] = {"id": self.id, "from": clock(self.start), "to": clock(self.end)}
        row |= {"joins": True} if self.joins else {}
        return row | ({"breaks": pauses} if pauses else {})


def clock(minute: int) -> str:
    """Return a minute of a day as clocks show it."""
    return clock_text(timedelta(minutes=minute))


def bands_of(
    spans: Iterable[tuple[int, int]], breaks: Sequence[tuple[int, int, str]]
) -> list[Band]:
    """Return the bands of a day.

    Parameters
    ----------
    spans
        Minutes from which and until which sessions run.
    breaks
        Breaks with their titles. One that lies where nothing runs does not end a band, but is part of it.
    """
    bands: list[Band] = []
    for start, end in sorted(spans):
        if bands and start - bands[-1].end < GAP:
            bands[-1].end = max(bands[-1].end, end)
            continue
        last = bands[-1].end if bands else 0
        title = next((each[2] for each in breaks if each[0] < start and each[1] > last), None)
        if bands and title is not None:
            bands[-1].breaks.append((last, start, title))
            bands[-1].end = end
        else:
            bands.append(Band(start, end))
    names: Counter[str] = Counter()
    for band in bands:
        part = next(name for until, name in _PARTS if band.start < until)
        names[part] += 1
        band.id = part if names[part] == 1 else f"{part}-{names[part]}"
    return bands


def part_of(band: str) -> str:
    """Return the part of the day in which a band of this id begins."""
    return band.partition("-")[0]


def profiles_of(bands: Mapping[date, Sequence[Band]]) -> list[dict[str, Any]]:
    """Return day profiles: days of equal hours share one."""
    dates: dict[str, list[date]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for day, of_day in sorted(bands.items()):
        row = [band.row() for band in of_day]
        dates.setdefault(str(row), []).append(day)
        rows[str(row)] = row
    return [
        {"id": f"hours-{number}", "dates": [day.isoformat() for day in days], "bands": rows[key]}
        for number, (key, days) in enumerate(dates.items(), 1)
    ]


def grid_of(starts: Iterable[int]) -> tuple[int, int]:
    """Return the grid, and how many starts are not on it: the greatest common divisor, within limits."""
    all_ = list(starts)
    grid = math.gcd(COARSEST, *all_)
    if grid < FINEST:
        return FINEST, sum(start % FINEST != 0 for start in all_)
    return grid, 0
