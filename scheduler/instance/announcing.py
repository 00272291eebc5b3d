"""What must fit together in what is published."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.publication import TRANSLATED

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

Path = tuple[str | int, ...]
Reference = tuple[Path, str, str]


def references_of_publication(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table, in what is published."""
    for position, person in enumerate(instance.people):
        if person.delegation is not None:
            yield ("people", position, "delegation"), person.delegation, "delegations"
    for building in instance.publishing.buildings:
        yield ("publishing", "buildings", building), building, "buildings"
    for language, translation in instance.translations.items():
        yield ("translations", language), language, "languages"
        for table in TRANSLATED:
            for name in getattr(translation, table):
                yield ("translations", language, table, name), name, table
    if instance.themes:
        for position, session in enumerate(instance.sessions):
            for place, theme in enumerate(session.themes):
                yield ("sessions", position, "themes", place), theme, "listed_themes"


def publication_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what contradicts itself in what is published."""
    for position, language in enumerate(instance.languages):
        if language in instance.languages[:position]:
            place: Path = ("languages", position)
            yield Fault(place, f"{quoted(language)} again", "each language once")
    venue = instance.publishing.venue
    if (venue.latitude is None) != (venue.longitude is None):
        lacking = "latitude" if venue.latitude is None else "longitude"
        yield Fault(
            ("publishing", "venue"),
            f"no `{lacking}`",
            "both `latitude` and `longitude`, or neither",
        )
    for position, session in enumerate(instance.sessions):
        if session.private and session.stream is not None:
            path = ("sessions", position, "stream")
            yield Fault(path, "a public webcast of a private session", "none")
