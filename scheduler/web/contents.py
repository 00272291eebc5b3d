"""What can be asked for, and what clients are told of it besides its bytes."""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

SMALLEST = 500
"""Bytes from which on it is worth while to compress."""

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"
HIDDEN = {"x-robots-tag": "noindex"}
"""The header of what search engines should leave out."""

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_WEIGHTED = re.compile(r"\s*([^\s;,]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is true of many contents alike."""

    sort: str
    """What they are, for metrics and logs."""
    kind: str
    """Their media type."""
    caching: str
    """Who may keep them, and for how long."""
    modified: datetime | None = None
    """When they last changed, at the latest; None if that is not known."""
    hidden: bool = False
    """Whether search engines should leave them out."""
    by_language: bool = False
    """Whether they are others for readers of other languages."""

    @property
    def packs(self) -> bool:
        """Whether there is any use in compressing them."""
        return self.kind.startswith(("text/", "application/", "image/svg"))

    @property
    def headers(self) -> dict[str, str]:
        """What is told with the content, and in place of it, besides its type."""
        found = {"cache-control": self.caching}
        if self.modified is not None:
            found["last-modified"] = format_datetime(self.modified, usegmt=True)
        varies = ["Accept-Encoding"] * self.packs + ["Accept-Language"] * self.by_language
        if varies:
            found["vary"] = ", ".join(varies)
        return {**found, **HIDDEN} if self.hidden else found


class Shelf:
    """Bytes that are at hand, up to a number; those that nobody has asked for the longest go first."""

    def __init__(self, most: int) -> None:
        """Take how many bytes there are at most; a content that is larger alone is not kept."""
        self._most = most
        self._bodies: OrderedDict[tuple[Content, bool], bytes] = OrderedDict()
        self.size = 0
        """Bytes that are at hand."""

    def body(self, content: "Content", *, packed: bool) -> bytes:
        """Return the bytes of a content, compressed or not."""
        found = self._bodies.get((content, packed))
        if found is not None:
            self._bodies.move_to_end((content, packed))
            return found
        made = _packed(self.body(content, packed=False)) if packed else content.make()
        self.put(content, made, packed=packed)
        return made

    def put(self, content: "Content", body: bytes, *, packed: bool = False) -> None:
        """Keep bytes that have just been made."""
        self._bodies[content, packed] = body
        self.size += len(body)
        while self.size > self._most:
            _, gone = self._bodies.popitem(last=False)
            self.size -= len(gone)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Something that can be asked for. Its bytes are made anew when they are not at hand."""

    policy: Policy
    tag: str
    """Names its bytes, quoted."""
    packed_tag: str | None
    """Names its compressed bytes, quoted; None if they are of no use."""
    make: Callable[[], bytes]
    shelf: Shelf

    def response_to(self, request: Request) -> Response:
        """Return its bytes as the client can read them, or that they are the same as before."""
        packed = self.packed_tag is not None and takes_gzip(request)
        tag = self.packed_tag if packed and self.packed_tag else self.tag
        headers = {"etag": tag, **self.policy.headers}
        if _is_known(request, tag, self.policy.modified):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["content-encoding"] = "gzip"
        return Response(self.body(packed=packed), headers=headers, media_type=self.policy.kind)

    def body(self, *, packed: bool) -> bytes:
        """Return its bytes, compressed or not."""
        return self.shelf.body(self, packed=packed)


def content(policy: Policy, make: Callable[[], bytes], shelf: Shelf) -> Content:
    """Return the content that is made like this, and has the same bytes whenever it is made."""
    body = make()
    digest = hashlib.sha256(body).hexdigest()[:32]
    packs = policy.packs and len(body) >= SMALLEST
    packed = f'"{digest}-gzip"' if packs else None
    made = Content(policy, f'"{digest}"', packed, make, shelf)
    shelf.put(made, body)
    return made


def _packed(body: bytes) -> bytes:
    """Return bytes compressed: without the time, so that equal bytes stay equal."""
    return gzip.compress(body, 6, mtime=0)


def wishes(request: Request, header: str) -> dict[str, float]:
    """Return what a client accepts by a header such as Accept-Language, each with its weight, from 0 to 1."""
    parts = ",".join(request.headers.getlist(header)).split(",")
    matches = map(_WEIGHTED.fullmatch, parts)
    return {match[1].lower(): float(match[2] or 1) for match in matches if match}


def takes_gzip(request: Request) -> bool:
    """Tell whether a client has said that it can read what is compressed, and prefers nothing else."""
    wished = wishes(request, "accept-encoding")
    names = (each for each in ("gzip", "x-gzip", "*") if each in wished)
    wish = wished.get(next(names, ""), 0.0)
    return wish > 0 and wish >= wished.get("identity", 0.0)


def tongues_in(request: Request) -> list[str]:
    """Return the languages that a reader wants, the preferred first; equal ones as they are named."""
    wished = wishes(request, "accept-language")
    wanted = (tongue for tongue, wish in wished.items() if wish > 0)
    return sorted(wanted, key=lambda tongue: -wished[tongue])


def _is_known(request: Request, tag: str, modified: datetime | None) -> bool:
    """Tell whether the client has these bytes; where it names some, their date does not matter."""
    tags = request.headers.getlist("if-none-match")
    if tags:
        return tags == ["*"] or tag in _TAG.findall(",".join(tags))
    since = _instant(request.headers.get("if-modified-since", ""))
    return since is not None and modified is not None and modified <= since


def _instant(written: str) -> datetime | None:
    """Return the instant that a date of HTTP names, in any of its three forms; None if it is none."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
