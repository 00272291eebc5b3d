"""Calls that differ between Linux, macOS and Windows: locks, open folders, signals, processors.

No other module of the package imports a module that Windows lacks.
"""

import os
import signal
import stat
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def _module(name: str) -> Any:
    return import_module(name) if find_spec(name) else None


_FCNTL, _MSVCRT = _module("fcntl"), _module("msvcrt")

MAY_REPLACE_OPEN = _FCNTL is not None
"""Whether an open file can be renamed, and a folder can be opened: Windows allows neither."""

BINARY: int = getattr(os, "O_BINARY", 0)
"""Flag of `os.open` that keeps Windows from changing line ends."""
NONBLOCKING: int = getattr(os, "O_NONBLOCK", 0)
"""Flag of `os.open` that does not wait for the writer of a pipe."""
NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
"""Flag of `os.open` that refuses a symbolic link."""

HANGUP: int | None = getattr(signal, "SIGHUP", None)
"""Signal of a closed terminal; None on Windows."""
ENDINGS = tuple(each for each in (signal.SIGINT, signal.SIGTERM, HANGUP) if each is not None)
"""Signals by which a user or the system asks a command to end."""


def lock(number: int) -> bool:
    """Lock an open file or folder until it is closed; return False if another process has locked it.

    Raises
    ------
    OSError
        When nothing can be locked there.
    """
    try:
        if _FCNTL is not None:
            _FCNTL.flock(number, _FCNTL.LOCK_EX | _FCNTL.LOCK_NB)
        else:
            os.lseek(number, 0, os.SEEK_SET)  # Windows locks bytes: always the first
            _MSVCRT.locking(number, _MSVCRT.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):  # PermissionError: on Windows
        return False
    return True


def open_folder(folder: Path) -> int | None:
    """Open a folder, to lock it or to sync its names to the disk; return None on Windows, which cannot."""
    return os.open(folder, os.O_RDONLY) if MAY_REPLACE_OPEN else None


def give(number: int, like: os.stat_result) -> None:
    """Give an open file the owner of another, as far as one may, and its permissions."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(number, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(number, stat.S_IMODE(like.st_mode))


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
