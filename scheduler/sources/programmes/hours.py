"""Find the hours of days in a programme: bands that hold every session, and a grid for starts."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from scheduler.instance import clock_text

MIDNIGHT = 1440
GAP = 15
"""Free minutes that end a band, or are a break in it."""
LONGEST_BREAK = 45
"""Minutes of a break inside a band, at most."""
AFTERNOON = 900
"""A band from noon beyond this minute is an afternoon; one from a morning is a day."""
DAY = "day"
_OF_DAY = frozenset(["morning", "midday", "afternoon", DAY])
_PARTS = (
    (240, "night"),
    (720, "morning"),
    (840, "midday"),
    (1050, "afternoon"),
    (MIDNIGHT, "evening"),
)
"""Parts of the day, until their last minute; a band is named after the part in which it begins."""
COARSEST, FINEST = 60, 5
"""Minutes of the grid."""


@dataclass(slots=True)
class HoursBand:
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
) -> list[HoursBand]:
    """Return the bands of a day, from the minutes of its sessions, and its breaks with titles.

    A short free time is a break inside a band: a morning with coffee is one band, and so is an afternoon. The
    long break around noon separates them, and an evening is a band, too.
    """
    bands: list[HoursBand] = []
    stretches = _stretches(spans)
    for number, (start, end) in enumerate(stretches):
        last = stretches[number - 1][1] if number else start
        pauses = _pauses_between(last, start, breaks)
        if bands and not pauses and _is_inside(bands[-1], start):
            pauses = [(last, start, "")]
        if not bands or not pauses:
            bands.append(HoursBand(start, end))
            continue
        bands[-1].breaks += pauses
        if _part_day(bands[-1], pauses, start):
            bands[-1].end = pauses[-1][1]
            bands.append(HoursBand(start, end))
        else:
            bands[-1].end = end
    names: Counter[str] = Counter()
    for band in bands:
        part = _part(band.start)
        if band.end > AFTERNOON:
            part = {"midday": "afternoon", "morning": DAY}.get(part, part)
        names[part] += 1
        band.id = part if names[part] == 1 else f"{part}-{names[part]}"
    return bands


def _stretches(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] < GAP:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _pauses_between(
    last: int, start: int, breaks: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return the parts of breaks in a free time, in order, without overlaps."""
    found: list[tuple[int, int, str]] = []
    for begin, end, title in sorted(breaks):
        edges = max(begin, found[-1][1] if found else last), min(end, start)
        if edges[0] < edges[1]:
            found.append((*edges, title))
    return found


def _part_day(band: HoursBand, pauses: Sequence[tuple[int, int, str]], start: int) -> bool:
    longest = max(end - begin for begin, end, _ in pauses)
    return longest > LONGEST_BREAK and _part(band.start) != _part(start)


def _is_inside(band: HoursBand, start: int) -> bool:
    """Tell whether a start belongs to the half-day of a band, after a break."""
    parts = _part(band.start), _part(start)
    is_half_day = parts[0] == parts[1] or ("midday" in parts and "evening" not in parts)
    return start - band.end <= LONGEST_BREAK and is_half_day


def _part(minute: int) -> str:
    return next(name for until, name in _PARTS if minute < until)


def parts_of(band: str) -> frozenset[str]:
    """Return the parts of the day of a band with this id: a whole day is morning and afternoon."""
    part = band.partition("-")[0]
    return _OF_DAY if part == DAY else frozenset([part])


def profiles_of(bands: Mapping[date, Sequence[HoursBand]]) -> list[dict[str, Any]]:
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
