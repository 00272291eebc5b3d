"""Days that a list calls by a number or by a day of the week: Day 2, Jour 1, Thursday, Vi."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.dates import LANGUAGES, month_called, says_nothing
from scheduler.sources.programmes.lists.times.plain_times import plain_times
from scheduler.sources.tables.sheets import Value

_DIGITS = 4
"""Digits of a number that are read: with more it is no day in any case."""
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_NAMES = frozenset(
    ["day", "jour", "journee", "tag", "dia", "jornada", "giorno", "giornata", "j", "d"]
)
"""Words that say that a number is that of a day."""
_ENDINGS = frozenset(["st", "nd", "rd", "th", "er", "re", "ere", "e", "eme", "o", "a", "feira"])
_ORDINALS = (
    "one first un premier premiere uno primer primero eins erster primo primeiro",
    "two second deux deuxieme dos segundo zwei zweiter secondo dois",
    "three third trois troisieme tres tercer tercero drei dritter terzo terceiro",
    "four fourth quatre quatrieme cuatro cuarto vier vierter quarto quatro",
    "five fifth cinq cinquieme cinco quinto funf funfter",
)
_WORDED = {word: at for at, words in enumerate(_ORDINALS, 1) for word in words.split()}
_FROM = 2
"""Letters of a day of the week, at least."""
_MOST = 31
"""Numbers of days at most."""
_LATEST = 62
"""Days after the first in which a day of the month is looked for."""


@dataclass(frozen=True, slots=True)
class Called:
    """How a text calls a day."""

    number: int | None = None
    is_named: bool = False
    """Whether a word says that the number is that of a day: Day 2, and not 2."""
    weekday: str = ""
    """The day of the week, as it is written."""


def called(value: Value) -> Called | None:
    """Return how a value calls a day; None if it does not, or says anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = float(value).is_integer() and 0 <= value <= _MOST
        return Called(int(value)) if whole else None
    return _called_in(value) if isinstance(value, str) else None


def _called_in(text: str) -> Called | None:
    pieces = _PIECE.findall(plain_times(text))
    words = [folded(each) for each in pieces]
    is_named = not _NAMES.isdisjoint(words)
    numbers: list[int] = []
    weekdays: list[str] = []
    for piece, word in zip(pieces, words, strict=True):
        if word.isdigit():
            numbers.append(int(word[:_DIGITS]))
        elif is_named and word in _WORDED:
            numbers.append(_WORDED[word])
        elif _weekdays(word) and word not in _NAMES:
            weekdays.append(word)
        elif word not in _NAMES | _ENDINGS and not says_nothing(piece):
            return None
    if len(numbers) > 1 or len(weekdays) > 1 or max(numbers, default=0) > _MOST:
        return None
    is_any = numbers or weekdays
    return Called(next(iter(numbers), None), is_named, *weekdays) if is_any else None


def _weekdays(word: str) -> set[int]:
    """Return the days of the week that a word may name, cut short, in any language."""
    found = (weekday_in(word, language) for language in LANGUAGES)
    return {each for each in found if each is not None}


def weekday_in(word: str, language: Sequence[str]) -> int | None:
    """Return the day of the week that a word names in a language, 0 for Monday; None if it names none."""
    if len(word) < _FROM:
        return None
    found = [at for at, day in enumerate(language) if day.startswith(word)]
    return found[0] if len(found) == 1 else None


class CalledDays:
    """The days that the values of a list call, counted from the first day of the conference."""

    def __init__(self, values: Sequence[Value], first: date | None, last: date | None) -> None:
        found = [each for value in values if (each := called(value))]
        numbers = {each.number for each in found if each.number is not None}
        bare = {each.number for each in found if each.number is not None and not each.is_named}
        self.first, self._last = first, last
        self._least = 0 if 0 in numbers else 1
        self._is_of_month = first is not None and first.day in bare and self._are_of_month(numbers)
        self._languages = self._spoken({each.weekday for each in found if each.weekday})

    def _are_of_month(self, numbers: set[int]) -> bool:
        """Tell whether numbers cannot be those of days of the conference, but of a month."""
        is_beyond = self._last is not None and max(numbers) - self._least >= len(self._days())
        return min(numbers) > 1 or is_beyond

    def _spoken(self, words: set[str]) -> Sequence[Sequence[str]]:
        """Return the languages in which all words are days of the week; those where they come soonest."""
        ends: dict[int, list[Sequence[str]]] = {}
        for language in LANGUAGES:
            days = [weekday_in(word, language) for word in words]
            if None not in days:
                first = 0 if self.first is None else self.first.weekday()
                end = max(((day or 0) - first) % 7 for day in days) if days else 0
                ends.setdefault(end, []).append(language)
        return ends[min(ends)] if ends else LANGUAGES

    def of(self, value: Value) -> date | str | None:
        """Return the day that a value calls, or what is expected of it; None if it calls none."""
        said = called(value)
        if said is None or self.first is None:
            return None
        weekdays = self._weekdays(said.weekday)
        if said.number is not None:
            return self._numbered(said, weekdays)
        days = [day for day in self._days() if day.weekday() in weekdays]
        if not days:
            return self._expected()
        if len(days) > 1 and (self._last is not None or len(weekdays) > 1):
            return f"a date, as {', '.join(map(str, days))} are such days"
        return days[0]

    def _weekdays(self, word: str) -> set[int]:
        found = (weekday_in(word, language) for language in self._languages)
        return {each for each in found if each is not None}

    def _days(self) -> list[date]:
        """Return the days of the conference; a week of them, if the last is not known."""
        first = self.first or date.min
        number = 7 if self._last is None else (self._last - first).days + 1
        return [first + timedelta(days=each) for each in range(number)]

    def _numbered(self, said: Called, weekdays: set[int]) -> date | str:
        first, number = self.first or date.min, said.number or 0
        if not said.is_named and (said.weekday or self._is_of_month):
            after = (first + timedelta(days=each) for each in range(_LATEST))
            day = next((each for each in after if each.day == number), None)
        else:
            day = first + timedelta(days=number - self._least)
        if day is None or day < first or (self._last is not None and day > self._last):
            return self._expected()
        if said.weekday and day.weekday() not in weekdays:
            return f"{day:%A}, the day of the week of {day}"
        return day

    def _expected(self) -> str:
        """Return which days there are, in words."""
        days = self._days()
        first, last = (f"{day} ({day:%A})" for day in (days[0], days[-1]))
        return f"{first}, the only day" if first == last else f"a day from {first} to {last}"


def other_weekday(value: Value, day: date) -> bool:
    """Tell whether a date is written with a day of the week that it does not have."""
    if not isinstance(value, str):
        return False
    words = [
        folded(each) for each in _PIECE.findall(plain_times(value)) if month_called(each) is None
    ]
    found = [_weekdays(word) for word in words if len(word) > _FROM and not says_nothing(word)]
    named = [each for each in found if each]
    return len(named) == 1 and day.weekday() not in named[0]
