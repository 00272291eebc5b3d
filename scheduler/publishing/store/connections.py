"""Connections to a store, and its transactions: those that read, and those that write."""

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from scheduler.errors import StoreError
from scheduler.publishing.store.places import Unchanging, file_of, opened, words_for
from scheduler.storage import without_room

PATIENCE = 30
"""Seconds for which a writer waits for another."""
LOG_INDEX = 32_768
"""Bytes that SQLite needs beside a store, for the index of its log, to open it at all."""


def engine_of(url: URL) -> Engine:
    """Return an engine whose transactions are whole, and on the disk when they end."""
    if url.drivername != "sqlite":
        waits = {"connect_timeout": PATIENCE, "tcp_user_timeout": 1_000 * PATIENCE}
        return create_engine(url, pool_pre_ping=True, connect_args=waits)
    file = Path(url.database or "").absolute()
    engine = create_engine(url, creator=partial(opened, file, PATIENCE), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Leave transactions to `_begin`: Python's module would begin them late, and DDL outside of them."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Begin a transaction that writes as a writer: a reader cannot become one once another has written."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read in one transaction."""
    with speaking(engine), engine.connect() as connection:
        with connection.begin():
            yield connection
        driver = connection.connection.driver_connection
        if isinstance(driver, Unchanging):
            driver.make_sure()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Write in one transaction: all of it is kept, or nothing.

    Raises
    ------
    IntegrityError
        When another transaction has written the same rows first.
    """
    with speaking(engine), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def speaking(engine: Engine) -> Iterator[None]:
    """Say in a sentence what the database says; what SQLite says of a damaged file may be no text."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        if _is_without_room(engine.url, error):
            raise StoreError(without_room(Path(words_for(engine.url)))) from error
        said = _said(error).strip().splitlines() or [type(error).__name__]
        raise StoreError(
            f"{words_for(engine.url)}: the store cannot be used: {said[0]}."
        ) from error


def _is_without_room(url: URL, error: Exception) -> bool:
    """Tell whether SQLite has failed because the disk of its file is full: it may call that an I/O error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name, file = getattr(cause, "sqlite_errorname", ""), file_of(url)
    if file is None or not name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return False
    return name == "SQLITE_FULL" or shutil.disk_usage(file.absolute().parent).free < LOG_INDEX


def _said(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "its file is damaged"
    return str(error.orig if isinstance(error, DBAPIError) else error)


@contextmanager
def sound(place: str, what: str) -> Iterator[None]:
    """Say what is damaged where values are not such as were written; `what` is their name in a sentence."""
    try:
        yield
    except (ValueError, TypeError, zlib.error) as error:
        raise StoreError(f"{place}: {what} damaged.") from error
