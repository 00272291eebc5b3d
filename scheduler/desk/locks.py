"""Pins, locks, and closures of rooms around locked sessions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.desk.changes import (
    Lines,
    PlannedChange,
    called,
    day_window,
    fields_set,
    hours_by_days,
    known,
    pin_row,
    place_in_words,
    place_of,
    row_in,
)
from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.standing import NO_TIME, windows_locked
from scheduler.desk.steps import Change, DeskState
from scheduler.errors import InputError
from scheduler.instance import DAY, Instance, end_of, instant_at, spans_without, with_parts
from scheduler.phrases import say
from scheduler.schedule import Assignment
from scheduler.wording import counted, day_text, listed, moment, name, one_line


def pins(desk: DeskState, places: Mapping[str, Assignment]) -> Lines:
    """Return the lines that pin sessions to slots, start and room."""
    lines: dict[str, Any] = {}
    for session, place in places.items():
        words = place_in_words(desk.instance, place)
        said = say("{} is pinned to {}.", called(desk.instance, session), words)
        pin = pin_row(desk.instance, place)
        lines |= fields_set(desk, session, said, pin=pin)
    return lines


def pin(desk: DeskState, *sessions: str) -> Outcome:
    """Preview pinning sessions to their slots.

    Raises
    ------
    InputError
        When one of them has no slot.
    """
    places = {each: place_of(desk, each) for each in sessions}
    said = say("Pin {}", listed([called(desk.instance, each) for each in sessions]))
    return weigh(desk, PlannedChange(said, pins(desk, places)))


def unpin(desk: DeskState, *sessions: str) -> Outcome:
    """Preview unpinning sessions."""
    titles = [one_line(known(desk.instance, each).title) for each in sessions]
    said = say("Unpin {}", listed(titles))
    return weigh(desk, PlannedChange(said, _let_go(desk, sessions)))


def _let_go(desk: DeskState, sessions: Iterable[str]) -> Lines:
    lines: dict[str, Any] = {}
    for each in sessions:
        said = say("{} may move.", called(desk.instance, each))
        lines |= fields_set(desk, each, said, pin=None)
    return lines


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which sessions are locked: those for which all that is given holds; all, if nothing is given."""

    day: date | None
    before: datetime | None
    body: str | None
    room: str | None

    def sessions(self, desk: DeskState) -> list[str]:
        """Return their ids; raise `InputError` if the body or the room is unknown."""
        instance = desk.instance
        for table, row in {"bodies": self.body, "rooms": self.room}.items():
            if row is not None:
                row_in(instance, table, row)
        return [
            each.session
            for each in desk.schedule.assignments
            if (self.day is None or each.start.astimezone(instance.zone).date() == self.day)
            and (self.before is None or each.start < self.before)
            and (self.body is None or self.body in instance.session_by_id[each.session].bodies)
            and (self.room is None or each.room == self.room)
        ]

    def words(self, instance: Instance) -> str:
        """Return them in words: ``Tue 9 Nov and Africa Hall``."""
        said = (
            None if self.day is None else day_text(self.day),
            None
            if self.before is None
            else say("all before {}", moment(self.before, instance.zone)),
            None if self.body is None else one_line(name(instance.body_by_id[self.body])),
            None if self.room is None else one_line(name(instance.room_by_id[self.room])),
        )
        return listed([each for each in said if each is not None]) or say("all")

    def rooms(self, instance: Instance) -> list[str]:
        """Return the rooms that are closed around these sessions."""
        return [each.id for each in instance.rooms] if self.room is None else [self.room]


def lock(
    desk: DeskState,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Preview locking the sessions of a day, a body or a room, or before an instant.

    If several are given, those for which all of them hold. Nothing else comes in: rooms are closed between
    these sessions; not to a body, beside which others may meet.

    Raises
    ------
    InputError
        When there is no such session.
    """
    choice = _Choice(day, before, body, room)
    chosen, words = choice.sessions(desk), choice.words(desk.instance)
    if not chosen:
        raise InputError(say("lock: the programme has no session of {}.", words))
    said = say("Lock {}: {}", words, counted(len(chosen), "session"))
    places = {each: desk.schedule.by_session[each] for each in chosen}
    lines = {} if body is not None else _closed(desk, choice)
    return weigh(desk, PlannedChange(said, {**pins(desk, places), **lines}))


def unlock(
    desk: DeskState,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Preview unlocking the sessions that `lock` would choose, and their rooms."""
    choice, sessions = _Choice(day, before, body, room), desk.instance.session_by_id
    chosen = [each for each in choice.sessions(desk) if sessions[each].pin is not None]
    words = choice.words(desk.instance)
    lines = {} if body is not None else _opened(desk, choice)
    said = say("Unlock {}: {}", words, counted(len(chosen), "session"))
    return weigh(desk, PlannedChange(said, {**_let_go(desk, chosen), **lines}))


@dataclass(frozen=True, slots=True)
class MetLock:
    """A lock that closes the room of a session that a change brings in."""

    day: date
    room: str | None
    """The room, if no other is locked on that day; None for the day."""

    def words(self, instance: Instance) -> str:
        """Return what is locked: ``Mon 15 Mar``, or a room."""
        if self.room is None:
            return day_text(self.day)
        return one_line(name(instance.room_by_id[self.room]))


def locks_met(outcome: Outcome) -> tuple[MetLock, ...]:
    """Return the locks, as they are before a change, that its newly broken rules are about."""
    desk, instance = outcome.desk, outcome.instance
    rooms, places = desk.instance.room_by_id, outcome.schedule.by_session
    held = [
        places[session]
        for judged in outcome.consequences.broken
        for session in judged.finding.sessions
        if session in places and places[session].room == judged.finding.item
    ]
    found: dict[MetLock, None] = {}
    for place in held:
        end = end_of(instance, instance.session_by_id[place.session], place.start)
        for room in with_parts(rooms, place.room):
            for window in windows_locked(desk, room.id):
                spans = zip(sorted(window.days), window.spans(instance.zone), strict=True)
                for day, (since, until) in spans:
                    if since < end and place.start < until:
                        found[_met(desk, room.id, day)] = None
    return tuple(found)


def _met(desk: DeskState, room: str, day: date) -> MetLock:
    rooms = desk.instance.rooms
    locked = [each for each in rooms if any(day in it.days for it in windows_locked(desk, each.id))]
    return MetLock(day, room if len(locked) == 1 < len(rooms) else None)


Stretches = list[tuple[timedelta, timedelta]]
"""Parts of a day, by the clocks of the venue."""


def _closed(desk: DeskState, choice: _Choice) -> Lines:
    """Return the lines that lock rooms on the dates of a choice and on those locked before.

    A room is not closed while it is in use.
    """
    instance, lines = desk.instance, dict[str, Any]()
    dates = instance.dates if instance.of_days else instance.working_dates
    given, before = dates if choice.day is None else [choice.day], choice.before
    end_at = None if before is None else before.astimezone(instance.zone).replace(tzinfo=None)
    for room in choice.rooms(instance):
        locked, held = _locked(desk, room), sorted(_held(desk, room))
        for each in given:
            midnight = datetime.combine(each, time())
            end = DAY if end_at is None else min(end_at - midnight, DAY)
            if end > NO_TIME:
                end = max(end, *(to for _, to in locked.get(each, [])), NO_TIME)
                free = spans_without([(midnight, midnight + end)], held)
                locked[each] = [(since - midnight, until - midnight) for since, until in free]
        lines[f"lock {room}"] = _line_of(desk, room, locked)
    return lines


def _opened(desk: DeskState, choice: _Choice) -> Lines:
    """Return these lines without the dates of a choice."""
    zone, day, before = desk.instance.zone, choice.day, choice.before

    def left(locked: Mapping[date, Stretches]) -> dict[date, Stretches]:
        return {
            each: stretches
            for each, stretches in locked.items()
            if day not in (None, each)
            or (before is not None and instant_at(each, NO_TIME, zone) >= before)
        }

    locked = {each: _locked(desk, each) for each in choice.rooms(desk.instance)}
    return {
        f"lock {each}": _line_of(desk, each, left(stretches))
        for each, stretches in locked.items()
        if stretches
    }


def _locked(desk: DeskState, room: str) -> dict[date, Stretches]:
    found: dict[date, Stretches] = {}
    for window in windows_locked(desk, room):
        for each in window.days:
            found.setdefault(each, []).append((window.start, window.end))
    return found


def _line_of(
    desk: DeskState, room: str, locked: Mapping[date, Stretches]
) -> tuple[str, Change] | None:
    days = hours_by_days((each, *some) for each, spans in locked.items() for some in spans)
    windows = [day_window([*dates], *times) for times, dates in sorted(days.items())]
    title = one_line(name(desk.instance.room_by_id[room]))
    said = say("{} is locked: no other session can use it then.", title)
    return (said, {"close_room": {"room": room, "during": windows}}) if windows else None


def _held(desk: DeskState, room: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield when a room or an overlapping one is in use, by the clocks of the venue."""
    instance, parts = desk.instance, set(desk.instance.parts_of(room))
    for each in desk.schedule.assignments:
        if not parts.isdisjoint(instance.parts_of(each.room)):
            end = end_of(instance, instance.session_by_id[each.session], each.start)
            start, end = (at.astimezone(instance.zone) for at in (each.start, end))
            yield start.replace(tzinfo=None), end.replace(tzinfo=None)
