"""Write workbooks to fill in: sheets with comments at headings and drop-down lists, empty or with rows."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import yaml
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.errors import InputError
from scheduler.instance import REFERENCES, Selection, Weekday, closest, quoted, sentence
from scheduler.sources.instances import read_instance
from scheduler.sources.tables.bases import assembled, values_of
from scheduler.sources.tables.columns import (
    DAYS,
    INTERPRETATION,
    TEAMS,
    CellForm,
    SheetColumn,
    SheetTable,
    how_written,
    table_named,
    tables,
    written,
)
from scheduler.sources.tables.joins import rows_out
from scheduler.sources.tables.workbooks import HOW_TO, NOTE, settled

CHOICES = f"{NOTE} choices"
"""The hidden sheet of long drop-down lists."""
LONGEST = 255
"""Characters of a drop-down list in a cell, at most, as in spreadsheet programs."""
MORE = 200
"""Empty rows with drop-down lists below the last row."""
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no zones, and this is no clock time
_HEADING, _NEEDED = PatternFill("solid", fgColor="E5E7EB"), PatternFill("solid", fgColor="FDE68A")
_FORMATS = {
    CellForm.CLOCK: "hh:mm",
    CellForm.DATE: "yyyy-mm-dd",
    CellForm.INSTANT: "yyyy-mm-dd hh:mm",
    CellForm.NUMBER: "General",
    CellForm.TRUTH: "General",
}
"""Formats of cells; others are text."""
_IDS = {"interpretation": TEAMS, "bands": DAYS}
"""Sheets of ids whose table has another name."""
_ALSO = {"roles.session": "sessions", "roles.people": "people"}
"""Columns of ids in sheets that are no table of the format."""


def template(base: Path | None = None, more: Sequence[str] = ()) -> bytes:
    """Return a workbook to fill in: empty, or with the rows of an instance or a variant.

    Parameters
    ----------
    base
        The instance or variant; None for empty sheets.
    more
        Names of sheets besides the usual ten.

    Raises
    ------
    InputError
        When the instance cannot be used, or a sheet is not known.
    """
    unknown = [name for name in more if table_named(name) is None]
    if unknown:
        known = f"one of {', '.join(tables())}"
        raise InputError(
            *(sentence("--sheet", quoted(each), known, closest(each, tables())) for each in unknown)
        )
    if base is not None:
        read_instance(base)  # raises all its errors
    return workbook_of(values_of(assembled(base)[1]) if base else {}, more)


def workbook_of(values: Mapping[str, Any], more: Sequence[str] = ()) -> bytes:
    """Return the tables of an instance as a workbook; equal tables as equal bytes."""
    text = (files("scheduler.sources.tables") / "template.yaml").read_text(encoding="utf-8")
    plan = yaml.safe_load(text)
    rows = {name: rows_out(table, values) for name, table in tables().items()}
    asked = [table_named(each) for each in more]
    chosen = {
        name: _columns(table, rows[name], plan["sheets"].get(name))
        for name, table in tables().items()
        if rows[name] or table in asked or name in plan["sheets"]
    }
    order = [name for name in plan["sheets"] if name in chosen]
    book = _Book({name: chosen[name] for name in dict.fromkeys([*order, *chosen])}, rows)
    return book.content(plan["how to"])


def _columns(
    table: SheetTable, rows: Sequence[Mapping[str, Any]], names: Sequence[str] | None
) -> list[SheetColumn]:
    """Return the columns of a sheet: those of the template, and those with values."""
    if names is None:
        return [*table.columns]
    # Persons in sessions have a sheet of their own.
    more = [
        column
        for column in table.columns
        if column.name not in names
        and (table.name, column.path[0]) != ("sessions", "people")
        and any(_found(row, column) is not None for row in rows)
    ]
    by_name = {column.name: column for column in table.columns}
    return [*(by_name[name] for name in names), *more]


class _Book:
    """A workbook to write: columns and rows of sheets, by name."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[SheetColumn]],
        rows: Mapping[str, Sequence[Mapping[str, Any]]],
    ) -> None:
        self._columns, self._rows = columns, rows
        self._book = Workbook()
        self._choices: list[Sequence[str]] = []

    def content(self, how_to: Sequence[str]) -> bytes:
        """Return the bytes of the workbook."""
        self._book.properties.created = self._book.properties.modified = _MOMENT
        first = self._book.worksheets[0]
        first.title = HOW_TO
        for number, line in enumerate(how_to, 1):
            first.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
        first.column_dimensions["A"].width = 110
        for name, columns in self._columns.items():
            sheet = self._book.create_sheet(name)
            for position, column in enumerate(columns, 1):
                self._fill(sheet, position, column)
            sheet.freeze_panes = "B2" if columns[0].name == "id" else "A2"
        if self._choices:
            sheet = self._book.create_sheet(CHOICES)
            sheet.sheet_state = "hidden"
            for position, choices in enumerate(self._choices, 1):
                for number, choice in enumerate(choices, 1):
                    sheet.cell(number, position, choice)
        self._book.active = 1
        file = io.BytesIO()
        self._book.save(file)
        return settled(file.getvalue(), _MOMENT)

    def _fill(self, sheet: Worksheet, position: int, column: SheetColumn) -> None:
        """Write a heading with its comment, the cells below it, and their drop-down list."""
        cell = sheet.cell(1, position, column.name)
        cell.font, cell.fill = Font(bold=True), _NEEDED if column.required else _HEADING
        needed = "Needed." if column.required else "Optional."
        note = f"{needed}\n{column.meaning}\nWrite {how_written(column)}."
        cell.comment = Comment(note, "scheduler", height=120, width=300)
        letter = get_column_letter(position)
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(12, len(column.name) + 4)
        dimension.number_format = _FORMATS.get(column.form, "@")
        for number, row in enumerate(self._rows[sheet.title], 2):
            _put(cast("Cell", sheet.cell(number, position)), column, _found(row, column))
        formula, is_strict = self._list(sheet.title, column)
        if formula:
            # Other values may be typed, with a warning in cells for one name.
            found = DataValidation(
                type="list",
                formula1=formula,
                allow_blank=True,
                showErrorMessage=is_strict,
                errorStyle="warning",
                errorTitle="Not in the list",
                error="No row has this name. Keep it?",
            )
            found.add(f"{letter}2:{letter}{1 + len(self._rows[sheet.title]) + MORE}")
            sheet.add_data_validation(found)

    def _list(self, sheet: str, column: SheetColumn) -> tuple[str, bool]:
        """Return the range of the drop-down list of a column, or nothing; and whether other values warn."""
        fixed: Sequence[str] = (
            column.shape.get("enum", ()) if column.form is not CellForm.LIST else ()
        )
        if column.form is CellForm.TRUTH:
            fixed = ("TRUE", "FALSE")
        if (sheet, column.name) == (DAYS, DAYS):
            fixed = tuple(Weekday)
        is_strict = column.form in (CellForm.TEXT, CellForm.TRUTH)
        text = ",".join(map(str, fixed))
        if text and len(text) <= LONGEST:
            return f'"{text}"', is_strict
        if text:
            self._choices.append(fixed)
            letter = get_column_letter(len(self._choices))
            return f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(fixed)}", is_strict
        return self._names(sheet, column), is_strict

    def _names(self, sheet: str, column: SheetColumn) -> str:
        """Return the range of the ids to which a column refers, or nothing."""
        target = _target(sheet, column)
        there = [each.name for each in self._columns.get(target, ())]
        if "id" not in there:
            return ""
        letter = get_column_letter(there.index("id") + 1)
        end = 1 + len(self._rows[target]) + MORE
        return f"{quote_sheetname(target)}!${letter}$2:${letter}${end}"


def _target(sheet: str, column: SheetColumn) -> str:
    """Return the sheet to whose ids a column refers, or nothing."""
    table = INTERPRETATION if sheet == TEAMS else sheet
    field = re.sub(r"\.class$", ".person_class", f"{table}.{column.name}")
    known = {**REFERENCES, **_ALSO}
    outer, _, last = field.rpartition(".")
    is_selection = last in Selection.model_fields and known.get(outer) == "sessions"
    found = last if is_selection else known.get(field) or known.get(f"{outer}.*", "")
    return _IDS.get(found, found) if column.form in (CellForm.TEXT, CellForm.LIST) else ""


def _found(row: Mapping[str, Any], column: SheetColumn) -> Any:
    """Return the value of a row in a column; None if it has none."""
    value: Any = row
    for depth, part in enumerate(column.path):
        if not isinstance(value, Mapping):
            return None
        is_nothing = column.form is CellForm.LIST and column.nullable and not any(value.values())
        value = [] if depth and is_nothing else value.get(part)
    is_selection = column.form is CellForm.LIST and isinstance(value, Mapping)
    return None if is_selection else value  # it has columns of its own


def _put(cell: Cell, column: SheetColumn, value: Any) -> None:
    """Put a value into a cell; a text stays a text even if it looks like a number."""
    if value is None:
        return
    cell.value = written(column, value)
    if isinstance(cell.value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str | list | dict):
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
        cell.alignment = Alignment(vertical="top")
