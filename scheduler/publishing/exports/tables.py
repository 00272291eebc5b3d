"""The tables of an export: the time management plan, and lists. Each format draws them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from scheduler.publishing.exports.programmes import (
    UNTIMED,
    ExportedProgramme,
    ExportedSession,
    named,
)
from scheduler.publishing.publicity import doors_of
from scheduler.wording import cut

Value = str | int | date | time


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list: its heading, columns, and a row for each session or item."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def filled(self) -> "ListTable":
        """Return it without the columns in which nothing stands."""
        kept = [at for at in range(len(self.columns)) if any(row[at] for row in self.rows)]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[at] for at in kept), rows=rows)


FIELDS = (
    *("day", "start", "end", "title", "room", "building", "kind", "body", "themes"),
    *("languages", "region", "remote", "standing", "stream", "description"),
)
"""Columns of the public list; non-empty columns of `DETAILS` and ids follow."""

DETAILS = ("speakers", "breaks", "agenda", "output", "audience", "invited")
_PURPOSES = ("output", "audience", "invited")
_TEAMS = ("day", "start", "end", "title", "room", "building", "languages", "session")
_ITEMS = ("day", "start", "end", "title", "room", "body", "item", "documents", "id")


def sessions_of(programme: ExportedProgramme) -> ListTable:
    """Return the list of all sessions.

    Which of them are private is said if any is, and how many take part from afar if that may be told.
    """
    words = programme.words
    counted = any(row.afar is not None for row in programme.rows)
    fields = ["afar" if each == "remote" and counted else each for each in FIELDS]
    fields += [each for each in DETAILS if any(getattr(row, each) for row in programme.rows)]
    fields += ["session", *(["private"] if any(row.private for row in programme.rows) else [])]
    return _sessions(programme, words("All sessions"), fields, programme.rows)


def purposes_of(programme: ExportedProgramme) -> ListTable:
    """Return the list of what sessions are for."""
    rows = [row for row in programme.held if any(getattr(row, each) for each in _PURPOSES)]
    title = programme.words("Purposes of sessions")
    return _sessions(programme, title, ("day", "start", "title", *_PURPOSES), rows)


def agendas_of(programme: ExportedProgramme) -> ListTable:
    """Return the list of all agendas, a row for each item."""
    words = programme.words
    rows = (
        (
            *(row.day, point.start.time(), point.end.time(), row.title, row.room, row.body),
            *(point.title, point.documents, point.item),
        )
        for row in programme.held
        for point in row.points
    )
    return ListTable(words("Agendas"), tuple(words[each] for each in _ITEMS), tuple(rows))


def untimed_of(programme: ExportedProgramme) -> ListTable:
    """Return the list of what has no time."""
    words = programme.words
    columns = tuple(words[each] for each in UNTIMED)
    return ListTable(words("Without a time"), columns, programme.untimed)


def roster_of(programme: ExportedProgramme) -> ListTable:
    """Return which team of interpreters serves which sessions, team by team, by time."""
    held = programme.held
    teams = sorted({team for row in held for team in row.teams}, key=_in_order)
    served = [(team, row) for team in teams for row in held if team in row.teams]
    table = _sessions(programme, programme.words("Team"), _TEAMS, [row for _, row in served])
    rows = tuple((team, *row) for (team, _), row in zip(served, table.rows, strict=True))
    return replace(table, columns=(table.title, *table.columns), rows=rows)


def _in_order(name: str) -> tuple[str, int]:
    pool, _, number = name.rpartition(" ")
    return (pool, int(number)) if number.isdecimal() else (name, 0)


def _sessions(
    programme: ExportedProgramme, title: str, fields: Sequence[str], rows: Sequence[ExportedSession]
) -> ListTable:
    words = programme.words
    columns = tuple(words[each] for each in fields)
    values = (tuple(_value(programme, row, each) for each in fields) for row in rows)
    return ListTable(title, columns, tuple(values))


def _value(programme: ExportedProgramme, row: ExportedSession, field: str) -> Value:
    """Return what stands in a column: dates and times as such; of whole days, dates alone."""
    words = programme.words
    start, end = row.dates or (row.start.time(), row.end.time())
    own: dict[str, Value] = {
        "start": start,
        "end": end,
        "themes": "; ".join(row.themes),
        "languages": " ".join(row.languages),
        "remote": words("Possible") if row.remote else "",
        "afar": row.afar or 0,
        "standing": words[row.standing],
        "private": words("private") if row.private else "",
    }
    value: Value = own[field] if field in own else getattr(row, field)
    return value


LONGEST = 300
"""Characters of a title in a cell of the plan at most; the list has all of it."""
PARTS = ("morning", "midday", "afternoon", "evening")
_EDGES = ("12:30", "14:00", "17:30")
"""Clock times at which the later parts of a day begin, for what starts then or later."""


def part_of(row: ExportedSession) -> str:
    """Return which part of its day a session starts in."""
    return PARTS[sum(f"{row.start:%H:%M}" >= edge for edge in _EDGES)]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A session in a cell of the plan."""

    row: ExportedSession
    here: bool
    """Whether it is in this room; else it is in a hall of which the room is a part."""

    @property
    def title(self) -> str:
        """Its title, marked if it is private; or the hall that takes the room."""
        if not self.here:
            return f"→ {self.row.room}"
        return cut(self.row.title, LONGEST) + (" *" if self.row.private else "")


@dataclass(frozen=True, slots=True)
class ManagementPlan:
    """The time management plan of some days: days and parts of days across, rooms down."""

    columns: tuple[tuple[date, str], ...]
    """Day and part of the day, those in which anything is held."""
    lines: tuple[tuple[str, tuple[tuple[PlanEntry, ...], ...]], ...]
    """The name of each used room, and its sessions in each column, by start."""


def plan_of(programme: ExportedProgramme, days: Sequence[date] | None = None) -> ManagementPlan:
    """Return the plan of some days, or of all.

    What is held in a hall made of several rooms stands in the line of the hall, once; the lines of these
    rooms tell that they are taken.
    """
    rows = [row for row in programme.held if days is None or row.day in days]
    columns = sorted(
        {(row.day, part_of(row)) for row in rows}, key=lambda at: (at[0], PARTS.index(at[1]))
    )
    doors = doors_of(programme.release.conference)
    names = named(programme.release.conference.rooms, programme.language)
    names |= {row.room_id: row.room for row in rows if row.room_id not in names}
    cells: dict[tuple[str, date, str], list[PlanEntry]] = {}
    for row in rows:
        for door in doors.get(row.room_id, (row.room_id,)):
            entry = PlanEntry(row, here=door == row.room_id)
            cells.setdefault((door, row.day, part_of(row)), []).append(entry)
    used = {row.room_id for row in rows}
    lines = (
        (name, tuple(tuple(cells.get((id_, *column), ())) for column in columns))
        for id_, name in names.items()
        if id_ in used
    )
    return ManagementPlan(tuple(columns), tuple(lines))


def plans_of(programme: ExportedProgramme) -> Iterator[tuple[date, ManagementPlan]]:
    """Yield the plan of each day; nothing if sessions have no hours."""
    if not programme.is_by_days:
        for day in programme.days:
            yield day, plan_of(programme, [day])


def lists_of(programme: ExportedProgramme) -> Iterator[ListTable]:
    """Yield the lists beside that of all sessions in which something stands, for readers."""
    for table in (purposes_of(programme), agendas_of(programme), untimed_of(programme)):
        if table.rows:
            yield table.filled()


def value_text(programme: ExportedProgramme, value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, date):
        return programme.day_name(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
