"""The agenda of one meeting, to hand out: what it is called, when and where it is, and its items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.publishing.exports.points import Point
from scheduler.publishing.exports.programmes import ExportedSession, Programme
from scheduler.publishing.exports.words import Words
from scheduler.publishing.records import Standing

FIELDS = ("number", "hours", "title", "documents")
"""Columns of an agenda."""


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    """The agenda of a meeting."""

    heading: str
    """Such as ``Agenda of the third meeting of Committee 3``."""
    meeting: str
    """Title of the session."""
    facts: tuple[str, ...]
    """When and where it is held, what breaks it has, into which languages it is interpreted."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """A row for each item: its number, hours, title and documents."""
    empty: str
    """What is said of a meeting without items."""


def agenda_of(programme: Programme, session: str) -> MeetingAgenda:
    """Return the agenda of a session of a programme; by the others it is known which of its body's it is."""
    row = next(each for each in programme.rows if each.session == session)
    words = programme.words
    return MeetingAgenda(
        heading=_heading(programme, row),
        meeting=row.title,
        facts=tuple(_facts(programme, row)),
        columns=tuple(words.agendas.columns[each] for each in FIELDS),
        rows=tuple(_numbered(row.points)),
        empty=words.agendas.nothing,
    )


def _numbered(points: Sequence[Point]) -> Iterator[tuple[str, ...]]:
    for number, point in enumerate(points, 1):
        yield str(number), point.hours, point.title, "\n".join(each.text for each in point.sheets)


def _heading(programme: Programme, row: ExportedSession) -> str:
    words = programme.words.agendas
    if not row.body or row.standing is Standing.CANCELLED:
        return words.agenda
    meetings = [each.session for each in programme.held if each.body_ids == row.body_ids]
    return words.agenda_of.format(words.number(meetings.index(row.session) + 1), row.body)


def _facts(programme: Programme, row: ExportedSession) -> Iterator[str]:
    words = programme.words
    day = words.day(row.day)
    yield f"{day[:1].upper()}{day[1:]}, {row.hours}"
    yield ", ".join(filter(None, (row.room, row.building)))
    if row.standing is not Standing.CONFIRMED:
        yield words.standings[row.standing]
    if row.breaks:
        yield words.document.breaks.format(row.breaks)
    if row.languages:
        yield words.document.interpreted.format(", ".join(row.languages))
    if row.private:
        yield words.document.private


def agenda_data(programme: Programme, agenda: MeetingAgenda) -> dict[str, Any]:
    """Return what the template of a printed agenda needs."""
    return {
        "title": programme.title,
        "venue": programme.venue,
        "heading": agenda.heading,
        "meeting": agenda.meeting,
        "facts": agenda.facts,
        "columns": agenda.columns,
        "rows": agenda.rows,
        "empty": agenda.empty,
    }


def all_agendas(programme: Programme, words: Words) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of all agendas one after the other; each names its meeting once."""
    columns = words.columns
    own = words.agendas.columns
    heading = [columns["day"], columns["title"], own["hours"], own["title"], own["documents"]]
    rows = [
        [*(first if not at else ("", "")), point.hours, point.title, point.symbols]
        for row in programme.held
        for first in [(f"{words.day(row.day)}, {row.hours}", row.title)]
        for at, point in enumerate(row.points)
    ]
    return heading, rows
