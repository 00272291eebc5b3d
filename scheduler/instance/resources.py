"""Rooms, their parts, and the ways between buildings; interpretation and other countable services."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, NonNegativeInt, PositiveInt, StringConstraints

from scheduler.instance.frozen import (
    Frozen,
    Identifier,
    Minutes,
    PositiveMinutes,
    Title,
    is_empty,
    is_unsaid,
)
from scheduler.instance.moments import AnyWindow, Day

Feature = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
"""Something a room offers and a session needs: ``remote``, ``vip_access``, ``webcast`` …"""

REMOTE: Feature = "remote"
"""The feature that a session with remote attendance needs without saying so."""


class Room(Frozen):
    """A room, or a combination of rooms."""

    id: Identifier
    """Name by which sessions and schedules refer to it."""
    title: Title | None = None
    """Name for people."""
    building: Identifier = "main"
    """Building it is in."""
    capacity: PositiveInt | None = None
    """Seats in its usual layout; not known unless given."""
    layouts: dict[Feature, PositiveInt] = {}
    """Seats in each other layout it can be given."""
    booths: NonNegativeInt = 0
    """Interpreters' booths."""
    features: tuple[Feature, ...] = ()
    """What it offers."""
    prime: bool = False
    """Whether it is one of the good rooms."""
    turnaround: Minutes = timedelta()
    """Minutes it stays held after a session, for leaving and cleaning."""
    closures: tuple[AnyWindow, ...] = ()
    """When it cannot be used."""
    parts: tuple[Identifier, ...] = ()
    """The rooms it is made of, if it is a combination: AB of A and B."""
    floor: Title | None = None
    """Floor it is on, in words for people."""
    holds: PositiveInt | None = Field(default=None, exclude_if=is_unsaid)
    """Sessions that it holds at once, if it has no parts: a hall of posters holds many; one unless given."""
    place: Identifier | None = Field(default=None, exclude_if=is_unsaid)
    """Town it is in, with holidays and clocks of its own."""

    @property
    def most_at_once(self) -> int:
        """How many sessions it holds at once."""
        return self.holds or 1

    def seats(self, layout: str | None) -> int | None:
        """Return the seats in a layout if the room has it, else in its usual one; None if not known."""
        return self.capacity if layout is None else self.layouts.get(layout, self.capacity)


class Walk(Frozen):
    """The way between two buildings, either direction."""

    between: tuple[Identifier, Identifier]
    """Two different buildings."""
    minutes: PositiveMinutes
    """Minutes on foot or by shuttle."""


class Counts(StrEnum):
    """By what the work of interpretation teams is counted."""

    MEETINGS = "meetings"
    """Each meeting is one of so many that a team serves a day and a week."""
    HALF_DAYS = "half_days"
    """A team works for half a day, in which it serves one meeting after another."""


class TeamAbsence(Frozen):
    """Days on which some of the teams of a pool are not there: they are ill, or come later."""

    first: Day = Field(alias="from")
    """First date on which they are away."""
    last: Day = Field(alias="to")
    """Last date on which they are."""
    teams: PositiveInt = 1
    """How many teams are away; those of several rows on a date add up."""


class InterpretationPool(Frozen):
    """Teams of interpreters of the same languages; any team of the pool can serve a meeting."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    languages: tuple[Identifier, ...] = Field(min_length=1)
    """Languages it serves, a booth each."""
    teams: NonNegativeInt
    """Teams on site."""
    counts: Counts = Counts.HALF_DAYS
    """By what their work is counted."""
    meetings_a_day: PositiveInt = 2
    """Meetings that a team serves a day, if meetings are counted."""
    meetings_a_week: PositiveInt = 8
    """Meetings that a team serves from Monday to Sunday, if meetings are counted."""
    longest_meeting: PositiveMinutes = timedelta(minutes=180)
    """Minutes after which a team must be relieved, if meetings are counted."""
    gap: Minutes = timedelta(minutes=90)
    """Minutes of rest after each meeting, or between two half-days of a team on one date."""
    half_day: PositiveMinutes = timedelta(minutes=180)
    """Minutes of work in a half-day of a team, breaks aside, if half-days are counted."""
    half_days_a_day: PositiveInt = 2
    """Half-days that a team works a day, if half-days are counted."""
    half_days_a_week: PositiveInt = 8
    """Half-days that a team works from Monday to Sunday, if half-days are counted."""
    usual_half_days_a_week: PositiveInt | None = None
    """Half-days of a week after which further ones are overtime; none are unless given."""
    overtime: tuple[Identifier, ...] = ()
    """Bands in which half-days are overtime."""
    absences: tuple[TeamAbsence, ...] = Field(default=(), exclude_if=is_empty)
    """Dates on which some of its teams are away; those with the highest numbers are."""

    def teams_on(self, day: date) -> int:
        """Return how many teams are there on a date: those with the lowest numbers."""
        away = (each.teams for each in self.absences if each.first <= day <= each.last)
        return max(0, self.teams - sum(away))


class Resource(Frozen):
    """Something countable that sessions take while they run: remote-support crews, captioning."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    count: NonNegativeInt
    """How many there are."""
    changeover: Minutes = timedelta()
    """Minutes it stays taken after each session."""


def with_parts(rooms: Mapping[str, Room], room: str) -> Iterator[Room]:
    """Yield a room, its parts, and theirs: all that is held with it."""
    yield rooms[room]
    for part in rooms[room].parts:
        yield from with_parts(rooms, part)


def parts_by_room(rooms: Mapping[str, Room]) -> Mapping[str, tuple[str, ...]]:
    """Return the rooms without parts that each room consists of, in order: itself, if it has none."""
    found: dict[str, tuple[str, ...]] = {}

    def parts_of(room: str) -> tuple[str, ...]:
        if room not in found:
            direct = rooms[room].parts
            parts = dict.fromkeys(leaf for part in direct for leaf in parts_of(part))
            found[room] = tuple(parts) if direct else (room,)
        return found[room]

    return {room: parts_of(room) for room in rooms}
