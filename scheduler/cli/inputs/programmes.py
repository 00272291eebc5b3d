"""Stored and published programmes that a search starts from, stays near, frees or keeps."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.cli.inputs.files import SOLUTIONS, fitted, solution_path
from scheduler.cli.inputs.options import What
from scheduler.errors import InputError, SolutionError
from scheduler.instance import FREED, Instance
from scheduler.replanning import announced
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import Fitting, fit, names_extended, read_stored
from scheduler.storage import write_atomically


@dataclass(frozen=True, slots=True)
class Beginning:
    """The programme that a search starts from, and its file."""

    path: Path
    schedule: Schedule


def beginning(
    instance: Instance, target: Path, named: Path | None, *, fresh: bool
) -> Beginning | None:
    """Return the programme that a search starts from: the one named, else the stored one, if it fits.

    Reports what of it does not fit. None with `fresh`, and where nothing of this instance is stored.

    Raises
    ------
    InputError
        When the named file cannot be used, or one is named with `fresh`.
    """
    if named is not None:
        if fresh:
            raise InputError("--from and --fresh: give one of them.")
        return Beginning(named, fitted(instance, named).schedule)
    stored = None if fresh else stored_at(target)
    if stored is None or stored.instance not in (None, instance.name):
        return None
    try:
        found = fitted(instance, target).schedule
    except SolutionError:
        return None
    return Beginning(target, found) if found.assignments else None


def known_programme(
    instance: Instance, target: Path | None = None, path: Path | None = None
) -> Schedule | None:
    """Return the programme that people know, as far as it fits; None if none is published or stored.

    It is the published plan, or else what is stored as `target` or as the solution of the instance, or of
    what the instance in the file `path` extends.
    """
    found = fit(instance, announced(instance)).schedule
    if found.assignments:
        return found
    names = () if path is None else names_extended(path)
    files = (solution_path(instance, target), *(SOLUTIONS / f"{name}.json" for name in names))
    for file in files:
        try:
            if file.exists():
                return read_stored(file, instance).schedule
        except SolutionError:
            continue
    return None


def published_programme(instance: Instance, given: Path | None) -> Fitting:
    """Return the programme that was published: of a file, or the plan of the instance.

    Raises
    ------
    InputError
        When there is none, or the plan lacks a field that replanning needs.
    """
    if given is not None or not instance.published:
        return fitted(instance, solution_path(instance, given), published=True)
    for field, lacks in (("room", None), ("seated", instance.pools)):
        without = [
            each.session
            for each in instance.published
            if getattr(each, field) is None and (lacks is None or each.session in lacks)
        ]
        if without:
            raise InputError(
                f"published: no `{field}` for {', '.join(without)}. Give it in each row, or name the "
                "solution file of the published programme."
            )
    return fit(instance, announced(instance))


def rules_of(what: Sequence[What]) -> list[str]:
    """Return the rules that are turned off, each once."""
    return [rule for name, rule in FREED.items() if {What.ALL, What(name)} & {*what}]


def freed(what: Sequence[What]) -> list[str]:
    """Return what is freed, each once; ``all`` if everything is."""
    return [What.ALL] if len(rules_of(what)) == len(FREED) else sorted({*what})


def freed_variant(path: Path, facts: Instance, what: Sequence[What]) -> Path:
    """Write the variant of an instance in which something is free, beside it; return its path.

    Raises
    ------
    InputError
        When nothing stays in the instance, or another file is in the way.
    """
    if not facts.kept.days:
        raise InputError(
            f"--free: nothing in {path} to free: it was not imported from a programme (no session has `was`)."
        )
    names = freed(what)
    name = f"{facts.name}-free-{'-'.join(names)}"
    lines = [f"  - set_level: {{rule: {rule}, level: off}}\n" for rule in rules_of(what)]
    text = f"extends: {json.dumps(path.name, ensure_ascii=False)}\nname: {name}\n\nchanges:\n{''.join(lines)}"
    variant = path.with_name(f"{path.stem}-free-{'-'.join(names)}.yaml")
    if variant.exists() and variant.read_text("utf-8") != text:
        raise InputError(
            f"{variant}: --free would write this file, which exists with other content. Move it, or solve it."
        )
    if not variant.exists():
        write_atomically(variant, text.encode())
    return variant
