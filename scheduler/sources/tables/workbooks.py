"""Workbooks and CSV: their sheets, within limits, and how workbooks are written without a clock."""

import codecs
import csv
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.sheets import FIRST_ROWS, Sheet, Trouble, Value, known_in

MOST_CELLS = 250_000
"""Cells of a sheet at most, empty ones between others included; and cells of a workbook that are merged, or
have a link, of which each is made."""
MOST_RANGES = 5_000
"""Ranges at most that are merged or have a link; each is compared with each."""
MOST_ELEMENTS = 2_000_000
"""Elements of XML at most in all of it: a cell is two or three."""
LARGEST_INSIDE = 200 * 2**20
"""Bytes at most of what a workbook holds, once it is unpacked."""
_COLUMNS, _ROWS = 2**14, 2**20
_OLD = b"\xd0\xcf\x11\xe0"
_RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref=\"(\w+:\w+)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""What a formula begins with; charts name what they show by it, too."""
_UNCOMPUTED = Trouble(
    "a formula whose value is not stored",
    "a value",
    "Open the workbook in the spreadsheet program and save it, or put the value in its place.",
)
_SIGNS = ",;\t"
_OTHER = "cp1252"
"""What spreadsheets of western Europe write, unless they are asked for UTF-8; it holds Latin-1."""


def sheets_in(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or raise `BrokenError`."""
    with _damage_told(content):
        has_formulas = _scanned(content)
        values = _loaded(content)
        # Each loading takes as long as the other, and few workbooks have a formula.
        formulas = _loaded(content, data_only=False) if has_formulas else values
        return tuple(_sheet(each, formulas[each.title], file) for each in values.worksheets)


def opened(content: bytes) -> Workbook:
    """Open a workbook that is not too large, with values, or raise `BrokenError`."""
    with _damage_told(content):
        _scanned(content)
        return _loaded(content)


@contextmanager
def _damage_told(content: bytes) -> Iterator[None]:
    """Raise `BrokenError` for a workbook that cannot be read."""
    if not content:
        raise BrokenError(0, "is empty: nothing was saved in it.")
    if content.startswith(_OLD):
        said = "has a password or is in an old format; save it as .xlsx without password."
        raise BrokenError(0, said)
    try:
        yield
    except (BrokenError, MemoryError):
        raise
    except Exception as error:
        # What is raised for a damaged workbook depends on the damage, and on which packages are installed.
        said = "cannot be read as a workbook. Save it as .xlsx, or as CSV."
        raise BrokenError(0, said) from error


def _loaded(content: bytes, *, data_only: bool = True) -> Workbook:
    with warnings.catch_warnings():
        # About drawings, and what else is of no concern here.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=data_only)


def _scanned(content: bytes) -> bool:
    """Tell whether a workbook has formulas; raise `BrokenError` if it would take too much to read it."""
    has_formulas, elements, ranges = False, 0, list[str]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_INSIDE:
            raise BrokenError(0, f"is larger than {LARGEST_INSIDE // 2**20} MB, unpacked.")
        for name in archive.namelist():
            part = archive.read(name)
            if b"<!ENTITY" in part:
                said = "defines entities of XML, which no spreadsheet program does."
                raise BrokenError(0, said)
            has_formulas |= _FORMULA.search(part) is not None
            elements += part.count(b"<") - part.count(b"</")
            ranges += (each.decode() for each in _RANGE.findall(part))
    if elements > MOST_ELEMENTS:
        hint = "Leave only the tables in it, and delete rows and columns that look empty."
        said = f"holds more than {MOST_ELEMENTS:,} elements, which is too much. {hint}"
        raise BrokenError(0, said)
    for number, most, what in (
        (sum(map(_size, ranges)), MOST_CELLS, "cells"),
        (len(ranges), MOST_RANGES, "ranges of cells"),
    ):
        if number > most:
            found = f"found {number:,} {what} merged or with a link, expected at most {most:,}"
            raise BrokenError(0, f"{found}. Select all cells of the sheet and take that off.")
    return has_formulas


def _size(ref: str) -> int:
    """Return the number of cells of a range; one of columns or rows has all of them."""
    left, top, right, bottom = range_boundaries(ref)
    columns = (right or _COLUMNS) - (left or 1) + 1
    return columns * ((bottom or _ROWS) - (top or 1) + 1)


def _sheet(values: Worksheet, formulas: Worksheet, file: str) -> Sheet:
    if values.max_row * values.max_column > MOST_CELLS:
        size = f"found {values.max_row:,} rows of {values.max_column:,} columns"
        hint = "Delete the rows below the table and the columns beside it, even if they look empty."
        why = f"{size}, expected at most {MOST_CELLS:,} cells. {hint}"
        return Sheet(file, values.title, {}, trouble=why)
    rows = {}
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=False)
    for number, (row, written) in enumerate(pairs, 1):
        cells = enumerate(map(_value, row, written), 1)
        filled = {column: value for column, value in cells if value is not None}
        if filled:
            rows[number] = filled
    merged = tuple(sorted(str(each) for each in values.merged_cells.ranges))
    found = Sheet(file, values.title, rows, merged=merged)
    return found if found.is_note else replace(found, notes=tuple(_notes(values, found)))


def _notes(sheet: Worksheet, found: Sheet) -> Iterator[str]:
    hidden = sum(sheet.row_dimensions[row].hidden for row in found.rows)
    if found.rows and sheet.sheet_state != "visible":
        yield f"{found.place}: the sheet is hidden, and was read like the others."
    if hidden:
        rows_are = "row is hidden, and was" if hidden == 1 else "rows are hidden, and were"
        yield f"{found.place}: {hidden} {rows_are} read like the others."


def _value(cell: Any, written: Any) -> Value | Trouble | None:
    """Return what stands in a cell; nothing, if it is blank."""
    value = cell.value
    if cell.data_type == "e":
        return Trouble(f"the error {value}", "a value", "Correct the formula.")
    if value is None and written.data_type == "f":
        return None if cell.data_type == "str" else _UNCOMPUTED
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    return value if value is None or isinstance(value, Value) else str(value)


def _moment(value: datetime, form: str) -> date | datetime:
    """Return a time to the second (a workbook counts in days), or a date if no hour is shown."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return value if value.time() != datetime.min.time() or "h" in form.lower() else value.date()


def csv_sheet(content: bytes, file: str, name: str, headings: Collection[str]) -> Sheet:
    """Return a file of CSV as a sheet of texts, or raise `BrokenError`.

    `headings`, as `plain` has them, tell which sign stands between its cells.
    """
    text, notes = _decoded(content, file)
    sign = _sign(text, headings)
    try:
        records = _records(text, sign, blanks=True)
    except csv.Error:
        try:  # a quotation mark after a blank may be one of a text
            records = _records(text, sign)
        except csv.Error as error:
            raise BrokenError(0, f"cannot be read as CSV: {error}.") from error
    rows = {}
    for row, record in enumerate(records, 1):
        cells = {column: text.strip() for column, text in enumerate(record, 1) if text.strip()}
        if cells:
            rows[row] = cells
    return Sheet(file, name, rows, in_book=False, notes=notes)


def _decoded(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BrokenError(0, "found UTF-16, expected UTF-8. Save it as CSV in UTF-8.")
    if b"\0" in content:
        raise BrokenError(0, "found a byte of 0, expected text. Save it as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        note = f"{file}: is not in UTF-8; read as Windows-1252. Look at letters with accents."
        return content.decode(_OTHER), (note,)
    except UnicodeDecodeError as error:
        raise BrokenError(0, "is not text in UTF-8. Save it as CSV in UTF-8.") from error


def _sign(text: str, headings: Collection[str]) -> str:
    """Return the sign between cells that finds most headings, or else most cells in the first line."""
    lines = (line for line in io.StringIO(text, None) if line.strip())
    first = [*itertools.islice(lines, FIRST_ROWS)]

    def found(sign: str) -> tuple[int, int]:
        cut = [next(csv.reader([line], delimiter=sign), []) for line in first]
        return max((known_in(each, headings) for each in cut), default=0), len(cut[0]) if cut else 0

    return max(_SIGNS, key=found)


def _records(text: str, sign: str, *, blanks: bool = False) -> list[list[str]]:
    lines = io.StringIO(text.replace("\r\n", "\n"), newline="")
    return [*csv.reader(lines, delimiter=sign, strict=True, skipinitialspace=blanks)]


_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def settled(workbook: bytes, moment: datetime) -> bytes:
    """Return a workbook that says it was made at a moment, in UTC, whenever it was."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    date_time = (max(moment.year, 1980), *moment.timetuple()[1:6])
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, date_time)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, content)
    return file.getvalue()
