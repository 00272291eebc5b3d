"""The file of an instance that was a programme of another system."""

import json
from collections.abc import Iterable
from pathlib import Path

from scheduler.sources.programmes.conversion import Converted
from scheduler.sources.yaml_text import yaml_of


def text_of(paths: Iterable[Path], base: Path | None, made: Converted) -> str:
    """Return the YAML of what is made of some files, on top of an older instance if there is one."""
    names = ", ".join(path.name.encode(errors="replace").decode() for path in paths)
    if base is not None:
        names += f", on top of {base.name.encode(errors='replace').decode()}"
    head = [
        f"Imported from {json.dumps(names, ensure_ascii=False)[1:-1]}.",
        "What each field means, and all fields that exist: docs/format.md.",
        "",
        *(() if any("attendance" in row for row in made.tables["sessions"]) else _UNKNOWN),
    ]
    tables = {key: value for key, value in made.tables.items() if value not in ([], {})}
    return yaml_of(tables, head)


_UNKNOWN = (
    "Not known: how many people are expected. So nothing is said of seats that are empty or missing, until",
    "sessions have their `attendance`, and rooms their `capacity`.",
    "",
)
