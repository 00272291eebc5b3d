"""What `solve` can be told: how long, from where, near what, and within which limits."""

import os
from typing import Annotated

import typer

from scheduler.cli.inputs.options import positive

LARGEST_SEED = 2**31 - 1
SEARCH = 60.0
"""Seconds that a search for a programme lasts at most, unless it is told how long."""
ANSWER = 10.0
"""Seconds that an answer to a question takes at most, unless it is told how long."""


def threads(workers: int | None) -> int:
    """Return how many threads search: as many as there are processors unless it is said."""
    return workers or len(os.sched_getaffinity(0))


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
