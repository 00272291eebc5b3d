"""Read instance files with all their errors, their lines, and the JSON Schema of the format."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from scheduler.errors import InstanceError
from scheduler.instance import Counts, Instance, clock_text, faults_of, latest, minutes_of
from scheduler.sources.documents import bytes_of, document_of
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import (
    NOWHERE,
    BrokenError,
    Complaint,
    Node,
    data_of,
    line_of,
    node_at,
    rows_of,
    text_of,
)
from scheduler.sources.shapes import turn_dates
from scheduler.sources.variants import Assembly, assembly_of, layers_of
from scheduler.sources.variants.layers import Page, Pages, read_page

_EXTENDS = re.compile(rb"""(?m)^[\s{,]*["']?extends["']?\s*:|[{,]\s*["']extends["']\s*:""")
"""The field `extends` in YAML or JSON."""


def read_instance(path: Path) -> Instance:
    """Read an instance file or a variant file: YAML, or JSON if its name ends in ``.json``.

    Raises
    ------
    InstanceError
        When a file cannot be used; it lists all errors, in the order of the files and their lines.
    """
    return checked(assembly_of(layers_of(_page_at(path))))


def _page_at(path: Path) -> Page:
    try:
        return read_page(str(path), bytes_of(path), path)
    except BrokenError as error:
        raise InstanceError(f"{path}: {error}") from error


def read_instance_text(text: bytes, name: str, path: Path | None = None) -> Instance:
    """Read the text of an instance, or of a variant if its `path` is given.

    Errors call it `name`; it is JSON if this ends in ``.json``.
    """
    return checked(assembly_of(layers_of(read_page(name, text, path))))


def read_changes(instance: Instance, changes: Sequence[Mapping[str, Any]], name: str) -> Instance:
    """Return an instance with the changes of a variant, in the form of a file; the first is ``changes[1]``.

    Raises
    ------
    InstanceError
        When a change cannot be made, or the result is no instance; it lists all errors.
    """
    said = _json_of({"extends": instance.name, "name": name, "changes": [*changes]}, "changes")
    return checked(assembly_of([_page_of(instance), read_page(NOWHERE, said)]))


def read_mapping(tables: Mapping[str, Any]) -> Instance:
    """Read the tables of an instance as plain values.

    Raises
    ------
    InstanceError
        When they cannot be used; it lists all errors with their place.
    """
    return read_instance_text(_json_of(tables, "the mapping"), NOWHERE)


def _json_of(values: Mapping[str, Any], called: str) -> bytes:
    try:
        text = json.dumps(values, ensure_ascii=False, default=str, indent=1)
    except (TypeError, ValueError, RecursionError) as error:
        raise InstanceError(
            f"{called}: holds a value that is not possible in JSON: {error}."
        ) from error
    return text.encode(errors="backslashreplace")  # halves of characters, which are an error later


@latest
def _page_of(instance: Instance) -> Page:
    return read_page(NOWHERE, instance.model_dump_json(by_alias=True).encode())


def changes_in(path: Path) -> tuple[Mapping[str, Any], ...]:
    """Return the changes of a variant file as plain values, or raise `InstanceError`."""
    read_instance(path)
    return tuple(data_of(node_at(document_of(path), ("changes",))) or ())


def extended_by(path: Path) -> str | None:
    """Return the path that a file extends; None if it extends none, or cannot be read."""
    try:
        # A large instance need not be read as a tree.
        is_variant = _EXTENDS.search(bytes_of(path)) is not None
        return text_of(document_of(path).child("extends")) if is_variant else None
    except BrokenError:
        return None


def files_of(path: Path) -> tuple[Path, ...]:
    """Return a file and those that it extends, the nearest first, as far as they can be read."""
    found: dict[Path, None] = {}
    at: Path | None = path
    while at is not None and at not in found:
        found[at] = None
        below = extended_by(at)
        at = None if below is None else at.parent / below
    return tuple(found)


def names_extended(path: Path) -> tuple[str, ...]:
    """Return the names of what a variant extends, the nearest first, as far as they can be read."""
    names = list[str | None]()
    for each in files_of(path)[1:]:
        with suppress(BrokenError):
            names.append(text_of(document_of(each).child("name")))
    return tuple(filter(None, names))


def checked(assembly: Assembly) -> Instance:
    """Return the instance of a tree, or raise `InstanceError` with all its errors."""
    instance, complaints = judged(assembly)
    if instance is None or complaints:
        raise InstanceError(*assembly.pages.numbered(complaints))
    return instance


def judged(assembly: Assembly) -> tuple[Instance | None, list[Complaint]]:
    """Return the instance of a tree, or None, and all its errors."""
    complaints, root = list(assembly.complaints), assembly.root
    if root is None:
        return None, complaints
    turn_dates(root)
    draft = draft_of(Instance, root)
    if draft.is_valid:
        return draft.facts, complaints
    if draft.facts is not None:
        faults = faults_of(draft.facts)
    else:
        faults = iter(()) if draft.rest is None else faults_of(draft.rest.facts, draft.rest.unread)
    return None, [*complaints, *draft.complaints(faults)]


USUAL = "usual-week.yaml"
"""Hours of a usual week, below tables without another base."""


def assembled(base: Path | None) -> tuple[Assembly, Node]:
    """Read an instance or a variant, or else a week of usual hours; return its tree, too.

    Raises
    ------
    InstanceError
        When there is no tree; the assembly holds other errors.
    """
    usual = files("scheduler.sources.tables") / USUAL
    top = _page_at(base) if base else read_page(USUAL, usual.read_bytes())
    found = assembly_of(layers_of(top))
    if found.root is None:
        raise InstanceError(*found.pages.numbered(found.complaints))
    return found, found.root


def fingerprint(instance: Instance) -> str:
    """Return the SHA-256 of an instance's content, hexadecimal.

    Comments, the order of keys, defaults and `summary` do not count: a new field of the format changes no
    fingerprint until somebody uses it.
    """
    said = instance.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"summary", "agreed_by"}
    )
    for pool, row in zip(instance.interpretation, said.get("interpretation", ()), strict=True):
        row.pop("counts", None)
        if pool.counts is not Counts.MEETINGS:  # the default when fingerprints were first stored
            row["counts"] = pool.counts.value
    for session, row in zip(instance.sessions, said["sessions"], strict=True):
        for field in ("remote", "uses", "windows"):
            if row.get(field) in ({}, []) and not getattr(instance.kind_by_id[session.kind], field):
                del row[field]  # none instead of none
    content = json.dumps(said, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def starter() -> str:
    """Return a small instance file with comments, to start from."""
    return (files("scheduler.sources") / "starter.yaml").read_text(encoding="utf-8")


class FileLines:
    """The lines of an instance file, or of a variant and the files that it extends."""

    def __init__(self, pages: Pages, root: Node) -> None:
        self._pages = pages
        self._root = root

    def where(self, path: tuple[str | int, ...]) -> str:
        """Return ``file:line`` of a fact.

        Parameters
        ----------
        path
            Table, id of the row (or its position, from 0), and fields. A missing field has the line of its
            row, a missing table that of the file. A missing level has the name of its table instead of a
            line, or beside it.
        """
        found: list[str | int] = []
        node = self._root
        for part in path:
            place = _position(node, part)
            child = node.child(place) if place is not None else None
            if place is None or child is None:
                break
            found.append(place)
            node = child
        where = self._pages.where(line_of(self._root, tuple(found)))
        if path[:1] != ("levels",) or len(found) > 1:
            return where
        return f"{where if found else where.rpartition(':')[0]}, levels"


def _position(node: Node, part: str | int) -> str | int | None:
    if isinstance(node.value, dict) or isinstance(part, int):
        return part
    ids = [text_of(row.child("id")) for row in rows_of(node)]
    return ids.index(part) if part in ids else None


def read_lines(path: Path) -> FileLines:
    """Return the lines of an instance file, or raise `InstanceError`."""
    assembly, root = assembled(path)
    return FileLines(assembly.pages, root)


_DURATION = TypeAdapter(timedelta)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """Return the JSON Schema of the format, as it stands in ``docs/instance.schema.json``."""
    schema = {"$schema": _DIALECT, **Instance.model_json_schema()}
    session = schema["$defs"]["Session"]
    session["required"].remove("duration")
    session["anyOf"] = [{"required": ["duration"]}, {"required": ["days"]}]
    return json.dumps(_as_written(schema), indent=2, ensure_ascii=False) + "\n"


def _as_written(value: Any) -> Any:
    """Turn defaults such as ``PT30M`` into minutes, or clock times."""
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    if not isinstance(value, dict):
        return value
    default = value.get("default")
    if isinstance(default, str) and default.startswith("P"):
        duration = _DURATION.validate_python(default)
        is_number = value.get("type") == "integer"
        value = value | {"default": minutes_of(duration) if is_number else clock_text(duration)}
    return {key: _as_written(each) for key, each in value.items()}
