"""Zones, instants, clock times and windows, as they are written in an instance file.

An instant always names its zone: ``2021-11-08T09:30[Africa/Addis_Ababa]``. Where the clocks go back
and a wall time comes twice, the offset in front of the zone says which one is meant:
``2021-10-31T01:30+01:00[Europe/Lisbon]`` (the notation of RFC 9557).

Every instant is kept in UTC: Python compares two datetimes of one zone by their wall times, which is
wrong on the day the clocks change.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    WithJsonSchema,
    model_validator,
)

from scheduler.instance.faults import meant, quoted
from scheduler.instance.frozen import Frozen, minutes_of

Days = Annotated[int, Field(ge=0, le=800)]
"""A number of days; no horizon is longer."""
PositiveDays = Annotated[int, Field(ge=1, le=800)]
"""A number of days, one or more."""
Length = Annotated[int, Field(ge=1, le=60)]
"""Days that a session lasts."""
UNSAID = timedelta.min
"""The duration of a session that says none."""


def _of_days(said: dict[str, Any]) -> timedelta:
    days: int | None = said.get("days")
    return UNSAID if days is None else days * DAY


Duration = Annotated[
    timedelta,
    Field(gt=timedelta(), default_factory=_of_days, validate_default=True),
    PlainSerializer(minutes_of, return_type=int),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 10080}),
]
"""How long a session lasts: what it says in minutes, or else in days."""


def with_duration(schema: dict[str, Any]) -> None:
    """Say in the schema of a session that it needs a `duration`, as all do that say no `days`."""
    schema["required"].append("duration")


DAY = timedelta(days=1)

_INSTANT = re.compile(
    r"(?P<wall>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?(\[(?P<zone>[^\]]*)\])?",
    re.ASCII,
)
_FIXED = re.compile(r"Etc/.*|(UTC|GMT)?[+-]?\d[\d:.]*|[A-Z]{1,5}(\d[A-Z]{3})?", re.ASCII)
"""Fixed offsets and abbreviations, which are not the zone of a place."""
_CLOCK = re.compile(r"(\d{2}):(\d{2})", re.ASCII)

FIRST_DATE, LAST_DATE = date(1970, 1, 1), date(2199, 12, 31)
"""Dates of conferences lie between these; sums of dates and durations stay far from what overflows."""

Day = Annotated[date, Field(ge=FIRST_DATE, le=LAST_DATE)]
"""A date, by the clocks of the venue unless something else is said."""


def monday_of(day: date) -> date:
    """Return the Monday of the week of a date."""
    return day - day.weekday() * DAY


def consecutive(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return dates in order as stretches without a gap: first and last of each."""
    runs: list[tuple[date, date]] = []
    for day in days:
        follows = bool(runs) and day == runs[-1][1] + DAY
        runs[-1:] = [(runs[-1][0], day)] if follows else [*runs[-1:], (day, day)]
    return runs


@lru_cache
def zone_names() -> frozenset[str]:
    """Return the names of places in the tz database (``Area/Place``, and ``UTC``)."""
    return frozenset(
        name for name in available_timezones() if ("/" in name and not name.startswith("Etc/"))
    ) | {"UTC"}


UNIVERSAL = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT"})
"""Names of UTC, which is kept under the first of them."""


_NAMED_AFTER = (
    "A zone is named after a city, often the largest of a country: Geneva has Europe/Zurich."
)


def zone_hint(name: str, otherwise: str = _NAMED_AFTER) -> str:
    """Return a hint at the zone that may have been meant: of that place, or of a similar one in the area."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    area, _, place = plain.replace(" ", "_").lower().rpartition("/")
    zones = {zone.rpartition("/")[2].lower(): zone for zone in sorted(zone_names())}
    near = {at: zone for at, zone in zones.items() if zone.lower().startswith(f"{area}/")} or zones
    found = zones.get(place) or near.get(meant(place, near, cutoff=0.75))
    return f"Maybe {quoted(found)}?" if found else otherwise


def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone of a name that the format knows; None for any other."""
    if name in UNIVERSAL:
        return ZoneInfo("UTC")
    return ZoneInfo(name) if name in zone_names() else None


def _zone(value: Any) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    found = zone_named(value) if isinstance(value, str) else None
    if found is None:
        if isinstance(value, str) and _FIXED.fullmatch(value):
            raise ValueError(
                "expected a place's zone (fixed offsets do not follow clock changes), "
                "such as Africa/Addis_Ababa"
            )
        raise ValueError("expected an IANA zone such as Africa/Addis_Ababa")
    return found


Zone = Annotated[
    ZoneInfo,
    BeforeValidator(_zone),
    PlainSerializer(lambda zone: zone.key, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["Africa/Addis_Ababa"]}),
]
"""A time zone by its IANA name."""


def instants_of(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants (UTC) at which the clocks of ``zone`` show the naive time ``wall``.

    None in the hour that is skipped in spring, two in the hour that is repeated in autumn.
    """
    found = []
    for fold in (0, 1):
        instant = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall and instant not in found:
            found.append(instant)
    return tuple(found)


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"expected a time with its zone. {value} has none.")
        return value.astimezone(UTC)
    match = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("expected an instant such as 2021-11-08T09:30[Africa/Addis_Ababa]")
    if match["zone"] is None:
        why = " An offset alone does not say whose clocks are meant." if match["offset"] else ""
        written = match["wall"].replace(" ", "T")
        raise ValueError(
            "expected an instant that names its zone. "
            f'Write "{written}[Area/Place]", with the quotes.{why}'
        )
    return _resolve(_wall_time(match["wall"]), match["offset"], _zone(match["zone"]))


def _wall_time(text: str) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"expected a date and time that exist. {_amiss(text)}") from error
    if not FIRST_DATE <= wall.date() <= LAST_DATE:
        raise ValueError(f"expected a date from {FIRST_DATE} to {LAST_DATE}")
    return wall


def _amiss(text: str) -> str:
    """Return what is wrong with a date and time of no calendar or clock."""
    month, hour, minute = (int(text[at : at + 2]) for at in (5, 11, 14))
    if hour > 23:
        return "Hours go from 00 to 23."
    if minute > 59:
        return "Minutes go from 00 to 59."
    return "Months go from 01 to 12." if not 1 <= month <= 12 else f"There is no {text[:10]}."


def _resolve(wall: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    instants = instants_of(wall, zone)
    ways = " or ".join(_with_offset(instant, zone) for instant in instants)
    if not instants:
        raise ValueError(f"expected a time that exists. The clocks of {zone.key} skip this one.")
    if offset is None:
        if len(instants) > 1:
            raise ValueError(
                "expected an offset in front of the zone: this time comes twice, as the clocks of "
                f"{zone.key} go back. Write {ways}."
            )
        return instants[0]
    hours, _, minutes = offset.removeprefix("Z").partition(":")
    ahead = timedelta(hours=int(hours or 0), minutes=int(f"{hours[:1]}{minutes or 0}"))
    meant = wall.replace(tzinfo=UTC) - ahead
    if meant not in instants:
        raise ValueError(f"expected the offset that {zone.key} has at that time. Write {ways}.")
    return meant


def _with_offset(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone).isoformat(timespec='minutes')}[{zone.key}]"


def utc_text(instant: datetime) -> str:
    """Return an instant as ``2021-11-08T06:30Z[UTC]``, which the format reads back."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ[UTC]")


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    PlainSerializer(utc_text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2021-11-08T09:30[Africa/Addis_Ababa]"]}),
]
"""An instant, kept in UTC; written as a wall time and the zone whose clocks show it."""


def clock_text(clock: timedelta) -> str:
    """Return a clock time as ``09:30``."""
    hours, minutes = divmod(clock // timedelta(minutes=1), 60)
    return f"{hours:02}:{minutes:02}"


def _clock(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    clock = timedelta(hours=int(match[1]), minutes=int(match[2])) if match else DAY * 2
    if clock > DAY or (match and int(match[2]) > 59):
        raise ValueError("expected a clock time such as 09:30, from 00:00 to 24:00")
    return clock


Clock = Annotated[
    timedelta,
    BeforeValidator(_clock),
    PlainSerializer(clock_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-4]):[0-5][0-9]$"}),
]
"""A time on a wall clock, as the time since midnight that the clock shows."""
_MINUTE = timedelta(minutes=1)


@lru_cache(65_536)
def instant_at(day: date, clock: timedelta, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which the clocks of ``zone`` show ``clock`` on ``day``.

    The first of two, where the clocks go back; where they skip it, the moment of the change. So what is
    later on the clocks of a day is never earlier.
    """
    wall = datetime.combine(day, datetime.min.time()) + clock
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    while (instant - _MINUTE).astimezone(zone).replace(tzinfo=None) >= wall:
        instant -= _MINUTE
    return instant


Span = tuple[datetime, datetime]
"""Two instants (UTC): from the first until just before the second."""


class Window(Frozen):
    """A stretch of time, from one instant until another."""

    start: Instant = Field(alias="from")
    """The first instant inside."""
    end: Instant = Field(alias="to")
    """The first instant after it."""

    @model_validator(mode="after")
    def _forwards(self) -> "Window":
        if self.end <= self.start:
            raise ValueError("the window ends before it begins")
        return self

    def spans(self, _zone: ZoneInfo) -> tuple[Span, ...]:
        """Return the window itself; it does not depend on a zone."""
        return ((self.start, self.end),)


class DayWindow(Frozen):
    """The same hours on some days, by the clocks of the venue, or of the person concerned."""

    days: tuple[Day, ...] = Field(min_length=1)
    """Dates."""
    start: Clock = Field(alias="from", default=timedelta())
    """First minute on each date; midnight unless given."""
    end: Clock = Field(alias="to", default=DAY)
    """End on each date; the next midnight (24:00) unless given."""

    @model_validator(mode="after")
    def _forwards(self) -> "DayWindow":
        if self.end <= self.start:
            raise ValueError("the window ends before it begins")
        return self

    def spans(self, zone: ZoneInfo) -> tuple[Span, ...]:
        """Return one span a day, in the order of the days."""
        return tuple(
            (instant_at(day, self.start, zone), instant_at(day, self.end, zone))
            for day in sorted(self.days)
        )


def is_of_days(said: Mapping[str, object]) -> bool:
    """Tell whether a window as a file has it names hours on some days, rather than two instants."""
    if any(name in said for name in ("days", "day", "dates", "date")):
        return True
    ends = (said.get(name) for name in ("from", "to", "start", "end"))
    return any(len(str(end)) < _SHORTEST_DATE for end in ends if end is not None)


_SHORTEST_DATE = len("1.1.2026")
"""Characters of a date at least; a clock time has fewer."""


def _which(said: object) -> str:
    is_day = is_of_days(said) if isinstance(said, Mapping) else isinstance(said, DayWindow)
    return "DayWindow" if is_day else "Window"


AnyWindow = Annotated[
    Annotated[Window, Tag("Window")] | Annotated[DayWindow, Tag("DayWindow")], Discriminator(_which)
]
"""A stretch of time: between two instants, or the same hours on some days."""


def spans_of(windows: Iterable[AnyWindow], zone: ZoneInfo) -> tuple[Span, ...]:
    """Return the spans of several windows, sorted; day windows are read on the clocks of ``zone``."""
    return tuple(sorted(span for window in windows for span in window.spans(zone)))
