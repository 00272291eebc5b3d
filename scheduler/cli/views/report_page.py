"""Reports as pages."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.terminal.console import complain
from scheduler.comparison import Comparison
from scheduler.storage import write_atomically

PagePath = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a report: a page that needs no other file."),
]


def write_page(
    path: Path,
    comparison: Comparison,
    *,
    hide_rooms: bool = False,
    missing: Sequence[tuple[str, str, Sequence[str]]] = (),
) -> None:
    """Write the page of a comparison, and say so.

    Of variants without a programme, `missing` tells the name, why, and what stands in the way.
    """
    # What draws takes a second to load, which no other command should wait for.
    reporting = import_module("scheduler.reporting")
    absent = [reporting.Missing(label, why, tuple(said)) for label, why, said in missing]
    page = reporting.page_of(comparison, hide_rooms=hide_rooms, missing=absent)
    write_atomically(path, page.encode())
    complain(f"Wrote {path}")
