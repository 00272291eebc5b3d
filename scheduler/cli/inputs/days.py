"""Days on the command line, by date, by weekday or by number, in English and in French."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.errors import InputError
from scheduler.instance import DAY, Instance
from scheduler.sources import date_hint
from scheduler.translations import languages, names_of_months, names_of_weekdays
from scheduler.wording import day_name, number, without_accents

_AROUND = 400
"""Days before and after a conference in which a date that is none of it is looked for."""
_NUMBER = re.compile(r"(\d{1,2})(er|st|nd|rd|th)?", re.ASCII)
_SMALL = frozenset({"at", "a", "de", "from", "le", "on", "the"})
"""Words that say nothing of a day."""

_Test = Callable[[int, date], bool]
"""Whether a day, with its number in the conference, is meant by a word."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a conference, and the clocks of its venue."""

    first: date
    last: date
    zone: ZoneInfo
    by_days: bool = False
    """Whether a date is a time, as on a horizon of days."""

    @property
    def days(self) -> tuple[date, ...]:
        """Every date of the conference, in order."""
        length = (self.last - self.first).days + 1
        return tuple(self.first + at * DAY for at in range(length))

    @property
    def around(self) -> Iterator[date]:
        """The days before, of and after the conference, the nearest to its first day first."""
        yield from self.days
        for distance in range(1, _AROUND):
            yield self.last + distance * DAY
            yield self.first - distance * DAY


def calendar_of(instance: Instance) -> Calendar:
    """Return the days of an instance, and its clocks."""
    return Calendar(instance.first_day, instance.last_day, instance.zone, instance.of_days)


def days_named(calendar: Calendar, names: Sequence[str], option: str = "--day") -> frozenset[date]:
    """Return the days of the conference that are named; all, if none is.

    Raises
    ------
    InputError
        When a name is that of no day; it says how days are written.
    """
    days = [day for name in names for day in _days(calendar, name, option)]
    return frozenset(days if names else calendar.days)


def date_named(calendar: Calendar, name: str, option: str) -> date:
    """Return the date that is named, inside or outside the conference; of several, one inside.

    Raises
    ------
    InputError
        When it is none, or several days of the conference.
    """
    inside = _meant(name, calendar.days)
    if len(inside) > 1:
        raise several(option, name, inside)
    outside = _meant(name, tuple(calendar.around)) if _is_dated(name) else []
    found = [*inside, *outside]
    if not found:
        first = calendar.first
        others = f"'{first.day} {first:%b}', a weekday or 'day 1' will do as well"
        hint = _too_late_in_month(name) or f"{others}."
        raise InputError(f"{option} {name}: expected a date, such as {first}. {hint}")
    return found[0]


def several(option: str, text: str, days: Sequence[date]) -> InputError:
    """Say that a weekday, or a part of a date, is that of several days."""
    weekdays = {day.weekday() for day in days}
    if len(weekdays) == 1:
        dates = ", ".join(f"{day.day} {day:%b}" for day in days)
        said = f"there are {number(len(days))} {days[0]:%A}s: {dates}"
        return InputError(f"{option} {text}: {said}. Name one, by its date.")
    ways = " or ".join(day.isoformat() for day in days)
    return InputError(f"{option} {text}: there are several such days. Name one: {ways}.")


def _days(calendar: Calendar, name: str, option: str) -> list[date]:
    found = _meant(name, calendar.days)
    if not found:
        raise no_such_day(calendar, name, option)
    return found


def no_such_day(calendar: Calendar, text: str, option: str) -> InputError:
    """Say that a day is none of the conference, and how its days are written."""
    first, last = day_name(calendar.first), day_name(calendar.last)
    no_day = " ".join(filter(None, ("no such day.", _too_late_in_month(text))))
    return InputError(
        f"{option} {text}: {no_day} The conference lasts from {first} to {last}; write a date such as "
        f"{calendar.first} or '{calendar.first.day} {calendar.first:%b}', a weekday, or a number from 1 to "
        f"{len(calendar.days)}."
    )


def _too_late_in_month(text: str) -> str:
    """Say how many days a month has, if a date with it is beyond them."""
    match = re.search(r"\d{4}-\d\d-\d\d", text, re.ASCII)
    return date_hint(match[0]) if match else ""


def _meant(name: str, days: Sequence[date]) -> list[date]:
    """Return those days for which every word of a name holds; none, if a word is not understood."""
    words = _words(name)
    tests = list(_tests(words))
    if not words or None in tests:
        return []
    return [
        day
        for number, day in enumerate(days, 1)
        if all(test is not None and test(number, day) for test in tests)
    ]


def _is_dated(name: str) -> bool:
    """Tell whether a name holds for one day of a year only: a number and a month, or an ISO date."""
    words = _words(name)
    has_month = any(_of_months(word) for word in words)
    return any(_iso(word) for word in words) or (
        has_month and any(_NUMBER.fullmatch(word) for word in words)
    )


def _words(name: str) -> list[str]:
    words = (word.strip(".") for word in plain(name).lower().replace(",", " ").split())
    return [word for word in words if word and word not in _SMALL]


def _tests(words: Sequence[str]) -> Iterator[_Test | None]:
    """Yield what each word of a day tells; None for one that is not understood."""
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
        return (
            (lambda number, _: number == wanted)
            if is_ordinal
            else (lambda _, day: day.day == wanted)
        )
    weekdays, months = _of_weekdays(word), _of_months(word)
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


def _of_weekdays(word: str) -> frozenset[int]:
    return _positions(word, map(names_of_weekdays, languages()), 2)


def _of_months(word: str) -> frozenset[int]:
    return _positions(word, map(names_of_months, languages()), 3)


def _positions(word: str, tables: Iterable[Sequence[str]], least: int) -> frozenset[int]:
    """Return where in the tables of any language a name begins with a word of so many letters at least."""
    return frozenset(
        position
        for names in tables
        for position, name in enumerate(names)
        if len(word) >= least and plain(name).lower().startswith(word)
    )


def plain(text: str) -> str:
    """Return a text without accents, with one sort of dash and of blank."""
    return re.sub(r"\s+", " ", re.sub("[‐-―−]", "-", without_accents(text.strip())))
