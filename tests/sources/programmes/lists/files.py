"""Lists with their mappings, and what is read of them."""

from pathlib import Path

import pytest
import yaml

from scheduler.errors import InstanceError
from scheduler.sources.programmes import ImportedProgramme, guessed, import_programme
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.lists.rows import programme_of
from scheduler.sources.programmes.records import SourceProgramme
from scheduler.sources.variants.layers import Pages
from tests.sources.programmes.files import SAMPLES

LISTS = SAMPLES / "lists"
TALKS, MAPPING = LISTS / "talks.csv", LISTS / "mapping.yaml"

Row = tuple[str, str, str, str, str]
"""Title, start with length, room, speakers, track."""


def imported(*paths: Path, mapping: Path = MAPPING, zone: str | None = None) -> ImportedProgramme:
    """Return what is made of a list."""
    return import_programme(paths or (TALKS,), "harbour", zone, mapping=mapping)


def complaints(*paths: Path, mapping: Path, zone: str | None = None) -> list[str]:
    """Return what is said of files that are wrong, without their folder."""
    with pytest.raises(InstanceError) as error:
        imported(*paths, mapping=mapping, zone=zone)
    return [line.replace(f"{mapping.parent}/", "") for line in error.value.troubles]


def written(folder: Path, text: str, name: str = "a.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def mapped(*paths: Path, folder: Path, **more: object) -> Path:
    """Write the mapping that is guessed for a list, with some fields of other values."""
    said = yaml.safe_load(guessed(paths, "Europe/Paris").text)
    text = yaml.safe_dump(said | more, allow_unicode=True, sort_keys=False)
    return written(folder, text, "m.yaml")


def read(*paths: Path, mapping: Path) -> tuple[SourceProgramme, list[str]]:
    """Return the programme of a list, and its notes without the folder."""
    intake, pages = Intake(None), Pages()
    programme = programme_of(paths, mapping, intake, pages)
    assert programme is not None, pages.numbered(intake.complaints)
    return programme, [note.replace(f"{paths[0].parent}/", "") for note in intake.left]


def table(programme: SourceProgramme) -> list[Row]:
    """Return what is read, as one would write it down by hand."""
    names = {person.key: person.name for person in programme.people}
    return [
        (
            each.title,
            f"{each.start.astimezone(programme.zone):%m-%d %H:%M}+{each.minutes}"
            if each.start
            else f"+{each.minutes}",
            each.room,
            ", ".join(names[key] for key in each.people),
            each.track,
        )
        for each in programme.events
    ]
