"""What the values of a column are, told from all of them together."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from scheduler.sources.programmes.lists.dates import month_called
from scheduler.sources.programmes.lists.persons import are_persons, looks_like_a_name
from scheduler.sources.programmes.lists.times.called_days import called
from scheduler.sources.programmes.lists.times.open_times import is_open
from scheduler.sources.programmes.lists.times.plain_times import plain_times
from scheduler.sources.programmes.lists.values import (
    ORDERS,
    When,
    crowd_in,
    day_in,
    minutes_in,
    when,
    without_asides,
)
from scheduler.sources.tables.sheets import Value

_DATE = re.compile(
    r"(?<![\d:.])(\d{1,4})\s*([./-])\s*(\d{1,2})(?![\d:])(?:\s*[./-]\s*(\d{2,4}))?", re.ASCII
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = ("\n", ";", "|", " · ", "•")
"""What stands between names and in none."""
_SLASH = " / "
"""What stands between names, or else between what persons belong to."""


MOSTLY = 0.8
"""Of the values of a column, how many tell what it holds: people write a word into a cell, too."""
FEWEST_ROUND = 5
"""Times that are told from those of a form by their minutes, at least."""
_WHOLE_NUMBER = re.compile(r"\d{1,4}\.?", re.ASCII)
_SECONDS = re.compile(r"\d:\d\d:(\d\d)", re.ASCII)
_NAMES = re.compile(r"[,;/|&\n]|\s(?:and|et|und|y|e)\s")
FEWEST_RUNNING = 3
"""Rows that are counted, rather than that some ids happen to be 1 and 2."""
_FEWEST_LETTERS = 8
"""Letters of a title, on average."""


def is_of_times(values: Sequence[Value], *, spans: bool = False) -> bool:
    """Tell whether nearly all values are times of a day; with `spans`, all from one to another."""
    found = [
        when(value, ORDERS[0], 2000) or when(value, ORDERS[1], 2000) or When()
        for value in values
        if not is_open(value)
    ]
    if spans:
        return bool(found) and all(each.until is not None for each in found)
    return _are_mostly([each.minute is not None for each in found])


def is_of_dates(values: Sequence[Value]) -> bool:
    """Tell whether nearly all values are dates."""
    return _are_mostly(
        [any((when(value, order, 2000) or When()).day for order in ORDERS) for value in values]
    )


def is_of_days(values: Sequence[Value]) -> bool:
    """Tell whether nearly all values are dates without a time, or call days: Day 2, Thursday."""
    is_dated = is_of_dates(values) and not is_of_moments(values)
    return is_dated or are_called_days(values, bare=False)


def is_of_crowds(values: Sequence[Value]) -> bool:
    """Tell whether half of the values are numbers of people, at least; or nothing stands there."""
    return 2 * sum(crowd_in(value)[0] is not None for value in values) >= len(values)


def is_of_numbers(values: Sequence[Value]) -> bool:
    """Tell whether nearly all values are numbers, such as those that count slots."""
    return _are_mostly(
        [
            _WHOLE_NUMBER.fullmatch(str(each).strip().removesuffix(".0")) is not None
            for each in values
        ]
    )


def is_of_names(values: Sequence[Value]) -> bool:
    """Tell whether half of the values, at least, look like names of persons."""
    pieces = [[*filter(None, _NAMES.split(without_asides(str(each))))] for each in values]
    found = [all(looks_like_a_name(one.strip()) for one in each) for each in pieces if each]
    return bool(found) and 2 * sum(found) >= len(found)


def are_round(values: Sequence[Value]) -> bool:
    """Tell whether some times are all at five full minutes: those at which people press a button are not."""
    found = [
        each for value in values if (each := when(value, ORDERS[0])) and each.minute is not None
    ]
    is_full = all(each.minute % 5 == 0 for each in found if each.minute is not None)
    return len(found) >= FEWEST_ROUND and is_full and not any(map(_has_seconds, values))


def are_to_the_second(values: Sequence[Value]) -> bool:
    """Tell whether half of the values, at least, are times to the second, as of a button that is pressed."""
    return bool(values) and 2 * sum(map(_has_seconds, values)) >= len(values)


def _has_seconds(value: Value) -> bool:
    """Tell whether a time has seconds; one that a spreadsheet has rounded has none."""
    if isinstance(value, datetime | time):
        return value.second not in (0, 59)
    match = _SECONDS.search(str(value))
    return match is not None and match[1] not in ("00", "59")


def is_of_titles(values: Sequence[Value], rows: int) -> bool:
    """Tell whether values may be titles: another text in nearly each row, neither short nor of one word."""
    texts = [each for each in values if isinstance(each, str)]
    if len(texts) < MOSTLY * rows or len({*texts}) < MOSTLY * len(texts):
        return False
    if 2 * sum(len(each.split()) > 1 for each in texts) < len(texts):
        return False
    return bool(texts) and sum(map(len, texts)) >= _FEWEST_LETTERS * len(texts)


def are_running(values: Sequence[Value]) -> bool:
    """Tell whether values count the rows, from 0 or 1 on: those of a row that moves are others."""
    texts = [str(each).strip().removesuffix(".").removesuffix(".0") for each in values]
    first = 0 if texts[:1] == ["0"] else 1
    counted = [*map(str, range(first, first + len(texts)))]
    return len(texts) >= FEWEST_RUNNING and texts == counted


def _are_mostly(told: Sequence[bool]) -> bool:
    return bool(told) and sum(told) >= MOSTLY * len(told)


def are_called_days(values: Sequence[Value], *, bare: bool = True) -> bool:
    """Tell whether nearly all values call days of the conference: Day 2, Thursday; `bare` numbers, too."""
    found = [called(each) for each in values]
    return _are_mostly(
        [each is not None and (bare or each.is_named or bool(each.weekday)) for each in found]
    )


def is_of_moments(values: Sequence[Value]) -> bool:
    """Tell whether nearly all values are dates with a time."""
    found = [
        [each for order in ORDERS if (each := when(value, order, 2000)) and each.day]
        for value in values
    ]
    if not any(each.minute for read in found for each in read):
        return False  # spreadsheets know dates as those at midnight
    return _are_mostly([any(each.minute is not None for each in read) for read in found])


def dates_of(values: Sequence[Value], *, of_times: bool = False) -> tuple[str, str]:
    """Return the order in which dates are written, and why; nothing, if there are no dates.

    With `of_times` values are those of starts, in which 9.30 is a time.
    """
    if any(isinstance(each, date) for each in values):
        return ORDERS[0], "dates are typed as such, or as text in this order"
    written = (plain_times(each) for each in values if isinstance(each, str))
    texts = [each for each in written if _has_date(each, of_times=of_times)]
    if any(_ISO.search(each) for each in texts):
        return ORDERS[2], "dates such as 2026-06-11"
    numbers = [each for each in texts if not any(map(month_called, _WORD.findall(each)))]
    dates = [match for each in numbers if (match := _DATE.search(each))]
    if dates:
        return _order_of(dates)
    return (ORDERS[0], "months have names") if texts else ("", "")


def _has_date(text: str, *, of_times: bool) -> bool:
    """Tell whether a text is a date, or has one before a time."""
    if not of_times and any(day_in(text, order, 2000) for order in ORDERS):
        return True
    return any((when(text, order, 2000) or When()).day for order in ORDERS)


def _order_of(dates: Sequence[re.Match[str]]) -> tuple[str, str]:
    """Return the order of dates in numbers, and why."""
    if any(len(match[1]) == 4 for match in dates):
        return ORDERS[2], f"the year comes first, as in {dates[0][0]}"
    first, second = (max(int(match[at]) for match in dates) for at in (1, 3))
    if second > 12 >= first:
        return ORDERS[1], f"the second number goes up to {second}, the first to {first}"
    if first > 12:
        return ORDERS[0], f"the first number goes up to {first}, the second to {second}"
    if dates[0][2] == ".":
        return ORDERS[0], f"dates with dots, as in {dates[0][0]}"
    return ORDERS[0], f"{dates[0][0]} may also be month day year: look at it"


def days_of(values: Sequence[Value], order: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of all dates; none, if they name no year."""
    found = [each.day for value in values if (each := when(value, order)) and each.day]
    return (min(found), max(found)) if found else (None, None)


def unit_of(values: Sequence[Value], heading: str) -> tuple[str, str]:
    """Return what numbers without a unit count, and why."""
    typed = [each for each in values if isinstance(each, time | timedelta | datetime)]
    numbers = [each for value in values if (each := _number(value)) is not None]
    if not numbers:
        return (
            "minutes",
            "no number stands without a unit" if values or typed else "nothing stands there",
        )
    if re.search(r"\bh(ours?|rs?)?\b", heading.lower()) or max(numbers) < 5:
        return "hours", f"numbers from {min(numbers):g} to {max(numbers):g}"
    return "minutes", f"numbers from {min(numbers):g} to {max(numbers):g}"


def _number(value: Value) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value.strip().replace(",", "."))
        except ValueError:
            return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and minutes_in(value, 1) is not None else None  # type: ignore[arg-type]


def signs_between(values: Sequence[Value]) -> tuple[list[str], str]:
    """Return what stands between several names in a cell, and why."""
    texts = [without_asides(str(each)) for each in values]
    found = [sign for sign in _SIGNS if any(sign in text for text in texts)]
    slashed = [text for text in texts if _SLASH in text]
    if slashed and all(are_persons(text.split(_SLASH)) for text in slashed):
        found.append(_SLASH)
    if found:
        return found, "stands between names"
    has_comma = any("," in text for text in texts)
    words = [each for each in (" and ", " & ") if any(each in text for text in texts)]
    parts = [part for text in texts if "," in text for part in text.split(",")]
    if has_comma and all(map(looks_like_a_name, parts)):
        return [",", *words], "stands between names"
    if has_comma and not all(text.count(",") == 1 and not words for text in texts):
        return [",", *words], "stands between names; if it stands inside of names, take it out"
    if has_comma:
        return [";"], "each cell has one comma: it is taken for that of Lovelace, Ada"
    return words or [";"], "stands between names" if words else "each cell seems to have one name"
