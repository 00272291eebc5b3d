"""The tables of a store, and making those of a new one."""

from contextlib import suppress

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from scheduler.errors import StoreError
from scheduler.publishing.store.databases import reading, speaking, words_for, writing

VERSION = "0001"
"""Of these tables; another program may have made others."""

METADATA = MetaData()

VERSIONS = Table(
    # A database without it is no store.
    "agenda_store_version",
    METADATA,
    Column("version_num", String(32), primary_key=True),
)

CONFERENCES = Table(
    "conferences",
    METADATA,
    # Its row is held by whoever publishes: one at a time.
    Column("name", String(64), primary_key=True),
)

RELEASES = Table(
    "releases",
    METADATA,
    Column("conference", String(64), ForeignKey("conferences.name"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("published", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("draft", Boolean, nullable=False),
    # SHA-256 of the record as JSON, and that JSON, compressed by zlib.
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

TOKENS = Table(
    "tokens",
    METADATA,
    # SHA-256 of the token; the token itself is nowhere.
    Column("digest", String(64), primary_key=True),
    Column("conference", String(64), nullable=False),
    Column("sort", String(16), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("made", String(20), nullable=False),
    Column("revoked", String(20)),
)

Index(
    "tokens_in_force",
    TOKENS.c.conference,
    TOKENS.c.sort,
    TOKENS.c.owner,
    unique=True,
    sqlite_where=TOKENS.c.revoked.is_(None),
    postgresql_where=TOKENS.c.revoked.is_(None),
)


_LOCK = 7_310_021_108
"""Names the lock under which PostgreSQL makes tables: any number that nothing else uses."""


def make_ready(engine: Engine) -> None:
    """Make the tables of a store, if it is new.

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
                METADATA.create_all(connection)
                connection.execute(insert(VERSIONS).values(version_num=VERSION))
    if engine.dialect.name == "sqlite":
        _let_readers_read(engine)


def _is_ready(connection: Connection) -> bool:
    """Return whether the tables are there; complain of what is not ours."""
    where, tables = words_for(connection.engine.url), inspect(connection)
    if not tables.has_table(VERSIONS.name):
        if connection.dialect.name == "sqlite" and tables.get_table_names():
            raise StoreError(f"{where}: is a database, but not a store of releases.")
        return False
    here = connection.scalar(select(VERSIONS.c.version_num))
    if here not in (None, VERSION):
        raise StoreError(
            f"{where}: was made by a newer version of this program (its schema is {here}). "
            "Update the program: pip install --upgrade agenda-scheduler"
        )
    return here is not None


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
