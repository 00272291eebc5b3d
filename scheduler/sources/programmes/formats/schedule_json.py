"""``schedule.json``, as frab, pretalx and others write it.

The format is described by the schema of C3VOC, https://github.com/voc/schedule/tree/master/validator
(``json/schema.json``), and at https://c3voc.de/wiki/schedule.
"""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Annotated

from scheduler.instance import instants_of, quoted
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import fields
from scheduler.sources.programmes.intake import DATE, Intake
from scheduler.sources.programmes.records import EventRoom, SourceEvent, SourceProgramme, Speaker


class _ScheduleHead(fields.SourceRecord):
    title: fields.Text = ""
    acronym: fields.Text = ""
    start: fields.Day = None
    end: fields.Day = None
    day_change: fields.Clock = None
    time_zone_name: fields.Text = ""
    ignored = frozenset(
        {"days", "daysCount", "rooms", "tracks", "timeslot_duration", "url", "colors", "logo"}
        | {"generator", "base_url"}
    )


class _ScheduleRoom(fields.SourceRecord):
    name: fields.Title = ""
    capacity: fields.Number = None


class _ScheduleTrack(fields.SourceRecord):
    name: fields.Text = ""


class _DayOf(fields.SourceRecord):
    date: fields.Day = None


class _SchedulePerson(fields.SourceRecord):
    id: fields.Text = ""
    code: fields.Text = ""
    guid: fields.Text = ""
    name: fields.Text = ""
    public_name: fields.Text = ""
    full_public_name: fields.Text = ""
    ignored = frozenset({"slug", "url"})

    @property
    def called(self) -> str:
        return self.name or self.public_name or self.full_public_name

    @property
    def key(self) -> str:
        return self.id or self.code or self.guid or self.called


class _ScheduleEvent(fields.SourceRecord):
    title: fields.Title = ""
    id: fields.Text = ""
    guid: fields.Text = ""
    code: fields.Text = ""
    slug: fields.Text = ""
    url: fields.Text = ""
    full_conf_url: fields.Text = ""
    date: fields.WholeMoment = None
    start: fields.ClockOrMoment = None
    end: fields.WholeMoment = None
    duration: fields.Minutes = None
    room: fields.Text = ""
    type: fields.Text = ""
    track: fields.Text = ""
    language: fields.Text = ""
    subtitle: fields.Prose = ""
    abstract: fields.Prose = ""
    description: fields.Prose = ""
    persons: Annotated[
        list[Annotated[_SchedulePerson, fields.scalar_as("name")]], fields.NoneAsEmpty
    ] = []


def is_schedule(root: Node) -> bool:
    """Tell whether a file is a ``schedule.json``, or what is inside of one."""
    conference = root.child("conference")
    return root.child("schedule") is not None or (
        conference is not None and conference.child("days") is not None
    )


def programme_in(root: Node, intake: Intake) -> SourceProgramme | None:
    """Return the programme of a ``schedule.json``."""
    schedule = root.child("schedule") or root
    conference = schedule.child("conference")
    if conference is None or not isinstance(conference.value, dict):
        keys = [*schedule.value][:3] if isinstance(schedule.value, dict) else []
        found = f"a mapping with {', '.join(map(quoted, keys))}" if keys else brief(schedule)
        expected = "`conference` with its `days`, as frab and pretalx write it"
        intake.complain(schedule.line, "schedule", found, expected)
        return None
    return _ScheduleReading(conference, intake).programme()


class _ScheduleReading:
    """Events and persons, day by day."""

    def __init__(self, conference: Node, intake: Intake) -> None:
        self._intake, self._node = intake, conference
        self._head = fields.read_head(_ScheduleHead, conference, "conference", intake)
        line = conference.key_lines.get("time_zone_name", conference.line)
        self._zone = intake.zone(self._head.time_zone_name, line, "conference.time_zone_name")
        self._events: list[SourceEvent] = []
        self._people: dict[str, Speaker] = {}

    def programme(self) -> SourceProgramme:
        """Return all of it."""
        intake, head, node = self._intake, self._head, self._node
        if node.child("days") is None:
            intake.complain(node.line, "days", "no `days`", "a list")
        for day in intake.items(node, "days", "days"):
            self._day(day)
        rooms = fields.read_all(
            _ScheduleRoom, intake.items(node, "rooms", "rooms"), "rooms", intake
        )
        tracks = fields.read_all(
            _ScheduleTrack, intake.items(node, "tracks", "tracks"), "tracks", intake
        )
        self._intake.ignore(head.unread, "conference.")
        return SourceProgramme(
            title=head.title,
            zone=self._zone,
            events=tuple(self._events),
            people=tuple(self._people.values()),
            places=tuple(EventRoom(each.name, each.capacity) for each in rooms),
            tracks=tuple(each.name for each in tracks if each.name),
            first_day=head.start,
            last_day=head.end,
            acronym=head.acronym,
        )

    def _day(self, node: Node) -> None:
        day = fields.read_head(_DayOf, node, "days", self._intake)
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
        where = fields.place_of(node, "events", len(self._events) + 1)
        event = fields.read(_ScheduleEvent, node, where, self._intake, self._zone)
        if event is None:
            return
        start = self._start(event, node, where, day, of)
        if start is None:
            return
        if event.duration == 0:
            self._intake.skip(event.title, "without a length, not imported")
            return
        if event.duration is None and event.end is not None and event.end <= start:
            found = f"{event.end.isoformat()}, with a start at {start.isoformat()}"
            self._intake.mark_odd(node.line, f"{where}.end", found, "an end after the start")
            return
        minutes = event.duration or (fields.minutes_between(start, event.end) if event.end else 0)
        people = tuple(dict.fromkeys(self._persons(event)))
        self._intake.ignore(event.unread)
        self._events.append(
            SourceEvent(
                title=event.title,
                start=start,
                minutes=minutes,
                room=room or event.room,
                kind=event.type,
                track=event.track,
                people=people,
                description=fields.joined(event.subtitle, event.abstract, event.description),
                language=event.language,
                code=event.code,
                origin=fields.origin_of(
                    guid=event.guid,
                    slug=event.slug,
                    code=event.code,
                    said=event.id,
                    address=event.url or event.full_conf_url,
                ),
            )
        )

    def _persons(self, event: _ScheduleEvent) -> list[str]:
        persons = [each for each in event.persons if each.key]
        for person in persons:
            self._intake.ignore(person.unread, "persons.")
            self._people.setdefault(person.key, Speaker(person.key, person.called or person.key))
        return [each.key for each in persons]

    def _start(
        self, event: _ScheduleEvent, node: Node, where: str, day: _DayOf, of: Node
    ) -> datetime | None:
        """Return when an event begins: its `date`, or else its `start` on the day, or on the night after."""
        at = event.start
        if event.date is not None:
            return self._date(event, event.date)
        if isinstance(at, datetime):
            return at
        if at is None:
            said = node.child("start") or node
            found = "no `start`" if said is node else brief(said)
            self._intake.mark_odd(said.line, f"{where}.start", found, fields.CLOCK)
        elif day.date is None:
            if of.child("date") is None:
                self._intake.complain(of.line, "days.date", "no `date`", DATE)
        else:
            turn = self._head.day_change or time()
            later = timedelta(days=1 if at < turn else 0)
            wall = datetime.combine(day.date + later, at)
            return fields.instant_at(
                wall, self._zone, node.child("start") or node, where, self._intake
            )
        return None

    def _date(self, event: _ScheduleEvent, date: datetime) -> datetime:
        """Return the `date` of an event, or its clock time at the venue if it is only called UTC."""
        at, zone = event.start, self._zone
        if not isinstance(at, time) or _shows(date, at, zone):
            return date
        is_wall = not date.utcoffset() and _shows(date, at, UTC)
        walls = instants_of(date.replace(tzinfo=None), zone) if is_wall else ()
        what = "clock time of the venue in `start`" if walls else "instant in `date`"
        self._intake.skip(event.title, f"with another `start` than `date`. Took the {what}")
        return walls[0] if walls else date


def _shows(moment: datetime, clock: time, zone: tzinfo) -> bool:
    wall = moment.astimezone(zone)
    return (wall.hour, wall.minute) == (clock.hour, clock.minute)
