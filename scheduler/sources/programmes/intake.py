"""Values out of the nodes of a file, with a complaint for each that is not what it should be."""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.instance import closest, instants_of, quoted, sentence, zone_named, zone_names
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError, Complaint, Node, brief
from scheduler.sources.variants.layers import Pages

FIRST_YEAR, LAST_YEAR = 1970, 2199
LONGEST_TEXT = 10_000
"""Characters of a text of an instance at most."""
_LENGTH = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|[a-z]+\d{1,2}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|a|ul|ol|li|strong|em|b|i|u|h[1-6]|div|span|code|pre|blockquote|img)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)

LENGTH = "hours and minutes such as 01:30"
CLOCK = "a clock time such as 09:30"
DATE = f"a date from {FIRST_YEAR} to {LAST_YEAR} such as 2021-11-08"
MOMENT = "a date with its time such as 2021-11-08T09:30:00+03:00"


class Intake:
    """What is wrong with a file, and what of it cannot be taken over."""

    def __init__(self, zone: ZoneInfo | None) -> None:
        self.given = zone
        """The zone that whoever imports has named."""
        self.complaints: list[Complaint] = []
        self.left: list[str] = []

    def complain(self, line: int, where: str, found: str, expected: str, hint: str = "") -> None:
        """Take down what is wrong at a place."""
        self.complaints.append(Complaint(line, sentence(where, found, expected, hint)))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self.complaints.append(Complaint(line, text))

    def leave(self, what: str) -> None:
        """Take down what is not taken over."""
        if what not in self.left:
            self.left.append(what)

    def rows(self, parent: Node, key: str, where: str) -> list[Node]:
        """Return the mappings of a list; none if there is no list."""
        return [row for row in self.items(parent, key, where) if self.is_mapping(row, where)]

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

    def mapping(self, parent: Node, key: str, where: str) -> Node | None:
        """Return a mapping that has to be there."""
        child = parent.child(key)
        if child is None:
            self.complain(parent.line, where, f"no `{key}`", "a mapping")
            return None
        return child if self.is_mapping(child, where) else None

    def text(self, parent: Node, key: str, where: str, *, needed: bool = False) -> str:
        """Return a text in one line; a number is its digits, nothing is none."""
        return " ".join(self.prose(parent, key, where, needed=needed).split())

    def prose(self, parent: Node, key: str, where: str, *, needed: bool = False) -> str:
        """Return a text, without the marks of HTML; one in several languages is in the first."""
        child = parent.child(key)
        if child is not None and isinstance(child.value, dict):
            texts = (each for each in child.value.values() if isinstance(each.value, str))
            child = next((each for each in texts if str(each.value).strip()), child)
        if child is not None and isinstance(child.value, list | dict):
            self.complain(child.line, f"{where}.{key}", brief(child), "text")
            return ""
        value = "" if child is None or child.value is None else str(child.plain or child.value)
        said = plain_of(value)
        if needed and not said:
            found = f"no `{key}`" if child is None else brief(child)
            line = parent.line if child is None else child.line
            self.complain(line, f"{where}.{key}", found, "text")
        return said

    def joined(self, parent: Node, keys: Iterable[str], where: str) -> str:
        """Return the texts of several fields one after the other, but those that others hold already."""
        texts = [*filter(None, (self.prose(parent, key, where) for key in keys))]
        own = [
            text
            for at, text in enumerate(texts)
            if text not in texts[:at]
            and not any(text in other for other in texts if len(other) > len(text))
        ]
        return "\n\n".join(own)[:LONGEST_TEXT].strip()

    def number(self, parent: Node, key: str, where: str) -> int | None:
        """Return a whole number above 0, if there is one; 0 says nothing."""
        child = parent.child(key)
        if child is None or child.value in (None, "", 0):
            return None
        value = child.value
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:10])
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 10**9:
            self.complain(child.line, f"{where}.{key}", brief(child), "a whole number, 0 or more")
            return None
        return value

    def minutes(self, parent: Node, key: str, where: str) -> int | None:
        """Return a duration that is written as hours and minutes."""
        match = self._match(_LENGTH, parent, key, where, LENGTH)
        return None if match is None else int(match[1]) * 60 + int(match[2])

    def clock(self, parent: Node, key: str, where: str) -> time | None:
        """Return a clock time."""
        match = self._match(_CLOCK, parent, key, where, CLOCK)
        return None if match is None else time(int(match[1]), int(match[2]))

    def _match(
        self, form: re.Pattern[str], parent: Node, key: str, where: str, expected: str
    ) -> re.Match[str] | None:
        child = parent.child(key)
        match = form.fullmatch(str(child.value).strip()) if child is not None else None
        if match is None:
            found = f"no `{key}`" if child is None else brief(child)
            line = parent.line if child is None else child.line
            self.complain(line, f"{where}.{key}", found, expected)
        return match

    def date(self, parent: Node, key: str, where: str) -> date | None:
        """Return a date, or that of a moment; None if there is none."""
        child = parent.child(key)
        if child is None or child.value in (None, ""):
            return None
        try:
            found = date.fromisoformat(str(child.value).strip()[:10])
        except ValueError:
            found = date.min
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.complain(child.line, f"{where}.{key}", brief(child), DATE)
            return None
        return found

    def moment(
        self, parent: Node, key: str, where: str, zone: ZoneInfo, *, needed: bool = False
    ) -> datetime | None:
        """Return an instant; one without an offset is by the clocks of the zone. None if there is none."""
        child = parent.child(key)
        if child is None or child.value in (None, ""):
            if needed:
                line = parent.line if child is None else child.line
                self.complain(line, f"{where}.{key}", f"no `{key}`", MOMENT)
            return None
        try:
            found = datetime.fromisoformat(str(child.value).strip())
        except ValueError:
            found = datetime.min  # noqa: DTZ901  (out of range, like every other that is none)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.complain(child.line, f"{where}.{key}", brief(child), MOMENT)
            return None
        if found.tzinfo is None:
            return self.instant(found, zone, child, f"{where}.{key}")
        return found.replace(second=0, microsecond=0)

    def instant(self, wall: datetime, zone: ZoneInfo, node: Node, where: str) -> datetime | None:
        """Return the instant, the first if there are two, at which clocks show a time."""
        instants = instants_of(wall.replace(second=0, microsecond=0), zone)
        if not instants:
            self.complain(
                node.line, where, brief(node), f"a time that the clocks of {zone.key} do not skip"
            )
            return None
        return instants[0]

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


def clock_of(text: str) -> time | None:
    """Return the clock time that a text is, if it is one."""
    match = _CLOCK.fullmatch(text.strip())
    return None if match is None else time(int(match[1]), int(match[2]))


_GIVE = "Give one: --zone Area/Place."


def plain_of(text: str) -> str:
    """Return a text without the marks of HTML, and not longer than a text may be."""
    if _TAG.search(text):
        text = html.unescape(_TAG.sub("\n", text))
    elif _ENTITY.search(text):
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(_without_many_gaps(lines))[:LONGEST_TEXT].strip()


def _without_many_gaps(lines: Iterator[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def until(start: datetime, minutes: int) -> datetime:
    """Return the end of what begins then."""
    return start + timedelta(minutes=minutes)


def content_of(path: Path, intake: Intake, pages: Pages) -> tuple[bytes, int] | None:
    """Return what a file holds, and how many lines come before it; None and a complaint if it is not read."""
    try:
        content = bytes_of(path)
    except BrokenError as error:
        intake.complaints.append(Complaint(pages.add(str(path), 0), str(error)))
        return None
    return content, pages.add(str(path), content.count(b"\n") + 2)
