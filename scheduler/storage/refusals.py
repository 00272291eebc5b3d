"""Why a file cannot be written, in a sentence, and what may help."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import FileError

_ROOM = "Make room on this disk, or name a file on another one."
_WHAT_MAY_HELP: Mapping[int | None, str] = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "Files may not grow so large here (see `ulimit -f`).",
    errno.EROFS: "Name a file elsewhere.",
    errno.EACCES: "You may not write into this folder; name a file elsewhere.",
    errno.EPERM: "You may not write into this folder; name a file elsewhere.",
    errno.ENOENT: "Make the folder first.",
    errno.EMFILE: "Too many files are open (see `ulimit -n`).",
    errno.EIO: "The disk may be damaged; name a file on another one.",
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
    before = "What was there before is left as it is." if left else ""
    helps = _WHAT_MAY_HELP.get(getattr(error, "errno", None), "")
    return " ".join(filter(None, (f"{path}: cannot be written: {reason}.", before, helps)))
