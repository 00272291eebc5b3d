"""Reads a workbook of CoSPLib."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.cosplib.conference import Conference, Hours, Session, Submission, Term
from benchmarks.workbooks import opened, rows_of, tags, whole

VALUES, WEIGHTS = 2, 5
"""Columns of the sheet of parameters."""
FIRST_PENALTY = 7
"""Column of the sheet of submissions, from 0, from which on the headings are sessions and rooms."""
Row = Sequence[Any]
Penalties = Mapping[tuple[str, str], int]


def read_conference(path: Path) -> Conference:
    """Read a workbook."""
    book = opened(path)
    sessions = tuple(_session(row) for row in _values(book["sessions"]))
    rooms = tuple(str(row[0]) for row in _values(book["rooms"]))
    parameters = book["parameters"]
    return Conference(
        name=path.stem,
        weights={
            term: whole(parameters.cell(row, WEIGHTS).value) for row, term in enumerate(Term, 2)
        },
        hours=_hours(parameters),
        sessions=sessions,
        rooms=rooms,
        chairs={str(row[0]): frozenset(tags(row[1])) for row in _values(book["tracks"])},
        submissions=_submissions(book["submissions"], [each.name for each in sessions], rooms),
        tracks_sessions=_matrix(book["tracks_sessions|penalty"]),
        tracks_rooms=_matrix(book["tracks_rooms|penalty"]),
        sessions_rooms=_matrix(book["sessions_rooms|penalty"]),
        similar=_similar(book["similar tracks"]),
    )


def _values(sheet: Worksheet) -> list[Row]:
    return [[cell.value for cell in row] for row in rows_of(sheet)]


def _heads(sheet: Worksheet) -> Row:
    return [cell.value for cell in sheet[1]]


def _hours(parameters: Worksheet) -> Hours:
    zone, start, end, earliest, latest, small, big = (
        parameters.cell(row, VALUES).value for row in (2, 4, 5, 7, 8, 9, 11)
    )
    return Hours(
        suitable=(_minute(start), _minute(end)),
        less_suitable=(_minute(earliest), _minute(latest)),
        small=whole(small),
        big=whole(big),
        zone=_zone(zone),
    )


def _session(row: Row) -> Session:
    name, slots, day, start, end = row[:5]
    return Session(str(name), whole(slots), _minute(start), _minute(end), day and day.date())


def _submissions(
    sheet: Worksheet, sessions: Sequence[str], rooms: Sequence[str]
) -> tuple[Submission, ...]:
    heads = {
        str(head): column for column, head in enumerate(_heads(sheet)) if column >= FIRST_PENALTY
    }
    return tuple(
        Submission(
            name=str(row[0]),
            track=str(row[1]),
            slots=whole(row[2]),
            order=whole(row[3]),
            zone=_zone(row[4]),
            presenters=frozenset(tags(row[5])),
            attendees=frozenset(tags(row[6])),
            in_sessions=_penalties(row, heads, sessions),
            in_rooms=_penalties(row, heads, rooms),
        )
        for row in _values(sheet)
    )


def _penalties(row: Row, heads: Mapping[str, int], names: Sequence[str]) -> Mapping[str, int]:
    found = {name: whole(row[heads[name]]) for name in names}
    return {name: penalty for name, penalty in found.items() if penalty}


def _matrix(sheet: Worksheet) -> Penalties:
    heads = _heads(sheet)[1:]
    return {
        (str(row[0]), str(head)): whole(penalty)
        for row in _values(sheet)
        for head, penalty in zip(heads, row[1:], strict=True)
        if penalty
    }


def _similar(sheet: Worksheet) -> Penalties:
    """Return the penalties above the diagonal; the columns are in the order of the rows."""
    rows = _values(sheet)
    names = [str(row[0]) for row in rows]
    return {
        (names[line], names[column]): whole(row[column + 1])
        for line, row in enumerate(rows)
        for column in range(line + 1, len(rows))
        if row[column + 1]
    }


def _minute(value: Any) -> int:
    """Return the minute of the day of a time, or of a text such as 09:30."""
    time = value if isinstance(value, dt.time) else dt.time.fromisoformat(value)
    return 60 * time.hour + time.minute


def _zone(value: Any) -> int:
    """Return the hours ahead of GMT, of GMT+1 one."""
    return int(str(value).removeprefix("GMT") or 0)
