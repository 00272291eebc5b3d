"""What a shell completes: commands and options, and names of instance files."""

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.registry import INSTANCES, Command

ASKS = "_SCHEDULER_COMPLETE"
"""Variable by which typer's scripts for shells ask, as ``complete_bash``."""

_PLAIN = re.compile(r"[\w@%+,./-]+")
"""Paths that every shell takes without quotes; others are left to the shell's own completion."""


@dataclass(frozen=True, slots=True)
class Line:
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


def typed(environment: Mapping[str, str]) -> Line | None:
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
    return Line(words[1:position], "".join(words[position : position + 1]))


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
