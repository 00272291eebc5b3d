"""Files of lists as tables: CSV, TSV, workbooks and JSON, read by pandas; each cell knows its place."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import import_module
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.instance import quoted
from scheduler.sources.documents import bytes_of, document
from scheduler.sources.nodes import BrokenError, blemishes, data_of
from scheduler.sources.programmes.alike import folded
from scheduler.sources.programmes.intake import plain_signs
from scheduler.sources.tables.workbooks import MOST_CELLS, decoded, opened, sign_of

if TYPE_CHECKING:
    from pandas import DataFrame

Value = bool | int | float | str | date | datetime | time | timedelta
Objects = Sequence[Mapping[str, Any]]
FIRST_ROWS = 20
"""Rows among which the headings are looked for."""
_NAMES = ("name", "full_name", "public_name", "display_name", "title", "label")
"""Keys of the name of an object that stands inside another one; the first that it has."""
_PART = re.compile(r"(?:first|given|last|family)_?name")
"""The same of a name in two parts."""
_DEEPEST = 3
"""Levels of JSON in which lists are looked for."""
_EMPTY = "list: found nothing in it, expected a row of headings, and rows below."
_EXPECTED = 'a list of objects such as [{"title": "Opening", "start": "2026-06-09 09:00"}]'


def _pandas() -> Any:
    """Return the package, which takes long to load, and which most imports do without."""
    return import_module("pandas")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sheet, a file of CSV, or a list of JSON: cells by row and column, both from 1."""

    file: str
    name: str
    """What a mapping calls it: the sheet, the file of CSV, or the key of JSON."""
    frame: "DataFrame"
    kind: str
    """The ending of its file."""
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What it is called in messages."""
        return f"{self.file}: {self.name}" if self.kind == ".xlsx" else self.file

    def cell(self, row: int, column: int) -> str:
        """Return what messages call a cell: ``talks.csv: B7``, ``a.xlsx: Day 1!B7``, ``a.json: 6: start``."""
        if self.kind == ".json":
            key = str(self.frame.iat[0, column - 1])
            return f"{self.file}: {row - 1}: {key}"
        reference = f"{get_column_letter(column)}{row}"
        return f"{self.place}!{reference}" if self.kind == ".xlsx" else f"{self.file}: {reference}"

    def rows(self, after: int = 0) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """Yield the rows after one in which something stands, with their numbers."""
        for number, *cells in self.frame.loc[after + 1 :].itertuples(name=None):
            pairs = ((at, _value(each)) for at, each in enumerate(cells, 1))
            if found := {at: value for at, value in pairs if value is not None}:
                yield number, found


def _value(cell: Any) -> Value | None:
    """Return what stands in a cell; nothing, if it is blank."""
    if isinstance(cell, str):
        return plain_signs(cell).strip() or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    is_none = cell is None or cell != cell or not isinstance(cell, Value)  # noqa: PLR0124 - not a number
    return None if is_none else cell


@dataclass(frozen=True, slots=True)
class Listing:
    """A table whose headings are known."""

    table: Table
    row: int
    """Where they stand."""
    columns: Mapping[str, int]
    """Columns by heading; what has none, or that of another one, goes by its letter: ``Room (column D)``."""

    def column(self, heading: str) -> int | None:
        """Return the column of a heading, whatever its case and blanks are."""
        if heading in self.columns:
            return self.columns[heading]
        key = folded(heading)
        return next((at for name, at in self.columns.items() if folded(name) == key), None)

    def values(self, heading: str) -> list[Value]:
        """Return what stands in a column."""
        at = self.column(heading)
        return [
            cells[at] for _, cells in self.table.rows(self.row) if at is not None and at in cells
        ]

    def rows(self, down: Iterable[str] = ()) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """Yield the rows below the headings; in columns that go `down`, an empty cell has what is above."""
        columns = {at for heading in down if (at := self.column(heading)) is not None}
        above: dict[int, Value] = {}
        for number, cells in self.table.rows(self.row):
            above |= {at: value for at, value in cells.items() if at in columns}
            yield number, {**above, **cells}


def headed(table: Table, worth: Callable[[Sequence[str]], int]) -> Listing | None:
    """Return a table with its headings: the first row of most worth. None if none has any."""
    rows = [*islice(table.rows(), FIRST_ROWS)]
    worths = [worth([*map(str, cells.values())]) for _, cells in rows]
    if not any(worths):
        return None
    number, headings = rows[worths.index(max(worths))]
    columns: dict[str, int] = {}
    for at in range(1, table.frame.shape[1] + 1):
        name, letter = " ".join(str(headings.get(at, "")).split()), get_column_letter(at)
        other = f"{name} (column {letter})" if name else f"column {letter}"
        columns[name if name and name not in columns else other] = at
    return Listing(table, number, columns)


def tables_in(paths: Iterable[Path]) -> tuple[list[Table], list[tuple[Path, BrokenError]]]:
    """Return the tables of all files in which something stands, and what is wrong with other files."""
    tables: list[Table] = []
    broken: list[tuple[Path, BrokenError]] = []
    for path in paths:
        try:
            tables += _tables_of(path)
        except BrokenError as error:
            broken.append((path, error))
    return tables, broken


def _tables_of(path: Path) -> list[Table]:
    read = _READERS.get(path.suffix.lower())
    if read is None:
        said = f"found the ending {quoted(path.suffix)}, expected .csv, .tsv, .xlsx or .json"
        raise BrokenError(0, f"{said}. Save it as one.")
    filled = [each for each in read(bytes_of(path), path) if next(each.rows(), None)]
    if not filled:
        raise BrokenError(0, _EMPTY)
    return filled


def _name(path: Path) -> str:
    return path.name.encode(errors="replace").decode()


def _table(
    path: Path, name: str, rows: Iterable[Sequence[Any]], kind: str, notes: tuple[str, ...] = ()
) -> Table:
    even = [*zip(*zip_longest(*rows), strict=True)]  # short rows end in empty cells
    frame = _pandas().DataFrame(even, dtype=object)
    frame.index += 1
    frame.columns += 1
    return Table(str(path), name, frame, kind, notes)


# CSV


def _of_text(content: bytes, path: Path) -> Iterator[Table]:
    text, notes = decoded(content, str(path))
    if not text.strip():
        return
    sign = "\t" if path.suffix.lower() == ".tsv" else sign_of(text)
    file = io.StringIO(text, newline="")
    reader = csv.reader(file, delimiter=sign, skipinitialspace=True, strict=True)
    try:
        yield _table(path, _name(path), [*reader], ".csv", notes)
    except csv.Error as error:
        raise BrokenError(reader.line_num, f"cannot be read as CSV: {error}.") from error


# Workbooks


def _of_book(content: bytes, path: Path) -> Iterator[Table]:
    sheets = opened(content).worksheets
    try:
        for sheet in sheets:
            _prepare(sheet)
    except (BrokenError, MemoryError):
        raise
    except Exception as error:
        # What is raised for a damaged workbook depends on the damage.
        said = "cannot be read as a workbook. Save it as .xlsx, or as CSV."
        raise BrokenError(0, said) from error
    yield from (_table(path, sheet.title, sheet.values, ".xlsx") for sheet in sheets)


def _prepare(sheet: Worksheet) -> None:
    """Let merged cells all have the value of the first, such as that of a day, and errors be texts."""
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        size = (
            f"found {sheet.max_row:,} rows of {sheet.max_column:,} columns in {quoted(sheet.title)}"
        )
        hint = "Delete the rows below the table and the columns beside it, even if they look empty."
        raise BrokenError(0, f"{size}, expected at most {MOST_CELLS:,} cells. {hint}")
    for area in [*sheet.merged_cells.ranges]:
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        for row in range(area.min_row, area.max_row + 1):
            sheet.cell(row, area.min_col).value = value
    for cell in chain.from_iterable(sheet.iter_rows()):
        if cell.data_type == "e":
            cell.data_type = "s"


# JSON


def _of_json(content: bytes, path: Path) -> Iterator[Table]:
    root = document(content, is_json=True)
    for broken in blemishes(root):
        raise BrokenError(broken.line, broken.text)
    found = [*_objects_in(data_of(root), "", _DEEPEST)]
    if not found:
        raise BrokenError(root.line, f"list: found no list of talks, expected {_EXPECTED}.")
    for name, objects in found:
        flat = _pandas().json_normalize([*objects], sep=" ", max_level=2)
        rows = [[*map(_text, row)] for row in flat.itertuples(index=False, name=None)]
        yield _table(path, name or _name(path), [[*flat.columns], *rows], ".json")


def _objects_in(value: Any, name: str, deep: int) -> Iterator[tuple[str, Objects]]:
    """Yield lists of objects, and objects of objects by their keys, each with the key that it has."""
    if isinstance(value, list):
        if value and all(isinstance(each, dict) for each in value):
            yield name, value
    elif isinstance(value, dict) and value and deep:
        if all(map(_is_row, value.values())):
            yield name, [{"key": key, **each} for key, each in value.items()]
            return
        for key, each in value.items():
            yield from _objects_in(each, key, deep - 1)


def _is_row(value: Any) -> bool:
    """Tell whether a value is an object that says something itself, and is no object of others."""
    return isinstance(value, dict) and not all(isinstance(each, dict) for each in value.values())


def _text(value: Any) -> Any:
    """Return a value as a cell: names of objects, and what is in a list with signs between."""
    if isinstance(value, list):
        return "; ".join(filter(None, (str(_text(each) or "") for each in value)))
    if isinstance(value, dict):
        known = {key.lower(): str(each) for key, each in value.items() if each}
        parts = [each for key, each in known.items() if _PART.fullmatch(key)]
        return next((known[key] for key in _NAMES if key in known), " ".join(parts))
    return value


_READERS = {
    **dict.fromkeys((".csv", ".tsv"), _of_text),
    **dict.fromkeys((".xlsx", ".xlsm"), _of_book),
    ".json": _of_json,
}
