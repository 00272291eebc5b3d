"""The timetable of an event as Indico exports it: ``/export/timetable/ID.json``.

The fields are those of https://docs.getindico.io/en/stable/http-api/ and of ``TimetableSerializer`` in
https://github.com/indico/indico/blob/master/indico/modules/events/timetable/legacy.py. Contributions are
sessions, and the blocks in which they are held their tracks; a block without any, and one of posters, is a
session itself.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.intake import DATE, Intake
from scheduler.sources.programmes.records import Break, Event, Person, Programme, together

_KINDS = ("Session", "Contribution", "Break")


def is_timetable(root: Node) -> bool:
    """Tell whether a file is such an export: what it holds is by event, by day and by entry."""
    results = root.child("results")
    return results is not None and isinstance(results.value, dict)


def programme_in(root: Node, intake: Intake) -> Programme | None:
    """Return what a timetable says. It does not name the event."""
    results = intake.mapping(root, "results", "results")
    events = list(results.value.items()) if results and isinstance(results.value, dict) else []
    if results is None or len(events) != 1:
        line = root.line if results is None else results.line
        intake.complain(line, "results", f"{len(events)} events", "one")
        return None
    days = _entries(events[0][1], intake, "results")
    entries = [each for day in days for each in _entries(day, intake, "results.days")]
    line = entries[0].line if entries else results.line
    reading = _Reading(intake, intake.zone(_zone_of(entries), line, "entries.startDate.tz"))
    for entry in entries:
        reading.take(entry)
    return Programme(
        title="",
        zone=reading.zone,
        events=tuple(reading.events),
        people=tuple(reading.people.values()),
        breaks=tuple(reading.breaks),
    )


def _entries(node: Node, intake: Intake, where: str) -> list[Node]:
    """Return what is in a mapping; an empty list is one without anything."""
    if node.value in (None, []):
        return []
    if not intake.is_mapping(node, where) or not isinstance(node.value, dict):
        return []
    return list(node.value.values())


def _zone_of(entries: list[Node]) -> str:
    """Return the zone in which most entries begin."""
    starts = (entry.child("startDate") for entry in entries)
    zones = (start.child("tz") for start in starts if start is not None)
    names = Counter(str(zone.value) for zone in zones if zone is not None and zone.value)
    return names.most_common(1)[0][0] if names else ""


class _Reading:
    """Entries, one after the other."""

    def __init__(self, intake: Intake, zone: ZoneInfo) -> None:
        self._intake, self.zone = intake, zone
        self.events: list[Event] = []
        self.people: dict[str, Person] = {}
        self.breaks: list[Break] = []

    def take(self, entry: Node, block: Node | None = None) -> None:
        """Read an entry; those of a block are read with it."""
        intake = self._intake
        if not intake.is_mapping(entry, "entries"):
            return
        where = f"entries[{intake.text(entry, 'id', 'entries') or intake.text(entry, 'title', 'entries')}]"
        kind = intake.text(entry, "entryType", where)
        if kind not in _KINDS:
            node = entry.child("entryType")
            found = "no `entryType`" if node is None else brief(node)
            line = entry.line if node is None else node.line
            intake.complain(line, f"{where}.entryType", found, " or ".join(_KINDS))
            return
        inside = entry.child("entries")
        poster = entry.child("isPoster")
        is_poster = poster is not None and poster.value is True
        if kind == "Session" and inside is not None and not is_poster:
            parts = _entries(inside, intake, f"{where}.entries")
            for part in parts:
                self.take(part, entry)
            if parts:
                return
        self._event(entry, block, "Poster session" if is_poster else kind, where)

    def _event(self, entry: Node, block: Node | None, kind: str, where: str) -> None:
        intake = self._intake
        start, end = (
            self._instant(entry, "startDate", where),
            self._instant(entry, "endDate", where),
        )
        title = self._title(entry, where, needed=True)
        if start is None or end is None or not title:
            return
        if end <= start:
            found = f"{end.isoformat()}, with the start at {start.isoformat()}"
            intake.complain(entry.line, f"{where}.endDate", found, "an end after the start")
        elif kind == "Break":
            self.breaks.append(Break(title, start, end))
        else:
            roles = dict(self._people(entry, "conveners", "chair", where))
            if block is not None:
                roles |= self._people(block, "conveners", "chair", where)
            roles = together(roles, dict(self._people(entry, "presenters", "speaker", where)))
            places = [
                (each, key) for each in (entry, block) if each for key in ("room", "location")
            ]
            rooms = (intake.text(each, key, where) for each, key in places)
            self.events.append(
                Event(
                    title=title,
                    start=start,
                    minutes=int((end - start).total_seconds() // 60),
                    room=next(filter(None, rooms), ""),
                    kind=kind,
                    track=self._title(block, where) if block is not None else "",
                    people=tuple(roles),
                    roles=tuple(roles.values()),
                    description=intake.prose(entry, "description", where),
                )
            )

    def _title(self, entry: Node, where: str, *, needed: bool = False) -> str:
        """Return the title of an entry; of a block, that of its session."""
        session = self._intake.text(entry, "sessionTitle", where)
        return session or self._intake.text(entry, "title", where, needed=needed)

    def _instant(self, entry: Node, key: str, where: str) -> datetime | None:
        node = self._intake.mapping(entry, key, f"{where}.{key}")
        if node is None:
            return None
        day = self._intake.date(node, "date", f"{where}.{key}")
        at = self._intake.clock(node, "time", f"{where}.{key}")
        if day is None:
            if node.child("date") is None:
                self._intake.complain(node.line, f"{where}.{key}.date", "no `date`", DATE)
            return None
        if at is None:
            return None
        zone = self._intake.text(node, "tz", f"{where}.{key}")
        shown = self.zone
        if zone and zone != shown.key:
            named = self._intake.zone_named(zone, node.line, f"{where}.{key}.tz")
            if named is None:
                return None
            shown = named
        return self._intake.instant(datetime.combine(day, at), shown, node, f"{where}.{key}")

    def _people(self, entry: Node, key: str, role: str, where: str) -> Iterator[tuple[str, str]]:
        """Yield the persons of a field with their role."""
        for row in self._intake.rows(entry, key, f"{where}.{key}"):
            parts = [self._intake.text(row, part, where) for part in ("firstName", "familyName")]
            name = " ".join(filter(None, parts)) or self._intake.text(row, "name", where)
            if not name:
                self._intake.complain(row.line, f"{where}.{key}", "no name", "the name of a person")
                continue
            person = self._intake.text(row, "email", where).lower() or name
            self.people.setdefault(person, Person(person, name))
            yield person, role
