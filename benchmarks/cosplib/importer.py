"""A workbook of CoSPLib as an instance file."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.cosplib.conversion import tables_of
from benchmarks.cosplib.reading import TITLES, read_conference
from benchmarks.cosplib.timetable import timetable_of
from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.sources.instances import read_instance_text
from scheduler.sources.tables.workbooks import titles_in
from scheduler.sources.yaml_text import yaml_of


@dataclass(frozen=True, slots=True)
class Imported:
    """An instance, and the file that holds it."""

    instance: Instance
    text: str
    """YAML."""
    notes: tuple[str, ...]
    """What whoever imports it should know."""


def is_cosplib(path: Path) -> bool:
    """Tell whether a workbook has the sheets of this library."""
    return path.suffix.lower() == ".xlsx" and titles_in(path).issuperset(TITLES)


def import_cosplib(path: Path, name: str) -> Imported:
    """Read a workbook as an instance of a name, whose penalty is the objective of the workbook.

    Raises
    ------
    InstanceError
        When the workbook cannot be used; it names everything that is wrong, a line each.
    """
    conference = replace(read_conference(path), name=name)
    file = path.name.encode(errors="replace").decode()
    head = [
        f"Imported from {json.dumps(file, ensure_ascii=False)[1:-1]}.",
        "What each field means, and all fields that exist: docs/format.md.",
        "",
    ]
    try:
        text = yaml_of({k: v for k, v in tables_of(conference).items() if v not in ([], {})}, head)
        instance = read_instance_text(text.encode(), "as an instance")
    except InstanceError as error:
        raise InstanceError(*(f"{path}: {line}" for line in error.troubles)) from error
    return Imported(instance, text, timetable_of(conference).notes)
