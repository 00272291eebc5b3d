"""`scheduler agendas`: the agendas of a programme as a table, and back."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import (
    command,
    make_sure_of,
    make_sure_of_new,
    make_sure_of_solution,
    stored_programme,
)
from scheduler.cli.inputs.options import InstancePath, SolutionPath
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.sources import read_instance, write_schedule
from scheduler.sources.tables import agendas_in, table_of_agendas
from scheduler.storage import write_atomically
from scheduler.wording import counted

Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="The table (.csv), or the new solution."),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="TABLE",
        help="Take the agendas of this table (.csv, .xlsx) into the programme, and write that.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")]


def agendas(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    output: Output,
    table: From = None,
    force: Force = False,
) -> Code:
    """Write the agendas of a programme as a table; or take them from one that was changed."""
    ending = ".csv" if table is None else ".json"
    if output.suffix.lower() != ending:
        raise InputError(f"{output}: this writes {ending}; name it {output.with_suffix(ending)}.")
    (make_sure_of if table is None else make_sure_of_solution)(output)
    make_sure_of_new(output, force=force)
    facts = read_instance(instance)
    schedule = stored_programme(facts, solution, instance).schedule
    if table is None:
        write_atomically(output, table_of_agendas(facts, schedule))
        back = command("agendas", instance, "--from", output, "-o", "changed.json")
        complain(f"Wrote {output}: {counted(len(schedule.agendas), 'row')}. And back: {back}")
        return Code.FINE
    changed = schedule.with_agendas(agendas_in(table, facts))
    gone = {each.session for each in changed.agendas} - schedule.by_session.keys()
    if gone:
        raise InputError(
            f"{table}: sessions that are not in the programme: {', '.join(sorted(gone))}."
        )
    write_schedule(output, facts, changed)
    complain(f"Wrote {output}. Judge it with: {command('evaluate', instance, output)}")
    return Code.FINE
