"""Times on the command line: every form in which the program itself writes them is read.

A time is a day with a clock time, on the clocks of the venue unless an offset or a zone is given. Of a
stretch of time (``Tue 9 Nov 10:00-10:30``) the beginning is meant.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from scheduler.cli.inputs.days import Calendar, date_named, days_named, no_such_day, plain, several
from scheduler.errors import InputError
from scheduler.instance import FIRST_DATE, LAST_DATE, Instant, instants_of
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
    if not inside:
        return date_named(calendar, name, option)
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
