"""Where a schedule puts the submissions of a conference of CoSPLib: sessions, rooms, and slots by number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from benchmarks.cosplib.conversion import instance_of
from benchmarks.cosplib.names import Names
from scheduler.instance import Instance, Span, official_half_days
from scheduler.restrictions import Problem
from scheduler.rules import problem_of
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a submission is: in a session, from a slot on, and in a room."""

    submission: str
    session: str
    room: str
    number: int
    """From 1 on."""


@dataclass(frozen=True)
class Grid(Names):
    """The sessions, slots and rooms of a conference, as its instance has them."""

    @cached_property
    def instance(self) -> Instance:
        """The conference as an instance; a point of its penalty is one of the objective."""
        return instance_of(self.conference)

    @cached_property
    def problem(self) -> Problem:
        """What the engines are given."""
        return problem_of(self.instance)

    @cached_property
    def slot(self) -> timedelta:
        """How long a slot lasts."""
        return timedelta(minutes=self.instance.grid)

    @cached_property
    def periods(self) -> tuple[Span, ...]:
        """The stretch of each session."""
        return tuple(each.span for each in official_half_days(self.instance))

    def start(self, session: int, slot: int) -> datetime:
        """Return when a slot of a session begins, both by number from 0 on."""
        return self.periods[session][0] + slot * self.slot

    def programme(self, schedule: Schedule) -> Iterator[Slot]:
        """Yield where each submission is, in the order of the conference."""
        names = {id_: name for name, id_ in self.rooms.items()}
        for submission in self.conference.submissions:
            assignment = schedule.by_session[self.talks[submission.name]]
            position = max(n for n, each in enumerate(self.periods) if each[0] <= assignment.start)
            yield Slot(
                submission.name,
                self.conference.sessions[position].name,
                names[assignment.room],
                (assignment.start - self.periods[position][0]) // self.slot + 1,
            )

    def rows(self, schedule: Schedule) -> list[dict[str, str | int]]:
        """Return the assignments of a schedule as the benchmark's evaluators read them."""
        return [
            {
                "submission": each.submission,
                "session": each.session,
                "room": each.room,
                "slot": each.number,
            }
            for each in self.programme(schedule)
        ]
