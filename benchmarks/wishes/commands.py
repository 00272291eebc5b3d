"""The commands of a wish, typed one after the other."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.wishes.cases import ROOT, Case, WishError, begin, variants, verify


def fulfil(case: Case, folder: Path) -> float:
    """Run the commands of a wish in an empty folder, and return how many seconds they took together.

    Raises
    ------
    WishError
        When a command fails, the variants do not say what the wish asks, or a hard rule is broken.
    """
    begin(folder)
    begun = time.perf_counter()
    for command in case.commands:
        _run(shlex.split(command), folder)
    seconds = time.perf_counter() - begun
    keep_rules(folder)
    verify(case, folder)
    return seconds


def keep_rules(folder: Path) -> None:
    """Look whether the programmes of all variants keep every hard rule.

    Raises
    ------
    WishError
        When one does not.
    """
    for variant in variants(folder):
        _run(["scheduler", "evaluate", variant.name], folder)


def surroundings() -> dict[str, str]:
    """Return the environment in which a command of this very tree runs."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "200"}


def _run(words: Sequence[str], folder: Path) -> None:
    program = [sys.executable, "-m", "scheduler.cli", *words[1:]]
    done = subprocess.run(  # noqa: S603  # this very program
        program, cwd=folder, env=surroundings(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise WishError(
            f"{shlex.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        )
