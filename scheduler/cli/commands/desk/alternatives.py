"""`scheduler desk alternatives`: the desks of an instance beside each other."""

from pathlib import Path
from typing import Annotated

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command
from scheduler.cli.inputs.options import AsJson, InstancePath, argument
from scheduler.cli.terminal.console import say
from scheduler.cli.views.desks_report import (
    AlternativeAnswer,
    alternatives_answer,
    alternatives_report,
    deleted_answer,
)
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

Variant = Annotated[Path, argument("The variant of a desk, such as plan-b.yaml.", "VARIANT")]
Title = Annotated[
    str,
    argument(
        "What it is called, in any words; so are its files, in small letters with hyphens.", "NAME"
    ),
]
Deleted = Annotated[Path, argument("What is left of it, such as plan-b.deleted.", "FILE")]


def list_alternatives(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List the desks of an instance."""
    file = open_desk(instance)
    paths, deleted = alternatives_of(file), deleted_alternatives(file)
    files = [open_desk(path) if path != file.variant else file for path in paths]
    say(
        as_json,
        lambda: alternatives_answer(files, deleted),
        lambda: alternatives_report(files, deleted),
    )
    return Code.FINE


def begin(instance: InstancePath, title: Title, *, as_json: AsJson = False) -> Code:
    """Start another desk as a copy of this one."""
    return _made("Begun", begin_alternative(open_desk(instance), title), as_json=as_json)


def rename(variant: Variant, title: Title, *, as_json: AsJson = False) -> Code:
    """Rename a desk and its files."""
    return _made("Renamed", rename_alternative(_there(variant), title), as_json=as_json)


def delete(variant: Variant, *, as_json: AsJson = False) -> Code:
    """Delete a desk; `restore` brings it back."""
    aside = delete_alternative(_there(variant))
    back = command("desk", "alternatives", "restore", aside)
    say(as_json, lambda: deleted_answer(aside), lambda: [f"Deleted. Bring it back: {back}"])
    return Code.FINE


def restore(deleted: Deleted, *, as_json: AsJson = False) -> Code:
    """Restore a deleted desk."""
    if not deleted.exists():
        raise InputError(f"{deleted}: there is no such file.")
    return _made("Back again", restore_alternative(deleted), as_json=as_json)


def _made(said: str, made: DeskFile, *, as_json: bool) -> Code:
    """Say which alternative is there now."""
    say(as_json, lambda: AlternativeAnswer.of(made), lambda: [f"{said}: {made.variant}"])
    return Code.FINE


def _there(variant: Path) -> DeskFile:
    """Return the desk of a variant, and of nothing else."""
    if not variant.with_suffix(".history").exists():
        raise InputError(f"{variant}: is no desk: it has no history.")
    return open_desk(variant)
