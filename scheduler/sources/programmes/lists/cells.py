"""Read the cells of a list: dates, clock times, lengths and numbers of people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from scheduler.extras import load
from scheduler.sources.identifiers import folded
from scheduler.sources.programmes.lists.mappings import ORDERS, UNITS
from scheduler.sources.tables.workbooks import Value

LANGUAGES = ("en", "fr", "es", "de", "it", "pt")
"""Languages of dates."""
_HALF = r"[ap]\.?\s?m\b\.?"
_UNIT = r"h(?:rs?|eures?|ours?|oras?)?\b\.?|uhr\b"


def _clock(name: str) -> str:
    """Return the pattern of a clock time; the names of its groups end in this one."""
    return (
        rf"(?<![\d:.])(?P<hour{name}>\d{{1,2}})(?:\s?[:.h]\s?(?P<minute{name}>[0-5]\d)(?::\d\d)?(?!\d))?"
        rf"\s*(?P<unit{name}>{_UNIT})?\s*(?P<half{name}>{_HALF})?"
    )


_TO = r"(?:[-‐–—−→~]|to\b|until\b|till\b|à|a\b|au\b|jusqu.à|hasta(?:\s+las?)?\b|bis\b|until\b)"
_TIMES = re.compile(
    rf"{_clock('')}(?:\s*{_TO}\s*(?:las?\s+)?{_clock('_2')})?\s*$", re.ASCII | re.IGNORECASE
)
"""A clock time, or two, at the end of a text."""
_LEAD = re.compile(
    r"(?:^|(?<=[\s\d,;]))(?:T|at|à|a\s+las?|um|from|de|des|dès|desde|von|@)\s*$", re.IGNORECASE
)
"""Words between a day and a time."""
_LENGTH = re.compile(
    r"(?:(\d{1,4}(?:\.\d+)?)\s*(?:h|hrs?|hours?|heures?|horas?|std)\.?)?(?:\s(?:and|et|y)\s)?\s*"
    r"(?:(\d{1,4})\s*(?:m|mins?|minutes?|minutos?|minuten|')?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}(?:\.\d+)?", re.ASCII)
_COLON = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """The parts of a time that a cell names."""

    day: date | None = None
    minute: int | None = None
    """Minutes since midnight."""
    until: int | None = None
    """The minute at which it ends, of a span such as 9:30-10:15; the next day if it is beyond midnight."""
    moment: datetime | None = None
    """The instant, if the cell names an offset from UTC."""


class TimeReader:
    """Reads dates and times.

    Parameters
    ----------
    dates
        The order of day, month and year in dates of numbers.
    year
        The year of dates without one; None if they are no dates.
    days
        The dates of other texts, such as *Day 1*.
    """

    def __init__(
        self, dates: str, year: int | None, days: Mapping[str, date | None] | None = None
    ) -> None:
        self._order, self._year = ORDERS[dates], year
        self._days = {folded(name): day for name, day in (days or {}).items() if day is not None}

    def day(self, value: Value) -> date | None:
        """Return the date in a cell, by `days` of the mapping or by itself; None if there is none."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = " ".join(str(value).split())
        if (known := self._days.get(folded(text))) is not None:
            return known
        try:
            return date.fromisoformat(text[:10] if text[4:5] == "-" else text)
        except ValueError:
            found = _parsed(text, self._order, self._year) if isinstance(value, str) else None
        return None if found is None else found.date()

    def when(self, value: Value) -> When | None:
        """Return the time in a cell; None if it holds something else."""
        if isinstance(value, datetime):
            return When(value.date(), value.hour * 60 + value.minute)
        if isinstance(value, time):
            return When(minute=value.hour * 60 + value.minute)
        if not isinstance(value, str):
            day = self.day(value)
            return None if day is None else When(day)
        text = " ".join(value.split())
        if (said := _instant(text) or self._clocks(text)) is not None:
            return said
        day = self.day(text)
        return None if day is None else When(day)

    def _clocks(self, text: str) -> When | None:
        """Return the clock times at the end of a text, and the day before them."""
        match = _TIMES.search(text)
        names = ("minute", "unit", "half", "minute_2", "unit_2", "half_2")
        if match is None or not any(match[name] for name in names):
            return None
        before = _LEAD.sub("", text[: match.start()].strip(" ,;|")).strip(" ,;|-–")
        day = self.day(before) if before else None
        first, until = _minutes(match)
        is_wrong = first is None or (match["hour_2"] and until is None)
        return None if is_wrong or (before and day is None) else When(day, first, until)


def _instant(text: str) -> When | None:
    if text[4:5] != "-" or len(text) <= 10:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = None if found.tzinfo is None else found
    return When(found.date(), found.hour * 60 + found.minute, moment=moment)


@lru_cache(maxsize=4096)
def _parsed(text: str, order: str, year: int | None) -> datetime | None:
    """Return the date in a text; None if a part is missing, other than a known year."""
    settings = {
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"] if year else ["day", "month", "year"],
        "RELATIVE_BASE": datetime(year or 2000, 1, 1),  # noqa: DTZ001 - the wall clock of the venue
        "PREFER_DATES_FROM": "current_period",
    }
    found: datetime | None = load("dateparser", "A date in words").parse(
        text, languages=[*LANGUAGES], settings=settings
    )
    return found if found is not None and _is_in_order(text, order, found) else None


def _is_in_order(text: str, order: str, found: datetime) -> bool:
    numbers = re.findall(r"\d+", text)
    if len(numbers) < 2 or (len(numbers) == 2 and re.search(r"[^\W\d_]", text)):
        return True
    parts = "YMD" if len(numbers[0]) == 4 else order
    pairs = zip((each for each in parts if each != "Y" or len(numbers) == 3), numbers, strict=False)
    said = {part: int(number) for part, number in pairs}
    return (said.get("D", found.day), said.get("M", found.month)) == (found.day, found.month)


def _minutes(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Return the minutes of one clock time or two; am or pm at one of them counts for both."""
    half, other = match["half"], match["half_2"]
    first = _minute(match["hour"], match["minute"], half or other)
    until = _minute(match["hour_2"], match["minute_2"], other or half) if match["hour_2"] else None
    if first is not None and until is not None and first > until and other and not half:
        first -= 720  # 11-1 pm
    return first, until


def _minute(hours: str, minutes: str | None, half: str | None) -> int | None:
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    found = hour * 60 + minute
    return found if found <= 1440 else None


def minutes_in(value: Value, durations: str) -> int | None:
    """Return the minutes in a cell; None if it holds something else. Plain numbers are in `durations`."""
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    text = str(value).strip().replace(",", ".")
    if _NUMBER.fullmatch(text):
        return round(float(text) * UNITS[durations])
    match = _COLON.fullmatch(text) or (_LENGTH.fullmatch(text) if text else None)
    return None if match is None else round(float(match[1] or 0) * 60 + int(match[2] or 0))
