"""Cells of a sheet: text that stays text, dates and times that are such, and how a sheet is printed."""

from datetime import date, time

from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.lists import Value
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.exports.texts import is_risky, shortened

HEADING = PatternFill("solid", fgColor="E5E7EB")
"""Background of headings."""

_HAIR = Side(style="thin", color="9CA3AF")
THIN = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
"""Lines around a cell."""

DAY = "ddd d mmm yyyy"
"""How a date is shown, in the language of whoever opens the workbook."""

A3 = 8
"""What a workbook calls the paper."""


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Put a value into a cell; a text is never a formula, nor becomes one when somebody edits it."""
    cell: Cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = shortened(value)
        cell.data_type = "s"
        cell.quotePrefix = is_risky(value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY
        elif isinstance(value, time):
            cell.number_format = "hh:mm"
    return cell


def set_up_print(sheet: Worksheet, programme: Programme, *, rows: str, columns: str = "") -> None:
    """Print a sheet on its side, one page wide, with headings, edition and page numbers on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = rows
    if columns:
        sheet.print_title_cols = columns
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddHeader.left.text = _plain(programme.title)
    sheet.oddHeader.right.text = _plain(programme.edition)
    sheet.oddFooter.left.text = _plain(programme.clocks)
    sheet.oddFooter.right.text = programme.words.page.format("&P", "&N")


def _plain(text: str) -> str:
    """Return a text for a header, in which an ampersand begins a code."""
    return shortened(text, 100).replace("&", "&&")
