"""Times on the command line: moments, and hours of days.

Every form in which the program itself writes a time is read. A time is a day with a clock time, on the clocks
of the venue unless an offset or a zone is given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from scheduler.cli.inputs.days import (
    Calendar,
    calendar_of,
    date_named,
    days_named,
    no_such_day,
    plain,
    several,
)
from scheduler.errors import InputError
from scheduler.instance import (
    DAY,
    FIRST_DATE,
    LAST_DATE,
    Instance,
    Instant,
    Span,
    instant_at,
    instants_of,
)
from scheduler.translations import names_of_months, names_of_weekdays
from scheduler.wording import moment

_INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)

_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})(?::| ?h ?)(\d{2})(?::\d{2})?(?!\d)", re.ASCII | re.IGNORECASE
)
_OFFSET = r"UTC(?P<hours>[+-](1[0-4]|0?\d)(?!\d))?(?::(?P<minutes>\d{2}))?"
_REST = re.compile(
    r"( ?(-|to|a) ?([a-z0-9.,]+ )*\d{1,2}:\d{2}( the next day| le lendemain)?)?"
    rf"( ?{_OFFSET})?( at the venue)?( \([^)]*\))?",
    re.ASCII | re.IGNORECASE,
)
"""What may follow a clock time: the end of a stretch, whose clocks are meant, and a note."""


_NOON = re.compile(r"\b(noon|midi)\b", re.IGNORECASE)
_HALF = re.compile(
    r"(?<![\d:.])(0?[1-9]|1[0-2])(?:[:.](\d{2}))? ?([ap])(?:\.m\.|m\b)", re.ASCII | re.IGNORECASE
)
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2}) ?h\b(?! ?\d)", re.ASCII | re.IGNORECASE)


def with_clocks(text: str) -> str:
    """Return a text with `3pm`, `3:30 p.m.`, `15h` and `noon` as clock times of 24 hours."""
    noon = _NOON.sub("12:00", plain(text))
    return _HOUR.sub(r"\1:00", _HALF.sub(_of_24_hours, noon))


def _of_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02}:{match[2] or '00'}"


def moment_named(calendar: Calendar, text: str, option: str, *, inside: bool) -> datetime:
    """Return the instant of a time, in UTC.

    ``2021-11-09T10:00``, ``tue 10:00``, ``tue 10am``, ``Tue 9 Nov 10:00``, ``mar. 9 nov. 10:00``, ``day 2
    10:00`` and ``2021-11-09T10:00+03:00`` are the same. On a horizon of days a date alone is its midnight.
    With `inside` it has to be on a day of the conference.

    Raises
    ------
    InputError
        When it is no time, or not one; it says how times are written.
    """
    found = _found(calendar, text, option, inside=inside)
    if inside and found.astimezone(calendar.zone).date() not in calendar.days:
        raise no_such_day(calendar, text, option)
    return found


def _found(calendar: Calendar, text: str, option: str, *, inside: bool) -> datetime:
    written = with_clocks(text)
    if "[" in written:
        return _with_zone(calendar, text.strip(), option)
    if (exact := _exact(written)) is not None:
        return exact
    clock = _CLOCK.search(written)
    if clock is None and calendar.by_days:
        day = _day(calendar, written.strip(), text, option, inside=inside)
        return datetime.combine(day, datetime.min.time(), UTC)
    rest = _REST.fullmatch(written[clock.end() :]) if clock else None
    if not clock or not rest or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise _no_time(calendar, text, option)
    name = written[: clock.start()].removesuffix("T").strip(" ,")
    if not name:
        raise _no_time(calendar, text, option)
    day = _day(calendar, name, text, option, inside=inside)
    wall = datetime.combine(day, datetime.min.time())
    wall += timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    offset = _offset(rest[0])
    if offset is not None:
        return wall.replace(tzinfo=offset).astimezone(UTC)
    return _only(calendar.zone, wall, text, option)


def _day(calendar: Calendar, name: str, text: str, option: str, *, inside: bool) -> date:
    return _one(calendar, name, text, option) if inside else date_named(calendar, name, option)


def _one(calendar: Calendar, name: str, text: str, option: str) -> date:
    """Return the one day of the conference of that name, which is part of a text."""
    days = sorted(days_named(calendar, [name], option))
    if len(days) > 1:
        raise several(option, text, days)
    return days[0]


def _only(zone: ZoneInfo, wall: datetime, text: str, option: str) -> datetime:
    """Return the one instant at which the clocks of the venue show a time."""
    instants = instants_of(wall, zone)
    if not instants:
        raise InputError(f"{option} {text}: the clocks of {zone.key} skip this time.")
    if len(instants) > 1:
        ways = " or ".join(each.astimezone(zone).isoformat(timespec="minutes") for each in instants)
        raise InputError(
            f"{option} {text}: this time comes twice, as the clocks go back. Write {ways}."
        )
    return instants[0]


def _exact(text: str) -> datetime | None:
    """Return the instant of an ISO time with an offset, of whole minutes."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None or not FIRST_DATE <= found.date() <= LAST_DATE:
        return None
    return found.astimezone(UTC).replace(second=0, microsecond=0)


def _with_zone(calendar: Calendar, text: str, option: str) -> datetime:
    """Return the instant of a time with the zone whose clocks show it, as in instance files."""
    try:
        return _INSTANT.validate_python(text)
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ").rstrip(".")
        if said.startswith("expected an instant such as"):
            raise _no_time(calendar, text, option) from error
        raise InputError(f"{option}: found {text}, {said}.") from error


def _offset(rest: str) -> timezone | None:
    """Return the offset that is told after a clock time, if one is."""
    match = re.search(_OFFSET, rest, re.ASCII)
    if match is None:
        return None
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    return timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))


def _no_time(calendar: Calendar, text: str, option: str) -> InputError:
    """Say in which forms times are read."""
    first = calendar.first
    ten = instants_of(
        datetime.combine(first, datetime.min.time()) + timedelta(hours=10), calendar.zone
    )
    words = moment(ten[0], calendar.zone) if ten else f"{first.day} {first:%b} 10:00"
    exact = ten[0].astimezone(calendar.zone).isoformat(timespec="minutes") if ten else ""
    weekday, month = (
        names_of_weekdays("fr")[first.weekday()],
        names_of_months("fr")[first.month - 1],
    )
    french = f"{weekday[:3]}. {first.day} {month} 10:00"
    ways = (f"'{words[:3].lower()} 10:00'", f"'{words}'", f"'{french}'", "'day 1 10:00'", exact)
    return InputError(
        f"{option} {text}: no such time. Write it as {first}T10:00, {', '.join(ways[:-1])} or {ways[-1]}."
    )


def day_named(instance: Instance, text: str, option: str) -> date:
    """Return the one day of the conference that is named.

    Raises
    ------
    InputError
        When there is none, or several.
    """
    return _one(calendar_of(instance), text, text, option)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some hours of a day, on the clocks of the venue."""

    day: date
    since: timedelta = timedelta()
    until: timedelta = DAY

    def span(self, instance: Instance) -> Span:
        """Return it as two instants."""
        zone = instance.zone
        return instant_at(self.day, self.since, zone), instant_at(self.day, self.until, zone)


def stretch_named(instance: Instance, text: str, option: str) -> Stretch:
    """Return the hours of one day, as `stretches_named` reads them.

    Raises
    ------
    InputError
        When they are none, or those of several days.
    """
    found = stretches_named(instance, text, option)
    if len(found) > 1:
        raise InputError(f"{option} {text}: name one day, such as 'tue 15:00-16:30'.")
    return found[0]


def stretches_named(instance: Instance, text: str, option: str) -> list[Stretch]:
    """Return hours of a day, of the days from one to another, or of each day.

    Days are `tue`, `tue..thu` or `always`; hours are a band such as `morning`, `15:00-16:30`, `from 15:00`
    or `until 15:00`. Hours alone, `mornings` and `afternoons` are those of each day. Of several last days
    the first one after the first day is meant.

    Raises
    ------
    InputError
        When they are none.
    """
    written = with_clocks(_HALVES.get(text.strip().lower(), text))
    clocks = [*_CLOCK.finditer(written)]
    if not clocks:
        name, band = _without_band(instance, written)
        days = _days_of(instance, name, text, option)
        return (
            [_band(instance, day, band, text, option) for day in days]
            if band
            else [*map(Stretch, days)]
        )
    times = [_time(each, text, option) for each in clocks[:2]]
    name = re.sub(r"T$", "", written[: clocks[0].start()]).rstrip(" ,")
    side = _SIDE.search(name)
    name = name[: side.start()].rstrip(" ,") if side else name
    if len(times) == 1 and side is None:
        raise InputError(
            f"{option} {text}: until when? Write it as 'tue 15:00-16:30', 'tue from 15:00' or 'tue'."
        )
    if len(times) == 1:
        times = [times[0], DAY] if side and side["since"] else [timedelta(), times[0]]
    if times[1] <= times[0]:
        raise InputError(f"{option} {text}: ends before it begins.")
    return [Stretch(day, *times) for day in _days_of(instance, name or "always", text, option)]


def wanted_named(
    instance: Instance, texts: Sequence[str], option: str
) -> tuple[list[Stretch], bool]:
    """Return hours that are wanted, or with ``not`` before them hours that are not; and whether they are not.

    Raises
    ------
    InputError
        When they are none, or both are said.
    """
    refused = {_NOT.match(each) is not None for each in texts}
    if len(refused) > 1:
        raise InputError(f"{option}: say which hours are wanted, or which are not: one wish each.")
    bare = (_NOT.sub("", each).strip() for each in texts)
    return [
        found for each in bare for found in stretches_named(instance, each, option)
    ], True in refused


_SIDE = re.compile(
    r"\b(?:(?P<since>from|after|de|a partir de)|until|till|to|before|by|jusqu'a|avant)$",
    re.IGNORECASE,
)
"""The word before a time alone, which says whether it is the beginning or the end."""
_ALWAYS = re.compile(r"\s*(always|every day|toujours|tous les jours)\s*", re.IGNORECASE)
_NOT = re.compile(r"\s*(not|pas|never|jamais)\b", re.IGNORECASE)
_HALVES = {
    **dict.fromkeys(("mornings", "morning", "in the morning", "matins", "matin"), "before 13:00"),
    **dict.fromkeys(
        ("afternoons", "afternoon", "in the afternoon", "apres-midi", "après-midi"), "from 13:00"
    ),
}
"""Halves of each day, by noon at the table."""


def _days_of(instance: Instance, name: str, text: str, option: str) -> Sequence[date]:
    if _ALWAYS.fullmatch(name):
        return instance.dates
    first, dots, last = name.partition("..")
    since = _one(calendar_of(instance), first, text, option)
    if not dots:
        return [since]
    ends = [day for day in days_named(calendar_of(instance), [last], option) if day >= since]
    if not ends:
        raise InputError(f"{option} {text}: ends before it begins.")
    return [day for day in instance.dates if since <= day <= min(ends)]


def _time(match: re.Match[str], text: str, option: str) -> timedelta:
    time = timedelta(hours=int(match[1]), minutes=int(match[2]))
    if int(match[2]) > 59 or time > DAY:
        raise InputError(f"{option} {text}: {match[0]} is no time of day.")
    return time


def _without_band(instance: Instance, text: str) -> tuple[str, str]:
    """Return ``tue`` and ``morning`` of ``tue morning``."""
    name, _, last = text.strip().rpartition(" ")
    bands = {band.id for profile in instance.day_profiles for band in profile.bands}
    return (name.rstrip(" ,"), last.lower()) if name and last.lower() in bands else (text, "")


def _band(instance: Instance, day: date, band: str, text: str, option: str) -> Stretch:
    profile = instance.profile_of(day)
    for each in profile.bands if profile else ():
        if each.id == band:
            return Stretch(day, each.start, each.end)
    raise InputError(f"{option} {text}: that day has no {band}.")
