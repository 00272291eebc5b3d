"""Sheets of a workbook, with the values that its formulas had when it was saved."""

import io
import warnings
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.scanning import make_sure_of_size
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
    if content.startswith(_OLD):
        raise BrokenError(
            0, "has a password or is in an old format; save it as .xlsx without password."
        )
    try:
        values, formulas = _book(content, values=True), _book(content, values=False)
        return tuple(_sheet(each, formulas[each.title], file) for each in values.worksheets)
    except (BrokenError, MemoryError):
        raise
    except Exception as error:
        # What is raised for a damaged workbook depends on the damage, and on which packages are installed.
        raise BrokenError(
            0, "cannot be read as a workbook. Save it as .xlsx, or as CSV."
        ) from error


def _book(content: bytes, *, values: bool) -> Workbook:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        make_sure_of_size(archive)
    with warnings.catch_warnings():
        # About drawings, and what else is of no concern here.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=values)


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
        return value.replace("\r\n", "\n").strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    return value if value is None or isinstance(value, Value) else str(value)


def _moment(value: datetime, form: str) -> date | datetime:
    """Return a time to the second (a workbook counts in days), or a date if no hour is shown."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return value if value.time() != datetime.min.time() or "h" in form.lower() else value.date()
