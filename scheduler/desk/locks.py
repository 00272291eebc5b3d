"""Wishes that something stays: pins and locks, and that it may move again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.standing import windows_locked
from scheduler.desk.steps import Change, Desk
from scheduler.desk.wishes import (
    NO_TIME,
    Lines,
    Wish,
    called,
    day_window,
    fields_set,
    known,
    outside,
    pin_row,
    place_in_words,
    place_of,
)
from scheduler.errors import InputError
from scheduler.instance import DAY, end_of, instant_at
from scheduler.phrases import say
from scheduler.schedule import Assignment
from scheduler.wording import counted, day_text, listed, moment, name, one_line


def pins(desk: Desk, places: Mapping[str, Assignment]) -> Lines:
    """Return the lines that pin sessions to places, start and room."""
    lines: dict[str, Any] = {}
    for session, place in places.items():
        words = place_in_words(desk.instance, place)
        said = say("{} is at {}.", called(desk.instance, session), words)
        pin = pin_row(desk.instance, place, start=True, room=True)
        lines |= fields_set(desk, session, said, pin=pin)
    return lines


def pinned_by(desk: Desk) -> tuple[str, ...]:
    """Return the sessions that a desk has pinned, and not its instance; in the order in which it did."""
    before = {each.id: each.pin for each in desk.base.sessions}
    turn = {key: number for number, key in enumerate(desk.lines)}
    pinned = (
        each.id
        for each in desk.instance.sessions
        if each.pin is not None and each.pin != before.get(each.id)
    )
    return tuple(sorted(pinned, key=lambda each: turn.get(f"pin {each}", -1)))


def pin(desk: Desk, *sessions: str) -> Outcome:
    """Weigh that sessions stay where they are, whatever is solved later.

    Raises
    ------
    InputError
        When one of them has no place.
    """
    places = {each: place_of(desk, each) for each in sessions}
    said = say("Pin {}", listed([called(desk.instance, each) for each in sessions]))
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
            raise InputError(say("{}: is not pinned.", each))
    said = say("Unpin {}", listed([called(desk.instance, each) for each in sessions]))
    return weigh(desk, Wish(said, _let_go(desk, sessions)))


def _let_go(desk: Desk, sessions: Iterable[str]) -> Lines:
    lines: dict[str, Any] = {}
    for each in sessions:
        said = say("{} may move.", called(desk.instance, each))
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
    said = say(
        "Lock {}: {}", _which(desk, day, before, body, room), counted(len(chosen), "session")
    )
    places = {each: desk.schedule.by_session[each] for each in chosen}
    closed = {} if body is not None else _closed(desk, day, before, room)
    return weigh(desk, Wish(said, {**pins(desk, places), **closed}))


_Stretches = list[tuple[timedelta, timedelta]]
"""Parts of a day, by the clocks of the venue."""


def _closed(desk: Desk, day: date | None, before: datetime | None, room: str | None) -> Lines:
    """Return the lines that close rooms to what is not in them, on these dates and those locked before."""
    instance, lines = desk.instance, dict[str, Any]()
    until = None if before is None else before.astimezone(instance.zone).replace(tzinfo=None)
    dates = instance.dates if instance.of_days else instance.working_dates
    for fact in instance.rooms if room is None else [instance.room_by_id[room]]:
        locked = _locked(desk, fact.id)
        for each in dates if day is None else [day]:
            midnight = datetime.combine(each, time())
            end = DAY if until is None else min(until - midnight, DAY)
            if end > NO_TIME:
                end = max(end, *(to for _, to in locked.get(each, [])), NO_TIME)
                held = sorted(_held(desk, fact.id, midnight))
                locked[each] = [*outside([(NO_TIME, end)], held)]
        lines[f"lock {fact.id}"] = _line_of(desk, fact.id, locked)
    return lines


def _opened(desk: Desk, day: date | None, before: datetime | None, room: str | None) -> Lines:
    """Return these lines without some dates."""
    zone, lines = desk.instance.zone, dict[str, Any]()
    for fact in desk.instance.rooms if room is None else [desk.instance.room_by_id[room]]:
        locked = {
            each: stretches
            for each, stretches in _locked(desk, fact.id).items()
            if day not in (None, each)
            or (before is not None and instant_at(each, NO_TIME, zone) >= before)
        }
        if f"lock {fact.id}" in desk.lines:
            lines[f"lock {fact.id}"] = _line_of(desk, fact.id, locked)
    return lines


def _locked(desk: Desk, room: str) -> dict[date, _Stretches]:
    """Return what is closed of a room because it is locked."""
    found: dict[date, _Stretches] = {}
    for window in windows_locked(desk, room):
        for each in window.days:
            found.setdefault(each, []).append((window.start, window.end))
    return found


def _line_of(desk: Desk, room: str, locked: Mapping[date, _Stretches]) -> tuple[str, Change] | None:
    days: dict[tuple[timedelta, timedelta], list[date]] = {}
    for each, stretches in locked.items():
        for stretch in stretches:
            days.setdefault(stretch, []).append(each)
    windows = [day_window(dates, *stretch) for stretch, dates in sorted(days.items())]
    said = say(
        "Nothing more comes into {} where it is locked.",
        one_line(name(desk.instance.room_by_id[room])),
    )
    change = {"close_room": {"room": room, "during": windows}}
    return (said, change) if windows else None


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
        each for each in _those(desk, day, before, body, room) if sessions[each].pin is not None
    ]
    words = _which(desk, day, before, body, room)
    opened = {} if body is not None else _opened(desk, day, before, room)
    if not chosen and all(_is_line(desk, *each) for each in opened.items()):
        raise InputError(say("unlock: nothing of {} is pinned.", words))
    said = say("Unlock {}: {}", words, counted(len(chosen), "session"))
    return weigh(desk, Wish(said, {**_let_go(desk, chosen), **opened}))


def _chosen(
    desk: Desk, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> list[str]:
    found = _those(desk, day, before, body, room)
    if not found:
        raise InputError(
            say("lock: the programme has no session of {}.", _which(desk, day, before, body, room))
        )
    return found


def _is_line(desk: Desk, key: str, line: tuple[str, Change] | None) -> bool:
    """Tell whether a line stands at a desk as it is."""
    here = desk.lines.get(key)
    return (here and here.change) == (line and line[1])


def _those(
    desk: Desk, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> list[str]:
    instance = desk.instance
    return [
        each.session
        for each in desk.schedule.assignments
        if (day is None or each.start.astimezone(instance.zone).date() == day)
        and (before is None or each.start < before)
        and (body is None or body in instance.session_by_id[each.session].bodies)
        and (room is None or each.room == room)
    ]


def _which(
    desk: Desk, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> str:
    """Say which sessions are chosen."""
    instance = desk.instance
    said = (
        None if day is None else day_text(day),
        None if before is None else say("all before {}", moment(before, instance.zone)),
        None if body is None else one_line(name(instance.body_by_id[body])),
        None if room is None else one_line(name(instance.room_by_id[room])),
    )
    return listed([each for each in said if each is not None]) or say("all")
