"""Write instances, and parts of them, as YAML with one row per line."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scheduler.errors import SITE
from scheduler.instance import Instance

_PLAIN = re.compile(r"[A-Za-z]([\w ./-]*[\w.])?|\d{4}-\d\d-\d\d", re.ASCII)
"""Texts and dates that need no quotes."""
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that JSON leaves as they are, and YAML does not allow in a line."""
_CONSTANTS = ("null", "true", "false")
WIDTH = 110
"""Characters of a line, where a row can continue on the next."""


_FIRST = (
    *("format", "name", "title", "short_title", "acronym", "zone", "grid", "first_day", "last_day"),
    *("late_after", "late_until", "languages", "day_profiles"),
)
_LAST = ("publishing", "translations", "levels", "profiles", "profile")
"""Fields at the top and at the end of a file; the others are in the order of the format."""


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


def yaml_of(tables: Mapping[str, object], head: Sequence[str]) -> str:
    """Return an instance file: comments, single fields, and one table after another."""
    lines = [f"# {line}".rstrip() for line in head]
    for name, value in tables.items():
        if isinstance(value, list):
            lines += ["", f"{name}:"]
            lines += (line for row in value for line in _lines("  - ", row))
        elif isinstance(value, dict):
            lines += ["", f"{name}:"]
            lines += (line for key, each in value.items() for line in _lines(f"  {key}: ", each))
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def row_of(begin: str, value: object) -> str:
    """Return a value in flow style after what it begins with, over several lines if it is long."""
    return "\n".join(_lines(begin, value))


def _lines(begin: str, value: object, end: str = "") -> list[str]:
    """Return a value in flow style, between two texts, over several lines if it is long."""
    line = begin + _flow(value) + end
    if len(line) <= WIDTH or not isinstance(value, list | dict) or not value:
        return [line]
    is_list = isinstance(value, list)
    pieces = [("", each) for each in value] if isinstance(value, list) else _labelled(value)
    lines: list[str] = []
    rest = begin + ("[" if is_list else "{")
    margin = " " * len(rest)
    for position, (label, each) in enumerate(pieces):
        sign = ", " if position < len(pieces) - 1 else ("]" if is_list else "}") + end
        piece = label + _flow(each) + sign
        if position and rest != margin and len(rest + piece.rstrip()) > WIDTH:
            lines.append(rest.rstrip())
            rest = margin
        *more, rest = _lines(rest + label, each, sign)
        lines += (line.rstrip() for line in more)
    return [*lines, rest]


def _labelled(value: Mapping[str, object]) -> list[tuple[str, object]]:
    return [(f"{field}: ", each) for field, each in value.items()]


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(label + _flow(each) for label, each in _labelled(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _CONSTANTS:
        return value
    text = json.dumps(value, ensure_ascii=False)
    return _BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
