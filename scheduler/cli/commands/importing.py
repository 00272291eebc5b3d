"""`scheduler import`: an instance out of spreadsheets, and a spreadsheet to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command, make_sure_of, make_sure_of_new
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.sources.tables import import_tables, template
from scheduler.storage import write_atomically

_USUAL = (
    "Days have the hours of a usual week, Monday to Friday: look at `day_profiles`, "
    "or give an instance with yours by --into."
)

Sources = Annotated[
    list[Path] | None,
    typer.Argument(metavar="WORKBOOK...", help="Workbooks (.xlsx), or tables as CSV."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the instance.")
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="BASE",
        help="The instance that says what tables do not; it stays as it is.",
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="Write a workbook to fill in instead; with --into, with the rows of BASE.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]


def import_(
    sources: Sources = None,
    *,
    output: Output = None,
    into: Into = None,
    template_file: Template = None,
    force: Force = False,
) -> Code:
    """Make an instance out of spreadsheets, or write a spreadsheet to fill in."""
    if template_file is not None:
        if sources or output:
            raise InputError("--template: is written without workbooks and without -o.")
        _make_sure_of(template_file, ".xlsx", "a workbook", force=force)
        write_atomically(template_file, template(into))
        words = command("import", template_file, "-o", "my-conference.yaml")
        complain(f"Wrote {template_file}. Fill it in, then: {words}")
        return Code.FINE
    if not sources or output is None:
        raise InputError(
            "import: give workbooks or CSV, and -o FILE; or --template FILE.xlsx for a workbook to fill in."
        )
    _make_sure_of(output, ".yaml", "YAML", force=force)
    imported = import_tables(sources, into)
    write_atomically(output, imported.text.encode())
    for note in (*imported.notes, *([] if into else [_USUAL])):
        complain(note)
    instance = imported.instance
    counts = f"{len(instance.sessions)} sessions, {len(instance.rooms)} rooms"
    complain(f"Wrote {output}: {counts}. Go on with: {command('check', output)}")
    return Code.FINE


def _make_sure_of(path: Path, ending: str, what: str, *, force: bool) -> None:
    make_sure_of(path)
    if path.suffix.lower() not in (ending, ".yml" if ending == ".yaml" else ending):
        raise InputError(f"{path}: this writes {what}; name it {path.with_suffix(ending)}.")
    make_sure_of_new(path, force=force)
