"""Time zones as calendars carry them along, VTIMEZONE computed from the tz database."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from scheduler.errors import InputError
from scheduler.publishing.feeds.texts import is_universal
from scheduler.publishing.feeds.values import add_value, bytes_of

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(hours=6)
"""No clocks of the world have changed twice in so short a time."""
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class OffsetChange:
    """A moment at which the clocks of a zone change."""

    wall: datetime
    """Clock time at that moment, before the change; naive."""
    before: timedelta
    """Offset to UTC before it."""
    after: timedelta
    """Offset to UTC after it."""
    name: str
    """Abbreviation of the time after it."""
    saving: timedelta
    """What the tz database calls daylight saving after it; negative where winter is the exception."""


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """The n-th weekday of a month; counted from its end if n is −1."""

    month: int
    number: int
    weekday: int

    def in_year(self, year: int) -> int | None:
        """Return the day of the month in a year; None if there is no such day."""
        first, length = monthrange(year, self.month)
        day = 1 + (self.weekday - first) % 7
        if self.number < 0:
            return day + 7 * ((length - day) // 7)
        day += 7 * (self.number - 1)
        return day if day <= length else None

    def __str__(self) -> str:
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={self.number}{_WEEKDAYS[self.weekday]}"


def make_sure_of_zone(zone: str) -> None:
    """Raise `InputError` for a zone that not all calendars know: ``EST``, ``Japan``, ``Etc/GMT+3``."""
    if not is_universal(zone) and ("/" not in zone or zone.startswith("Etc/")):
        raise InputError(
            f"zone: {zone}: some calendar programs do not know this zone. Give "
            "an area and a place, such as Africa/Nairobi."
        )


@lru_cache(maxsize=64)
def timezone(zone: str, first_year: int, last_year: int) -> bytes:
    """Return the VTIMEZONE of a zone that holds for every hour from one year to another, both included."""
    component = Timezone()
    add_value(component, "tzid", "UTC" if is_universal(zone) else zone)
    changes = changes_of(zone, first_year - 1, last_year)
    of_years = [change for change in changes if change.wall.year >= first_year]
    rules = _yearly(of_years, range(first_year, last_year + 1))
    if not of_years:
        begun = _unchanged(zone, first_year if changes else first_year - 1)
        _add(component, begun, daylight=False)
    elif rules:
        _add_rules(component, of_years, rules, first_year - 1)
    else:
        all_ = [_unchanged(zone, first_year), *of_years]
        for change, daylight in zip(all_, _daylight(all_), strict=True):
            _add(component, change, daylight=daylight)
    return bytes_of(component)


def changes_of(zone: str, first_year: int, last_year: int) -> list[OffsetChange]:
    """Return the changes of a zone's clocks in some years, in order."""
    clocks = ZoneInfo(zone)
    start = datetime(first_year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC) + timedelta(days=1)
    looks = (start + _STEP * number for number in range((end - start) // _STEP + 1))
    seen = ((look, _state(clocks, look)) for look in looks)
    found = (
        _change(clocks, early, late)
        for (early, before), (late, after) in pairwise(seen)
        if before != after
    )
    return [change for change in found if first_year <= change.wall.year <= last_year]


def _change(clocks: ZoneInfo, early: datetime, late: datetime) -> OffsetChange:
    """Find the second of a change between two moments by halving."""
    old = _state(clocks, early)
    while late - early > _SECOND:
        middle = early + (late - early) // _SECOND // 2 * _SECOND
        if _state(clocks, middle) == old:
            early = middle
        else:
            late = middle
    after, name, saving = _state(clocks, late)
    return OffsetChange((late + old[0]).replace(tzinfo=None), old[0], after, name, saving)


def _state(clocks: ZoneInfo, moment: datetime) -> tuple[timedelta, str, timedelta]:
    there = moment.astimezone(clocks)
    return (there.utcoffset() or timedelta(), there.tzname() or "", there.dst() or timedelta())


def _unchanged(zone: str, year: int) -> OffsetChange:
    """Return what holds at the beginning of a year, as if it had begun then."""
    clocks = ZoneInfo(zone)
    wall = datetime(year, 1, 1)  # noqa: DTZ001 - the wall clock of the zone
    offset, name, saving = _state(clocks, wall.replace(tzinfo=clocks).astimezone(UTC))
    return OffsetChange(wall, offset, offset, name, saving)


def _yearly(changes: Sequence[OffsetChange], years: range) -> dict[timedelta, YearlyRule]:
    """Return the rules by the offset that they lead to; none, if the changes do not follow two rules."""
    by_offset: dict[timedelta, list[OffsetChange]] = {}
    for change in changes:
        by_offset.setdefault(change.after, []).append(change)
    if len(by_offset) != 2 or by_offset.keys() != {change.before for change in changes}:
        return {}
    rules = {offset: _rule_of(each, years) for offset, each in by_offset.items()}
    return {offset: rule for offset, rule in rules.items() if rule} if all(rules.values()) else {}


def _rule_of(changes: Sequence[OffsetChange], years: range) -> YearlyRule | None:
    """Return the rule that gives each of these changes, one a year; the last weekday before the fourth."""
    first = changes[0]
    alike = {(each.before, each.name, each.wall.time(), each.wall.month) for each in changes}
    if [each.wall.year for each in changes] != [*years] or len(alike) != 1:
        return None
    numbers = (-1, (first.wall.day - 1) // 7 + 1)
    rules = (YearlyRule(first.wall.month, number, first.wall.weekday()) for number in numbers)
    fitting = (
        rule
        for rule in rules
        if all(rule.in_year(each.wall.year) == each.wall.day for each in changes)
    )
    return next(fitting, None)


def _add_rules(
    component: Timezone,
    changes: Sequence[OffsetChange],
    rules: dict[timedelta, YearlyRule],
    year: int,
) -> None:
    """Add the observances of two rules, standard time first; both begin in a year before those asked."""
    for offset in sorted(rules):
        change = next(change for change in changes if change.after == offset)
        day = rules[offset].in_year(year)
        begun = change.wall.replace(year=year, day=1) + timedelta(days=(day or 1) - 1)
        onset = OffsetChange(begun, change.before, change.after, change.name, change.saving)
        _add(component, onset, daylight=offset == max(rules), rule=rules[offset])


def _daylight(changes: Sequence[OffsetChange]) -> Iterator[bool]:
    negative = any(change.saving < timedelta() for change in changes)
    ahead = [change.saving > timedelta() or (negative and not change.saving) for change in changes]
    yield from ahead if not all(ahead) else (False for _ in ahead)


def _add(
    component: Timezone, change: OffsetChange, *, daylight: bool, rule: YearlyRule | None = None
) -> None:
    observance = TimezoneDaylight() if daylight else TimezoneStandard()
    observance.add("dtstart", change.wall)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    if rule is not None:
        add_value(observance, "rrule", str(rule))
    add_value(observance, "tzname", change.name)
    component.add_component(observance)
