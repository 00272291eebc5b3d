"""Where a store is: a file, or a database by its URL."""

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
