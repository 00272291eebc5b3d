"""Ids of what a conference names, and the windows of its sessions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from benchmarks.cosplib.conference import Conference, Submission
from benchmarks.cosplib.timetable import Timetable, timetable_of
from scheduler.sources.identifiers import Identifiers

Row = dict[str, Any]
Wish = tuple[Row, float]
"""A row of a table, and the level of its item."""


@dataclass(frozen=True)
class Names:
    """A conference, and what an instance calls what is in it."""

    conference: Conference

    @cached_property
    def timetable(self) -> Timetable:
        """When its sessions are."""
        return timetable_of(self.conference)

    @cached_property
    def bands(self) -> Mapping[str, str]:
        """Ids of the bands, by name of the session."""
        return _ids("band", (session.name for session in self.conference.sessions))

    @cached_property
    def rooms(self) -> Mapping[str, str]:
        """Ids of the rooms, by name."""
        return _ids("room", self.conference.rooms)

    @cached_property
    def tracks(self) -> Mapping[str, str]:
        """Ids of the tracks that have submissions, by name."""
        return _ids("track", self.by_track)

    @cached_property
    def talks(self) -> Mapping[str, str]:
        """Ids of the submissions, by name."""
        return _ids("talk", (each.name for each in self.conference.submissions))

    @cached_property
    def by_track(self) -> Mapping[str, tuple[Submission, ...]]:
        """The submissions of each track that has some."""
        found: dict[str, tuple[Submission, ...]] = {}
        for each in self.conference.submissions:
            found[each.track] = (*found.get(each.track, ()), each)
        return found

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Ids of those who present a submission or chair its track, by name."""
        seen = (who for each in self.conference.submissions for who in self._named(each))
        return _ids("person", dict.fromkeys(seen))

    def _named(self, submission: Submission) -> Iterator[str]:
        yield from sorted(submission.presenters)
        yield from sorted(self.conference.chairs.get(submission.track, ()))

    def roles(self, submission: Submission) -> Mapping[str, list[str]]:
        """Return the ids of who presents a submission, and of others who chair its track, by role."""
        chairs = self.conference.chairs.get(submission.track, frozenset())
        groups = {"speaker": submission.presenters, "chair": chairs - submission.presenters}
        return {
            role: [self.people[who] for who in sorted(each)]
            for role, each in groups.items()
            if each
        }

    def hours(self, session: int) -> Row:
        """Return from when until when a session lasts, as a row has it."""
        begin, minutes = self.timetable.begins[session], self.timetable.minutes
        end = begin + self.conference.sessions[session].slots * minutes
        return {"from": _clock(begin), "to": _clock(end)}

    def windows(self, names: Iterable[str]) -> list[Row]:
        """Return the time of some sessions, each a window."""
        wanted = set(names)
        return [
            {"days": [self.timetable.days[number].isoformat()], **self.hours(number)}
            for number, session in enumerate(self.conference.sessions)
            if session.name in wanted
        ]


def _ids(what: str, names: Iterable[str]) -> Mapping[str, str]:
    ids = Identifiers(what)
    return {name: ids.of(name) for name in names}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
