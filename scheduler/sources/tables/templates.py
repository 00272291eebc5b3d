"""Write workbooks to fill in: empty sheets with comments at headings and drop-down lists."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files

import yaml
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.catalogue import name_of
from scheduler.errors import InputError
from scheduler.instance import Weekday, closest, quoted, sentence, table_at
from scheduler.sources.tables.columns import (
    DAYS,
    INTERPRETATION,
    TEAMS,
    CellForm,
    WorkbookColumn,
    how_written,
    table_named,
    tables,
)
from scheduler.sources.tables.workbooks import HOW_TO, NOTE, settled

CHOICES = f"{NOTE} choices"
"""The sheet of long drop-down lists; the names of rules are beside their ids."""
LONGEST = 255
"""Characters of a drop-down list in a cell, at most, as in spreadsheet programs."""
MORE = 200
"""Rows with drop-down lists."""
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


def template(more: Sequence[str] = ()) -> bytes:
    """Return a workbook to fill in, always the same bytes.

    Parameters
    ----------
    more
        Names of sheets besides the usual ten.

    Raises
    ------
    InputError
        When a sheet is not known.
    """
    unknown = [name for name in more if table_named(name) is None]
    if unknown:
        known = f"one of {', '.join(tables())}"
        raise InputError(
            *(sentence("--sheet", quoted(each), known, closest(each, tables())) for each in unknown)
        )
    text = (files("scheduler.sources.tables") / "template.yaml").read_text(encoding="utf-8")
    plan = yaml.safe_load(text)
    columns: dict[str, Sequence[WorkbookColumn]] = {}
    for name, headings in plan["sheets"].items():
        known_columns = {column.name: column for column in tables()[name].columns}
        columns[name] = [known_columns[heading] for heading in headings]
    asked = [table_named(each) for each in more]
    for name, table in tables().items():
        if table in asked:
            columns.setdefault(name, table.columns)
    return _Book(columns).content(plan["how to"])


class _Book:
    """A workbook to write: columns of sheets, by name."""

    def __init__(self, columns: Mapping[str, Sequence[WorkbookColumn]]) -> None:
        self._columns = columns
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
            for position, choices in enumerate(self._choices, 1):
                sheet.column_dimensions[get_column_letter(position)].width = 2 + max(
                    map(len, choices)
                )
                for number, choice in enumerate(choices, 1):
                    sheet.cell(number, position, choice)
        self._book.active = 1
        file = io.BytesIO()
        self._book.save(file)
        return settled(file.getvalue(), _MOMENT)

    def _fill(self, sheet: Worksheet, position: int, column: WorkbookColumn) -> None:
        """Write a heading with its comment, and the drop-down list of the cells below it."""
        cell = sheet.cell(1, position, column.name)
        cell.font, cell.fill = Font(bold=True), _NEEDED if column.required else _HEADING
        needed = "Needed." if column.required else "Optional."
        formula, is_strict = self._list(sheet.title, column)
        is_long = formula.startswith(quote_sheetname(CHOICES))
        written = f"one of those in the sheet {CHOICES}" if is_long else how_written(column)
        note = f"{needed}\n{column.meaning}\nWrite {written}."
        cell.comment = Comment(note, "scheduler", height=120, width=300)
        letter = get_column_letter(position)
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(12, len(column.name) + 4)
        dimension.number_format = _FORMATS.get(column.form, "@")
        if formula:
            # Other values may be typed, with a warning in cells for one name.
            found = DataValidation(
                type="list",
                formula1=formula,
                allow_blank=True,
                showErrorMessage=is_strict,
                errorStyle="warning",
                errorTitle="Not in the list",
                error=(
                    "Choose TRUE or FALSE."
                    if column.form is CellForm.TRUTH
                    else "No row has this name. Keep it?"
                ),
            )
            found.add(f"{letter}2:{letter}{1 + MORE}")
            sheet.add_data_validation(found)

    def _list(self, sheet: str, column: WorkbookColumn) -> tuple[str, bool]:
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
            if column.name == "rule":
                self._choices.append([*map(name_of, fixed)])
            return f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(fixed)}", is_strict
        return self._names(sheet, column), is_strict

    def _names(self, sheet: str, column: WorkbookColumn) -> str:
        target = _target(sheet, column)
        there = [each.name for each in self._columns.get(target, ())]
        if "id" not in there:
            return ""
        letter = get_column_letter(there.index("id") + 1)
        return f"{quote_sheetname(target)}!${letter}$2:${letter}${1 + MORE}"


def _target(sheet: str, column: WorkbookColumn) -> str:
    table = INTERPRETATION if sheet == TEAMS else sheet
    found = _ALSO.get(f"{sheet}.{column.name}") or table_at((table, *column.path))
    return _IDS.get(found, found) if column.form in (CellForm.TEXT, CellForm.LIST) else ""
