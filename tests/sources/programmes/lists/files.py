"""Lists with their mappings, good and spoilt, and what is said of them."""

from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.sources.programmes import Imported, import_programme
from tests.sources.programmes.files import SAMPLES

LISTS = SAMPLES / "lists"
TALKS, MAPPING = LISTS / "talks.csv", LISTS / "mapping.yaml"


def read(*paths: Path, mapping: Path = MAPPING, zone: str | None = None) -> Imported:
    """Return what is made of a list."""
    return import_programme(paths or (TALKS,), "harbour", zone, mapping=mapping)


def spoilt(folder: Path, name: str, before: str, after: str) -> tuple[Path, Path]:
    """Write list and mapping, one of them with a text in the place of another."""
    for path in (TALKS, MAPPING):
        text = path.read_text("utf-8")
        if path.name == name:
            assert before in text, before
            text = text.replace(before, after, 1)
        (folder / path.name).write_text(text, "utf-8", newline="")
    return folder / TALKS.name, folder / MAPPING.name


def complaints(*paths: Path, mapping: Path, zone: str | None = None) -> list[str]:
    """Return what is said of files that are wrong, without their folder."""
    with pytest.raises(InstanceError) as error:
        read(*paths, mapping=mapping, zone=zone)
    return [line.replace(f"{mapping.parent}/", "") for line in error.value.troubles]
