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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import IntEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ParamSpec

from scheduler.cli.terminal.console import complain, print_json
from scheduler.errors import DisagreementError, FileError, InputError, lack_in
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
        code = _code_or_troubles(command, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return Code.PIPE_CLOSED
    except OSError as error:
        if lack_in(error):
            raise
        discard_output()
        where = f"{error.filename}: " if error.filename else _STDOUT.get(error.errno, "")
        return _say(f"{where}{error.strerror or error}", Code.BAD_INPUT)
    except KeyboardInterrupt:
        return stopped()
    return code


_STDOUT: Mapping[int | None, str] = dict.fromkeys(
    (errno.ENOSPC, errno.EDQUOT, errno.EIO), "stdout: cannot be written: "
)
"""Which errors that name no file are of what is printed: files are written by `storage`, which names them."""


def stopped() -> Code:
    """Say that Ctrl-C has ended the command, and return the code of that."""
    return _say("Stopped; nothing was written.", Code.LEFT)


def _code_or_troubles(command: Callable[[], Code], *, as_json: bool) -> Code:
    try:
        return command()
    except InputError as error:
        code = _say(str(error), Code.BAD_INPUT)
        if as_json:
            print_json({"errors": list(error.troubles)})
        return code


def _say(text: str, code: Code) -> Code:
    complain(text)
    return code


def discard_output() -> None:
    """Send what is still buffered nowhere, or Python complains once more when it exits."""
    with suppress(io.UnsupportedOperation):  # a stdout that is no file keeps what it has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


FOLDER = "SCHEDULER_REPORTS"
"""Variable that names the folder of reports, if it is not the usual one for temporary files."""
DEBUG = "SCHEDULER_DEBUG"
"""Variable that has the details on stderr as well, if it is not empty."""
LONGEST = 300
"""Characters of an error in a message."""

_PACKAGES = ("agenda-scheduler", "numpy", "numba", "ortools", "pydantic", "sqlalchemy", "typer")
_PASSWORD = re.compile(r"(://[^\s:/@'\"]*):[^\s/'\"]*@")

_UNEXPECTED = "This is a defect of this program, not of your files: {}"
_DISAGREEMENT = """\
Model and evaluation disagree: {}
This is a defect of this program, not of your file, and nothing was written.
Please report it, with the instance file and the command that you used."""
_SEND = (
    "The details are in {}. Please send that file to those who gave you this program, after a look through "
    "it: it may hold names and titles of your conference."
)
_HEAD = """\
A defect of agenda-scheduler.
Look through this before you send it: it may hold names and titles of your conference, and of your folders.
"""


def tell_defect(error: BaseException, arguments: Sequence[str]) -> str:
    """Say that an error is a defect, and where its details are; return the sentence that says which.

    Parameters
    ----------
    error
        What nobody expected.
    arguments
        Of the command, as they were typed.
    """
    expected = isinstance(error, DisagreementError)
    said = (_DISAGREEMENT if expected else _UNEXPECTED).format(_named(error, expected=expected))
    details = "\n".join(_details(error, arguments))
    name = f"agenda-scheduler-defect-{secrets.token_hex(4)}.txt"
    file = Path(os.environ.get(FOLDER) or tempfile.gettempdir()) / name
    try:
        write_atomically(file, details.encode("utf-8", "backslashreplace"), private=True)
        said = f"{said}\n{_SEND.format(file)}"
    except FileError as unwritten:
        said = f"{said}\n{unwritten}\n\n{details}"
    complain(said)
    if os.environ.get(DEBUG):
        complain(details)
    return said


def _named(error: BaseException, *, expected: bool) -> str:
    """Return an error on one line, with its name unless it is one of ours."""
    text = " ".join(_safe(str(error)).split())
    name = "" if expected else type(error).__name__
    whole = ": ".join(filter(None, (name, text)))
    return whole if len(whole) <= LONGEST or expected else f"{whole[:LONGEST]}…"


def _details(error: BaseException, arguments: Sequence[str]) -> Iterator[str]:
    yield _HEAD
    yield f"Command: {_safe(shlex.join(['scheduler', *arguments]))}"
    yield f"Python {platform.python_version()}, {platform.platform()}"
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"
    yield ""
    yield _safe("".join(traceback.format_exception(error)))


def _safe(text: str) -> str:
    """Return a text without the passwords in its addresses."""
    return _PASSWORD.sub(r"\1:…@", text)


def tell_lack(lack: str) -> str:
    """Say that memory or threads have run out, and what may help; return all that is said."""
    lack, _, more = lack.partition("\n")
    said = f"{lack} {_MORE}\n{more}".rstrip()
    complain(said)
    return said


_MORE = "Close other programs, search with fewer --workers, or use a machine with more."
