"""The agenda of one meeting as a text document; only the library of such documents, an extra, is needed."""

import docx
from docx.document import Document
from docx.shared import Pt

from scheduler.publishing.exports.agendas import MeetingAgenda
from scheduler.publishing.exports.document_parts import (
    put_footer,
    row_of,
    set_up,
    shade,
    table_of,
    to_right,
    write,
)
from scheduler.publishing.exports.documents import (
    HEADING,
    MARGIN,
    SIZES,
    bytes_of_document,
    symbol_of,
)
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.forms import Paper

_NUMBER, _HOURS = 12.0, 28.0
"""Widths of the first columns in millimetres."""


def agenda_document(
    programme: Programme, agenda: MeetingAgenda, *, symbol: str | None = None
) -> bytes:
    """Return the agenda of a meeting: equal programmes give equal bytes."""
    document = docx.Document()
    wide, high = SIZES[Paper.A4]
    set_up(document, programme.language, wide=wide, high=high)
    room = wide - 2 * MARGIN
    _title(document, programme, symbol or symbol_of(programme), room)
    write(document.add_paragraph(style="Heading 1"), agenda.heading)
    write(document.add_paragraph(), agenda.meeting, bold=True)
    for fact in agenda.facts:
        write(document.add_paragraph(), fact)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    if agenda.rows:
        _items(document, agenda, room)
    else:
        write(document.add_paragraph(), agenda.empty)
    write(document.add_paragraph(), f"{programme.clocks}.", size=8)
    put_footer(document, agenda.heading, programme.words.page)
    return bytes_of_document(document, programme)


def _title(document: Document, programme: Programme, symbol: str, room: float) -> None:
    """Write conference and venue on the left; symbol, edition and language on the right."""
    widths = (room * 0.6, room * 0.4)
    left, right = row_of(table_of(document, widths, style=None), widths).cells
    write(left.paragraphs[0], programme.title, bold=True, size=14)
    if programme.venue:
        write(left.add_paragraph(), programme.venue)
    named = programme.words.document.document.format(symbol)
    write(to_right(right.paragraphs[0]), named, bold=True)
    for each in (programme.edition, programme.language.upper()):
        write(to_right(right.add_paragraph()), each)


def _items(document: Document, agenda: MeetingAgenda, room: float) -> None:
    rest = room - _NUMBER - _HOURS
    columns = (_NUMBER, _HOURS, rest * 0.6, rest * 0.4)
    table = table_of(document, columns)
    heads = row_of(table, columns, repeated=True).cells
    for cell, heading in zip(heads, agenda.columns, strict=True):
        shade(cell, HEADING)
        write(cell.paragraphs[0], heading, bold=True)
    for row in agenda.rows:
        for cell, text in zip(row_of(table, columns).cells, row, strict=True):
            write(cell.paragraphs[0], text)
