"""A strict reader of iCalendar, from RFC 5545, 6868 and 7986 alone: what it does not like, it refuses.

It knows only what feeds may hold; whatever else the standards allow is refused as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.publishing.values import VALUES

NAME = re.compile(r"[A-Z0-9-]+")
PARAMETER = re.compile(
    r';([A-Z0-9-]+)=((?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)(?:,(?:"[^"]*"|[^";:,]*))*)'
)
CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
PIECE = re.compile(r'"([^"]*)"|([^",]*)')


class Refused(Exception):  # noqa: N818 - said as it happens
    """The bytes are no calendar that everybody can read."""


@dataclass(frozen=True)
class Property:
    """A content line: its name, its parameters, its value as written, and as meant."""

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    text: str
    value: object


@dataclass
class Component:
    """A component with its properties and parts, in order."""

    name: str
    lines: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name."""
        return [line for line in self.lines if line.name == name]

    def get(self, name: str) -> object:
        """Return the value of a property that occurs at most once."""
        found = self.all(name)
        assert len(found) <= 1, f"{name} occurs {len(found)} times"
        return found[0].value if found else None

    def text(self, name: str) -> str:
        """Return the text of a property, which must be there."""
        value = self.get(name)
        assert isinstance(value, str), f"{name} is {value!r}"
        return value

    def named(self, name: str) -> list["Component"]:
        """Return the parts of a name."""
        return [part for part in self.parts if part.name == name]


MUST: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset({"VERSION", "PRODID", "METHOD"}),
    "VEVENT": frozenset({"UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER"}),
    "VTIMEZONE": frozenset({"TZID"}),
    "STANDARD": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
    "DAYLIGHT": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
}
OBSERVANCE = frozenset({"RRULE", "TZNAME"})
MAY: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset(
        {"CALSCALE", "NAME", "DESCRIPTION", "LAST-MODIFIED", "URL", "REFRESH-INTERVAL", "SOURCE"}
        | {"COLOR", "IMAGE", "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE", "X-PUBLISHED-TTL"}
    ),
    "VEVENT": frozenset(
        {"CREATED", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "LOCATION", "GEO", "DESCRIPTION"}
        | {"URL", "CATEGORIES", "STATUS", "CLASS", "TRANSP", "COLOR", "CONFERENCE"}
        | {"X-MICROSOFT-CDO-BUSYSTATUS"}
    ),
    "VTIMEZONE": frozenset(),
    "STANDARD": OBSERVANCE,
    "DAYLIGHT": OBSERVANCE,
}
REPEATED = frozenset({"CONFERENCE"})
INSIDE: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset({"VTIMEZONE", "VEVENT"}),
    "VTIMEZONE": frozenset({"STANDARD", "DAYLIGHT"}),
}


def read(content: bytes) -> Component:
    """Read one calendar; raise `Refused` at the first fault."""
    stack: list[Component] = []
    done: list[Component] = []
    for text in logical_lines(content):
        line = content_line(text)
        if done:
            raise Refused("something follows the calendar")
        if line.name == "BEGIN":
            stack.append(_begun(str(line.value), stack))
        elif line.name == "END":
            if not stack or stack[-1].name != line.value:
                raise Refused(f"END:{line.value} closes nothing")
            whole = _checked(stack.pop())
            (stack[-1].parts if stack else done).append(whole)
        elif not stack or stack[-1].parts:
            raise Refused(f"{line.name} is outside, or after a part")
        else:
            stack[-1].lines.append(line)
    if stack or len(done) != 1:
        raise Refused("not one whole calendar")
    return done[0]


def _begun(name: str, stack: list[Component]) -> Component:
    allowed = INSIDE.get(stack[-1].name, frozenset()) if stack else {"VCALENDAR"}
    if name not in allowed:
        raise Refused(f"{name} does not belong there")
    return Component(name)


def _checked(component: Component) -> Component:
    names = [line.name for line in component.lines]
    missing = MUST[component.name] - {*names}
    if missing:
        raise Refused(f"{component.name} lacks {sorted(missing)}")
    strange = {*names} - MUST[component.name] - MAY[component.name]
    if strange:
        raise Refused(f"{component.name} has {sorted(strange)}")
    twice = {name for name in names if names.count(name) > 1} - REPEATED
    if twice:
        raise Refused(f"{component.name} has {sorted(twice)} twice")
    order = [part.name for part in component.parts]
    if component.name == "VCALENDAR" and (not order or order != sorted(order, reverse=True)):
        raise Refused("zones come first, and a calendar is never empty")
    if component.name == "VTIMEZONE" and "STANDARD" not in order:
        raise Refused("a zone needs a standard time")
    return component


def logical_lines(content: bytes) -> Iterator[str]:
    """Yield the unfolded lines."""
    if not content.endswith(b"\r\n"):
        raise Refused("the last line does not end")
    current: str | None = None
    for number, raw in enumerate(content[:-2].split(b"\r\n"), 1):
        if len(raw) > 75 or not raw:
            raise Refused(f"line {number} has {len(raw)} octets")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(f"line {number} is not UTF-8") from error
        if re.search(r"[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]", text):
            raise Refused(f"line {number} has a control character")
        if not text.startswith(" "):
            if current is not None:
                yield current
            current = text
        elif current is None or len(text) == 1:
            raise Refused(f"line {number} continues nothing, or with nothing")
        else:
            current += text[1:]
    if current is not None:
        yield current


def content_line(text: str) -> Property:
    """Read a line: name, parameters, value."""
    matched = NAME.match(text)
    if matched is None:
        raise Refused(f"no name: {text!r}")
    name, position = matched.group(), matched.end()
    parameters: dict[str, tuple[str, ...]] = {}
    while parameter := PARAMETER.match(text, position):
        key, position = parameter.group(1), parameter.end()
        if key in parameters:
            raise Refused(f"{name} has {key} twice")
        parameters[key] = tuple(_pieces(parameter.group(2)))
    if text[position : position + 1] != ":":
        raise Refused(f"no value: {text!r}")
    written = text[position + 1 :]
    if name in {"BEGIN", "END"}:
        if parameters:
            raise Refused(f"{name} has parameters")
        return Property(name, parameters, written, written)
    return Property(name, parameters, written, _value(name, parameters, written))


def _pieces(text: str) -> Iterator[str]:
    """Yield the values of a parameter, with carets decoded."""
    position = 0
    while True:
        piece = PIECE.match(text, position)
        assert piece is not None
        quoted, bare = piece.groups()
        value = quoted if quoted is not None else bare
        if re.sub(r"\^[n^']", "", value).count("^"):
            raise Refused(f"a lone caret: {value!r}")
        yield re.sub(r"\^[n^']", lambda mark: CARETS[mark.group()], value)
        if piece.end() >= len(text):
            return
        position = piece.end() + 1


def _value(name: str, parameters: Mapping[str, tuple[str, ...]], text: str) -> object:
    kind = VALUES.get(name)
    if kind is None:
        raise Refused(f"{name} is unknown")
    try:
        return kind(parameters, text)
    except ValueError as error:
        raise Refused(f"{name}: {error}") from error
