"""HTTP: what a client asks for, as far as it changes the answer, and what is answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from scheduler.web.contents import HIDDEN, SAFE, Content, Header, Headers

LONGEST_ADDRESS = 8_192
"""Bytes of a path and a query at most."""
LONGEST_HEADERS = 16_384
"""Bytes of all headers at most."""
MOST_HEADERS = 100

_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_TONGUE = re.compile(rb"^\s*([A-Za-z0-9-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$")
_CODING = re.compile(rb"^\s*([\w*.-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$", re.IGNORECASE)


@dataclass(slots=True)
class Asked:
    """The headers of a request that matter."""

    tags: bytes | None = None
    """Names of bytes that the client has."""
    since: bytes | None = None
    """When the bytes that the client has were made."""
    codings: bytes = b""
    tongues: bytes = b""
    kinds: bytes = b""
    has_body: bool = False
    size: int = 0
    """Bytes of all headers."""


def asked(headers: Iterable[Header]) -> Asked:
    """Read the headers of a request; their names are in lower case."""
    found = Asked()
    for name, value in headers:
        found.size += len(name) + len(value)
        if name == b"if-none-match":
            found.tags = value if found.tags is None else found.tags + b"," + value
        elif name == b"if-modified-since":
            found.since = value
        elif name == b"accept-encoding":
            found.codings += b"," + value if found.codings else value
        elif name == b"accept-language":
            found.tongues += b"," + value if found.tongues else value
        elif name == b"accept":
            found.kinds += b"," + value if found.kinds else value
        elif name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            found.has_body = True
    return found


def takes_gzip(codings: bytes) -> bool:
    """Tell whether a client has said that it can read what is compressed, and prefers nothing else."""
    if b"gzip" not in codings.lower() and b"*" not in codings:
        return False
    worth: dict[bytes, float] = {}
    for part in codings.split(b","):
        match = _CODING.match(part)
        if match:
            worth[match[1].lower().removeprefix(b"x-")] = float(match[2] or 1)
    wish = worth.get(b"gzip", worth.get(b"*", 0.0))
    return wish > 0 and wish >= worth.get(b"identity", 0.0)


def reads_pages(kinds: bytes) -> bool:
    """Tell whether a client has said that it reads HTML: a browser, in which somebody reads an answer."""
    return any(kind.partition(b";")[0].strip() == b"text/html" for kind in kinds.split(b","))


def tongues_in(tongues: bytes) -> list[str]:
    """Return the languages that a reader wants, the preferred first; equal ones as they are named."""
    worth: dict[str, float] = {}
    for part in tongues.split(b","):
        match = _TONGUE.match(part)
        if match:
            worth.setdefault(match[1].decode("ascii"), float(match[2] or 1))
    wanted = (tongue for tongue, wish in worth.items() if wish > 0)
    return sorted(wanted, key=lambda tongue: -worth[tongue])


def has_already(asked: Asked, content: Content, tag: bytes) -> bool:
    """Tell whether the client has these bytes; where it names some, their date does not matter."""
    if asked.tags is not None:
        return asked.tags == tag or asked.tags.strip() == b"*" or tag in _TAG.findall(asked.tags)
    if asked.since is None or content.policy.modified is None:
        return False
    since = _instant(asked.since)
    return since is not None and content.policy.modified <= since


def _instant(written: bytes) -> datetime | None:
    """Return the instant that a date of HTTP names, in any of its three forms; None if it is none."""
    try:
        parts = parsedate_tz(written.decode("ascii"))
        if parts is None:
            return None
        return datetime(*parts[:6], tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


_TEXT = (b"content-type", b"text/plain; charset=utf-8")
_HTML = (b"content-type", b"text/html; charset=utf-8")
_UNKEPT = (b"cache-control", b"no-store")
CLOSE = (b"connection", b"close")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request."""

    status: int
    headers: Headers
    body: bytes
    sort: str
    """What was asked for, for metrics and logs."""
    shown: str | None = None
    """The path, as the log may show it; None where it could hold a token."""


def said(status: int, text: str, sort: str, *headers: tuple[bytes, bytes]) -> Answer:
    """Return an answer that is a line of text, kept by nobody."""
    return _unkept(status, _TEXT, f"{text}\n".encode(), sort, *headers)


def _unkept(status: int, kind: Header, body: bytes, sort: str, *headers: Header) -> Answer:
    length = (b"content-length", b"%d" % len(body))
    return Answer(status, (kind, length, _UNKEPT, HIDDEN, *headers, *SAFE), body, sort)


NOT_FOUND = said(404, "There is nothing at this address.", "unknown")
"""The same for what never was, what is no longer, and what is not yet."""
NOT_ALLOWED = said(
    405, "Only GET and HEAD are answered.", "refused", (b"allow", b"GET, HEAD"), CLOSE
)
TOO_LONG = said(414, "This address is too long.", "refused", CLOSE)
TOO_LARGE = said(431, "There are too many headers.", "refused", CLOSE)
DEFECT = said(500, "This is a defect of the service.", "defect", CLOSE)
NO_MEMORY = said(
    503,
    "There is too little memory at the moment; try later.",
    "no_memory",
    (b"retry-after", b"60"),
    CLOSE,
)


UNSURE = said(
    503,
    "Personal calendars cannot be shown at the moment; try later.",
    "personal",
    (b"retry-after", b"60"),
)
"""While nobody can tell which tokens are in force: to all alike, whether they are or not."""


def missing_page(body: bytes) -> Answer:
    """Return what a browser shows where there is nothing: the same wherever, as `NOT_FOUND` is."""
    return _unkept(NOT_FOUND.status, _HTML, body, NOT_FOUND.sort)


def moved(path: str, query: bytes) -> Answer:
    """Return the answer to whoever asks for a folder without a slash at its end; a front may rename it."""
    there = path.rpartition("/")[2].encode() + b"/" + (b"?" + query if query else b"")
    told = "This is a folder: its address ends with a slash."
    return said(301, told, "page", (b"location", there))


def too_many(seconds: int) -> Answer:
    """Return the answer to whoever asks too often."""
    wait = (b"retry-after", b"%d" % seconds)
    return said(429, "Too many requests from one address; try later.", "refused", wait)


def answer_with(content: Content, shown: str, wanted: Asked) -> Answer:
    """Return the answer to whoever asks for a content: its bytes, or that they are the same as before."""
    packed_tag = content.packed_tag if takes_gzip(wanted.codings) else None
    tag, policy = packed_tag or content.tag, content.policy
    named, close = (b"etag", tag), (CLOSE,) if wanted.has_body else ()
    if has_already(wanted, content, tag):
        return Answer(304, (named, *policy.unchanged, *close), b"", policy.sort, shown)
    body = content.body(packed=packed_tag is not None)
    length = (b"content-length", b"%d" % len(body))
    coding = ((b"content-encoding", b"gzip"),) if packed_tag else ()
    headers = (length, named, *coding, *policy.whole, *close)
    return Answer(200, headers, body, policy.sort, shown)
