"""Bringing a store up to date, and telling what is no store, or one of a newer program."""

from contextlib import suppress
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from scheduler.errors import StoreError
from scheduler.publishing.store.connections import reading, writing
from scheduler.publishing.store.places import words_for
from scheduler.publishing.store.schema import VERSIONS

HEAD = "head"
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
                config = _config()
                config.attributes["connection"] = connection
                upgrade(config, HEAD)
    if engine.dialect.name == "sqlite":
        _let_readers_read(engine)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _is_ready(connection: Connection) -> bool:
    """Tell whether all migrations have been made; complain of what is not ours."""
    scripts = ScriptDirectory.from_config(_config())
    where = words_for(connection.engine.url)
    here = MigrationContext.configure(
        connection, opts={"version_table": VERSIONS}
    ).get_current_revision()
    if here is None:
        if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
            raise StoreError(f"{where}: is a database, but no store of releases.")
        return False
    if here not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"{where}: was made by a newer version of this program (its schema is {here}). "
            "Update the program: pip install --upgrade agenda-scheduler"
        )
    return here == scripts.get_current_head()


def _let_readers_read(engine: Engine) -> None:
    """Keep a write-ahead log, so that readers and a writer do not wait for each other.

    The file remembers it. While others use the file it cannot be set, and the next who opens it does.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is not None and driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            with suppress(driver.OperationalError):
                driver.execute("PRAGMA journal_mode = WAL")
