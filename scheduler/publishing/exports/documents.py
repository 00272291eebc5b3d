"""The numbered plan as a text document: a table for each day, by parts of the day, with what has changed.

Only the library of such documents, an extra, is needed for it.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from zoneinfo import ZoneInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from scheduler.publishing.dates import plain_date
from scheduler.publishing.differences import ReleaseChange, differences
from scheduler.publishing.exports.programmes import (
    ExportedProgramme,
    ExportedSession,
    Settings,
    programme_of,
)
from scheduler.publishing.exports.tables import ListTable, agendas_of, part_of, value_text
from scheduler.publishing.languages import text_in
from scheduler.sources.tables.workbooks import settled
from scheduler.wording import one_line

EARLY = "09:00"
"""Clock time before which what starts is early."""
WIDTH = 174.0
"""Millimetres between the margins of A4."""
CHANGED, BAND, HEADING = "FFF4E5", "E5E7EB", "D6DEE9"
"""Grounds of what has changed, of a part of the day, and of a heading."""
MARK = RGBColor(0xB4, 0x53, 0x09)
"""Colour of what has changed; a word always says so as well."""

_TOLD = frozenset(
    {"titles", "descriptions", "languages", "stream", "remote", "body", "pauses", "pause_titles"}
)
"""Fields that readers of a plan are shown, besides time, room and whether it is held."""


def plan_document(programme: ExportedProgramme, settings: Settings) -> bytes:
    """Return the numbered plan: equal programmes give equal bytes.

    Changes since the release before are marked. The symbol of the document is made of the short title of
    the conference unless given. Agendas follow the days of a body or a session.
    """
    plan = _Plan(programme, settings)
    plan.title()
    plan.days()
    if settings.body or settings.session:
        plan.list(agendas_of(programme).filled())
    return plan.made()


class _Plan:
    """A document that is being written."""

    def __init__(self, programme: ExportedProgramme, settings: Settings) -> None:
        conference = programme.release.conference
        short = text_in(conference.short_titles, programme.language, conference.name.upper())
        before = None if settings.before is None else programme_of(settings.before, settings)
        self._document: Document = docx.Document()
        self._programme = programme
        self._before = before
        self._symbol = settings.symbol or f"{one_line(short)}/TMP"
        self._words = programme.words
        self._changes = _changes_of(programme, before)
        self._were: Mapping[str, ExportedSession] = {
            row.session: row for row in (before.rows if before else ())
        }
        _set_up(self._document, programme.language)

    def made(self) -> bytes:
        """Return the document as a file."""
        programme = self._programme
        published = programme.release.published.astimezone(UTC).replace(tzinfo=None)
        facts = self._document.core_properties
        author = one_line(programme.release.conference.organiser.name)[:255]
        facts.author = facts.last_modified_by = author
        facts.title, facts.language = programme.title[:255], programme.language
        facts.comments, facts.revision = "", programme.release.number
        facts.created = facts.modified = published
        file = io.BytesIO()
        self._document.save(file)
        return settled(file.getvalue(), published)

    def title(self) -> None:
        """Write symbol, revision, date and language; what it is; and what has changed."""
        programme, numbered = self._programme, self._numbered(self._programme)
        left, right = self._row(self._table((104.0, 70.0), style=None), (104.0, 70.0)).cells
        _write(left.paragraphs[0], programme.title, bold=True, size=14)
        days = (programme.release.conference.first_day, programme.release.conference.last_day)
        dates = " – ".join(plain_date(each, programme.language) for each in dict.fromkeys(days))
        for said in filter(None, (programme.venue, dates)):
            _write(left.add_paragraph(), said)
        facts = (
            self._words("Document {}").format(numbered),
            self._dated(),
            programme.language.upper(),
        )
        for number, fact in enumerate(facts):
            paragraph = right.add_paragraph() if number else right.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _write(paragraph, fact, bold=not number)
        _write(self._document.add_paragraph(style="Heading 1"), self._words("Time management plan"))
        self._say(one_line(programme.release.note))
        self._say(f"{programme.clocks}." if programme.clocks else "")
        self._say(self._news())
        _put_footer(self._document, numbered, self._words("Page {} of {}"))

    def _say(self, text: str) -> None:
        if text:
            self._document.add_paragraph(text).paragraph_format.space_after = Pt(4)

    def _numbered(self, programme: ExportedProgramme) -> str:
        number = programme.release.number - 1 if programme.published else 0
        return (
            f"{self._symbol}{self._words(' (Rev.{})').format(number)}" if number else self._symbol
        )

    def _dated(self) -> str:
        programme = self._programme
        if not programme.published:
            return self._words("Draft, not published")
        there = programme.release.published.astimezone(ZoneInfo(programme.release.conference.zone))
        dated = f"{plain_date(there.date(), programme.language)}, {there:%H:%M}"
        return f"{dated} ({self._words('draft')})" if programme.release.draft else dated

    def _news(self) -> str:
        if self._before is None:
            return ""
        numbers, since = Counter(self._changes.values()), self._numbered(self._before)
        said = [
            self._words[f"count_{each}"].format(numbers[each])
            for each in ReleaseChange
            if numbers[each]
        ]
        if not said:
            return self._words("No change since {}.").format(since)
        told = self._words("Changes since {}: {}. They are marked in the plan.")
        return told.format(since, ", ".join(said))

    def days(self) -> None:
        """Write a table for each day; what was cancelled before this release is in none."""
        rows = [row for row in self._programme.rows if row.is_held or row.session in self._changes]
        if not rows:
            self._say(self._words("No sessions."))
        for day in sorted({row.day for row in rows}):
            self._day(day, [row for row in rows if row.day == day])

    def _day(self, day: date, rows: Sequence[ExportedSession]) -> None:
        self._heading(self._programme.day_title(day))
        breaks = self._programme.breaks_on(day)
        self._say(f"{breaks}." if breaks else "")
        widths = (26.0, 42.0, WIDTH - 68)
        table = self._table(
            widths, [self._words("Time"), self._words("Room"), self._words("Meeting")]
        )
        notes: dict[str, int] = {}
        shown = ""
        for row in sorted(rows, key=lambda each: (each.start, each.end, each.room)):
            part = "early" if f"{row.start:%H:%M}" < EARLY else part_of(row)
            if part != shown and row.dates is None:
                self._part(self._row(table, widths).cells, self._words[part])
                shown = part
            self._session(self._row(table, widths).cells, row, notes)
        for text, number in notes.items():
            paragraph = self._document.add_paragraph()
            _write(paragraph, f"{number} ", size=8).font.superscript = True
            _write(paragraph, text, size=8)

    def _heading(self, text: str) -> None:
        paragraph = self._document.add_paragraph(style="Heading 2")
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, text)

    def _part(self, cells: Sequence[_Cell], name: str) -> None:
        """Name a part of the day in a row that stays with what follows."""
        cell = cells[0].merge(cells[-1])
        _shade(cell, BAND)
        _write(cell.paragraphs[0], name, bold=True, size=9)
        cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _session(self, cells: Sequence[_Cell], row: ExportedSession, notes: dict[str, int]) -> None:
        for cell, text in zip(cells, (row.hours, row.room, row.title), strict=True):
            run = _write(cell.paragraphs[0], text, bold=text == row.title)
            run.font.strike = None if row.is_held else True
        numbers = sorted(notes.setdefault(text, len(notes) + 1) for text in self._notes(row))
        if numbers:
            said = f" {', '.join(map(str, numbers))}"
            _write(cells[2].paragraphs[0], said).font.superscript = True
        change = self._changes.get(row.session)
        if change is not None:
            mark = _write(
                cells[0].add_paragraph(), self._words[f"mark_{change}"], bold=True, size=9
            )
            mark.font.color.rgb = MARK
            _shade(cells[0], CHANGED)
        was = self._was(row, change)
        if was:
            _write(cells[2].add_paragraph(), was, size=9).italic = True

    def _notes(self, row: ExportedSession) -> Iterator[str]:
        words = self._words
        if row.breaks:
            yield words("Includes a break: {}.").format(row.breaks)
        if row.languages:
            yield words("Interpretation: {}.").format(", ".join(row.languages))
        if row.remote:
            yield words("Remote participation is possible.")
        if row.private:
            yield words("Private meeting.")

    def _was(self, row: ExportedSession, change: ReleaseChange | None) -> str:
        """Return where a session was, as far as that is another place."""
        was = self._were.get(row.session)
        if was is None or change not in {ReleaseChange.MOVED, ReleaseChange.ROOM}:
            return ""
        day = f"{self._programme.day_name(was.day)}, " if was.day != row.day else ""
        time = f"{day}{was.hours}" if change is ReleaseChange.MOVED else ""
        room = was.room if was.room_id != row.room_id else ""
        return self._words("was {}").format(", ".join(filter(None, (time, room))))

    def list(self, shown: ListTable) -> None:
        """Write a list under its heading, unless nothing stands in it."""
        if not shown.rows:
            return
        self._heading(shown.title)
        widths = (WIDTH / len(shown.columns),) * len(shown.columns)
        table = self._table(widths, shown.columns)
        for row in shown.rows:
            for cell, value in zip(self._row(table, widths).cells, row, strict=True):
                _write(cell.paragraphs[0], value_text(self._programme, value), size=9)

    def _table(
        self,
        widths: Sequence[float],
        titles: Sequence[str] = (),
        style: str | None = "Table Grid",
    ) -> Table:
        """Add a table; its columns are so many millimetres wide, its titles stand on top of every page."""
        table: Table = self._document.add_table(rows=0, cols=len(widths), style=style)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        if titles:
            row = self._row(table, widths)
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 # no other name
            for cell, title in zip(row.cells, titles, strict=True):
                _shade(cell, HEADING)
                _write(cell.paragraphs[0], title, bold=True)
        return table

    def _row(self, table: Table, widths: Sequence[float]) -> _Row:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            form = cell.paragraphs[0].paragraph_format
            form.space_before = form.space_after = Pt(1.5)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 # no other name
        return row


def _changes_of(
    programme: ExportedProgramme, before: ExportedProgramme | None
) -> Mapping[str, ReleaseChange]:
    """Return what has become of sessions, by session; nothing without a release before.

    Only of sessions that the programme shows: what has become private since is not told of.
    """
    if before is None:
        return {}
    shown = {row.session for row in programme.rows}
    return {
        each.session: each.change
        for each in differences(before.release, programme.release)
        if each.session in shown
        and each.new is not None
        and (each.change is not ReleaseChange.OTHER or _TOLD & set(each.fields))
    }


def _set_up(document: Document, language: str) -> None:
    """Give a document its paper, its font and its language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(0)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(spoken)


def _shade(cell: _Cell, colour: str) -> None:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001 # the library has no name for it


def _write(
    paragraph: Paragraph, text: str, *, bold: bool = False, size: float | None = None
) -> Run:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    return run


def _put_footer(document: Document, left: str, page: str) -> None:
    """Give every page a foot: a text, and number and count of pages, for which `page` has two ``{}``."""
    paragraph = document.sections[0].footer.paragraphs[0]
    before, between, after = page.split("{}")
    _write(paragraph, f"{left}\t\t{before}", size=8)
    _put_field(paragraph, "PAGE")
    _write(paragraph, between, size=8)
    _put_field(paragraph, "NUMPAGES")
    _write(paragraph, after, size=8)


def _put_field(paragraph: Paragraph, name: str) -> None:
    """Add what is counted where the document is read: ``PAGE``, ``NUMPAGES``."""
    for kind, text in (("begin", ""), ("", f" {name} "), ("separate", ""), ("", "1"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText" if name in text else "w:t")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        _write(paragraph, "", size=8)._r.append(part)  # noqa: SLF001 # the library has no name for it
