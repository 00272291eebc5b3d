"""Where releases and tokens are kept: an SQLite file, or a PostgreSQL database."""

import os
from pathlib import Path

from sqlalchemy import URL, Engine

from scheduler.errors import StoreError
from scheduler.publishing.store.databases import engine_of, file_of, url_of
from scheduler.publishing.store.releases import Digests, Store, Summary
from scheduler.publishing.store.schema import make_ready
from scheduler.storage import held, sync_folder

__all__ = ["Digests", "Store", "Summary", "open_store"]


def open_store(place: str, *, make: bool = False) -> Store:
    """Open a store, and bring it up to date.

    Parameters
    ----------
    place
        A file (SQLite), or the URL of a database (SQLite, PostgreSQL).
    make
        Whether to make the file, if there is none.

    Raises
    ------
    StoreError
        When it cannot be used.
    """
    url = url_of(place)
    file = file_of(url)
    if file is not None:
        _make_sure_of(file, make=make)
    return Store(_ready(url))


def _make_sure_of(file: Path, *, make: bool) -> None:
    """Make a file if asked to; a store is never empty, not even a new one, so an empty one has been lost."""
    if file.is_dir():
        raise StoreError(f"{file}: is a folder. Give the name of a file.")
    if file.exists() and not file.is_file():
        raise StoreError(f"{file}: is not a regular file.")
    if not make and not file.exists():
        raise StoreError(f"{file}: there is no such store. Nothing has been published yet.")
    if not file.parent.is_dir():
        raise StoreError(f"{file.parent}: there is no such folder. Create it first.")
    if not file.exists():
        _make(file)
    if not file.stat().st_size:
        raise StoreError(
            f"{file}: is empty, so it is not a store. Restore it from a backup. If you remove the file "
            "instead, releases restart at 1 and subscribed calendars no longer update."
        )


def _ready(url: URL) -> Engine:
    engine = engine_of(url)
    try:
        make_ready(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make(file: Path) -> None:
    """Make a store that only its owner can read, as it holds what is private: whole, or not at all."""
    draft = file.with_name(f".{file.name[:100]}.new")
    with held(file):
        if file.exists():  # somebody else was quicker
            return
        log = Path(f"{file}-wal")
        if log.exists() and log.stat().st_size:  # SQLite would read it into the new store
            raise StoreError(
                f"{file}: is missing, but its log {log.name} is still there. Remove the log, then "
                "restore the store from a backup."
            )
        _remove(draft)  # left by one that was killed
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise StoreError(f"{file}: cannot be written: {error.strerror}.") from error
        try:
            _ready(URL.create("sqlite", database=str(draft))).dispose()
            draft.rename(file)
        except StoreError as error:
            said = (each.replace(str(draft), str(file)) for each in error.troubles)
            raise StoreError(*said) from error
        finally:
            _remove(draft)
        sync_folder(file.parent)


def _remove(draft: Path) -> None:
    """Remove a store that nobody has open, with what SQLite keeps beside it."""
    for each in ("", "-wal", "-shm", "-journal"):
        Path(f"{draft}{each}").unlink(missing_ok=True)
