"""Calendars (ICS) as programmes: an event is a session, its location the room, a category the track.

The format is RFC 5545, https://www.rfc-editor.org/rfc/rfc5545, with the names of RFC 7986, and the names and
zones of older programs (``X-WR-CALNAME``, ``X-WR-TIMEZONE``).
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from scheduler.instance import quoted
from scheduler.sources.documents import text_in
from scheduler.sources.nodes import BrokenError, Node, shortened
from scheduler.sources.programmes.formats.fields import (
    instant_at,
    minutes_between,
)
from scheduler.sources.programmes.intake import FIRST_YEAR, LAST_YEAR, Intake, plain_of
from scheduler.sources.programmes.records import SourceEvent, SourceProgramme, Speaker

_ROLES = {"CHAIR": "chair", "REQ-PARTICIPANT": "required"}
"""Roles of persons that are imported."""
_SPEAKERS = re.compile(r"(?:speakers?|presenters?)\s*:\s*(\S.*)", re.IGNORECASE)
"""A name that marks its person as a speaker."""
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+and\s+")
_READ = frozenset(
    {"SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "DESCRIPTION", "CATEGORIES", "STATUS"}
    | {"ATTENDEE", "ORGANIZER", "RRULE", "RDATE", "EXDATE", "UID", "DTSTAMP", "SEQUENCE"}
    | {"CREATED", "LAST-MODIFIED", "TRANSP", "CLASS", "RECURRENCE-ID"}
)
"""Properties that are imported, or do not concern a programme."""
_TIME = "a time such as 20211108T093000Z, or with a TZID"
_VALUES = {"DTSTART": _TIME, "DTEND": _TIME, "DURATION": "a duration such as PT1H30M"}
_OTHER = "a value as in RFC 5545"
_NUL = re.compile("\0")
_LINE = "a line such as SUMMARY:Opening"
_BEGIN = re.compile(r"^BEGIN:VEVENT\b", re.IGNORECASE | re.MULTILINE)
_WHOLE = "BEGIN:VCALENDAR at the beginning and END:VCALENDAR at the end"


class Parsed(Node):
    """Calendars among the nodes of other files, with their events and the line of each."""

    def __init__(self, line: int, calendars: Sequence[Component], lines: Sequence[int]) -> None:
        super().__init__(line, None)
        self.calendars, self.lines = calendars, lines
        self.events = [each for calendar in calendars for each in calendar.walk("VEVENT")]


def calendar_of(content: bytes, later: int) -> Parsed:
    """Return what a calendar holds, with lines counted so much later; raise `BrokenError` if it is none."""
    text = text_in(content, _NUL)
    if not text.strip():
        raise BrokenError(0, "is empty.")
    lines, line, done = list[int](), later + 1, 0
    for match in _BEGIN.finditer(text):
        line, done = line + text.count("\n", done, match.start()), match.start()
        lines.append(line)
    try:
        found = Parsed(later + 1, Calendar.from_ical(text, multiple=True), lines)
    except RecursionError as error:
        raise BrokenError(0, "holds too many levels inside each other.") from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        said = shortened(str(error)).rstrip(".")
        raise BrokenError(0, f"expected a calendar (ICS), but the parser says: {said}.") from error
    if not found.calendars:
        raise BrokenError(0, f"expected a calendar (ICS) with {_WHOLE}.")
    return found


def programme_in(root: Node, intake: Intake) -> SourceProgramme | None:
    """Return the programme of a calendar."""
    if not isinstance(root, Parsed):
        return None
    zone = intake.zone(_zone_of(root.calendars, root.events), root.line, "calendar")
    reading = _CalendarReading(intake, zone)
    lines = [*root.lines, *[root.line] * len(root.events)]
    for component, line in zip(root.events, lines, strict=False):
        reading.take(component, line)
    names = (_text_of(each, key) for each in root.calendars for key in ("NAME", "X-WR-CALNAME"))
    return SourceProgramme(
        title=next(filter(None, names), ""),
        zone=zone,
        events=tuple(reading.events),
        people=tuple(reading.people.values()),
    )


def _zone_of(calendars: Sequence[Component], events: Sequence[Component]) -> str:
    """Return the zone of a calendar, or else that of most of its events."""
    for calendar in calendars:
        for key in ("X-WR-TIMEZONE", "TIMEZONE-ID"):
            if named := _text_of(calendar, key):
                return named
    starts = (getattr(each.get("DTSTART"), "dt", None) for each in events if not each.errors)
    keys = (getattr(getattr(start, "tzinfo", None), "key", "") for start in starts)
    zones = Counter(key for key in keys if key and key != "UTC")
    return next((zone for zone, _ in zones.most_common(1)), "")


def _text_of(component: Mapping[str, Any], key: str) -> str:
    value = component.get(key)
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(plain_of(str(value)).split()) if value is not None else ""


class _CalendarReading:
    """Events and persons, one after the other."""

    def __init__(self, intake: Intake, zone: ZoneInfo) -> None:
        self._intake, self._zone = intake, zone
        self._known: set[str] = set()
        self.events: list[SourceEvent] = []
        self.people: dict[str, Speaker] = {}

    def take(self, component: Component, line: int) -> None:
        """Read an event."""
        uid, title = _text_of(component, "UID"), _text_of(component, "SUMMARY")
        where = f"events[{shortened(uid or title)}]"
        if _text_of(component, "STATUS").upper() == "CANCELLED":
            self._intake.skip(title, "cancelled, not imported")
            return
        for key, why in component.errors:
            if key is None:  # of the parser: "… parts: 'Committee on fish': Invalid content line"
                found = shortened(why.partition("parts: ")[2].rpartition(": ")[0] or why)
                self._intake.mark_odd(line, where, found, _LINE)
                continue
            name, found = key.upper(), quoted(shortened(_text_of(component, key)))
            self._intake.mark_odd(line, f"{where}.{name}", found, _VALUES.get(name, _OTHER))
        if not title:
            self._intake.mark_odd(line, f"{where}.SUMMARY", "no SUMMARY", "a title")
        if component.errors or not title:
            return
        start, minutes = self._span(component, line, where)
        if start is None:
            return
        if component.get("RRULE") is not None or component.get("RDATE") is not None:
            self._intake.skip(title, "repeated, imported only once")
        roles = dict(self._roles(component))
        origin = {"guid": _guid(uid)} if uid and uid not in self._known else {}
        self._known.add(uid)
        others = {key: component[key] for key in component if key not in _READ}
        self._intake.ignore({key: said for key, said in others.items() if key[:2] != "X-"})
        self.events.append(
            SourceEvent(
                title=title,
                start=start,
                minutes=minutes,
                room=_text_of(component, "LOCATION"),
                track=" ".join(plain_of("".join(getattr(component, "categories", ())[:1])).split()),
                people=tuple(roles),
                roles=tuple(roles.values()),
                description=plain_of(str(component.get("DESCRIPTION") or "")),
                origin=origin,
            )
        )

    def _roles(self, component: Component) -> Iterator[tuple[str, str]]:
        """Yield the persons of an event with their roles, and organisers who speak."""
        for key in ("ATTENDEE", "ORGANIZER"):
            found = component.get(key) or []
            for each in found if isinstance(found, list) else [found]:
                name, address = _name(each), str(each).lower()
                role = _ROLES.get(str(each.params.get("ROLE", "REQ-PARTICIPANT")).upper())
                is_person = str(each.params.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
                if match := _SPEAKERS.fullmatch(name):
                    names = filter(None, _BETWEEN.split(match[1]))
                    yield from ((self._person(other, other), "speaker") for other in names)
                elif key == "ORGANIZER":
                    self._intake.ignore({"organisers not marked as speakers": name})
                elif name and role and is_person:
                    yield self._person(address if "@" in address else name, name), role
                else:
                    self._intake.ignore({"attendees who are optional, or not persons": name})

    def _person(self, key: str, name: str) -> str:
        return self.people.setdefault(key, Speaker(key, name)).key

    def _span(self, component: Component, line: int, where: str) -> tuple[datetime | None, int]:
        """Return start and minutes of an event; no start for one of whole days."""
        first = component.get("DTSTART")
        if first is None:
            self._intake.mark_odd(line, f"{where}.DTSTART", "no DTSTART", _TIME)
            return None, 0
        if not isinstance(getattr(first, "dt", None), datetime):
            self._intake.skip(_text_of(component, "SUMMARY"), "of whole days, not imported")
            return None, 0
        start = self._instant(first, line, f"{where}.DTSTART")
        last, lasts = component.get("DTEND"), getattr(component.get("DURATION"), "dt", None)
        end = start if last is None else self._instant(last, line, f"{where}.DTEND")
        if last is None and start is not None and lasts is not None:
            end = start + min(lasts, timedelta(days=7))
        if start is None or end is None:
            return None, 0
        minutes = minutes_between(start, end)
        if minutes < 0:
            found = f"{end.isoformat()}, with a start at {start.isoformat()}"
            self._intake.mark_odd(line, f"{where}.DTEND", found, "an end after the start")
        elif minutes == 0:
            self._intake.skip(_text_of(component, "SUMMARY"), "without a length, not imported")
        return (start, minutes) if minutes > 0 else (None, 0)

    def _instant(self, value: Any, line: int, where: str) -> datetime | None:
        moment = getattr(value, "dt", None)
        if not isinstance(moment, datetime) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self._intake.mark_odd(line, where, quoted(shortened(str(moment))), _TIME)
            return None
        if moment.tzinfo is not None:
            return moment.replace(second=0, microsecond=0)
        if named := value.params.get("TZID"):
            found = f"TZID={shortened(str(named))}"
            self._intake.mark_odd(
                line, where, found, "a zone that the calendar defines, or an IANA zone"
            )
            return None
        return instant_at(moment, self._zone, Node(line, str(moment)), where, self._intake)


def _name(person: Any) -> str:
    said = person.params.get("CN")
    said = ", ".join(map(str, said)) if isinstance(said, list) else said
    # Without a name, the address up to its @: the rest is private.
    return " ".join(str(said or str(person).partition(":")[2]).partition("@")[0].split())[:10_000]


def _guid(uid: str) -> str:
    """Return a UUID for apps: the UID, or one made from it, as a UID may hold a private address."""
    try:
        return str(uuid.UUID(uid))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, uid))
