"""The numbered plan as a text document: a table for each day, by parts of the day, with what has changed.

Only the library of such documents, an extra, is needed for it.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from zoneinfo import ZoneInfo

import docx
from docx.document import Document
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from scheduler.publishing.dates import plain_date
from scheduler.publishing.differences import Change, differences
from scheduler.publishing.exports.document_parts import (
    marked,
    put_footer,
    row_of,
    set_up,
    shade,
    table_of,
    to_right,
    write,
)
from scheduler.publishing.exports.document_words import DocumentWords
from scheduler.publishing.exports.plans import breaks_of, by_days, part_of
from scheduler.publishing.exports.programmes import ExportedSession, Programme
from scheduler.publishing.forms import Paper
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Standing
from scheduler.sources.tables.workbooks import settled
from scheduler.wording import one_line

EARLY = "09:00"
"""Clock time before which what starts is early."""


def band_of(row: ExportedSession) -> int:
    """Return the part of the day in which a session starts: 0 early, then those of the plan."""
    return 0 if f"{row.start:%H:%M}" < EARLY else part_of(row) + 1


class Notes:
    """The notes of a table, numbered in the order in which they are first needed."""

    def __init__(self, words: DocumentWords) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}

    def of(self, row: ExportedSession) -> tuple[int, ...]:
        """Return the numbers of a session's notes."""
        numbers = (
            self._numbers.setdefault(text, len(self._numbers) + 1) for text in self._said(row)
        )
        return tuple(sorted(numbers))

    def _said(self, row: ExportedSession) -> Iterator[str]:
        if row.breaks:
            yield self._words.breaks.format(row.breaks)
        if row.languages:
            yield self._words.interpreted.format(", ".join(row.languages))
        if row.remote:
            yield self._words.remote
        if row.private:
            yield self._words.private

    def listed(self) -> Sequence[tuple[int, str]]:
        """Return number and text of each."""
        return [(number, text) for text, number in self._numbers.items()]


TOLD = frozenset(
    {"titles", "descriptions", "languages", "stream", "remote", "body", "pauses", "pause_titles"}
)
"""Fields that readers of a plan are shown, besides time, room and whether it is held."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What has become of a session."""

    change: Change
    was: ExportedSession | None
    """As it was last shown; None if it was not."""


def marks_of(programme: Programme, before: Programme | None) -> dict[str, Mark]:
    """Return what has become of sessions, by session; nothing without a release before.

    Only of sessions that the programme shows: what has become private since is not told of.
    """
    return {} if before is None else dict(_marks(programme, before))


def _marks(programme: Programme, before: Programme) -> Iterator[tuple[str, Mark]]:
    known = {row.session: row for row in before.rows}
    shown = {row.session for row in programme.rows}
    for each in differences(before.release, programme.release):
        told = each.change is not Change.OTHER or TOLD & set(each.fields)
        if each.session in shown and each.new is not None and told:
            yield each.session, Mark(each.change, known.get(each.session))


SIZES: Mapping[Paper, tuple[float, float]] = {Paper.A4: (210, 297), Paper.A3: (420, 297)}
"""Width and height of the paper in millimetres."""
MARGIN = 18
CHANGED, BAND, HEADING = "FFF4E5", "E5E7EB", "D6DEE9"
"""Grounds of what has changed, of a part of the day, and of a heading."""


def plan_document(
    programme: Programme,
    before: Programme | None = None,
    *,
    symbol: str | None = None,
    paper: Paper = Paper.AUTO,
    body: str | None = None,
) -> bytes:
    """Return the numbered plan: equal programmes give equal bytes.

    Parameters
    ----------
    programme
        What is issued, already limited to a body if it is of one.
    before
        The release before it, against which changes are marked; None for nothing.
    symbol
        Symbol of the document; made of the short title of the conference, if nothing is said.
    paper
        A4 upright, or A3 on its side.
    body
        Name of the body whose meetings these are: they are listed and numbered, not in a plan.
    """
    document = docx.Document()
    wide, high = SIZES.get(paper, SIZES[Paper.A4])
    set_up(document, programme.language, wide=wide, high=high)
    plan = _Plan(document, programme, before, wide - 2 * MARGIN)
    plan.title(symbol or symbol_of(programme), body)
    if body is None:
        plan.days()
    else:
        plan.meetings()
    return bytes_of_document(document, programme)


def symbol_of(programme: Programme) -> str:
    """Return ``WTDC-21/TMP``: the short title of the conference, or its name, and what it is."""
    conference = programme.release.conference
    short = text_in(conference.short_titles, programme.language, conference.name.upper())
    return f"{one_line(short)}/TMP"


def bytes_of_document(document: Document, programme: Programme) -> bytes:
    """Return a document as a file: equal ones give equal bytes."""
    published = programme.release.published.astimezone(UTC).replace(tzinfo=None)
    facts = document.core_properties
    facts.author = facts.last_modified_by = one_line(programme.release.conference.organiser.name)[
        :255
    ]
    facts.title, facts.language = programme.title[:255], programme.language
    facts.comments, facts.revision = "", programme.release.number
    facts.created = facts.modified = published
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue(), published)


class _Plan:
    """A document that is being written."""

    def __init__(
        self, document: Document, programme: Programme, before: Programme | None, wide: float
    ) -> None:
        self._document = document
        self._programme = programme
        self._before = before
        self._wide = wide
        self._words: DocumentWords = programme.words.document
        self._marks = marks_of(programme, before)

    # The title block

    def title(self, symbol: str, body: str | None) -> None:
        """Write symbol, revision, date and language; what it is; and what has changed."""
        programme, words = self._programme, self._words
        numbered = self._numbered(symbol, programme)
        facts = (words.document.format(numbered), self._dated(), programme.language.upper())
        widths = (self._wide * 0.6, self._wide * 0.4)
        left, right = row_of(table_of(self._document, widths, style=None), widths).cells
        write(left.paragraphs[0], programme.title, bold=True, size=14)
        if programme.venue:
            write(left.add_paragraph(), programme.venue)
        write(left.add_paragraph(), self._dates())
        write(to_right(right.paragraphs[0]), facts[0], bold=True)
        for fact in facts[1:]:
            write(to_right(right.add_paragraph()), fact)
        heading = programme.words.plan if body is None else words.meetings_of.format(body)
        paragraph = self._document.add_paragraph(style="Heading 1")
        write(paragraph, heading)
        if programme.release.note:
            self._say(one_line(programme.release.note))
        if not by_days(programme):
            self._say(f"{programme.clocks}.")
        if self._before is not None:
            self._say(self._news(symbol, self._before))
        put_footer(self._document, numbered, programme.words.page)

    def _say(self, text: str) -> None:
        paragraph = self._document.add_paragraph(text)
        paragraph.paragraph_format.space_after = Pt(4)

    def _numbered(self, symbol: str, programme: Programme) -> str:
        """Return the symbol with the revision: none for the first release, or before there is any."""
        number = programme.release.number - 1 if programme.published else 0
        return f"{symbol}{self._words.revision.format(number)}" if number else symbol

    def _dated(self) -> str:
        programme = self._programme
        if not programme.published:
            return programme.words.unpublished
        there = programme.release.published.astimezone(ZoneInfo(programme.release.conference.zone))
        dated = f"{plain_date(there.date(), programme.words.language)}, {there:%H:%M}"
        return f"{dated} ({programme.words.draft})" if programme.release.draft else dated

    def _dates(self) -> str:
        conference, language = self._programme.release.conference, self._programme.words.language
        days = (conference.first_day, conference.last_day)
        return " – ".join(plain_date(each, language) for each in dict.fromkeys(days))

    def _news(self, symbol: str, before: Programme) -> str:
        """Say how many sessions were added, moved and so on."""
        numbers = Counter(mark.change for mark in self._marks.values())
        said = [self._words.counts[each].format(numbers[each]) for each in Change if numbers[each]]
        since = self._numbered(symbol, before)
        if not said:
            return self._words.unchanged.format(since)
        return self._words.since.format(since, ", ".join(said))

    # The plan

    def days(self) -> None:
        """Write a table for each day."""
        rows = [row for row in self._programme.rows if self._is_told(row)]
        if not rows:
            self._say(self._programme.words.no_sessions)
        for day in sorted({row.day for row in rows}):
            self._day(day, [row for row in rows if row.day == day])

    def _is_told(self, row: ExportedSession) -> bool:
        """Tell whether a session stands in the plan: one that was cancelled before this release does not."""
        return row.standing is not Standing.CANCELLED or row.session in self._marks

    def _day(self, day: date, rows: Sequence[ExportedSession]) -> None:
        self._heading(day)
        if breaks := breaks_of(self._programme, day):
            self._say(f"{breaks}.")
        words = self._words
        widths = (26.0, self._wide * 0.24, self._wide * 0.76 - 26.0)
        titles = (words.time, self._programme.words.columns["room"], words.meeting)
        table = self._table(widths, titles)
        notes = Notes(words)
        part = -1
        for row in sorted(rows, key=lambda each: (each.start, each.end, each.room)):
            if band_of(row) != part and row.dates is None:
                part = band_of(row)
                self._band(table, widths, part)
            cells = row_of(table, widths).cells
            self._time(cells[0], row.hours, row)
            self._write(cells[1], row.room, row)
            self._meeting(cells[2], row, notes)
        self._notes(notes)

    def _heading(self, day: date) -> None:
        paragraph = self._document.add_paragraph(style="Heading 2")
        paragraph.paragraph_format.keep_with_next = True
        said = self._programme.words.day(day)
        write(paragraph, said[:1].upper() + said[1:])

    def _table(self, widths: tuple[float, ...], titles: Sequence[str]) -> Table:
        table = table_of(self._document, widths)
        for cell, title in zip(row_of(table, widths, repeated=True).cells, titles, strict=True):
            shade(cell, HEADING)
            write(cell.paragraphs[0], title, bold=True)
        return table

    def _band(self, table: Table, widths: tuple[float, ...], part: int) -> None:
        """Add a row that names a part of the day, and stays with what follows."""
        cells = row_of(table, widths).cells
        cell = cells[0].merge(cells[-1])
        shade(cell, BAND)
        name = self._words.early if part == 0 else self._programme.words.parts[part - 1]
        write(cell.paragraphs[0], name, bold=True, size=9)
        cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _time(self, cell: _Cell, text: str, row: ExportedSession) -> None:
        self._write(cell, text, row)
        mark = self._marks.get(row.session)
        if mark is not None:
            marked(cell.add_paragraph(), self._words.changes[mark.change])
            shade(cell, CHANGED)

    def _write(
        self, cell: _Cell, text: str, row: ExportedSession, *, bold: bool = False
    ) -> Paragraph:
        paragraph: Paragraph = cell.paragraphs[0]
        run = write(paragraph, text, bold=bold)
        run.font.strike = True if row.standing is Standing.CANCELLED else None
        return paragraph

    def _meeting(self, cell: _Cell, row: ExportedSession, notes: Notes) -> None:
        """Write the title of a session, the numbers of its notes, and where it was."""
        paragraph = self._write(cell, row.title, row, bold=True)
        numbers = notes.of(row)
        if numbers:
            write(paragraph, f" {', '.join(map(str, numbers))}").font.superscript = True
        mark = self._marks.get(row.session)
        said = "" if mark is None else self._was(row, mark)
        if said:
            write(cell.add_paragraph(), said, size=9).italic = True

    def _was(self, row: ExportedSession, mark: Mark) -> str:
        """Return where a session was, as far as that is another place."""
        if mark.was is None or mark.change not in {Change.MOVED, Change.ROOM}:
            return ""
        day = f"{self._programme.words.day(mark.was.day)}, " if mark.was.day != row.day else ""
        time = f"{day}{mark.was.hours}" if mark.change is Change.MOVED else ""
        room = mark.was.room if mark.was.room_id != row.room_id else ""
        return self._words.was.format(", ".join(filter(None, (time, room))))

    def _notes(self, notes: Notes) -> None:
        for number, text in notes.listed():
            paragraph = self._document.add_paragraph()
            write(paragraph, f"{number} ", size=8).font.superscript = True
            write(paragraph, text, size=8)

    # The meetings of one body

    def meetings(self) -> None:
        """Write the meetings in order, numbered: when, where, and what they are about."""
        rows = [row for row in self._programme.rows if self._is_told(row)]
        if not rows:
            self._say(self._programme.words.no_sessions)
            return
        widths = (12.0, 40.0, self._wide * 0.22, self._wide * 0.78 - 52.0)
        columns = self._programme.words.columns
        titles = (self._words.number, columns["day"], columns["room"], self._words.meeting)
        table = self._table(widths, titles)
        notes = Notes(self._words)
        number = 0
        for row in rows:
            held = row.standing is not Standing.CANCELLED
            number += held
            cells = row_of(table, widths).cells
            write(cells[0].paragraphs[0], str(number) if held else "–")
            self._time(cells[1], f"{self._programme.words.day(row.day)}, {row.hours}", row)
            self._write(cells[2], row.room, row)
            self._meeting(cells[3], row, notes)
            for line in filter(None, row.description.splitlines()):
                write(cells[3].add_paragraph(), line, size=9)
            for line in row.agenda.splitlines():
                write(cells[3].add_paragraph(), line, size=9)
        self._notes(notes)
