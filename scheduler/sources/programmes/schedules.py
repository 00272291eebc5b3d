"""``schedule.json`` and ``schedule.xml``, as frab, pretalx and pentabarf write them.

The formats are described by the schemas of C3VOC, https://github.com/voc/schedule/tree/master/validator
(``json/schema.json`` and ``xsd/schedule.xml.xsd``), and at https://c3voc.de/wiki/schedule. The XML of
pentabarf, such as https://fosdem.org/2018/schedule/xml, is the same without ``date`` and ``guid``.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.intake import DATE, Intake
from scheduler.sources.programmes.records import Event, Person, Place, Programme
from scheduler.sources.programmes.xml_nodes import Element

_NAMES = ("name", "public_name", "full_public_name")
"""Fields in which the name of a person may stand."""


def programme_in(root: Node, intake: Intake) -> Programme | None:
    """Return what a ``schedule.json`` says."""
    schedule = intake.mapping(root, "schedule", "schedule")
    conference = schedule and intake.mapping(schedule, "conference", "conference")
    if conference is None:
        return None
    named = intake.text(conference, "time_zone_name", "conference")
    line = conference.key_lines.get("time_zone_name", conference.line)
    zone = intake.zone(named, line, "conference.time_zone_name")
    reading = _Reading(intake, zone)
    rooms = intake.rows(conference, "rooms", "conference.rooms")
    tracks = intake.rows(conference, "tracks", "conference.tracks")
    for day in intake.rows(conference, "days", "days"):
        reading.take(day, conference)
    if conference.child("days") is None:
        intake.complain(conference.line, "days", "no `days`", "a list")
    return Programme(
        title=intake.text(conference, "title", "conference", needed=True),
        zone=zone,
        events=tuple(reading.events),
        people=tuple(reading.people.values()),
        places=tuple(
            Place(name, intake.number(room, "capacity", f"rooms[{name}]"))
            for room in rooms
            if (name := intake.text(room, "name", "rooms", needed=True))
        ),
        tracks=tuple(filter(None, (intake.text(each, "name", "tracks") for each in tracks))),
        first_day=intake.date(conference, "start", "conference"),
        last_day=intake.date(conference, "end", "conference"),
    )


class _Reading:
    """Events and persons, day by day."""

    def __init__(self, intake: Intake, zone: ZoneInfo) -> None:
        self._intake, self._zone = intake, zone
        self._day: date | None = None
        self.events: list[Event] = []
        self.people: dict[str, Person] = {}

    def take(self, day: Node, conference: Node) -> None:
        """Read the events of a day."""
        self._day = self._intake.date(day, "date", "days")
        rooms = day.child("rooms")
        if rooms is None or rooms.value in (None, ""):
            return
        if not isinstance(rooms.value, dict):
            self._intake.complain(rooms.line, "days.rooms", brief(rooms), "a mapping of rooms")
            return
        for room in rooms.value:
            for event in self._intake.rows(rooms, room, f"rooms[{room}]"):
                self._event(event, room, day, conference)

    def _event(self, node: Node, room: str, day: Node, conference: Node) -> None:
        intake, where = self._intake, _place(node)
        title = intake.text(node, "title", where, needed=True)
        minutes = intake.minutes(node, "duration", where)
        start = self._start(node, where, day, conference)
        people = tuple(dict.fromkeys(self._people(node, where)))
        if not title or minutes is None or start is None:
            return
        if not minutes:
            intake.leave(f"{title}: has no length.")
            return
        self.events.append(
            Event(
                title=title,
                start=start,
                minutes=minutes,
                room=" ".join(room.split()) or intake.text(node, "room", where),
                kind=intake.text(node, "type", where),
                track=intake.text(node, "track", where),
                people=people,
                description=intake.prose(node, "abstract", where)
                or intake.prose(node, "description", where),
                language=intake.text(node, "language", where),
                name=_name(node, conference),
                code=intake.text(node, "code", where),
            )
        )

    def _start(self, node: Node, where: str, day: Node, conference: Node) -> datetime | None:
        """Return when an event begins: its `date`, or else its `start` on the day, or on the night after."""
        moment = node.child("date")
        if moment is not None and isinstance(moment.value, str) and len(moment.value.strip()) > 10:
            return self._intake.moment(node, "date", where, self._zone)
        at = self._intake.clock(node, "start", where)
        if at is None:
            return None
        if self._day is None:
            if day.child("date") is None:
                self._intake.complain(day.line, "days.date", "no `date`", DATE)
            return None
        changes = conference.child("day_change")
        turn = self._intake.clock(conference, "day_change", "conference") if changes else time()
        later = timedelta(days=1 if turn is not None and at < turn else 0)
        start = node.child("start") or node
        return self._intake.instant(
            datetime.combine(self._day + later, at), self._zone, start, f"{where}.start"
        )

    def _people(self, node: Node, where: str) -> Iterator[str]:
        for person in self._intake.rows(node, "persons", f"{where}.persons"):
            names = (self._intake.text(person, field, f"{where}.persons") for field in _NAMES)
            name = next(filter(None, names), "")
            keys = (
                self._intake.text(person, key, f"{where}.persons") for key in ("id", "code", "guid")
            )
            key = next(filter(None, keys), name)
            if not key:
                found = "no name"
                self._intake.complain(
                    person.line, f"{where}.persons", found, "the name of a person"
                )
                continue
            self.people.setdefault(key, Person(key, name or key))
            yield key


def _place(node: Node) -> str:
    """Return how complaints call an event: by its number, or else by its title."""
    for key in ("id", "guid", "title"):
        child = node.child(key)
        if child is not None and not isinstance(child.value, list | dict | None):
            return f"events[{str(child.value).strip()[:40]}]"
    return "events"


def _name(node: Node, conference: Node) -> str:
    """Return the id that a session had where the file comes from, if it comes from this program."""
    slug, guid, acronym = (
        str(child.value) if child is not None else ""
        for child in (node.child("slug"), node.child("guid"), conference.child("acronym"))
    )
    begin, end = f"{acronym}-", f"-{guid[:8]}"
    is_ours = len(guid) > 8 and slug.startswith(begin) and slug.endswith(end)
    return slug[len(begin) : -len(end)] if is_ours else ""


_FIELDS = (
    *("date", "start", "duration", "room", "slug", "title", "track", "type"),
    *("language", "abstract", "description"),
)


def node_of(root: Element) -> Node:
    """Return a ``schedule.xml`` as the ``schedule.json`` that says the same."""
    conference = root.first("conference")
    said: dict[str, Node] = {}
    days = [_day(day) for day in root.all("day")]
    for child in conference.children if conference is not None else ():
        said.setdefault(child.name, child.node())
    said.pop("rooms", None)
    said.pop("tracks", None)
    said["days"] = Node(root.line, days)
    line = root.line if conference is None else conference.line
    lines = {name: node.line for name, node in said.items()}
    parts = {"conference": Node(line, said, key_lines=lines)} if conference is not None else {}
    return Node(root.line, {"schedule": Node(root.line, dict(parts))})


def _day(day: Element) -> Node:
    events: dict[str, list[Node]] = {}
    for room in day.all("room"):
        of_room = events.setdefault(room.attributes.get("name", ""), [])
        of_room += map(_event_node, room.all("event"))
    rooms = {name: Node(day.line, of_room) for name, of_room in events.items()}
    fields = {"rooms": Node(day.line, rooms)}
    if "date" in day.attributes:
        fields["date"] = Node(day.line, day.attributes["date"])
    return Node(day.line, fields)


def _event_node(event: Element) -> Node:
    said = event.attributes.items()
    fields = {key: Node(event.line, value) for key, value in said if key in ("id", "guid", "code")}
    fields |= {name: child.node() for name in _FIELDS if (child := event.first(name)) is not None}
    persons = event.first("persons")
    people = [_person(each) for each in (persons.all("person") if persons is not None else ())]
    return Node(event.line, fields | {"persons": Node(event.line, people)})


def _person(person: Element) -> Node:
    known = {key: Node(person.line, value) for key, value in person.attributes.items()}
    return Node(person.line, known | {"name": person.node()})
