"""What stands in the cells of a list: dates, clock times, lengths and names, however they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.sources.tables.sheets import Value

ORDERS = ("day month year", "month day year", "year month day")
"""In which order the parts of a date may stand."""
UNITS = {"minutes": 1, "hours": 60}
"""What numbers without a unit may count, and how many minutes that is."""

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "day", "st", "nd", "rd", "th", "of")
"""What the words of a date begin with that say nothing else than its numbers do."""
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = r"(?<![\d:.])(\d{1,2})(?:[:.hH](\d\d))?(?::\d\d)?\s*([aApP]\.?[mM]\.?)?"
_TIMES = re.compile(rf"{_CLOCK}(?:\s*(?:-|–|—|to|until)\s*{_CLOCK})?\s*[hH]?$", re.ASCII)
_LENGTH = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hour|hours)\.?)?\s*"
    r"(?:(\d{1,4})\s*(?:m|min|mins|minute|minutes|')?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_COLON = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)
_ASIDE = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|\S+@\S+")
"""Addresses and affiliations that stand with a name."""


@dataclass(frozen=True, slots=True)
class When:
    """What a cell says of a time: as much of it as stands there."""

    day: date | None = None
    minute: int | None = None
    """Minutes since midnight."""
    until: int | None = None
    """The minute at which it ends, of a span such as 9:30-10:00."""
    moment: datetime | None = None
    """The instant, if the cell names an offset from UTC."""


def day_in(value: Value, order: str, year: int | None = None) -> date | None:
    """Return the date that a cell holds; None if it holds none.

    Numbers are read in an order of `ORDERS`, unless they are those of a date such as 2026-06-11; `year` is
    that of dates which name none.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _day_written(value.strip(), order, year) if isinstance(value, str) else None


def _day_written(text: str, order: str, year: int | None) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(*map(int, match.groups()))
    numbers, months = [], []
    for piece in _PIECE.findall(text.lower()):
        if piece.isascii() and piece.isdigit() and len(piece) <= 4:
            numbers.append(piece)
        elif piece[:3] in _MONTHS:
            months.append(_MONTHS.index(piece[:3]) + 1)
        elif not piece.startswith(_WEEKDAYS):
            return None
    if months:
        return _with_name(numbers, months, year)
    return _in_numbers(numbers, order.split(), year)


def _with_name(numbers: Sequence[str], months: Sequence[int], year: int | None) -> date | None:
    """Return the date of a month with a name: the number of four digits is the year."""
    years = [int(each) for each in numbers if len(each) == 4]
    days = [int(each) for each in numbers if len(each) < 3]
    if len(months) != 1 or len(days) != 1 or len(years) > 1:
        return None
    said = years[0] if years else year
    return None if said is None else _date(said, months[0], days[0])


def _in_numbers(numbers: Sequence[str], order: Sequence[str], year: int | None) -> date | None:
    if len(numbers) == 2 and year is not None:
        numbers = [str(year), *numbers] if order[0] == "year" else [*numbers, str(year)]
    if len(numbers) != 3:
        return None
    said = {part: int(number) for part, number in zip(order, numbers, strict=True)}
    full = said["year"] + 2000 if said["year"] < 100 else said["year"]
    return _date(full, said["month"], said["day"])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def when(value: Value, order: str, year: int | None = None) -> When | None:
    """Return what a cell says of a time; None if it says something else."""
    if isinstance(value, datetime):
        return When(value.date(), value.hour * 60 + value.minute)
    if isinstance(value, date):
        return When(value)
    if isinstance(value, time):
        return When(minute=value.hour * 60 + value.minute)
    return _written(value.strip(), order, year) if isinstance(value, str) else None


def _written(text: str, order: str, year: int | None) -> When | None:
    try:
        if text[:1].isdigit() and len(text) > 10:
            moment = datetime.fromisoformat(text)
            said = None if moment.tzinfo is None else moment
            return When(moment.date(), moment.hour * 60 + moment.minute, moment=said)
    except ValueError:
        pass
    match = _TIMES.search(text)
    if match is not None and (match[2] or match[3] or match[5] or match[6]):
        before = text[: match.start()].strip(" ,;|T\n")
        day = day_in(before, order, year) if before else None
        first, last = clock(match[1], match[2], match[3] or match[6]), None
        if match[4]:
            last = clock(match[4], match[5], match[6])
        is_wrong = first is None or (match[4] and last is None) or (before and day is None)
        return None if is_wrong else When(day, first, last)
    alone = day_in(text, order, year)
    return None if alone is None else When(alone)


def clock(hours: str, minutes: str | None, half: str | None) -> int | None:
    """Return the minute of a day at which clocks show a time; None if they never do."""
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    found = hour * 60 + minute
    return found if minute < 60 and found <= 24 * 60 else None


def minutes_in(value: Value, unit: int) -> int | None:
    """Return the minutes that a cell says; None if it says something else. A number counts `unit` of them."""
    if isinstance(value, timedelta):
        return _whole(value.total_seconds() / 60)
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, str):
        return _minutes_written(value.strip(), unit)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _whole(value * unit) if is_number else None  # type: ignore[operator]


def _minutes_written(text: str, unit: int) -> int | None:
    if match := _COLON.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    try:
        return _whole(float(text.replace(",", ".")) * unit)
    except (ValueError, OverflowError):
        match = _LENGTH.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    return _whole(float((match[1] or "0").replace(",", ".")) * 60 + int(match[2] or 0))


def _whole(minutes: float) -> int | None:
    """Return a number of minutes that is one to the minute, and fits into some weeks."""
    return round(minutes) if abs(minutes) < 10**5 and abs(minutes - round(minutes)) < 1e-6 else None


def names_in(value: Value, between: Sequence[str]) -> list[str]:
    """Return the names in a cell, each once, without addresses and affiliations that stand with them."""
    pieces = [without_asides(str(value))]
    for sign in between:
        pieces = [part for piece in pieces for part in piece.split(sign)]
    return list(dict.fromkeys(filter(None, (" ".join(each.split()) for each in pieces))))


def without_asides(text: str) -> str:
    """Return a text without addresses, and what stands in brackets."""
    return _ASIDE.sub(" ", text)
