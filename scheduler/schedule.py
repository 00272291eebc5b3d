"""A schedule: which session starts when, in which room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Assignment:
    """A session, placed."""

    session: str
    """Id of the session."""
    start: datetime
    """First instant, in UTC."""
    room: str
    """Id of the room."""
    seated: tuple[str, ...] = ()
    """Ids of the persons who are given a seat on its panel, sorted."""

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC:
            raise ValueError(f"{self.session}: the start is not in UTC: {self.start!r}")
        if self.seated != tuple(sorted(self.seated)):
            raise ValueError(f"{self.session}: the persons seated are not sorted: {self.seated!r}")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a team of interpreters does in one half-day."""

    pool: str
    """Id of its pool."""
    team: int
    """Number of the team in its pool, from 1 on."""
    start: datetime
    """First instant of the half-day, in UTC."""
    sessions: tuple[str, ...]
    """Ids of the sessions that it serves, in order of time."""


@dataclass(frozen=True)
class Schedule:
    """The sessions of an instance that are held, each placed once; sorted by start, room and session."""

    assignments: tuple[Assignment, ...]
    roster: tuple[Duty, ...] = ()
    """Duties of teams that work in half-days, sorted by pool, team and start; none where nobody gave them."""

    @classmethod
    def of(cls, assignments: Iterable[Assignment], roster: Iterable[Duty] = ()) -> "Schedule":
        """Make a schedule of assignments, and of duties, in any order."""
        return cls(
            tuple(sorted(assignments, key=lambda a: (a.start, a.room, a.session))),
            tuple(sorted(roster, key=lambda d: (d.pool, d.team, d.start))),
        )

    @cached_property
    def by_session(self) -> Mapping[str, Assignment]:
        """Assignments by session id."""
        return {assignment.session: assignment for assignment in self.assignments}

    @cached_property
    def seats_by_person(self) -> Mapping[str, frozenset[str]]:
        """Sessions in which each person is given a seat, if in any."""
        seats: dict[str, set[str]] = {}
        for assignment in self.assignments:
            for person in assignment.seated:
                seats.setdefault(person, set()).add(assignment.session)
        return {person: frozenset(sessions) for person, sessions in seats.items()}

    def seats_of(self, person: str) -> frozenset[str]:
        """Return the sessions in which a person is given a seat."""
        return self.seats_by_person.get(person, frozenset())
