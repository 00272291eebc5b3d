"""A file of another system, whatever its format, as an instance and a schedule."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.errors import InstanceError
from scheduler.instance import Instance, closest, quoted, sentence, zone_names
from scheduler.schedule import Schedule
from scheduler.sources.documents import bytes_of, document
from scheduler.sources.instances import read_instance_text
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief, numbered
from scheduler.sources.programmes import schedules
from scheduler.sources.programmes.conversion import converted
from scheduler.sources.programmes.identifiers import identifier
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Programme
from scheduler.sources.programmes.xml_nodes import element_of
from scheduler.sources.yaml_text import yaml_of

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
FORMATS = (".json", ".xml")
"""Endings of files that hold programmes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A programme as an instance and a schedule, and the file of the instance."""

    instance: Instance
    schedule: Schedule
    text: str
    """YAML."""
    notes: tuple[str, ...]
    """What was not taken over, and what is at two places at once."""


def is_programme(path: Path) -> bool:
    """Tell whether a file is taken for a programme of another system, by its ending."""
    return path.suffix.lower() in FORMATS


def name_of(file: str) -> str:
    """Return the name of an instance whose file has this name, without its ending."""
    return file if _NAME.fullmatch(file) else identifier(file, "programme")


def import_programme(path: Path, name: str, zone: str | None = None) -> Imported:
    """Read a programme of another system.

    Parameters
    ----------
    path
        The file: ``schedule.json`` or ``schedule.xml``.
    name
        Name of the instance.
    zone
        The clocks of the venue, for files that do not name them.

    Raises
    ------
    InstanceError
        When the file cannot be used; it names everything that is wrong, a line each.
    """
    intake = Intake(_zone(zone))
    try:
        programme, complaints = _read(bytes_of(path), path, intake)
    except BrokenError as error:
        complaint = Complaint(error.line, str(error))
        raise InstanceError(*numbered(str(path), [complaint])) from error
    if complaints or programme is None:
        raise InstanceError(*numbered(str(path), complaints))
    try:
        made = converted(programme, name, intake.left)
        text = _text(path, made.tables)
        instance = read_instance_text(text.encode(), "as an instance")
    except InstanceError as error:
        raise InstanceError(*(f"{path}: {line}" for line in error.troubles)) from error
    return Imported(instance, Schedule.of(made.assignments), text, made.notes)


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    if name not in zone_names():
        hint = closest(name, zone_names())
        said = sentence("--zone", quoted(name), "an IANA zone such as Africa/Addis_Ababa", hint)
        raise InstanceError(said)
    return ZoneInfo(name)


def _read(content: bytes, path: Path, intake: Intake) -> tuple[Programme | None, list[Complaint]]:
    if path.suffix.lower() == ".xml":
        element = element_of(content)
        if element.name != "schedule":
            found = f"found <{element.name[:40]}>, expected <schedule>."
            raise BrokenError(element.line, found)
        root = schedules.node_of(element)
    else:
        root = document(content, is_json=True)
    reader = _reader(root)
    programme = reader(root, intake)
    return programme, [*blemishes(root), *intake.complaints]


Reader = Callable[[Node, Intake], Programme | None]

_READERS: Mapping[str, Reader] = {"schedule": schedules.programme_in}
"""Readers by a field at the top of the file that tells them apart."""


def _reader(root: Node) -> Reader:
    """Return the reader of what a file seems to be."""
    for field, reader in _READERS.items():
        if root.child(field) is not None:
            return reader
    expected = " or ".join(f"`{field}`" for field in _READERS)
    found = brief(root) if not isinstance(root.value, dict) else f"no {expected}"
    raise BrokenError(root.line, f"found {found}, expected a programme: a mapping with {expected}.")


def _text(path: Path, tables: Mapping[str, Any]) -> str:
    name = path.name.encode(errors="replace").decode()
    head = [
        f"Imported from {json.dumps(name, ensure_ascii=False)[1:-1]}.",
        "What each field means, and all fields that exist: docs/format.md.",
        "",
        "Not known: how many people are expected. So `room_waste` is off below: otherwise empty seats would",
        "draw every session into the smallest room. Once sessions have their `attendance`, and rooms their",
        "`capacity`, delete that line.",
        "",
    ]
    return yaml_of({key: value for key, value in tables.items() if value not in ([], {})}, head)
