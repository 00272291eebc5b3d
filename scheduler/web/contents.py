"""Contents of the service and their HTTP headers."""

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
"""Smallest size in bytes that is compressed."""

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"
HIDDEN = {"x-robots-tag": "noindex"}
"""Header that keeps search engines away."""

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_WEIGHTED = re.compile(r"\s*([^\s;,]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """HTTP properties that many contents share."""

    sort: str
    """Kind of content, for the log."""
    kind: str
    """Their media type."""
    caching: str
    """Value of ``Cache-Control``."""
    modified: datetime | None = None
    """Last modification; None if unknown."""
    hidden: bool = False
    """Whether search engines should leave them out."""

    @property
    def packs(self) -> bool:
        """Whether compression is useful."""
        return self.kind.startswith(("text/", "application/", "image/svg"))

    @property
    def headers(self) -> dict[str, str]:
        """Headers of the content and of 304 responses, without its type."""
        found = {"cache-control": self.caching}
        if self.modified is not None:
            found["last-modified"] = format_datetime(self.modified, usegmt=True)
        if self.packs:
            found["vary"] = "Accept-Encoding"
        return {**found, **HIDDEN} if self.hidden else found


class Shelf:
    """A cache of bodies, limited by size; least recently used ones are dropped first."""

    def __init__(self, most: int) -> None:
        """Take the most bytes to cache."""
        self._most = most
        self._bodies: OrderedDict[tuple[Content, bool], bytes] = OrderedDict()
        self.size = 0
        """Cached bytes."""

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

    policy: CachePolicy
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


def content(policy: CachePolicy, make: Callable[[], bytes], shelf: Shelf) -> Content:
    """Return the content that is made like this, and has the same bytes whenever it is made."""
    body = make()
    digest = hashlib.sha256(body).hexdigest()[:32]
    packs = policy.packs and len(body) >= SMALLEST
    packed = f'"{digest}-gzip"' if packs else None
    made = Content(policy, f'"{digest}"', packed, make, shelf)
    shelf.put(made, body)
    return made


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def takes_gzip(request: Request) -> bool:
    """Return True if the client accepts gzip and prefers it."""
    parts = ",".join(request.headers.getlist("accept-encoding")).split(",")
    matches = map(_WEIGHTED.fullmatch, parts)
    weight_of = {match[1].lower(): float(match[2] or 1) for match in matches if match}
    names = (each for each in ("gzip", "x-gzip", "*") if each in weight_of)
    weight = weight_of.get(next(names, ""), 0.0)
    return weight > 0 and weight >= weight_of.get("identity", 0.0)


def _is_known(request: Request, tag: str, modified: datetime | None) -> bool:
    """Return True if the client has these bytes, by tag or else by date."""
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
