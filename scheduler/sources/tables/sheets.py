"""Sheets as they are: cells, where they stand, what is wrong with them, and which row holds the headings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from openpyxl.utils import get_column_letter

from scheduler.instance import meant, quoted, sentence
from scheduler.sources.nodes import Complaint
from scheduler.sources.tables.columns import Table, plain, tables
from scheduler.sources.variants.layers import Pages

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


class Ledger:
    """Lines that stand for cells, and complaints about them.

    Whatever complains of nodes knows lines and no cells. So each cell is taken for a file of its own, whose
    only line is the file as a whole.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[str, int] = {}
        self._complaints: list[Complaint] = []

    def line(self, place: str) -> int:
        """Return the line that stands for a place; the same for the same place."""
        if place not in self._lines:
            self._lines[place] = self._pages.add(place, 0)
        return self._lines[place]

    def complain(self, line: int, what: str, trouble: Trouble) -> None:
        """Take down a trouble at a line, of a field, or of nothing else than is there."""
        said = sentence(what, trouble.found, trouble.expected, trouble.hint).removeprefix(": ")
        self._complaints.append(Complaint(line, said))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self._complaints.append(Complaint(line, text))

    def knows(self, line: int) -> bool:
        """Tell whether something has been said of a line."""
        return any(each.line == line for each in self._complaints)

    def with_others(self, others: Iterable[Complaint]) -> list[Complaint]:
        """Return all complaints; of others, those about lines of which nothing has been said."""
        told = {each.line for each in self._complaints}
        return [*self._complaints, *(each for each in others if each.line not in told)]


FIRST_ROWS = 20
"""Rows in which something stands, among which the headings are looked for."""
NOTE = "#"
"""What the names of sheets and columns begin with that are not read."""


def table_named(name: str) -> Table | None:
    """Return the table that a sheet of this name holds."""
    return next((table for each, table in tables().items() if plain(each) == plain(name)), None)


def headed(sheet: Sheet) -> Sheet:
    """Return a sheet without what stands above its headings; with a trouble, if it seems to have none."""
    table = table_named(sheet.name)
    if table is None or sheet.name.startswith(NOTE) or not sheet.rows:
        return sheet
    known = {row: table.known_in(cells.values()) for row, cells in _first(sheet).items()}
    row, most = max(known.items(), key=lambda each: each[1])
    first = next(iter(known))
    if not most and not _is_misspelt(sheet, table):
        some = ", ".join(column.name for column in table.columns[:4])
        found = f"found no row of headings, expected one that names fields of `{table.name}`"
        return replace(sheet, rows={}, merged=(), trouble=f"{found} ({some} …) in its first rows.")
    return sheet if row == first or not most else _below(sheet, row)


def _first(sheet: Sheet) -> Mapping[int, Mapping[int, object]]:
    return dict(islice(sheet.rows.items(), FIRST_ROWS))


def _is_misspelt(sheet: Sheet, table: Table) -> bool:
    """Tell whether the first row holds headings after all, as one is nearly known, or a note."""
    names = [column.name for column in table.columns]
    cells = next(iter(sheet.rows.values())).values()
    known = [*names, *table.nested, *(column.path[-1] for column in table.columns)]
    return any(
        isinstance(each, str)
        and (each.startswith(NOTE) or plain(each) in map(plain, known) or meant(each, names))
        for each in cells
    )


def _below(sheet: Sheet, row: int) -> Sheet:
    """Return a sheet from the row of its headings on, and tell what is left out."""
    above = [number for number in sheet.rows if number < row]
    what = next(iter(sheet.rows[above[0]].values()))
    rows = f"row {above[0]} stands" if len(above) == 1 else f"{len(above)} rows stand"
    note = f"{sheet.place}: {rows} above the headings, and {'is' if len(above) == 1 else 'are'} not read"
    return replace(
        sheet,
        rows={number: cells for number, cells in sheet.rows.items() if number >= row},
        merged=tuple(each for each in sheet.merged if _ends(each) >= row),
        notes=(*sheet.notes, f"{note}: {quoted(str(what))}."),
    )


def _ends(merged: str) -> int:
    """Return the last row of a range of cells."""
    return int(re.findall(r"\d+", merged)[-1])
