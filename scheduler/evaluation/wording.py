"""Words of the messages: names, dates, times and numbers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.evaluation.runs import Run
from scheduler.instance import Instance
from scheduler.instance.levels import MILLI

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Named(Protocol):
    """Something with an id, and perhaps a name for people."""

    @property
    def id(self) -> str:
        """Name in files."""

    @property
    def title(self) -> str | None:
        """Name for people."""


def name(thing: Named) -> str:
    """Return the name for people where there is one, else the id."""
    return thing.title or thing.id


def theme_name(instance: Instance, theme: str) -> str:
    """Return the name for people of a theme, where it has one, else its id."""
    return next((name(each) for each in instance.themes if each.id == theme), theme)


def day_text(day: date) -> str:
    """Return a date as ``Tue 9 Nov``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as ``Tue 9 Nov 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return f"{day_text(wall.date())} {wall:%H:%M}"


def when(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Return a stretch as ``Tue 9 Nov 10:00-10:30`` on the clocks of ``zone``.

    Where it ends on another date, that date is named too; where the clocks are changed meanwhile,
    that is said.
    """
    first, last = start.astimezone(zone), end.astimezone(zone)
    same = first.date() == last.date()
    until = f"{last:%H:%M}" if same else moment(end, zone)
    change = "" if first.utcoffset() == last.utcoffset() else " (the clocks change)"
    return f"{moment(start, zone)}-{until}{change}"


def placed(run: Run, zone: ZoneInfo) -> str:
    """Return a session and its time as ``Opening, Tue 9 Nov 10:00-11:00``."""
    return f"{run.title}, {when(run.start, run.end, zone)}"


def titles(runs: Iterable[Run]) -> str:
    """Return the titles of sessions, with commas; with semicolons, if a title has a comma itself."""
    return joined([run.title for run in runs])


def joined(names: Sequence[str]) -> str:
    """Return names with commas; with semicolons, if one has a comma itself."""
    return ("; " if any("," in each for each in names) else ", ").join(names)


def number(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, thing: str, things: str | None = None) -> str:
    """Return a number of things: ``1 seat``, ``2 seats``."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def points(thousandths: int) -> str:
    """Return a penalty in points, with up to three decimals: ``4,095.25``."""
    return f"{thousandths / MILLI:,.3f}".rstrip("0").rstrip(".")


def one_line(text: str) -> str:
    """Return a title without line breaks, tabs and codes that would steer a terminal or turn text round."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
