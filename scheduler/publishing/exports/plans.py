"""The time management plan: days and half-days across, rooms or bodies down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.publishing.exports.programmes import Programme, Row, named
from scheduler.publishing.forms import Down
from scheduler.publishing.references import doors_of

NOON, AFTERNOON, EVENING = "12:30", "14:00", "17:30"
"""Clock times at which midday, the afternoon and the evening begin, for what starts then or later."""


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a day: a column of the plan."""

    day: date
    part: int
    """0 the morning, 1 midday, 2 the afternoon, 3 the evening."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan."""

    id: str
    name: str
    cells: tuple[tuple[Row, ...], ...]
    """What is held in each column, by start."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of some days."""

    halves: tuple[Half, ...]
    """Columns: those in which anything is held."""
    lines: tuple[Line, ...]
    """Those with anything in them, in the order of the conference."""

    def days(self) -> Iterator[tuple[date, int]]:
        """Yield each day, and how many columns it has."""
        for day in dict.fromkeys(half.day for half in self.halves):
            yield day, sum(half.day == day for half in self.halves)


def part_of(row: Row) -> int:
    """Return which part of its day a session starts in."""
    clock = f"{row.start:%H:%M}"
    return sum(clock >= edge for edge in (NOON, AFTERNOON, EVENING))


def plan_of(programme: Programme, down: Down, days: Sequence[date] | None = None) -> Plan:
    """Return the plan of some days, or of all."""
    rows = [row for row in programme.held if days is None or row.day in days]
    halves = sorted({(row.day, part_of(row)) for row in rows})
    cells: dict[str, dict[tuple[date, int], list[Row]]] = {}
    for row in rows:
        place = (row.day, part_of(row))
        for line in _lines_of(programme, row, down):
            cells.setdefault(line, {}).setdefault(place, []).append(_in_line(row, line, down))
    lines = (
        Line(id_, name, tuple(tuple(cells[id_].get(half, ())) for half in halves))
        for id_, name in _names(programme, rows, down).items()
        if id_ in cells
    )
    return Plan(tuple(Half(*half) for half in halves), tuple(lines))


def _lines_of(programme: Programme, row: Row, down: Down) -> tuple[str, ...]:
    """Return the ids of a session's lines: of a combination of rooms, those of all of its parts."""
    if down is Down.ROOMS:
        whole = {room.id for room in programme.release.conference.rooms if not room.parts}
        doors = doors_of(programme.release.conference).get(row.room_id, ())
        return tuple(door for door in doors if door in whole) or (row.room_id,)
    return (_line_of(row, down),)


def _in_line(row: Row, line: str, down: Down) -> Row:
    """Return a session as its line shows it: in the line of a part, with the name of the whole room."""
    if down is not Down.ROOMS or line == row.room_id:
        return row
    return replace(row, title=f"{row.title} ({row.room})")


def _line_of(row: Row, down: Down) -> str:
    """Return the id of a session's line; a session without a body stands in the line of its kind."""
    if down is Down.ROOMS:
        return row.room_id
    return f"body {row.body_id}" if row.body_id else f"kind {row.kind_id}"


def _names(programme: Programme, rows: Sequence[Row], down: Down) -> dict[str, str]:
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
    own = {_line_of(row, down): row.body or row.kind for row in rows}
    return bodies | kinds | own
