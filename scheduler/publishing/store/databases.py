"""Where a store is: a file of SQLite or a database of PostgreSQL, and transactions that read or write it."""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from scheduler.errors import StoreError
from scheduler.extras import needs

PATIENCE = 30
"""Seconds for which a writer waits for another."""
POSTGRES = "postgresql+psycopg"
_EXPECTED = "expected a file, or a URL such as postgresql://agenda@localhost/agenda"


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
        raise StoreError(f"--store: found a URL that cannot be read, {_EXPECTED}.") from error
    name = url.drivername
    if url.host and set(url.host) & set("[]@ "):
        raise StoreError(f"--store: found a URL that cannot be read, {_EXPECTED}.")
    if name in ("postgres", "postgresql", POSTGRES):
        if find_spec("psycopg") is None:
            raise StoreError(needs("--store: PostgreSQL", "postgres"))
        return url.set(drivername=POSTGRES)
    if name in ("sqlite", "sqlite+pysqlite") and url.database not in (None, "", ":memory:"):
        return URL.create("sqlite", database=url.database)
    raise StoreError(f"--store: found a URL of {name}, {_EXPECTED}.")


def words_for(url: URL) -> str:
    """Return how a store is called in messages: never with its password."""
    if url.drivername == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """Return the file of a store; None if it is none."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def engine_of(url: URL) -> Engine:
    """Return an engine whose transactions are whole, and on the disk when they end."""
    if url.drivername != "sqlite":
        waits = {"connect_timeout": PATIENCE, "tcp_user_timeout": 1_000 * PATIENCE}
        return create_engine(url, pool_pre_ping=True, connect_args=waits)
    file = Path(url.database or "").absolute()
    engine = create_engine(url, creator=partial(_opened, file), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _opened(file: Path) -> sqlite3.Connection:
    """Open a file that is there; to be read alone, where nothing can be written beside it."""
    address = f"{file.as_uri()}?mode=rw"
    if not os.access(file.parent, os.W_OK):
        log = Path(f"{file}-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{file}: cannot be read where nothing can be written: {log.name} holds what is not in it "
                "yet. Copy both to another folder, or open the store once as its owner."
            )
        address = f"{file.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE)


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
    with speaking(engine), engine.connect() as connection, connection.begin():
        yield connection


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
        said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        if isinstance(error, UnicodeDecodeError):
            said = "its file is damaged"
        first = next(iter(said.splitlines()), type(error).__name__)
        raise StoreError(f"{words_for(engine.url)}: the store cannot be used: {first}.") from error


@contextmanager
def sound(place: str, what: str) -> Iterator[None]:
    """Say what is damaged where values are not such as were written; `what` is their name in a sentence."""
    try:
        yield
    except (ValueError, TypeError, zlib.error) as error:
        raise StoreError(f"{place}: {what} damaged.") from error
