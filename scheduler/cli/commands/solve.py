"""`scheduler solve`: search for the best programme."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import commands
from scheduler.cli.exit_codes import Code
from scheduler.cli.options import (
    SEARCH,
    AsJson,
    Free,
    Fresh,
    InstancePath,
    Seed,
    TimeLimit,
    Workers,
    option,
    output,
    threads,
)
from scheduler.errors import InputError
from scheduler.search import Engine

Output = Annotated[
    Path | None, output("Where to write the solution. Default: solutions/<name>.json.")
]
Which = Annotated[Engine, option("Which engine searches.")]
Start = Annotated[
    Path | None,
    option(
        "Start from this solution, and stay near it at equal penalty.",
        "SOLUTION",
        "--from",
    ),
]
Moves = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Move at most N sessions of the programme given by --from, published or stored.",
    ),
]
NoWorse = Annotated[
    Path | None,
    option("Require every rule to score at least as well as in this solution.", "SOLUTION"),
]
Overwrite = Annotated[
    bool, typer.Option("--force", help="Write the programme even if a better one is stored.")
]


def solve(
    instance: InstancePath,
    *,
    output: Output = None,
    time_limit: TimeLimit = SEARCH,
    seed: Seed = 0,
    workers: Workers = None,
    engine: Which = Engine.AUTO,
    start: Start = None,
    fresh: Fresh = False,
    moves: Moves = None,
    no_rule_worse: NoWorse = None,
    free: Free = None,
    force: Overwrite = False,
    as_json: AsJson = False,
) -> Code:
    """Search for the best programme and write it to a file."""
    if no_rule_worse is not None and (moves is not None or engine is not Engine.AUTO):
        raise InputError("--no-rule-worse cannot be combined with --moves or --engine.")
    return commands.solved(
        instance,
        output,
        time_limit=time_limit,
        seed=seed,
        workers=threads(workers),
        engine=engine,
        start=start,
        moves=moves,
        no_rule_worse=no_rule_worse,
        free=free or (),
        fresh=fresh,
        force=force,
        as_json=as_json,
    )
