"""What would be written of a programme that another system keeps."""

from collections.abc import Iterator
from pathlib import Path

from scheduler.cli.inputs.files import command
from scheduler.evaluation import evaluate
from scheduler.sources.programmes import Imported, what_stays
from scheduler.wording import counted, name, shortened

MOST = 12
"""Names of a table that are shown."""
MOST_BROKEN = 5
"""Findings against hard rules that are named."""


def preview_of(imported: Imported) -> Iterator[str]:
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


def notes_of(imported: Imported, output: Path, solution: Path) -> Iterator[str]:
    """Yield the notes about a programme, and how what is new gets its place, if others are published.

    `output` and `solution` are the files in which it is written.
    """
    yield from what_stays(imported.instance)
    yield from _broken(imported)
    yield from imported.notes
    yield from imported.suggestions
    titles = imported.new_places
    if titles:
        yield (
            f"New, and without a place in `published`: {', '.join(shortened(titles, MOST))}. To take the "
            f"places that the newer programme gives: {command('replan', output, solution)}"
        )


def _broken(imported: Imported) -> Iterator[str]:
    """Yield what the programme breaks of hard rules, as it was; nothing, if no session has a time yet."""
    if not imported.schedule.assignments:
        return
    found = evaluate(imported.instance, imported.schedule).forbidden
    broken = [each.finding.message for each in found]
    yield from broken[:MOST_BROKEN]
    if len(broken) > MOST_BROKEN:
        yield f"And {len(broken) - MOST_BROKEN} more like these: `evaluate --all` names them."
