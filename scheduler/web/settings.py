"""What a service is told when it starts."""

from dataclasses import dataclass

RATE = 200.0
"""Requests a second that one address may send for ever, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to serve, and where."""

    conference: str
    """Name of the conference."""
    store: str
    """A file, or the URL of a database."""
    host: str = "127.0.0.1"
    port: int = 8080
    """0 for any that is free."""
    workers: int = 1
    """Processes that answer."""
    proxied: bool = False
    """Whether a front on this machine says for whom it asks, in X-Forwarded-For."""
    rate: float = RATE
    """Requests a second that one address may send to a worker for ever; 0 for any number."""
