"""`scheduler new`: a commented instance to start from."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command, make_sure_of, make_sure_of_new
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.sources import starter
from scheduler.storage import write_atomically


def new(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it.")] = Path(
        "conference.yaml"
    ),
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the file if it exists.")
    ] = False,
) -> Code:
    """Write a small commented instance to start from."""
    make_sure_of(file)
    ending = file.suffix.lower()
    if ending in (".json", ".xlsx"):
        workbook = f" For a workbook: {command('import', '--template', file)}" * (ending == ".xlsx")
        raise InputError(
            f"{file}: this writes YAML; name it {file.with_suffix('.yaml')}.{workbook}"
        )
    make_sure_of_new(file, force=force)
    write_atomically(file, starter().encode())
    complain(f"Wrote {file}. Edit it, then: {command('check', file)}")
    return Code.FINE
