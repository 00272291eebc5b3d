"""The days of a generated conference, and the rounds of sessions that each day has room for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
"""A row of a table, as an instance file has it."""

FIRST_DAY = date(2021, 11, 8)
"""A Monday after which no clock of a venue or a site is changed for three weeks."""
DAY = 1440
"""Minutes."""
GRID = 15
"""Minutes."""

OFFICIAL = ("morning", "afternoon")
"""Bands of the official hours."""

_HOURS: Mapping[str, tuple[tuple[str, str, str, str], ...]] = MappingProxyType(
    {
        "ordinary": (
            ("early", "08:00", "09:30", ""),
            ("morning", "09:30", "12:30", "11:00"),
            ("lunch", "12:30", "14:30", ""),
            ("afternoon", "14:30", "17:30", "16:00"),
            ("evening", "17:30", "21:30", ""),
        ),
        "friday": (
            ("early", "08:00", "09:00", ""),
            ("morning", "09:00", "12:00", "10:30"),
            ("afternoon", "15:00", "18:00", "16:30"),
            ("evening", "18:00", "21:30", ""),
        ),
        "first-day": (
            ("morning", "10:00", "12:45", "10:45"),
            ("lunch", "12:45", "14:30", ""),
            ("afternoon", "14:30", "18:00", "16:00"),
            ("evening", "18:00", "21:30", ""),
        ),
        "last-day": (
            ("early", "08:00", "09:00", ""),
            ("morning", "09:00", "12:00", "10:30"),
            ("afternoon", "15:00", "16:30", ""),
        ),
        "saturday": (("weekend", "09:30", "12:30", "11:00"),),
        "sunday": (),
    }
)
"""Bands of each profile: name, from, to, and when its coffee break begins, if it has one."""

_WEEKDAYS: Mapping[str, list[str]] = MappingProxyType(
    {
        "ordinary": ["monday", "tuesday", "wednesday", "thursday"],
        "friday": ["friday"],
        "saturday": ["saturday"],
        "sunday": ["sunday"],
    }
)

STARTS = ("09:30", "14:30")
"""When official bands of an ordinary day begin."""

_BREAK = 30
_ROUND = 90
"""Minutes of the longest stretch that holds one round; a longer one holds two."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A round of sessions: a stretch between breaks, or half of a long one."""

    number: int
    """Position in order of time."""
    day: int
    """Days since the first."""
    start: int
    """Minutes since the first midnight."""
    end: int
    band: str
    pause: tuple[int, int] | None = None
    """Coffee, where two rounds are taken for one: a half-day."""

    @property
    def length(self) -> int:
        """Return its minutes of work."""
        since, until = self.pause or (0, 0)
        return self.end - self.start - (until - since)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the positions of all rounds in it."""
        return (self.number, self.number + 1) if self.pause else (self.number,)

    def joined(self, other: "Slot") -> "Slot":
        """Return the half-day of this round and the next, with coffee between them."""
        return Slot(
            self.number, self.day, self.start, other.end, self.band, (self.end, other.start)
        )

    def pause_of(self, start: int, duration: int) -> int:
        """Return the minutes of coffee that a session spans which starts then, with so much work."""
        if self.pause is None or start + duration <= self.pause[0]:
            return 0
        return self.pause[1] - self.pause[0]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of so many weeks at a venue, from a Monday to a Friday."""

    zone: ZoneInfo
    weeks: int

    @property
    def last(self) -> int:
        """Return the last day, counted from 0."""
        return 7 * self.weeks - 3

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Return the days from Monday to Friday."""
        return tuple(day for day in range(self.last + 1) if day % 7 < 5)

    def slots(self) -> tuple[Slot, ...]:
        """Return all rounds, in order of time."""
        rounds = [
            (day, start, end, band)
            for day in range(self.last + 1)
            for start, end, band in _rounds(self._profile(day))
        ]
        return tuple(
            Slot(number, day, day * DAY + start, day * DAY + end, band)
            for number, (day, start, end, band) in enumerate(rounds)
        )

    def half_days(self, longest: int) -> tuple[tuple[int, int, int], ...]:
        """Return day, from and to of each band, cut into parts of so much work at most, in order of time."""
        return tuple(
            (day, day * DAY + since, day * DAY + until)
            for day in range(self.last + 1)
            for band in _HOURS[self._profile(day)]
            for since, until in _parts(band, longest)
        )

    def _profile(self, day: int) -> str:
        if day == 0:
            return "first-day"
        if day == self.last:
            return "last-day"
        return {4: "friday", 5: "saturday", 6: "sunday"}.get(day % 7, "ordinary")

    def date(self, day: int) -> str:
        """Return a day as files write it."""
        return (FIRST_DAY + timedelta(days=day)).isoformat()

    def dates(self, first: int, last: int) -> list[str]:
        """Return the days from `first` to `last` that are days of the conference."""
        return [self.date(day) for day in range(max(0, first), min(self.last, last) + 1)]

    def moment(self, minute: int) -> datetime:
        """Return the instant that is so many minutes after the first midnight."""
        return datetime.combine(FIRST_DAY, time(), self.zone) + timedelta(minutes=minute)

    def instant(self, minute: int) -> str:
        """Return that instant as files write it."""
        return f"{self.moment(minute):%Y-%m-%dT%H:%M}[{self.zone.key}]"

    def profiles(self, *, kind: str = "") -> list[Row]:
        """Return the rows of the day profiles; a kind should start when official bands of the day begin."""
        dates = {"first-day": [self.date(0)], "last-day": [self.date(self.last)]}
        rows: list[Row] = []
        for profile, bands in _HOURS.items():
            days = {"weekdays": _WEEKDAYS.get(profile), "dates": dates.get(profile)}
            chosen = {field: value for field, value in days.items() if value}
            rows.append({"id": profile, **chosen, "bands": [_band(*band) for band in bands]})
            starts = [since for band, since, _, _ in bands if band in OFFICIAL]
            if kind and starts and starts != list(STARTS):
                rows[-1]["standard_starts"] = {kind: starts}
        return rows


def clock(minute: int) -> str:
    """Return the time of day of a minute as files write it; midnight is the end of a day."""
    hours, minutes = divmod(minute % DAY or DAY, 60)
    return f"{hours:02}:{minutes:02}"


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def _rounds(profile: str) -> Iterator[tuple[int, int, str]]:
    """Yield the rounds of a day: from, to and band."""
    for band, since, until, coffee in _HOURS[profile]:
        start, end = _minute(since), _minute(until)
        if coffee:
            yield start, _minute(coffee), band
            yield _minute(coffee) + _BREAK, end, band
        elif end - start > _ROUND:
            middle = start + -(-(end - start) // (2 * GRID)) * GRID
            yield start, middle, band
            yield middle, end, band
        else:
            yield start, end, band


def _parts(band: tuple[str, str, str, str], longest: int) -> Iterator[tuple[int, int]]:
    """Yield from and to of the parts of a band; those with coffee are no longer than a half-day."""
    _, since, until, coffee = band
    start, end = _minute(since), _minute(until)
    while not coffee and end - start > longest:
        yield start, start + longest
        start += longest
    yield start, end


def _band(band: str, since: str, until: str, coffee: str) -> Row:
    row: Row = {"id": band, "from": since, "to": until}
    if band not in OFFICIAL:
        row["official"] = False
    if coffee:
        row["breaks"] = [{"from": coffee, "to": clock(_minute(coffee) + _BREAK)}]
    return row
