"""Workbooks of one fixed form, read cell by cell; whatever is wrong is noted, and told together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from openpyxl.utils import get_column_letter

from scheduler.errors import InstanceError
from scheduler.instance import sentence
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.sheets import Trouble
from scheduler.sources.tables.workbooks import opened, sheets_in

T = TypeVar("T")
MOST_ROWS, MOST_COLUMNS = 5_000, 500
"""Rows and columns of a sheet that are read with their colours."""


class WorkbookError(InstanceError):
    """A workbook cannot be used; a line says where, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the complaints about a kind of workbook are worded."""

    sheet: str
    """A sheet, of the file ``path`` and the name ``title``."""
    whole: str
    """What is expected of a whole number from ``least`` on."""
    end: str
    """What a complaint ends with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and the sheet in whose book it is noted what is wrong with it."""

    sheet: "Sheet"
    row: int
    column: int
    """Both count from 1."""
    value: object
    filled: bool = False
    """Whether it is filled with a colour, where colours are read."""

    def complain(self, expected: str, found: str | None = None) -> None:
        """Note that something else was expected."""
        sheet, heads = self.sheet, self.sheet.heads
        head = f" ({heads[self.column - 1]})" if self.column <= len(heads) else ""
        where = f"{sheet.where}, row {self.row}, column {get_column_letter(self.column)}{head}"
        said = sentence(where, found or self._found, expected).removesuffix(".")
        sheet.book.troubles.append(f"{said}{sheet.book.wording.end}")

    @property
    def _found(self) -> str:
        if isinstance(self.value, Trouble):
            return self.value.found
        return "nothing" if self.value in (None, "") else repr(self.value)

    def text(self) -> str:
        """Return what stands there, as text."""
        return "" if self.value is None else str(self.value)

    def name(self) -> str:
        """Return a name, as it stands; there has to be one."""
        if self.value is None or isinstance(self.value, Trouble):
            self.complain("a name")
            return ""
        return str(self.value)

    def tags(self) -> tuple[str, ...]:
        """Return the items of a list, separated by a comma and a space."""
        return tuple(item for item in self.text().split(", ") if item)

    def whole(self, least: int = 0) -> int:
        """Return a whole number; nothing is 0."""
        value = 0 if self.value in (None, "") else self.value
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and value % 1 == 0 and value >= least:  # type: ignore[operator]
            return int(value)  # type: ignore[call-overload,no-any-return]
        self.complain(self.sheet.book.wording.whole.format(least=least))
        return least


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet; beyond its edges there is nothing."""

    book: "Book"
    where: str
    """File and sheet."""
    rows: Sequence[Sequence[object]] = ()
    colours: Sequence[Sequence[bool]] = ()
    """Whether each cell is filled with a colour, where that is read."""
    heads: Sequence[str] = ()
    """What its first columns are called, if they have to be called so."""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; rows and columns count from 1."""
        inside = row <= len(self.rows) and column <= len(self.rows[row - 1])
        value = self.rows[row - 1][column - 1] if inside else None
        return Cell(self, row, column, value, inside and self._is_filled(row, column))

    def _is_filled(self, row: int, column: int) -> bool:
        return bool(self.colours) and self.colours[row - 1][column - 1]

    def named(self, below: int = 1) -> Iterator[int]:
        """Yield the rows below one that have something in their first column."""
        for number, row in enumerate(self.rows[below:], start=below + 1):
            if row and row[0] not in (None, ""):
                yield number

    def lines(self, head: int) -> Iterator["Line"]:
        """Yield the rows that name something below the one with the heads, which have to be those."""
        heading = Line(self, head)
        for column, expected in enumerate(self.heads):
            if heading.text(column) != expected:
                heading.complain(column, f"the head '{expected}'")
        yield from (Line(self, number) for number in self.named(head))

    def names(self, what: str) -> tuple[str, ...]:
        """Return the names in the first column; there is at least one, and no two are equal."""
        seen: list[str] = []
        for row in self.named():
            cell = self.cell(row, 1)
            if cell.name() in seen:
                cell.complain(f"a {what} that is not named before")
            else:
                seen.append(cell.name())
        if not seen:
            self.cell(2, 1).complain(f"a {what}")
        return tuple(seen)

    def headings(self, first: int) -> Mapping[str, int]:
        """Return the columns by their headings, from one on."""
        columns = enumerate(self.rows[0] if self.rows else (), 1)
        return {str(each): n for n, each in columns if n >= first and each is not None}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet whose columns count from 0, as its heads do."""

    sheet: Sheet
    number: int

    def cell(self, column: int) -> Cell:
        """Return a cell, which may lie beyond the end of the row."""
        return self.sheet.cell(self.number, column + 1)

    def complain(self, column: int, expected: str, found: str | None = None) -> None:
        """Complain about a cell."""
        self.cell(column).complain(expected, found)

    def text(self, column: int) -> str:
        """Return the text of a cell."""
        return self.cell(column).text()

    def tags(self, column: int) -> tuple[str, ...]:
        """Return the items of a cell's list."""
        return self.cell(column).tags()

    def whole(self, column: int, least: int = 0) -> int:
        """Return the whole number of a cell; none is 0."""
        return self.cell(column).whole(least)

    def known(self, column: int, among: Mapping[str, T], what: str) -> tuple[T, ...]:
        """Return what the items of a cell's list stand for."""
        for item in self.tags(column):
            if item not in among:
                self.complain(column, what, repr(item))
        return tuple(among[item] for item in self.tags(column) if item in among)


@dataclass
class Book:
    """A workbook, and what is wrong with it."""

    path: Path
    wording: Wording
    troubles: list[str] = field(default_factory=list)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def where(self, title: str) -> str:
        """Return what complaints call a sheet."""
        return self.wording.sheet.format(path=self.path, title=title)

    def sheet(self, title: str) -> Sheet:
        """Return a sheet; an empty one, if it is missing."""
        return self.sheets.get(title, Sheet(self, self.where(title)))

    def settle(self) -> None:
        """Raise a `WorkbookError` if anything is wrong."""
        if self.troubles:
            raise WorkbookError(*self.troubles)


def book_of(path: Path, titles: Sequence[str], wording: Wording) -> Book:
    """Open a workbook that must have these sheets; formulas without a value are troubles."""
    book = Book(path, wording)
    try:
        found = {sheet.name: sheet for sheet in sheets_in(bytes_of(path), str(path))}
    except BrokenError as error:
        raise WorkbookError(f"{path}: {error}") from error
    for title in titles:
        if title not in found:
            names = ", ".join(f"'{each}'" for each in found)
            book.troubles.append(f"{path}: found the sheets {names}, expected one named '{title}'")
        elif found[title].trouble:
            book.troubles.append(f"{book.where(title)}: {found[title].trouble}")
    book.settle()
    for title in titles:
        book.sheets[title] = Sheet(book, book.where(title), _filled_up(found[title].rows))
    return book


def _filled_up(rows: Mapping[int, Mapping[int, object]]) -> Sequence[Sequence[object]]:
    """Return the values of a sheet, given by row and column, in full rows."""
    width = max((column for row in rows.values() for column in row), default=0)
    columns = range(1, width + 1)
    return [
        tuple(rows.get(row, {}).get(column) for column in columns)
        for row in range(1, max(rows, default=0) + 1)
    ]


def coloured_book_of(path: Path, heads: Mapping[str, Sequence[str]], wording: Wording) -> Book:
    """Open a workbook that must have these sheets with these heads, and read colours as well."""
    book = Book(path, wording)
    try:
        workbook = opened(bytes_of(path), read_only=True)
    except BrokenError as error:
        raise WorkbookError(f"{path}: {error}") from error
    except Exception as error:  # the parser has no error of its own
        raise WorkbookError(f"{path}: cannot be read as a workbook.") from error
    for title, own in heads.items():
        cells: list[list[tuple[object, bool]]] = []
        if title in workbook.sheetnames:
            cells = _cells_of(workbook[title], f"{path}: sheet {title}")
        else:
            book.troubles.append(
                sentence(str(path), ", ".join(workbook.sheetnames), f"a sheet '{title}'")
            )
        values = [[value for value, _ in row] for row in cells]
        colours = [[coloured for _, coloured in row] for row in cells]
        book.sheets[title] = Sheet(book, book.where(title), values, colours, own)
    workbook.close()
    return book


def _cells_of(sheet: Any, where: str) -> list[list[tuple[object, bool]]]:
    """Return values and whether they are coloured, of a sheet that is read only now, and may be spoilt."""
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    try:
        return [
            [(getattr(cell, "value", None), _is_coloured(cell)) for cell in row] for row in rows
        ]
    except Exception as error:  # the parser has no error of its own
        raise WorkbookError(f"{where} cannot be read.") from error


def _is_coloured(cell: object) -> bool:
    fill = getattr(cell, "fill", None)
    return fill is not None and fill.fill_type == "solid"
