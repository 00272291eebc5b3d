"""Days and times on the command line: one grammar, in English and French, on the clocks of the venue.

A day is a date, a weekday or a number: ``2021-11-09``, ``9 Nov``, ``tue``, ``2``. A time is a day with a
clock time, or an ISO time with an offset. Hours are days, a band, or a part: ``tue..thu from 15:00``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scheduler.errors import InputError
from scheduler.instance import (
    DAY,
    FIRST_DATE,
    LAST_DATE,
    Instance,
    Span,
    instant_at,
    instants_of,
)
from scheduler.translations import languages, names_of_months, names_of_weekdays
from scheduler.wording import day_name, without_accents

_SPOKEN = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?"
    r"|\b(?P<h>\d{1,2}) ?h ?(?P<min>\d{2})?\b",
    re.ASCII,
)
"""`3pm`, `3:30 p.m.`, `15h` and `15h30`."""
CLOCK = r"(\d{1,2}):(\d{2})(?::00)?"
_TIME = re.compile(rf"(?P<day>.+?)(?:[ ,]+|(?<=\d)t)(?:(?:at|a|de) )?{CLOCK}(?: ?-.*)?", re.ASCII)
"""A day, and the clock time at which something begins; what follows is when it ends."""
_HOURS = re.compile(
    rf"(?:^|[ ,]+|(?<=\d)t)(?:{CLOCK} ?(?:-|to|a) ?{CLOCK}"
    rf"|(?P<from>from|after|de)? ?(?P<to>until|before|to|avant|jusqu'a)? ?{CLOCK})$",
    re.ASCII,
)
_BARE_HOURS = re.compile(r"[ ,]\d{1,2} ?- ?\d{1,2}$", re.ASCII)
_NUMBER = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?", re.ASCII)
_SMALL = frozenset({"at", "a", "de", "le", "on", "the"})
_Test = Callable[[int, date], bool]
"""Whether a day, with its number in the conference, is meant by a word."""


def days_meant(instance: Instance, name: str, option: str) -> list[date]:
    """Return the days of the conference of that name.

    Raises
    ------
    InputError
        When there is none; the message has examples.
    """
    tests, first = list(_tests(name)), instance.first_day
    days = [
        day
        for number, day in enumerate(instance.dates, 1)
        if tests and all(test is not None and test(number, day) for test in tests)
    ]
    if not days:
        raise InputError(
            f"{option} {name}: no such day. Expected one from {day_name(first)} to "
            f"{day_name(instance.last_day)}: a date such as {first} or '{first.day} {first:%b}', "
            f"a weekday, or a number from 1 to {len(instance.dates)}."
        )
    return days


def day_named(instance: Instance, name: str, option: str, *, inside: bool = True) -> date:
    """Return the one day of that name, of the conference unless a date may lie outside it."""
    if not inside and (exact := _iso(name.strip())) is not None:
        return exact
    days = days_meant(instance, name, option)
    if len(days) > 1:
        ways = " or ".join(map(date.isoformat, days))
        raise InputError(f"{option} {name}: several days match. Name one: {ways}.")
    return days[0]


def days_named(instance: Instance, names: Sequence[str], option: str = "--day") -> frozenset[date]:
    """Return the days of the conference that are named; all, if none is."""
    days = [day for name in names for day in days_meant(instance, name, option)]
    return frozenset(days if names else instance.dates)


def _tests(name: str) -> Iterator[_Test | None]:
    """Yield a test for each word of a day; None for an unknown word."""
    words = [word.strip(".") for word in plain(name).replace(",", " ").split()]
    words = [word for word in words if word and word not in _SMALL]
    is_number_of_day = len(words) == 1
    for word in words:
        if word in ("day", "jour"):
            is_number_of_day = True
            continue
        yield _test(word, is_ordinal=is_number_of_day)
        is_number_of_day = False


def _test(word: str, *, is_ordinal: bool) -> _Test | None:
    if (exact := _iso(word)) is not None:
        return lambda _, day: day == exact
    if re.fullmatch(r"\d{4}", word, re.ASCII):
        return lambda _, day: day.year == int(word)
    if match := _NUMBER.fullmatch(word):
        wanted = int(match[1])
        return lambda number, day: wanted == (number if is_ordinal else day.day)
    weekdays = _positions(word, names_of_weekdays, 2)
    months = _positions(word, names_of_months, 3)
    if not weekdays and not months:
        return None
    return lambda _, day: day.weekday() in weekdays or day.month - 1 in months


def _iso(word: str) -> date | None:
    try:
        return (
            date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d\d-\d\d", word, re.ASCII) else None
        )
    except ValueError:
        return None


def _positions(word: str, names: Callable[[str], Sequence[str]], least: int) -> frozenset[int]:
    """Return where a name in any language begins with a word of so many letters at least."""
    return frozenset(
        position
        for language in languages()
        for position, name in enumerate(names(language))
        if len(word) >= least and plain(name).startswith(word)
    )


def plain(text: str) -> str:
    """Return a text in small letters without accents, with one sort of dash and of blank."""
    one_dash = re.sub("[‐-―−]", "-", without_accents(text.strip()))
    return re.sub(r"\s+", " ", one_dash).lower()


def with_clocks(text: str) -> str:
    """Return a plain text with `3pm`, `3:30 p.m.`, `15h` and `noon` as clock times of 24 hours."""
    return _SPOKEN.sub(_of_24_hours, re.sub(r"\b(noon|midi)\b", "12:00", plain(text)))


def speaks_of_time(text: str) -> bool:
    """Return whether a text has a date, a clock time, a weekday or a month."""
    return any(
        re.match(rf"\d{{4}}-\d\d|{CLOCK}", word, re.ASCII)
        or _positions(word, names_of_weekdays, 2)
        or _positions(word, names_of_months, 3)
        for word in re.findall(r"[^\s,.]+", with_clocks(text))
    )


def _of_24_hours(match: re.Match[str]) -> str:
    if match["half"] is None:
        return f"{match['h']}:{match['min'] or '00'}"
    if not 1 <= int(match["hour"]) <= 12:
        return match[0]
    hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
    return f"{hour:02}:{match['minute'] or '00'}"


def moment_named(instance: Instance, text: str, option: str, *, inside: bool) -> datetime:
    """Return the instant of a time, in UTC.

    ``2021-11-09T10:00``, ``tue 10am``, ``mar. 9 nov. 10:00``, ``day 2 10:00`` and ``2021-11-09T10:00+03:00``
    are the same. On a horizon of days a date alone is its midnight. With `inside` it has to be on a day of
    the conference.

    Raises
    ------
    InputError
        When it is no time, or ambiguous; the message has examples.
    """
    exact = exact_time(text)
    if exact is not None:
        if inside:
            day_named(instance, exact.astimezone(instance.zone).date().isoformat(), option)
        return exact
    written = with_clocks(text)
    match = _TIME.fullmatch(written)
    if match is None and instance.of_days:
        day = day_named(instance, written, option, inside=inside)
        return datetime.combine(day, datetime.min.time(), UTC)
    if match is None or int(match[2]) > 23 or int(match[3]) > 59:
        first = instance.first_day
        such = f"'{first} 10:00', 'tue 10:00' or '{first.day} {first:%b} 10am'"
        raise InputError(f"{option} {text}: no such time. Expected a day and a time: {such}.")
    day = day_named(instance, match["day"], option, inside=inside)
    wall = datetime.combine(day, datetime.min.time().replace(int(match[2]), int(match[3])))
    instants = instants_of(wall, instance.zone)
    if len(instants) != 1:
        often = "occurs twice" if instants else "does not exist"
        raise InputError(
            f"{option} {text}: this time {often} in {instance.zone.key}. Give an offset, as in "
            f"{wall:%Y-%m-%dT%H:%M}+01:00."
        )
    return instants[0]


def exact_time(text: str) -> datetime | None:
    """Return the instant of an ISO time with an offset, of whole minutes."""
    try:
        found = datetime.fromisoformat(re.sub(r" UTC$", "Z", text.strip().removesuffix("[UTC]")))
    except ValueError:
        return None
    if found.tzinfo is None or not FIRST_DATE <= found.date() <= LAST_DATE:
        return None
    return found.astimezone(UTC).replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class ClockStretch:
    """Some hours of a day, on the clocks of the venue."""

    day: date
    since: timedelta = timedelta()
    until: timedelta = DAY

    def span(self, instance: Instance) -> Span:
        """Return it as two instants."""
        zone = instance.zone
        return instant_at(self.day, self.since, zone), instant_at(self.day, self.until, zone)


def stretches_named(instance: Instance, text: str, option: str) -> list[ClockStretch]:
    """Return hours of a day, of the days from one to another, or of each day.

    Days are `tue`, `tue..thu` or `always`; hours are a band such as `morning`, `15:00-16:30`, `from 15:00`
    or `until 15:00`. Hours alone are those of each day.

    Raises
    ------
    InputError
        When they are none.
    """
    written = with_clocks(text)
    match = _HOURS.search(written)
    if match is None and _BARE_HOURS.search(written):
        raise InputError(
            f"{option} {text}: expected hours such as 'tue 15:00-16:30', or days such as 'tue..thu'."
        )
    if match is None:
        return _bands_named(instance, written, text, option)
    sides = [_time(match, at) for at in (1, 3, 7) if match[at] is not None]
    if len(sides) == 1 and not (match["from"] or match["to"]):
        raise InputError(
            f"{option} {text}: has no end. Expected 'tue 15:00-16:30' or 'tue from 15:00'."
        )
    if len(sides) == 1:
        sides = [sides[0], DAY] if match["from"] else [timedelta(), sides[0]]
    if not sides[0] < sides[1] <= DAY:
        raise InputError(f"{option} {text}: ends before it begins, or after midnight.")
    days = _days_of(instance, written[: match.start()] or "always", text, option)
    return [ClockStretch(day, *sides) for day in days]


def _time(match: re.Match[str], at: int) -> timedelta:
    return timedelta(hours=int(match[at]), minutes=int(match[at + 1]))


def _bands_named(instance: Instance, written: str, text: str, option: str) -> list[ClockStretch]:
    """Return ``tue``, ``tue morning`` or ``mornings``, which are those of each day that has them."""
    name, _, band = written.rpartition(" ")
    known = {each.id for profile in instance.day_profiles for each in profile.bands}
    band = band if band in known else band.removesuffix("s")
    if band not in known:
        return [*map(ClockStretch, _days_of(instance, written, text, option))]
    found = [
        ClockStretch(day, each.start, each.end)
        for day in _days_of(instance, name or "always", text, option)
        for each in instance.bands_of(day)
        if each.id == band
    ]
    if not found:
        raise InputError(f"{option} {text}: that day has no {band}.")
    return found


def _days_of(instance: Instance, name: str, text: str, option: str) -> Sequence[date]:
    if name.strip() == "always":
        return instance.dates
    first, dots, last = name.partition("..")
    since = day_named(instance, first, option)
    ends = [day for day in days_meant(instance, last if dots else first, option) if day >= since]
    if not ends:
        raise InputError(f"{option} {text}: ends before it begins.")
    return [day for day in instance.dates if since <= day <= min(ends)]


def wanted_named(
    instance: Instance, texts: Sequence[str], option: str
) -> tuple[list[ClockStretch], bool]:
    """Return wanted hours, or unwanted ones after ``not``; and whether they are unwanted.

    Raises
    ------
    InputError
        When they are no hours, or mixed.
    """
    bare = [each.strip().removeprefix("not ") for each in texts]
    refused = {one != each.strip() for one, each in zip(bare, texts, strict=True)}
    if len(refused) > 1:
        raise InputError(f"{option}: give either wanted or unwanted hours, not both.")
    return [
        found for each in bare for found in stretches_named(instance, each, option)
    ], True in refused
