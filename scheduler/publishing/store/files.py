"""A store in a file of SQLite: opened for each transaction, as it is at its place then.

No connection outlives its transaction. So a file that is put in the place of another one is noticed, one that
is gone is not written any more, and no log of one is left for another to read.
"""

import os
import sqlite3
from pathlib import Path

from scheduler.errors import StoreError

Mark = tuple[int, ...]
"""What is another value once a file is another one."""


class Unchanging(sqlite3.Connection):
    """A connection to a file in a folder where nothing can be written, so that nobody can be kept waiting."""

    _file: Path
    _mark: Mark

    def mark_as(self, file: Path) -> None:
        """Remember how the file is now."""
        self._file, self._mark = file, _changes_of(file)

    def make_sure(self) -> None:
        """Raise `StoreError` if the file has been changed while it was read: what was read may be of both."""
        if _changes_of(self._file) != self._mark:
            raise StoreError(f"{self._file}: was changed while it was read; try again.")


def opened(file: Path, patience: float) -> sqlite3.Connection:
    """Open a file that is there.

    Parameters
    ----------
    file
        Its name; a file that is not there is not made.
    patience
        Seconds for which a writer waits for another.

    Raises
    ------
    sqlite3.Error
        When it cannot be used.
    """
    address = file.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=patience)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if not isinstance(error, sqlite3.OperationalError) or not _can_only_be_read(file):
            raise
    else:
        return connection
    still = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, factory=Unchanging)
    still.mark_as(file)
    return still


def _can_only_be_read(file: Path) -> bool:
    """Tell whether SQLite has failed because it cannot write its log beside a file, and needs none.

    Raises
    ------
    StoreError
        When there is a log, so that the file alone is not all.
    """
    if not os.access(file, os.R_OK) or os.access(file.parent, os.W_OK):
        return False
    log = Path(f"{file}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreError(
            f"{file}: cannot be read where nothing can be written: {log.name} holds what is not in it yet. "
            "Copy both to where they can be, or open the store once as its owner."
        )
    return True


def mark_of(file: Path) -> Mark:
    """Return which file is at a place.

    Raises
    ------
    StoreError
        When there is none.
    """
    try:
        found = file.stat()
    except OSError as error:
        raise StoreError(f"{file}: there is no such store any more.") from error
    return found.st_dev, found.st_ino


def _changes_of(file: Path) -> Mark:
    found = file.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
