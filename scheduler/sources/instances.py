"""Reading an instance: all that is wrong with a file, in one go."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.sources.documents import bytes_of
from scheduler.sources.drafts import faults_in
from scheduler.sources.nodes import BrokenError, Complaint, Node, data_of
from scheduler.sources.validation import complaints_about, misfits_of
from scheduler.sources.variants import Assembly, Source, assembly_of, layers_of, layers_upon


def read_instance(path: Path) -> Instance:
    """Read an instance file or a variant file: YAML, or JSON if its name ends so.

    Raises
    ------
    InstanceError
        When a file cannot be used; it names everything that is wrong, a line each, in the order of the
        files and their lines.
    """
    try:
        content = bytes_of(path)
    except BrokenError as error:
        raise InstanceError(f"{path}: {error}") from error
    return read_variant_text(content, str(path), path)


def read_variant_text(text: bytes, name: str, path: Path) -> Instance:
    """Read what an instance file or a variant file holds, as if it were at a path.

    `name` is how errors call it; what it extends is looked for from the folder of `path`.
    """
    return _checked(assembly_of(layers_of(Source(name, text, path))))


def read_instance_text(text: bytes, name: str) -> Instance:
    """Read what an instance file holds; `name` is how errors call it, and may end in ``.json``.

    A variant is an error here: what it extends would be looked for among the files of this machine.
    """
    return _checked(assembly_of(layers_of(Source(name, text, None))))


def read_changes(instance: Instance, changes: Sequence[Mapping[str, Any]], name: str) -> Instance:
    """Return an instance with the changes of a variant, as a file would hold them below `changes`.

    Errors call the changes ``changes.json``: each is a line of it, the first in line 1.

    Raises
    ------
    InstanceError
        When a change cannot be made, or the outcome is no instance; it names everything that is wrong.
    """
    head = json.dumps({"extends": instance.name, "name": name})[:-1]
    try:
        rows = [json.dumps(change, ensure_ascii=False, default=str) for change in changes]
    except (TypeError, ValueError) as error:
        raise InstanceError(f"changes.json: holds what no file can say: {error}.") from error
    said = f'{head}, "changes": [' + ",\n".join(rows) + "]}"
    top = Source("changes.json", said.encode(), None)
    base = Source(f"{instance.name}.json", instance.model_dump_json(by_alias=True).encode(), None)
    return _checked(assembly_of(layers_upon(base, top)))


def _checked(assembly: Assembly) -> Instance:
    """Return the instance of a tree, or say all that is wrong with it."""
    instance, complaints = judged(assembly)
    if instance is None or complaints:
        raise InstanceError(*assembly.pages.numbered(complaints))
    return instance


def judged(assembly: Assembly) -> tuple[Instance | None, list[Complaint]]:
    """Return the instance of a tree if it can be made, and all that is wrong with it."""
    complaints, root = list(assembly.complaints), assembly.root
    if root is None:
        return None, complaints
    try:
        return _instance(root), complaints
    except ValidationError as error:
        misfits = misfits_of(root, error)
        complaints += complaints_about(root, misfits)
        complaints += assembly.with_removals(faults_in(root, misfits))
        return None, complaints


def _instance(root: Node) -> Instance:
    # By alias only: a file has one name for each field.
    return Instance.model_validate_json(json.dumps(data_of(root)), by_alias=True, by_name=False)


def fingerprint(instance: Instance) -> str:
    """Return the SHA-256 of an instance's content, hexadecimal.

    Comments, the order of keys and fields left at their defaults do not count: a field that the format
    gains later changes no fingerprint until somebody uses it.
    """
    said = instance.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    content = json.dumps(said, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def starter() -> str:
    """Return a small instance file with comments, to start from."""
    return (files("scheduler.sources") / "starter.yaml").read_text(encoding="utf-8")
