"""Bringing a store up to date, and telling what is no store, or one of a newer program."""

from contextlib import suppress
from importlib import import_module

from sqlalchemy import Connection, Engine, inspect, text

from scheduler.errors import StoreError
from scheduler.publishing.store.connections import reading, speaking, writing
from scheduler.publishing.store.places import words_for
from scheduler.publishing.store.schema import HEAD, VERSIONS

_STEPS = "scheduler.publishing.store.steps"
_LOCK = 7_310_021_108
"""Names the lock under which PostgreSQL migrates: any number that nothing else uses."""


def make_ready(engine: Engine) -> None:
    """Make the migrations that a store lacks: all of them, if it is new.

    Raises
    ------
    StoreError
        When the database is no store, or one of a newer program; nothing in it is changed.
    """
    with reading(engine) as connection:
        is_ready = _is_ready(connection)
    if not is_ready:
        with writing(engine) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if not _is_ready(connection):
                import_module(_STEPS).make_all(connection)
    if engine.dialect.name == "sqlite":
        _let_readers_read(engine)


def _is_ready(connection: Connection) -> bool:
    """Tell whether all migrations have been made; complain of what is not ours."""
    where, tables = words_for(connection.engine.url), inspect(connection)
    if not tables.has_table(VERSIONS):
        if connection.dialect.name == "sqlite" and tables.get_table_names():
            raise StoreError(f"{where}: is a database, but no store of releases.")
        return False
    here = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608 - a constant
    if here == HEAD:
        return True
    if here is not None and here not in import_module(_STEPS).known():
        raise StoreError(
            f"{where}: was made by a newer version of this program (its schema is {here}). "
            "Update the program: pip install --upgrade agenda-scheduler"
        )
    return False


def _let_readers_read(engine: Engine) -> None:
    """Keep a write-ahead log, so that readers and a writer do not wait for each other.

    The file remembers it. While others use the file it cannot be set, and the next who opens it does.
    """
    with speaking(engine), engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is not None:
            with suppress(driver.OperationalError):
                if driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    driver.execute("PRAGMA journal_mode = WAL")
