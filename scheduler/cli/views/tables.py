"""Headings and tables of reports in the terminal, and reports as CSV files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.inputs.files import make_sure_of_like
from scheduler.cli.terminal.console import Paper, complain
from scheduler.cli.terminal.layout import Columns
from scheduler.comparison.sheets import Cell, Sheet
from scheduler.storage import write_atomically
from scheduler.wording import one_line

MOST = 15
"""Rows of a long table that are shown unless all are asked for."""


def section(heading: str, blocks: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield blocks under a heading, after an empty line; nothing, if there is no block."""
    found = [*blocks]
    if found:
        yield ""
        yield Text(heading, "bold")
        yield from found


def table(
    titles: Sequence[str],
    rows: Iterable[Sequence[str | Text]],
    *,
    right: Collection[int] = (),
    most: int | None = None,
    every: str = "--json",
    gap: int = 2,
) -> Iterator[RenderableType]:
    """Yield a table, and how many more rows there are; nothing, if there is no row.

    Parameters
    ----------
    titles
        Of the columns.
    rows
        The cells of each.
    right
        Positions of the columns of numbers.
    most
        Rows that are shown.
    every
        The option with which all are shown.
    gap
        Cells between two columns.
    """
    found = [*rows]
    if found:
        shown = Columns(*map(one_line, titles), right=right, gap=gap)
        for row in found[:most]:
            shown.add(*row)
        yield shown
    if most is not None and len(found) > most:
        yield Text(f"and {len(found) - most:,} more; {every} shows them", "dim")


def print_sheet(paper: Paper, sheet: Sheet, most: int | None = None) -> None:
    """Show a sheet under its title, and at most so many of its rows."""
    numbers = [number for number, column in enumerate(sheet.columns) if column.is_number]
    titles = [column.title for column in sheet.columns]
    rows = (tuple(map(_text, row.cells)) for row in sheet.rows)
    paper.print(Text(one_line(sheet.title), "bold"))
    for block in table(titles, rows, right=numbers, most=most, every="--all"):
        paper.print(block)
    if said := sheet.remark if sheet.rows else sheet.empty:
        paper.print(Text(said, "dim"))
    paper.print()


def _text(cell: Cell) -> Text:
    text = Text(one_line(cell.text), "bold green" if cell.best else "")
    return text.append(f" ({one_line(cell.note)})", "not bold dim") if cell.note else text


PagePath = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a report: a page that needs no other file."),
]

TablePath = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Write the figures as a CSV table."),
]


def make_sure_of_table(path: Path, column: str) -> None:
    """Raise `InputError` unless a table can be written at `path`, over nothing but one that begins so."""
    make_sure_of_like(path, (f"{column},".encode(),), f"a table of {column}s")


def write_table(path: Path, table: bytes) -> None:
    """Write a CSV table, and report its path."""
    write_atomically(path, table)
    complain(f"Wrote {path}")
