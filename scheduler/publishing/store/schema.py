"""The tables of a store, as they are after the last migration."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSIONS = "agenda_store_version"
"""Table that says which migrations have been made; a database without it is no store."""

METADATA = MetaData()

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
