"""Ways out of conflicts as commands of the desk."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scheduler.cli.inputs.files import command
from scheduler.cli.inputs.rows import row_named
from scheduler.errors import InputError, InstanceError
from scheduler.explanation.conflicts import Way
from scheduler.instance import Instance
from scheduler.sources import changes_between

Words = tuple[str, ...]
"""A command without the instance that it is about: its name, and what follows."""


def commands_of(instance: Instance, path: Path, ways: Sequence[Way]) -> Iterator[tuple[str, ...]]:
    """Yield for each way out the commands that do it, one after the other; none where no command does.

    Parameters
    ----------
    instance
        What was explained.
    path
        Its file.
    ways
        Ways that are done one after the other: each has the instance after all before it, too.
    """
    before = instance
    for way in ways:
        yield tuple(
            command(name, path, *rest, "--apply") for name, *rest in _steps(before, way.instance)
        )
        before = way.instance


def _steps(before: Instance, after: Instance) -> tuple[Words, ...]:
    """Return the commands that make one state of the other; nothing if they cannot."""
    try:
        found = [_words(before, each) for each in changes_between(before, after)]
    except InstanceError:  # no line of a variant says so
        return ()
    return () if None in found else tuple(each for each in found if each is not None)


def _words(instance: Instance, change: Mapping[str, Any]) -> Words | None:
    (kind, fields), *_ = change.items()
    if kind == "set_level":
        rule, items = fields["rule"], fields.get("items", {})
        named = [(f"{rule}.{item}", level) for item, level in items.items()]
        ((name, level),) = named or [(rule, fields["level"])]
        return "set", name, level if isinstance(level, str) else f"{level:g}"
    if kind == "remove":
        ((table, rows),) = fields.items()
        return ("cancel", *rows) if table in ("sessions", "people") else None
    if kind != "change":
        return None
    ((table, rows),) = fields.items()
    ((row, values),) = rows.items()
    ((field, value),) = values.items()
    return _changed(instance, table, row, field, value)


def _changed(instance: Instance, table: str, row: str, field: str, value: Any) -> Words | None:
    """Return the command that gives a field of a row another value."""
    if (table, field) == ("sessions", "pin"):
        return ("unpin", row) if value is None else None
    if (table, field) == ("sessions", "optional"):
        return None if value else ("hold", row)
    if value is None:
        return None
    plain = json.loads(json.dumps(value))
    text = plain if isinstance(plain, str) and plain else json.dumps(plain, ensure_ascii=False)
    return "change", _name(instance, table, row), f"{field}={text}"


def _name(instance: Instance, table: str, row: str) -> str:
    """Return the id of a row, with its table if others are called so."""
    try:
        return row if row_named(instance, row, "") == (table, row) else f"{table}.{row}"
    except InputError:
        return f"{table}.{row}"
