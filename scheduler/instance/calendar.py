"""The days of a conference, the bands of each, the kinds of session that use them, and what hours are for."""

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PositiveInt, model_validator

from scheduler.instance.frozen import (
    Frozen,
    Identified,
    Identifier,
    Minutes,
    TableRow,
    Title,
    is_empty,
    is_unsaid,
)
from scheduler.instance.moments import AnyWindow, Clock, Day, Span, clock_text, instant_at
from scheduler.instance.resources import Feature


class Purpose(StrEnum):
    """What the hours of a session are for, in comparisons of programmes."""

    DEVELOPMENT = "development"
    """Issues of development, for which the participants come."""
    ADMINISTRATION = "administration"
    """Business of the conference: elections, budget, structure, editing."""
    STATEMENTS = "statements"
    """Policy statements, delivered one after the other."""


class Weekday(StrEnum):
    """A day of the week, Monday first as in ISO 8601."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEK = tuple(Weekday)


class Hours(Frozen):
    """Hours of a day, by a wall clock."""

    start: Clock = Field(alias="from")
    """First minute."""
    end: Clock = Field(alias="to")
    """End: the first minute after."""

    @model_validator(mode="after")
    def _forwards(self) -> "Hours":
        if self.end <= self.start:
            raise ValueError("the hours end before they begin")
        return self

    def on(self, day: date, zone: ZoneInfo) -> Span:
        """Return when they begin and end on a date, by the clocks of a zone."""
        return instant_at(day, self.start, zone), instant_at(day, self.end, zone)


class Pause(Hours):
    """A break of a band, such as coffee. Pages, exports and feeds show it."""

    title: Title | None = None
    """Name for people; "Break" unless given."""


class Band(Hours):
    """A part of the day, such as the morning.

    Breaks divide it into stretches. Bands of a day do not overlap.
    """

    id: Identifier
    """Name by which kinds of session refer to it; the same in every profile."""
    official: bool = True
    """Whether it belongs to the official hours; lunch and evening do not."""
    joins: bool = Field(default=False, exclude_if=is_empty)
    """Whether a session may continue into the band that begins where this one ends, also after
    midnight."""
    breaks: tuple[Pause, ...] = ()
    """Breaks inside the band. Only a session that spans breaks runs across one."""

    @model_validator(mode="after")
    def _breaks_inside(self) -> "Band":
        edge = self.start
        for pause in sorted(self.breaks, key=lambda pause: pause.start):
            if pause.start < edge or pause.end > self.end:
                hours = f"from {clock_text(pause.start)} to {clock_text(pause.end)}"
                raise ValueError(f"the break {hours} lies outside its band or overlaps another")
            edge = pause.end
        return self

    def stretches(self) -> tuple[tuple[timedelta, timedelta], ...]:
        """Return the clock times between breaks, in order, as (from, to)."""
        pauses = sorted(self.breaks, key=lambda pause: pause.start)
        edges = [self.start, *(edge for p in pauses for edge in (p.start, p.end)), self.end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple((start, end) for start, end in pairs if start < end)

    def parts(self, working: timedelta) -> tuple[tuple[timedelta, timedelta], ...]:
        """Return the band cut into parts with so much time each at most, breaks aside, as (from, to)."""
        edges, left = [self.start], working
        for start, end in self.stretches():
            since = start
            while end - since > left:
                since += left
                edges.append(since)
                left = working
            left -= end - since
        return tuple(pairwise([*edges, self.end]))


def _distinct_weekdays(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    twice = [day for day in WEEK if days.count(day) > 1]
    if twice:
        raise ValueError(f"{', '.join(twice)} {'is' if len(twice) == 1 else 'are'} named twice")
    return days


class DayProfile(Identified):
    """The bands of certain days.

    A date in `dates` takes precedence over its weekday. A date without a profile holds no session.
    """

    weekdays: Annotated[tuple[Weekday, ...], AfterValidator(_distinct_weekdays)] = ()
    """Weekdays with this profile; each weekday is in one profile at most."""
    dates: tuple[Day, ...] = ()
    """Single dates with this profile."""
    bands: tuple[Band, ...]
    """Its bands. An empty list means that no session is held."""
    standard_starts: dict[Identifier, Annotated[tuple[Clock, ...], Field(min_length=1)]] = {}
    """Standard starts of kinds on these days, instead of those of the kind."""

    @model_validator(mode="after")
    def _bands_apart(self) -> "DayProfile":
        bands = sorted(self.bands, key=lambda band: band.start)
        for earlier, later in pairwise(bands):
            if later.start < earlier.end:
                starts, ends = clock_text(later.start), clock_text(earlier.end)
                raise ValueError(
                    f"the bands {earlier.id} and {later.id} overlap: "
                    f"{later.id} begins at {starts}, before {earlier.id} ends at {ends}"
                )
        return self


class Agenda(Frozen):
    """How many agenda items a session, or each session of a kind, takes."""

    minutes: Minutes | None = None
    """Minutes for items, 0 for none; the whole duration unless given."""
    at_most: PositiveInt | None = None
    """Number of items at most."""
    spare: Minutes = Field(default=timedelta(), exclude_if=is_empty)
    """Minutes of these that should stay free for overruns."""


LENGTH_TITLE = "Session of {} min"
"""What import calls a kind of sessions of which nothing is known but how long they are."""


class Kind(TableRow):
    """A kind of session, with the bands that it may use and the defaults of its sessions."""

    bands: tuple[Identifier, ...] = Field(min_length=1)
    """Bands that its sessions may use."""
    first_days: PositiveInt | None = None
    """Its sessions are held within this many first days (with a band) of the conference."""
    official_hours_only: bool = False
    """Whether its sessions stay inside official bands, whatever `bands` allows."""
    span_breaks: bool = False
    """Whether its sessions may run across breaks, which extend them. They never start in a break."""
    late_is_fine: bool = False
    """Whether late hours cost nothing, as for receptions."""
    windows: tuple[AnyWindow, ...] = ()
    """Default for `windows` of its sessions."""
    purpose: Purpose | None = None
    """Purpose of its sessions, unless they or their body give one."""
    standard_starts: tuple[Clock, ...] = ()
    """Preferred starts of its sessions; any time unless given."""
    integrated: bool = False
    """Whether each of its sessions should give an `output`, an `audience` and who is `invited`."""
    needs: tuple[Feature, ...] = Field(default=(), exclude_if=is_empty)
    """Features that the room of each session must have, besides those that the session needs."""
    remote: dict[Identifier, PositiveInt] = {}
    """Default for `remote` of its sessions: participants by site."""
    uses: dict[Identifier, PositiveInt] = {}
    """Default for `uses` of its sessions: units of resources."""
    agenda: Agenda | None = Field(default=None, exclude_if=is_unsaid)
    """Default for `agenda` of its sessions."""
    any_day: bool = Field(default=False, exclude_if=is_empty)
    """Whether its sessions may be held on weekends and public holidays of their place."""
    daily_hours: Hours | None = Field(default=None, exclude_if=is_unsaid)
    """On a horizon of days: hours that remote participants follow on each date, by the clocks of the
    place."""
    tasks_at_most: PositiveInt | None = Field(default=None, exclude_if=is_unsaid)
    """Number of tasks with which each session deals at most."""
