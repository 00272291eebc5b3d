"""Numbers, times and names, as people read them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rich.cells import cell_len

from scheduler.evaluation import wording
from scheduler.instance.faults import meant

points, one_line = wording.points, wording.one_line


def percent(share: float) -> str:
    """Return a share of 0 to 1 as ``36.5 %``."""
    return f"{100 * share:.1f} %"


def seconds(duration: float) -> str:
    """Return seconds as ``0.4 s``, ``90 s``, ``3 min 20 s``."""
    if duration < 10:
        return f"{duration:.1f}".removesuffix(".0") + " s"
    if duration < 120:
        return f"{duration:.0f} s"
    minutes, rest = divmod(round(duration), 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 room``, ``2 rooms``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def day_name(day: date) -> str:
    """Return ``Monday 8 November 2021``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def hours(start: datetime, end: datetime) -> str:
    """Return two times of one zone's clocks as ``09:30–12:30``; another day is named."""
    midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time())
    if end.replace(tzinfo=None) == midnight:
        until = "24:00"
    else:
        until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%a} {end.day} {end:%H:%M}"
    return f"{start:%H:%M}–{until}"


def longest_word(text: str) -> int:
    """Return the cells that the longest word of a text takes in a terminal."""
    return max(map(cell_len, text.split()), default=0)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``Maybe 'com3'?`` for a name that is nearly known, else what is known."""
    names = list(known)
    near = meant(name, names)
    return f"Maybe {near!r}?" if near else f"Known: {', '.join(names)}."
