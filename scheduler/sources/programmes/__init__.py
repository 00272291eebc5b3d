"""Import programmes of other systems as an instance and a schedule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources.identifiers import identifier
from scheduler.sources.instances import assembled, checked, read_instance_text
from scheduler.sources.nodes import data_of
from scheduler.sources.programmes.advice import suggestions, what_stays
from scheduler.sources.programmes.conversion import converted
from scheduler.sources.programmes.formats import programme_in
from scheduler.sources.programmes.intake import Intake, given_zone
from scheduler.sources.programmes.lists.guesses import guessed
from scheduler.sources.programmes.lists.rows import programme_of
from scheduler.sources.programmes.records import EventRoom, SourceProgramme
from scheduler.sources.programmes.updates import Older, changes, put_into
from scheduler.sources.variants.layers import Pages
from scheduler.sources.yaml_text import file_text

__all__ = [
    "ImportPolicy",
    "ImportedProgramme",
    "guessed",
    "import_programme",
    "is_programme",
    "name_of",
    "what_stays",
]


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
FORMATS = (".json", ".xml", ".ics")
"""Endings of files with programmes."""


@dataclass(frozen=True, slots=True)
class ImportedProgramme:
    """A programme as an instance and a schedule, and the file of the instance."""

    instance: Instance
    schedule: Schedule
    text: str
    """YAML."""
    notes: tuple[str, ...]
    """Notes on data that were left out or assumed."""
    suggestions: tuple[str, ...] = ()
    """Lines that you may want to add."""


def is_programme(path: Path) -> bool:
    """Tell whether a file is a programme of another system, by its ending."""
    return path.suffix.lower() in FORMATS


def name_of(file: str) -> str:
    """Return the name of an instance for the name of a file, without its ending."""
    return file if _NAME.fullmatch(file) else identifier(file, "programme")


@dataclass(frozen=True, slots=True)
class ImportPolicy:
    """Parts of a programme to keep, and the source of rooms and hours of a list."""

    free: tuple[str, ...] = ()
    """Rules that are off."""
    keep_sizes: bool = False
    """Whether sessions expect as many people as their room has seats."""
    like: Path | None = None
    """An earlier programme whose rooms and hours a list of talks gets."""


AS_IT_IS = ImportPolicy()
"""All stays, and attendance is unknown."""


def import_programme(
    paths: Sequence[Path],
    name: str,
    zone: str | None = None,
    base: Path | None = None,
    mapping: Path | None = None,
    policy: ImportPolicy = AS_IT_IS,
) -> ImportedProgramme:
    """Read a programme of another system.

    Parameters
    ----------
    paths
        Its file, such as ``schedule.xml``; or several answers of the API of pretalx.
    name
        Name of the instance.
    zone
        The clocks of the venue, for files that do not name them.
    base
        The instance of an older programme; it keeps what the newer one does not say.
    mapping
        The file with the columns of a list of talks.
    policy
        What stays of the programme.

    Raises
    ------
    InstanceError
        When the file cannot be used; it names everything that is wrong, a line each.
    """
    intake, pages = Intake(given_zone(zone)), Pages()
    like = policy.like
    if mapping is None:
        programme = programme_in(paths, intake, pages)
    else:
        programme = programme_of(paths, mapping, intake, pages, needs_rooms=like is None)
    model = None if like is None else programme_in([like], intake, pages)
    if programme is not None and model is not None:
        programme = _with_rooms_of(programme, model)
    if intake.complaints or programme is None:
        raise InstanceError(*pages.numbered(intake.complaints))
    older = None
    if base is not None:
        tree = assembled(base)
        older = Older(checked(tree[0]), data_of(tree[1]))
    try:
        spoken = "" if older is None else older.instance.languages[0]
        made = converted(
            programme, name, intake.left, spoken, like=model, keep_sizes=policy.keep_sizes
        )
        if older is not None:
            made = put_into(older, made, programme)
        levels = dict(made.tables["levels"]) | dict.fromkeys(policy.free, "off")
        made = replace(made, tables=made.tables | {"levels": levels})
        text = file_text(made.tables, paths, base)
        instance = read_instance_text(text.encode(), "as an instance")
    except InstanceError as error:
        raise InstanceError(*(f"{paths[0]}: {line}" for line in error.troubles)) from error
    schedule = Schedule.of(made.assignments)
    if older is None:
        return ImportedProgramme(instance, schedule, text, made.notes, tuple(suggestions(instance)))
    notes = (*made.notes, *changes(older.instance, instance))
    return ImportedProgramme(instance, schedule, text, notes)


def _with_rooms_of(programme: SourceProgramme, model: SourceProgramme) -> SourceProgramme:
    if programme.places or any(each.room for each in programme.events):
        return programme
    named = {each.name: each for each in model.places}
    used = dict.fromkeys(each.room for each in model.events if each.room)
    return replace(programme, places=tuple(named.get(name, EventRoom(name)) for name in used))
