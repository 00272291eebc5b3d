"""Arguments and options that several commands share, and their defaults."""

import math
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer
from typer.models import ArgumentInfo, OptionInfo

from scheduler.instance import FREED
from scheduler.system import processors


def by_shell(_incomplete: str) -> list[str]:
    """Leave file names to the shell, which completes them if nothing else is offered."""
    return []


InstancePath = Annotated[
    Path,
    typer.Argument(metavar="INSTANCE", help="The instance file.", autocompletion=by_shell),
]
SolutionPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="SOLUTION",
        help="The solution file. Default: solutions/<name of the instance>.json.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ConferenceName = Annotated[
    str,
    typer.Argument(
        metavar="INSTANCE",
        help="The instance file, or the name of a published conference.",
        autocompletion=by_shell,
    ),
]
ReleaseNumber = Annotated[
    int | None,
    typer.Option("--release", min=1, metavar="N", help="Release number. Default: the latest."),
]
StorePlace = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="AGENDA_STORE",
        metavar="STORE",
        help="File or PostgreSQL URL of the releases. Default: releases/<name of the instance>.db.",
    ),
]


def option(text: str, metavar: str | None = None, *names: str) -> OptionInfo:
    """Return an option, which has the name of its parameter unless others are given."""
    return cast("OptionInfo", typer.Option(*names, metavar=metavar, help=text))


def argument(text: str, metavar: str) -> ArgumentInfo:
    """Return an argument."""
    return cast("ArgumentInfo", typer.Argument(metavar=metavar, help=text))


def output(text: str, metavar: str = "FILE") -> OptionInfo:
    """Return the option that says where something is written."""
    return cast("OptionInfo", typer.Option("--output", "-o", metavar=metavar, help=text))


def positive(limit: float) -> float:
    """Return a number of seconds, or say that it cannot be one."""
    if limit <= 0 or not math.isfinite(limit):
        raise typer.BadParameter(f"{limit:g} is not a positive number of seconds.")
    return limit


Port = Annotated[
    int,
    typer.Option("--port", metavar="N", min=0, max=65_535, help="The port; 0 for any free one."),
]


LARGEST_SEED = 2**31 - 1
SEARCH = 60.0
"""Default time limit of a search for a programme, in seconds."""
ANSWER = 10.0
"""Default time limit of an answer, in seconds."""


def threads(workers: int | None) -> int:
    """Return how many threads search: as many as there are processors unless it is said."""
    return workers or processors()


TimeLimit = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="Time for the search. With one worker, as at the desk, an amount of work "
        "equal on every machine.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=LARGEST_SEED,
        help="Seed of random choices. With --workers 1, equal seeds give equal results.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Number of threads. Default: one per processor."),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Start from nothing instead of the stored solution.")
]
PagePath = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write the comparison as one HTML file."),
]


class What(StrEnum):
    """Parts of an imported programme that can be freed."""

    DAYS = "days"
    ROOMS = "rooms"
    TIMES = "times"
    ALL = "all"


def rules_of(what: Sequence[What]) -> list[str]:
    """Return the rules that are turned off, each once."""
    return [rule for name, rule in FREED.items() if {What.ALL, What(name)} & {*what}]


Free = Annotated[
    list[What] | None,
    typer.Option(
        "--free",
        metavar="days|rooms|times|all",
        help="Let this of an imported programme change. Repeatable.",
    ),
]

TablePath = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Write the figures as a CSV table."),
]
