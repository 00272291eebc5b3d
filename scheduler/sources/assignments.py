"""Rows of a solution file, read one by one, with every fault named."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scheduler.instance import (
    FIRST_DATE,
    LAST_DATE,
    Instance,
    end_of,
    instant_at,
    minutes_of,
    nearest,
    pauses_of,
    quoted,
    sentence,
)
from scheduler.schedule import Assignment
from scheduler.sources import repairs
from scheduler.sources.nodes import Complaint, Node, brief, line_of, place

_FIELDS = ("session", "start", "end", "room", "seated", "agenda")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What has been read so far, and what was wrong with it."""

    root: Node
    instance: Instance
    complaints: list[Complaint] = field(default_factory=list)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    lengths: dict[str, timedelta] = field(default_factory=dict)
    """How long sessions are, as far as the file says it."""

    def take(self, position: int, row: Node) -> None:
        """Read one row of the schedule."""
        if not isinstance(row.value, dict):
            self._complain(position, None, brief(row), f"a mapping with {', '.join(_FIELDS)}")
            return
        for key in row.value:
            if key not in _FIELDS:
                hint = nearest(key, _FIELDS)
                self._complain(
                    position, key, "an unknown key", f"one of {', '.join(_FIELDS)}", hint
                )
        session = self._name(position, row, "session", self.instance.session_by_id)
        room = self._name(position, row, "room", self.instance.room_by_id)
        start, end = (self._instant(position, row, field) for field in ("start", "end"))
        seated = self._seated(position, row, session)
        if session is not None and session in self.assignments:
            self._complain(position, "session", f"{quoted(session)} again", "each session once")
        elif session is not None:
            at = start or datetime.combine(self.instance.first_day, datetime.min.time(), UTC)
            self.assignments[session] = Assignment(session, at, room or "", seated)
        if session and start and end:
            self.lengths[session] = end - start
            self._check_length(position, session, start, end)

    def missing(self, rows: Node) -> Iterator[Complaint]:
        """Yield the sessions that are not placed."""
        for session in self.instance.sessions:
            if session.id not in self.assignments and not session.optional:
                found = f"no {quoted(session.id)}"
                expected = "every session of the instance that is not optional"
                hint = f"Add a row such as {self._example(session.id)}."
                yield Complaint(rows.line, sentence("schedule", found, expected, hint))

    def _example(self, session: str) -> str:
        """Return a row that places a session: where it is pinned, or in the first room on the first day."""
        instance, pin = self.instance, self.instance.session_by_id[session].pin
        morning = instant_at(instance.first_day, timedelta(hours=9), instance.zone)
        start = pin.start if pin and pin.start else morning
        room = pin.room if pin and pin.room else instance.rooms[0].id
        written = start.astimezone(instance.zone).isoformat()
        return json.dumps({"session": session, "start": written, "room": room})

    def _complain(self, position: int, key: str | None, *words: str) -> None:
        self._complain_at((position,) if key is None else (position, key), *words)

    def _complain_at(self, path: tuple[str | int, ...], *words: str) -> None:
        whole = ("schedule", *path)
        said = sentence(place(self.root, whole), *words)
        self.complaints.append(Complaint(line_of(self.root, whole), said))

    def _name(
        self, position: int, row: Node, field: str, known: Mapping[str, object]
    ) -> str | None:
        node = row.child(field)
        if node is not None and isinstance(node.value, str) and node.value in known:
            return node.value
        found = f"no `{field}`" if node is None else brief(node)
        hint = nearest(node.value, known) if node and isinstance(node.value, str) else ""
        self._complain(position, field, found, f"the id of a {field} of the instance", hint)
        return None

    def _seated(self, position: int, row: Node, session: str | None) -> tuple[str, ...]:
        """Return who is seated on the panel of a session, sorted."""
        node = row.child("seated")
        if node is None:
            return ()
        if not isinstance(node.value, list):
            self._complain(position, "seated", brief(node), "a list of persons")
            return ()
        seated: set[str] = set()
        for place_, each in enumerate(node.value):
            person = each.value if isinstance(each.value, str) else ""
            words = self._no_seat(session, person) if person else ("the id of a person",)
            if person in seated:
                words = ("each person once",)
            if words:
                found = f"{brief(each)} again" if person in seated else brief(each)
                self._complain_at((position, "seated", place_), found, *words)
            seated.add(person)
        return tuple(sorted(seated))

    def _no_seat(self, session: str | None, person: str) -> tuple[str, ...]:
        """Return what was expected instead of a person, and what may help; nothing if all is well."""
        known, pool = self.instance.person_by_id, self.instance.pools.get(session or "")
        if person not in known:
            return ("the id of a person of the instance", nearest(person, known))
        if session is not None and pool is None:
            return (f"nobody: {session} has no panel",)
        if pool is not None and person not in pool:
            return (f"somebody of the pool of {session}", nearest(person, pool))
        return ()

    def _instant(self, position: int, row: Node, field: str) -> datetime | None:
        node = row.child(field)
        if node is None and field == "end":
            return None
        found = f"no `{field}`" if node is None else brief(node)
        text = (
            node.value
            if node and isinstance(node.value, str) and _TIME.fullmatch(node.value)
            else ""
        )
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            expected = "a time with the venue's offset, such as 2021-11-08T09:30:00+03:00"
            written = repairs.offset_time(str(node.value), self.instance.zone) if node else ""
            self._complain(position, field, found, expected, written)
            return None
        return self._at_venue(position, field, found, instant)

    def _at_venue(
        self, position: int, field: str, found: str, instant: datetime
    ) -> datetime | None:
        """Return an instant in UTC, if it is written on the clocks of the venue."""
        zone = self.instance.zone
        if not FIRST_DATE <= instant.date() <= LAST_DATE or instant.second:
            expected = f"a whole minute from {FIRST_DATE} to {LAST_DATE}"
            self._complain(position, field, found, expected)
            return None
        here = (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(zone)
        if instant.utcoffset() != here.utcoffset():
            expected = f"the offset of {zone.key}"
            self._complain(position, field, found, expected, f'Write "{here.isoformat()}".')
            return None
        return instant.astimezone(UTC)

    def _check_length(self, position: int, session: str, start: datetime, end: datetime) -> None:
        fact, zone = self.instance.session_by_id[session], self.instance.zone
        expected_end = end_of(self.instance, fact, start)
        if end != expected_end:
            found = f"an end {minutes_of(end - start)} minutes after the start"
            expected = f"the {minutes_of(expected_end - start)} minutes that the session lasts"
            if pauses_of(self.instance, fact, start):
                expected += ", breaks included"
            right, written = expected_end.astimezone(zone), end.astimezone(zone)
            form = "%H:%M" if right.date() == written.date() else "%Y-%m-%d %H:%M"
            hint = f"Change it to {right:{form}}, or leave `end` out."
            self._complain(position, "end", found, expected, hint)


class OldReading(Reading):
    """The same of a file that was made before the instance was changed."""

    def missing(self, rows: Node) -> Iterator[Complaint]:  # noqa: ARG002 - none of them is
        """Miss nothing: sessions are added."""
        return iter(())

    def _name(
        self, position: int, row: Node, field: str, known: Mapping[str, object]
    ) -> str | None:
        """Return any name: sessions and rooms are taken away."""
        node = row.child(field)
        if node is not None and isinstance(node.value, str) and node.value:
            return node.value
        return super()._name(position, row, field, known)

    def _no_seat(self, session: str | None, person: str) -> tuple[str, ...]:  # noqa: ARG002
        """Take anybody: persons are taken away, and pools are changed."""
        return ()

    def _check_length(self, position: int, session: str, start: datetime, end: datetime) -> None:
        """Take any length: sessions are made longer and shorter."""
