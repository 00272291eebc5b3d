"""Arguments and options that several commands share, and what a shell completes of them."""

import math
import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

import typer
from typer.models import OptionInfo

from scheduler.cli.exit_codes import Code
from scheduler.cli.registry import INSTANCES, Command
from scheduler.errors import InputError
from scheduler.wording import one_line

ASKS = "_SCHEDULER_COMPLETE"
"""Variable by which typer's scripts for shells ask, as ``complete_bash``."""

_PLAIN = re.compile(r"[\w@%+,./-]+")
"""Paths that every shell takes without quotes; others are left to the shell's own completion."""


@dataclass(frozen=True, slots=True)
class ShellLine:
    """A line of a shell in which a word is to be completed."""

    before: Sequence[str]
    """Words between the name of the program and the one to complete."""
    word: str
    """What is typed of that."""

    def stand_in(self, command: Command) -> Callable[..., Code]:
        """Return what completes files in the place of a command; the command itself, to complete its options.

        Solvers and databases take seconds to load, and names of files need none.
        """
        if self.word.startswith("-") or self.before[-1].startswith("-"):
            return command.loaded()
        has_instance = any(each.endswith(command.files) for each in self.before)
        endings = (*command.files, ".json") if has_instance else command.files

        def complete(incomplete: str) -> list[str]:
            return files_like(incomplete, endings)

        def stand_in(
            _files: Annotated[list[str] | None, typer.Argument(autocompletion=complete)] = None,
        ) -> Code:
            raise AssertionError(f"{command.place} was completed, not loaded")

        return stand_in


def typed(environment: Mapping[str, str]) -> ShellLine | None:
    """Return the line in which a shell wants a word completed; None if no shell asks."""
    if not environment.get(ASKS, "").startswith("complete_"):
        return None
    line = environment.get("COMP_WORDS", environment.get("_TYPER_COMPLETE_ARGS", ""))
    try:
        words = shlex.split(line)
    except ValueError:  # a quote that is still open
        words = line.split()
    if "COMP_WORDS" in environment:
        position = int(environment.get("COMP_CWORD", "0"))
    else:
        position = len(words) - (not line.endswith(" "))
    return ShellLine(words[1:position], "".join(words[position : position + 1]))


def instance_files(incomplete: str) -> list[str]:
    """Return the instance files whose paths begin so."""
    return files_like(incomplete, INSTANCES)


def files_like(incomplete: str, endings: tuple[str, ...]) -> list[str]:
    """Return the files whose paths begin and end so, also those in folders whose names are half typed.

    Folders alone are left to the shell, which completes any file where nothing is found here.
    """
    start = incomplete.rpartition("/")[2]
    folder = incomplete.removesuffix(start)
    found: list[str] = []
    for entry in _entries(folder or "."):
        if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
            path = f"{folder}{entry.name}"
            inside = (each.name for each in _entries(path)) if entry.is_dir() else ()
            found += [path, *(f"{path}/{name}" for name in inside)]
    return sorted(each for each in found if each.endswith(endings) and _PLAIN.fullmatch(each))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing, if it cannot be looked into."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


InstancePath = Annotated[
    Path,
    typer.Argument(metavar="INSTANCE", help="The instance file.", autocompletion=instance_files),
]
SolutionPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SOLUTION]",
        help="The solution file. Default: solutions/<name of the instance>.json.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
ConferenceName = Annotated[
    str,
    typer.Argument(
        metavar="INSTANCE",
        help="The instance file, or the name of a published conference.",
        autocompletion=instance_files,
    ),
]
ReleaseNumber = Annotated[
    int | None,
    typer.Option("--release", min=1, metavar="N", help="Which release. Default: the last."),
]
StorePlace = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="AGENDA_STORE",
        metavar="STORE",
        help="File or PostgreSQL URL of the releases. Default: releases/<name of the instance>.db.",
    ),
]


def output(text: str, metavar: str = "FILE") -> OptionInfo:
    """Return the option that says where something is written."""
    return cast("OptionInfo", typer.Option("--output", "-o", metavar=metavar, help=text))


def make_sure_of_one_form(*, as_csv: bool, as_json: bool) -> None:
    """Raise `InputError` where more than one form of output is asked for."""
    if as_csv and as_json:
        raise InputError("--csv and --json: give one of them.")


def misfit_in_words(error: typer.BadParameter) -> str:
    """Return what is wrong with the value of an option; the library that reads it speaks of its own types."""
    errors = getattr(error.__cause__, "errors", None)
    if errors is None:
        return error.message
    first = errors()[0]
    words = _EXPECTED.get(first["type"])
    if words is None:
        return str(error.message).removeprefix("Value error, ")
    begun = re.match(r"\d+(\.\d+)?", str(first["input"]), re.ASCII)
    such = f", such as {begun[0]}" if begun and first["type"].endswith("_parsing") else ""
    found = one_line(str(first["input"]))
    return f"found {found}, expected {words.format_map(first.get('ctx', {}))}{such}."


_EXPECTED: Mapping[str, str] = {
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "at most {le}",
}
"""What is expected, by what pydantic calls the misfit."""


def positive(limit: float) -> float:
    """Return a number of seconds, or say that it cannot be one."""
    if limit <= 0 or not math.isfinite(limit):
        raise typer.BadParameter(f"{limit:g} is not a positive number of seconds.")
    return limit
