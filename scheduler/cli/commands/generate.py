"""`scheduler generate`: a made-up conference of any size, with a programme that is possible."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import (
    command,
    make_sure_of,
    make_sure_of_new,
    make_sure_of_solution,
)
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.generation import LEAST, MOST, Wanted
from scheduler.generation import generate as conference_of
from scheduler.sources import read_instance_text, write_schedule
from scheduler.storage import write_atomically

HalfDays = Annotated[
    bool,
    typer.Option(
        "--half-days",
        help="Committees meet for half a day, across coffee; so do teams of interpreters.",
    ),
]
Tracks = Annotated[
    bool, typer.Option("--tracks", help="Sessions on themes are in tracks, one for each.")
]
Absences = Annotated[
    bool,
    typer.Option("--absences", help="A team of interpreters of each pool is away for some days."),
]


def generate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the instance.")],
    *,
    sessions: Annotated[
        int, typer.Option(min=LEAST, max=MOST, help="How many sessions it has.")
    ] = 400,
    tightness: Annotated[
        float,
        typer.Option(min=0, max=1, help="0: generous; 1: no team, room or day more than it needs."),
    ] = 0.7,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds give equal conferences.")] = 0,
    half_days: HalfDays = False,
    tracks: Tracks = False,
    absences: Absences = False,
    solution: Annotated[
        Path | None,
        typer.Option(help="Where to write the programme that is known to be possible."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the files if they exist.")
    ] = False,
) -> Code:
    """Make up a conference of any size, to try things out on."""
    _make_sure(file, solution, force=force)
    wanted = Wanted(file.stem, sessions, tightness, seed, half_days, tracks, absences)
    conference = conference_of(wanted)
    write_atomically(file, conference.text.encode())
    complain(f"Wrote {file}. Go on with: {command('check', file)}")
    if solution:
        instance = read_instance_text(conference.text.encode(), str(file))
        write_schedule(solution, instance, conference.planted)
        complain(f"Wrote {solution}. Judge it with: {command('evaluate', file, solution)}")
    return Code.FINE


def _make_sure(file: Path, solution: Path | None, *, force: bool) -> None:
    """Raise `InputError` unless both files can be written."""
    make_sure_of(file)
    if solution:
        make_sure_of_solution(solution)
    if file.suffix.lower() != ".yaml":
        raise InputError(f"{file}: this writes YAML; name it {file.with_suffix('.yaml')}.")
    for path in (file, solution):
        if path:
            make_sure_of_new(path, force=force)
