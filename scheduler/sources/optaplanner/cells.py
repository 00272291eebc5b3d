"""Rows and cells of a workbook, read with complaints about what is not as it should be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from openpyxl.utils import get_column_letter

from scheduler.errors import InstanceError
from scheduler.instance import sentence
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.workbooks import opened

T = TypeVar("T")
MOST_ROWS, MOST_COLUMNS = 5_000, 500
"""Rows and columns of a sheet that are read."""
DAY = re.compile(r"[A-Z][a-z]{2} (\d{4}-\d\d-\d\d)")
CLOCK = re.compile(r"[0-2]\d:[0-5]\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and whether it is filled with a colour."""

    value: object
    filled: bool


EMPTY = Cell(None, filled=False)


@dataclass
class Sheet:
    """A sheet of a workbook."""

    where: str
    """File and sheet."""
    heads: Sequence[str]
    """What its first columns are called."""
    rows: Sequence[Sequence[Cell]]
    complaints: list[str]

    def lines(self, head: int) -> Iterator["Line"]:
        """Yield the rows below the one with the heads, by its number from 1 on, that name something."""
        heading = Line(self, head, self.rows[head - 1] if len(self.rows) >= head else ())
        for column, expected in enumerate(self.heads):
            if heading.text(column) != expected:
                heading.complain(column, f"the head '{expected}'")
        for number, row in enumerate(self.rows[head:], start=head + 1):
            if row and row[0].value not in (None, ""):
                yield Line(self, number, row)


@dataclass(frozen=True)
class Line:
    """A row of a sheet; columns count from 0."""

    sheet: Sheet
    number: int
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """Return a cell, which may lie beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    def complain(self, column: int, expected: str, found: str | None = None) -> None:
        """Complain about a cell."""
        value = self.cell(column).value
        told = "nothing" if value in (None, "") else repr(value)
        heads = self.sheet.heads
        name = f" ({heads[column]})" if column < len(heads) else ""
        where = f"{self.sheet.where}, row {self.number}, column {get_column_letter(column + 1)}"
        self.sheet.complaints.append(sentence(where + name, found or told, expected))

    def text(self, column: int) -> str:
        """Return the text of a cell."""
        value = self.cell(column).value
        return "" if value is None else str(value)

    def tags(self, column: int) -> tuple[str, ...]:
        """Return the items of a cell's list."""
        return tuple(item for item in self.text(column).split(", ") if item)

    def known(self, column: int, among: Mapping[str, T], what: str) -> tuple[T, ...]:
        """Return what the items of a cell's list stand for."""
        for item in self.tags(column):
            if item not in among:
                self.complain(column, what, repr(item))
        return tuple(among[item] for item in self.tags(column) if item in among)

    def whole(self, column: int, least: int = 0) -> int:
        """Return the whole number of a cell; none is 0."""
        value = self.cell(column).value
        if value in (None, ""):
            return 0
        number = int(value) if isinstance(value, int | float) else None
        if number is None or number != value or number < least:
            self.complain(column, f"a whole number, at least {least}")
            return least
        return number

    def yes(self, column: int) -> bool:
        """Return whether a cell says so; none says no."""
        value = self.cell(column).value
        if value not in (None, "", True, False):
            self.complain(column, "TRUE or FALSE")
        return value is True

    def moments(self, column: int) -> tuple[datetime, datetime] | None:
        """Return start and end from three cells: day, start and end; None if there are none, or bad ones."""
        texts = [self.text(column + more) for more in range(3)]
        if not any(texts):
            return None
        day = DAY.fullmatch(texts[0])
        if day is None:
            self.complain(column, "a day such as 'Mon 2018-10-01'")
        for more, clock in enumerate(texts[1:], start=1):
            if not CLOCK.fullmatch(clock):
                self.complain(column + more, "a time such as '09:30'")
        if day is None or not all(CLOCK.fullmatch(clock) for clock in texts[1:]):
            return None
        return self._instants(column, day[1], texts[1:])

    def _instants(
        self, column: int, day: str, clocks: Sequence[str]
    ) -> tuple[datetime, datetime] | None:
        try:
            start, end = (
                datetime.fromisoformat(f"{day}T{each}").replace(tzinfo=UTC) for each in clocks
            )
        except ValueError:
            self.complain(column, "a day and times of the calendar")
            return None
        if start >= end:
            self.complain(column + 2, "an end after the start")
            return None
        return start, end


@dataclass
class Book:
    """A workbook of which only some sheets are read."""

    path: Path
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            self._book = opened(bytes_of(self.path), read_only=True)
        except BrokenError as error:
            raise InstanceError(f"{self.path}: {error}") from error
        except Exception as error:  # the parser has no error of its own
            raise InstanceError(f"{self.path}: cannot be read as a workbook.") from error

    def sheet(self, name: str, heads: Sequence[str]) -> Sheet:
        """Return a sheet; an empty one, and a complaint, if there is none."""
        rows: list[list[Cell]] = []
        if name in self._book.sheetnames:
            rows = self._rows(name)
        else:
            found = ", ".join(self._book.sheetnames)
            self.complaints.append(sentence(str(self.path), found, f"a sheet '{name}'"))
        return Sheet(f"{self.path}, sheet {name}", heads, rows, self.complaints)

    def _rows(self, name: str) -> list[list[Cell]]:
        """Return the rows of a sheet, which is read only now, and may be spoilt."""
        rows = self._book[name].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        try:
            return [[Cell(cell.value, _filled(cell)) for cell in row] for row in rows]
        except Exception as error:  # the parser has no error of its own
            raise InstanceError(f"{self.path}: sheet {name} cannot be read.") from error

    def settle(self) -> None:
        """Close the file, and raise what there is to complain about."""
        self._book.close()
        if self.complaints:
            raise InstanceError(*self.complaints)


def _filled(cell: object) -> bool:
    fill = getattr(cell, "fill", None)
    return fill is not None and fill.fill_type == "solid"
