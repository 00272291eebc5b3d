"""`scheduler new`: a commented instance to start from."""

from pathlib import Path
from typing import Annotated

from scheduler.cli.console import complain
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command, make_sure_of_form
from scheduler.cli.options import Force, argument
from scheduler.sources import starter
from scheduler.storage import write_atomically

File = Annotated[Path, argument("Where to write it.", "FILE")]


def new(file: File = Path("conference.yaml"), *, force: Force = False) -> Code:
    """Write a small, commented instance to start from."""
    make_sure_of_form(file, ".yaml", "YAML", force=force)
    write_atomically(file, starter().encode())
    complain(f"Wrote {file}. Edit it, then: {command('check', file)}")
    return Code.FINE
