"""Errors in the files of a programme, and notes on data that are not imported."""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.errors import InstanceError
from scheduler.instance import quoted, sentence, zone_hint, zone_named
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief, copied
from scheduler.sources.variants.layers import Pages
from scheduler.storage import LARGEST_FILE
from scheduler.wording import counted, shortened

FIRST_YEAR, LAST_YEAR = 1970, 2199
LONGEST_TEXT = 10_000
"""Characters of a text of an instance at most."""
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|[a-z]+\d{1,2}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_GAP = re.compile(r"\n{3,}")
_NOTHING = (None, "", False, "false", "False", "no", "null", "{}", "[]")
_TAG = re.compile(
    r"</?(?:p|br|a|ul|ol|li|strong|em|b|i|u|h[1-6]|div|span|code|pre|blockquote|img)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)

MOST_NAMED = 10
"""Names in a note."""
DATE = f"a date from {FIRST_YEAR} to {LAST_YEAR} such as 2021-11-08"


class Intake:
    """Errors in a file, and notes on what is not imported."""

    def __init__(self, zone: ZoneInfo | None) -> None:
        self.given = zone
        """The zone of `--zone`."""
        self.complaints: list[Complaint] = []
        self.odd: list[Complaint] = []
        """Errors in single rows; the others can be used."""
        self.odd_rows = 0
        self.left: list[str] = []
        self._ignored: Counter[str] = Counter()
        self._skipped: dict[str, list[str]] = {}

    def complain(self, line: int, where: str, found: str, expected: str, hint: str = "") -> None:
        """Add an error at a place."""
        self.complaints.append(Complaint(line, sentence(where, found, expected, hint)))

    def mark_odd(self, line: int, where: str, found: str, expected: str) -> None:
        """Add an error in a row that is left out."""
        self.odd.append(Complaint(line, sentence(where, found, expected)))
        self.odd_rows += 1

    def leave(self, what: str) -> None:
        """Add a note on what is not imported."""
        if what not in self.left:
            self.left.append(what)

    def ignore(self, fields: Mapping[str, Any], prefix: str = "") -> None:
        """Count the fields of a row that are not empty, and not imported."""
        self._ignored.update(f"{prefix}{key}" for key, each in fields.items() if _says(each))

    def skip(self, title: str, what: str) -> None:
        """Count an event that is not imported, or not all of it, under a reason."""
        self._skipped.setdefault(what, []).append(title)

    def leave_rest(self) -> None:
        """Add a note for each reason to skip events, and one for all fields that are not imported."""
        for what, titles in self._skipped.items():
            self.leave(
                f"{counted(len(titles), 'event')} {what}: {'; '.join(shortened(titles, MOST_NAMED))}."
            )
        named = (f"{field} ({n})" if n > 1 else field for field, n in self._ignored.items())
        if self._ignored:
            self.leave(f"Fields not imported: {', '.join(named)}.")

    def items(self, parent: Node, key: str, where: str) -> list[Node]:
        """Return what is in a list; nothing if there is none."""
        child = parent.child(key)
        if child is None or child.value is None:
            return []
        if not isinstance(child.value, list):
            self.complain(child.line, where, brief(child), "a list")
            return []
        return child.value

    def zone(self, named: str, line: int, where: str) -> ZoneInfo:
        """Return the zone of `--zone`, or else that of the file; complain if it is none, and return UTC."""
        zone = self.given or zone_named("UTC" if named == "Z" else named)
        if zone is None and named:
            self.complain(line, where, quoted(named), _ZONE, zone_hint(named, _GIVE))
        elif zone is None:
            self.complain(line, where, "no time zone", "that of the venue", _GIVE)
        return zone or ZoneInfo("UTC")


def _says(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_says, value.values() if isinstance(value, dict) else value))
    return (value.strip() if isinstance(value, str) else value) not in _NOTHING


_GIVE = "Name it with --zone Area/Place."
_ZONE = "an IANA zone such as Africa/Addis_Ababa"


def given_zone(name: str | None) -> ZoneInfo | None:
    """Return the zone of `--zone`; raise `InstanceError` if there is none of that name."""
    if name is None:
        return None
    zone = zone_named(name)
    if zone is None:
        hint = zone_hint(name)
        raise InstanceError(sentence("--zone", quoted(name), _ZONE, hint))
    return zone


def plain_signs(text: str) -> str:
    """Return a text without entities of HTML: ``Questions &amp; answers``."""
    return html.unescape(text) if _ENTITY.search(text) else text


def plain_of(text: str) -> str:
    """Return a text without the marks of HTML, cut at the longest that a text may be."""
    plain = plain_signs(_TAG.sub("\n", text))
    lines = (" ".join(line.split()) for line in plain.strip().splitlines())
    return _GAP.sub("\n\n", "\n".join(lines))[:LONGEST_TEXT].strip()


def nodes_of(
    path: Path, intake: Intake, pages: Pages, parse: Callable[[bytes, int], Node]
) -> Node | None:
    """Return what `parse` makes of the content of a file and the number of lines before it.

    If the file cannot be read, complain and return None.
    """
    later = pages.add(str(path), LARGEST_FILE)
    try:
        return parse(bytes_of(path), later)
    except BrokenError as error:
        intake.complaints.append(Complaint(error.line + later, str(error)))
        return None


def tree_of(
    path: Path, intake: Intake, pages: Pages, parse: Callable[[bytes], Node]
) -> Node | None:
    """Return the nodes of a file, with lines as if all files were one; complain of its blemishes."""

    def moved(content: bytes, later: int) -> Node:
        root = parse(content)
        intake.complaints += (Complaint(each.line + later, each.text) for each in blemishes(root))
        return copied(root, later)

    return nodes_of(path, intake, pages, moved)
