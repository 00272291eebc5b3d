"""Texts of others, as a page may show them."""

import re
from typing import Any

from markupsafe import Markup

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, marks that turn round what follows, halves of characters, and what is none."""


def plain(text: str) -> str:
    """Return a text of which every character is seen, or parts words and lines."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def finished(value: Any) -> Any:
    """Return what a template writes: text made plain, markup as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def is_web(address: str | None) -> bool:
    """Whether an address is one of the web, and does nothing else when it is followed."""
    return address is not None and address.lower().startswith(("https://", "http://"))
