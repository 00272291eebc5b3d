"""`scheduler import`: an instance out of spreadsheets, or a programme that another system keeps."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import (
    SOLUTIONS,
    command,
    make_sure_of,
    make_sure_of_new,
    make_sure_of_solution,
)
from scheduler.cli.inputs.freeing import Free, rules_of
from scheduler.cli.terminal.console import Paper, complain
from scheduler.cli.views.imported import notes_of, preview_of
from scheduler.errors import InputError
from scheduler.instance import Instance, closest, quoted, sentence
from scheduler.solutions import keep_previous
from scheduler.sources import write_schedule
from scheduler.sources.programmes import Policy, guessed, import_programme, is_programme, name_of
from scheduler.sources.tables import import_bookmarks, import_tables, template
from scheduler.storage import write_atomically
from scheduler.wording import counted

_USUAL = (
    "Days have the hours of a usual week, Monday to Friday. For others, fill in the sheet `days`, "
    "or change `day_profiles`."
)

_A_LITTLE = "To change a little: {}. Without --moves, any session may get another time on its day."
_MORE = "To change more, add --free rooms, --free days, --free times or --free all."
"""The two ways in which organisers go on from a programme that there is."""

_ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".json", ".xml", ".ics")
"""What the names of files end with that are read."""

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE...",
        help="Workbooks (.xlsx), tables as CSV, or a programme (.json, .xml, .ics).",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the instance.")
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="BASE",
        help="The instance that says what tables, or a newer programme, do not; it stays as it is.",
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
More = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="A sheet that the workbook of --template has besides, such as items; may be repeated.",
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="The clocks of the venue, if a programme does not name them: Area/Place.",
    ),
]
Preview = Annotated[
    bool,
    typer.Option("--preview", help="Show what of a programme would be written; write nothing."),
]
Guess = Annotated[
    bool,
    typer.Option(
        "--guess",
        help="Propose what stands in which column of a list of talks, to -o FILE or as output.",
    ),
]
Mapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="What stands in which column of a list of talks: the file that --guess has proposed.",
    ),
]
Bookmarks = Annotated[
    Path | None,
    typer.Option(
        "--bookmarks",
        metavar="FILE",
        help="Who wants to see what, a row for each (CSV, xlsx): audiences of the instance of --into.",
    ),
]
Like = Annotated[
    Path | None,
    typer.Option(
        "--like",
        metavar="FILE",
        help="A programme of another year, whose rooms and hours a list of talks without any gets.",
    ),
]
KeepSizes = Annotated[
    bool,
    typer.Option(
        "--keep-sizes",
        help="Expect as many people in a session as the room has seats in which the programme has it.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]


def import_(
    sources: Sources = None,
    *,
    output: Output = None,
    into: Into = None,
    template_file: Template = None,
    sheet: More = None,
    zone: Zone = None,
    guess: Guess = False,
    mapping: Mapping = None,
    bookmarks: Bookmarks = None,
    free: Free = None,
    like: Like = None,
    keep_sizes: KeepSizes = False,
    preview: Preview = False,
    force: Force = False,
) -> Code:
    """Make an instance out of spreadsheets or a programme, or write a spreadsheet to fill in."""
    if template_file is not None:
        if sources or output:
            raise InputError("--template: is written without workbooks and without -o.")
        return _template(template_file, into, sheet or [], force=force)
    if sheet:
        raise InputError(
            "--sheet: adds a sheet to a workbook to fill in; give --template FILE.xlsx."
        )
    if bookmarks is not None:
        return _bookmarks(bookmarks, sources, output, into, force=force)
    if guess and sources:
        return _guess(sources, output, zone, force=force)
    if not sources or output is None:
        raise InputError(_lacking(sources or []))
    _make_sure_of_endings(sources)
    policy = Policy(tuple(rules_of(free or ())), keep_sizes, like)
    if mapping is not None or any(map(is_programme, sources)):
        return _programme(
            sources,
            output,
            into,
            zone,
            mapping,
            policy,
            preview=preview,
            force=force,
        )
    if zone or preview or policy != Policy():
        said = (
            "--zone, --preview, --free, --like, --keep-sizes: are for programmes of other systems, "
            "not for tables."
        )
        raise InputError(said)
    return _tables(sources, output, into, force=force)


def _lacking(sources: list[Path]) -> str:
    """Return what has to be given besides."""
    if sources:
        words = command("import", *sources, "-o", "my-conference.yaml")
        return f"import: say where to write the instance: {words}"
    return "import: give tables or a programme, and -o FILE; or --template FILE.xlsx for tables to fill in."


def _make_sure_of_endings(sources: list[Path]) -> None:
    """Raise `InputError` if no file of such a name is read."""
    for path in sources:
        if path.suffix.lower() not in _ENDINGS:
            found, hint = quoted(path.suffix), closest(path.suffix.lower(), _ENDINGS, cutoff=0.8)
            expected = ".xlsx or .csv for tables and lists, or .json, .xml or .ics for a programme"
            raise InputError(sentence(str(path), f"the ending {found}", expected, hint))


def _tables(sources: list[Path], output: Path, into: Path | None, *, force: bool) -> Code:
    """Write tables as an instance."""
    _make_sure_of(output, ".yaml", "YAML", force=force)
    imported = import_tables(sources, into)
    write_atomically(output, imported.text.encode())
    for note in (*imported.notes, *([_USUAL] if imported.has_usual_hours else [])):
        complain(note)
    counts = _counts(imported.instance)
    complain(f"Wrote {output}: {counts}. Go on with: {command('check', output)}")
    return Code.FINE


def _template(file: Path, into: Path | None, more: list[str], *, force: bool) -> Code:
    """Write a workbook to fill in."""
    _make_sure_of(file, ".xlsx", "a workbook", force=force)
    write_atomically(file, template(into, more))
    words = command("import", file, "-o", "my-conference.yaml")
    complain(f"Wrote {file}. Fill it in, then: {words}")
    return Code.FINE


def _bookmarks(
    file: Path, sources: list[Path] | None, output: Path | None, into: Path | None, *, force: bool
) -> Code:
    """Put bookmarks into an instance."""
    if sources or output is None or into is None:
        raise InputError("--bookmarks: needs --into BASE and -o FILE, and goes with no other file.")
    _make_sure_of(output, ".yaml", "YAML", force=force)
    imported = import_bookmarks(file, into)
    write_atomically(output, imported.text.encode())
    for note in imported.notes:
        complain(f"· {note}")
    complain(f"Wrote {output}. Go on with: {command('evaluate', output)}")
    return Code.FINE


def _guess(sources: list[Path], output: Path | None, zone: str | None, *, force: bool) -> Code:
    """Write the mapping that is proposed for a list, or print it; explain each guess."""
    if output is not None:
        _make_sure_of(output, ".yaml", "YAML", force=force)
    found = guessed(sources, zone)
    if output is None:
        typer.echo(found.text, nl=False)
        return Code.FINE
    for note in found.notes:
        complain(f"· {note}")
    write_atomically(output, found.text.encode())
    words = command("import", *sources, "--mapping", output, "-o", "my-conference.yaml")
    complain(f"Wrote {output}. Look at each line, fill in what is null, then: {words}")
    return Code.FINE


def _programme(
    sources: list[Path],
    output: Path,
    into: Path | None,
    zone: str | None,
    mapping: Path | None,
    policy: Policy,
    *,
    preview: bool,
    force: bool,
) -> Code:
    """Write a programme as an instance and a solution, or show both."""
    name = name_of(output.stem)
    solution = SOLUTIONS / f"{name}.json"
    if not preview:
        _make_sure_of(output, ".yaml", "YAML", force=force)
    imported = import_programme(sources, name, zone, into, mapping, policy)
    if not preview:
        make_sure_of_solution(solution)
        make_sure_of_new(solution, force=force)
    paper = Paper()
    for line in preview_of(imported) if preview else ():
        paper.print(line)
    for note in notes_of(imported, output, solution):
        complain(f"· {note}")
    if preview:
        complain(f"Nothing was written. Without --preview: {output} and {solution}.")
        return Code.FINE
    write_atomically(output, imported.text.encode())
    wrote, then = str(output), command("solve", output)
    if imported.schedule.assignments:
        if solution.exists():
            keep_previous(solution)
        write_schedule(solution, imported.instance, imported.schedule)
        wrote, then = f"{output} and {solution}", command("evaluate", output)
    counts = _counts(imported.instance)
    complain(f"Wrote {wrote}: {counts}. Go on with: {then}")
    if imported.schedule.assignments:
        complain(_A_LITTLE.format(command("solve", output, "--moves", "30")))
        complain(_MORE)
    return Code.FINE


def _counts(instance: Instance) -> str:
    return f"{counted(len(instance.sessions), 'session')}, {counted(len(instance.rooms), 'room')}"


def _make_sure_of(path: Path, ending: str, what: str, *, force: bool) -> None:
    make_sure_of(path)
    if path.suffix.lower() not in (ending, ".yml" if ending == ".yaml" else ending):
        raise InputError(f"{path}: this writes {what}; name it {path.with_suffix(ending)}.")
    make_sure_of_new(path, force=force)
