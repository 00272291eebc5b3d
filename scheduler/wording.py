"""Words for all that people read: numbers, penalties, times, names, lists and lines."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from scheduler.catalogue import MILLI, RULES

if TYPE_CHECKING:
    from scheduler.instance import HalfDay, Instance

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_DAY = timedelta(days=1)
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


def item_name(instance: "Instance", rule: str, item: str) -> str:
    """Return the name for people of what a rule is about."""
    tables: Mapping[str, Sequence[Named]] = {
        "session": instance.sessions,
        "person": instance.people,
        "body": instance.bodies,
        "room": instance.rooms,
        "delegation": instance.delegations,
        "region": instance.regions,
        "interpretation pool": instance.interpretation,
        "resource": instance.resources,
        "audience": instance.audiences,
        "theme": instance.themes,
        "track": instance.tracks,
        "relation": instance.relations,
        "feature wish": instance.feature_wishes,
        "agenda item": instance.items,
        "place": instance.places,
        "contact": instance.contacts,
        "external event": instance.external_events,
        "preparation": instance.preparations,
        "task": instance.tasks,
    }
    if RULES[rule].item == "conference":
        return instance.title or item
    table = tables.get(RULES[rule].item, ())
    return next((name(each) for each in table if each.id == item), item)


def day_text(day: date) -> str:
    """Return a date as ``Tue 9 Nov``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as ``Tue 9 Nov 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return f"{day_text(wall.date())} {wall:%H:%M}"


@lru_cache(16_384)
def when(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Return a stretch as ``Tue 9 Nov 10:00-10:30`` on the clocks of ``zone``.

    Where it ends on another date, that date is named too; where the clocks are changed meanwhile,
    that is said. Whole days of UTC, as a horizon of days has them, are told by their dates.
    """
    first, last = start.astimezone(zone), end.astimezone(zone)
    if zone.key == "UTC" and are_whole_days(first, last):
        return dates_text(first.date(), (last - _DAY).date())
    same = first.date() == last.date()
    until = f"{last:%H:%M}" if same else moment(end, zone)
    change = "" if first.utcoffset() == last.utcoffset() else " (the clocks change)"
    return f"{moment(start, zone)}-{until}{change}"


def are_whole_days(start: datetime, end: datetime) -> bool:
    """Tell whether a stretch begins and ends at midnight, on the clocks of the zone that both have."""
    return start < end and not any(each.hour or each.minute for each in (start, end))


def full_date(day: date) -> str:
    """Return a date as ``Tue 9 Nov 2021``."""
    return f"{day_text(day)} {day.year}"


def dates_text(first: date, last: date) -> str:
    """Return dates as ``Wed 9 to Fri 11 Nov 2016``; one date as itself."""
    if first == last:
        return full_date(first)
    since = full_date(first) if first.year != last.year else day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        since = f"{_DAYS[first.weekday()]} {first.day}"
    return f"{since} to {full_date(last)}"


def time_text(minutes: int) -> str:
    """Return minutes as ``3 days`` if they are whole days, else as ``90 min``."""
    days, rest = divmod(minutes, 24 * 60)
    return f"{minutes:,} min" if rest or not days else counted(days, "day")


def half_day_name(half_day: "HalfDay") -> str:
    """Return the name of a half-day within its date: ``afternoon``, ``evening (part 2)``."""
    band = half_day.band or "outside the bands"
    return band if half_day.part == 1 else f"{band} (part {half_day.part})"


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


def without_accents(text: str) -> str:
    """Return a text in which each letter is what it is without the signs on it: ``é`` is ``e``."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def listed(words: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def joined(names: Sequence[str]) -> str:
    """Return names with commas; with semicolons, if one has a comma itself."""
    return ("; " if any("," in each for each in names) else ", ").join(names)


def shortened(names: Sequence[str], most: int, more: str = "more") -> list[str]:
    """Return so many names and ``and 2 more``; one more is named, which takes no longer to read."""
    if len(names) <= most + 1:
        return [*names]
    return [*names[:most], f"and {len(names) - most} {more}"]


def number(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 room``, ``2 rooms``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def points(thousandths: int) -> str:
    """Return a penalty in points, with up to three decimals: ``4,095.25``."""
    return f"{thousandths / MILLI:,.3f}".rstrip("0").rstrip(".")


def brief_points(thousandths: int) -> str:
    """Return a penalty in points with at most one decimal, ``4,095.3``; never 0 where it is not 0."""
    tenths = round(thousandths / 100)
    return points(tenths * 100 if tenths else thousandths)


def least_points(thousandths: int) -> str:
    """Return what is proved to be reached in points, with at most one decimal: never more than is proved."""
    return points(thousandths - thousandths % 100 if thousandths >= 100 else thousandths)


def percent(share: float) -> str:
    """Return a share of 0 to 1 as ``36.5 %``."""
    return f"{100 * share:.1f} %"


def seconds(duration: float) -> str:
    """Return seconds as ``0.01 s``, ``0.4 s``, ``90 s``, ``3 min 20 s``, ``5 h 10 min``."""
    if 0 < duration < 0.05:
        return f"{duration:.1g} s"
    if duration < 10:
        return f"{duration:.1f}".removesuffix(".0") + " s"
    if duration < 120:
        return f"{duration:.0f} s"
    if duration >= 2 * 3600:
        whole, rest = divmod(round(duration / 60), 60)
        return f"{whole:,} h {rest} min" if rest else f"{whole:,} h"
    minutes, rest = divmod(round(duration), 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def one_line(text: str) -> str:
    """Return a title without line breaks, tabs and codes that would steer a terminal or turn text round."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
