"""Sheets in a terminal, as CSV that a spreadsheet opens and does not run, and as pages."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.terminal.console import Paper
from scheduler.cli.terminal.layout import Columns
from scheduler.comparison.sheets import Cell, Sheet
from scheduler.wording import one_line

MOST = 15
"""Rows of a long table that are shown unless all are asked for."""


def print_sheet(paper: Paper, sheet: Sheet, most: int | None = None) -> None:
    """Show a sheet under its title, and at most so many of its rows."""
    paper.print(Text(one_line(sheet.title), "bold"))
    if not sheet.rows:
        paper.print(Text(sheet.empty))
    else:
        paper.print(_table(sheet, most))
        if most is not None and len(sheet.rows) > most:
            paper.print(Text(f"and {len(sheet.rows) - most:,} more; --all shows them", "dim"))
        if sheet.remark:
            paper.print(Text(sheet.remark, "dim"))
    paper.print()


def _table(sheet: Sheet, most: int | None) -> RenderableType:
    titles = [one_line(column.title) for column in sheet.columns]
    numbers = [number for number, column in enumerate(sheet.columns) if column.is_number]
    table = Columns(*titles, right=numbers)
    for row in sheet.rows[:most]:
        table.add(*map(_text, row.cells))
    return table


def _text(cell: Cell) -> Text:
    text = Text(one_line(cell.text), "bold green" if cell.best else "")
    return text.append(f" ({one_line(cell.note)})", "not bold dim") if cell.note else text


def csv_text(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> str:
    """Return lines as CSV with a heading; what a line does not say is empty."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({column: inert(value) for column, value in line.items()})
    return file.getvalue()


def inert(value: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; numbers as they are."""
    risky = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if risky else value


PagePath = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a report: a page that needs no other file."),
]
