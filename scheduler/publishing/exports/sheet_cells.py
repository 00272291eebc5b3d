"""Cells of a sheet: text that stays text, dates and times that are such, and how a sheet is printed."""

from datetime import date, time
from locale import windows_locale
from typing import cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.lists import Value
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.exports.words import Words, is_risky, shortened
from scheduler.translations import SOURCE

HEADING = PatternFill("solid", fgColor="E5E7EB")
"""Background of headings."""

_HAIR = Side(style="thin", color="9CA3AF")
THIN = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
"""Lines around a cell."""

FONT = "Calibri"

_ENGLISH = 0x809
"""How Windows calls the English of Britain, which writes the day before the month."""

A3 = 8
"""What a workbook calls the paper."""


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Put a value into a cell; a text is never a formula, nor becomes one when somebody edits it."""
    cell = cast("Cell", sheet.cell(row, column))  # nothing is put where cells are merged
    if isinstance(value, str):
        cell.value = shortened(value)
        cell.data_type = "s"
        cell.quotePrefix = is_risky(value)
    else:
        cell.value = value
        cell.number_format = "hh:mm" if isinstance(value, time) else "0;-0;;@"
    return cell


def put_day(sheet: Worksheet, row: int, column: int, day: date, words: Words, shape: str) -> Cell:
    """Put a date into a cell, shown in a shape such as ``ddd d mmm``, its names in a language."""
    cell = put(sheet, row, column, day)
    cell.number_format = f"[$-{_locale(words.language):X}]{shape}"
    return cell


def bold(size: int = 11) -> Font:
    """Return the font of headings."""
    return Font(name=FONT, size=size, bold=True)


def set_up_print(sheet: Worksheet, programme: Programme) -> None:
    """Print a sheet on A3, on its side, with title, edition and page numbers on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.35
    pages = programme.words.page.format("&P", "&N")
    header = _ends(_plain(programme.title), _plain(programme.edition))
    header.left.size, header.left.font = 13, f"{FONT},Bold"
    sheet.HeaderFooter.oddHeader = header
    sheet.HeaderFooter.oddFooter = _ends(_plain(programme.clocks), pages)


def _ends(left: str, right: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    item.left.text, item.right.text = left, right
    return item


def _plain(text: str) -> str:
    """Return a text for a header, in which an ampersand begins a code."""
    return shortened(text, 100).replace("&", "&&")


def _locale(language: str) -> int:
    """Return how Windows calls a language, for formats of dates whose names are in it."""
    akin = (code for code, name in windows_locale.items() if name.startswith(f"{language}_"))
    return _ENGLISH if language == SOURCE else next(akin, _ENGLISH)
