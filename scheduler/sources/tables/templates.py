"""A workbook to fill in: a sheet for each table, a note at each column, and rows."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.sources.instances import read_instance
from scheduler.sources.shapes import in_words
from scheduler.sources.tables.bases import EXAMPLE, USUAL, assembled, values_of
from scheduler.sources.tables.cells import NOTHING
from scheduler.sources.tables.columns import (
    CONFERENCE,
    PARTS,
    SETTINGS,
    Column,
    Form,
    Table,
    tables,
)
from scheduler.sources.tables.drop_downs import drop_down
from scheduler.sources.tables.parts import rows_of_part
from scheduler.sources.tables.settings import settings_of
from scheduler.sources.tables.sheets import NOTE
from scheduler.sources.tables.workbooks import settled

_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no zones, and this is no clock time
_HEADING, _NEEDED = PatternFill("solid", fgColor="E5E7EB"), PatternFill("solid", fgColor="FDE68A")
_HOW: Mapping[Form, str] = {
    Form.INSTANT: "A date with its time, by the clocks of the conference: 2026-05-11 09:30.",
    Form.LIST: "Names, with ; between them.",
    Form.PAIRS: "Names with numbers, with ; between them: lagos: 20; suva: 10. Or none.",
    Form.GROUPS: "Names with , between them, and ; between groups: lagos, suva; geneva, nadi.",
    Form.LABELS: "Labels with names, with ; between several: sector: health, energy; language: fr.",
    Form.WINDOWS: "Days with hours, with ; between several: 2026-05-11 09:00/12:00. Or none.",
}
"""How cells of a form are written, where the words of the format say it for YAML."""
_NOTES = (
    "Each sheet is a table of the format, each row below the heading an object, each column a field.",
    "Yellow headings are needed. The note at a heading says what stands below it, and how.",
    "Replace the rows by your own, and delete sheets that you do not need, or their rows.",
    "An empty cell leaves the field out. Columns and sheets whose names begin with # are not read.",
    "Then: scheduler import THIS.xlsx -o my-conference.yaml",
    "Settings that are no table (levels of rules, translations …) stand in the last sheet, a value a row.",
)


def template(base: Path | None = None) -> bytes:
    """Return a workbook to fill in, with rows as examples: those of an instance, if one is given.

    Raises
    ------
    InstanceError
        When the instance cannot be used.
    """
    if base is not None:
        read_instance(base)  # says what is wrong with it
        return workbook_of(values_of(assembled(base)[1]))
    return workbook_of(
        values_of(assembled(None, USUAL)[1]) | values_of(assembled(None, EXAMPLE)[1])
    )


def workbook_of(values: Mapping[str, Any]) -> bytes:
    """Return the tables of an instance, as its file has them, as a workbook; equal ones as equal bytes."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MOMENT
    notes = book.worksheets[0]
    notes.title = f"{NOTE} how to"
    for number, line in enumerate(_NOTES, 1):
        notes.cell(number, 1, line)
    notes.column_dimensions["A"].width = 110
    rows = {name: _rows(name, values) for name in tables()}
    numbers = {name: len(own) for name, own in rows.items()}
    for name, table in tables().items():
        sheet = book.create_sheet(name)
        _fill(sheet, table, rows[name])
        for column in table.columns:
            found = drop_down(name, column, numbers)
            if found is not None:
                sheet.add_data_validation(found)
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    return settled(file.getvalue(), _MOMENT)


def _rows(table: str, values: Mapping[str, Any]) -> list[Any]:
    """Return the rows of a table."""
    if table == CONFERENCE:
        return [values]
    if table == SETTINGS:
        return settings_of(values)
    return rows_of_part(PARTS[table], values) if table in PARTS else values.get(table, [])


def _fill(sheet: Worksheet, table: Table, rows: list[Mapping[str, Any]] | list[Any]) -> None:
    for position, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, position, column.name)
        cell.font, cell.fill = Font(bold=True), _NEEDED if column.required else _HEADING
        cell.comment = Comment(_note(column), "scheduler", height=120, width=300)
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.width = max(12, len(column.name) + 4)
        if column.form not in (Form.NUMBER, Form.TRUTH, Form.DATE):
            dimension.number_format = "@"
        for number, row in enumerate(rows, 2):
            _put(cast("Cell", sheet.cell(number, position)), column, _found(row, column))
    sheet.freeze_panes = "B2" if table.columns[0].name == "id" else "A2"


def _note(column: Column) -> str:
    how = _HOW.get(column.form) or f"Written as {in_words(column.shape)}."
    return "\n".join(["Needed." if column.required else "May stay empty.", column.meaning, how])


def _found(row: Mapping[str, Any], column: Column) -> Any:
    """Return what a row says in the field of a column; None for nothing."""
    value: Any = row
    for depth, part in enumerate(column.path):
        if not isinstance(value, Mapping):
            return None
        value = [] if depth and _selects_nothing(column, value) else value.get(part)
    is_selection = column.form is Form.LIST and isinstance(value, Mapping)
    return None if is_selection else value  # it has columns of its own


def _selects_nothing(column: Column, selection: Mapping[str, Any]) -> bool:
    return column.form is Form.LIST and column.nullable and not any(selection.values())


def _put(cell: Cell, column: Column, value: Any) -> None:
    """Put a value into a cell; a text stays text, whatever it looks like."""
    if value is None:
        return
    if column.form is Form.DATE:
        cell.value, cell.number_format = date.fromisoformat(value), "yyyy-mm-dd"
        return
    cell.value = value if isinstance(value, bool | int | float) else _written(column, value)
    if isinstance(value, str | list | dict):
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
        cell.alignment = Alignment(vertical="top")


def _written(column: Column, value: Any) -> str:
    if column.form is Form.LIST:
        nothing = NOTHING if column.nullable else ""
        return value if isinstance(value, str) else "; ".join(value) or nothing
    if column.form is Form.PAIRS:
        return "; ".join(f"{name}: {number}" for name, number in value.items()) or NOTHING
    if column.form is Form.GROUPS:
        return "; ".join(map(", ".join, value))
    if column.form is Form.LABELS:
        return (
            "; ".join(f"{label}: {', '.join(names)}" for label, names in value.items()) or NOTHING
        )
    if column.form is Form.WINDOWS:
        return "; ".join(map(_window, value)) or NOTHING
    return str(value)


def _window(window: Mapping[str, Any]) -> str:
    if "days" not in window:
        return f"{window['from']}/{window['to']}"
    days = ", ".join(window["days"])
    is_whole = "from" not in window and "to" not in window
    return days if is_whole else f"{days} {window.get('from', '00:00')}/{window.get('to', '24:00')}"
