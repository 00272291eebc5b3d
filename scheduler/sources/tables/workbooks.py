"""Workbooks: their sheets, how much they would multiply into, and how they are written without a clock."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from xml.parsers import expat

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.sheets import Sheet, Trouble, Value

MOST_CELLS = 250_000
"""Cells of a sheet at most, empty ones between others included."""
_OLD = b"\xd0\xcf\x11\xe0"

_UNCOMPUTED = Trouble(
    "a formula whose value is not stored",
    "a value",
    "Open the workbook in the spreadsheet program and save it, or put the value in its place.",
)


def sheets_in(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or raise `BrokenError`."""
    if not content:
        raise BrokenError(0, "is empty: nothing was saved in it.")
    if content.startswith(_OLD):
        raise BrokenError(
            0, "has a password or is in an old format; save it as .xlsx without password."
        )
    try:
        scan = _scanned(content)
        values = _loaded(content)
        # Each loading takes as long as the other, and few workbooks have a formula.
        formulas = _loaded(content, data_only=False) if scan.formulas else values
        return tuple(_sheet(each, formulas[each.title], file) for each in values.worksheets)
    except (BrokenError, MemoryError):
        raise
    except Exception as error:
        # What is raised for a damaged workbook depends on the damage, and on which packages are installed.
        raise BrokenError(
            0, "cannot be read as a workbook. Save it as .xlsx, or as CSV."
        ) from error


def _loaded(content: bytes, *, data_only: bool = True) -> Workbook:
    with warnings.catch_warnings():
        # About drawings, and what else is of no concern here.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=data_only)


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
        found = {column: value for column, value in cells if value is not None}
        if found:
            rows[number] = found
    merged = tuple(sorted(str(each) for each in values.merged_cells.ranges))
    return Sheet(file, values.title, rows, merged=merged, notes=_notes(values, rows, file))


def _notes(sheet: Worksheet, rows: dict[int, Any], file: str) -> tuple[str, ...]:
    hidden = sum(sheet.row_dimensions[row].hidden for row in rows)
    notes = []
    if rows and sheet.sheet_state != "visible":
        notes.append(f"{file}: {sheet.title}: the sheet is hidden, and was read like the others.")
    if hidden:
        rows_are = "row is hidden, and was" if hidden == 1 else "rows are hidden, and were"
        notes.append(f"{file}: {sheet.title}: {hidden} {rows_are} read like the others.")
    return tuple(notes)


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


LARGEST_INSIDE = 200 * 2**20
"""Bytes at most of what a workbook holds, once it is unpacked."""
MOST_ELEMENTS = 2_000_000
"""Elements of XML at most in all of it: a cell is two or three."""
MOST_CELLS_OF_RANGES = 250_000
"""Cells at most that are merged, or have a link: each is made, though nothing stands in it."""
MOST_RANGES = 5_000
"""Ranges at most that are merged or have a link; each is compared with each."""
_PIECE = 2**16
_COLUMNS, _ROWS = 2**14, 2**20
_FORMULA = "f"
"""Element of a formula; charts name what they show by it, too."""
_RANGES = {"mergeCell": "merged", "hyperlink": "with a link"}
"""Elements about a range of which each cell is made, and what its cells are."""


class _Scan:
    """Counts of what a workbook holds."""

    def __init__(self) -> None:
        self.formulas = False
        """Whether a cell has a formula."""
        self._elements = 0
        self._ranges = dict.fromkeys(_RANGES, 0)
        self._cells = dict.fromkeys(_RANGES, 0)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            hint = "Leave only the tables in it, and delete rows and columns that look empty."
            raise BrokenError(
                0, f"holds more than {MOST_ELEMENTS:,} elements, which is too much. {hint}"
            )
        local = name.rpartition(":")[2]
        self.formulas |= local == _FORMULA
        if local in _RANGES and ":" in attributes.get("ref", ""):
            self._ranges[local] += 1
            self._cells[local] += _size(attributes["ref"])
            self._make_sure_of(local)

    def _make_sure_of(self, local: str) -> None:
        what = _RANGES[local]
        for number, most, of in (
            (self._cells[local], MOST_CELLS_OF_RANGES, "cells"),
            (self._ranges[local], MOST_RANGES, "ranges of cells"),
        ):
            if number > most:
                found = f"found {number:,} {of} {what}, expected at most {most:,}"
                hint = "Select all cells of the sheet and take that off."
                raise BrokenError(0, f"{found}. {hint}")


def _size(ref: str) -> int:
    """Return the number of cells of a range; one of columns or rows has all of them."""
    left, top, right, bottom = range_boundaries(ref)
    columns = (right or _COLUMNS) - (left or 1) + 1
    return columns * ((bottom or _ROWS) - (top or 1) + 1)


def _scanned(content: bytes) -> _Scan:
    """Look through a workbook; raise `BrokenError` if it would take too much memory or time to read."""
    scan = _Scan()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_INSIDE:
            raise BrokenError(0, f"is larger than {LARGEST_INSIDE // 2**20} MB, unpacked.")
        for name in archive.namelist():
            with archive.open(name) as file:
                _count(file, scan)
    return scan


def _count(file: Any, scan: _Scan) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.begin
    parser.StartDoctypeDeclHandler = _no_entities
    try:
        while piece := file.read(_PIECE):
            parser.Parse(piece)
    except expat.ExpatError:
        # No XML, or a damaged file: whoever reads it says so.
        return


def _no_entities(*_: object) -> None:
    raise BrokenError(0, "defines entities of XML, which no spreadsheet program does.")


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
