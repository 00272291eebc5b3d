"""Notices as files or as mail, at a limited rate, with a record so that no one gets a letter twice."""

import json
import os
import shutil
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from scheduler.errors import InputError
from scheduler.publishing.notices.addresses import Recipient, is_mailbox
from scheduler.publishing.notices.messages import Concern, Notice, Writer
from scheduler.publishing.records import Release
from scheduler.storage import replace_atomically, sync_folder, write_out, written_at
from scheduler.system import BINARY, lock
from scheduler.wording import one_line

PATIENCE = 30.0
"""Seconds to wait for an answer."""

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server."""

    scheme: str
    """``smtp`` in the clear, ``smtp+starttls``, or ``smtps`` (TLS from the beginning)."""
    host: str
    port: int
    user: str | None = None
    password: str | None = None

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


def server_at(address: str, *, password: str | None) -> Server:
    """Read the address of a server: ``smtp+starttls://user@host:587``.

    Raises
    ------
    InputError
        When it is none; or when a password would travel, or stand, where others can read it.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputError(f"--send: {error}.") from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise InputError(
            "--send: expected smtp://host:port, smtp+starttls://user@host:port or "
            "smtps://user@host:port."
        )
    if parts.password is not None:
        raise InputError(
            "--send: a password in the URL stays in the history of the shell. "
            "Set the variable SCHEDULER_SMTP_PASSWORD instead."
        )
    user = unquote(parts.username) if parts.username else None
    if user and parts.scheme == "smtp" and parts.hostname not in _HERE:
        raise InputError(
            "--send: smtp would send the password unencrypted. Use smtp+starttls or smtps."
        )
    if user and password is None:
        raise InputError("--send: set the variable SCHEDULER_SMTP_PASSWORD to the password.")
    port = port or _PORTS[parts.scheme]
    return Server(parts.scheme, parts.hostname, port, user, password)


@contextmanager
def connection(server: Server) -> Iterator[smtplib.SMTP]:
    """Talk to a server: encrypted and logged in, as its address says.

    Raises
    ------
    InputError
        When it cannot be reached, shows no good certificate, or does not let us in.
    """
    try:
        client = _connected(server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise InputError(f"{server}: {_said(error)}. Nothing was sent.") from error
    try:
        yield client
    finally:
        client.close()


def _connected(server: Server) -> smtplib.SMTP:
    trust = ssl.create_default_context()  # the variable SSL_CERT_FILE may name other certificates
    if server.scheme == "smtps":
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=trust
        )
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.scheme == "smtp+starttls":
            client.starttls(context=trust)
        if server.user:
            client.login(server.user, server.password or "")
    except BaseException:
        client.close()
        raise
    return client


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return answer(error.smtp_code, error.smtp_error)
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")


def answer(code: int, text: bytes | str) -> str:
    """Return the answer of a server in a line: ``550 no such user``."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = one_line(said)
    return f"{code} {line[:200]}".strip().rstrip(".")


class Fate(StrEnum):
    """Result of a message."""

    BEGUN = "begun"
    """It was handed over, and no answer is known: it may have arrived."""
    TOLD = "told"
    """The server has taken it."""
    REFUSED = "refused"
    """The server has not taken it."""


@dataclass(slots=True)
class SendingLedger:
    """An open record of one release."""

    file: IO[str]
    path: Path
    release: str
    """Name and number: ``wtdc21-addis 4``."""
    fates: dict[tuple[str, str], Fate] = field(default_factory=dict)
    """Result of each message, by participant and address."""

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
                f"{self.path}: cannot be written: {error.strerror}. Sending stopped. Free some space "
                "and run the same command with this record: no one gets a notice twice."
            ) from error
        self.fates[recipient.name, recipient.email] = fate


@contextmanager
def ledger(path: Path, release: str) -> Iterator[SendingLedger]:
    """Open or create the record of a release, readable by its owner only, and lock it.

    Raises
    ------
    InputError
        When it is held by another process, is of another release, or is no record.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is not a regular file.")
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | BINARY, 0o600)
    with os.fdopen(number, "r+", encoding="utf-8") as file:
        if not lock(number):
            raise InputError(f"{path}: is in use: another process is sending these notices.")
        opened = SendingLedger(file, path, release)
        file.seek(0)
        try:
            whole, _, rest = file.read().rpartition("\n")
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: is not a record of notices, or it is damaged.") from error
        for number, line in enumerate(whole.split("\n") if whole else (), 1):
            _read(opened, line, f"{path}: line {number}")
        if rest:  # a power cut has left half a line, which says nothing: `begun` stands before it
            file.truncate(len(f"{whole}\n".encode()) if whole else 0)
        yield opened


def _read(opened: SendingLedger, line: str, where: str) -> None:
    try:
        said = json.loads(line)
        key, fate, release = (said["id"], said["email"]), Fate(said["fate"]), said["release"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: is not a line of a record of notices.") from error
    if release != opened.release:
        raise InputError(
            f"{where}: is a record of {release}, not of {opened.release}. Give another file."
        )
    opened.fates[key] = fate


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to somebody."""

    recipient: Recipient
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class Report:
    """The results of the letters of a run."""

    told: tuple[Recipient, ...] = ()
    already: tuple[Recipient, ...] = ()
    """Sent in an earlier run, and not again."""
    unsure: tuple[Recipient, ...] = ()
    """A connection ended before the server answered: the letter may have arrived, and is not sent again."""
    refused: tuple[tuple[Recipient, str], ...] = ()
    """With the server's answer; tried again in the next run."""
    left: tuple[Recipient, ...] = ()
    """Not tried, since the server was gone."""

    @property
    def is_complete(self) -> bool:
        """Whether all letters have certainly been sent."""
        return not (self.unsure or self.refused or self.left)


Pause = Callable[[float], None]


class Sender:
    """Sends letters over a connection, and keeps a record.

    Parameters
    ----------
    sender
        Address to which the server sends back what cannot be delivered.
    rate
        Letters a minute at most.
    pause
        Waits so many seconds.
    """

    def __init__(
        self,
        client: smtplib.SMTP,
        ledger: SendingLedger,
        sender: str,
        rate: int,
        pause: Pause = time.sleep,
    ) -> None:
        self._sender = sender
        self._client = client
        self._ledger = ledger
        self._gap = 60.0 / rate
        self._pause = pause

    def send(self, letters: Sequence[Letter]) -> Report:
        """Send letters that are not recorded as sent, and report the result of each."""
        told, already, unsure, left = [], [], [], []
        refused: list[tuple[Recipient, str]] = []
        gone, first = False, True
        for letter in letters:
            who, fate = letter.recipient, self._ledger.fate(letter.recipient)
            if fate is Fate.TOLD:
                already.append(who)
            elif fate is Fate.BEGUN:
                unsure.append(who)
            elif gone:
                left.append(who)
            else:
                if not first:
                    self._pause(self._gap)
                first = False
                trouble, gone = self._try(letter)
                match self._ledger.fate(who):
                    case Fate.TOLD:
                        told.append(who)
                    case Fate.BEGUN:
                        unsure.append(who)
                    case Fate.REFUSED:
                        refused.append((who, trouble))
                    case None:
                        left.append(who)
        return Report(tuple(told), tuple(already), tuple(unsure), tuple(refused), tuple(left))

    def _try(self, letter: Letter) -> tuple[str, bool]:
        """Send a letter; return what the server said against it, and whether the server is gone.

        What became of it stands in the record: nothing, where the connection ended before the content was
        sent.
        """
        who = letter.recipient
        try:
            self._client.ehlo_or_helo_if_needed()
            code, text = self._client.mail(self._sender)
            if code != 250:
                return self._refused(who, code, text), True  # no other letter would fare better
            code, text = self._client.rcpt(who.email)
            if code not in (250, 251):
                return self._refused(who, code, text), self._is_lost()
            self._ledger.note(who, Fate.BEGUN)
            code, text = self._client.data(letter.message.as_bytes())
            if code != 250:
                return self._refused(who, code, text), self._is_lost()
        except smtplib.SMTPDataError as error:
            return self._refused(who, error.smtp_code, error.smtp_error), self._is_lost()
        except (smtplib.SMTPException, OSError) as error:
            return str(error), True
        self._ledger.note(who, Fate.TOLD)
        return "", False

    def _refused(self, who: Recipient, code: int, text: bytes | str) -> str:
        self._ledger.note(who, Fate.REFUSED)
        return answer(code, text)

    def _is_lost(self) -> bool:
        """Give up a letter; tell whether the server no longer listens."""
        try:
            return self._client.rset()[0] != 250
        except (smtplib.SMTPException, OSError):
            return True


@dataclass(frozen=True, slots=True)
class Mail:
    """The notices of a release, and to whom they go."""

    writer: Writer
    concerns: Sequence[Concern]
    recipients: Sequence[Recipient]
    language: str
    """Of those for whom none is given."""
    sender: Address

    @property
    def without_address(self) -> tuple[Concern, ...]:
        """Those who are concerned, and for whom there is no address."""
        known = {recipient.name for recipient in self.recipients}
        return tuple(concern for concern in self.concerns if concern.name not in known)

    def notices(self) -> Iterator[tuple[Notice, Recipient | None]]:
        """Yield each notice for each of its recipients; for nobody in particular, where there is none."""
        readers: dict[str, list[Recipient]] = {}
        for recipient in self.recipients:
            readers.setdefault(recipient.name, []).append(recipient)
        for concern in self.concerns:
            for reader in readers.get(concern.name, [None]):
                language = (reader and reader.language) or self.language
                yield self.writer.notice(concern, language), reader

    def letters(self) -> tuple[Letter, ...]:
        """Return a letter for each recipient who is concerned."""
        return tuple(
            Letter(reader, self.writer.message(notice, self.sender, reader.email))
            for notice, reader in self.notices()
            if reader is not None
        )

    def sent(self, server: Server, record: Path, release: str, rate: int) -> Report:
        """Send all letters, and say what became of each; nothing is sent that the record knows of."""
        letters = self.letters()
        with ledger(record, release) as kept, connection(server) as client:
            return Sender(client, kept, self.sender.addr_spec, rate).send(letters)


def sender_of(given: str | None, release: Release) -> Address:
    """Return who sends: as given, ``Secretariat <agenda@example.org>``, or the organiser."""
    office = release.conference.organiser
    name, mailbox = (office.name, office.email) if given is None else parseaddr(given)
    try:
        if is_mailbox(mailbox):
            plain = "".join(letter for letter in name if letter.isprintable())
            return Address(plain, addr_spec=mailbox)
    except (HeaderParseError, ValueError):
        pass
    raise InputError(
        f"--sender: {given or mailbox!r} is no address such as Secretariat <agenda@example.org>."
    )


def make_sure_of_folder(folder: Path) -> None:
    """Raise `InputError` unless a folder can be made, or is there and empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: exists, and is no empty folder; give another name.")
    if not folder.absolute().parent.is_dir():
        raise InputError(f"{folder.parent}: there is no such folder. Create it first.")


def write_notices(folder: Path, mail: Mail) -> None:
    """Write all notices into a folder that its owner alone may open; it is there whole or not at all."""
    draft = folder.absolute().with_name(f".{folder.name[:100]}.new")
    seen: dict[str, int] = {}
    with written_at(folder):
        shutil.rmtree(draft, ignore_errors=True)  # left by a command that was killed
        draft.mkdir(mode=0o700)
        try:
            for notice, reader in mail.notices():
                stem = notice.name.replace(":", "-")
                seen[stem] = seen.get(stem, 0) + 1
                if seen[stem] > 1:
                    stem = f"{stem}+{seen[stem]}"
                to = None if reader is None else reader.email
                files = {
                    ".txt": notice.text.encode(),
                    ".eml": mail.writer.message(notice, mail.sender, to).as_bytes(),
                    ".ics": notice.calendar,
                }
                for ending, content in files.items():
                    if content is not None:
                        replace_atomically(draft / f"{stem}{ending}", content, private=True)
            sync_folder(draft)
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        sync_folder(draft.parent)
