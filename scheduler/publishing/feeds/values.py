"""Values of content lines, in the parts of `icalendar` they need: texts, colours, begin and end of events."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Component, Parameters

from scheduler.instance import COLOURS
from scheduler.wording import are_whole_days

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
    """Add a value that is not TEXT (a URI, a duration, a number), unescaped."""
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


def colour_name(*wishes: str | None) -> str | None:
    """Return the first wish that is a colour name of CSS3, in lower case."""
    named = (wish.strip().lower() for wish in wishes if wish)
    return next((name for name in named if name in COLOURS), None)


_DAY = timedelta(days=1)


def span_of(start: datetime, end: datetime) -> tuple[date, date] | tuple[datetime, datetime]:
    """Return DTSTART and DTEND of hours by the venue's clocks.

    Whole days, and what is longer than a day, are dates; the second is the day after the last. An hour that
    the clocks show twice, in a night of autumn, is the first for some calendars and the second for others:
    what begins or ends in it is in UTC.
    """
    if is_shown_by_dates(start, end):
        after = end.date() if end.time() == time() else end.date() + _DAY
        return start.date(), after
    if comes_twice(start) or comes_twice(end):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def comes_twice(moment: datetime) -> bool:
    """Return whether the clocks show a moment's hour and minute at another moment as well."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def is_shown_by_dates(start: datetime, end: datetime) -> bool:
    """Return whether a calendar shows dates only: of whole days, and of hours longer than a day."""
    return are_whole_days(start, end) or end.astimezone(UTC) - start.astimezone(UTC) > _DAY


def needs_zone(start: datetime, end: datetime) -> bool:
    """Return whether DTSTART and DTEND name the venue's zone."""
    first = span_of(start, end)[0]
    return isinstance(first, datetime) and first.tzinfo is not UTC
