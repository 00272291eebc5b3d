"""Exports of Indico: the timetable of an event, or the event with its contributions.

These are ``/export/timetable/ID.json`` and ``/export/event/ID.json?detail=contributions`` (or
``detail=sessions``). The fields are those of https://docs.getindico.io/en/stable/http-api/ and of
``TimetableSerializer`` in
https://github.com/indico/indico/blob/master/indico/modules/events/timetable/legacy.py. Contributions are
sessions, and the blocks in which they are held their tracks; a block without any, and one of posters, is a
session itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    ValidationInfo,
    model_validator,
)

from scheduler.instance import quoted, zone_named
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import fields
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import (
    ProgrammeBreak,
    SourceEvent,
    SourceProgramme,
    Speaker,
    together,
)

_KINDS = ("Session", "Contribution", "Break")


def _zone(name: str) -> str:
    if name and zone_named(name) is None:
        raise fields.wrong("an IANA zone such as Africa/Addis_Ababa")
    return name


class _Moment(fields.SourceRecord):
    """A date, a time and the zone whose clocks show it."""

    date: fields.NeededDay
    time: fields.NeededClock
    tz: Annotated[fields.Text, AfterValidator(_zone)] = ""

    @model_validator(mode="after")
    def _is_shown(self, info: ValidationInfo) -> Self:
        self.instant(fields.zone_of(info))
        return self

    def instant(self, zone: ZoneInfo) -> datetime:
        """Return when it is, in the zone that is given if it names none."""
        wall = datetime.combine(self.date, self.time)
        return fields.instant_of(wall, zone_named(self.tz) or zone)


class _IndicoPerson(fields.SourceRecord):
    first: fields.Text = Field("", validation_alias=AliasChoices("firstName", "first_name"))
    family: fields.Text = Field("", validation_alias=AliasChoices("familyName", "last_name"))
    name: fields.Text = Field("", validation_alias=AliasChoices("name", "fullName"))
    email: fields.Text = ""
    ignored = frozenset({"id", "db_id", "person_id", "emailHash", "fullName", "displayOrderKey"})

    @property
    def called(self) -> str:
        return " ".join(filter(None, (self.first, self.family))) or self.name

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not self.called:
            raise fields.wrong("the name of a person")
        return self


_People = Annotated[list[_IndicoPerson], fields.NoneAsEmpty]


def _kind(value: Any) -> Any:
    if value not in (None, "", *_KINDS):
        raise fields.wrong(" or ".join(_KINDS))
    return value or ""


def _title(value: Any) -> Any:
    # A contribution may hold its block as a whole.
    return value.get("title") if isinstance(value, dict) else value


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None


class _IndicoEntry(fields.CamelRow):
    """A contribution, a block of several, or a break."""

    id: fields.Text = ""
    code: fields.Text = ""
    title: fields.Title = ""
    session_title: fields.Text = ""
    entry_type: Annotated[str, BeforeValidator(_kind)] = ""
    type: fields.Text = ""
    start_date: _Moment | None = None
    end_date: _Moment | None = None
    duration: Annotated[int | None, BeforeValidator(_whole)] = None
    room: fields.Text = ""
    room_fullname: fields.Text = ""
    location: fields.Text = ""
    session: Annotated[fields.Text, BeforeValidator(_title)] = ""
    track: fields.Text = ""
    description: fields.Prose = ""
    is_poster: bool = False
    conveners: _People = Field([], validation_alias=AliasChoices("conveners", "sessionConveners"))
    presenters: _People = Field([], validation_alias=AliasChoices("presenters", "speakers"))
    ignored = frozenset(
        {"entries", "contributions", "url", "uniqueId", "conferenceId", "contributionId", "db_id"}
        | {"sessionId", "sessionSlotId", "sessionCode", "slotTitle", "scheduleId", "friendlyId"}
        | {"friendly_id", "color", "textColor", "inheritRoom", "inheritLoc", "pdf", "numSlots"}
        | {"contribDuration", "allowed", "modified_by", "last_modified", "participants"}
    )

    def place(self, block: "_IndicoEntry | None") -> str:
        """Return the room, its own or that of its block, or else where that is."""
        own = [self] if block is None else [self, block]
        rooms = [room for each in own for room in (each.room, each.room_fullname)]
        return next(filter(None, (*rooms, *(each.location for each in own))), "")


class _IndicoHead(fields.CamelRow):
    """An event; only an export of contributions has its fields."""

    title: fields.Text = ""
    timezone: fields.Text = ""
    start_date: _Moment | None = None
    end_date: _Moment | None = None


def is_export(root: Node) -> bool:
    """Tell whether a file is a timetable, by event, day and entry, or an event."""
    results = root.child("results")
    if results is None:
        return False
    first = results.child(0)
    return isinstance(results.value, dict) or (
        first is not None and first.child("startDate") is not None
    )


def programme_in(root: Node, intake: Intake) -> SourceProgramme | None:
    """Return the programme of an export."""
    results = root.child("results") or root
    events = _inside(results, intake, "results")
    if len(events) != 1:
        intake.complain(results.line, "results", f"{len(events)} events", "one")
        return None
    if isinstance(results.value, dict):
        days = _inside(events[0], intake, "results")
        entries = [each for day in days for each in _inside(day, intake, "results.days")]
        return _IndicoReading(Node(root.line, {}), _zone_of(entries), intake).programme(entries)
    event = events[0]
    parts = [event.child(key) for key in ("sessions", "contributions")]
    entries = [each for part in parts if part for each in _inside(part, intake, "contributions")]
    if not any(parts):
        hint = "Add ?detail=contributions to the address of the export."
        intake.complain(event.line, "results[1]", "no `contributions`", "a list of them", hint)
    return _IndicoReading(event, "", intake).programme(entries)


def _inside(node: Node, intake: Intake, where: str) -> list[Node]:
    if isinstance(node.value, list):
        return node.value
    if isinstance(node.value, dict):
        return list(node.value.values())
    if node.value is not None:
        intake.complain(node.line, where, brief(node), "a mapping")
    return []


def _zone_of(entries: Iterable[Node]) -> str:
    starts = (entry.child("startDate") for entry in entries)
    zones = (start.child("tz") for start in starts if start is not None)
    names = Counter(str(zone.value) for zone in zones if zone is not None and zone.value)
    return names.most_common(1)[0][0] if names else ""


class _IndicoReading:
    """Entries, one after the other."""

    def __init__(self, event: Node, zone: str, intake: Intake) -> None:
        self._intake = intake
        self._head = fields.read_head(_IndicoHead, event, "results[1]", intake)
        named = zone or self._head.timezone
        line = event.key_lines.get("timezone", event.line)
        self._zone = intake.zone(named, line, "timezone")
        self._events: list[SourceEvent] = []
        self._people: dict[str, Speaker] = {}
        self._breaks: list[ProgrammeBreak] = []
        self._count = 0

    def programme(self, entries: Iterable[Node]) -> SourceProgramme:
        """Return all of it."""
        for entry in entries:
            self._take(entry)
        first, last = self._head.start_date, self._head.end_date
        return SourceProgramme(
            title=self._head.title,
            zone=self._zone,
            events=tuple(self._events),
            people=tuple(self._people.values()),
            breaks=tuple(self._breaks),
            first_day=first.date if first else None,
            last_day=last.date if last else None,
        )

    def _take(self, node: Node, block: _IndicoEntry | None = None) -> None:
        """Read an entry; those of a block are read with it."""
        self._count += 1
        where = fields.place_of(node, "entries", self._count)
        entry = fields.read(_IndicoEntry, node, where, self._intake, self._zone)
        inner = node.child("entries") or node.child("contributions") or Node(0, None)
        parts = _inside(inner, self._intake, f"{where}.entries")
        if entry is not None and entry.is_poster and parts:
            what = f"of the poster session {quoted(entry.title)}, which is one session"
            for part in parts:
                title = part.child("title") or Node(0, "")
                self._intake.skip(str(title.value), what)
            parts = []
        for part in parts:
            self._take(part, entry)
        if entry is not None:
            self._intake.ignore(entry.unread)
            if not parts:
                kind = entry.entry_type or ("Contribution" if inner.line == 0 else "Session")
                self._entry(entry, kind, (node.line, where), block)

    def _entry(
        self, entry: _IndicoEntry, kind: str, at: tuple[int, str], block: _IndicoEntry | None
    ) -> None:
        """Take a session or a break, of which complaints name the line and the place."""
        start = entry.start_date.instant(self._zone) if entry.start_date else None
        end = entry.end_date.instant(self._zone) if entry.end_date else None
        title = entry.session_title or entry.title
        if start is not None and end is not None and end <= start:
            found = f"{end.isoformat()}, with a start at {start.isoformat()}"
            line, where = at
            self._intake.mark_odd(line, f"{where}.endDate", found, "an end after the start")
            return
        if kind == "Break" and start is not None and end is not None:
            self._breaks.append(ProgrammeBreak(title, start, end))
            return
        minutes = fields.minutes_between(start, end) if start and end else entry.duration
        roles = dict(self._persons(entry.conveners, "chair"))
        roles |= dict(self._persons(block.conveners, "chair")) if block else {}
        roles = together(roles, dict(self._persons(entry.presenters, "speaker")))
        outer = (block.session_title or block.title) if block else entry.session
        if outer and entry.track:
            self._intake.ignore({"track": True})
        self._events.append(
            SourceEvent(
                title=title,
                start=start,
                minutes=minutes or 0,
                room=entry.place(block),
                kind="Poster session" if entry.is_poster else entry.type or kind,
                track=outer or entry.track,
                people=tuple(roles),
                roles=tuple(roles.values()),
                description=entry.description,
                code=entry.code,
            )
        )

    def _persons(self, persons: Iterable[_IndicoPerson], role: str) -> Iterator[tuple[str, str]]:
        for each in persons:
            key = each.email.lower() or each.called
            self._people.setdefault(key, Speaker(key, each.called))
            self._intake.ignore(each.unread, f"{role}s.")
            yield key, role
