"""The days of a conference, the bands of each, the kinds of session that use them, and what hours are for."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, PositiveInt, model_validator

from scheduler.instance.frozen import Frozen, Identifier, Minutes, Title, is_empty, is_unsaid
from scheduler.instance.moments import AnyWindow, Clock, Day, clock_text
from scheduler.instance.resources import Feature


class Purpose(StrEnum):
    """What the hours of a session count as, when programmes are compared."""

    DEVELOPMENT = "development"
    """Issues of development: what the participants come for."""
    ADMINISTRATION = "administration"
    """The conference's own business: elections, budget, structure, editing."""
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


class Pause(Hours):
    """A break of a band: coffee and the like."""

    title: Title | None = None
    """Name for people."""


class Band(Hours):
    """A part of the day that sessions may use, such as the morning; breaks cut it into stretches."""

    id: Identifier
    """Name by which kinds of session refer to it; the same in every profile."""
    official: bool = True
    """Whether it belongs to the official hours (lunch and evening do not)."""
    joins: bool = Field(default=False, exclude_if=is_empty)
    """Whether a session may run on into the band that begins where it ends, from 24:00 into the next date."""
    breaks: tuple[Pause, ...] = ()
    """Coffee and the like, inside the band: a session runs across one only if it spans breaks."""

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


class DayProfile(Frozen):
    """The bands of certain days. A date named by a profile counts before its weekday."""

    id: Identifier
    """Name of the profile."""
    weekdays: Annotated[tuple[Weekday, ...], AfterValidator(_distinct_weekdays)] = ()
    """Weekdays that follow this profile."""
    dates: tuple[Day, ...] = ()
    """Single dates that follow it."""
    bands: tuple[Band, ...]
    """Its bands; they do not overlap. None: a day on which nothing takes place."""
    standard_starts: dict[Identifier, Annotated[tuple[Clock, ...], Field(min_length=1)]] = {}
    """Standard starts on its days of kinds that have others on other days."""

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


def profile_on(profiles: Iterable[DayProfile], day: date) -> DayProfile | None:
    """Return the profile of a date: the one that names it, else the one of its weekday."""
    weekday = WEEK[day.weekday()]
    by_weekday = None
    for profile in profiles:
        if day in profile.dates:
            return profile
        if weekday in profile.weekdays:
            by_weekday = profile
    return by_weekday


class Agenda(Frozen):
    """How much a session, or each session of a kind, takes of items."""

    minutes: Minutes | None = None
    """Minutes for items, 0 for none; all that the session works, unless fewer are given."""
    at_most: PositiveInt | None = None
    """Items at most; any number, unless given."""
    spare: Minutes = Field(default=timedelta(), exclude_if=is_empty)
    """Minutes of them that should stay free, for what overruns."""


LENGTH_TITLE = "Session of {} min"
"""What import calls a kind of sessions of which nothing is known but how long they are."""


class Kind(Frozen):
    """A kind of session, and the hours that it may use."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    bands: tuple[Identifier, ...] = Field(min_length=1)
    """Bands that its sessions may use."""
    first_days: PositiveInt | None = None
    """Its sessions take place within this many first days of the conference (days with a band)."""
    official_hours_only: bool = False
    """Its sessions stay inside official hours, whatever else `bands` would allow."""
    span_breaks: bool = False
    """Whether its sessions may run across breaks, which are added to their ends; not started in one."""
    late_is_fine: bool = False
    """An evening costs nothing (receptions)."""
    windows: tuple[AnyWindow, ...] = ()
    """Each of its sessions that does not say its own must lie inside one of these, if any is given."""
    purpose: Purpose | None = None
    """What the hours of its sessions count as, unless their body or they themselves say otherwise."""
    standard_starts: tuple[Clock, ...] = ()
    """When its sessions should start; at any time unless given."""
    integrated: bool = False
    """Whether each of its sessions is to say what comes of it, whom it is for, and who is invited."""
    needs: tuple[Feature, ...] = Field(default=(), exclude_if=is_empty)
    """Features that the room of each of its sessions must offer, besides what the session needs."""
    remote: dict[Identifier, PositiveInt] = {}
    """Remote participants by site, of each of its sessions that does not say its own."""
    uses: dict[Identifier, PositiveInt] = {}
    """Countable resources that each of its sessions takes that does not say its own."""
    agenda: Agenda | None = Field(default=None, exclude_if=is_unsaid)
    """What each of its sessions takes of items that does not say its own."""
    any_day: bool = Field(default=False, exclude_if=is_empty)
    """Whether its sessions may be held on weekends and public holidays of their place."""
    daily_hours: Hours | None = Field(default=None, exclude_if=is_unsaid)
    """Hours of each day that remote participants follow, by the clocks of the place; of sessions of days."""
    tasks_at_most: PositiveInt | None = Field(default=None, exclude_if=is_unsaid)
    """Tasks with which each of its sessions may deal; any number unless given."""
