"""Drop-down lists of cells: names of the rows of another sheet, or the few values that a field may have."""

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from scheduler.sources.suggestions import TABLE_OF_FIELD
from scheduler.sources.tables.columns import Column, Form, tables

MORE = 200
"""Rows below the last one that have the same lists, and whose names are in them."""
LONGEST = 255
"""Characters of a list that stands in the rule itself, at most, as in spreadsheet programs."""
_KEYS = {"day_profile": "day_profiles", "band": "bands", "bands": "bands"}
_OWN = {"id", "title", "themes"}
"""Columns of a sheet whose values are its own, or may be new."""
_OTHERS = {("feature_wishes", "room")}
"""Columns, with their sheet, that are called like names of rows and hold something else."""


def drop_down(table: str, column: Column, rows: Mapping[str, int]) -> DataValidation | None:
    """Return the list of values that a column offers, to be put to its cells; None for no list.

    Parameters
    ----------
    table
        The sheet of the column.
    column
        The column.
    rows
        How many rows each sheet has.
    """
    fixed = column.shape.get("enum", ()) if column.form is Form.TEXT else ()
    if column.form is Form.TRUTH:
        fixed = ("TRUE", "FALSE")
    if fixed and len(",".join(map(str, fixed))) <= LONGEST:
        found: DataValidation = _list(f'"{",".join(map(str, fixed))}"', is_strict=True)
    else:
        names = _names(table, column, rows)
        if names is None:
            return None
        found = _list(names, is_strict=column.form is Form.TEXT)
    letter = get_column_letter(tables()[table].columns.index(column) + 1)
    found.add(f"{letter}2:{letter}{1 + rows.get(table, 0) + MORE}")
    return found


def _list(formula: str, *, is_strict: bool) -> Any:
    """Return a list; what is not in it may be typed, with a warning if a cell holds one name alone."""
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=is_strict,
        errorStyle="warning",
        errorTitle="Not in the list",
        error="The list has all names that there are. Keep this one?",
    )


def _names(table: str, column: Column, rows: Mapping[str, int]) -> str | None:
    """Return where the names of the table stand to which a column refers, if there are any."""
    if column.form not in (Form.TEXT, Form.LIST) or (len(column.path) == 1 and column.name in _OWN):
        return None
    if (table, column.name) in _OTHERS:
        return None
    known = {**TABLE_OF_FIELD, **_KEYS}
    target = next((known[part] for part in reversed(column.path) if part in known), "")
    there = [each.name for each in tables()[target].columns] if target in tables() else []
    if "id" not in there or not rows.get(target) or (column.path[-1] == "id" and table == target):
        return None
    letter = get_column_letter(there.index("id") + 1)
    return f"{quote_sheetname(target)}!${letter}$2:${letter}${1 + rows[target] + MORE}"
