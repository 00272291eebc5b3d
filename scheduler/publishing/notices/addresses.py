"""The private file of e-mail addresses: which participants are told, where, and in which language."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InputError
from scheduler.instance import meant
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
    """Somebody who reads what a participant is told."""

    name: str
    """Name of the participant in files: ``ada``, or ``delegation:fiji``."""
    email: str
    language: str | None = None


def is_mailbox(text: str) -> bool:
    """Tell whether a text is an address at which mail arrives, such as ``ada@example.org``."""
    return len(text) <= LONGEST and _MAILBOX.fullmatch(text) is not None


def read_addresses(
    path: Path, known: Mapping[str, Personal], languages: tuple[str, ...]
) -> tuple[Recipient, ...]:
    """Read who is told where.

    Parameters
    ----------
    path
        CSV in UTF-8 with a heading: ``id,email`` or ``id,email,language``. A participant may have several
        lines.
    known
        All participants, by their names in files.
    languages
        Those of the conference.

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
    found: dict[Recipient, int] = {}
    try:
        heading = [each.strip().lower() for each in next(reader, [])]
        _make_sure_of(heading, path)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                where = f"{path}: line {reader.line_num}"
                recipient = _recipient(heading, cells)
                wrong = [*_wrong(recipient, len(cells), len(heading), known, languages)]
                if recipient in found:
                    wrong.append(f"the same as line {found[recipient]}.")
                troubles += [f"{where}: {each}" for each in wrong]
                found.setdefault(recipient, reader.line_num)
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: is no CSV: {error}.") from error
    if troubles:
        raise InputError(*troubles)
    return tuple(found)


def _make_sure_of(heading: list[str], path: Path) -> None:
    unknown = [each for each in heading if each not in (*COLUMNS, "language")]
    if [*COLUMNS] != [each for each in COLUMNS if each in heading] or unknown:
        raise InputError(
            f"{path}: line 1: found {', '.join(heading) or 'nothing'}, expected the heading "
            "id,email or id,email,language."
        )


def _recipient(heading: list[str], cells: list[str]) -> Recipient:
    said = dict(zip(heading, (cell.strip() for cell in cells), strict=False))
    return Recipient(said.get("id", ""), said.get("email", ""), said.get("language") or None)


def _wrong(
    recipient: Recipient,
    cells: int,
    columns: int,
    known: Mapping[str, Personal],
    languages: tuple[str, ...],
) -> Iterator[str]:
    if cells > columns:
        yield f"found {cells} cells, expected {columns}."
    if recipient.name not in known:
        near = meant(recipient.name, known)
        maybe = f" Maybe {near!r}?" if near else ""
        yield f"id: nobody is called {recipient.name!r}.{maybe}"
    if not is_mailbox(recipient.email):
        yield f"email: {recipient.email!r} is no address such as name@example.org."
    if recipient.language is not None and recipient.language not in languages:
        expected = ", ".join(languages)
        yield f"language: found {recipient.language!r}, expected one of {expected}, or nothing."
