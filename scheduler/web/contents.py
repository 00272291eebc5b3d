"""What can be asked for, and what clients are told of it besides its bytes."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from scheduler.web.limits import Recent

Header = tuple[bytes, bytes]
Headers = tuple[Header, ...]

SMALLEST = 500
"""Bytes from which on it is worth while to compress."""

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"

_SECURITY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    b"manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SAFE: Headers = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", _SECURITY),
)
"""Headers of every answer: nothing of another site, nothing told to another site."""

HIDDEN: Header = (b"x-robots-tag", b"noindex")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is true of many contents alike."""

    sort: str
    """What they are, for metrics and logs."""
    whole: Headers
    """Headers beside the content."""
    unchanged: Headers
    """Headers in place of the content."""
    modified: datetime | None
    """When they last changed, at the latest."""
    packs: bool
    """Whether there is any use in compressing them."""


def policy(
    sort: str,
    kind: str,
    caching: str,
    modified: datetime | None,
    *,
    hidden: bool = False,
    by_language: bool = False,
) -> Policy:
    """Return the policy of contents.

    Parameters
    ----------
    sort
        What they are.
    kind
        Their media type.
    caching
        Who may keep them, and for how long.
    modified
        When they last changed, at the latest; None if that is not known.
    hidden
        Whether search engines should leave them out.
    by_language
        Whether they are others for readers of other languages.
    """
    packs = kind.startswith(("text/", "application/", "image/svg"))
    about: list[Header] = [(b"cache-control", caching.encode())]
    if modified is not None:
        about.append((b"last-modified", format_datetime(modified, usegmt=True).encode()))
    varies = [b"Accept-Encoding"] * packs + [b"Accept-Language"] * by_language
    if varies:
        about.append((b"vary", b", ".join(varies)))
    if hidden:
        about.append(HIDDEN)
    unchanged = (*about, *SAFE)
    whole = ((b"content-type", kind.encode()), *unchanged)
    return Policy(sort, whole, unchanged, modified, packs)


class Shelf:
    """Bytes that are at hand."""

    def __init__(self, most: int) -> None:
        """Take how many bytes there are at most."""
        self._bodies: Recent[tuple[Content, bool], bytes] = Recent(most, len)

    @property
    def size(self) -> int:
        """Bytes that are at hand."""
        return self._bodies.weight

    def body(self, content: "Content", *, packed: bool) -> bytes:
        """Return the bytes of a content, compressed or not."""
        found = self._bodies.get((content, packed))
        if found is None:
            found = _packed(self.body(content, packed=False)) if packed else content.make()
            self._bodies.put((content, packed), found)
        return found

    def put(self, content: "Content", body: bytes) -> None:
        """Keep bytes that have just been made."""
        self._bodies.put((content, False), body)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Something that can be asked for. Its bytes are made anew when they are not at hand."""

    policy: Policy
    tag: bytes
    """Names its bytes, quoted."""
    packed_tag: bytes | None
    """Names its compressed bytes, quoted; None if they are of no use."""
    make: Callable[[], bytes]
    shelf: Shelf

    def body(self, *, packed: bool) -> bytes:
        """Return its bytes, compressed or not."""
        return self.shelf.body(self, packed=packed)


def content(policy: Policy, make: Callable[[], bytes], shelf: Shelf) -> Content:
    """Return the content that is made like this, and has the same bytes whenever it is made."""
    body = make()
    digest = hashlib.sha256(body).hexdigest()[:32]
    packs = policy.packs and len(body) >= SMALLEST
    packed = f'"{digest}-gzip"'.encode() if packs else None
    made = Content(policy, f'"{digest}"'.encode(), packed, make, shelf)
    shelf.put(made, body)
    return made


def _packed(body: bytes) -> bytes:
    """Return bytes compressed: without the time, so that equal bytes stay equal."""
    return gzip.compress(body, 6, mtime=0)
