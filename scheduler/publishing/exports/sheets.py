"""Spreadsheets: the workbook and CSV; real dates and times, and texts that stay texts."""

import csv
import io
from datetime import UTC, date, time
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.programmes import LONGEST, ExportedProgramme, kinds_in_use
from scheduler.publishing.exports.tables import (
    ListTable,
    Value,
    agendas_of,
    plan_of,
    sessions_of,
    untimed_of,
)
from scheduler.sources.tables.workbooks import settled
from scheduler.wording import cut, may_be_formula, one_line

HEADING = PatternFill("solid", fgColor="E5E7EB")
"""Background of headings."""
BOLD = Font(name="Calibri", bold=True)
A3 = 8
"""Number of the paper size in workbooks."""
WIDEST = 52
"""Characters that a column is wide at most."""
ON_A_PAGE = 8
"""Parts of days across a page of A3."""

_HAIR = Side(style="thin", color="9CA3AF")
_THIN = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_TOP = Alignment(vertical="top", wrap_text=True)


def csv_of(table: ListTable) -> bytes:
    """Return a list as CSV: a heading, then a record for each row.

    Dates are ``2021-11-08``, times ``09:30``. What a spreadsheet would take for a formula begins with an
    apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(map(_text, row) for row in table.rows)
    return file.getvalue().encode("utf-8")


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return f"'{value}" if may_be_formula(str(value)) else str(value)


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Put a value into a cell; a text is never a formula, nor becomes one when somebody edits it."""
    cell = cast("Cell", sheet.cell(row, column))  # nothing is put where cells are merged
    if isinstance(value, str):
        cell.value = cut(value, LONGEST)
        cell.data_type = "s"
        cell.quotePrefix = may_be_formula(value)
    else:
        cell.value = value
        shapes = {time: "hh:mm", int: "0;-0;;@"}
        cell.number_format = shapes.get(type(value), "ddd d mmm yyyy")
    cell.alignment = _TOP
    return cell


def workbook_of(programme: ExportedProgramme) -> bytes:
    """Return a programme as a workbook: equal programmes give equal bytes."""
    book = Workbook()
    published = programme.release.published.astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = one_line(programme.release.conference.organiser.name)
    book.properties.title = programme.title
    book.properties.language = programme.language
    book.properties.created = book.properties.modified = published
    _fill_plan(book.worksheets[0], programme)
    _fill_list(book, programme, sessions_of(programme))
    for table in (agendas_of(programme), untimed_of(programme)):
        if table.rows:
            _fill_list(book, programme, table)
    file = io.BytesIO()
    book.save(file)
    return settled(file.getvalue(), published)


def _fill_list(book: Workbook, programme: ExportedProgramme, table: ListTable) -> None:
    """Add a sheet with a list; it can be sorted and filtered."""
    sheet, shown = book.create_sheet(table.title[:31]), table.filled()
    for column, heading in enumerate(shown.columns, 1):
        values = [heading]
        put(sheet, 1, column, heading)
        for number, row in enumerate(shown.rows, 2):
            put(sheet, number, column, row[column - 1])
            values.append(_text(row[column - 1]))
        width = min(max(map(len, values), default=0) + 3, WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width
    _head(sheet, 1, len(shown.columns))
    sheet.freeze_panes = "B2"
    last = get_column_letter(max(1, len(shown.columns)))
    sheet.auto_filter.ref = f"A1:{last}{len(shown.rows) + 1}"
    _set_up_print(sheet, programme)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_plan(sheet: Worksheet, programme: ExportedProgramme) -> None:
    """Write the plan: days and parts of days across, rooms down, and the legend of colours."""
    words, plan, kinds = programme.words, plan_of(programme), kinds_in_use(programme)
    sheet.title = words("Time management plan")[:31]
    put(sheet, 1, 1, programme.title).font = Font(name="Calibri", size=16, bold=True)
    put(sheet, 2, 1, f"{words('Time management plan')} · {programme.edition}")
    put(sheet, 3, 1, programme.clocks if plan.columns else words("No sessions."))
    put(sheet, 5, 1, words("Room"))
    sheet.column_dimensions["A"].width = 24
    first, on_page = 2, 0
    for day in dict.fromkeys(day for day, _ in plan.columns):
        parts = [part for each, part in plan.columns if each == day]
        put(sheet, 4, first, day).number_format = "ddd d mmm yyyy"
        for column, part in enumerate(parts, first):
            put(sheet, 5, column, words["day" if programme.is_by_days else part])
            sheet.column_dimensions[get_column_letter(column)].width = 27
        if on_page and on_page + len(parts) > ON_A_PAGE:
            sheet.col_breaks.append(Break(id=first - 1))
            on_page = 0
        first, on_page = first + len(parts), on_page + len(parts)
    for row in (4, 5):
        _head(sheet, row, len(plan.columns) + 1)
    for number, (name, cells) in enumerate(plan.lines, 6):
        put(sheet, number, 1, name).font = BOLD
        for column, told in enumerate(cells, 2):
            cell = put(
                sheet, number, column, "\n".join(f"{each.row.hours} {each.title}" for each in told)
            )
            cell.border = _THIN
            shown = {each.row.kind_id for each in told if each.here}
            if len(shown) == 1:
                cell.fill = _fill(kinds[shown.pop()][1])
    for number, (name, colour) in enumerate(kinds.values(), 7 + len(plan.lines)):
        put(sheet, number, 1, name).fill = _fill(colour)
    sheet.freeze_panes = "B6"
    _set_up_print(sheet, programme)
    sheet.print_title_rows, sheet.print_title_cols = "4:5", "A:A"
    sheet.page_setup.scale = 68


def _fill(colour: str) -> PatternFill:
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return PatternFill("solid", fgColor="".join(f"{191 + part // 4:02X}" for part in parts))


def _head(sheet: Worksheet, row: int, columns: int) -> None:
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.fill, cell.border = BOLD, HEADING, _THIN


def _set_up_print(sheet: Worksheet, programme: ExportedProgramme) -> None:
    """Print a sheet on A3, on its side, with title, edition and page numbers on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3
    clocks, pages = _plain(programme.clocks), programme.words("Page {} of {}").format("&P", "&N")
    sheet.HeaderFooter.oddHeader = _ends(_plain(programme.title), _plain(programme.edition))
    sheet.HeaderFooter.oddFooter = _ends(clocks, pages)


def _ends(left: str, right: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    item.left.text, item.right.text = left, right
    return item


def _plain(text: str) -> str:
    return cut(text, 100).replace("&", "&&")
