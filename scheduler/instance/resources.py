"""Rooms, their parts, and the ways between buildings; interpretation and other countable services."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import Annotated

from pydantic import Field, NonNegativeInt, PositiveInt, StringConstraints

from scheduler.instance.frozen import (
    Frozen,
    Identifier,
    Minutes,
    PositiveMinutes,
    TableRow,
    Title,
    is_empty,
    is_unsaid,
)
from scheduler.instance.moments import AnyWindow, Day

Feature = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
"""Something a room offers and a session needs: ``remote``, ``vip_access``, ``webcast`` …"""

REMOTE: Feature = "remote"
"""The feature that a session with remote attendance needs without saying so."""


class Room(TableRow):
    """A room, or a combination of rooms.

    While a combination is occupied its parts are, and the other way round.
    """

    building: Identifier = "main"
    """Building of the room."""
    capacity: PositiveInt | None = None
    """Seats in its usual layout; unknown unless given."""
    layouts: dict[Feature, PositiveInt] = {}
    """Seats in its other layouts."""
    booths: NonNegativeInt = 0
    """Interpreters' booths."""
    features: tuple[Feature, ...] = ()
    """Features that it offers."""
    prime: bool = False
    """Whether it is one of the best rooms."""
    turnaround: Minutes = timedelta()
    """Minutes for which it stays occupied after a session, for leaving and cleaning."""
    closures: tuple[AnyWindow, ...] = ()
    """When it is closed."""
    parts: tuple[Identifier, ...] = ()
    """Rooms of which it consists: AB of A and B."""
    floor: Title | None = None
    """Floor, in words for people."""
    holds: PositiveInt | None = Field(default=None, exclude_if=is_unsaid)
    """Sessions that it holds at once, if it has no parts; one unless given.

    A hall of posters holds many.
    """
    place: Identifier | None = Field(default=None, exclude_if=is_unsaid)
    """Town with its own holidays and time zone."""

    @property
    def most_at_once(self) -> int:
        """How many sessions it holds at once."""
        return self.holds or 1

    def seats(self, layout: str | None) -> int | None:
        """Return the seats in a layout if the room has it, else in its usual one; None if not known."""
        return self.capacity if layout is None else self.layouts.get(layout, self.capacity)


class Walk(Frozen):
    """The way between two buildings, in either direction."""

    between: tuple[Identifier, Identifier]
    """Two different buildings."""
    minutes: PositiveMinutes
    """Minutes on foot or by shuttle."""


class Counts(StrEnum):
    """How the work of interpretation teams is counted."""

    MEETINGS = "meetings"
    """A team serves a number of meetings per day and per week."""
    HALF_DAYS = "half_days"
    """A team works for half a day, and serves one meeting after another."""


class TeamAbsence(Frozen):
    """Dates on which some teams of a pool are away. Those with the highest numbers are."""

    first: Day = Field(alias="from")
    """First date."""
    last: Day = Field(alias="to")
    """Last date."""
    teams: PositiveInt = 1
    """Number of teams that are away. Rows of one date add up."""


class InterpretationPool(TableRow):
    """Teams of interpreters for the same languages. Any team of the pool can serve a session."""

    languages: tuple[Identifier, ...] = Field(min_length=1)
    """Languages; each takes a booth."""
    teams: NonNegativeInt
    """Number of teams."""
    counts: Counts = Counts.HALF_DAYS
    """How their work is counted."""
    meetings_a_day: PositiveInt = 2
    """Meetings of a team per day, if meetings are counted."""
    meetings_a_week: PositiveInt = 8
    """Meetings of a team from Monday to Sunday, if meetings are counted."""
    longest_meeting: PositiveMinutes = timedelta(minutes=180)
    """Minutes after which a team has to be relieved, if meetings are counted."""
    gap: Minutes = timedelta(minutes=90)
    """Minutes of rest after each meeting, or between two half-days of a team on one date."""
    half_day: PositiveMinutes = timedelta(minutes=180)
    """Minutes of work in a half-day, without breaks, if half-days are counted."""
    half_days_a_day: PositiveInt = 2
    """Half-days of a team per day, if half-days are counted."""
    half_days_a_week: PositiveInt = 8
    """Half-days of a team from Monday to Sunday, if half-days are counted."""
    usual_half_days_a_week: PositiveInt | None = None
    """Half-days per week and team beyond which work is overtime; no limit unless given."""
    overtime: tuple[Identifier, ...] = ()
    """Bands in which half-days are overtime."""
    absences: tuple[TeamAbsence, ...] = Field(default=(), exclude_if=is_empty)
    """Dates on which some teams are away."""

    def teams_on(self, day: date) -> int:
        """Return how many teams are there on a date: those with the lowest numbers."""
        away = (each.teams for each in self.absences if each.first <= day <= each.last)
        return max(0, self.teams - sum(away))


class Resource(TableRow):
    """Countable equipment or services that sessions take, such as remote-support crews or captioning."""

    count: NonNegativeInt
    """Number of units."""
    changeover: Minutes = timedelta()
    """Minutes for which units stay taken after each session."""


def with_parts(rooms: Mapping[str, Room], room: str) -> Iterator[Room]:
    """Yield a room, its parts, and theirs, each once: all that is held with it."""
    waiting, seen = [room], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield rooms[name]
            waiting += rooms[name].parts[::-1]


def parts_by_room(rooms: Mapping[str, Room]) -> Mapping[str, tuple[str, ...]]:
    """Return the rooms without parts that each room consists of, in order: itself, if it has none."""
    found: dict[str, tuple[str, ...]] = {}
    for room in TopologicalSorter({id_: each.parts for id_, each in rooms.items()}).static_order():
        leaves = dict.fromkeys(leaf for part in rooms[room].parts for leaf in found[part])
        found[room] = tuple(leaves) or (room,)
    return found
