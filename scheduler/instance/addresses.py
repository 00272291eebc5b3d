"""Addresses that calendars and pages hold: of the web, and of mail."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema

LONGEST_ADDRESS = 2000
"""Characters of an address at most; longer ones are cut by some calendars."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_HERE = frozenset({"localhost", "127.0.0.1"})
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)+", re.ASCII
)


def _address(value: Any) -> str:
    """Return an absolute https address; http is fine on the machine itself."""
    if isinstance(value, str) and _is_address(value):
        return value
    raise ValueError("expected an address such as https://agenda.example.org/live")


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS or not text.isascii() or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)
    has_secret = parts.username is not None or parts.password is not None
    is_plain = not set(text) & set(' "<>\\^`{|}')
    return is_safe and not has_secret and is_plain and bool(_HOST.fullmatch(host))


def _site(value: Any) -> str:
    """Return the address below which everything lies, without a slash at its end."""
    if isinstance(value, str) and _is_address(value) and not set(value) & set("?#"):
        return value.rstrip("/")
    raise ValueError("expected an address such as https://agenda.example.org")


def _mail(value: Any) -> str:
    if isinstance(value, str) and len(value) <= 254 and _MAIL.fullmatch(value):
        return value
    raise ValueError("expected a mail address such as agenda@example.org")


def _text_like(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


Address = Annotated[str, BeforeValidator(_address), _text_like("https://agenda.example.org/live")]
"""An absolute address, of https."""

SiteAddress = Annotated[str, BeforeValidator(_site), _text_like("https://agenda.example.org")]
"""The address of a site, without a slash at its end."""

MailAddress = Annotated[str, BeforeValidator(_mail), _text_like("agenda@example.org")]
"""A mail address."""
