"""Alternatives: desks of one instance, each with a variant file, a history and a programme."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from scheduler.desk.files import DeskFile, history_of
from scheduler.desk.records import head_of
from scheduler.errors import InputError
from scheduler.wording import one_line


def alternatives_of(file: DeskFile) -> tuple[Path, ...]:
    """Return the variants of all desks of the same instance in the folder of one, that one first."""
    folder = file.variant.parent
    own = _instance(folder, file.extends)
    others = (
        history.with_suffix(".yaml")
        for history in sorted(folder.glob("*.history"))
        if _extended(history) == own
    )
    return tuple(dict.fromkeys((file.variant, *others)))


def begin_alternative(file: DeskFile, title: str) -> DeskFile:
    """Begin another desk of the same instance, as this one is now, with all of its steps; it is written.

    Parameters
    ----------
    file
        The desk; it stays as it is.
    title
        What it is called: its files are called so, in small letters and with hyphens.

    Raises
    ------
    InputError
        When that is no name, or there is a file of that name, or it cannot be written.
    """
    name = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:56]
    if not name:
        raise InputError(f"{one_line(title)!r}: give a name with letters or digits.")
    variant = file.variant.with_name(f"{name}.yaml")
    programme = file.programme.with_name(f"{name}.json")
    for each in (variant, history_of(variant), programme):
        if each.exists():
            raise InputError(f"{each}: there is such a file already. Give another name.")
    desk = replace(file.desk, name=name)
    head = head_of(name, file.extends)
    return DeskFile(desk, file.extends, head, variant, programme, None).save(desk)


def _instance(folder: Path, extends: str) -> Path:
    return (folder / extends).resolve()


def _extended(history: Path) -> Path | None:
    """Return the instance of a history, by its first line; None if it is no history of a desk."""
    for line in _first_lines(history):
        with suppress(ValueError, KeyError, TypeError):
            return _instance(history.parent, str(json.loads(line)["extends"]))
    return None


def _first_lines(path: Path) -> Iterator[str]:
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as text:
        yield text.readline()
