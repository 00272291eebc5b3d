"""Which sheet of some files is the list, where its headings are, and the cells of its rows."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from scheduler.sources.programmes.entities import plain_signs
from scheduler.sources.tables.columns import plain
from scheduler.sources.tables.importer import sheets_of
from scheduler.sources.tables.sheets import FIRST_ROWS, Sheet, Trouble, Value


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet whose headings are known."""

    sheet: Sheet
    heading_row: int
    columns: Mapping[str, int]
    """Columns by heading, as it is written. What has none goes by its letter, ``column B``, and so does
    what has that of another one: ``Speaker (column D)``.
    """
    unnamed: frozenset[int] = frozenset()
    """Columns without a heading, beside others."""
    stands_for: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Columns that are made of one cell, with the row and the column of that."""

    def column(self, heading: str) -> int | None:
        """Return the column of a heading, whatever its case and blanks are."""
        if heading in self.columns:
            return self.columns[heading]
        key = key_of(html.unescape(heading))
        found = (at for name, at in self.columns.items() if key_of(name) == key)
        return next(found, None)

    def has_all(self, headings: Iterable[str]) -> bool:
        """Tell whether each of some headings has a column."""
        return all(self.column(each) is not None for each in headings)

    def rows(self) -> Iterator[tuple[int, Mapping[int, Value | Trouble]]]:
        """Yield the rows below the headings, with their numbers."""
        known = {*self.columns.values()} - self.unnamed
        for number, cells in self.sheet.rows.items():
            if number > self.heading_row and known & cells.keys():
                yield number, cells

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Return where what stands in a row and a column is written."""
        return self.stands_for.get(column, (row, column))

    def values(self, heading: str) -> list[Value]:
        """Return what stands in a column, but errors."""
        at = self.columns[heading]
        cells = (row[at] for _, row in self.rows() if at in row)
        return [each for each in cells if not isinstance(each, Trouble)]


def together(listings: Sequence[Listing]) -> Listing:
    """Return the first of some sheets with the rows of all, by its headings."""
    first, *others = listings
    if not others:
        return first
    rows = dict(first.sheet.rows)
    number = max(rows)
    for other in others:
        at = {own: found for name, own in first.columns.items() if (found := other.column(name))}
        for _, cells in other.rows():
            number += 1
            rows[number] = {own: cells[found] for own, found in at.items() if found in cells}
    return replace(first, sheet=replace(first.sheet, rows=rows))


def key_of(heading: str) -> str:
    """Return a heading without what does not matter in it; signs count where there is nothing else."""
    return plain(heading) or heading.strip()


def sheets_in(paths: Sequence[Path], headings: Iterable[str]) -> list[Sheet]:
    """Return the sheets of all files in which something stands, or that cannot be read.

    Headings are some that one may have.
    """
    known = {plain(each) for each in headings} - {""}
    sheets = (_unmerged(_decoded(sheet)) for path in paths for sheet in sheets_of(path, known))
    return [sheet for sheet in sheets if sheet.rows or sheet.trouble]


def _decoded(sheet: Sheet) -> Sheet:
    """Return a sheet with signs in the place of entities of HTML; texts with marks keep them."""
    rows = {
        number: {at: _plain(value) for at, value in cells.items()}
        for number, cells in sheet.rows.items()
    }
    return replace(sheet, rows=rows)


def _plain(value: Value | Trouble) -> Value | Trouble:
    return plain_signs(_NEXT_LINE.sub("\n", value)) if isinstance(value, str) else value


_NEXT_LINE = re.compile(r"[ \t]{0,20}<br\s{0,20}/?>[ \t]{0,20}", re.IGNORECASE)


def _unmerged(sheet: Sheet) -> Sheet:
    """Return a sheet in which merged cells all have the value of the first, such as that of a day."""
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for reference in sheet.merged:
        left, top, right, bottom = range_boundaries(reference)
        value = sheet.rows.get(top or 1, {}).get(left or 1)
        if value is None:
            continue
        merged = dict.fromkeys(range(left or 1, (right or 0) + 1), value)
        for number in range(top or 1, (bottom or 0) + 1):
            if number in rows:
                rows[number].update(merged)
    return replace(sheet, rows=rows) if sheet.merged else sheet


def listing_of(sheet: Sheet, known: Iterable[str]) -> Listing | None:
    """Return a sheet with its headings: the first row with most of the known ones. None if there is none."""
    keys = {key_of(name) for name in known}
    return listing_by(sheet, lambda texts: len({key_of(each) for each in texts} & keys))


def listing_by(sheet: Sheet, worth: Callable[[Sequence[str]], int]) -> Listing | None:
    """Return a sheet with its headings: the first row of most worth. None if none has any."""
    best: tuple[int, int] | None = None
    for number, cells in islice(sheet.rows.items(), FIRST_ROWS):
        score = worth([each for each in cells.values() if isinstance(each, str)])
        if score and (best is None or score > best[0]):
            best = score, number
    return None if best is None else headed_at(sheet, best[1])


def headed_at(sheet: Sheet, row: int) -> Listing:
    """Return a sheet whose headings stand in a row; in row 0 stands nothing, and nor do headings."""
    columns: dict[str, int] = {}
    headings = sheet.rows.get(row, {})
    below = {at for number, cells in sheet.rows.items() if number > row for at in cells}
    for at, value in headings.items():
        if isinstance(value, str | int | date):
            name = " ".join(str(value).removesuffix(" 00:00:00").split())
            is_again = name in columns and at in below
            columns.setdefault(f"{name} (column {get_column_letter(at)})" if is_again else name, at)
    unnamed = sorted(below - headings.keys())
    for at in unnamed:
        columns.setdefault(f"column {get_column_letter(at)}", at)
    return Listing(sheet, row, columns, frozenset(unnamed if headings else ()))


def name_of(sheet: Sheet) -> str:
    """Return what a mapping calls a sheet: its name, or that of its file of CSV."""
    name = sheet.name if sheet.in_book else Path(sheet.file).name
    return name.encode(errors="replace").decode()


def named(sheets: Iterable[Sheet], name: str) -> Sheet | None:
    """Return the sheet of a name."""
    return next((each for each in sheets if name in (name_of(each), each.name)), None)
