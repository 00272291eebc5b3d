"""What would be written of a programme that another system keeps."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scheduler.cli.inputs.files import command
from scheduler.evaluation import evaluate
from scheduler.instance import Band, Instance, clock_text
from scheduler.sources.programmes import Imported, what_stays
from scheduler.wording import counted

MOST = 12
"""Names of a table that are shown."""
MOST_BROKEN = 5
"""Findings against hard rules that are named."""


def preview_of(imported: Imported) -> Iterator[str]:
    """Yield lines about a programme: days with their hours, kinds, rooms, persons, themes."""
    instance, placed = imported.instance, len(imported.schedule.assignments)
    yield f"{instance.title or instance.name} ({instance.name}), {instance.zone.key}"
    yield (
        f"{counted(len(instance.sessions), 'session')}, {placed} of them with time and room; "
        f"starts every {instance.grid} minutes"
    )
    yield from _hours(instance)
    kinds = Counter(session.kind for session in instance.sessions)
    yield _listed(
        "kind", [f"{kind.title or kind.id} ({kinds[kind.id]})" for kind in instance.kinds]
    )
    for noun, rows in (
        ("room", instance.rooms),
        ("person", instance.people),
        ("theme", instance.themes),
    ):
        if rows:
            yield _listed(noun, [row.title or row.id for row in rows])


def notes_of(imported: Imported, output: Path, solution: Path) -> Iterator[str]:
    """Yield the notes about a programme, and how what is new gets its place, if others are published.

    `output` and `solution` are the files in which it is written.
    """
    yield from what_stays(imported.instance)
    yield from _broken(imported)
    yield from imported.notes
    yield from imported.suggestions
    titles = imported.new_places
    if not titles:
        return
    names = ", ".join(titles[:MOST])
    more = f" and {len(titles) - MOST} more" if len(titles) > MOST else ""
    take = command("replan", output, solution)
    yield (
        f"New, and without a place in `published`: {names}{more}. To take those that the newer programme "
        f"gives: {take}; without {solution} it begins with `published`, and looks for others."
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


def _hours(instance: Instance) -> Iterator[str]:
    for profile in instance.day_profiles:
        for day in profile.dates:
            yield f"{day}: {', '.join(map(_band, profile.bands))}"


def _band(band: Band) -> str:
    """Return the hours of a band, with the breaks inside it."""
    breaks = [f"{clock_text(each.start)}–{clock_text(each.end)}" for each in band.breaks]
    without = f" (without {', '.join(breaks)})" if breaks else ""
    return f"{clock_text(band.start)}–{clock_text(band.end)}{without}"


def _listed(noun: str, names: list[str]) -> str:
    said = ", ".join(names[:MOST])
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"{counted(len(names), noun, 'persons' if noun == 'person' else None)}: {said}{more}"
