"""What `solve` can be told: how long, from where, near what, and within which limits."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.inputs.options import positive
from scheduler.solution import Engine

LARGEST_SEED = 2**31 - 1


TimeLimit = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="How long to search. With --workers 1 not seconds, but an amount of work that takes "
        "about as long and is equal on every machine.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the solution; solutions/<name of the instance>.json unless given.",
        show_default=False,
    ),
]
Seed = Annotated[
    int,
    typer.Option(min=0, max=LARGEST_SEED, help="Equal seeds give equal searches with --workers 1."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Threads; as many as there are processors unless given. With 1, equal seeds find equal "
        "programmes on every machine.",
        show_default=False,
    ),
]
Which = Annotated[Engine, typer.Option(help="Which engine searches.")]
Cold = Annotated[
    bool,
    typer.Option("--cold", help="Begin every search with nothing, not with what the base found."),
]
Start = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="SOLUTION",
        help="Begin with this solution instead of the stored one, and stay near it at equal penalty.",
        show_default=False,
    ),
]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="Begin from nothing instead of with the stored solution."),
]
Near = Annotated[
    Path | None,
    typer.Option(
        "--near",
        metavar="SOLUTION",
        help="Stay near this solution at equal penalty; the start, the published plan or the stored solution "
        "unless given.",
        show_default=False,
    ),
]
Moves = Annotated[
    int | None,
    typer.Option(
        "--moves",
        metavar="N",
        min=0,
        help="At most so many sessions elsewhere than there.",
        show_default=False,
    ),
]
NoWorse = Annotated[
    Path | None,
    typer.Option(
        "--no-rule-worse",
        metavar="SOLUTION",
        help="No rule may cost more than in this solution; if it keeps every hard rule, it is found "
        "at the least.",
        show_default=False,
    ),
]
Items = Annotated[
    bool,
    typer.Option(
        "--items",
        help="Leave sessions where they are, in the solution of --from or the one that is stored, and "
        "plan their agendas alone.",
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Write what was found even where a programme as good, of this very state of the "
        "instance, is stored; a better one is kept beside it. Useful with --fresh.",
    ),
]
