"""Workbooks of public benchmarks: they come as they are, so what is wrong in one ends in a plain error."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def opened(path: Path) -> Workbook:
    """Return a workbook, with the values of its formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drawings, which are not read
        return load_workbook(path, data_only=True)


def rows_of(sheet: Worksheet, heads: int = 1) -> Iterator[tuple[Any, ...]]:
    """Yield the rows below so many rows of heads that name something in their first column."""
    for row in sheet.iter_rows(min_row=heads + 1):
        if row[0].value not in (None, ""):
            yield row


def tags(value: Any) -> tuple[str, ...]:
    """Return the items of a list, separated by a comma and a space."""
    return tuple(item for item in str(value or "").split(", ") if item)


def whole(value: Any) -> int:
    """Return a whole number that is not negative; nothing is 0."""
    number = float(value or 0)
    if number % 1 or number < 0:
        raise ValueError(f"found {value!r}, expected a whole number from 0 on")
    return int(number)
