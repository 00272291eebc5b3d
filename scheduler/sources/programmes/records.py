"""Programmes of other systems, in one form for all formats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.instance import Span

MADE_ROOM = "Room to be announced"
"""Name, before a number, of rooms made for sessions without one."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks."""

    key: str
    """Key of the person in the file: an id, a code, or else the name."""
    name: str
    available: tuple[Span, ...] = ()
    """When the person is available; empty for always."""


@dataclass(frozen=True, slots=True)
class EventRoom:
    """A room; files know it by its name."""

    name: str
    capacity: int | None = None
    open: tuple[Span, ...] = ()
    """When it is available; empty for always."""


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """A session, with or without a time."""

    title: str
    start: datetime | None
    """None for one that has no time yet."""
    minutes: int
    room: str = ""
    kind: str = ""
    track: str = ""
    people: tuple[str, ...] = ()
    """Keys of persons, each once."""
    roles: tuple[str, ...] = ()
    """The role of each of them; empty if all are speakers."""
    description: str = ""
    language: str = ""
    name: str = ""
    """Source of its id, if not its title."""
    code: str = ""
    """Id in the other system."""
    origin: Mapping[str, str | int] = field(default_factory=dict)
    """Its other data there: guid, number, slug, address."""
    attendance: int | None = None
    """How many are expected."""
    place: str = field(default="", compare=False)
    """Cell of a spreadsheet, as notes name it."""


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event of the programme as a session, with or without a time."""

    event: SourceEvent
    id: str
    day: date | None
    span: tuple[int, int]
    """Minutes of that day, by the clocks of the venue."""
    room: str
    """Name of its room."""


def together(roles: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Return persons with their roles, and others with theirs: who chairs and speaks besides is the chair."""
    both = {**roles, **others}
    return {each: "chair" if roles.get(each) == "chair" else role for each, role in both.items()}


@dataclass(frozen=True, slots=True)
class ProgrammeBreak:
    """Coffee, lunch and the like, for all."""

    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SourceProgramme:
    """All that was read; names of rooms and tracks that only events mention are missing in their lists."""

    title: str
    zone: ZoneInfo
    events: tuple[SourceEvent, ...]
    people: tuple[Speaker, ...] = ()
    places: tuple[EventRoom, ...] = ()
    tracks: tuple[str, ...] = ()
    breaks: tuple[ProgrammeBreak, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    acronym: str = ""
    """A short name."""
    is_untitled: bool = False
    """Whether its title is but the name of its file."""
