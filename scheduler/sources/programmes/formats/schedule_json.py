"""``schedule.json``, and what is made of a ``schedule.xml``, as frab, pretalx and pentabarf write them.

The formats are described by the schemas of C3VOC, https://github.com/voc/schedule/tree/master/validator
(``json/schema.json`` and ``xsd/schedule.xml.xsd``), and at https://c3voc.de/wiki/schedule. The XML of
pentabarf, such as https://fosdem.org/2018/schedule/xml, is the same without ``date`` and ``guid``.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import quoted
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import clocks
from scheduler.sources.programmes.formats.lengths import with_lengths
from scheduler.sources.programmes.formats.origins import Origins
from scheduler.sources.programmes.formats.persons import Speakers
from scheduler.sources.programmes.intake import DATE, Intake, clock_of
from scheduler.sources.programmes.records import Event, Place, Programme
from scheduler.sources.programmes.unread import Unread, says_something

_OF_CONFERENCE = frozenset(
    {"title", "acronym", "start", "end", "days", "daysCount", "day_change", "time_zone_name"}
    | {"rooms", "tracks", "timeslot_duration", "base_url", "url", "colors", "logo", "generator"}
)
_OF_EVENT = frozenset(
    {
        "id",
        "guid",
        "code",
        "slug",
        "url",
        "full_conf_url",
        "date",
        "start",
        "end",
        "duration",
        "room",
    }
    | {"title", "subtitle", "abstract", "description", "track", "type", "language", "persons"}
)
"""Fields that are read, or that say nothing of a programme."""
_MOMENT = 10
"""Characters of a date; what is longer has a time."""
_NO_LANGUAGE = (
    "The file names no language: titles count as English, here and in exports. If they are not, say so in "
    "`languages`."
)


def is_schedule(root: Node) -> bool:
    """Tell whether a file is a ``schedule.json``, or what is inside of one."""
    conference = root.child("conference")
    return root.child("schedule") is not None or (
        conference is not None and conference.child("days") is not None
    )


def programme_in(root: Node, intake: Intake) -> Programme | None:
    """Return what a ``schedule.json`` says."""
    outer = root if root.child("schedule") is None else None
    schedule = outer or intake.mapping(root, "schedule", "schedule")
    conference = schedule and _conference(schedule, intake)
    if schedule is None or conference is None:
        return None
    named = intake.text(conference, "time_zone_name", "conference")
    line = conference.key_lines.get("time_zone_name", conference.line)
    zone = intake.zone(named, line, "conference.time_zone_name")
    reading = _Reading(intake, zone, Origins(schedule, conference))
    rooms = intake.rows(conference, "rooms", "conference.rooms")
    tracks = intake.rows(conference, "tracks", "conference.tracks")
    for day in intake.rows(conference, "days", "days"):
        reading.take(day, conference)
    if conference.child("days") is None:
        intake.complain(conference.line, "days", "no `days`", "a list")
    events = reading.finished(conference)
    return Programme(
        title=intake.text(conference, "title", "conference", needed=True),
        zone=zone,
        events=tuple(events),
        people=tuple(reading.speakers.people.values()),
        places=tuple(
            Place(name, intake.number(room, "capacity", f"rooms[{name}]"))
            for room in rooms
            if (name := intake.text(room, "name", "rooms", needed=True))
        ),
        tracks=tuple(filter(None, (intake.text(each, "name", "tracks") for each in tracks))),
        first_day=intake.date(conference, "start", "conference"),
        last_day=intake.date(conference, "end", "conference"),
        acronym=intake.text(conference, "acronym", "conference"),
    )


def _conference(schedule: Node, intake: Intake) -> Node | None:
    """Return the conference of a schedule; complain of a schedule of another kind."""
    if schedule.child("conference") is None and isinstance(schedule.value, dict) and schedule.value:
        keys = ", ".join(map(quoted, [*schedule.value][:3]))
        expected = "`conference` with its `days`, as frab and pretalx write it"
        intake.complain(schedule.line, "schedule", f"a mapping with {keys}", expected)
        return None
    return intake.mapping(schedule, "conference", "conference")


class _Reading:
    """Events and persons, day by day."""

    def __init__(self, intake: Intake, zone: ZoneInfo, origins: Origins) -> None:
        self._intake, self._zone = intake, zone
        self._day: date | None = None
        self._events: list[Event] = []
        self._doubts: dict[int, clocks.Doubt] = {}
        self._both = 0
        self._lacking: list[int] = []
        self._unread = Unread()
        self._origins = origins
        self.speakers = Speakers(intake, self._unread)

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

    def finished(self, conference: Node) -> list[Event]:
        """Return all events, with starts and lengths, and say what is assumed, and what is not taken over."""
        intake, zone = self._intake, self._zone
        events = clocks.settled(self._events, self._doubts, self._both, intake, zone)
        events = with_lengths(events, self._lacking, intake, zone)
        if events and not any(each.language for each in events):
            intake.leave(_NO_LANGUAGE)
        self.speakers.tell()
        self._unread.take(conference, _OF_CONFERENCE, "conference.")
        self._unread.tell(intake)
        return events

    def _event(self, node: Node, room: str, day: Node, conference: Node) -> None:
        intake, where = self._intake, _place(node)
        title = intake.text(node, "title", where, needed=True)
        minutes = self._minutes(node, where)
        number, both = len(self._events), self._both
        start = self._start(node, where, day, conference)
        people = self.speakers.of(node, where)
        if not title or not minutes or start is None:
            self._doubts.pop(number, None)  # what is not read says nothing of what is
            self._both = both
            if title and minutes == 0 and start is not None:
                intake.leave(f"{title}: has no length.")
            return
        if minutes < 0:
            minutes = self._until_end(node, where, start)
            self._lacking += [] if minutes else [number]
        self._unread.take(node, _OF_EVENT)
        self._events.append(
            Event(
                title=title,
                start=start,
                minutes=minutes,
                room=" ".join(room.split()) or intake.text(node, "room", where),
                kind=intake.text(node, "type", where),
                track=intake.text(node, "track", where),
                people=people,
                description=intake.joined(node, ("subtitle", "abstract", "description"), where),
                language=intake.text(node, "language", where),
                name=self._origins.name_of(node),
                code=intake.text(node, "code", where),
                origin=self._origins.of(node),
            )
        )

    def _minutes(self, node: Node, where: str) -> int | None:
        """Return how long an event lasts; less than 0 if that is not said, and None if it cannot be read."""
        said = node.child("duration")
        if said is None or not (says_something(said) or said.value == 0):
            return -1
        return self._intake.minutes(node, "duration", where)

    def _until_end(self, node: Node, where: str, start: datetime) -> int:
        """Return the minutes until the `end` of an event; 0 if it has none."""
        said = node.child("end")
        if said is None or len(str(said.value or "").strip()) <= _MOMENT:
            return 0
        end = self._intake.moment(node, "end", where, self._zone)
        if end is not None and end <= start:
            self._intake.complain(said.line, f"{where}.end", brief(said), "an end after the start")
            return 1  # nothing is made of it
        return 0 if end is None else int((end - start).total_seconds() // 60)

    def _start(self, node: Node, where: str, day: Node, conference: Node) -> datetime | None:
        """Return when an event begins: its `date`, or else its `start` on the day, or on the night after."""
        for key in ("date", "start"):
            moment = node.child(key)
            text = moment.value if moment is not None else None
            if isinstance(text, str) and len(text.strip()) > _MOMENT:
                found = self._intake.moment(node, key, where, self._zone)
                if found is not None and key == "date":
                    self._compare(node, text, found)
                return found
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

    def _compare(self, node: Node, written: str, found: datetime) -> None:
        """Take down that `start` says another time than `date`, if it does."""
        said = node.child("start")
        shown = clock_of(str(said.value)) if said is not None else None
        if shown is not None:
            self._both += 1
            doubt = clocks.doubt_of(written, found, shown, self._zone)
            if doubt is not None:
                self._doubts[len(self._events)] = doubt


def _place(node: Node) -> str:
    """Return how complaints call an event: by its number, or else by its title."""
    for key in ("id", "guid", "title"):
        child = node.child(key)
        if child is not None and not isinstance(child.value, list | dict | None):
            return f"events[{str(child.value).strip()[:40]}]"
    return "events"
