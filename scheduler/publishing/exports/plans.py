"""The time management plan: days and half-days across, rooms or bodies down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.publishing.day_breaks import breaks_in_words
from scheduler.publishing.exports.programmes import ExportedSession, Programme, named
from scheduler.publishing.forms import Down
from scheduler.publishing.publicity import doors_of

NOON, AFTERNOON, EVENING = "12:30", "14:00", "17:30"
"""Clock times at which midday, the afternoon and the evening begin, for what starts then or later."""


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a day: a column of the plan."""

    day: date
    part: int
    """0 the morning, 1 midday, 2 the afternoon, 3 the evening."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a row of the plan tells of a session."""

    row: ExportedSession
    here: bool
    """Whether it stands in this row; else it is in a hall of which the room of this row is a part."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan."""

    id: str
    name: str
    cells: tuple[tuple[ExportedSession, ...], ...]
    """What is held in each column, by start."""
    taken: tuple[tuple[ExportedSession, ...], ...]
    """What else takes the room in each column: what is held in a hall of which it is a part, by start."""

    def told(self) -> tuple[tuple[PlanEntry, ...], ...]:
        """Return what is told in each column, by start."""
        cells = zip(self.cells, self.taken, strict=True)
        return tuple(tuple(_told(own, others)) for own, others in cells)


def _told(own: Sequence[ExportedSession], others: Sequence[ExportedSession]) -> list[PlanEntry]:
    told = [
        *(PlanEntry(row, here=True) for row in own),
        *(PlanEntry(row, here=False) for row in others),
    ]
    return sorted(told, key=lambda each: each.row.start)


def taken_by(row: ExportedSession) -> str:
    """Return what the line of a room tells of a session that is held in a hall of which it is a part."""
    return f"{row.hours} → {row.room}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of some days."""

    halves: tuple[Half, ...]
    """Columns: those in which anything is held."""
    lines: tuple[PlanRow, ...]
    """Those with anything in them, in the order of the conference."""

    def days(self) -> Iterator[tuple[date, int]]:
        """Yield each day, and how many columns it has."""
        for day in dict.fromkeys(half.day for half in self.halves):
            yield day, sum(half.day == day for half in self.halves)


def part_of(row: ExportedSession) -> int:
    """Return which part of its day a session starts in."""
    clock = f"{row.start:%H:%M}"
    return sum(clock >= edge for edge in (NOON, AFTERNOON, EVENING))


def breaks_of(programme: Programme, day: date) -> str:
    """Return the breaks of the hours of a day, in words."""
    conference, words = programme.release.conference, programme.words
    return breaks_in_words(conference, day, programme.language, words.coffee)


def by_days(programme: Programme) -> bool:
    """Whether sessions have dates and no hours, as on a horizon of days."""
    return bool(programme.rows) and all(row.dates is not None for row in programme.rows)


def part_name(programme: Programme, half: Half) -> str:
    """Return what a column of the plan is called: the part of its day, or that it tells dates."""
    words = programme.words
    return words.columns["day"] if by_days(programme) else words.parts[half.part]


def plan_of(programme: Programme, down: Down, days: Sequence[date] | None = None) -> Plan:
    """Return the plan of some days, or of all.

    What is held in a hall made of several rooms stands in the line of the hall, once; the lines of these
    rooms tell that they are taken.
    """
    rows = [row for row in programme.held if days is None or row.day in days]
    halves = sorted({(row.day, part_of(row)) for row in rows})
    doors = doors_of(programme.release.conference) if down is Down.ROOMS else {}
    held: _Cells = {}
    taken: _Cells = {}
    for row in rows:
        half = (row.day, part_of(row))
        for line in _lines_of(row, down):
            held.setdefault((line, half), []).append(row)
        for part in doors.get(row.room_id, ())[1:]:
            taken.setdefault((part, half), []).append(row)
    used = {line for line, _ in held}
    lines = (
        PlanRow(id_, name, _in_line(held, id_, halves), _in_line(taken, id_, halves))
        for id_, name in names_of(programme, rows, down).items()
        if id_ in used
    )
    return Plan(tuple(Half(*half) for half in halves), tuple(lines))


_Cells = dict[tuple[str, tuple[date, int]], list[ExportedSession]]
"""Sessions by line and half-day."""


def _in_line(
    cells: _Cells, line: str, halves: Sequence[tuple[date, int]]
) -> tuple[tuple[ExportedSession, ...], ...]:
    return tuple(tuple(cells.get((line, half), ())) for half in halves)


def _lines_of(row: ExportedSession, down: Down) -> Sequence[str]:
    """Return the ids of a session's lines: of each body, or else of its kind."""
    if down is Down.ROOMS:
        return [row.room_id]
    return [f"body {body}" for body in row.body_ids] or [f"kind {row.kind_id}"]


def names_of(programme: Programme, rows: Sequence[ExportedSession], down: Down) -> dict[str, str]:
    """Return the names of all lines there can be, in order; last, those no table knows."""
    conference, language = programme.release.conference, programme.language
    if down is Down.ROOMS:
        return named(conference.rooms, language) | {
            row.room_id: row.room
            for row in rows
            if row.room_id not in {room.id for room in conference.rooms}
        }
    bodies = {f"body {id_}": name for id_, name in named(conference.bodies, language).items()}
    kinds = {f"kind {id_}": name for id_, name in named(conference.kinds, language).items()}
    known = bodies | kinds
    own = {
        line: row.body or row.kind or row.kind_id for row in rows for line in _lines_of(row, down)
    }
    return known | {line: name for line, name in own.items() if line not in known}
