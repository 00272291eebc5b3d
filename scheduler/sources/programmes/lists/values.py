"""What stands in the cells of a list: dates, clock times, lengths and names, however they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.sources.programmes.lists.dates import is_weekday, month_called, says_nothing
from scheduler.sources.programmes.lists.times.called_days import called
from scheduler.sources.programmes.lists.times.plain_times import plain_times
from scheduler.sources.programmes.lists.times.since import without_onwards, without_since
from scheduler.sources.tables.sheets import Value

ORDERS = ("day month year", "month day year", "year month day")
"""In which order the parts of a date may stand."""
UNITS = {"minutes": 1, "hours": 60}
"""What numbers without a unit may count, and how many minutes that is."""

LATEST = 30
"""The hour until which the night after a day is counted on: 25:30 is half past one."""
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_WITHOUT_SIGNS = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", re.ASCII)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_DAY_WORD = r"(?:day|jour|journée|tag|d[ií]a|giorno|dag|день)"
_NUMBERED = re.compile(
    rf"^(?:{_DAY_WORD}\s*\d{{1,2}}\b|\d{{1,2}}\s?(?:[ºª°.]|st|nd|rd|th|er|e|o|er)?\s*{_DAY_WORD}\b)\W*",
    re.IGNORECASE,
)
"""What may stand before a date: Day 1, 11 June 2026; 1º dia, 11/06/2026."""
_COLONS = re.compile(r"\d:\d")
"""What a clock time has, and no date."""
_HALF = r"[ap]\.?\s?m\b\.?"
_HOURS = r"(?:h(?:rs?|eures?|ours?|oras?)?\b\.?|uhr\b|horas?\b|ore\b)"


def _clock_as(name: str) -> str:
    """Return what a clock time looks like, whose parts have names that end in this one."""
    return (
        rf"(?<![\d:.])(?P<hour{name}>\d{{1,2}})"
        rf"(?:(?:[:.]|\s?h\s?)(?P<minute{name}>\d\d)(?!\d)(?::\d\d)?)?"
        rf"\s*(?P<unit{name}>{_HOURS})?\s*(?P<half{name}>{_HALF})?"
    )


_AND = r"(?:et|and|und|y|e)\b"
"""What stands in a span after a word for between, and else names two times."""
_TO = (
    r"(?:[-‐‑‒–—−→~]|->|to\b|till?\b|until\b|às|até|à|a\b|au\b|jusqu.à|bis\b"
    r"|hasta(?:\s+las?)?\b|alle\b)"
)
_TIMES = re.compile(
    rf"{_clock_as('')}(?:\s*(?:{_TO}|(?P<and>{_AND}))\s*(?:las?\s+)?{_clock_as('_2')})?\s*$",
    re.ASCII | re.IGNORECASE,
)
_HOURS_ALONE = re.compile(r"(\d{1,2})\s?[-–—~]\s?(\d{1,2})", re.ASCII)
"""A span of hours such as 9-10, where nothing else says what it is."""
_BETWEEN = re.compile(r"(?:^|[\s,;])(?:between|entre|zwischen|tra)(?:\s+las?)?\s*$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:^|[\s,;])(?:from|de|des|dès|von|dalle|das)(?:\s+las?)?\s*$",
    re.IGNORECASE,
)
"""What may stand before a span."""
_LEAD = re.compile(r"(?:(?<=\d)T|(?<=[\s,;])(?:at|um|à|a\s+las?|alle|@))$", re.IGNORECASE)
"""What may stand between a day and a time."""
_ABOUT = (
    r"(?:~|≈|±|\+/-|about|around|approx(?:imately|\.)?|roughly|some|est\.?|ca?\.?|circa|env(?:iron|\.)?"
    r"|approx(?:imativement)?|à peu près|quelque|etwa|ungefähr|rund|zirka|unos|unas|aprox(?:\.|imadamente)?)"
)
_PEOPLE = (
    r"(?:people|persons?|pers\.?|personnes?|pax|participants?|personen|personas|attendees"
    r"|seats|places|plätze|plazas)"
)
_CROWD = re.compile(
    rf"(?P<about>{_ABOUT})?\s*(?P<number>\d{{1,12}})\s*(?:{_PEOPLE})?\s*(?P<after>\(?{_ABOUT}\)?)?",
    re.IGNORECASE | re.ASCII,
)
_LENGTH = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|heures?|std|stunden?|horas?|ore|ora)\.?)?\s*"
    r"(?:(\d{1,4})\s*(?:m|mins?|minutes?|minuten|minutos?|minuti|'|分钟|分鐘|分)?\.?)?",
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
    called: str = ""
    """How it calls its day, without a date: by a number, or a day of the week."""


def day_in(value: Value, order: str, year: int | None = None) -> date | None:
    """Return the date that a cell holds; None if it holds none.

    Numbers are read in an order of `ORDERS`, unless they are those of a date such as 2026-06-11; `year` is
    that of dates which name none.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _in_line(str(value))
    if match := _WITHOUT_SIGNS.fullmatch(text):
        return _date(*map(int, match.groups()))
    if not isinstance(value, str):
        return None
    rest = _NUMBERED.sub("", text, count=1)
    found = _day_written(text, order, year)
    return found or (_day_written(rest, order, year) if rest != text else None)


def _day_written(text: str, order: str, year: int | None) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(*map(int, match.groups()))
    if _COLONS.search(text):
        return None
    numbers: list[str] = []
    months: list[int] = []
    perhaps: list[int] = []
    """Of a word that may be a day of the week: mar. is March, or Tuesday."""
    for piece in _PIECE.findall(text):
        month = month_called(piece)
        if piece.isascii() and piece.isdigit() and len(piece) <= 4:
            numbers.append(piece)
        elif is_weekday(piece):
            perhaps += [] if month is None else [month]
        elif month is not None:
            months.append(month)
        elif not says_nothing(piece):
            return None
    if months or (perhaps and len(numbers) < 3):
        return _with_name(numbers, months or [*{*perhaps}], year)
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
    return _written(_in_line(value), order, year) if isinstance(value, str) else None


def _in_line(text: str) -> str:
    """Return a text with plain blanks, one at a time, and each letter as one sign with its accent."""
    return " ".join(plain_times(text).split())


def _written(text: str, order: str, year: int | None) -> When | None:
    try:
        if text[:1].isdigit() and len(text) > 10:
            moment = datetime.fromisoformat(text)
            said = None if moment.tzinfo is None else moment
            return When(moment.date(), moment.hour * 60 + moment.minute, moment=said)
    except ValueError:
        pass
    found = _clocks_in(text, order, year)
    if found is not None:
        return found[0]
    if (hours := _HOURS_ALONE.fullmatch(text)) and int(hours[1]) < int(hours[2]) <= 24:
        return When(minute=int(hours[1]) * 60, until=int(hours[2]) * 60)
    alone = day_in(text, order, year)
    return None if alone is None else When(alone)


def _clocks_in(text: str, order: str, year: int | None) -> tuple[When | None] | None:
    """Return what the clock times at the end of a text say, None of such as are none; None without any."""
    match = _TIMES.search(without_onwards(text))
    if match is None or not any(
        match[each] for each in ("minute", "unit", "half", "minute_2", "unit_2", "half_2")
    ):
        return None
    before = text[: match.start()]
    if match["and"] and not _BETWEEN.search(before):
        return (None,)
    if match["hour_2"]:
        before = (_BETWEEN if match["and"] else _FROM).sub("", before)
    else:
        before = without_since(before)
    before = _LEAD.sub("", before.strip(" ,;|\n:")).strip(" ,;|\n:")
    day = day_in(before, order, year) if before else None
    first, last = _first_and_last(match)
    said = called(before) if before and day is None else None
    by = before if said and (said.is_named or said.weekday) else ""
    is_wrong = first is None or (match["hour_2"] and last is None)
    is_wrong = is_wrong or bool(before and day is None and not by)
    return (None if is_wrong else When(day, first, last, called=by),)


def _first_and_last(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Return the minutes of one clock time or two; half a day that one says alone counts for both."""
    half, other = match["half"], match["half_2"]
    latest = LATEST if ":" in match[0] else 24
    first = clock(match["hour"], match["minute"], half or other, latest)
    if not match["hour_2"]:
        return first, None
    last = clock(match["hour_2"], match["minute_2"], other, latest)
    if first is None or last is None or bool(half) == bool(other):
        return first, last
    if other and first > last:  # 11-1 pm
        first = clock(match["hour"], match["minute"], "am" if other[0] in "pP" else "pm")
    elif half and last < first:  # 2 pm - 4
        later = clock(match["hour_2"], match["minute_2"], "pm")
        last = later if later is not None and later > first else last
    return first, last


def clock(hours: str, minutes: str | None, half: str | None, latest: int = 24) -> int | None:
    """Return the minute of a day at which clocks show a time; None if they never do before an hour."""
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    found = hour * 60 + minute
    return found if minute < 60 and found <= latest * 60 else None


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


def crowd_in(value: Value) -> tuple[int | None, bool]:
    """Return how many people a cell says, and whether that is a guess; None if it says none."""
    if isinstance(value, str):
        text = _in_line(value)
        match = _CROWD.fullmatch(text)
        return (None, False) if match is None else (int(match["number"]), not text.isdigit())
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return (int(value), False) if is_number else (None, False)  # type: ignore[arg-type]


def without_asides(text: str) -> str:
    """Return a text without addresses, and what stands in brackets."""
    return _ASIDE.sub(" ", text)
