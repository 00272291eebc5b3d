"""Arguments and options that several commands share, and their defaults."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer
from typer.models import ArgumentInfo, OptionInfo

from scheduler.system import processors


def by_shell(_incomplete: str) -> list[str]:
    """Leave the names of files to the shell, which completes them where nothing is offered."""
    return []


InstancePath = Annotated[
    Path,
    typer.Argument(metavar="INSTANCE", help="The instance file.", autocompletion=by_shell),
]
SolutionPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SOLUTION]",
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
    typer.Option("--release", min=1, metavar="N", help="Which release. Default: the last."),
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
    int, typer.Option("--port", min=0, max=65_535, help="The port; 0 for any that is free.")
]


LARGEST_SEED = 2**31 - 1
SEARCH = 60.0
"""Seconds that a search for a programme lasts at most, unless it is told how long."""
ANSWER = 10.0
"""Seconds that an answer to a question takes at most, unless it is told how long."""


def threads(workers: int | None) -> int:
    """Return how many threads search: as many as there are processors unless it is said."""
    return workers or processors()


TimeLimit = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="How long it may take. With one worker an amount of work, equal on every machine.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(min=0, max=LARGEST_SEED, help="Equal seeds give equal searches with one worker."),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Threads. Default: as many as processors.", show_default=False),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Start from nothing instead of the stored solution.")
]
PagePath = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a report: a page that needs no other file."),
]


class What(StrEnum):
    """What can be freed."""

    DAYS = "days"
    ROOMS = "rooms"
    TIMES = "times"
    ALL = "all"


Free = Annotated[
    list[What] | None,
    typer.Option("--free", help="What an imported programme need not keep. Repeatable."),
]

TablePath = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Write the figures as a CSV table."),
]
