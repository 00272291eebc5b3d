"""The time management plan: days and half-days across, rooms or bodies down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.publishing.exports.programmes import Programme, Row, named
from scheduler.publishing.forms import Down

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
        cells.setdefault(_line_of(row, down), {}).setdefault(place, []).append(row)
    lines = (
        Line(id_, name, tuple(tuple(cells[id_].get(half, ())) for half in halves))
        for id_, name in _names(programme, rows, down).items()
        if id_ in cells
    )
    return Plan(tuple(Half(*half) for half in halves), tuple(lines))


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
