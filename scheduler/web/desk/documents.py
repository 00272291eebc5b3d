"""Pages that a desk makes for others: the report for a committee, and what participants would see."""

from collections.abc import Callable
from dataclasses import dataclass
from mimetypes import guess_type
from urllib.parse import parse_qs

from scheduler.web.desk.alternatives import Alternatives
from scheduler.web.desk.languages import language_of

REPORT = "report.html"
SEEN = "seen/"
"""Where the page of participants is, followed by the name of an alternative."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page, or a file of one."""

    body: bytes
    kind: str
    policy: str
    """What it may load."""


Making = Callable[[], Document | None]


def document_at(desks: Alternatives, path: str, query: bytes, *, may_write: bool) -> Making | None:
    """Return what makes the document at a path, which may take a second; None if there can be none.

    The report is for all; what participants would see is not, before it is published.
    """
    if path == REPORT:
        asked = parse_qs(query.decode("latin-1"))
        names, language = asked.get("desk", []), language_of(asked.get("language", []))
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        return lambda: Document(desks.report(names, language), "text/html; charset=utf-8", policy)
    if path.startswith(SEEN) and may_write:
        name, _, rest = path.removeprefix(SEEN).partition("/")
        return lambda: _seen(desks.page(name, rest), rest)
    return None


def _seen(body: bytes | None, path: str) -> Document | None:
    if body is None:
        return None
    kind = guess_type(path)[0] or "application/octet-stream"
    text = "; charset=utf-8" if kind.startswith("text/") else ""
    return Document(body, f"{kind}{text}", "default-src 'self'; worker-src 'none'")
