"""Sheets as they are, before anybody asks what they mean: cells, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter

Value = bool | int | float | str | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in a cell, or in some, instead of a value."""

    found: str
    expected: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one file of CSV."""

    file: str
    """The file, as errors call it."""
    name: str
    """Name of the sheet; of CSV, of the file without its ending."""
    rows: Mapping[int, Mapping[int, Value | Trouble]]
    """Cells in which something stands, by row and column; both from 1, and in order."""
    in_book: bool = True
    """Whether the file has other sheets."""
    merged: tuple[str, ...] = ()
    """Ranges of cells that are merged."""
    notes: tuple[str, ...] = ()
    """What whoever imports it should know."""
    trouble: str = ""
    """Why it cannot be read, if it cannot; then it has no rows."""

    @property
    def place(self) -> str:
        """The sheet, as errors call it."""
        return f"{self.file}: {self.name}" if self.in_book else self.file

    def cell(self, row: int, column: int) -> str:
        """Return what errors call a cell: ``plan.xlsx: sessions!B7``, or ``sessions.csv: B7``."""
        return self.at(f"{get_column_letter(column)}{row}")

    def at(self, reference: str) -> str:
        """Return what errors call a cell or a range of cells."""
        return f"{self.place}{'!' if self.in_book else ': '}{reference}"
