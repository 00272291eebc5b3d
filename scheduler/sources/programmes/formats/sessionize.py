"""Exports of Sessionize: ``all.json``, and its views Sessions and Grid.

The fields are those of https://sessionize.com/playbook/api. ``all.json`` has sessions, speakers, rooms and
categories in lists of their own that refer to each other by id; the view of sessions has groups, the grid
days with rooms, and in both persons and categories stand in the sessions. Times are by the clocks of the
venue, which no view names.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from pydantic import AliasChoices, Field, ValidationInfo, field_validator

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.formats import fields
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import EventRoom, SourceEvent, SourceProgramme, Speaker

_TAKEN = ("", "accepted")
"""States of sessions that are part of a programme."""
_SERVICE = "Service session"
"""Kind of sessions of the organisers, such as breaks, that name none."""
_FIELDS = {
    "kind": ("session format", "format", "session type", "type"),
    "track": ("track", "tracks"),
    "language": ("language", "session language"),
}
"""Names of categories, by the field of sessions that they hold."""


class _SessionizeItem(fields.CamelRow):
    """A person, a room or a value of a category: its own row, or what refers to it."""

    id: fields.Text = ""
    name: fields.Text = Field("", validation_alias=AliasChoices("name", "fullName"))
    first_name: fields.Text = ""
    last_name: fields.Text = ""
    ignored = frozenset(
        {"sort", "sessions", "isTopSpeaker", "profilePicture", "hasOnlyPlenumSessions", "session"}
        | {"index"}
    )

    @property
    def called(self) -> str:
        return self.name or " ".join(filter(None, (self.first_name, self.last_name)))


_Items = Annotated[list[Annotated[_SessionizeItem, fields.scalar_as("id")]], fields.NoneAsEmpty]


class _Category(fields.CamelRow):
    title: fields.Text = Field("", validation_alias=AliasChoices("title", "name"))
    items: _Items = Field([], validation_alias=AliasChoices("items", "categoryItems"))


class _SessionizeTalk(fields.CamelRow):
    id: fields.Text = ""
    title: fields.Title = ""
    description: fields.Prose = ""
    starts_at: fields.Moment = None
    ends_at: fields.Moment = None
    is_service_session: bool = False
    speakers: _Items = []
    category_items: _Items = []
    categories: Annotated[list[_Category], fields.NoneAsEmpty] = []
    room_id: fields.Text = ""
    room: fields.Text = ""
    status: fields.Text = ""
    ignored = frozenset({"isPlenumSession", "isInformed", "isConfirmed"})

    @field_validator("ends_at")
    @classmethod
    def _is_in_order(cls, end: datetime | None, info: ValidationInfo) -> datetime | None:
        return end and fields.after(info.data.get("starts_at"), end)


def is_view(root: Node) -> bool:
    """Tell whether a file is ``all.json``, the view of sessions, or the grid."""
    if root.child("sessions") is not None:
        return any(root.child(key) is not None for key in ("speakers", "rooms", "categories"))
    first = root.child(0)
    return first is not None and (
        first.child("sessions") is not None
        or (first.child("rooms") is not None and first.child("date") is not None)
    )


def programme_in(root: Node, intake: Intake) -> SourceProgramme:
    """Return the programme of a view."""
    return _SessionizeReading(root, intake).programme()


class _SessionizeReading:
    """Sessions and the objects that they refer to."""

    def __init__(self, root: Node, intake: Intake) -> None:
        self._root, self._intake = root, intake
        self._zone = intake.zone("", root.line, "sessions")
        self._people: dict[str, Speaker] = {}
        self._rooms = {each.id: each for each in self._read(_SessionizeItem, root, "rooms")}
        self._values: dict[str, tuple[str, str]] = {}
        """Title and value of categories, by the number of the value."""
        for each in self._read(_Category, root, "categories"):
            self._values |= {item.id: (each.title, item.called) for item in each.items}
        for person in self._read(_SessionizeItem, root, "speakers"):
            self._person(person)

    def _read(
        self, model: type[fields.R], node: Node, table: str, where: str = ""
    ) -> Iterator[fields.R]:
        rows = self._intake.items(node, table, where + table)
        return fields.read_all(model, rows, where + table, self._intake, self._zone)

    def programme(self) -> SourceProgramme:
        """Return all of it."""
        known: dict[str, None] = {}
        events = []
        for at, session in enumerate(self._sessions()):
            key = session.id or f"no id {at}"
            if key in known:
                continue  # a session of several groups
            known[key] = None
            if session.status.lower() in _TAKEN:
                events.append(self._event(session))
            else:
                self._intake.skip(session.title, "not accepted, not imported")
        return SourceProgramme(
            title="",
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(EventRoom(each.called) for each in self._rooms.values() if each.called),
            tracks=tuple(value for title, value in self._values.values() if _is(title, "track")),
        )

    def _sessions(self) -> Iterator[_SessionizeTalk]:
        """Yield the sessions of the file, of its groups, or of the rooms of its days."""
        yield from self._read(_SessionizeTalk, self._root, "sessions")
        groups = self._root.value if isinstance(self._root.value, list) else []
        for number, group in enumerate(groups, 1):
            where = f"[{number}]."
            yield from self._read(_SessionizeTalk, group, "sessions", where)
            for at, room in enumerate(self._intake.items(group, "rooms", f"{where}rooms"), 1):
                place = f"{where}rooms[{at}]"
                if (found := fields.read(_SessionizeItem, room, place, self._intake)) is not None:
                    self._rooms.setdefault(found.id, found)
                yield from self._read(_SessionizeTalk, room, "sessions", f"{place}.")

    def _event(self, session: _SessionizeTalk) -> SourceEvent:
        people = tuple(dict.fromkeys(map(self._person, session.speakers)))
        of_ids = (self._values.get(each.id, ("", "")) for each in session.category_items)
        own = ((each.title, item.called) for each in session.categories for item in each.items)
        values = [*of_ids, *own]
        said = {
            field: next((value for title, value in values if _is(title, field)), "")
            for field in _FIELDS
        }
        for title, value in values:
            if value not in said.values():
                self._intake.ignore({f"category {title}" if title else "categoryItems": True})
        self._intake.ignore(session.unread)
        start, end = session.starts_at, session.ends_at
        room = self._rooms.get(session.room_id)
        return SourceEvent(
            title=session.title,
            start=start,
            minutes=fields.minutes_between(start, end) if start and end else 0,
            room=(room.called if room else "") or session.room,
            kind=said["kind"] or (_SERVICE if session.is_service_session else ""),
            track=said["track"],
            people=people,
            description=session.description,
            language=said["language"],
            code=session.id,
        )

    def _person(self, person: _SessionizeItem) -> str:
        key = person.id or person.called
        self._intake.ignore(person.unread, "speakers.")
        if key not in self._people or person.called:
            self._people[key] = Speaker(key, person.called or key)
        return key


def _is(title: str, field: str) -> bool:
    return title.lower() in _FIELDS[field]
