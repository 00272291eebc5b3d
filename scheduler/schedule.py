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

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC:
            raise ValueError(f"{self.session}: the start is not in UTC: {self.start!r}")


@dataclass(frozen=True)
class Schedule:
    """The sessions of an instance that are held, each placed once; sorted by start, room and session."""

    assignments: tuple[Assignment, ...]

    @classmethod
    def of(cls, assignments: Iterable[Assignment]) -> "Schedule":
        """Make a schedule of assignments in any order."""
        return cls(tuple(sorted(assignments, key=lambda a: (a.start, a.room, a.session))))

    @cached_property
    def by_session(self) -> Mapping[str, Assignment]:
        """Assignments by session id."""
        return {assignment.session: assignment for assignment in self.assignments}
