"""Read files and pipes with limits of size and time."""

import os
import select
import stat
import time
from pathlib import Path

from scheduler.system import BINARY, NONBLOCKING

LARGEST_FILE = 20 * 2**20
"""Most bytes of a file."""
PATIENCE = 60.0
"""Seconds that a pipe may send nothing, such as ``<(…)`` in a shell."""
_PIECE = 2**16


class UnreadableError(Exception):
    """A file cannot be read; the message continues after its name."""


class MissingError(UnreadableError):
    """A file that is not there."""


def content_of(path: Path, at_most: int = LARGEST_FILE) -> bytes:
    """Return the content of a file or pipe.

    The content of a pipe is cached, because it cannot be read twice.

    Raises
    ------
    UnreadableError
        When there is no such file, when it is something else than a file or a pipe (a folder, a device),
        holds more bytes than allowed, or says nothing for too long.
    """
    try:
        # A pipe that no one writes to would hold up whoever opens it.
        opened = os.open(path, os.O_RDONLY | BINARY | NONBLOCKING)
        try:
            return _content(opened, at_most)
        finally:
            os.close(opened)
    except FileNotFoundError as error:
        raise MissingError("there is no such file.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"cannot be read: {reason}.") from error


def _content(opened: int, at_most: int) -> bytes:
    status = os.fstat(opened)
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("is a folder. Give the name of a file.")
    if stat.S_ISFIFO(status.st_mode):
        key = status.st_dev, status.st_ino
        if key not in _piped:
            _piped[key] = _of_pipe(opened, at_most)
        return _piped[key]
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("is neither a regular file nor a pipe.")
    if status.st_size > at_most:
        raise _too_large(at_most)
    with os.fdopen(os.dup(opened), "rb") as file:
        content = file.read(at_most + 1)
    if len(content) > at_most:
        raise _too_large(at_most)
    return content


_piped: dict[tuple[int, int], bytes] = {}
"""Contents of pipes, by device and inode."""


def _of_pipe(opened: int, at_most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    poll = select.poll()
    poll.register(opened, select.POLLIN)
    until = time.monotonic() + PATIENCE
    while poll.poll(max(0.0, until - time.monotonic()) * 1000):
        try:
            piece = os.read(opened, _PIECE)
        except BlockingIOError:
            continue
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > at_most:
            raise _too_large(at_most)
        until = time.monotonic() + PATIENCE
    raise UnreadableError(f"is a pipe that has sent nothing for {PATIENCE:.0f} s.")


def _too_large(at_most: int) -> UnreadableError:
    return UnreadableError(f"is larger than {at_most // 2**20} MB.")
