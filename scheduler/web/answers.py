"""What is answered: the content, that it is unchanged, or why there is none."""

from dataclasses import dataclass

from scheduler.web.asking import Asked, has_already, takes_gzip
from scheduler.web.contents import HIDDEN, SAFE, Content, Header, Headers

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
