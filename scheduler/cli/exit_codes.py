"""Exit codes, error messages, and reports of defects."""

import errno
import functools
import io
import os
import platform
import re
import secrets
import shlex
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import IntEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ParamSpec

from scheduler.cli.console import complain, print_json
from scheduler.errors import FileError, InputError, lack_in
from scheduler.search import Status
from scheduler.storage import write_atomically

Parameters = ParamSpec("Parameters")


class Code(IntEnum):
    """Exit codes of all commands."""

    FINE = 0
    """Done."""
    BAD_INPUT = 1
    """A file, a folder or an option cannot be used."""
    IMPOSSIBLE = 2
    """Proved that no programme satisfies all hard rules; or a hard rule or a lock is broken."""
    NOTHING_FOUND = 3
    """No programme found in time, and nothing proved."""
    DEFECT = 70
    """A defect of this program (EX_SOFTWARE of sysexits.h)."""
    LEFT = 130
    """Left before a search had begun, or at the second Ctrl-C (128 + SIGINT); no result written."""
    PIPE_CLOSED = 141
    """The reader of the output went away (128 + SIGPIPE)."""


CODES = {
    Status.OPTIMAL: Code.FINE,
    Status.FEASIBLE: Code.FINE,
    Status.INFEASIBLE: Code.IMPOSSIBLE,
    Status.UNKNOWN: Code.NOTHING_FOUND,
}
"""How a search ended, as an exit code."""


class Ended(Exception):  # noqa: N818 - no error: it carries a code past typer, which has its own for 2
    """Carries an exit code past typer."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def ending(command: Callable[Parameters, Code]) -> Callable[Parameters, None]:
    """Turn a command that returns its code into one that exits with it."""

    @functools.wraps(command)
    def ended(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        as_json = kwargs.get("as_json") is True
        raise Ended(code_of(functools.partial(command, *args, **kwargs), as_json=as_json))

    return ended


def code_of(command: Callable[[], Code], *, as_json: bool) -> Code:
    """Run a command and return its code; print the message if it cannot go on.

    With `as_json`, errors are printed on stdout as well: ``{"errors": […]}``.
    """
    try:
        try:
            code = command()
        except InputError as error:
            complain(str(error))
            if as_json:
                print_json({"errors": list(error.troubles)})
            code = Code.BAD_INPUT
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return Code.PIPE_CLOSED
    except OSError as error:
        if lack_in(error):
            raise
        discard_output()
        where = f"{error.filename}: " if error.filename else _STDOUT.get(error.errno, "")
        complain(f"{where}{error.strerror or error}")
        return Code.BAD_INPUT
    except KeyboardInterrupt:
        return stopped()
    return code


_STDOUT: Mapping[int | None, str] = dict.fromkeys(
    (errno.ENOSPC, errno.EDQUOT, errno.EIO), "stdout: cannot be written: "
)
"""Errors of stdout. Errors of files name their file, as `storage` writes them."""


def stopped() -> Code:
    """Report that Ctrl-C ended the command, and return its code."""
    complain("Stopped; nothing was written.")
    return Code.LEFT


def discard_output() -> None:
    """Discard buffered output, or Python reports the closed pipe again at exit."""
    with suppress(io.UnsupportedOperation):  # a stdout that is no file keeps what it has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


FOLDER = "SCHEDULER_REPORTS"
"""Environment variable with the folder for defect reports. Default: the folder of temporary files."""

_PACKAGES = ("agenda-scheduler", "numpy", "numba", "ortools", "pydantic", "sqlalchemy", "typer")
_PASSWORD = re.compile(r"(://[^\s:/@'\"]*):[^\s/'\"]*@")
_SEND = (
    "Please report it with this file. Read the file first: it may contain names and titles of your "
    "conference."
)


def tell_defect(error: BaseException, arguments: Sequence[str]) -> str:
    """Report an error as a defect, with the file of its details; return the message.

    Parameters
    ----------
    error
        The unexpected exception.
    arguments
        Of the command, as they were typed.
    """
    said = f"This is a defect of this program, not of your files: {type(error).__name__}: {error}"
    details = _details(error, arguments)
    name = f"agenda-scheduler-defect-{secrets.token_hex(4)}.txt"
    file = Path(os.environ.get(FOLDER) or tempfile.gettempdir()) / name
    try:
        write_atomically(file, details.encode("utf-8", "backslashreplace"), private=True)
        told = f"The details are in {file}. {_SEND}"
    except FileError as unwritten:
        told = f"{unwritten}\n\n{details}"
    said = _safe(f"{said}\n{told}")
    complain(said)
    return said


def _details(error: BaseException, arguments: Sequence[str]) -> str:
    """Return command, versions and traceback, without passwords in URLs."""
    versions = [f"Python {platform.python_version()}, {platform.platform()}"]
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            versions.append(f"{package} {version(package)}")
    command = shlex.join(["scheduler", *arguments])
    trace = "".join(traceback.format_exception(error))
    return _safe("\n".join([f"Command: {command}", *versions, "", trace]))


def _safe(text: str) -> str:
    return _PASSWORD.sub(r"\1:…@", text)
