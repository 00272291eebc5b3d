"""Lists as tables: CSV, TSV, workbooks and JSON, with the place of each cell."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from scheduler.sources.documents import bytes_of, document
from scheduler.sources.identifiers import folded
from scheduler.sources.nodes import BrokenError, blemishes, data_of
from scheduler.sources.programmes.intake import plain_signs
from scheduler.sources.tables.workbooks import CellTrouble, SourceSheet, Value, sheets_of

Objects = Sequence[Mapping[str, Any]]
FIRST_ROWS = 20
"""Rows among which the headings are looked for."""
_NAMES = ("name", "full_name", "public_name", "display_name", "title", "label")
"""Keys of the name of an object inside another one; the first of them counts."""
_PART = re.compile(r"(?:first|given|last|family)_?name")
"""Keys of a name in two parts."""
_DEEPEST = 3
"""Levels of JSON in which lists are looked for."""
_EMPTY = "list: found no rows, expected a row of headings and rows below it."
_EXPECTED = 'a list of objects such as [{"title": "Opening", "start": "2026-06-09 09:00"}]'


@dataclass(frozen=True, slots=True, eq=False)
class TalkSheet:
    """A sheet, a file of CSV, or a list of JSON: cells by row and column, both from 1."""

    sheet: SourceSheet
    name: str
    """Its name in a mapping: the sheet, the file of CSV, or the key of JSON."""
    is_json: bool = False

    @property
    def place(self) -> str:
        """Its name in messages."""
        return self.sheet.place

    def cell(self, row: int, column: int) -> str:
        """Return a cell for messages: ``talks.csv: B7``, ``a.xlsx: Day 1!B7``, ``a.json: 6: start``."""
        if self.is_json:
            return f"{self.place}: {row - 1}: {self.sheet.rows[1][column]}"
        return self.sheet.cell(row, column)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(max(cells) for cells in self.sheet.rows.values())

    def rows(self, after: int = 0) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """Yield the rows after a number that are not empty, with their numbers."""
        for number, cells in self.sheet.rows.items():
            pairs = ((at, _value(each)) for at, each in cells.items() if number > after)
            if found := {at: value for at, value in pairs if value is not None}:
                yield number, found


def _value(cell: Value | CellTrouble) -> Value | None:
    if isinstance(cell, CellTrouble):
        return f"#{cell.found.removeprefix('the error #')}"
    return plain_signs(cell).strip() or None if isinstance(cell, str) else cell


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A table whose headings are known."""

    table: TalkSheet
    row: int
    """Number of their row."""
    columns: Mapping[str, int]
    """Columns by heading; one without, or with that of another, has its letter: ``Room (column D)``."""

    def column(self, heading: str) -> int | None:
        """Return the column of a heading, whatever its case and blanks."""
        if heading in self.columns:
            return self.columns[heading]
        key = folded(heading)
        return next((at for name, at in self.columns.items() if folded(name) == key), None)

    def values(self, heading: str) -> list[Value]:
        """Return the values of a column."""
        at = self.column(heading)
        return [
            cells[at] for _, cells in self.table.rows(self.row) if at is not None and at in cells
        ]

    def rows(self, down: Iterable[str] = ()) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """Yield the rows below the headings; empty cells of columns in `down` repeat the cell above."""
        columns = {at for heading in down if (at := self.column(heading)) is not None}
        above: dict[int, Value] = {}
        for number, cells in self.table.rows(self.row):
            above |= {at: value for at, value in cells.items() if at in columns}
            yield number, {**above, **cells}


def headed(table: TalkSheet, worth: Callable[[Sequence[str]], int]) -> HeadedTable | None:
    """Return a table with its headings: the first row of most worth; None if no row has any."""
    rows = [*islice(table.rows(), FIRST_ROWS)]
    worths = [worth([*map(str, cells.values())]) for _, cells in rows]
    if not any(worths):
        return None
    number, headings = rows[worths.index(max(worths))]
    columns: dict[str, int] = {}
    for at in range(1, table.width + 1):
        name, letter = " ".join(str(headings.get(at, "")).split()), get_column_letter(at)
        other = f"{name} (column {letter})" if name else f"column {letter}"
        columns[name if name and name not in columns else other] = at
    return HeadedTable(table, number, columns)


def tables_in(paths: Iterable[Path]) -> tuple[list[TalkSheet], list[tuple[Path, BrokenError]]]:
    """Return the tables of all files, and what is wrong with files that cannot be read."""
    tables: list[TalkSheet] = []
    broken: list[tuple[Path, BrokenError]] = []
    for path in paths:
        try:
            tables += _tables_of(path)
        except BrokenError as error:
            broken.append((path, error))
    return tables, broken


def _tables_of(path: Path) -> list[TalkSheet]:
    is_json = path.suffix.lower() == ".json"
    tables = _of_json(bytes_of(path), path) if is_json else _of_sheets(path)
    filled = [each for each in tables if next(each.rows(), None)]
    if not filled:
        raise BrokenError(0, _EMPTY)
    return filled


def _name(path: Path) -> str:
    return path.name.encode(errors="replace").decode()


def _of_sheets(path: Path) -> Iterator[TalkSheet]:
    for sheet in sheets_of(path):
        if sheet.trouble:
            raise BrokenError(0, sheet.trouble)
        yield TalkSheet(sheet, sheet.name if sheet.in_book else _name(path))


# JSON


def _of_json(content: bytes, path: Path) -> Iterator[TalkSheet]:
    root = document(content, is_json=True)
    for broken in blemishes(root):
        raise BrokenError(broken.line, broken.text)
    found = [*_objects_in(data_of(root), "", _DEEPEST)]
    if not found:
        raise BrokenError(root.line, f"list: found no list of talks, expected {_EXPECTED}.")
    for name, objects in found:
        flat = [dict(_flat(each)) for each in objects]
        keys = dict.fromkeys(key for each in flat for key in each)
        at = {key: number for number, key in enumerate(keys, 1)}
        rows = {1: {number: key for key, number in at.items()}}
        for number, each in enumerate(flat, 2):
            rows[number] = {at[key]: value for key, value in each.items() if value is not None}
        sheet = SourceSheet(str(path), name, rows, in_book=False)
        yield TalkSheet(sheet, name or _name(path), is_json=True)


def _flat(value: Mapping[str, Any], before: str = "", deep: int = 2) -> Iterator[tuple[str, Any]]:
    """Yield the fields of an object; those of an object inside it have both names."""
    for key, each in value.items():
        if isinstance(each, dict) and each and deep:
            yield from _flat(each, f"{before}{key} ", deep - 1)
        else:
            yield before + key, _text(each)


def _objects_in(value: Any, name: str, deep: int) -> Iterator[tuple[str, Objects]]:
    """Yield lists of objects, and objects of objects, each with its key."""
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
    return isinstance(value, dict) and not all(isinstance(each, dict) for each in value.values())


def _text(value: Any) -> Any:
    """Return a value as a cell: the name of an object, the entries of a list with ; between."""
    if isinstance(value, list):
        return "; ".join(filter(None, (str(_text(each) or "") for each in value)))
    if isinstance(value, dict):
        known = {key.lower(): str(each) for key, each in value.items() if each}
        parts = [each for key, each in known.items() if _PART.fullmatch(key)]
        return next((known[key] for key in _NAMES if key in known), " ".join(parts))
    return value
