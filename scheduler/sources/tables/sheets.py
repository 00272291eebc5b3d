"""Sheets as they are: cells, where they stand, what is wrong with them, and which row holds the headings."""

import re
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from openpyxl.utils import get_column_letter

from scheduler.instance import meant, quoted, sentence
from scheduler.sources.nodes import Complaint
from scheduler.sources.suggestions import first_of
from scheduler.sources.tables.columns import plain, table_named, tables
from scheduler.sources.variants.layers import Pages

Value = bool | int | float | str | date | datetime | time | timedelta

FIRST_ROWS = 20
"""Rows in which something stands, among which the headings are looked for."""
MOST_SHEETS = 6
"""Sheets that are named."""
NOTE = "#"
"""What the names of sheets and columns begin with that are not read."""
HOW_TO = "How to"
"""The sheet with what to do, which is not read."""
_LISTS = ("talks", "submission", "submissions", "papers", "schedule")
"""What lists are called that are no table, though some are nearly called so."""


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

    @property
    def is_note(self) -> bool:
        """Whether it is for people alone."""
        return self.name.startswith(NOTE) or plain(self.name) == plain(HOW_TO)

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


def known_in(cells: Iterable[object], names: Collection[str]) -> int:
    """Return how many different names some cells have; names are plain."""
    return len({plain(each) for each in cells if isinstance(each, str)} & {*names})


def headings_of(sheet: str) -> frozenset[str]:
    """Return the headings of the table that a sheet of this name holds, as `plain` has them."""
    table = table_named(sheet)
    return frozenset(plain(each.name) for each in table.columns) if table else frozenset()


def headed(sheet: Sheet) -> Sheet:
    """Return a sheet without what stands above its headings; with a trouble, if it seems to have none."""
    names, table = headings_of(sheet.name), table_named(sheet.name)
    if table is None or sheet.is_note or not sheet.rows:
        return sheet
    first = [*islice(sheet.rows, FIRST_ROWS)]
    row = max(first, key=lambda each: known_in(sheet.rows[each].values(), names))
    if not known_in(sheet.rows[row].values(), names):
        some = ", ".join(column.name for column in table.columns[:4])
        found = f"found no row of headings, expected one that names fields of `{table.name}`"
        return replace(sheet, rows={}, merged=(), trouble=f"{found} ({some} …) in its first rows.")
    above = first[: first.index(row)]
    if not above:
        return sheet
    what = quoted(str(next(iter(sheet.rows[above[0]].values()))))
    rows = f"row {above[0]} stands" if len(above) == 1 else f"{len(above)} rows stand"
    are = "is" if len(above) == 1 else "are"
    note = f"{sheet.place}: {rows} above the headings, and {are} not read: {what}."
    return replace(
        sheet,
        rows={number: cells for number, cells in sheet.rows.items() if number >= row},
        merged=tuple(each for each in sheet.merged if int(re.findall(r"\d+", each)[-1]) >= row),
        notes=(*sheet.notes, note),
    )


def is_table(sheet: str) -> bool:
    """Tell whether a sheet of this name holds a table, or seems to be meant to."""
    return table_named(sheet) is not None or bool(_likely(sheet))


def _likely(sheet: str) -> str:
    return "" if plain(sheet) in _LISTS else meant(sheet.replace(" ", "_"), tables())


def unknown(sheet: Sheet) -> tuple[Trouble, str]:
    """Return what is wrong with the name of a sheet, and the table that may be meant."""
    likely = _likely(sheet.name)
    notes = f"Known: {first_of([*tables()])}. What begins with {NOTE} is a note, and not read."
    hint = f"Maybe {quoted(likely)}?" if likely else notes
    found = f"a {'sheet' if sheet.in_book else 'file'} with the name {quoted(sheet.name)}"
    return Trouble(found, "the name of a table", hint), likely


def no_tables(sheets: Sequence[Sheet], paths: Sequence[Path]) -> str:
    """Return what to do with files that have something else than tables of the format."""
    names = ", ".join(quoted(each.name) for each in sheets[:MOST_SHEETS])
    more = f" and {len(sheets) - MOST_SHEETS} more" if len(sheets) > MOST_SHEETS else ""
    files = " ".join(shlex.quote(in_letters(str(path))) for path in paths)
    return (
        f"{in_letters(str(paths[0]))}: found {names}{more}, expected tables of the format such as "
        f"`sessions`, or a list of talks: `scheduler import {files} --guess -o mapping.yaml` proposes "
        "what stands where. For tables to fill in: `scheduler import --template tables.xlsx`."
    )


def in_letters(name: str) -> str:
    """Return the name of a file as text, whatever bytes it has."""
    return name.encode(errors="replace").decode()
