"""The record of who has been told, kept so that nobody is told twice, whatever happens between."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

from scheduler.errors import InputError
from scheduler.publishing.notices.addresses import Recipient
from scheduler.storage import write_out


class Fate(StrEnum):
    """What became of a message."""

    BEGUN = "begun"
    """It was handed over, and no answer is known: it may have arrived."""
    TOLD = "told"
    """The server has taken it."""
    REFUSED = "refused"
    """The server has not taken it."""


@dataclass(slots=True)
class Ledger:
    """An open record of one release."""

    file: IO[str]
    path: Path
    release: str
    """Name and number: ``wtdc21-addis 4``."""
    fates: dict[tuple[str, str], Fate] = field(default_factory=dict)
    """What became of each message, by participant and address."""

    def fate(self, recipient: Recipient) -> Fate | None:
        """Return what is known of a message to somebody; None, if it was never tried."""
        return self.fates.get((recipient.name, recipient.email))

    def note(self, recipient: Recipient, fate: Fate) -> None:
        """Write down what became of a message, so that it is still known after a power cut.

        Raises
        ------
        InputError
            When it cannot be written: what was written before is what is known.
        """
        said = {"id": recipient.name, "email": recipient.email, "fate": fate.value}
        line = json.dumps({"release": self.release} | said) + "\n"
        try:
            write_out(self.file.fileno(), line.encode())
        except OSError as error:
            raise InputError(
                f"{self.path}: cannot be written: {error.strerror}. No other letter is sent. Make room, and "
                "give the same command again, with this record: nobody is told twice."
            ) from error
        self.fates[recipient.name, recipient.email] = fate


@contextmanager
def ledger(path: Path, release: str) -> Iterator[Ledger]:
    """Open the record of a release, made if there is none: readable by its owner, held by nobody else.

    Raises
    ------
    InputError
        When it is held by another process, is of another release, or is no record.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is not an ordinary file.")
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(number, "r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"{path}: is in use; somebody else is sending these notices."
            ) from error
        opened = Ledger(file, path, release)
        file.seek(0)
        try:
            whole, _, rest = file.read().rpartition("\n")
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: is no record of notices, or a damaged one.") from error
        for number, line in enumerate(whole.split("\n") if whole else (), 1):
            _read(opened, line, f"{path}: line {number}")
        if rest:  # a power cut has left half a line, which says nothing: `begun` stands before it
            file.truncate(len(f"{whole}\n".encode()) if whole else 0)
        yield opened


def _read(opened: Ledger, line: str, where: str) -> None:
    try:
        said = json.loads(line)
        key, fate, release = (said["id"], said["email"]), Fate(said["fate"]), said["release"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: is no line of a record of notices.") from error
    if release != opened.release:
        raise InputError(
            f"{where}: is a record of {release}, not of {opened.release}. Give another file."
        )
    opened.fates[key] = fate
