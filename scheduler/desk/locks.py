"""Pins and locks."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from scheduler.desk.changes import (
    Lines,
    PlannedChange,
    called,
    fields_set,
    known,
    pin_row,
    place_in_words,
    place_of,
)
from scheduler.desk.locked_rooms import closed, opened
from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.steps import Change, DeskState
from scheduler.errors import InputError
from scheduler.phrases import say
from scheduler.schedule import Assignment
from scheduler.wording import counted, day_text, listed, moment, name, one_line


def pins(desk: DeskState, places: Mapping[str, Assignment]) -> Lines:
    """Return the lines that pin sessions to slots, start and room."""
    lines: dict[str, Any] = {}
    for session, place in places.items():
        words = place_in_words(desk.instance, place)
        said = say("{} is pinned to {}.", called(desk.instance, session), words)
        pin = pin_row(desk.instance, place, start=True, room=True)
        lines |= fields_set(desk, session, said, pin=pin)
    return lines


def pinned_by(desk: DeskState) -> tuple[str, ...]:
    """Return the sessions that a desk has pinned, and not its instance; in the order in which it did."""
    before = {each.id: each.pin for each in desk.base.sessions}
    turn = {key: number for number, key in enumerate(desk.lines)}
    pinned = (
        each.id
        for each in desk.instance.sessions
        if each.pin is not None and each.pin != before.get(each.id)
    )
    return tuple(sorted(pinned, key=lambda each: turn.get(f"pin {each}", -1)))


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
    """Preview unpinning sessions.

    Raises
    ------
    InputError
        When one of them is not pinned.
    """
    for each in sessions:
        if known(desk.instance, each).pin is None:
            raise InputError(say("{}: is not pinned.", each))
    said = say("Unpin {}", listed([called(desk.instance, each) for each in sessions]))
    return weigh(desk, PlannedChange(said, _let_go(desk, sessions)))


def _let_go(desk: DeskState, sessions: Iterable[str]) -> Lines:
    lines: dict[str, Any] = {}
    for each in sessions:
        said = say("{} may move.", called(desk.instance, each))
        lines |= fields_set(desk, each, said, pin=None)
    return lines


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
    chosen = _chosen(desk, day, before, body, room)
    said = say(
        "Lock {}: {}", _which(desk, day, before, body, room), counted(len(chosen), "session")
    )
    places = {each: desk.schedule.by_session[each] for each in chosen}
    lines = {} if body is not None else closed(desk, day, before, room)
    return weigh(desk, PlannedChange(said, {**pins(desk, places), **lines}))


def unlock(
    desk: DeskState,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Preview unlocking the sessions that `lock` would choose, and their rooms.

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
    lines = {} if body is not None else opened(desk, day, before, room)
    if not chosen and all(_is_line(desk, *each) for each in lines.items()):
        raise InputError(say("unlock: no session of {} is pinned.", words))
    said = say("Unlock {}: {}", words, counted(len(chosen), "session"))
    return weigh(desk, PlannedChange(said, {**_let_go(desk, chosen), **lines}))


def _chosen(
    desk: DeskState, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> list[str]:
    found = _those(desk, day, before, body, room)
    if not found:
        raise InputError(
            say("lock: the programme has no session of {}.", _which(desk, day, before, body, room))
        )
    return found


def _is_line(desk: DeskState, key: str, line: tuple[str, Change] | None) -> bool:
    here = desk.lines.get(key)
    return (here and here.change) == (line and line[1])


def _those(
    desk: DeskState, day: date | None, before: datetime | None, body: str | None, room: str | None
) -> list[str]:
    instance = desk.instance
    if body is not None and body not in instance.body_by_id:
        raise InputError(say("{}: no such body in {}.", body, instance.name))
    if room is not None and room not in instance.room_by_id:
        raise InputError(say("{}: no such room in {}.", room, instance.name))
    return [
        each.session
        for each in desk.schedule.assignments
        if (day is None or each.start.astimezone(instance.zone).date() == day)
        and (before is None or each.start < before)
        and (body is None or body in instance.session_by_id[each.session].bodies)
        and (room is None or each.room == room)
    ]


def _which(
    desk: DeskState, day: date | None, before: datetime | None, body: str | None, room: str | None
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
