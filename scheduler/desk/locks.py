"""Wishes that something stays: pins and locks, and that it may move again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.steps import Desk
from scheduler.desk.wishes import (
    Lines,
    Wish,
    called,
    fields_set,
    known,
    pin_row,
    place_in_words,
    place_of,
)
from scheduler.errors import InputError
from scheduler.instance import DAY, clock_text, end_of, instant_at
from scheduler.schedule import Assignment
from scheduler.wording import counted, day_text, listed, moment, name, one_line


def pins(desk: Desk, places: Mapping[str, Assignment]) -> Lines:
    """Return the lines that pin sessions to places, start and room."""
    lines: dict[str, Any] = {}
    for session, place in places.items():
        words = place_in_words(desk.instance, place)
        said = f"{called(desk.instance, session)} is at {words}."
        pin = pin_row(desk.instance, place, start=True, room=True)
        lines |= fields_set(desk, session, said, pin=pin)
    return lines


def pin(desk: Desk, *sessions: str) -> Outcome:
    """Weigh that sessions stay where they are, whatever is solved later.

    Raises
    ------
    InputError
        When one of them has no place.
    """
    places = {each: place_of(desk, each) for each in sessions}
    said = f"Pin {listed([called(desk.instance, each) for each in sessions])}"
    return weigh(desk, Wish(said, pins(desk, places)))


def unpin(desk: Desk, *sessions: str) -> Outcome:
    """Weigh that sessions may move again, whatever had pinned them.

    Raises
    ------
    InputError
        When one of them is not pinned.
    """
    for each in sessions:
        if known(desk.instance, each).pin is None:
            raise InputError(f"{each}: is not pinned.")
    said = f"Let {listed([called(desk.instance, each) for each in sessions])} go"
    return weigh(desk, Wish(said, _let_go(desk, sessions)))


def _let_go(desk: Desk, sessions: Iterable[str]) -> Lines:
    lines: dict[str, Any] = {}
    for each in sessions:
        said = f"{called(desk.instance, each)} may move."
        lines |= fields_set(desk, each, said, pin=None)
    return lines


def lock(
    desk: Desk,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Weigh that all sessions of a day, a body or a room, or that begin before an instant, stay.

    If several are given, those for which all of them hold. Nothing else comes in: rooms are closed between
    these sessions; not to a body, beside which others may meet.

    Raises
    ------
    InputError
        When there is no such session.
    """
    chosen = _chosen(desk, day, before, body, room)
    said = f"Lock {_which(desk, day, before, body, room)}: {counted(len(chosen), 'session')}"
    places = {each: desk.schedule.by_session[each] for each in chosen}
    closed = {} if body is not None else _closed(desk, day, before, room)
    return weigh(desk, Wish(said, {**pins(desk, places), **closed}))


def _closed(desk: Desk, day: date | None, before: datetime | None, room: str | None) -> Lines:
    """Return the lines that close rooms to what is not in them yet, by room and date."""
    zone, lines = desk.instance.zone, dict[str, Any]()
    until = None if before is None else before.astimezone(zone).replace(tzinfo=None)
    for fact in desk.instance.rooms:
        for each in desk.instance.dates:
            midnight = datetime.combine(each, time())
            end = midnight + DAY if until is None else min(until, midnight + DAY)
            if room not in (None, fact.id) or day not in (None, each) or end <= midnight:
                continue
            free = [
                {"days": [each.isoformat()], "from": clock_text(since), "to": clock_text(to)}
                for since, to in _gaps(_held(desk, fact.id, midnight), end - midnight)
            ]
            said = f"Nothing more comes into {one_line(name(fact))} on {day_text(each)}."
            if free:
                change = {"close_room": {"room": fact.id, "during": free}}
                lines[_key(fact.id, each)] = said, change
    return lines


def _key(room: str, day: date) -> str:
    return f"lock {room} {day}"


def _held(desk: Desk, room: str, midnight: datetime) -> Iterator[tuple[timedelta, timedelta]]:
    """Yield from when to when sessions are in a room, or in what shares a part with it, after a midnight."""
    instance, parts = desk.instance, set(desk.instance.parts_of(room))
    for each in desk.schedule.assignments:
        if not parts.isdisjoint(instance.parts_of(each.room)):
            end = end_of(instance, instance.session_by_id[each.session], each.start)
            since, until = (
                instant.astimezone(instance.zone).replace(tzinfo=None) - midnight
                for instant in (each.start, end)
            )
            yield since, until


def _gaps(
    held: Iterable[tuple[timedelta, timedelta]], end: timedelta
) -> Iterator[tuple[timedelta, timedelta]]:
    """Yield the stretches of a day, up to an end, in which nothing is held."""
    free = timedelta()
    for since, until in (*sorted(held), (end, end)):
        if free < min(since, end):
            yield free, min(since, end)
        free = max(free, until)


def unlock(
    desk: Desk,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Weigh that the sessions which `lock` would choose, and that are pinned, may move again; others come in.

    Raises
    ------
    InputError
        When there is no such session.
    """
    sessions = desk.instance.session_by_id
    chosen = [
        each for each in _chosen(desk, day, before, body, room) if sessions[each].pin is not None
    ]
    words = _which(desk, day, before, body, room)
    if not chosen:
        raise InputError(f"unlock: nothing of {words} is pinned.")
    said = f"Unlock {words}: {counted(len(chosen), 'session')}"
    opened = dict.fromkeys([] if body is not None else _closed_now(desk, day, before, room))
    return weigh(desk, Wish(said, {**_let_go(desk, chosen), **opened}))


def _closed_now(
    desk: Desk, day: date | None, before: datetime | None, room: str | None
) -> Iterator[str]:
    """Yield the keys of lines by which something is closed that is to be open again."""
    instance = desk.instance
    for fact in instance.rooms:
        for each in instance.dates:
            is_meant = room in (None, fact.id) and day in (None, each)
            begins = instant_at(each, timedelta(), instance.zone)
            if (
                is_meant
                and (before is None or begins < before)
                and _key(fact.id, each) in desk.lines
            ):
                yield _key(fact.id, each)


def _chosen(
    desk: Desk, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> list[str]:
    instance = desk.instance
    found = [
        each.session
        for each in desk.schedule.assignments
        if (day is None or each.start.astimezone(instance.zone).date() == day)
        and (before is None or each.start < before)
        and (body is None or body in instance.session_by_id[each.session].bodies)
        and (room is None or each.room == room)
    ]
    if not found:
        raise InputError(
            f"lock: the programme has no session of {_which(desk, day, before, body, room)}."
        )
    return found


def _which(
    desk: Desk, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> str:
    """Say which sessions are chosen."""
    instance = desk.instance
    said = (
        None if day is None else day_text(day),
        None if before is None else f"all before {moment(before, instance.zone)}",
        None if body is None else one_line(name(instance.body_by_id[body])),
        None if room is None else one_line(name(instance.room_by_id[room])),
    )
    return listed([each for each in said if each is not None]) or "all"
