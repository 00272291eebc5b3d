"""Programmes that a search starts from, stays near, frees or has to keep: stored and published ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.inputs.files import SOLUTIONS, fitted, solution_path
from scheduler.cli.inputs.options import What
from scheduler.cli.inputs.times import calendar_of, moment_named
from scheduler.errors import InputError, SolutionError
from scheduler.instance import FREED, Instance, is_locked
from scheduler.replanning import announced
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import Fitting, fit, names_extended, read_stored
from scheduler.storage import write_atomically


@dataclass(frozen=True, slots=True)
class Beginning:
    """The programme that a search begins with, and its file."""

    path: Path
    schedule: Schedule


def beginning(
    instance: Instance, target: Path, named: Path | None, *, fresh: bool
) -> Beginning | None:
    """Return what a search begins with: the programme that is named, or else the stored one, if it fits.

    Says what of it does not fit. None with `fresh`, and where nothing of this instance is stored.

    Raises
    ------
    InputError
        When the file that is named cannot be used, or it is named although the search is to begin afresh.
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
    """Return the programme that people know, as far as it fits; None if there is none.

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


Now = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="What has begun by then stays, and nothing moves to before: 'wed 8:00'.",
    ),
]
Unlock = Annotated[
    bool, typer.Option("--force", help="Change published places though the schedule is locked.")
]


def lock_in_words(instance: Instance, now: datetime | None, *, unlock: bool) -> str:
    """Say whether published places may change; nothing where no lock has to do with that."""
    lock = instance.schedule_lock
    if lock is None or (now is not None and not is_locked(lock, now, instance.zone)):
        return ""
    if now is None or unlock:
        return f"The schedule is locked from {lock} on; published places may change here."
    return (
        f"The schedule is locked since {lock}: what was published stays where it is. With --force it "
        "may change."
    )


def now_named(instance: Instance, text: str | None) -> datetime | None:
    """Return the instant that `--now` names, if it is given."""
    if text is None:
        return None
    return moment_named(calendar_of(instance), text, "--now", inside=False)


def published_file(instance: Instance, given: Path | None) -> Path | None:
    """Return the solution file that was published; None, if the instance's own plan is meant."""
    return None if given is None and instance.published else solution_path(instance, given)


def asked_again(
    instance: Instance, given: Path | None, now: str | None, *, unlock: bool
) -> tuple[str, ...]:
    """Return the options with which `explain` asks about the same published programme."""
    file = published_file(instance, given)
    published = () if file is None else ("--published", str(file))
    unlocked = ("--force",) if unlock else ()
    return (*published, *(() if now is None else ("--now", now)), *unlocked)


def published_programme(instance: Instance, given: Path | None) -> Fitting:
    """Return the programme that was published: of a file, or the plan of the instance.

    Raises
    ------
    InputError
        When there is none, or the plan does not say all that has to be kept.
    """
    path = published_file(instance, given)
    if path is not None:
        return fitted(instance, path, published=True)
    for field, lacks in (("room", None), ("seated", instance.pools)):
        without = [
            each.session
            for each in instance.published
            if getattr(each, field) is None and (lacks is None or each.session in lacks)
        ]
        if without:
            raise InputError(
                f"published: no `{field}` of {', '.join(without)}. To replan, give it in each row, or the "
                "published programme as a solution file."
            )
    return fit(instance, announced(instance))


def rules_of(what: Sequence[What]) -> list[str]:
    """Return the rules that keep what is to be freed, each once."""
    return [rule for name, rule in FREED.items() if {What.ALL, What(name)} & {*what}]


def freed(what: Sequence[What]) -> list[str]:
    """Return what is freed, each once; ``all`` where nothing is left to free."""
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
            f"--free: {path} does not come from a programme (no session has `was`), so all is free."
        )
    names = freed(what)
    name = f"{facts.name}-free-{'-'.join(names)}"
    lines = [f"  - set_level: {{rule: {rule}, level: off}}\n" for rule in rules_of(what)]
    text = f"extends: {json.dumps(path.name, ensure_ascii=False)}\nname: {name}\n\nchanges:\n{''.join(lines)}"
    variant = path.with_name(f"{path.stem}-free-{'-'.join(names)}.yaml")
    if variant.exists() and variant.read_text("utf-8") != text:
        raise InputError(
            f"{variant}: stands in the way of --free, as it holds something else; move it, or solve that."
        )
    if not variant.exists():
        write_atomically(variant, text.encode())
    return variant
