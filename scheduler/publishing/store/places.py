"""Where a store is: a file of SQLite, opened for each transaction as it is then, or a database by its URL."""

import os
import sqlite3
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from scheduler.errors import StoreError

POSTGRES = "postgresql+psycopg"
_EXAMPLE = "a file, or a URL such as postgresql://agenda@localhost/agenda"


def url_of(place: str) -> URL:
    """Return the URL of a store: of an SQLite file by its name or URL, of PostgreSQL by its URL.

    Raises
    ------
    StoreError
        When the place is neither, or the package for it is not installed.
    """
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"--store: found a URL that cannot be read, expected {_EXAMPLE}."
        ) from error
    name = url.drivername
    if url.host and set(url.host) & set("[]@ "):
        raise StoreError(f"--store: found a URL that cannot be read, expected {_EXAMPLE}.")
    if name in ("postgres", "postgresql", POSTGRES):
        if find_spec("psycopg") is None:
            raise StoreError(
                "--store: PostgreSQL needs a package that is not installed. "
                "Install it: pip install 'agenda-scheduler[postgres]'"
            )
        return url.set(drivername=POSTGRES)
    if name in ("sqlite", "sqlite+pysqlite") and url.database not in (None, "", ":memory:"):
        return URL.create("sqlite", database=url.database)
    raise StoreError(f"--store: found a URL of {name}, expected {_EXAMPLE}.")


def words_for(url: URL) -> str:
    """Return how a store is called in messages: never with its password."""
    if url.drivername == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """Return the file of a store; None if it is none."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def make_sure_of_content(url: URL) -> None:
    """Raise `StoreError` if a file is empty: a store never is, not even a new one, so one has been lost."""
    file = file_of(url)
    if file is not None and file.is_file() and not file.stat().st_size:
        raise StoreError(
            f"{file}: is empty (0 bytes). A store is never empty: the one that was here is lost. "
            "Put a copy of it back in its place. Or, if there was none, remove the file: releases begin at 1 "
            "again then, and calendars that people have are not updated."
        )


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
