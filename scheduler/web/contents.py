"""Contents of the service and their HTTP headers."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

SMALLEST = 500
"""Smallest size in bytes that is compressed."""

MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
"""Of the files of the participants' page, by suffix."""
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


class Content:
    """Something that can be asked for."""

    def __init__(self, policy: CachePolicy, body: bytes) -> None:
        self.policy, self.body = policy, body
        self._digest = hashlib.sha256(body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        """Its bytes, compressed."""
        return gzip.compress(self.body, 6, mtime=0)

    def response_to(self, request: Request) -> Response:
        """Return its bytes as the client can read them, or that they are the same as before."""
        packs = self.policy.packs and len(self.body) >= SMALLEST and takes_gzip(request)
        tag = f'"{self._digest}-gzip"' if packs else f'"{self._digest}"'
        headers = {"etag": tag, **self.policy.headers}
        if _is_known(request, tag, self.policy.modified):
            return Response(status_code=304, headers=headers)
        if packs:
            headers["content-encoding"] = "gzip"
        body = self.packed if packs else self.body
        return Response(body, headers=headers, media_type=self.policy.kind)


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
