"""The mail server: its address, and how one talks to it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scheduler.errors import InputError
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
    authority: Path | None = None
    """Certificates to believe, instead of those of the machine."""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


def server_at(address: str, *, password: str | None, authority: Path | None = None) -> Server:
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
            "--send: a password in an address stands in the history of the shell; "
            "put it into the variable SCHEDULER_SMTP_PASSWORD."
        )
    user = unquote(parts.username) if parts.username else None
    if user and parts.scheme == "smtp" and parts.hostname not in _HERE:
        raise InputError(
            "--send: a password would be sent in the clear; use smtp+starttls or smtps."
        )
    if user and password is None:
        raise InputError("--send: the variable SCHEDULER_SMTP_PASSWORD has no password.")
    port = port or _PORTS[parts.scheme]
    return Server(parts.scheme, parts.hostname, port, user, password, authority)


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
    trust = _trust(server.authority)
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


def _trust(authority: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError) as error:
        raise InputError(f"{authority}: cannot be read as certificates.") from error


def _said(error: Exception) -> str:
    """Return what a server has answered, or what else went wrong, in a line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return answer(error.smtp_code, error.smtp_error)
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")


def answer(code: int, text: bytes | str) -> str:
    """Return the answer of a server in a line: ``550 no such user``."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = one_line(said)
    return f"{code} {line[:200]}".strip().rstrip(".")
