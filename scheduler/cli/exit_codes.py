"""How a command ends: its exit code, and what it says when it cannot go on."""

import functools
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from typing import ParamSpec

from scheduler.cli.terminal.console import complain, print_json
from scheduler.errors import InputError

Parameters = ParamSpec("Parameters")


class Code(IntEnum):
    """What the caller of a command learns from its exit code."""

    FINE = 0
    """Done."""
    BAD_INPUT = 1
    """A file, a folder or an option cannot be used."""
    IMPOSSIBLE = 2
    """Proved that no programme keeps every hard rule, or a hard rule is broken."""
    NOTHING_FOUND = 3
    """No programme found in time, and nothing proved."""
    DEFECT = 70
    """A defect of this program (EX_SOFTWARE of sysexits.h)."""
    LEFT = 130
    """Left before a search had begun, or at the second Ctrl-C (128 + SIGINT); nothing written."""
    PIPE_CLOSED = 141
    """The reader of the output went away (128 + SIGPIPE)."""


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
        discard_output()
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}", Code.BAD_INPUT)
    except KeyboardInterrupt:
        return stopped()
    return code


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
