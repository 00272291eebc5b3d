"""Answers of the API of pretalx: an event, its submissions, speakers, rooms, slots, tracks and types.

The fields are those of https://docs.pretalx.org/api/resources/ and of the serializers in
https://github.com/pretalx/pretalx/tree/main/src/pretalx/api/serializers (of 2025.1 and later). Each answer
may be a file of its own, page by page; or all of them are in one file, by name. What is expanded
(``?expand=speakers,slots.room``) is read, too, and so is the data of the page of a schedule: talks with
their times, and breaks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Annotated

from pydantic import AliasChoices, Field

from scheduler.instance import Span
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import fields
from scheduler.sources.programmes.intake import MOST_NAMED, Intake
from scheduler.sources.programmes.records import (
    EventRoom,
    ProgrammeBreak,
    SourceEvent,
    SourceProgramme,
    Speaker,
)
from scheduler.wording import counted, shortened

_TAKEN = ("", "accepted", "confirmed")
"""States of submissions that are part of a programme."""
_SLOTS = ("", "talk", "break")
_SIGNS = {
    "submissions": {"code", "title"},
    "speakers": {"code", "name"},
    "submission_types": {"id", "default_duration"},
    "slots": {"id", "start", "room"},
    "tracks": {"id", "name", "color"},
    "rooms": {"id", "name", "capacity"},
}
"""Tables, and the fields by which their rows are recognised."""


class _PretalxEvent(fields.SourceRecord):
    name: fields.Text = ""
    timezone: fields.Text = ""
    first: fields.Day = Field(None, validation_alias=AliasChoices("date_from", "event_start"))
    last: fields.Day = Field(None, validation_alias=AliasChoices("date_to", "event_end"))


class _Thing(fields.SourceRecord):
    """A speaker, a room, a track or a type: its own row, or what refers to it."""

    id: fields.Text = ""
    code: fields.Text = ""
    name: fields.Text = ""
    capacity: fields.Number = None
    default_duration: fields.Number = None
    availabilities: fields.Windows = []
    ignored = frozenset({"submissions", "has_arrived"})

    @property
    def spans(self) -> tuple[Span, ...]:
        """When it is available; always, if empty."""
        return tuple(
            (each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in self.availabilities
        )


_ById = Annotated[_Thing, fields.scalar_as("id")]
_ByCode = Annotated[_Thing, fields.scalar_as("code")]


class _Slot(fields.SourceRecord):
    id: fields.Text = ""
    start: fields.Moment = None
    end: fields.Moment = None
    room: _ById = _Thing()
    submission: _ByCode = _Thing()
    slot_type: fields.Text = ""
    title: fields.Text = ""
    description: fields.Prose = ""


class _Submission(_Slot):
    """A submission; in the data of a page it has its own time."""

    code: fields.Title = ""
    title: fields.Title = ""
    state: fields.Text = ""
    abstract: fields.Prose = ""
    content_locale: fields.Text = ""
    duration: fields.Number = None
    submission_type: _ById = _Thing()
    track: _ById = _Thing()
    speakers: Annotated[list[_ByCode], fields.NoneAsEmpty] = []
    slots: Annotated[list[Annotated[_Slot, fields.scalar_as("id")]], fields.NoneAsEmpty] = []
    ignored = frozenset(
        {"slot_count", "pending_state", "created", "updated", "url", "urls", "anonymised_data"}
        | {"is_anonymised", "submission_type_id", "track_id", "tag_ids"}
    )


class _Answers:
    """Rows of all answers, by type."""

    def __init__(self) -> None:
        self.event: Node | None = None
        self.rows: dict[str, dict[object, Node]] = {}
        """By code or number, as a page may come twice."""
        self.counts: dict[str, int] = {}
        """Rows of a table in all its pages."""

    def take(self, root: Node) -> bool:
        """Add the rows of a file; tell whether it is an answer."""
        if root.child("slug") is not None and root.child("date_from") is not None:
            self.event = root
            return True
        if not isinstance(root.value, dict) or root.child("results") is not None:
            return self._take_rows("", root)
        named = {"submissions" if key == "talks" else key: root.value[key] for key in root.value}
        known = [self._take_rows(name, each) for name, each in named.items() if name in _SIGNS]
        # The data of a page has the zone beside the talks.
        beside = root if any(known) and root.child("timezone") is not None else None
        self.event = named.get("event") or beside or self.event
        return any(known) or "event" in named

    def _take_rows(self, table: str, node: Node) -> bool:
        rows = (node.child("results") or node).value
        if not isinstance(rows, list) or not (table := table or _table_of(rows)):
            return False
        for row in rows:
            code, id_, start = (_plain(row, key) for key in ("code", "id", "start"))
            is_break = table == "submissions" and start and not code
            taken = self.rows.setdefault("slots" if is_break else table, {})
            taken[code or id_ or f"line {row.line}"] = row
        if rows and isinstance(count := _plain(node, "count"), int):
            self.counts[table] = count
        return True


def _plain(row: Node, key: str) -> str | int | None:
    child = row.child(key)
    return child.value if child is not None and isinstance(child.value, str | int) else None


def _table_of(rows: list[Node]) -> str:
    keys = set(rows[0].value) if rows and isinstance(rows[0].value, dict) else set()
    is_other = "title" in keys and "code" not in keys
    return next((table for table, signs in _SIGNS.items() if keys >= signs and not is_other), "")


def is_answer(root: Node) -> bool:
    """Tell whether a file is an answer of the API, or several by name."""
    return _Answers().take(root)


def programme_in(roots: Iterable[Node], intake: Intake) -> SourceProgramme:
    """Return the programme of several answers; complain of other files, and of missing pages."""
    answers = _Answers()
    for root in roots:
        if not answers.take(root):
            expected = f"an event, or rows of {', '.join(_SIGNS)}"
            intake.complain(root.line, "pretalx", brief(root), expected)
    hint = "Download the other pages and give their files, too."
    for table, number in answers.counts.items():
        rows = [*answers.rows.get(table, {}).values()]
        if 0 < len(rows) < number:
            found = f"{len(rows)} of {number}"
            intake.complain(rows[0].line, table, found, "all of them", hint)
    return _PretalxReading(answers, intake).programme()


def _names(things: Iterable[_Thing]) -> dict[str, str]:
    names = {each.id: each.name for each in things if each.id and each.name}
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    return {id_: f"{name} ({id_})" if name in twice else name for id_, name in names.items()}


class _PretalxReading:
    """The references between objects."""

    def __init__(self, answers: _Answers, intake: Intake) -> None:
        self._answers, self._intake = answers, intake
        event = answers.event or Node(1, {})
        self._event = fields.read_head(_PretalxEvent, event, "event", intake)
        line = event.key_lines.get("timezone", event.line)
        where = "event.timezone" if answers.event else "pretalx, without the answer of `event`"
        self._zone = intake.zone(self._event.timezone, line, where)
        self._slots = [*self._read("slots", _Slot)]
        self._talks = [*self._read("submissions", _Submission)]
        self._things = {
            noun: {each.id: each for each in self._read(f"{noun}s", _Thing)}
            for noun in ("room", "track", "submission_type")
        }
        inner = (own for talk in self._talks for own in talk.slots)
        for room in (each.room for each in (*self._slots, *inner)):
            if room.id and room.name:
                self._things["room"].setdefault(room.id, room)
        self._names = {noun: _names(rows.values()) for noun, rows in self._things.items()}
        self._slots_by: dict[str, list[_Slot]] = {}
        """By their numbers, and by the codes of their submissions."""
        for slot in self._slots:
            for key in filter(None, (slot.id, slot.submission.code)):
                self._slots_by.setdefault(key, []).append(slot)
        self._unnamed: dict[str, dict[str, None]] = {}
        self._people: dict[str, Speaker] = {}

    def _read(self, table: str, model: type[fields.R]) -> Iterator[fields.R]:
        rows = self._answers.rows.get(table, {}).values()
        return fields.read_all(model, rows, table, self._intake, self._zone)

    def programme(self) -> SourceProgramme:
        """Return all of it."""
        for speaker in self._read("speakers", _Thing):
            self._person(speaker)
        breaks = [
            ProgrammeBreak(each.title or each.description or "Break", each.start, each.end)
            for each in self._slots
            if not each.submission.code and each.start and each.end and each.start < each.end
            if each.slot_type in _SLOTS
        ]
        for each in self._slots:
            is_other = each.slot_type not in _SLOTS
            self._intake.ignore({f"slots of the type {each.slot_type}": is_other})
        events = [event for talk in self._talks for event in self._events(talk)]
        self._tell()
        return SourceProgramme(
            title=self._event.name,
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(
                EventRoom(self._name(each, "room"), each.capacity, each.spans)
                for each in self._things["room"].values()
                if each.name
            ),
            tracks=tuple(self._names["track"].values()),
            breaks=tuple(dict.fromkeys(breaks)),
            first_day=self._event.first,
            last_day=self._event.last,
        )

    def _person(self, speaker: _Thing) -> str:
        """Add a speaker, and return the code; one without a name is called by it."""
        code = speaker.code or speaker.name
        self._intake.ignore(speaker.unread, "speakers.")
        if speaker.name:
            self._people.setdefault(code, Speaker(code, speaker.name, speaker.spans))
        elif code not in self._people:
            self._people[code] = Speaker(code, code)
            self._unnamed.setdefault("speaker", {})[code] = None
        return code

    def _events(self, talk: _Submission) -> Iterator[SourceEvent]:
        """Yield a session for each slot of a submission, or one without a time."""
        if talk.state not in _TAKEN:
            self._intake.skip(talk.title, f"{talk.state}, not imported")
            return
        people = (self._person(each) for each in talk.speakers if each.code or each.name)
        keys = tuple(dict.fromkeys(people))
        self._intake.ignore(talk.unread)
        kind = self._things["submission_type"].get(talk.submission_type.id, talk.submission_type)
        for slot in self._slots_of(talk) or [_Slot()]:
            minutes = fields.minutes_between(slot.start, slot.end) if slot.start and slot.end else 0
            yield SourceEvent(
                title=talk.title,
                start=slot.start,
                minutes=max(minutes, 0) or talk.duration or kind.default_duration or 0,
                room=self._name(slot.room, "room"),
                kind=self._name(talk.submission_type, "submission_type"),
                track=self._name(talk.track, "track"),
                people=keys,
                description=fields.joined(talk.abstract, talk.description),
                language=talk.content_locale,
                code=talk.code,
            )

    def _slots_of(self, talk: _Submission) -> list[_Slot]:
        """Return the slots of a submission with a start: its own, or those that it refers to."""
        found = []
        for each in talk.slots:
            known = self._slots_by.get(each.id, []) if each.start is None else [each]
            found += known
            if each.id and not known:
                self._unnamed.setdefault("slot", {})[each.id] = None
        found = found or self._slots_by.get(talk.code, []) or [talk]
        return [each for each in found if each.start is not None]

    def _name(self, of: _Thing, noun: str) -> str:
        name = self._names[noun].get(of.id) or of.name
        if name or not of.id:
            return name
        self._unnamed.setdefault(noun, {})[of.id] = None
        return f"{noun.replace('_', ' ').capitalize()} {of.id}"

    def _tell(self) -> None:
        """Note what has no name, with the file that is missing."""
        for noun, known in self._unnamed.items():
            number = counted(len(known), noun).replace("_", " ")
            is_missing = f"{noun}s" not in self._answers.rows
            hint = f" Give the file of `{noun}s`, too." if is_missing else ""
            named = "; ".join(shortened(sorted(known), MOST_NAMED))
            self._intake.leave(f"{number} without a name: {named}.{hint}")
