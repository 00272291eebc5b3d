"""A schedule: which session starts when, in which room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from scheduler.errors import InputError


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
        if getattr(self.start, "tzinfo", None) is not UTC:
            raise InputError(f"{self.session}: found the start {self.start!r}, expected it in UTC.")
        if self.seated != tuple(sorted(self.seated)):
            raise InputError(f"{self.session}: found {self.seated!r} seated, expected them sorted.")


@dataclass(frozen=True, slots=True)
class Duty:
    """The duty of a team of interpreters in one half-day."""

    pool: str
    """Id of its pool."""
    team: int
    """Number of the team in its pool, from 1 on."""
    start: datetime
    """First instant of the half-day, in UTC."""
    sessions: tuple[str, ...]
    """Ids of the sessions that it serves, in order of time."""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item on the agenda of a session, or a part of one."""

    session: str
    """Id of the session."""
    item: str
    """Id of the item."""
    minutes: int
    """Minutes that it is given there, positive."""

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise InputError(f"{self.item}: is given {self.minutes} minutes in {self.session}.")


@dataclass(frozen=True)
class Schedule:
    """The sessions of an instance that are held, each placed once; sorted by start, room and session."""

    assignments: tuple[Assignment, ...]
    roster: tuple[Duty, ...] = ()
    """Duties of teams that work in half-days, sorted by pool, team and start; empty if not assigned."""
    agendas: tuple[AgendaEntry, ...] = ()
    """What is dealt with: the agendas of the sessions one after the other, each in its own order."""

    def __repr__(self) -> str:
        return f"Schedule({len(self.assignments)} sessions)"

    @classmethod
    def of(
        cls,
        assignments: Iterable[Assignment],
        roster: Iterable[Duty] = (),
        agendas: Iterable[AgendaEntry] = (),
    ) -> "Schedule":
        """Make a schedule of assignments, and of duties, in any order; entries of a session in its order."""
        try:
            placed = tuple(sorted(assignments, key=lambda a: (a.start, a.room, a.session)))
        except (AttributeError, TypeError) as error:
            raise InputError(f"Schedule.of: expected assignments, but {error}.") from error
        position = {each.session: number for number, each in enumerate(placed)}
        last = len(placed)
        return cls(
            placed,
            tuple(sorted(roster, key=lambda d: (d.pool, d.team, d.start))),
            tuple(sorted(agendas, key=lambda e: (position.get(e.session, last), e.session))),
        )

    def with_agendas(self, agendas: Iterable[AgendaEntry]) -> "Schedule":
        """Return the same with other agendas; those of a session in its order."""
        return Schedule.of(self.assignments, self.roster, agendas)

    def with_roster(self, roster: Iterable[Duty]) -> "Schedule":
        """Return the same with another roster."""
        return Schedule.of(self.assignments, roster, self.agendas)

    def with_places(self, assignments: Iterable[Assignment]) -> "Schedule":
        """Return other assignments with the agendas of those sessions that are held; without a roster."""
        placed = tuple(assignments)
        held = {each.session for each in placed}
        return Schedule.of(placed, (), (each for each in self.agendas if each.session in held))

    def with_place(self, place: Assignment) -> "Schedule":
        """Return the same with one session on another place; without a roster."""
        others = (each for each in self.assignments if each.session != place.session)
        return self.with_places((*others, place))

    @cached_property
    def agenda_by_session(self) -> Mapping[str, tuple[AgendaEntry, ...]]:
        """Agenda entries in order, by session id."""
        entries: dict[str, list[AgendaEntry]] = {}
        for entry in self.agendas:
            entries.setdefault(entry.session, []).append(entry)
        return {session: tuple(each) for session, each in entries.items()}

    @cached_property
    def entries_by_item(self) -> Mapping[str, tuple[AgendaEntry, ...]]:
        """Where each item that is dealt with is so, by item id; in order of the start of the sessions."""
        entries: dict[str, list[AgendaEntry]] = {}
        for entry in self.agendas:
            entries.setdefault(entry.item, []).append(entry)
        return {item: tuple(each) for item, each in entries.items()}

    def agenda_of(self, session: str) -> tuple[AgendaEntry, ...]:
        """Return what is dealt with in a session, in order; nothing, if it has no agenda."""
        return self.agenda_by_session.get(session, ())

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
