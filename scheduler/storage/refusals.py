"""Why a file cannot be written, in a sentence, and what may help."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import FileError

_ROOM = "Free some space on this disk or choose a file on another one."
_WHAT_MAY_HELP: Mapping[int | None, str] = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "The file exceeds the size limit (see `ulimit -f`).",
    errno.EROFS: "Choose another folder.",
    errno.EACCES: "You have no permission to write to this folder; choose another one.",
    errno.EPERM: "You have no permission to write to this folder; choose another one.",
    errno.ENOENT: "Create the folder first.",
    errno.EMFILE: "Too many files are open (see `ulimit -n`).",
    errno.EIO: "The disk may be damaged; choose a file on another one.",
}
"""By the number of an error."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in a sentence why something cannot be written."""
    try:
        yield
    except OSError as error:
        raise FileError(in_words(path, error)) from error


def without_room(path: Path) -> str:
    """Return a sentence that says that a file cannot be written because its disk is full."""
    return in_words(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))


def in_words(path: Path, error: OSError | RuntimeError, *, left: bool = False) -> str:
    """Return a sentence that says why a file cannot be written, and what may help."""
    reason = getattr(error, "strerror", None) or error
    before = "The existing file is unchanged." if left else ""
    helps = _WHAT_MAY_HELP.get(getattr(error, "errno", None), "")
    return " ".join(filter(None, (f"{path}: cannot be written: {reason}.", before, helps)))
