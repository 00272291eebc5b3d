"""Programmes named on a command line: instance files, each followed by solutions of it."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.cli.inputs.files import command, solution_path, stored_programme
from scheduler.comparison import Programme, labelled
from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import read_instance
from scheduler.wording import one_line

Pair = tuple[Path, Path | None]
"""An instance file and a solution of it; the one that is stored under its name, if none is given."""


def programmes_named(paths: Sequence[Path]) -> tuple[Programme, ...]:
    """Read programmes: a solution belongs to the nearest instance before it.

    Raises
    ------
    InputError
        When a file cannot be used; it names everything that is wrong in any of them.
    """
    troubles: list[str] = []
    instances: dict[Path, Instance | None] = {}
    found: list[tuple[str, Instance, Schedule]] = []
    for instance_path, solution in _pairs(paths):
        if instance_path not in instances:
            instances[instance_path] = _instance(instance_path, troubles)
        instance = instances[instance_path]
        if instance is not None:
            try:
                schedule = stored_programme(instance, solution, instance_path).schedule
            except InputError as error:
                troubles += error.troubles
            else:
                found.append((solution_path(instance, solution).stem, instance, schedule))
    if troubles:
        raise InputError(*troubles)
    labels = labelled([one_line(name) for name, _, _ in found])
    return tuple(
        Programme(label, instance, schedule)
        for label, (_, instance, schedule) in zip(labels, found, strict=True)
    )


def _instance(path: Path, troubles: list[str]) -> Instance | None:
    try:
        return read_instance(path)
    except InputError as error:
        troubles += error.troubles
        return None


def _pairs(paths: Sequence[Path]) -> list[Pair]:
    """Tell which files are solutions, and of what."""
    pairs: list[Pair] = []
    instance: Path | None = None
    alone = False
    for path in paths:
        if stored_at(path) is None:
            if instance is not None and alone:
                pairs.append((instance, None))
            instance, alone = path, True
        elif instance is None:
            order = command("compare", "INSTANCE", *paths)
            raise InputError(
                f"{path}: a solution; the file of its instance comes before it: {order}"
            )
        else:
            pairs.append((instance, path))
            alone = False
    if instance is not None and alone:
        pairs.append((instance, None))
    return pairs
