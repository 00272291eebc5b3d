"""Arguments and options that several commands share."""

import math
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.completion import instance_files
from scheduler.errors import InputError

InstancePath = Annotated[
    Path,
    typer.Argument(metavar="INSTANCE", help="The instance file.", autocompletion=instance_files),
]
SolutionPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SOLUTION]",
        help="The solution file; solutions/<name of the instance>.json unless given.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown, for documents.")]
ConferenceName = Annotated[
    str,
    typer.Argument(
        metavar="INSTANCE",
        help="The instance file, or the name of a conference that was published.",
        autocompletion=instance_files,
    ),
]
ReleaseNumber = Annotated[
    int | None,
    typer.Option("--release", min=1, metavar="N", help="Which release; the last unless given."),
]
StorePlace = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="AGENDA_STORE",
        metavar="STORE",
        help="Where releases are kept: a file, or the URL of a PostgreSQL database; releases/<name of "
        "the instance>.db unless given.",
        show_default=False,
    ),
]


def make_sure_of_one_form(*, as_markdown: bool, as_csv: bool, as_json: bool) -> None:
    """Raise `InputError` where more than one form of output is asked for."""
    if as_markdown + as_csv + as_json > 1:
        raise InputError("--markdown, --csv and --json: give one of them.")


def positive(limit: float) -> float:
    """Return a number of seconds, or say that it cannot be one."""
    if limit <= 0 or not math.isfinite(limit):
        raise typer.BadParameter(f"{limit:g} is not a positive number of seconds.")
    return limit
