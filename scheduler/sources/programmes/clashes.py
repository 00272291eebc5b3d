"""What is at two places at once in a programme: it is kept as it is, and named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scheduler.sources.programmes.hours import clock
from scheduler.sources.programmes.records import Event, Programme

MOST = 20
"""Clashes that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """An event of the programme as a session, with or without a time."""

    event: Event
    id: str
    day: date | None
    span: tuple[int, int]
    """Minutes of that day, by the clocks of the venue."""
    room: str
    """Name of its room."""

    @property
    def minutes(self) -> int:
        """Minutes that it lasts."""
        return self.span[1] - self.span[0]


def clashes(programme: Programme, placed: Iterable[Held]) -> Iterator[str]:
    """Yield a line for each two sessions at once, one after the other, in a room or with a person."""
    sessions = [each for each in placed if each.day is not None]
    lines = [*_in_rooms(sessions), *_of_people(programme, sessions)]
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"And {len(lines) - MOST} more like these: `evaluate --all` names them."


def late_ones(placed: Iterable[Held]) -> list[Held]:
    """Return each session that begins while another one has its room or one of its persons, once."""
    sessions = [each for each in placed if each.day is not None]
    groups = [*_by_room(sessions).values(), *_by_person(sessions).values()]
    found = {later.id: later for group in groups for _, later in _pairs(group)}
    return list(found.values())


def _in_rooms(sessions: list[Held]) -> Iterator[str]:
    for room, held in _by_room(sessions).items():
        for pair in _pairs(held):
            yield f"{room}: twice at once: {_said(*pair)}"


def _by_room(sessions: list[Held]) -> dict[str, list[Held]]:
    rooms: dict[str, list[Held]] = {}
    for each in sessions:
        rooms.setdefault(each.room, []).append(each)
    return rooms


def _of_people(programme: Programme, sessions: list[Held]) -> Iterator[str]:
    names = {person.key: person.name for person in programme.people}
    for key, theirs in _by_person(sessions).items():
        for pair in _pairs(theirs):
            yield f"{names[key]}: in two sessions at once: {_said(*pair)}"


def _by_person(sessions: list[Held]) -> dict[str, list[Held]]:
    held: dict[str, list[Held]] = {}
    for each in sessions:
        for key in each.event.people:
            held.setdefault(key, []).append(each)
    return held


def _said(before: Held, later: Held) -> str:
    return f"{before.event.title}, and {later.event.title} ({later.day} {clock(later.span[0])})."


def _pairs(sessions: list[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield each session that begins before another one has ended, on whatever date, after that one."""
    before: tuple[datetime, Held] | None = None
    runs = (
        (start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=each.event.minutes), each)
        for each in sessions
        if (start := each.event.start) is not None
    )
    for start, end, each in sorted(runs, key=lambda run: (*run[:2], run[2].id)):
        if before is not None and start < before[0]:
            yield before[1], each
        if before is None or end > before[0]:
            before = end, each
