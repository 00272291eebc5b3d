"""The store: releases of conferences, numbered, and never changed."""

import hashlib
import json
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, insert, select
from sqlalchemy.exc import IntegrityError

from scheduler.errors import StoreError
from scheduler.publishing.records import Release
from scheduler.publishing.store.databases import (
    file_of,
    reading,
    sound,
    words_for,
    writing,
)
from scheduler.publishing.store.schema import CONFERENCES, RELEASES

TRIES = 20
"""How often a release is drafted anew because another publisher was quicker."""

LARGEST_NUMBER = 2**31 - 1
"""Of a release: what every database takes for a whole number."""

_STAMP = "%Y-%m-%dT%H:%M:%SZ"

Digests = tuple[tuple[int, str], ...]
"""Releases by number, each with the SHA-256 of its content."""

Draft = Callable[[Release | None], Release | None]
"""Returns the release that follows the last one, or None where there is nothing to publish."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A release, as lists show it."""

    number: int
    published: datetime
    note: str
    draft: bool


class Store:
    """Releases of one or several conferences, in a database. May be shared between threads."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose database is ready; `open_store` makes one."""
        self._engine = engine

    @property
    def place(self) -> str:
        """Its place, for messages."""
        return words_for(self._engine.url)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def reading(self) -> AbstractContextManager[Connection]:
        """Read in one transaction."""
        return reading(self._engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """Write in one transaction."""
        return writing(self._engine)

    def make_sure_whole(self) -> None:
        """Raise `StoreError` if its file is damaged, as far as SQLite can tell; a server looks after its own.

        SQLite reads on where rows are gone or indexes tell of others, and it takes longer to be sure of that
        than to read a few rows.
        """
        if file_of(self._engine.url) is None:
            return
        with self.reading() as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if said != "ok":
            raise StoreError(f"{self.place}: the store is damaged. Restore it from a backup.")

    def history(self, conference: str) -> tuple[Summary, ...]:
        """Return all releases of a conference, the oldest first."""
        columns = (RELEASES.c.number, RELEASES.c.published, RELEASES.c.note, RELEASES.c.draft)
        wanted = select(*columns).where(RELEASES.c.conference == conference)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(RELEASES.c.number)).all()
        with sound(self.place, f"the list of releases of {conference} is"):
            return tuple(
                Summary(row.number, instant(row.published), row.note, row.draft) for row in rows
            )

    def digests(self, conference: str) -> Digests:
        """Return number and digest of each release, in order: cheap, to see whether any is another one."""
        wanted = select(RELEASES.c.number, RELEASES.c.digest)
        in_order = wanted.where(RELEASES.c.conference == conference).order_by(RELEASES.c.number)
        with self.reading() as connection:
            return tuple((row.number, row.digest) for row in connection.execute(in_order))

    def latest(self, conference: str) -> Release | None:
        """Return the last release of a conference; None if nothing has been published."""
        with self.reading() as connection:
            return self._latest(connection, conference)

    def release(self, conference: str, number: int) -> Release:
        """Return a release by its number.

        Raises
        ------
        StoreError
            When there is no such release, or its content is damaged.
        """
        return self._read(self._row(conference, number))

    def outline(self, conference: str, number: int) -> Release:
        """Return a release without those who take part: small and soon read, however many they are.

        Raises
        ------
        StoreError
            When there is no such release, or its content is damaged.
        """
        return self._read(self._row(conference, number), without_people)

    def _row(self, conference: str, number: int) -> Row[tuple[object, ...]]:
        wanted = select(RELEASES).where(
            RELEASES.c.conference == conference, RELEASES.c.number == number
        )
        row = None
        if 0 < number <= LARGEST_NUMBER:  # no database is asked for what none can hold
            with self.reading() as connection:
                row = connection.execute(wanted).first()
        if row is None:
            raise StoreError(f"{self.place}: {conference} has no release {number}.")
        return row

    def publish(self, conference: str, draft: Draft) -> Release | None:
        """Store the next release of a conference, in one transaction; return it, or None if nothing is new.

        `draft` makes the release of the one before it. It is called again if another publisher was quicker.
        """
        for _ in range(TRIES):
            with suppress(IntegrityError):
                return self._publish(conference, draft)
        raise StoreError(
            f"{self.place}: other processes are publishing at the same time. Try again."
        )

    def _publish(self, conference: str, draft: Draft) -> Release | None:
        with self.writing() as connection:
            _hold(connection, conference)
            before = self._latest(connection, conference)
            release = draft(before)
            if release is not None:
                _insert(connection, conference, before, release)
        return release

    def _latest(self, connection: Connection, conference: str) -> Release | None:
        wanted = select(RELEASES).where(RELEASES.c.conference == conference)
        row = connection.execute(wanted.order_by(RELEASES.c.number.desc()).limit(1)).first()
        return None if row is None else self._read(row)

    def _read(
        self, row: Row[tuple[object, ...]], part: Callable[[bytes], bytes] = bytes
    ) -> Release:
        with sound(self.place, f"release {row.number} of {row.conference} is"):
            content = zlib.decompress(row.content)
            if hashlib.sha256(content).hexdigest() != row.digest:
                raise ValueError("another digest")
        try:
            return Release.model_validate_json(part(content))
        except ValidationError as error:
            raise StoreError(
                f"{self.place}: release {row.number} of {row.conference} was written by another version of "
                "this program, and this version cannot read it."
            ) from error


def stamp(moment: datetime) -> str:
    """Return an instant as it is written in a store, in UTC and whole seconds."""
    return moment.astimezone(UTC).strftime(_STAMP)


def instant(written: str) -> datetime:
    """Return the instant that is written in a store."""
    return datetime.strptime(written, _STAMP).replace(tzinfo=UTC)


def _hold(connection: Connection, conference: str) -> None:
    """Make all others who publish for the conference wait until this transaction ends."""
    row = select(CONFERENCES.c.name).where(CONFERENCES.c.name == conference).with_for_update()
    if connection.execute(row).first() is None:
        connection.execute(insert(CONFERENCES).values(name=conference))


def _insert(
    connection: Connection, conference: str, before: Release | None, release: Release
) -> None:
    follows = release.number == (1 if before is None else before.number + 1)
    if not follows or (before is not None and release.published <= before.published):
        raise ValueError(f"release {release.number} does not follow the one before it")
    content = release.model_dump_json().encode()
    connection.execute(
        insert(RELEASES).values(
            conference=conference,
            number=release.number,
            published=stamp(release.published),
            note=release.note,
            draft=release.draft,
            digest=hashlib.sha256(content).hexdigest(),
            content=zlib.compress(content, level=9),
        )
    )


_OF_ENTRIES = ("attendees", "delegations", "wishing")
_OF_CONFERENCE = ("people", "delegations")


def without_people(content: bytes) -> bytes:
    """Return a release as it is stored, without persons, delegations, and who attends what.

    With ten thousand participants, nearly all of a release is who attends what.
    """
    written = json.loads(content)
    written.pop("stamps", None)
    for row, fields in (
        *((entry, _OF_ENTRIES) for entry in written["entries"]),
        (written["conference"], _OF_CONFERENCE),
    ):
        for field in fields:
            row.pop(field, None)
    return json.dumps(written).encode()
