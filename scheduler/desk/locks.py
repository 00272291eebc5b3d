"""Wishes that something stays: pins and locks, and that it may move again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
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

    If several are given, those for which all of them hold.

    Raises
    ------
    InputError
        When there is no such session.
    """
    chosen = _chosen(desk, day, before, body, room)
    said = f"Lock {_which(desk, day, before, body, room)}: {counted(len(chosen), 'session')}"
    places = {each: desk.schedule.by_session[each] for each in chosen}
    return weigh(desk, Wish(said, pins(desk, places)))


def unlock(
    desk: Desk,
    *,
    day: date | None = None,
    before: datetime | None = None,
    body: str | None = None,
    room: str | None = None,
) -> Outcome:
    """Weigh that the sessions which `lock` would choose, and that are pinned, may move again.

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
    return weigh(desk, Wish(said, _let_go(desk, chosen)))


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
