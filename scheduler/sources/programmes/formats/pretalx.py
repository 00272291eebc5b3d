"""What the API of pretalx answers: an event, its submissions, speakers, rooms, slots, tracks and types.

The fields are those of https://docs.pretalx.org/api/resources/ and of the serializers in
https://github.com/pretalx/pretalx/tree/main/src/pretalx/api/serializers. Each answer may be a file of its
own, page by page; or all of them are in one file, by name. What is expanded (``?expand=speakers,slots.room``)
is read as well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.formats.answers import Answers, answers_in, names_in, says
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Break, Event, Person, Place, Programme, Span
from scheduler.sources.programmes.unread import Unread
from scheduler.wording import counted

_TAKEN = ("", "accepted", "confirmed")
"""States of submissions that are part of a programme."""
_BREAKS = ("", "break")
_MOST_NAMED = 5
_OF_SUBMISSION = frozenset(
    {"code", "id", "title", "abstract", "description", "state", "speakers", "submission_type"}
    | {"track", "duration", "content_locale", "slot", "slots", "slot_count", "start", "end", "room"}
    | {"pending_state", "created", "updated", "url", "urls", "anonymised_data", "is_anonymised"}
)
_OF_SPEAKER = frozenset({"code", "name", "id", "availabilities", "submissions", "has_arrived"})
"""Fields that are read, or that say nothing of a programme."""


def programme_in(roots: Iterable[Node], intake: Intake) -> Programme:
    """Return what answers say together."""
    return _Reading(answers_in(roots, intake), intake).programme()


def _is_free(row: Node) -> bool:
    """Tell whether a row is a slot without a submission: a break, among the talks that pages read."""
    return not says(row, "code") and says(row, "start")


class _Reading:
    """What refers to what."""

    def __init__(self, answers: Answers, intake: Intake) -> None:
        self._answers, self._intake = answers, intake
        event = answers.event or Node(0, {})
        self._event = event
        line = event.key_lines.get("timezone", event.line)
        self._zone: ZoneInfo = intake.zone(
            intake.text(event, "timezone", "event"), line, "event.timezone"
        )
        self._tracks = self._names("tracks")
        self._types = self._names("submission_types")
        self._places_of = [*self._room_rows()]
        self._rooms = names_in(self._places_of, intake, "rooms")
        self._unnamed: dict[str, set[str]] = {}
        self._unread = Unread()
        self._unsaid = 0
        self._people: dict[str, Person] = {}

    def programme(self) -> Programme:
        """Return all of it."""
        for speaker in self._rows("speakers"):
            self._person(speaker)
        slots, breaks = self._slots()
        talks = [each for each in self._rows("submissions") if not _is_free(each)]
        pauses = (each for each in self._rows("submissions") if _is_free(each))
        breaks += filter(None, map(self._break, pauses))
        events = [each for row in talks for each in self._events(row, slots)]
        self._count_others(talks)
        self._tell()
        return Programme(
            title=self._intake.text(self._event, "name", "event"),
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(self._places()),
            tracks=tuple(self._tracks.values()),
            breaks=tuple(dict.fromkeys(breaks)),
            first_day=self._date("date_from", "event_start"),
            last_day=self._date("date_to", "event_end"),
        )

    def _date(self, *keys: str) -> date | None:
        found = (self._intake.date(self._event, key, "event") for key in keys)
        return next(filter(None, found), None)

    def _rows(self, table: str) -> Iterator[Node]:
        for row in self._answers.of(table):
            if self._intake.is_mapping(row, table):
                yield row

    def _names(self, table: str) -> dict[str, str]:
        return names_in(self._rows(table), self._intake, table)

    def _room_rows(self) -> Iterator[Node]:
        """Yield the rooms: those of their own answer, and those that stand in slots only."""
        own = [*self._rows("rooms")]
        yield from own
        known = {self._intake.text(row, "id", "rooms") for row in own}
        slots = [slot for row in self._rows("submissions") for slot in self._own_slots(row)]
        for slot in (*self._answers.of("slots"), *slots):
            room = slot.child("room") or Node(slot.line, None)
            id_ = room.child("id")
            if room.child("name") is not None and id_ is not None and str(id_.value) not in known:
                known.add(str(id_.value))
                yield room

    def _places(self) -> Iterator[Place]:
        for row in self._places_of:
            name = self._rooms[self._intake.text(row, "id", "rooms")]
            where = f"rooms[{name}]"
            seats = self._intake.number(row, "capacity", where)
            yield Place(name, seats, tuple(self._spans(row, where)))

    def _spans(self, row: Node, where: str) -> Iterator[Span]:
        """Yield the times of a person's or a room's `availabilities`."""
        for each in self._intake.rows(row, "availabilities", f"{where}.availabilities"):
            place = f"{where}.availabilities"
            start = self._intake.moment(each, "start", place, self._zone, needed=True)
            end = self._intake.moment(each, "end", place, self._zone, needed=True)
            if start is None or end is None:
                continue
            if start >= end:
                found = f"{start.isoformat()} to {end.isoformat()}"
                self._intake.complain(each.line, place, found, "an end after the start")
            else:
                yield start, end

    def _person(self, row: Node) -> str:
        """Take a speaker, and return the code; of one who is known only by code, that."""
        if not isinstance(row.value, dict):
            code = str(row.value)
            if code not in self._people:
                self._unnamed.setdefault("speaker", set()).add(code)
            self._people.setdefault(code, Person(code, code))
            return code
        self._unread.take(row, _OF_SPEAKER, "speakers.")
        code = self._intake.text(row, "code", "speakers")
        name = self._intake.text(row, "name", "speakers", needed=not code) or code
        code = code or name
        spans = tuple(self._spans(row, f"speakers[{code}]"))
        before = self._people.get(code)
        self._people[code] = Person(code, name, spans or (before.available if before else ()))
        return code

    def _slots(self) -> tuple[dict[str, list[Node]], list[Break]]:
        """Return slots by number and by submission, and those of none: breaks."""
        slots: dict[str, list[Node]] = {}
        breaks = []
        for row in self._rows("slots"):
            code = row.child("submission")
            if code is not None and isinstance(code.value, dict):
                code = code.child("code")
            keys = [self._intake.text(row, "id", "slots")]
            if code is not None and code.value not in (None, ""):
                keys.append(f"of {code.value}")
            elif (pause := self._break(row)) is not None:
                breaks.append(pause)
            for key in keys:
                slots.setdefault(key, []).append(row)
        return slots, breaks

    def _break(self, row: Node) -> Break | None:
        start = self._intake.moment(row, "start", "slots", self._zone)
        end = self._intake.moment(row, "end", "slots", self._zone)
        kind = self._intake.text(row, "slot_type", "slots")
        if kind not in _BREAKS:
            self._unread.add(f"slots of the type {kind}")
            return None
        titles = (self._intake.text(row, key, "slots") for key in ("title", "description"))
        title = next(filter(None, titles), "")
        return None if start is None or end is None else Break(title or "Break", start, end)

    def _events(self, row: Node, slots: Mapping[str, list[Node]]) -> Iterator[Event]:
        """Yield a session for each slot of a submission, or one without a time."""
        intake = self._intake
        code = intake.text(row, "code", "submissions", needed=True)
        where = f"submissions[{code}]"
        title = intake.text(row, "title", where, needed=True)
        state = intake.text(row, "state", where)
        if state not in _TAKEN:
            return
        people = tuple(
            dict.fromkeys(map(self._person, intake.items(row, "speakers", f"{where}.speakers")))
        )
        usual = intake.number(row, "duration", where)
        about = intake.joined(row, ("abstract", "description"), where)
        self._unread.take(row, _OF_SUBMISSION)
        theirs = self._theirs(row, code, slots)
        for slot in theirs or [Node(row.line, {})]:
            start = intake.moment(slot, "start", f"{where}.slots", self._zone)
            end = intake.moment(slot, "end", f"{where}.slots", self._zone)
            minutes = usual
            if start is not None and end is not None and end > start:
                minutes = int((end - start).total_seconds() // 60)
            if not minutes and says(row, "duration"):
                continue  # something else than minutes, which has been told
            minutes = minutes or self._of_type(row, where)
            if not minutes:
                intake.complain(row.line, f"{where}.duration", "no duration", "minutes, 1 or more")
                continue
            yield Event(
                title=title,
                start=start,
                minutes=minutes,
                room=self._name(slot, "room", self._rooms, "Room"),
                kind=self._name(row, "submission_type", self._types, "Type"),
                track=self._name(row, "track", self._tracks, "Track"),
                people=people,
                description=about,
                language=intake.text(row, "content_locale", where),
                code=code,
            )

    def _of_type(self, row: Node, where: str) -> int | None:
        """Return how long submissions of the same type last."""
        type_ = row.child("submission_type") or Node(row.line, None)
        if type_.child("default_duration") is None:
            id_ = str((type_.child("id") or type_).value)
            known = {
                self._intake.text(each, "id", where): each
                for each in self._rows("submission_types")
            }
            type_ = known.get(id_, type_)
        minutes = self._intake.number(type_, "default_duration", where)
        self._unsaid += bool(minutes)
        return minutes

    def _theirs(self, row: Node, code: str, slots: Mapping[str, list[Node]]) -> list[Node]:
        """Return the slots of a submission that have a start: its own, or those that it refers to."""
        found = self._own_slots(row)
        for each in self._intake.items(row, "slots", f"submissions[{code}].slots"):
            found += slots.get(str(each.value), []) if not isinstance(each.value, dict) else []
        found = found or slots.get(f"of {code}", []) or [row]
        return [each for each in found if says(each, "start")]

    def _own_slots(self, row: Node) -> list[Node]:
        """Return the slots that stand in a submission itself."""
        single, several = row.child("slot"), row.child("slots")
        found = [single] if single is not None and single.child("start") is not None else []
        rows = several.value if several is not None and isinstance(several.value, list) else []
        return found + [each for each in rows if isinstance(each.value, dict)]

    def _name(self, row: Node, key: str, names: Mapping[str, str], noun: str) -> str:
        """Return the name of what a field refers to: by number, as a mapping, or by name."""
        node = row.child(key)
        if node is None or node.value in (None, ""):
            return ""
        if node.child("id") is not None:
            known = names.get(self._intake.text(node, "id", key))
            return known or self._intake.text(node, "name", key)
        if isinstance(node.value, int):
            if str(node.value) not in names:
                self._unnamed.setdefault(noun.lower(), set()).add(str(node.value))
            return names.get(str(node.value), f"{noun} {node.value}")
        return self._intake.text(row, key, "submissions")

    def _tell(self) -> None:
        """Say of what there are numbers alone, and which fields are not taken over."""
        for noun, known in self._unnamed.items():
            what = "code" if noun == "speaker" else "number"
            by = f"its {what}" if len(known) == 1 else f"their {what}s"
            names = ", ".join(sorted(known)[:_MOST_NAMED]) + (
                " …" if len(known) > _MOST_NAMED else ""
            )
            self._intake.leave(
                f"{counted(len(known), noun)} not named in the file, but called by {by}: {names}."
            )
        if self._unsaid:
            number = counted(self._unsaid, "submission")
            what = "that of its type is" if self._unsaid == 1 else "those of their types are"
            self._intake.leave(f"{number} without a duration: {what} taken.")
        self._unread.tell(self._intake)

    def _count_others(self, rows: Iterable[Node]) -> None:
        states = Counter(
            state
            for row in rows
            if (state := self._intake.text(row, "state", "submissions")) not in _TAKEN
        )
        for state, number in states.items():
            verb = "is" if number == 1 else "are"
            self._intake.leave(
                f"{counted(number, 'submission')} {verb} {state}, and not taken over."
            )
