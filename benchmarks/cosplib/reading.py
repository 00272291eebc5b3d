"""Reads a workbook of CoSPLib."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.checked_cells import Book, Cell, Sheet, Wording, book_of
from benchmarks.cosplib.conference import Conference, Hours, Session, Submission, Term

TITLES = (
    *("parameters", "submissions", "tracks", "sessions", "rooms"),
    *("tracks_sessions|penalty", "tracks_rooms|penalty", "sessions_rooms|penalty"),
    "similar tracks",
)
VALUES, WEIGHTS = 2, 5
"""Columns of the sheet of parameters."""
WORDING = Wording("{path}: sheet '{title}'", "a whole number from {least} on", "")
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
ZONE = re.compile(r"GMT([+-]?\d+)?")
FIRST_PENALTY = 8
"""Column of the sheet of submissions from which on the headings are sessions and rooms."""


def read_conference(path: Path) -> Conference:
    """Read a workbook.

    Raises
    ------
    WorkbookError
        If anything in it is not as it should be: all that is wrong, a line each.
    """
    book = book_of(path, TITLES, WORDING)
    rooms = book.sheet("rooms").names("room")
    tracks = book.sheet("tracks").names("track")
    sessions = _sessions(book.sheet("sessions"))
    names = tuple(session.name for session in sessions)
    chairs = book.sheet("tracks")
    conference = Conference(
        name=path.stem,
        weights=_weights(book),
        hours=_hours(book),
        sessions=sessions,
        rooms=rooms,
        chairs={
            str(chairs.cell(n, 1).value): frozenset(chairs.cell(n, 2).tags())
            for n in chairs.named()
        },
        submissions=_submissions(book.sheet("submissions"), tracks, names, rooms),
        tracks_sessions=_matrix(book.sheet("tracks_sessions|penalty"), tracks, names),
        tracks_rooms=_matrix(book.sheet("tracks_rooms|penalty"), tracks, rooms),
        sessions_rooms=_matrix(book.sheet("sessions_rooms|penalty"), names, rooms),
        similar=_similar(book.sheet("similar tracks"), tracks),
    )
    book.settle()
    return conference


def _weights(book: Book) -> Mapping[Term, int]:
    sheet = book.sheet("parameters")
    return {term: sheet.cell(row, WEIGHTS).whole() for row, term in enumerate(Term, 2)}


def _hours(book: Book) -> Hours:
    sheet = book.sheet("parameters")
    return Hours(
        suitable=(_minute_of(sheet.cell(4, VALUES)), _minute_of(sheet.cell(5, VALUES))),
        less_suitable=(_minute_of(sheet.cell(7, VALUES)), _minute_of(sheet.cell(8, VALUES))),
        small=sheet.cell(9, VALUES).whole(),
        big=sheet.cell(11, VALUES).whole(),
        zone=_zone_of(sheet.cell(2, VALUES)),
    )


def _sessions(sheet: Sheet) -> tuple[Session, ...]:
    sheet.names("session")
    return tuple(
        Session(
            name=sheet.cell(row, 1).name(),
            slots=sheet.cell(row, 2).whole(1),
            start=_minute_of(sheet.cell(row, 4)),
            end=_minute_of(sheet.cell(row, 5)),
            day=_day_of(sheet.cell(row, 3)),
        )
        for row in sheet.named()
    )


def _submissions(
    sheet: Sheet, tracks: Sequence[str], sessions: Sequence[str], rooms: Sequence[str]
) -> tuple[Submission, ...]:
    sheet.names("submission")
    columns = sheet.headings(FIRST_PENALTY)
    for name in (*sessions, *rooms):
        if name not in columns:
            width = len(sheet.rows[0]) if sheet.rows else 0
            sheet.cell(1, max(FIRST_PENALTY, width + 1)).complain(f"the heading '{name}'")
    return tuple(
        Submission(
            name=sheet.cell(row, 1).name(),
            track=_known(sheet.cell(row, 2), tracks, "a track of the sheet 'tracks'") or "",
            slots=sheet.cell(row, 3).whole(1),
            order=sheet.cell(row, 4).whole(),
            zone=_zone_of(sheet.cell(row, 5)),
            presenters=frozenset(sheet.cell(row, 6).tags()),
            attendees=frozenset(sheet.cell(row, 7).tags()),
            in_sessions=_penalties(sheet, row, columns, sessions),
            in_rooms=_penalties(sheet, row, columns, rooms),
        )
        for row in sheet.named()
    )


def _penalties(
    sheet: Sheet, row: int, columns: Mapping[str, int], names: Sequence[str]
) -> Mapping[str, int]:
    found = {name: sheet.cell(row, columns[name]).whole() for name in names if name in columns}
    return {name: penalty for name, penalty in found.items() if penalty}


def _matrix(
    sheet: Sheet, lines: Sequence[str], heads: Sequence[str]
) -> Mapping[tuple[str, str], int]:
    """Return the penalties of a sheet with names on both sides."""
    found = {}
    for column in sheet.headings(2).values():
        _known(sheet.cell(1, column), heads, f"one of {', '.join(heads)}")
    for row in sheet.named():
        line = _known(sheet.cell(row, 1), lines, f"one of {', '.join(lines)}")
        for head, column in sheet.headings(2).items():
            penalty = sheet.cell(row, column).whole()
            if penalty and line is not None:
                found[line, head] = penalty
    return found


def _similar(sheet: Sheet, tracks: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """Return the penalties above the diagonal; the columns are in the order of the rows."""
    rows = list(sheet.named())
    names = [_known(sheet.cell(row, 1), tracks, "a track of the sheet 'tracks'") for row in rows]
    found = {}
    for line, row in enumerate(rows):
        for column in range(line + 1, len(rows)):
            penalty = sheet.cell(row, column + 2).whole()
            one, other = names[line], names[column]
            if penalty and one is not None and other is not None:
                found[one, other] = penalty
    return found


def _known(cell: Cell, names: Sequence[str], what: str) -> str | None:
    """Return one of these names."""
    name = cell.name()
    if name in names:
        return name
    if cell.value is not None:
        cell.complain(what)
    return None


def _minute_of(cell: Cell) -> int:
    """Return the minute of the day of a time."""
    match cell.value:
        case dt.datetime() | dt.time():
            return 60 * cell.value.hour + cell.value.minute
        case str():
            if found := CLOCK.match(cell.value):
                return 60 * int(found[1]) + int(found[2])
    cell.complain("a time such as 09:30")
    return 0


def _day_of(cell: Cell) -> dt.date | None:
    """Return a date; None, if nothing is there."""
    match cell.value:
        case dt.datetime():
            return cell.value.date()
        case None | dt.date():
            return cell.value
    cell.complain("a date")
    return None


def _zone_of(cell: Cell) -> int:
    """Return the hours ahead of GMT."""
    found = ZONE.fullmatch(str(cell.value))
    if found is None:
        cell.complain("a time zone such as GMT+1")
    return int(found[1] or 0) if found else 0
