"""`scheduler alternatives`: the desks of an instance beside each other."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import InstancePath
from scheduler.cli.terminal.console import Paper
from scheduler.desk import (
    DeskFile,
    alternatives_of,
    begin_alternative,
    delete_alternative,
    deleted_alternatives,
    open_desk,
    rename_alternative,
    restore_alternative,
)
from scheduler.errors import InputError
from scheduler.wording import counted, points

Variant = Annotated[
    Path, typer.Argument(metavar="VARIANT", help="The variant of a desk, such as plan-b.yaml.")
]
Title = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="What it is called: its files are, in small letters with hyphens."
    ),
]
Deleted = Annotated[
    Path, typer.Argument(metavar="FILE", help="What is left of it, such as plan-b.deleted.")
]


def list_alternatives(instance: InstancePath) -> Code:
    """List the desks of an instance in its folder, with their penalties, and those deleted."""
    file, paper = open_desk(instance), Paper()
    for path in alternatives_of(file):
        found = open_desk(path) if path != file.variant else file
        evaluation = found.desk.evaluation
        broken = counted(len(evaluation.forbidden), "finding")
        hard = f", {broken} against hard rules" if evaluation.forbidden else ""
        paper.print(f"{path}  penalty {points(evaluation.penalty)}{hard}")
    for path in deleted_alternatives(file):
        paper.print(f"{path}  deleted; bring it back: scheduler alternatives restore {path}")
    return Code.FINE


def begin(instance: InstancePath, title: Title) -> Code:
    """Begin another desk with all that is on one."""
    made = begin_alternative(open_desk(instance), title)
    Paper().print(f"Begun: {made.variant}")
    return Code.FINE


def rename(variant: Variant, title: Title) -> Code:
    """Give a desk, and its files, another name."""
    made = rename_alternative(_there(variant), title)
    Paper().print(f"Renamed: {made.variant}")
    return Code.FINE


def delete(variant: Variant) -> Code:
    """Delete a desk; its history is kept aside, and brings it back."""
    aside = delete_alternative(_there(variant))
    Paper().print(f"Deleted. Bring it back: scheduler alternatives restore {aside}")
    return Code.FINE


def restore(deleted: Deleted) -> Code:
    """Bring a desk back that was deleted."""
    if not deleted.exists():
        raise InputError(f"{deleted}: there is no such file.")
    made = restore_alternative(deleted)
    Paper().print(f"Back again: {made.variant}")
    return Code.FINE


def _there(variant: Path) -> DeskFile:
    """Return the desk of a variant, and of nothing else."""
    if not variant.with_suffix(".history").exists():
        raise InputError(f"{variant}: is no desk: it has no history.")
    return open_desk(variant)
