"""What the API of pretalx answers: an event, its submissions, speakers, rooms, slots, tracks and types.

The fields are those of https://docs.pretalx.org/api/resources/ and of the serializers in
https://github.com/pretalx/pretalx/tree/main/src/pretalx/api/serializers. Each answer may be a file of its
own, page by page; or all of them are in one file, by name. What is expanded (``?expand=speakers,slots.room``)
is read as well, and so is what the page of a schedule reads: talks with their times, and breaks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import fields
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Break, Event, Person, Place, Programme, Span
from scheduler.wording import counted

_TAKEN = ("", "accepted", "confirmed")
"""States of submissions that are part of a programme."""
_BREAKS = ("", "break")
_OTHER_NAMES = {"talks": "submissions", "types": "submission_types"}
_SIGNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "submissions": (("code", "title"),),
    "speakers": (("code", "name"),),
    "submission_types": (("id", "default_duration"),),
    "slots": (("id", "start", "room"),),
    "tracks": (("id", "name", "color"),),
    "rooms": tuple(("id", "name", each) for each in ("capacity", "position", "availabilities")),
}
"""Tables, and the fields by which their rows are recognised: all of one of these."""


class _Event(fields.Row):
    name: fields.Text = ""
    timezone: fields.Text = ""
    first: fields.Day = Field(None, validation_alias=AliasChoices("date_from", "event_start"))
    last: fields.Day = Field(None, validation_alias=AliasChoices("date_to", "event_end"))


class _Thing(fields.Row):
    """A speaker, a room, a track or a type: its own row, or what refers to it."""

    id: fields.Text = ""
    code: fields.Text = ""
    name: fields.Text = ""
    capacity: fields.Number = None
    default_duration: fields.Number = None
    availabilities: fields.Windows = []
    ignored = frozenset({"submissions", "has_arrived"})


def _by_id(value: Any) -> Any:
    """Return what a number refers to, or a name, which may be in several languages."""
    if isinstance(value, int | None):
        return {"id": value}
    return value if isinstance(value, dict) and "id" in value else {"name": value}


_ById = Annotated[_Thing, BeforeValidator(_by_id)]
_ByCode = Annotated[_Thing, fields.scalar_as("code")]


class _Slot(fields.Row):
    id: fields.Text = ""
    start: fields.Moment = None
    end: fields.Moment = None
    room: _ById = _Thing()
    submission: _ByCode = _Thing()
    slot_type: fields.Text = ""
    title: fields.Text = ""
    description: fields.Prose = ""


_OwnSlot = Annotated[_Slot, fields.scalar_as("id")]


class _Submission(_Slot):
    """A submission; among the talks that pages read, one has its time itself."""

    code: fields.Title = ""
    title: fields.Title = ""
    state: fields.Text = ""
    abstract: fields.Prose = ""
    content_locale: fields.Text = ""
    duration: fields.Number = None
    submission_type: _ById = _Thing()
    track: _ById = _Thing()
    speakers: Annotated[list[_ByCode], fields.NoneAsEmpty] = []
    slot: _OwnSlot = _Slot()
    slots: Annotated[list[_OwnSlot], fields.NoneAsEmpty] = []
    ignored = frozenset(
        {"slot_count", "pending_state", "created", "updated", "url", "urls", "anonymised_data"}
        | {"is_anonymised", "submission_type_id", "track_id", "tag_ids"}
    )


@dataclass(slots=True)
class _Answers:
    """Rows of all answers, by what they are."""

    event: Node | None = None
    rows: dict[str, list[Node]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    """Rows that there are, as a page says."""

    def take(self, root: Node) -> bool:
        """Take the rows of a file; tell whether it is an answer."""
        if root.child("slug") is not None and root.child("date_from") is not None:
            self.event = root
            return True
        if not isinstance(root.value, dict) or root.child("results") is not None:
            return self._take_rows("", root)
        named = {_OTHER_NAMES.get(key, key): node for key, node in root.value.items()}
        event = named.pop("event", None)
        known = [self._take_rows(name, each) for name, each in named.items() if name in _SIGNS]
        if any(known) and root.child("timezone") is not None:
            event = event or root  # what pages read names it beside the talks
        self.event = event or self.event
        return any(known) or event is not None

    def _take_rows(self, table: str, node: Node) -> bool:
        rows = (node.child("results") or node).value
        if not isinstance(rows, list) or not (table := table or _table_of(rows)):
            return False
        taken = self.rows.setdefault(table, [])
        known = {name for each in taken if (name := _name_of(each)) is not None}
        taken += (each for each in rows if _name_of(each) not in known)  # a page may come twice
        count = node.child("count")
        if rows and count is not None and isinstance(count.value, int):
            self.lacking[table] = count.value
        return True


def _name_of(row: Node) -> str | int | None:
    """Return the code or the number of a row, if it has one."""
    values = (child.value for key in ("code", "id") if (child := row.child(key)) is not None)
    return next((value for value in values if isinstance(value, str | int)), None)


def _table_of(rows: list[Node]) -> str:
    """Return what rows are, by the fields of the first; slots have no titles, as talks of others do."""
    keys = set(rows[0].value) if rows and isinstance(rows[0].value, dict) else set()
    if "title" in keys and "code" not in keys:
        return ""
    found = (table for table, signs in _SIGNS.items() if any(keys >= {*each} for each in signs))
    return next(found, "")


def is_answer(root: Node) -> bool:
    """Tell whether a file is an answer of the API, or several by name."""
    return _Answers().take(root)


def programme_in(roots: Iterable[Node], intake: Intake) -> Programme:
    """Return what answers say together; complain of what is none, and of pages that are missing."""
    answers = _Answers()
    for root in roots:
        if not answers.take(root):
            expected = f"an event, or rows of {', '.join(_SIGNS)}"
            intake.complain(root.line, "pretalx", brief(root), expected)
    for table, number in answers.lacking.items():
        rows = answers.rows[table]
        if len(rows) < number:
            hint = "Ask for the other pages too, and give their files as well."
            found = f"{len(rows)} of {number}"
            intake.complain(rows[0].line, table, found, "all of them", hint)
    return _Reading(answers, intake).programme()


def _names(things: Iterable[_Thing]) -> dict[str, str]:
    """Return names by number; two of one name have their numbers with them."""
    names = {each.id: each.name for each in things if each.id and each.name}
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    return {id_: f"{name} ({id_})" if name in twice else name for id_, name in names.items()}


class _Reading:
    """What refers to what."""

    def __init__(self, answers: _Answers, intake: Intake) -> None:
        self._answers, self._intake = answers, intake
        event = answers.event or Node(1, {})
        self._event = fields.read_head(_Event, event, "event", intake)
        line = event.key_lines.get("timezone", event.line)
        where = "event.timezone" if answers.event else "pretalx, without the answer of `event`"
        self._zone = intake.zone(self._event.timezone, line, where)
        self._slots = [*self._read("slots", _Slot)]
        self._talks: list[_Submission] = []
        for row in answers.rows.get("submissions", []):
            code, start = row.child("code"), row.child("start")
            if (code and code.value) or not (start and start.value):
                self._talks += self._read("submissions", _Submission, [row])
            else:
                self._slots += self._read("slots", _Slot, [row])  # a break of a page
        self._rooms = {each.id: each for each in self._read("rooms", _Thing)}
        inner = [own for talk in self._talks for own in (talk.slot, *talk.slots)]
        for room in (each.room for each in (*self._slots, *inner)):
            if room.id and room.name:
                self._rooms.setdefault(room.id, room)
        self._types = {each.id: each for each in self._read("submission_types", _Thing)}
        self._known = {
            "room": _names(self._rooms.values()),
            "track": _names(self._read("tracks", _Thing)),
            "type": _names(self._types.values()),
        }
        self._slot_by_id = {each.id: each for each in self._slots if each.id}
        self._slots_by_code: dict[str, list[_Slot]] = {}
        for slot in self._slots:
            self._slots_by_code.setdefault(slot.submission.code, []).append(slot)
        self._unnamed: dict[str, dict[str, None]] = {}
        self._people: dict[str, Person] = {}

    def _read(
        self, table: str, model: type[fields.R], rows: Iterable[Node] | None = None
    ) -> Iterator[fields.R]:
        rows = self._answers.rows.get(table, []) if rows is None else rows
        return fields.read_all(model, rows, table, self._intake, self._zone)

    def programme(self) -> Programme:
        """Return all of it."""
        for speaker in self._read("speakers", _Thing):
            self._person(speaker)
        breaks = [each for slot in self._slots for each in self._break(slot)]
        events = [event for talk in self._talks for event in self._events(talk)]
        self._tell()
        names = self._known["room"]
        return Programme(
            title=self._event.name,
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(
                Place(names.get(each.id, each.name), each.capacity, _spans(each))
                for each in self._rooms.values()
                if each.name
            ),
            tracks=tuple(self._known["track"].values()),
            breaks=tuple(dict.fromkeys(breaks)),
            first_day=self._event.first,
            last_day=self._event.last,
        )

    def _person(self, speaker: _Thing) -> str:
        """Take a speaker, and return the code; of one who is known only by code, that."""
        code = speaker.code or speaker.name
        before = self._people.get(code, Person(code, ""))
        if not (name := speaker.name or before.name):
            self._unnamed.setdefault("speaker", {})[code] = None
        self._intake.ignore(speaker.unread, "speakers.")
        self._people[code] = Person(code, name or code, _spans(speaker) or before.available)
        return code

    def _break(self, slot: _Slot) -> Iterator[Break]:
        """Yield the break that a slot of no submission is."""
        if slot.submission.code or not slot.start or not slot.end or slot.end <= slot.start:
            return
        if slot.slot_type in _BREAKS:
            yield Break(slot.title or slot.description or "Break", slot.start, slot.end)
        else:
            self._intake.ignore({f"slots of the type {slot.slot_type}": True})

    def _events(self, talk: _Submission) -> Iterator[Event]:
        """Yield a session for each slot of a submission, or one without a time."""
        if talk.state not in _TAKEN:
            return
        people = (self._person(each) for each in talk.speakers if each.code or each.name)
        keys = tuple(dict.fromkeys(people))
        self._intake.ignore(talk.unread)
        for slot in self._slots_of(talk) or [_Slot()]:
            yield Event(
                title=talk.title,
                start=slot.start,
                minutes=self._minutes(talk, slot),
                room=self._name(slot.room, "room"),
                kind=self._name(talk.submission_type, "type"),
                track=self._name(talk.track, "track"),
                people=keys,
                description=fields.joined(talk.abstract, talk.description),
                language=talk.content_locale,
                code=talk.code,
            )

    def _slots_of(self, talk: _Submission) -> list[_Slot]:
        """Return the slots of a submission that have a start: its own, or those that it refers to."""
        found = [each for each in (talk.slot, *talk.slots) if each.start is not None]
        for id_ in (each.id for each in talk.slots if each.start is None and each.id):
            if id_ in self._slot_by_id:
                found.append(self._slot_by_id[id_])
            else:
                self._unnamed.setdefault("slot", {})[id_] = None
        found = found or self._slots_by_code.get(talk.code, []) or [talk]
        return [each for each in found if each.start is not None]

    def _minutes(self, talk: _Submission, slot: _Slot) -> int:
        """Return how long a session lasts: as its slot, as it says, or as its type; 0 if nothing says."""
        if slot.start is not None and slot.end is not None and slot.end > slot.start:
            return fields.minutes_between(slot.start, slot.end)
        if talk.duration is not None:
            return talk.duration
        type_ = self._types.get(talk.submission_type.id, talk.submission_type)
        return type_.default_duration or 0

    def _name(self, of: _Thing, noun: str) -> str:
        """Return the name of what a field refers to: by number, as a mapping, or by name."""
        name = self._known[noun].get(of.id) or of.name
        if name or not of.id:
            return name
        self._unnamed.setdefault(noun, {})[of.id] = None
        return f"{noun.title()} {of.id}"

    def _tell(self) -> None:
        """Say what is known by numbers alone, with the answer that lacks, and what is not taken over."""
        for noun, known in self._unnamed.items():
            table = "submission_types" if noun == "type" else f"{noun}s"
            hint = f" Give the answer of `{table}` as well." * (table not in self._answers.rows)
            number, what = counted(len(known), noun), "code" if noun == "speaker" else "number"
            self._intake.leave(
                f"{number} known by {what} alone: {fields.some_of(sorted(known))}.{hint}"
            )
        others = Counter(each.state for each in self._talks if each.state not in _TAKEN)
        for state, times in others.items():
            number, verb = counted(times, "submission"), "is" if times == 1 else "are"
            self._intake.leave(f"{number} {verb} {state}, and not taken over.")


def _spans(thing: _Thing) -> tuple[Span, ...]:
    return tuple((each.start, each.end) for each in thing.availabilities)
