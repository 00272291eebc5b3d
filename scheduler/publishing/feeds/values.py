r"""Values as they stand in content lines, and the parts of `icalendar` that are used around them.

`icalendar` makes components, content lines, parameters, dates and offsets. It is bypassed where it
is wrong or would give other bytes each time:

- its TEXT turns a backslash before an N (``C:\News``) into a new line, and leaves control characters in;
- it writes NAME and every X- property as it finds it, without escaping;
- ``Calendar.new()`` draws a random UID, ``Event.new()`` stamps events with the time of day;
- its folds differ between its versions (an update would change every event), and take ten times as long;
- its time zones are lists of dates that begin late, which Outlook does not read (`zones` makes them).
"""

from icalendar import Component, Parameters

_OCTETS = 75
"""Octets of a line at most, without its end."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Value:
    """A value whose text is final, with its parameters in order."""

    def __init__(self, text: str, parameters: dict[str, str | list[str]] | None = None) -> None:
        self.params = Parameters(parameters or {})
        self._text = text

    def to_ical(self) -> bytes:
        """Return the bytes of the value."""
        return self._text.encode()


def escaped(text: str) -> str:
    """Escape a TEXT: backslash, semicolon, comma and new line, each once, and nothing else."""
    return text.translate(_ESCAPES)


def add_text(component: Component, name: str, text: str) -> None:
    """Add a TEXT, unless it is empty."""
    if text:
        component.add(name, Value(escaped(text)), encode=False)


def add_texts(component: Component, name: str, texts: list[str]) -> None:
    """Add a list of TEXTs in one property, unless it is empty."""
    if texts:
        component.add(name, Value(",".join(map(escaped, texts))), encode=False)


def add_value(component: Component, name: str, text: str, **parameters: str | list[str]) -> None:
    """Add a value that is no TEXT (a URI, a duration, a number), as it is."""
    component.add(name, Value(text, parameters), encode=False)


def bytes_of(component: Component) -> bytes:
    """Return the content lines of a component, in the order in which they were added."""
    items = component.property_items(sorted=False)
    return b"".join(folded(component.content_line(*item, sorted=False)) for item in items)


def folded(line: str) -> bytes:
    """Return a content line with its end, in pieces of at most 75 octets; no letter is torn."""
    octets, start, pieces = line.encode(), 0, []
    while len(octets) - start > _OCTETS - bool(start):
        end = start + _OCTETS - bool(start)
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"
