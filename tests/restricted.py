"""Commands in a process that lacks some packages, modules of Python or functions of the system.

`python -m tests.restricted HIDDEN COMMAND...` hides the names in HIDDEN, separated by blanks, and runs a
command. Without a command, it reads commands from stdin, one a line, and answers each by a line of JSON.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import NamedTuple


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def outcomes(hidden: Iterable[str], commands: Iterable[str], folder: Path) -> list[Outcome]:
    """Run commands in one process, without what is hidden."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.restricted", " ".join(hidden)],
        input="".join(f"{each}\n" for each in commands),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=environment(),
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


def environment() -> dict[str, str]:
    """Return variables by which a process in another folder finds the tests, and what they test."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}


def _hide(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    if module:
        delattr(import_module(module), attribute)
    else:
        sys.modules[name] = None  # type: ignore[assignment]


def _main(hidden: str, *command: str) -> int:
    for name in hidden.split():
        _hide(name)
    main = import_module("scheduler.cli").main
    if command:
        return int(main(command))
    for line in sys.stdin:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(shlex.split(line))
        print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
