"""The workbook: the plan by half-days, and the list; real dates and times, nothing that is run."""

import io
from datetime import UTC, date

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.lists import fields_of, values_of
from scheduler.publishing.exports.plan_sheets import fill_plan
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.exports.sheet_cells import HEADING, THIN, bold, put, put_day, set_up_print
from scheduler.publishing.forms import Down
from scheduler.sources.tables.workbooks import settled
from scheduler.wording import one_line

_WIDTHS = {
    "day": 15,
    "start": 7,
    "end": 7,
    "title": 52,
    "room": 24,
    "building": 18,
    "kind": 20,
    "body": 26,
    "themes": 28,
    "languages": 18,
    "region": 16,
    "remote": 13,
    "afar": 13,
    "standing": 12,
    "stream": 24,
    "description": 50,
    "speakers": 36,
    "breaks": 24,
    "output": 40,
    "audience": 30,
    "invited": 30,
    "session": 22,
    "private": 9,
}
"""Characters that the columns of the list are wide."""


_ITEM_WIDTHS = {"title": 52, "summary": 60, "address": 40, "document": 16, "id": 22}


def workbook_of(programme: Programme, down: Down = Down.ROOMS) -> bytes:
    """Return a programme as a workbook: equal programmes give equal bytes."""
    book = Workbook()
    published = programme.release.published.astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = one_line(programme.release.conference.organiser.name)
    book.properties.title = programme.title
    book.properties.language = programme.language
    book.properties.created = book.properties.modified = published
    plan = book.worksheets[0]
    plan.title = _sheet_title(programme.words.plan)
    fill_plan(plan, programme, down)
    _fill_list(book.create_sheet(_sheet_title(programme.words.list)), programme)
    if any(row.points for row in programme.held):
        _fill_agendas(book.create_sheet(_sheet_title(programme.words.agendas.agendas)), programme)
    if programme.untimed:
        _fill_untimed(book.create_sheet(_sheet_title(programme.words.untimed)), programme)
    file = io.BytesIO()
    book.save(file)
    return settled(file.getvalue(), published)


_TEXT = Alignment(vertical="top", wrap_text=True)
_NUMBER = Alignment(vertical="top", horizontal="center")


def _hide_empty(sheet: Worksheet, columns: int) -> None:
    """Hide columns in which nothing stands, so that the others print larger."""
    for column in range(1, columns + 1):
        if not any(sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)):
            sheet.column_dimensions[get_column_letter(column)].hidden = True


def _sheet_title(text: str) -> str:
    return text[:31]


def _head(sheet: Worksheet, column: int, text: str, width: int) -> None:
    cell = put(sheet, 1, column, text)
    cell.font, cell.fill, cell.border = bold(), HEADING, THIN
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.column_dimensions[get_column_letter(column)].width = width


def _fill_untimed(sheet: Worksheet, programme: Programme) -> None:
    for column, (field, heading) in enumerate(programme.words.items.items(), 1):
        _head(sheet, column, heading, _ITEM_WIDTHS.get(field, 24))
        for number, item in enumerate(programme.untimed, 2):
            put(sheet, number, column, getattr(item, field)).alignment = _TEXT
    _hide_empty(sheet, len(programme.words.items))
    sheet.freeze_panes = "B2"
    _set_up(sheet, programme)


AGENDAS = ("day", "start", "end", "title", "room", "body", "point", "documents", "item")
"""Columns of the agendas: where and when, what is dealt with, and the id of that."""

_AGENDA_WIDTHS = {
    "start": 7,
    "end": 7,
    "title": 40,
    "room": 26,
    "body": 28,
    "point": 60,
    "documents": 50,
}


def _fill_agendas(sheet: Worksheet, programme: Programme) -> None:
    """Write all agendas, a row for each item; a spreadsheet sorts and filters them."""
    words = programme.words
    own = {
        "point": words.agendas.columns["title"],
        "documents": words.agendas.columns["documents"],
        "item": words.items["id"],
    }
    for column, field in enumerate(AGENDAS, 1):
        _head(sheet, column, {**words.columns, **own}[field], _AGENDA_WIDTHS.get(field, 20))
    number = 1
    for row in programme.held:
        for point in row.points:
            number += 1
            put_day(sheet, number, 1, row.day, words, "ddd d mmm yyyy").alignment = _NUMBER
            for column, hour in enumerate((point.start, point.end), 2):
                put(sheet, number, column, hour.time()).alignment = _NUMBER
            texts = (row.title, row.room, row.body, point.title, point.documents, point.item)
            for column, text in enumerate(texts, 4):
                put(sheet, number, column, text).alignment = _TEXT
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(AGENDAS))}{number}"
    _set_up(sheet, programme)


def _fill_list(sheet: Worksheet, programme: Programme) -> None:
    fields = [field for field in fields_of(programme) if field != "agenda"]
    for column, field in enumerate(fields, 1):
        is_date = field in ("start", "end") and any(row.dates for row in programme.rows)
        width = _WIDTHS["day" if is_date else field]
        _head(sheet, column, programme.words.columns[field], width)
    for number, row in enumerate(programme.rows, 2):
        for column, value in enumerate(values_of(row, fields, programme.words), 1):
            if isinstance(value, date):
                cell = put_day(sheet, number, column, value, programme.words, "ddd d mmm yyyy")
            else:
                cell = put(sheet, number, column, value)
            cell.alignment = _TEXT if isinstance(value, str) else _NUMBER
    _hide_empty(sheet, len(fields))
    sheet.freeze_panes = f"{get_column_letter(fields.index('title') + 2)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}{len(programme.rows) + 1}"
    _set_up(sheet, programme)


def _set_up(sheet: Worksheet, programme: Programme) -> None:
    """Have a list printed as wide as the paper, with its headings on each page."""
    set_up_print(sheet, programme)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
