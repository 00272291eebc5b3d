"""Values out of the nodes of a file, with a complaint for each that is not what it should be."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.errors import InstanceError
from scheduler.instance import closest, quoted, sentence, zone_named, zone_names
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError, Complaint, Node, brief
from scheduler.sources.variants.layers import Pages
from scheduler.wording import counted

FIRST_YEAR, LAST_YEAR = 1970, 2199
LONGEST_TEXT = 10_000
"""Characters of a text of an instance at most."""
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|[a-z]+\d{1,2}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_NOTHING = (None, "", False, "false", "False", "no", "null", "{}", "[]")
_TAG = re.compile(
    r"</?(?:p|br|a|ul|ol|li|strong|em|b|i|u|h[1-6]|div|span|code|pre|blockquote|img)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)

DATE = f"a date from {FIRST_YEAR} to {LAST_YEAR} such as 2021-11-08"


def some_of(names: Sequence[str], most: int = 10) -> str:
    """Return the first names of a list, and how many there are besides."""
    more = len(names) - most
    return "; ".join(names[:most]) + (f"; and {more} more" if more > 0 else "")


class Intake:
    """What is wrong with a file, and what of it cannot be taken over."""

    def __init__(self, zone: ZoneInfo | None) -> None:
        self.given = zone
        """The zone that whoever imports has named."""
        self.complaints: list[Complaint] = []
        self.odd: list[Complaint] = []
        """What is wrong with single rows, without which the others can be used."""
        self.odd_rows = 0
        self.left: list[str] = []
        self._ignored: Counter[str] = Counter()
        self._skipped: dict[str, list[str]] = {}

    def complain(self, line: int, where: str, found: str, expected: str, hint: str = "") -> None:
        """Take down what is wrong at a place."""
        self.complaints.append(Complaint(line, sentence(where, found, expected, hint)))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self.complaints.append(Complaint(line, text))

    def mark_odd(self, line: int, where: str, found: str, expected: str) -> None:
        """Take down what is wrong with a row that is left out."""
        self.odd.append(Complaint(line, sentence(where, found, expected)))
        self.odd_rows += 1

    def leave(self, what: str) -> None:
        """Take down what is not taken over."""
        if what not in self.left:
            self.left.append(what)

    def ignore(self, fields: Mapping[str, Any], prefix: str = "") -> None:
        """Count those fields of a row that say something, and are not taken over."""
        self._ignored.update(f"{prefix}{key}" for key, each in fields.items() if _says(each))

    def skip(self, title: str, what: str) -> None:
        """Take down an event that is not taken over, or not all of it, by what it is."""
        self._skipped.setdefault(what, []).append(title)

    def leave_rest(self) -> None:
        """Take down which events are skipped, and which fields are ignored, each in a line."""
        for what, titles in self._skipped.items():
            self.leave(f"{counted(len(titles), 'event')} {what}: {some_of(titles)}.")
        named = (f"{field} ({n})" if n > 1 else field for field, n in self._ignored.items())
        if self._ignored:
            self.leave(f"Fields that are not taken over: {', '.join(named)}.")

    def items(self, parent: Node, key: str, where: str) -> list[Node]:
        """Return what is in a list; nothing if there is none."""
        child = parent.child(key)
        if child is None or child.value is None:
            return []
        if not isinstance(child.value, list):
            self.complain(child.line, where, brief(child), "a list")
            return []
        return child.value

    def is_mapping(self, node: Node, where: str) -> bool:
        """Tell whether a node is a mapping; complain if not."""
        if not isinstance(node.value, dict):
            self.complain(node.line, where, brief(node), "a mapping")
        return isinstance(node.value, dict)

    def text(self, parent: Node, key: str, where: str, *, needed: bool = False) -> str:
        """Return a text in one line; a number is its digits, nothing is none."""
        child = parent.child(key)
        if child is not None and isinstance(child.value, list | dict):
            self.complain(child.line, f"{where}.{key}", brief(child), "text")
            return ""
        value = "" if child is None or child.value is None else str(child.plain or child.value)
        said = " ".join(plain_of(value).split())
        if needed and not said:
            found = f"no `{key}`" if child is None else brief(child)
            line = parent.line if child is None else child.line
            self.complain(line, f"{where}.{key}", found, "text")
        return said

    def zone(self, named: str, line: int, where: str) -> ZoneInfo:
        """Return the zone that is given, or else the one that the file names; UTC if it is no zone."""
        return self.given or self.zone_named(named, line, where) or ZoneInfo("UTC")

    def zone_named(self, named: str, line: int, where: str) -> ZoneInfo | None:
        """Return the zone that the file names; None if it is none."""
        zone = zone_named("UTC" if named == "Z" else named)
        if zone is not None:
            return zone
        if named:
            hint = closest(named, zone_names()) or _GIVE
            self.complain(
                line, where, quoted(named), "an IANA zone such as Africa/Addis_Ababa", hint
            )
        else:
            self.complain(line, where, "no zone", "the zone of the venue", _GIVE)
        return None


def _says(value: Any) -> bool:
    """Tell whether a value is anything but empty."""
    if isinstance(value, dict | list):
        return any(map(_says, value.values() if isinstance(value, dict) else value))
    return (value.strip() if isinstance(value, str) else value) not in _NOTHING


_GIVE = "Give one: --zone Area/Place."


def given_zone(name: str | None) -> ZoneInfo | None:
    """Return the zone that whoever imports has named; raise `InstanceError` if there is none of that name."""
    if name is None:
        return None
    zone = zone_named(name)
    if zone is None:
        hint = closest(name, zone_names())
        said = sentence("--zone", quoted(name), "an IANA zone such as Africa/Addis_Ababa", hint)
        raise InstanceError(said)
    return zone


def plain_signs(text: str) -> str:
    """Return a text with signs in the place of entities of HTML: ``Questions &amp; answers``."""
    return html.unescape(text) if _ENTITY.search(text) else text


def plain_of(text: str) -> str:
    """Return a text without the marks of HTML, and not longer than a text may be."""
    plain = plain_signs(_TAG.sub("\n", text))
    lines = (" ".join(line.split()) for line in plain.strip().splitlines())
    return "\n".join(_without_many_gaps(lines))[:LONGEST_TEXT].strip()


def _without_many_gaps(lines: Iterator[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def content_of(path: Path, intake: Intake, pages: Pages) -> tuple[bytes, int] | None:
    """Return what a file holds, and how many lines come before it; None and a complaint if it is not read."""
    try:
        content = bytes_of(path)
    except BrokenError as error:
        intake.complaints.append(Complaint(pages.add(str(path), 0), str(error)))
        return None
    return content, pages.add(str(path), content.count(b"\n") + 2)
