"""`scheduler report agendas`: the agendas of a programme as a table."""

from pathlib import Path
from typing import Annotated

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import begins_with, command, make_sure_of_form, stored_programme
from scheduler.cli.inputs.options import InstancePath, SolutionPath, output
from scheduler.cli.terminal.console import complain
from scheduler.sources import read_instance
from scheduler.sources.tables import table_of_agendas
from scheduler.storage import write_atomically
from scheduler.wording import counted

Output = Annotated[Path, output("Where to write it (.csv).")]


def agendas(instance: InstancePath, solution: SolutionPath = None, *, output: Output) -> Code:
    """Write the agendas of a programme as a table."""
    make_sure_of_form(
        output, ".csv", "CSV", force=output.exists() and begins_with(output, b"session,")
    )
    facts = read_instance(instance)
    schedule = stored_programme(facts, solution, instance).schedule
    write_atomically(output, table_of_agendas(facts, schedule))
    of = () if solution is None else (solution,)
    back = command("import", *of, "--agendas", output, "--into", instance, "-o", "changed.json")
    complain(f"Wrote {output}: {counted(len(schedule.agendas), 'row')}. Import it again: {back}")
    return Code.FINE
