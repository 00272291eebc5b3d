"""`scheduler import`: an instance out of spreadsheets, or a programme that another system keeps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import complain, show
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import (
    SOLUTIONS,
    command,
    make_sure_of_form,
    make_sure_of_new,
    make_sure_of_solution,
)
from scheduler.cli.options import Force, Free, argument, option, output, rules_of
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, quoted, sentence
from scheduler.solutions import keep_previous
from scheduler.sources import write_schedule
from scheduler.sources.programmes import (
    ImportedProgramme,
    ImportPolicy,
    guessed,
    import_programme,
    is_programme,
    name_of,
    what_stays,
)
from scheduler.sources.tables import import_tables, template
from scheduler.storage import write_atomically
from scheduler.wording import counted, name, shortened

MOST = 12
"""Names of a table that are shown."""
MOST_BROKEN = 5
"""Findings against hard rules that are named."""


def preview_of(imported: ImportedProgramme) -> Iterator[str]:
    """Yield lines about a programme: its sessions, and the rows of its tables by name."""
    instance, placed = imported.instance, len(imported.schedule.assignments)
    yield f"{instance.title or instance.name} ({instance.name}), {instance.zone.key}"
    yield (
        f"{counted(len(instance.sessions), 'session')}, {placed} of them with time and room; "
        f"starts every {instance.grid} minutes"
    )
    tables = {
        "days": [f"{day}" for day in instance.working_dates],
        "kinds": [*map(name, instance.kinds)],
        "rooms": [*map(name, instance.rooms)],
        "people": [*map(name, instance.people)],
        "themes": [*map(name, instance.themes)],
    }
    for table, names in tables.items():
        if names:
            yield f"{len(names)} {table}: {', '.join(shortened(names, MOST))}"


def notes_of(imported: ImportedProgramme) -> Iterator[str]:
    """Yield the notes of an import."""
    yield from what_stays(imported.instance)
    yield from _broken(imported)
    yield from imported.notes
    yield from imported.suggestions


def _broken(imported: ImportedProgramme) -> Iterator[str]:
    """Yield the hard rules that the imported programme breaks; nothing if no session has a time."""
    if not imported.schedule.assignments:
        return
    found = evaluate(imported.instance, imported.schedule).forbidden
    broken = [each.finding.message for each in found]
    yield from broken[:MOST_BROKEN]
    if len(broken) > MOST_BROKEN:
        yield f"And {len(broken) - MOST_BROKEN} more: `evaluate --all` lists them."


_USUAL = (
    "Days have the hours of a usual week, Monday to Friday. For others, fill in the sheet `days`, "
    "or change `day_profiles`."
)
_GO_ON = (
    "Improve it with few changes: {}. Without --moves, any session may get another time on its day.\n"
    "To allow more changes, add --free rooms, --free days, --free times or --free all."
)
"""How to continue from an imported programme."""
_ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".json", ".xml", ".ics")
"""Endings of the files that can be imported."""

Sources = Annotated[
    list[Path] | None,
    argument("Tables (.xlsx, .csv) or a programme (.json, .xml, .ics).", "FILE..."),
]
Output = Annotated[Path | None, output("Where to write the instance.")]
Into = Annotated[
    Path | None,
    option("Instance to complete or update; it is not changed itself.", "BASE"),
]
Template = Annotated[
    Path | None,
    option("Write a workbook to fill in instead.", "FILE", "--template"),
]
More = Annotated[
    list[str] | None,
    option("Another sheet for --template, such as items. Repeatable.", "NAME"),
]
Zone = Annotated[
    str | None,
    option("Time zone of a programme that names none: Area/Place.", "ZONE"),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the imported programme; write nothing.")
]
Guess = Annotated[
    bool,
    typer.Option("--guess", help="Propose a --mapping for a list of talks, and write it to -o."),
]
Mapping = Annotated[
    Path | None,
    option("Which column of a list of talks holds what, as --guess proposes it.", "FILE"),
]
Like = Annotated[
    Path | None,
    option("Take rooms and hours for a list of talks from this earlier programme.", "FILE"),
]
KeepSizes = Annotated[
    bool, typer.Option("--keep-sizes", help="Take the seats of a session's room as its attendance.")
]


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
    free: Free = None,
    like: Like = None,
    keep_sizes: KeepSizes = False,
    dry_run: DryRun = False,
    force: Force = False,
) -> Code:
    """Make an instance from spreadsheets or from another system's programme."""
    files = sources or []
    if template_file is not None and not files and output is None and into is None:
        return _template(template_file, sheet or [], force=force)
    if template_file is not None or sheet or not files or output is None:
        raise InputError(
            "import: expected tables or a programme and -o FILE; or --template FILE.xlsx alone, or "
            "with --sheet, for tables to fill in."
        )
    make_sure_of_form(output, ".yaml", "YAML", force=force or dry_run)
    for path in files:
        if path.suffix.lower() not in _ENDINGS:
            raise InputError(
                sentence(str(path), f"the ending {quoted(path.suffix)}", ", ".join(_ENDINGS))
            )
    if guess:
        return _guess(files, output, zone)
    policy = ImportPolicy(tuple(rules_of(free or ())), keep_sizes, like)
    if mapping is not None or any(map(is_programme, files)):
        return _programme(files, output, into, zone, mapping, policy, dry_run=dry_run, force=force)
    if zone or dry_run or policy != ImportPolicy():
        raise InputError(
            "--zone, --dry-run, --free, --like, --keep-sizes: only for programmes of other systems, "
            "not for tables."
        )
    return _tables(files, output, into)


def _tables(sources: list[Path], output: Path, into: Path | None) -> Code:
    imported = import_tables(sources, into)
    write_atomically(output, imported.text.encode())
    for note in (*imported.notes, *([_USUAL] if imported.has_usual_hours else [])):
        complain(note)
    counts = _counts(imported.instance)
    complain(f"Wrote {output}: {counts}. Next: {command('check', output)}")
    return Code.FINE


def _template(file: Path, more: list[str], *, force: bool) -> Code:
    make_sure_of_form(file, ".xlsx", "a workbook", force=force)
    write_atomically(file, template(more))
    words = command("import", file, "-o", "my-conference.yaml")
    complain(f"Wrote {file}. Fill it in, then: {words}")
    return Code.FINE


def _guess(sources: list[Path], output: Path, zone: str | None) -> Code:
    found = guessed(sources, zone)
    for note in found.notes:
        complain(f"· {note}")
    write_atomically(output, found.text.encode())
    words = command("import", *sources, "--mapping", output, "-o", "my-conference.yaml")
    complain(f"Wrote {output}. Check each line, replace each null, then: {words}")
    return Code.FINE


def _programme(
    sources: list[Path],
    output: Path,
    into: Path | None,
    zone: str | None,
    mapping: Path | None,
    policy: ImportPolicy,
    *,
    dry_run: bool,
    force: bool,
) -> Code:
    name = name_of(output.stem)
    solution = SOLUTIONS / f"{name}.json"
    imported = import_programme(sources, name, zone, into, mapping, policy)
    if dry_run:
        show(*preview_of(imported))
    else:
        make_sure_of_solution(solution)
        make_sure_of_new(solution, force=force)
    for note in notes_of(imported):
        complain(f"· {note}")
    if dry_run:
        complain(f"Nothing was written. Without --dry-run: {output} and {solution}.")
        return Code.FINE
    write_atomically(output, imported.text.encode())
    counts = _counts(imported.instance)
    if not imported.schedule.assignments:
        complain(f"Wrote {output}: {counts}. Next: {command('solve', output)}")
        return Code.FINE
    if solution.exists():
        keep_previous(solution)
    write_schedule(solution, imported.instance, imported.schedule)
    complain(f"Wrote {output} and {solution}: {counts}. Next: {command('evaluate', output)}")
    complain(_GO_ON.format(command("solve", output, "--moves", "30")))
    return Code.FINE


def _counts(instance: Instance) -> str:
    return f"{counted(len(instance.sessions), 'session')}, {counted(len(instance.rooms), 'room')}"
