"""A strict reader of iCalendar, from RFC 5545, 6868 and 7986 alone: what it does not like, it refuses.

It knows only what feeds may hold; whatever else the standards allow is refused as well.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from scheduler.publishing.feeds import Feeds, ProgrammeFeed, Which
from scheduler.publishing.records import Release

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


Parameters = Mapping[str, tuple[str, ...]]
Reader = Callable[[Parameters, str], object]

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def _only(parameters: Parameters, *names: str) -> None:
    strange = parameters.keys() - {*names}
    if strange:
        raise ValueError(f"has {sorted(strange)}")


def text_list(parameters: Parameters, text: str) -> tuple[str, ...]:
    """Read TEXTs between bare commas."""
    _only(parameters)
    pieces = re.split(r"(?<!\\)((?:\\\\)*),", text)
    joined = [
        pieces[n] + (pieces[n + 1] if n + 1 < len(pieces) else "") for n in range(0, len(pieces), 2)
    ]
    return tuple(unescaped(piece) for piece in joined)


def text_value(parameters: Parameters, text: str) -> str:
    """Read one TEXT."""
    _only(parameters)
    if not text:
        raise ValueError("is empty")
    return unescaped(text)


def unescaped(text: str) -> str:
    r"""Undo the four escapes; refuse any other backslash, and a bare comma or semicolon."""
    if re.search(r"[,;]", re.sub(r"\\[\\;,nN]", "", text)):
        raise ValueError(f"a bare comma or semicolon in {text!r}")
    if "\\" in re.sub(r"\\[\\;,n]", "", text):
        raise ValueError(f"a bare backslash in {text!r}")
    marks = {"\\n": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}
    return re.sub(r"\\[\\;,n]", lambda mark: marks[mark.group()], text)


def word(*allowed: str) -> Reader:
    """Read one of some words."""

    def read(parameters: Parameters, text: str) -> str:
        _only(parameters)
        if text not in allowed:
            raise ValueError(f"{text!r} is not one of {allowed}")
        return text

    return read


def utc(parameters: Parameters, text: str) -> datetime:
    """Read a DATE-TIME in UTC."""
    _only(parameters)
    if not re.fullmatch(r"\d{8}T\d{6}Z", text):
        raise ValueError(f"{text!r} is not in UTC")
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def local(parameters: Parameters, text: str) -> datetime:
    """Read a DATE-TIME without a zone: of a time zone's change."""
    _only(parameters)
    if not re.fullmatch(r"\d{8}T\d{6}", text):
        raise ValueError(f"{text!r} is not local")
    return utc({}, f"{text}Z").replace(tzinfo=None)


def start_or_end(parameters: Parameters, text: str) -> date | datetime | tuple[str, datetime]:
    """Read a DATE, a DATE-TIME in UTC, or one with its zone."""
    _only(parameters, "TZID", "VALUE")
    if parameters.get("VALUE") == ("DATE",):
        if not re.fullmatch(r"\d{8}", text):
            raise ValueError(f"{text!r} is no date")
        return utc({}, f"{text}T000000Z").date()
    if "VALUE" in parameters:
        raise ValueError("an odd VALUE")
    if "TZID" in parameters:
        (zone,) = parameters["TZID"]
        return zone, local({}, text)
    return utc({}, text)


def onset_or_moment(parameters: Parameters, text: str) -> object:
    """Read DTSTART: of an event, or (local) of an observance."""
    floating = not parameters and re.fullmatch(r"\d{8}T\d{6}", text)
    return local(parameters, text) if floating else start_or_end(parameters, text)


def offset(parameters: Parameters, text: str) -> timedelta:
    """Read a UTC-OFFSET."""
    _only(parameters)
    matched = re.fullmatch(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?", text)
    if not matched or re.fullmatch(r"-0+", text):
        raise ValueError(f"{text!r} is no offset")
    sign, hours, minutes, seconds = matched.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -size if sign == "-" else size


def duration(parameters: Parameters, text: str) -> timedelta:
    """Read a DURATION of hours or minutes."""
    if not re.fullmatch(r"PT(\d+H)?(\d+M)?", text) or text == "PT":
        raise ValueError(f"{text!r} is no duration")
    hours, minutes = re.search(r"(\d+)H", text), re.search(r"(\d+)M", text)
    return timedelta(
        hours=int(hours.group(1)) if hours else 0, minutes=int(minutes.group(1)) if minutes else 0
    )


def marked_duration(parameters: Parameters, text: str) -> timedelta:
    """Read a DURATION that says so, as REFRESH-INTERVAL has to."""
    _only(parameters, "VALUE")
    if parameters.get("VALUE") != ("DURATION",):
        raise ValueError("needs VALUE=DURATION")
    return duration({}, text)


def uri(*schemes: str, marked: bool = False, more: tuple[str, ...] = ()) -> Reader:
    """Read a URI of one of some schemes, with VALUE=URI if so wanted."""

    def read(parameters: Parameters, text: str) -> str:
        _only(parameters, *(("VALUE",) if marked else ()), *more)
        if marked and parameters.get("VALUE") != ("URI",):
            raise ValueError("needs VALUE=URI")
        if not re.fullmatch(r"[A-Za-z0-9%/:=&?~#+!$,;'@()*\[\]._-]+", text):
            raise ValueError(f"{text!r} is no URI")
        if urlsplit(text).scheme not in schemes:
            raise ValueError(f"{text!r} is of another scheme")
        return text

    return read


def number(parameters: Parameters, text: str) -> int:
    """Read an INTEGER of 0 or more."""
    _only(parameters)
    if not re.fullmatch(r"0|[1-9]\d{0,9}", text) or int(text) > 2_147_483_647:
        raise ValueError(f"{text!r} is no number")
    return int(text)


def geo(parameters: Parameters, text: str) -> tuple[float, float]:
    """Read latitude and longitude."""
    _only(parameters)
    if not re.fullmatch(r"-?\d+\.\d{1,6};-?\d+\.\d{1,6}", text):
        raise ValueError(f"{text!r} is no place")
    latitude, longitude = map(float, text.split(";"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"{text!r} is not on earth")
    return latitude, longitude


def yearly(parameters: Parameters, text: str) -> tuple[int, int, int]:
    """Read the one form of a rule that Outlook reads: month, n-th, weekday."""
    _only(parameters)
    matched = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-1|[1-5])(\w\w)", text)
    if not matched or not 1 <= int(matched.group(1)) <= 12:
        raise ValueError(f"{text!r} is another rule")
    return int(matched.group(1)), int(matched.group(2)), DAYS[matched.group(3)]


def uuid(parameters: Parameters, text: str) -> str:
    """Read a UID: a lower-case UUID."""
    _only(parameters)
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
        raise ValueError(f"{text!r} is no lower-case UUID")
    return text


VALUES: Mapping[str, Reader] = {
    "VERSION": word("2.0"),
    "PRODID": text_value,
    "METHOD": word("PUBLISH"),
    "NAME": text_value,
    "X-WR-CALNAME": text_value,
    "DESCRIPTION": text_value,
    "X-WR-CALDESC": text_value,
    "X-WR-TIMEZONE": text_value,
    "REFRESH-INTERVAL": marked_duration,
    "X-PUBLISHED-TTL": duration,
    "LAST-MODIFIED": utc,
    "URL": uri("https"),
    "SOURCE": uri("https", marked=True),
    "IMAGE": uri("https", marked=True),
    "COLOR": text_value,
    "UID": uuid,
    "DTSTAMP": utc,
    "CREATED": utc,
    "SEQUENCE": number,
    "DTSTART": onset_or_moment,
    "DTEND": start_or_end,
    "SUMMARY": text_value,
    "LOCATION": text_value,
    "GEO": geo,
    "ORGANIZER": uri("mailto", more=("CN",)),
    "CATEGORIES": text_list,
    "STATUS": word("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "CLASS": word("PUBLIC", "PRIVATE"),
    "TRANSP": word("OPAQUE", "TRANSPARENT"),
    "X-MICROSOFT-CDO-BUSYSTATUS": word("FREE", "TENTATIVE", "BUSY"),
    "CONFERENCE": uri(
        "https", "http", "tel", "sip", "sips", "xmpp", marked=True, more=("FEATURE", "LABEL")
    ),
    "TZID": text_value,
    "TZOFFSETFROM": offset,
    "TZOFFSETTO": offset,
    "TZNAME": text_value,
    "RRULE": yearly,
}


class ReadZone:
    """A time zone as a client reads it out of a calendar."""

    def __init__(self, zone: Component, last_year: int) -> None:
        onsets = sorted(
            onset for observance in zone.parts for onset in _onsets(observance, last_year)
        )
        self._moments = [moment for moment, _ in onsets]
        self._offsets = [offset for _, offset in onsets]

    def offset(self, moment: datetime) -> timedelta:
        """Return the offset to UTC at a moment, which no observance may precede."""
        position = bisect_right(self._moments, moment)
        assert position, f"nothing is said of {moment}"
        return self._offsets[position - 1]

    def instant(self, wall: datetime) -> datetime:
        """Return the first moment at which the clocks show something."""
        found = [
            moment
            for offset in {*self._offsets}
            if self.offset(moment := (wall - offset).replace(tzinfo=UTC)) == offset
        ]
        assert found, f"the clocks never show {wall}"
        return min(found)


def _onsets(observance: Component, last_year: int) -> Iterator[tuple[datetime, timedelta]]:
    """Yield when an observance begins, in UTC, and the offset from then on."""
    start, before, after = (
        observance.get(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    )
    assert isinstance(start, datetime)
    assert isinstance(before, timedelta)
    assert isinstance(after, timedelta)
    rule = observance.get("RRULE")
    if rule is None:
        yield (start - before).replace(tzinfo=UTC), after
        return
    assert isinstance(rule, tuple)
    for year in range(start.year, last_year + 1):
        day = _nth(year, *rule)
        if day:
            wall = start.replace(year=year, month=rule[0], day=day)
            yield (wall - before).replace(tzinfo=UTC), after


def _nth(year: int, month: int, number: int, weekday: int) -> int | None:
    """Return the day of the n-th weekday of a month, by looking at each of its days."""
    days = [
        day
        for day in range(1, monthrange(year, month)[1] + 1)
        if datetime(year, month, day, tzinfo=UTC).weekday() == weekday
    ]
    return days[number if number < 0 else number - 1] if number <= len(days) else None


def calendar_of(release: Release, which: Which | None = None, language: str = "en") -> Component:
    """Return a feed of a release; the whole programme, unless another is asked for."""
    return read(Feeds(release).made(which or ProgrammeFeed(), language))


def events_of(
    release: Release, which: Which | None = None, language: str = "en"
) -> Mapping[str, Component]:
    """Return the events of a feed by the id of their session."""
    return by_session(release, calendar_of(release, which, language))


def event_of(release: Release, which: Which | None = None, language: str = "en") -> Component:
    """Return the only event of a feed."""
    (event,) = calendar_of(release, which, language).named("VEVENT")
    return event


def by_session(release: Release, calendar: Component) -> Mapping[str, Component]:
    """Return the events of a calendar by the id of their session."""
    session = {each.uid: each.session for each in release.entries}
    return {session[event.text("UID")]: event for event in calendar.named("VEVENT")}


def raw_events(content: bytes) -> Mapping[str, bytes]:
    """Return the bytes of each event by its UID."""
    pieces = content.split(b"BEGIN:VEVENT\r\n")[1:]
    events = [piece.partition(b"END:VEVENT\r\n")[0] for piece in pieces]
    return {event.split(b"\r\n")[0].removeprefix(b"UID:").decode(): event for event in events}


def all_feeds(release: Release) -> Iterator[tuple[Which, str, bytes]]:
    """Yield every feed of a release in each language of its conference."""
    feeds = Feeds(release)
    for language in release.conference.languages:
        for which in (*feeds.public, *feeds.personal):
            yield which, language, feeds.made(which, language)
