"""The timeline of a conference: a slot is a step of it, a session a stretch with a gap after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from benchmarks.cosplib.conference import Conference, Submission
from scheduler.restrictions import Span
from scheduler.schedule import Schedule

ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
SLOT = timedelta(minutes=15)
GAP = 4
"""Slots between two sessions."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a submission is: in a session, from a slot on, and in a room."""

    submission: str
    session: str
    room: str
    number: int
    """From 1 on."""


@dataclass(frozen=True)
class Grid:
    """The timeline of a conference."""

    conference: Conference

    @cached_property
    def begins(self) -> Sequence[int]:
        """Step of the timeline at which each session begins."""
        lengths = [session.slots + GAP for session in self.conference.sessions]
        return [0, *accumulate(lengths)][: len(lengths)]

    @cached_property
    def periods(self) -> tuple[Span, ...]:
        """The stretch of each session."""
        pairs = zip(self.begins, self.conference.sessions, strict=True)
        return tuple((_at(begin), _at(begin + session.slots)) for begin, session in pairs)

    @cached_property
    def starts(self) -> tuple[tuple[datetime, int], ...]:
        """Every slot, with the position of its session."""
        return tuple(
            (_at(begin + slot), position)
            for position, begin in enumerate(self.begins)
            for slot in range(self.conference.sessions[position].slots)
        )

    @cached_property
    def by_track(self) -> dict[str, list[Submission]]:
        """The submissions of each track that has some."""
        found: dict[str, list[Submission]] = {}
        for submission in self.conference.submissions:
            found.setdefault(submission.track, []).append(submission)
        return found

    def programme(self, schedule: Schedule) -> Iterator[Slot]:
        """Yield where each submission is, in the order of the conference."""
        for submission in self.conference.submissions:
            assignment = schedule.by_session[submission.name]
            step = (assignment.start - ORIGIN) // SLOT
            position = max(n for n, begin in enumerate(self.begins) if begin <= step)
            yield Slot(
                submission.name,
                self.conference.sessions[position].name,
                assignment.room,
                step - self.begins[position] + 1,
            )


def _at(step: int) -> datetime:
    return ORIGIN + step * SLOT
