"""``schedule.json``, as frab, pretalx and others write it.

The format is described by the schema of C3VOC, https://github.com/voc/schedule/tree/master/validator
(``json/schema.json``), and at https://c3voc.de/wiki/schedule.
"""

from datetime import datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

from scheduler.instance import quoted
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats.clocks import Shown, settled
from scheduler.sources.programmes.formats.fields import (
    CLOCK,
    Clock,
    ClockOrMoment,
    Day,
    Minutes,
    NoneAsEmpty,
    Number,
    Prose,
    Row,
    Text,
    Title,
    WholeMoment,
    instant_at,
    joined,
    minutes_between,
    place_of,
    read,
    read_all,
    read_head,
    scalar_as,
)
from scheduler.sources.programmes.formats.origins import Names, Origins
from scheduler.sources.programmes.intake import DATE, Intake
from scheduler.sources.programmes.records import Event, Person, Place, Programme
from scheduler.wording import counted

_NO_LANGUAGE = (
    "The file names no language: titles count as English, here and in exports. If they are not, say so in "
    "`languages`."
)


class _Generator(Row):
    name: Text = ""


def _mapping(value: Any) -> Any:
    return value if isinstance(value, dict) else {}


class _Schedule(Row):
    base_url: Text = ""
    generator: Annotated[_Generator, BeforeValidator(_mapping)] = _Generator()


class _Conference(Row):
    title: Text = ""
    acronym: Text = ""
    start: Day = None
    end: Day = None
    day_change: Clock = None
    time_zone_name: Text = ""
    base_url: Text = ""
    ignored = frozenset(
        {"days", "daysCount", "rooms", "tracks", "timeslot_duration", "url", "colors", "logo"}
        | {"generator"}
    )


class _Room(Row):
    name: Title = ""
    capacity: Number = None


class _Track(Row):
    name: Text = ""


class _DayOf(Row):
    date: Day = None


class _Person(Row):
    id: Text = ""
    code: Text = ""
    guid: Text = ""
    name: Text = ""
    public_name: Text = ""
    full_public_name: Text = ""
    ignored = frozenset({"slug", "url"})

    @property
    def called(self) -> str:
        return self.name or self.public_name or self.full_public_name

    @property
    def key(self) -> str:
        return self.id or self.code or self.guid or self.called


class _Event(Row):
    title: Title = ""
    id: Text = ""
    guid: Text = ""
    code: Text = ""
    slug: Text = ""
    url: Text = ""
    full_conf_url: Text = ""
    date: WholeMoment = None
    start: ClockOrMoment = None
    end: WholeMoment = None
    duration: Minutes = None
    room: Text = ""
    type: Text = ""
    track: Text = ""
    language: Text = ""
    subtitle: Prose = ""
    abstract: Prose = ""
    description: Prose = ""
    persons: Annotated[list[Annotated[_Person, scalar_as("name")]], NoneAsEmpty] = []

    @property
    def names(self) -> Names:
        address = self.url or self.full_conf_url
        return Names(self.guid, self.slug, self.code, self.id, address)


def is_schedule(root: Node) -> bool:
    """Tell whether a file is a ``schedule.json``, or what is inside of one."""
    conference = root.child("conference")
    return root.child("schedule") is not None or (
        conference is not None and conference.child("days") is not None
    )


def programme_in(root: Node, intake: Intake) -> Programme | None:
    """Return what a ``schedule.json`` says."""
    schedule = root.child("schedule") or root
    conference = schedule.child("conference")
    if conference is None or not isinstance(conference.value, dict):
        keys = [*schedule.value][:3] if isinstance(schedule.value, dict) else []
        found = f"a mapping with {', '.join(map(quoted, keys))}" if keys else brief(schedule)
        expected = "`conference` with its `days`, as frab and pretalx write it"
        intake.complain(schedule.line, "schedule", found, expected)
        return None
    return _Reading(schedule, conference, intake).programme()


class _Reading:
    """Events and persons, day by day."""

    def __init__(self, schedule: Node, conference: Node, intake: Intake) -> None:
        self._intake, self._node = intake, conference
        self._head = read_head(_Conference, conference, "conference", intake)
        outer = read_head(_Schedule, schedule, "schedule", intake)
        line = conference.key_lines.get("time_zone_name", conference.line)
        self._zone = intake.zone(self._head.time_zone_name, line, "conference.time_zone_name")
        base = outer.base_url or self._head.base_url
        self._origins = Origins(outer.generator.name, base, self._head.acronym)
        self._events: list[Event] = []
        self._shown: list[Shown] = []
        self._people: dict[str, Person] = {}

    def programme(self) -> Programme:
        """Return all of it."""
        intake, head, node = self._intake, self._head, self._node
        if node.child("days") is None:
            intake.complain(node.line, "days", "no `days`", "a list")
        for day in intake.items(node, "days", "days"):
            self._day(day)
        rooms = read_all(_Room, intake.items(node, "rooms", "rooms"), "rooms", intake)
        tracks = read_all(_Track, intake.items(node, "tracks", "tracks"), "tracks", intake)
        events = settled(self._events, self._shown, intake, self._zone)
        if events and not any(each.language for each in events):
            intake.leave(_NO_LANGUAGE)
        people = self._people.values()
        commas = [each.name for each in people if each.key == each.name and "," in each.name]
        if commas:
            with_, are = counted(len(commas), "person"), "is" if len(commas) == 1 else "are each"
            intake.leave(
                f"{with_} with a comma in the name {are} taken for one, such as {quoted(commas[0])}."
            )
        self._intake.ignore(head.unread, "conference.")
        return Programme(
            title=head.title,
            zone=self._zone,
            events=tuple(events),
            people=tuple(self._people.values()),
            places=tuple(Place(each.name, each.capacity) for each in rooms),
            tracks=tuple(each.name for each in tracks if each.name),
            first_day=head.start,
            last_day=head.end,
            acronym=head.acronym,
        )

    def _day(self, node: Node) -> None:
        """Read the events of a day."""
        day = read_head(_DayOf, node, "days", self._intake)
        rooms = node.child("rooms")
        if rooms is None or rooms.value in (None, "", []):
            return
        if not isinstance(rooms.value, dict):
            self._intake.complain(rooms.line, "days.rooms", brief(rooms), "a mapping of rooms")
            return
        for room in rooms.value:
            for event in self._intake.items(rooms, room, f"rooms[{room}]"):
                self._event(event, " ".join(room.split()), day, node)

    def _event(self, node: Node, room: str, day: _DayOf, of: Node) -> None:
        where = place_of(node, "events", len(self._events) + 1)
        event = read(_Event, node, where, self._intake, self._zone)
        if event is None:
            return
        start = self._start(event, node, where, day, of)
        if start is None:
            return
        if event.duration == 0:
            self._intake.leave(f"{event.title}: has no length.")
            return
        if event.duration is None and event.end is not None and event.end <= start:
            found = f"{event.end.isoformat()}, with the start at {start.isoformat()}"
            self._intake.mark_odd(node.line, f"{where}.end", found, "an end after the start")
            return
        minutes = event.duration or (minutes_between(start, event.end) if event.end else 0)
        if event.date is not None and isinstance(event.start, time):
            self._shown.append(Shown(len(self._events), event.date, event.start))
        people = tuple(dict.fromkeys(self._persons(event)))
        self._intake.ignore(event.unread)
        self._events.append(
            Event(
                title=event.title,
                start=start,
                minutes=minutes,
                room=room or event.room,
                kind=event.type,
                track=event.track,
                people=people,
                description=joined(event.subtitle, event.abstract, event.description),
                language=event.language,
                name=self._origins.name_of(event.names),
                code=event.code,
                origin=self._origins.of(event.names),
            )
        )

    def _persons(self, event: _Event) -> list[str]:
        """Return the keys of the persons of an event; take down those that are new."""
        persons = [each for each in event.persons if each.key]
        for person in persons:
            self._intake.ignore(person.unread, "persons.")
            self._people.setdefault(person.key, Person(person.key, person.called or person.key))
        return [each.key for each in persons]

    def _start(
        self, event: _Event, node: Node, where: str, day: _DayOf, of: Node
    ) -> datetime | None:
        """Return when an event begins: its `date`, or else its `start` on the day, or on the night after."""
        at = event.start
        if event.date is not None:
            return event.date
        if isinstance(at, datetime):
            return at
        if at is None:
            said = node.child("start") or node
            found = "no `start`" if said is node else brief(said)
            self._intake.mark_odd(said.line, f"{where}.start", found, CLOCK)
        elif day.date is None:
            if of.child("date") is None:
                self._intake.complain(of.line, "days.date", "no `date`", DATE)
        else:
            turn = self._head.day_change or time()
            later = timedelta(days=1 if at < turn else 0)
            wall = datetime.combine(day.date + later, at)
            return instant_at(wall, self._zone, node.child("start") or node, where, self._intake)
        return None
