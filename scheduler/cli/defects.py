"""The last handler: what nobody expected is a defect of this program, told in a form to send."""

import os
import platform
import re
import secrets
import shlex
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scheduler.cli.terminal.console import complain
from scheduler.errors import DisagreementError, FileError
from scheduler.storage import write_atomically

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


def no_memory() -> str:
    """Say that memory has run out; return the sentence that says so."""
    said = (
        "This needs more memory than there is. Close other programs, search with fewer --workers, or use a "
        "machine with more."
    )
    complain(said)
    return said
