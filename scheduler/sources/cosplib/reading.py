"""Reads a workbook of CoSPLib."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from scheduler.sources.cosplib.conference import Conference, Hours, Session, Submission, Term
from scheduler.sources.cosplib.sheets import Book, Sheet, opened

TITLES = (
    *("parameters", "submissions", "tracks", "sessions", "rooms"),
    *("tracks_sessions|penalty", "tracks_rooms|penalty", "sessions_rooms|penalty"),
    "similar tracks",
)
VALUES, WEIGHTS = 2, 5
"""Columns of the sheet of parameters."""
FIRST_PENALTY = 8
"""Column of the sheet of submissions from which on the headings are sessions and rooms."""


def read_conference(path: Path) -> Conference:
    """Read a workbook.

    Raises
    ------
    WorkbookError
        If anything in it is not as it should be: all that is wrong, a line each.
    """
    book = opened(path, TITLES)
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
        chairs={str(chairs.cell(n, 1).value): chairs.cell(n, 2).people() for n in chairs.filled()},
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
    return {term: sheet.cell(row, WEIGHTS).number() for row, term in enumerate(Term, 2)}


def _hours(book: Book) -> Hours:
    sheet = book.sheet("parameters")
    return Hours(
        suitable=(sheet.cell(4, VALUES).minute(), sheet.cell(5, VALUES).minute()),
        less_suitable=(sheet.cell(7, VALUES).minute(), sheet.cell(8, VALUES).minute()),
        small=sheet.cell(9, VALUES).number(),
        big=sheet.cell(11, VALUES).number(),
        zone=sheet.cell(2, VALUES).zone(),
    )


def _sessions(sheet: Sheet) -> tuple[Session, ...]:
    sheet.names("session")
    return tuple(
        Session(
            name=sheet.cell(row, 1).name(),
            slots=sheet.cell(row, 2).number(1),
            start=sheet.cell(row, 4).minute(),
            end=sheet.cell(row, 5).minute(),
            day=sheet.cell(row, 3).day(),
        )
        for row in sheet.filled()
    )


def _submissions(
    sheet: Sheet, tracks: Sequence[str], sessions: Sequence[str], rooms: Sequence[str]
) -> tuple[Submission, ...]:
    sheet.names("submission")
    columns = sheet.headings(FIRST_PENALTY)
    for name in (*sessions, *rooms):
        if name not in columns:
            width = len(sheet.rows[0]) if sheet.rows else 0
            sheet.cell(1, max(FIRST_PENALTY, width + 1)).wrong(f"the heading '{name}'")
    return tuple(
        Submission(
            name=sheet.cell(row, 1).name(),
            track=sheet.cell(row, 2).known(tracks, "a track of the sheet 'tracks'") or "",
            slots=sheet.cell(row, 3).number(1),
            order=sheet.cell(row, 4).number(),
            zone=sheet.cell(row, 5).zone(),
            presenters=sheet.cell(row, 6).people(),
            attendees=sheet.cell(row, 7).people(),
            in_sessions=_penalties(sheet, row, columns, sessions),
            in_rooms=_penalties(sheet, row, columns, rooms),
        )
        for row in sheet.filled()
    )


def _penalties(
    sheet: Sheet, row: int, columns: Mapping[str, int], names: Sequence[str]
) -> Mapping[str, int]:
    found = {name: sheet.cell(row, columns[name]).number() for name in names if name in columns}
    return {name: penalty for name, penalty in found.items() if penalty}


def _matrix(
    sheet: Sheet, lines: Sequence[str], heads: Sequence[str]
) -> Mapping[tuple[str, str], int]:
    """Return the penalties of a sheet with names on both sides."""
    found = {}
    for column in sheet.headings(2).values():
        sheet.cell(1, column).known(heads, f"one of {', '.join(heads)}")
    for row in sheet.filled():
        line = sheet.cell(row, 1).known(lines, f"one of {', '.join(lines)}")
        for head, column in sheet.headings(2).items():
            penalty = sheet.cell(row, column).number()
            if penalty and line is not None:
                found[line, head] = penalty
    return found


def _similar(sheet: Sheet, tracks: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """Return the penalties above the diagonal; the columns are in the order of the rows."""
    rows = list(sheet.filled())
    names = [sheet.cell(row, 1).known(tracks, "a track of the sheet 'tracks'") for row in rows]
    found = {}
    for line, row in enumerate(rows):
        for column in range(line + 1, len(rows)):
            penalty = sheet.cell(row, column + 2).number()
            one, other = names[line], names[column]
            if penalty and one is not None and other is not None:
                found[one, other] = penalty
    return found
