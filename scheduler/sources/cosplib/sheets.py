"""Sheets of a workbook, read cell by cell; whatever is wrong is noted, and told together."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from scheduler.errors import InstanceError
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.sheets import Trouble
from scheduler.sources.tables.workbooks import sheets_in

Value = object
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
ZONE = re.compile(r"GMT([+-]?\d+)?")


class WorkbookError(InstanceError):
    """A workbook cannot be used; a line says where, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and where what is wrong with it is noted."""

    book: "Book"
    sheet: str
    row: int
    column: int
    value: Value

    def wrong(self, expected: str) -> None:
        """Note that something else was expected."""
        where = f"sheet '{self.sheet}', row {self.row}, column {get_column_letter(self.column)}"
        found = "nothing" if self.value is None else repr(self.value)
        if isinstance(self.value, Trouble):
            found = self.value.found
        self.book.note(f"{where}: found {found}, expected {expected}")

    def name(self) -> str:
        """Return a name, as it stands."""
        is_name = self.value is not None and not isinstance(self.value, Trouble)
        if not is_name:
            self.wrong("a name")
        return str(self.value) if is_name else ""

    def known(self, names: Sequence[str], what: str) -> str | None:
        """Return one of these names."""
        name = self.name()
        if name in names:
            return name
        if self.value is not None:
            self.wrong(what)
        return None

    def number(self, least: int = 0) -> int:
        """Return a whole number; nothing is 0."""
        value = 0 if self.value in (None, "") else self.value
        if isinstance(value, str):
            value = int(value) if value.strip().isdecimal() else None
        whole = isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0
        if not whole or value < least:  # type: ignore[operator]  # a number, if it is whole
            self.wrong(f"a whole number from {least} on")
            return least
        return int(value)  # type: ignore[call-overload,no-any-return]

    def minute(self) -> int:
        """Return the minute of the day of a time."""
        match self.value:
            case dt.datetime() | dt.time():
                return 60 * self.value.hour + self.value.minute
            case str():
                if found := CLOCK.match(self.value):
                    return 60 * int(found[1]) + int(found[2])
        self.wrong("a time such as 09:30")
        return 0

    def day(self) -> dt.date | None:
        """Return a date; None, if nothing is there."""
        match self.value:
            case dt.datetime():
                return self.value.date()
            case None | dt.date():
                return self.value
        self.wrong("a date")
        return None

    def zone(self) -> int:
        """Return the hours ahead of GMT."""
        found = ZONE.fullmatch(str(self.value))
        if found is None:
            self.wrong("a time zone such as GMT+1")
        return int(found[1] or 0) if found else 0

    def people(self) -> frozenset[str]:
        """Return names, separated by a comma and a space."""
        text = "" if self.value is None else str(self.value)
        return frozenset(text.split(", ")) - {""}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet; beyond its edges there is nothing."""

    book: "Book"
    title: str
    rows: Sequence[Sequence[Value]]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; rows and columns count from 1."""
        inside = row <= len(self.rows) and column <= len(self.rows[row - 1])
        value = self.rows[row - 1][column - 1] if inside else None
        return Cell(self.book, self.title, row, column, value)

    def filled(self) -> Iterator[int]:
        """Yield the rows below the heading that have something in their first column."""
        for number, row in enumerate(self.rows, 1):
            if number > 1 and row and row[0] is not None:
                yield number

    def names(self, what: str) -> tuple[str, ...]:
        """Return the names in the first column; there is at least one, and no two are equal."""
        seen: list[str] = []
        for row in self.filled():
            cell = self.cell(row, 1)
            if cell.name() in seen:
                cell.wrong(f"a {what} that is not named before")
            else:
                seen.append(cell.name())
        if not seen:
            self.cell(2, 1).wrong(f"a {what}")
        return tuple(seen)

    def headings(self, first: int) -> Mapping[str, int]:
        """Return the columns by their headings, from one on."""
        heads = self.rows[0] if self.rows else ()
        columns = enumerate(heads, 1)
        return {str(each): n for n, each in columns if n >= first and each is not None}


@dataclass
class Book:
    """A workbook, and what is wrong with it."""

    path: Path
    troubles: list[str] = field(default_factory=list)
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    def note(self, trouble: str) -> None:
        """Note that something is wrong."""
        self.troubles.append(f"{self.path}: {trouble}")

    def sheet(self, title: str) -> Sheet:
        """Return a sheet; an empty one, if it is missing."""
        return self._sheets.get(title, Sheet(self, title, ()))

    def fill(self, title: str, rows: Mapping[int, Mapping[int, object]]) -> None:
        """Put the values of a sheet into it, given by row and column."""
        width = max((column for row in rows.values() for column in row), default=0)
        columns = range(1, width + 1)
        lines = [
            tuple(rows.get(row, {}).get(column) for column in columns)
            for row in range(1, max(rows, default=0) + 1)
        ]
        self._sheets[title] = Sheet(self, title, lines)

    def settle(self) -> None:
        """Raise a `WorkbookError` if anything is wrong."""
        if self.troubles:
            raise WorkbookError(*self.troubles)


def opened(path: Path, titles: Sequence[str]) -> Book:
    """Open a workbook that must have these sheets."""
    book = Book(path)
    try:
        found = {sheet.name: sheet for sheet in sheets_in(bytes_of(path), str(path))}
    except BrokenError as error:
        raise WorkbookError(f"{path}: {error}") from error
    for title in titles:
        if title not in found:
            names = ", ".join(f"'{each}'" for each in found)
            book.note(f"found the sheets {names}, expected one named '{title}'")
        elif found[title].trouble:
            book.note(f"sheet '{title}': {found[title].trouble}")
    book.settle()
    for title in titles:
        book.fill(title, found[title].rows)
    return book
