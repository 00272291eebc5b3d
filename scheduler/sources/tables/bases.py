"""Read the instance below tables, and write the new one."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from scheduler.errors import SITE, InstanceError
from scheduler.instance import Instance
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError, Node, data_of
from scheduler.sources.variants import Assembly, Source, assembly_of, layers_of
from scheduler.sources.yaml_text import yaml_of

USUAL = "usual-week.yaml"
"""Hours of a usual week, below tables without another base."""

_FIRST = (
    *("format", "name", "title", "short_title", "acronym", "zone", "grid", "first_day", "last_day"),
    *("late_after", "late_until", "languages", "day_profiles"),
)
_LAST = ("publishing", "translations", "levels", "profiles", "profile")
"""Fields at the top and at the end of a file; the others are in the order of the format."""


def assembled(base: Path | None) -> tuple[Assembly, Node]:
    """Read an instance or a variant, or else a week of usual hours; return its tree, too.

    Raises
    ------
    InstanceError
        When there is no tree; the assembly holds other errors.
    """
    try:
        usual = files("scheduler.sources.tables") / USUAL
        source = (
            Source(str(base), bytes_of(base), base)
            if base
            else Source(USUAL, usual.read_bytes(), None)
        )
    except BrokenError as error:
        raise InstanceError(f"{base}: {error}") from error
    found = assembly_of(layers_of(source))
    if found.root is None:
        raise InstanceError(*found.pages.numbered(found.complaints))
    return found, found.root


def values_of(root: Node) -> dict[str, Any]:
    """Return the fields of an instance as its file has them."""
    return cast("dict[str, Any]", data_of(root))


def file_text(values: Mapping[str, Any], sources: Iterable[Path], base: Path | None) -> str:
    """Return the fields of an instance as YAML, one row per line, without empty fields."""
    said = {key: value for key, value in values.items() if value not in ([], {})}
    names = [name for name in Instance.model_fields if name not in (*_FIRST, *_LAST)]
    ordered = {name: said[name] for name in (*_FIRST, *names, *_LAST) if name in said}
    origin = ", ".join(path.name for path in sources) + (f", on top of {base.name}" if base else "")
    shown = json.dumps(origin.encode(errors="replace").decode(), ensure_ascii=False)[1:-1]
    head = [
        f"Imported from {shown}.",
        f"All fields and their meaning: {SITE}reference/fields/",
        "",
    ]
    return yaml_of(ordered, head)
