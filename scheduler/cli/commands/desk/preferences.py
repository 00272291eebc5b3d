"""Wishes for hours as a command: when sessions are wanted, or not wanted."""

from typing import Annotated

import typer

from scheduler import desk as wishes
from scheduler.cli.commands.desk.shape import Weighed, desk_command
from scheduler.cli.inputs.arguments import level_named
from scheduler.cli.inputs.rows import row_named
from scheduler.cli.inputs.stretches import wanted_named
from scheduler.desk import Desk

Wanting = Annotated[
    str,
    typer.Argument(
        metavar="WHO", help="A session, or all of a body, a kind or a theme, by id or title."
    ),
]
Wanted = Annotated[
    list[str],
    typer.Argument(
        metavar="WHEN…",
        help="Hours of each day: mornings, afternoons, 'before 12:00', 'from 15:00', '9:00-12:00'; or of "
        "some: 'tue..thu', 'tue from 15:00'; with not before them, hours that are not: 'not 9:00-9:30'.",
    ),
]
WantedLevel = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="How much each of these sessions counts: hard or a weight; off takes the wish away. As the "
        "instance has it for preferences unless given.",
    ),
]


@desk_command
def prefer(desk: Desk, who: Wanting, hours: Wanted, *, level: WantedLevel = None) -> Weighed:
    """Say what it takes that sessions are wanted at some hours, or not then; --apply wishes it."""
    table, row = row_named(desk.instance, who, "WHO", wishes.WANTING)
    found, unwanted = wanted_named(desk.instance, hours, "WHEN")
    how_much = None if level is None else level_named("--level", level)
    times = [(each.day, each.since, each.until) for each in found]
    return Weighed(wishes.prefer(desk, table, row, times, unwanted=unwanted, level=how_much))
