"""The row of a sheet that holds the headings: the first, but for a title and the like above it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from scheduler.instance.faults import meant, quoted
from scheduler.sources.tables.columns import Table, plain, tables
from scheduler.sources.tables.sheets import Sheet

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
