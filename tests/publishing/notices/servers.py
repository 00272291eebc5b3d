"""A mail server on this machine, which does what a test wants of it."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.certificates import self_signed


@dataclass
class Office:
    """Takes letters, or does not."""

    refuses: frozenset[str] = frozenset()
    """Recipients that it does not know."""
    hangs_up_on: str | None = None
    """Recipient after whose letter it is gone, without an answer."""
    leaves_before: str | None = None
    """Recipient at whose name it is gone."""
    bars: str | None = None
    """Sender from whom it takes nothing."""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if address == self.bars:
            return "550 not from you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if address == self.leaves_before:
            _hang_up(server)
        if address in self.refuses:
            return "550 no such\tuser"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (address,) = envelope.rcpt_tos
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append((address, message))
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        if address == self.hangs_up_on:
            _hang_up(server)
        return "250 OK"


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


@contextmanager
def serving(office: Office, **settings: Any) -> Iterator[int]:
    """Serve on a free port of this machine, and return it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for localhost; return what a server does with it, and the file to believe."""
    key, file = self_signed(folder, "localhost")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, key)
    return context, file


def doorman(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    """Let in whoever knows the word."""
    return AuthResult(success=data == LoginPassword(b"agenda", b"sesame"), handled=False)
