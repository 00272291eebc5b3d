"""Locks on files, so that one command changes them at a time; they end with the process."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scheduler.errors import InputError
from scheduler.storage.atomic_writes import take
from scheduler.system import MAY_REPLACE_OPEN

PATIENCE = 30.0
"""Seconds to wait for another command."""
_SILENCE = 0.5
"""Seconds before the first message."""
_LOOK = 0.05


Said = Callable[[str], object]
"""Called with messages for the user."""


def silent(_text: str) -> None:
    """Say nothing."""


@contextmanager
def held(path: Path, said: Said = silent) -> Iterator[None]:
    """Lock a path, whether the file exists or not.

    What is locked is a file beside it, ``.<name>.lock``, which is removed again. One that a killed command
    has left is not locked any more, and is used by the next.

    Parameters
    ----------
    path
        The file.
    said
        Called once with a message if another command holds the lock.

    Raises
    ------
    InputError
        When another command holds it for too long, or it cannot be locked.
    """
    target = path.resolve()
    lock = target.with_name(f".{target.name[:100]}.lock")
    end, silent = time.monotonic() + PATIENCE, time.monotonic() + _SILENCE
    while (opened := _locked(lock, path)) is None:
        if time.monotonic() >= end:
            raise InputError(
                f"{path}: another command has been using it for {PATIENCE:.0f} s. "
                "Nothing was done; try again later."
            )
        if time.monotonic() >= silent:
            said(f"{path}: another command is using it; waiting for it to finish.")
            silent = end
        time.sleep(_LOOK)
    try:
        yield
    finally:
        if not MAY_REPLACE_OPEN:
            os.close(opened)
        with suppress(OSError):  # on Windows, another command may have opened it
            lock.unlink()
        if MAY_REPLACE_OPEN:
            os.close(opened)


def _locked(lock: Path, path: Path) -> int | None:
    """Return a lock, as an open file; None if someone else has it."""
    try:
        opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise InputError(f"{path}: cannot be locked ({lock}: {error.strerror}).") from error
    with suppress(OSError):
        if take(opened, lock):
            return opened
    os.close(opened)
    return None
