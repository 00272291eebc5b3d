"""What the API of pretalx answers: an event, its submissions, speakers, rooms, slots, tracks and types.

The fields are those of https://docs.pretalx.org/api/resources/ and of the serializers in
https://github.com/pretalx/pretalx/tree/main/src/pretalx/api/serializers. Each answer may be a file of its
own, page by page; or all of them are in one file, by name. What is expanded (``?expand=speakers,slots.room``)
is read as well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Break, Event, Person, Place, Programme, Span
from scheduler.wording import counted

_TAKEN = ("", "accepted", "confirmed")
"""States of submissions that are part of a programme."""
_OTHER_NAMES = {
    "talks": "submissions",
    "types": "submission_types",
    "submission-types": "submission_types",
}
TABLES = ("submissions", "speakers", "rooms", "slots", "tracks", "submission_types")
_SIGNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "submissions": (("code", "title"),),
    "speakers": (("code", "name"),),
    "submission_types": (("id", "default_duration"),),
    "slots": (("id", "start", "room"),),
    "tracks": (("id", "name", "color"),),
    "rooms": (
        ("id", "name", "capacity"),
        ("id", "name", "position"),
        ("id", "name", "availabilities"),
    ),
}
"""Fields by which rows are recognised: all of one of these."""


@dataclass(slots=True)
class Answers:
    """Rows of all answers, by what they are."""

    event: Node | None = None
    rows: dict[str, list[Node]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    """Rows that there are, as a page says."""

    def of(self, table: str) -> list[Node]:
        """Return the rows of a table."""
        return self.rows.get(table, [])


def is_answer(root: Node) -> bool:
    """Tell whether a file is an answer of the API, or several by name."""
    found = Answers()
    _take(found, root)
    return found.event is not None or bool(found.rows)


def programme_in(roots: Iterable[Node], intake: Intake) -> Programme:
    """Return what answers say together."""
    answers = Answers()
    for root in roots:
        if not _take(answers, root):
            expected = f"an event, or rows of {', '.join(TABLES)}"
            intake.complain(root.line, "pretalx", brief(root), expected)
    for table, all_ in answers.lacking.items():
        if len(answers.of(table)) < all_:
            found = f"{len(answers.of(table))} of {all_}"
            hint = "Ask for the other pages too, and give their files as well."
            intake.complain(answers.of(table)[0].line, table, found, "all of them", hint)
    return _Reading(answers, intake).programme()


def _take(answers: Answers, root: Node) -> bool:
    """Take the rows of a file; tell whether it is an answer."""
    if root.child("slug") is not None and root.child("date_from") is not None:
        answers.event = root
        return True
    if isinstance(root.value, dict) and root.child("results") is None:
        named = {_OTHER_NAMES.get(key, key): node for key, node in root.value.items()}
        event = named.pop("event", None)
        answers.event = event or answers.event
        known = [
            _take_rows(answers, table, node) for table, node in named.items() if table in TABLES
        ]
        return any(known) or event is not None
    return _take_rows(answers, "", root)


def _take_rows(answers: Answers, table: str, node: Node) -> bool:
    results = node.child("results")
    rows = (results or node).value
    if not isinstance(rows, list):
        return False
    table = table or _table_of(rows)
    if not table:
        return False
    answers.rows.setdefault(table, []).extend(rows)
    count = node.child("count")
    if rows and count is not None and isinstance(count.value, int):
        answers.lacking[table] = count.value
    return True


def _table_of(rows: list[Node]) -> str:
    """Return what rows are, by the fields of the first."""
    for table, signs in _SIGNS.items():
        if rows and any(all(rows[0].child(each) for each in fields) for fields in signs):
            return table
    return ""


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
        self._rooms = self._names("rooms")
        self._people: dict[str, Person] = {}

    def programme(self) -> Programme:
        """Return all of it."""
        for speaker in self._rows("speakers"):
            self._person(speaker)
        slots, breaks = self._slots()
        events = [each for row in self._rows("submissions") for each in self._events(row, slots)]
        self._count_others()
        return Programme(
            title=self._intake.text(self._event, "name", "event"),
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(self._places()),
            tracks=tuple(self._tracks.values()),
            breaks=tuple(breaks),
            first_day=self._intake.date(self._event, "date_from", "event"),
            last_day=self._intake.date(self._event, "date_to", "event"),
        )

    def _rows(self, table: str) -> Iterator[Node]:
        for row in self._answers.of(table):
            if self._intake.is_mapping(row, table):
                yield row

    def _names(self, table: str) -> dict[str, str]:
        """Return names by number; two of one name have their numbers with them."""
        names = {
            self._intake.text(row, "id", table): self._intake.text(row, "name", table, needed=True)
            for row in self._rows(table)
        }
        twice = {name for name, times in Counter(names.values()).items() if times > 1}
        return {id_: f"{name} ({id_})" if name in twice else name for id_, name in names.items()}

    def _places(self) -> Iterator[Place]:
        for row in self._rows("rooms"):
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
            self._people.setdefault(code, Person(code, code))
            return code
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
        title = self._intake.text(row, "description", "slots")
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
        about = intake.prose(row, "abstract", where) or intake.prose(row, "description", where)
        theirs = self._theirs(row, code, slots)
        for slot in theirs or [Node(row.line, {})]:
            start = intake.moment(slot, "start", f"{where}.slots", self._zone)
            end = intake.moment(slot, "end", f"{where}.slots", self._zone)
            minutes = usual
            if start is not None and end is not None and end > start:
                minutes = int((end - start).total_seconds() // 60)
            if not minutes and _says(row, "duration"):
                continue  # something else than minutes, which has been told
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

    def _theirs(self, row: Node, code: str, slots: Mapping[str, list[Node]]) -> list[Node]:
        """Return the slots of a submission that have a start: its own, or those that it refers to."""
        single = row.child("slot")
        found = [single] if single is not None and single.child("start") is not None else []
        for each in self._intake.items(row, "slots", f"submissions[{code}].slots"):
            found += [each] if isinstance(each.value, dict) else slots.get(str(each.value), [])
        found = found or slots.get(f"of {code}", [])
        return [each for each in found if _says(each, "start")]

    def _name(self, row: Node, key: str, names: Mapping[str, str], noun: str) -> str:
        """Return the name of what a field refers to: by number, as a mapping, or by name."""
        node = row.child(key)
        if node is None or node.value in (None, ""):
            return ""
        if node.child("id") is not None:
            known = names.get(self._intake.text(node, "id", key))
            return known or self._intake.text(node, "name", key)
        if isinstance(node.value, int):
            return names.get(str(node.value), f"{noun} {node.value}")
        return self._intake.text(row, key, "submissions")

    def _count_others(self) -> None:
        states = Counter(
            state
            for row in self._rows("submissions")
            if (state := self._intake.text(row, "state", "submissions")) not in _TAKEN
        )
        for state, number in states.items():
            verb = "is" if number == 1 else "are"
            self._intake.leave(
                f"{counted(number, 'submission')} {verb} {state}, and not taken over."
            )


def _says(row: Node, key: str) -> bool:
    """Tell whether a field says anything."""
    node = row.child(key)
    return node is not None and node.value not in (None, "", 0)
