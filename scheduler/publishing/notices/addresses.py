"""The private file of e-mail addresses and languages of participants."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.feeds import Personal
from scheduler.storage import UnreadableError, content_of

_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
LONGEST = 254
"""Characters of an address at most (RFC 5321)."""

COLUMNS = ("id", "email")
"""Columns that the file must have; ``language`` it may have."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient of the notices of a participant."""

    name: str
    """Name of the participant in files: ``ada``, or ``delegation:fiji``."""
    email: str
    language: str | None = None


def is_mailbox(text: str) -> bool:
    """Return whether a text is an address at which mail arrives, such as ``ada@example.org``."""
    return len(text) <= LONGEST and _MAILBOX.fullmatch(text) is not None


def read_addresses(
    path: Path, known: Mapping[str, Personal], languages: tuple[str, ...]
) -> tuple[Recipient, ...]:
    """Read the recipients and their addresses.

    The file is CSV in UTF-8 with a heading: ``id,email`` or ``id,email,language``. A participant, known by a
    name in files, may have several lines.

    Raises
    ------
    InputError
        When the file cannot be used; it names everything that is wrong in it.
    """
    try:
        text = content_of(path).decode("utf-8-sig")
    except UnreadableError as error:
        raise InputError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8.") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    troubles: list[str] = []
    found: list[Recipient] = []
    try:
        heading = [each.strip().lower() for each in next(reader, [])]
        if {*heading} not in ({*COLUMNS}, {*COLUMNS, "language"}):
            raise InputError(
                f"{path}: line 1: found {', '.join(heading) or 'nothing'}, expected the heading "
                "id,email or id,email,language."
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = dict(zip(heading, map(str.strip, cells), strict=False))
                recipient = Recipient(
                    row.get("id", ""), row.get("email", ""), row.get("language") or None
                )
                wrong = _wrong(recipient, known, languages)
                troubles += [f"{path}: line {reader.line_num}: {each}" for each in wrong]
                found.append(recipient)
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: is not CSV: {error}.") from error
    if troubles:
        raise InputError(*troubles)
    return tuple(dict.fromkeys(found))


def _wrong(
    recipient: Recipient, known: Mapping[str, Personal], languages: tuple[str, ...]
) -> Iterator[str]:
    if recipient.name not in known:
        yield f"id: found {recipient.name!r}, expected the id of a participant."
    if not is_mailbox(recipient.email):
        yield f"email: found {recipient.email!r}, expected an address such as name@example.org."
    if recipient.language not in (None, *languages):
        expected = ", ".join(languages)
        yield f"language: found {recipient.language!r}, expected one of {expected}, or nothing."
