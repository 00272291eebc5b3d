"""How a command ends: its exit code, what it says when it cannot go on, and a defect in a form to send."""

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

from scheduler.cli.terminal.console import complain, print_json
from scheduler.errors import FileError, InputError, lack_in
from scheduler.search import Status
from scheduler.storage import write_atomically

Parameters = ParamSpec("Parameters")


class Code(IntEnum):
    """What the caller of a command learns from its exit code."""

    FINE = 0
    """Done."""
    BAD_INPUT = 1
    """A file, a folder or an option cannot be used."""
    IMPOSSIBLE = 2
    """Proved that no programme keeps every hard rule; or a hard rule is broken, or a lock would be."""
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
    """A command ended with a code."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def ending(command: Callable[Parameters, Code]) -> Callable[Parameters, None]:
    """Turn a command that returns its code into one that ends with it, whatever the user causes."""

    @functools.wraps(command)
    def ended(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        as_json = kwargs.get("as_json") is True
        raise Ended(code_of(functools.partial(command, *args, **kwargs), as_json=as_json))

    return ended


def code_of(command: Callable[[], Code], *, as_json: bool) -> Code:
    """Run a command and return its code; say what the user should read when it cannot go on.

    A machine reads what is wrong with its input on stdout: ``{"errors": […]}``.
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
"""Which errors that name no file are of what is printed: files are written by `storage`, which names them."""


def stopped() -> Code:
    """Say that Ctrl-C has ended the command, and return the code of that."""
    complain("Stopped; nothing was written.")
    return Code.LEFT


def discard_output() -> None:
    """Send what is still buffered nowhere, or Python complains once more when it exits."""
    with suppress(io.UnsupportedOperation):  # a stdout that is no file keeps what it has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


FOLDER = "SCHEDULER_REPORTS"
"""Variable that names the folder of reports, if it is not the usual one for temporary files."""

_PACKAGES = ("agenda-scheduler", "numpy", "numba", "ortools", "pydantic", "sqlalchemy", "typer")
_PASSWORD = re.compile(r"(://[^\s:/@'\"]*):[^\s/'\"]*@")
_SEND = (
    "Please send it to those who gave you this program, after a look through it: it may hold names and "
    "titles of your conference."
)


def tell_defect(error: BaseException, arguments: Sequence[str]) -> str:
    """Say that an error is a defect, and where its details are; return the sentence that says which.

    Parameters
    ----------
    error
        What nobody expected.
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
    """Return the command, the versions and where it happened, without passwords in addresses."""
    versions = [f"Python {platform.python_version()}, {platform.platform()}"]
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            versions.append(f"{package} {version(package)}")
    command = shlex.join(["scheduler", *arguments])
    trace = "".join(traceback.format_exception(error))
    return _safe("\n".join([f"Command: {command}", *versions, "", trace]))


def _safe(text: str) -> str:
    """Return a text without the passwords in its addresses."""
    return _PASSWORD.sub(r"\1:…@", text)
