"""Words for all that people read: numbers, penalties, times, names, lists and lines."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from scheduler.catalogue import MILLI, RULES, name_of
from scheduler.phrases import Capital, Figure, Lowered, Phrase, Unstopped, rounded, say

if TYPE_CHECKING:
    from scheduler.findings import Evaluation
    from scheduler.instance import HalfDay, Instance

_DAYS = ("Mon {}", "Tue {}", "Wed {}", "Thu {}", "Fri {}", "Sat {}", "Sun {}")
_MONTHS = (
    *("{} Jan", "{} Feb", "{} Mar", "{} Apr", "{} May", "{} Jun"),
    *("{} Jul", "{} Aug", "{} Sep", "{} Oct", "{} Nov", "{} Dec"),
)
_DAY = timedelta(days=1)
_UNBROKEN = "\u00a0\u202f"
"""Spaces at which no line breaks."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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


def named_items(instance: "Instance") -> Mapping[str, Sequence[Named]]:
    """Return the rows that have names for people, by what rules call them."""
    return {
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


def rule_text(rule: str) -> str:
    """Return the name of a rule as a sentence goes on with it: ``rooms too small``."""
    return Lowered(say(name_of(rule)))


def item_name(instance: "Instance", rule: str, item: str) -> str:
    """Return the name for people of what a rule is about."""
    if RULES[rule].item == "conference":
        return instance.title or item
    tables = (named_items(instance).get(each, ()) for each in RULES[rule].items)
    return next((name(each) for table in tables for each in table if each.id == item), item)


@lru_cache(4096)
def day_text(day: date) -> Phrase:
    """Return a date as ``Tue 9 Nov``."""
    number = say("1") if day.day == 1 else day.day  # not a number in every language
    return say(_DAYS[day.weekday()], say(_MONTHS[day.month - 1], number))


@lru_cache(16_384)
def moment(instant: datetime, zone: ZoneInfo) -> Phrase:
    """Return an instant as ``Tue 9 Nov 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return say("{0} {1}", day_text(wall.date()), f"{wall:%H:%M}")


@lru_cache(16_384)
def when(start: datetime, end: datetime, zone: ZoneInfo) -> Phrase:
    """Return a stretch as ``Tue 9 Nov 10:00-10:30`` on the clocks of ``zone``.

    Where it ends on another date, that date is named too; where the clocks are changed meanwhile,
    that is said. Whole days of UTC, as a horizon of days has them, are told by their dates.
    """
    first, last = start.astimezone(zone), end.astimezone(zone)
    if zone.key == "UTC" and are_whole_days(first, last):
        return dates_text(first.date(), (last - _DAY).date())
    day, clocks = day_text(first.date()), (f"{first:%H:%M}", f"{last:%H:%M}")
    if first.date() == last.date():
        said = say("{} {}-{}", day, *clocks)
    else:
        said = say("{} {}-{} {}", day, clocks[0], day_text(last.date()), clocks[1])
    is_changed = first.utcoffset() != last.utcoffset()
    return say("{} (the clocks change)", said) if is_changed else said


def are_whole_days(start: datetime, end: datetime) -> bool:
    """Return whether a stretch begins and ends at midnight, on the clocks of the zone that both have."""
    return start < end and not any(each.hour or each.minute for each in (start, end))


def full_date(day: date) -> Phrase:
    """Return a date as ``Tue 9 Nov 2021``."""
    return say("{} {}", day_text(day), str(day.year))


def dates_text(first: date, last: date) -> Phrase:
    """Return dates as ``Wed 9 to Fri 11 Nov 2016``; one date as itself."""
    if first == last:
        return full_date(first)
    since = full_date(first) if first.year != last.year else day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        since = say(_DAYS[first.weekday()], say("1") if first.day == 1 else first.day)
    return say("{} to {}", since, full_date(last))


def time_text(minutes: int) -> Phrase:
    """Return minutes as ``3 days`` if they are whole days, else as ``90 min``."""
    days, rest = divmod(minutes, 24 * 60)
    return say("{:,} min", minutes) if rest or not days else counted(days, "day")


def half_day_name(half_day: "HalfDay") -> str:
    """Return the name of a half-day within its date: ``afternoon``, ``evening (part 2)``."""
    band = say("outside the bands") if half_day.band is None else band_name(half_day.band)
    return band if half_day.part == 1 else say("{} (part {})", band, half_day.part)


_USUAL_BANDS = frozenset(
    {
        "morning",
        "day",
        "noon",
        "lunch",
        "afternoon",
        "evening",
        "night",
        "early",
        "late",
        "breakfast",
        "weekend",
    }
)


def band_name(band: str) -> str:
    """Return the name of a band: its id, which other languages know if it is a usual one."""
    return say(band) if band in _USUAL_BANDS else band


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
        return chained(words)
    first = say(", ".join(["{}"] * (len(words) - 1)), *words[:-1])
    return say("{} and {}", first, words[-1])


def joined(names: Sequence[str]) -> str:
    """Return names with commas; with semicolons, if one has a comma itself."""
    return chained(names, "; " if any("," in each for each in names) else ", ")


def chained(parts: Iterable[str], mark: str = ", ") -> str:
    """Return texts with a mark between them."""
    some = [*parts]
    if len(some) == 1:
        return some[0]
    if not any(isinstance(each, Phrase | Figure) for each in some):
        return mark.join(some)
    return say(mark.join(["{}"] * len(some)), *some)


def without_stop(sentence: str) -> str:
    """Return a sentence without its full stop."""
    if isinstance(sentence, Phrase) and sentence.template == "{}.":
        said: str = sentence.values[0]
        return said
    if isinstance(sentence, Phrase | Capital):
        return Unstopped(sentence)
    return sentence.removesuffix(".")


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis in place of the rest."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def shortened(names: Sequence[str], most: int, more: str = "and {} more") -> list[str]:
    """Return so many names and ``and 2 more``; one more is named, which takes no longer to read."""
    if len(names) <= most + 1:
        return [*names]
    return [*names[:most], say(more, len(names) - most)]


def number(count: int) -> Phrase:
    """Return a small number as a word, a larger one in digits."""
    return say(NUMBERS[count]) if 0 <= count < len(NUMBERS) else say("{}", count)


def counted(number: float, noun: str, plural: str | None = None) -> Phrase:
    """Return ``1 room``, ``2 rooms``."""
    return say(counting(noun, plural), number)


def counting(noun: str, plural: str | None = None) -> str:
    """Return the template of what is counted."""
    return f"{{:,}} {noun}|{{:,}} {plural or noun + 's'}"


LONG = 4 * 60
"""Least minutes of a length of time given in hours."""


def how_long(minutes: int) -> str:
    """Return ``90 min``; from four hours on ``21 h`` or ``3 days 3 h 30 min``."""
    if minutes < LONG:
        return say("{} min", minutes)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [counted(days, "day")] if days else []
    parts += [say("{} h", hours)] if hours else []
    parts += [say("{} min", left)] if left else []
    return chained(parts, " ")


def points(thousandths: int) -> Figure:
    """Return a penalty in points, with up to three decimals: ``4,095.25``."""
    return Figure(f"{thousandths / MILLI:,.3f}".rstrip("0").rstrip("."))


def brief_points(thousandths: int) -> Figure:
    """Return a penalty in points with at most one decimal, ``4,095.3``; never 0 where it is not 0."""
    tenths = int(rounded(thousandths / 100, 0))
    return points(tenths * 100 if tenths else thousandths)


def signed_points(thousandths: int) -> str:
    """Return a difference with its sign: ``+0.9``, ``-12``, ``±0``."""
    sign = "+" if thousandths > 0 else "-" if thousandths < 0 else "±"
    return f"{sign}{brief_points(abs(thousandths))}"


def least_points(thousandths: int) -> Figure:
    """Return what is proved to be reached in points, with at most one decimal: never more than is proved."""
    return points(thousandths - thousandths % 100 if thousandths >= 100 else thousandths)


_SINGULAR = {"people": "person", "points of value": "point of value"}
"""Units that lose more than an s."""


def worth_of_a_point(evaluation: "Evaluation") -> str:
    """Return what one point is worth, in the unit of the costliest rule; empty if no rule costs."""
    rule, total = max(
        evaluation.totals.items(), key=lambda each: each[1].penalty, default=("", None)
    )
    if total is None or not total.penalty:
        return ""
    unit = RULES[rule].unit
    one = _SINGULAR.get(unit, unit.removesuffix("s"))
    of_rule = say(name_of(rule))
    amount, cost = total.amount * MILLI / total.penalty, total.penalty / MILLI / total.amount
    if amount < 1:
        several = Capital(_about(cost, "point", "points"))
        return say("{} are the same as {} of “{}”.", several, counted(1, one, unit), of_rule)
    return say("1 point is the same as {} of “{}”.", _about(amount, one, unit), of_rule)


def _about(amount: float, one: str, several: str) -> Phrase:
    """Return an amount with four digits at most; one with more than two decimals is ``about`` so much."""
    shown = float(f"{amount:.4g}")
    said = counted(int(shown) if shown.is_integer() else shown, one, several)
    return said if amount == round(amount, 2) else say("about {}", said)


def percent(share: float) -> Figure:
    """Return a share of 0 to 1 as ``36.5 %``."""
    return Figure(f"{100 * share:.1f} %")


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


def may_be_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula; they skip blanks before one."""
    return text.lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def one_line(text: str) -> str:
    """Return a title without line breaks, tabs and codes that would steer a terminal or turn text round."""
    shown = "".join(c if c.isprintable() or c in _UNBROKEN else " " for c in text)
    return " ".join(part for part in shown.split(" ") if part)
