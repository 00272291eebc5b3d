"""The mapping of a list: which column holds what, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.lists.values import ORDERS

FIELDS: Mapping[str, str] = {
    "id": "what a session is known by",
    "title": "the title of a session; several columns are listed, if their headings say where it belongs",
    "kind": "what sort of session it is",
    "track": "the track",
    "room": "the room; several columns name it together, such as a building and a room",
    "date": "the day on which it is held",
    "start": "when it begins, with or without the day, or from when to when",
    "end": "when it ends; the day and the time may have columns of their own",
    "duration": "how long it is",
    "speakers": "who speaks; several columns are listed",
    "chair": "who chairs",
    "attendance": "how many are expected",
    "language": "its language, as two letters",
    "description": "what it is about",
}
"""What a column may hold."""
PEOPLE = {
    "list": "the sheet, or the file of CSV, that has them",
    "session": "the column with the id of the session",
    "name": "the columns of which a name is made",
    "only": "rows that are read",
}
HEADED = ("date", "room", "track")
"""What the headings of several columns of titles may say."""
LONGEST = 10_080
"""Minutes of a session at most."""
MOST_SEATS = 10**6


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Another table, with a row for each person of a session."""

    list: str
    session: str
    name: tuple[str, ...]
    only: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class ListMapping:
    """Which column of a list holds what, and how it is written."""

    title: str = ""
    lists: tuple[str, ...] = ()
    """The sheets of a workbook, or the files; that with the columns, if nothing is said."""
    is_headed: bool = True
    """Whether the list has headings; otherwise columns go by their letters."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    first_day: date | None = None
    last_day: date | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headings by what their columns hold; several of `speakers`, of rooms, and of titles side by side."""
    title_headings: str = ""
    """What the headings of several columns of titles say: the day, the room or the track of what is below."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where the mapping says so."""
    dates: str = ORDERS[0]
    year: int | None = None
    unit: int = 1
    """Minutes that a number in `duration` counts."""
    minutes: int | None = None
    """The length of a session that has none."""
    until_next: bool | None = None
    """Whether what has a start and no length lasts until the next start; so it is without `minutes`."""
    between: tuple[str, ...] = (";",)
    only_between: bool = False
    """Whether nothing else parts names."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rows that are read: those with one of these values in a column."""
    rooms: Mapping[str, int | None] = field(default_factory=dict)
    people: PeopleList | None = None
    begin: int = 0
    """The line that stands for the mapping as a whole."""

    @property
    def is_until_next(self) -> bool:
        """Whether what has a start and no length lasts until the next start."""
        return self.minutes is None if self.until_next is None else self.until_next

    def line(self, field: str) -> int:
        """Return where a mapping says something; where it does not, that of all of it."""
        return self.lines.get(field, self.begin)
