"""What would be written of a programme that another system keeps."""

from collections import Counter
from collections.abc import Iterator

from scheduler.instance import Instance, clock_text
from scheduler.sources.programmes import Imported
from scheduler.wording import counted

MOST = 12
"""Names of a table that are shown."""


def preview_of(imported: Imported) -> Iterator[str]:
    """Yield lines about a programme: days with their hours, kinds, rooms, persons, themes."""
    instance, placed = imported.instance, len(imported.schedule.assignments)
    yield f"{instance.title} ({instance.name}), {instance.zone.key}"
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


def _hours(instance: Instance) -> Iterator[str]:
    for profile in instance.day_profiles:
        for day in profile.dates:
            bands = (f"{clock_text(each.start)}–{clock_text(each.end)}" for each in profile.bands)
            yield f"{day}: {', '.join(bands)}"


def _listed(noun: str, names: list[str]) -> str:
    said = ", ".join(names[:MOST])
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"{counted(len(names), noun, 'persons' if noun == 'person' else None)}: {said}{more}"
