"""Moves and swaps."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.desk.changes import (
    Lines,
    PlannedChange,
    called,
    cheapest,
    fields_set,
    is_dropped,
    known,
    lines_held,
    pin_row,
    place_in_words,
    place_of,
    row_in,
    with_lines,
)
from scheduler.desk.locks import pins
from scheduler.desk.outcomes import Outcome, granted, measure_of, weigh
from scheduler.desk.steps import DeskState
from scheduler.errors import InputError
from scheduler.instance import (
    Instance,
    Pin,
    Session,
    Window,
    instant_at,
    remade,
    spans_of,
    spans_within,
    windows_of,
)
from scheduler.phrases import say
from scheduler.rules.spans import day_span
from scheduler.schedule import Assignment
from scheduler.wording import day_text, moment


def move(desk: DeskState, session: str, to: datetime | date, room: str | None = None) -> Outcome:
    """Preview moving or scheduling a session, to a start or a day.

    Parameters
    ----------
    desk
        The desk; it stays as it is.
    session
        Id of the session.
    to
        A start, aware; or a day, of which the cheapest slot is taken.
    room
        Id of the room; the best one unless given, or the one that is pinned.

    Raises
    ------
    InputError
        When there is no such session, room or day, its kind has no hours on that day, or no session can begin
        at that start.
    """
    if isinstance(to, datetime):
        _make_sure_of_grid(desk.instance, to)
    if is_dropped(desk, session):
        return _put_back(desk, session, to, room)
    instance, schedule = desk.instance, desk.schedule
    own = known(instance, session)
    if room is not None:
        row_in(instance, "rooms", room)
    pinned = None if own.pin is None else own.pin.room
    where = room or pinned
    here = schedule.by_session.get(session)

    def at(place: Assignment) -> PlannedChange:
        return replace(_to(desk, place, keeps_room=where is not None), at=at)

    if isinstance(to, datetime):
        return weigh(desk, at(_at_start(desk, own, to, where, here)))
    if to not in instance.dates:
        raise InputError(say("{}: not a day of {}.", to.isoformat(), instance.name))
    sought = _on_day(instance, own, to, where)
    best = None if sought is None else cheapest(sought, schedule, session, here)
    if sought is None or best is None:
        return weigh(desk, at(_least_broken(desk, own, to, where, here)))
    return weigh(desk, replace(at(best), sought=sought))


def _make_sure_of_grid(instance: Instance, start: datetime) -> None:
    """Raise `InputError` if a start is not on the grid; it names the starts before and after it."""
    local, grid = start.astimezone(instance.zone), timedelta(minutes=instance.grid)
    beyond = timedelta(hours=local.hour, minutes=local.minute) % grid
    if beyond and not instance.of_days:
        starts = (f"{each:%H:%M}" for each in (local - beyond, local - beyond + grid))
        said = say("Sessions start every {} minutes: {} or {}.", instance.grid, *starts)
        raise InputError(say("{}: {}", moment(start, instance.zone), said))


def _put_back(desk: DeskState, session: str, to: datetime | date, room: str | None) -> Outcome:
    title = called(desk.instance, session)
    lines = lines_held(desk, session, say("{}.", say("Schedule {}", title)))

    def said(place: Assignment) -> str:
        return say("Put {} back: {}", title, place_in_words(desk.instance, place))

    return scheduled(desk, session, lines, said, to, room)


def scheduled(
    desk: DeskState,
    session: str,
    lines: Lines,
    said: Callable[[Assignment], str],
    to: datetime | date | None = None,
    room: str | None = None,
) -> Outcome:
    """Return the outcome of lines with which a session can be held, in a slot: the cheapest, unless given.

    `said` returns the sentence for a slot.

    Raises
    ------
    InputError
        When no slot is possible for it.
    """
    held = weigh(desk, PlannedChange("", lines))
    if to is not None:
        moved = move(granted(desk, held), session, to, room).change
        return weigh(desk, with_lines(lines, moved, said))
    best = cheapest(held.instance, held.schedule, session)
    if best is None:
        raise InputError(say("No slot is possible for {}.", called(held.instance, session)))

    def at(place: Assignment) -> PlannedChange:
        return PlannedChange(said(place), lines, {session: place}, at=at)

    return weigh(desk, at(best))


def _least_broken(
    desk: DeskState, own: Session, day: date, room: str | None, here: Assignment | None
) -> Assignment:
    """Return the slot on a day where the session breaks least; `InputError` if its kind has no hours."""
    instance = desk.instance
    rooms = (room,) if room is not None else (here.room if here else instance.rooms[0].id,)
    seated = here.seated if here else ()
    places = [
        Assignment(own.id, start, each, seated)
        for start in _starts_on(instance, own, day)
        for each in rooms
    ]
    if not places:
        title = called(instance, own.id)
        raise InputError(
            say("{} cannot be on {}: its kind has no hours on that day.", title, day_text(day))
        )
    outcomes = [
        (weigh(desk, PlannedChange("", {}, {own.id: each})).evaluation, each) for each in places
    ]
    return min(outcomes, key=lambda each: measure_of(each[0]))[1]


def _starts_on(instance: Instance, own: Session, day: date) -> Iterator[datetime]:
    bands = instance.kind_by_id[own.kind].bands
    step = timedelta(minutes=instance.grid)
    for band in instance.bands_of(day):
        clock = band.start
        while band.id in bands and clock + own.duration <= band.end:
            yield instant_at(day, clock, instance.zone)
            clock += step


def _at_start(
    desk: DeskState, own: Session, start: datetime, room: str | None, here: Assignment | None
) -> Assignment:
    """Return the slot of a session at a start, in a given room or the best one."""
    seated = here.seated if here else ()
    if room is not None:
        return Assignment(own.id, start, room, seated)
    pinned = with_session(desk.instance, own, pin=Pin(start=start), optional=False)
    best = None if pinned is None else cheapest(pinned, desk.schedule, own.id, here)
    somewhere = here.room if here else desk.instance.rooms[0].id
    return best or Assignment(own.id, start, somewhere, seated)


def _to(desk: DeskState, place: Assignment, *, keeps_room: bool) -> PlannedChange:
    words = place_in_words(desk.instance, place)
    said = say("Move {} to {}", called(desk.instance, place.session), words)
    pin = pin_row(desk.instance, place, room=keeps_room)
    lines = fields_set(desk, place.session, say("{}.", said), pin=pin)
    return PlannedChange(said, lines, {place.session: place})


def _on_day(instance: Instance, own: Session, day: date, room: str | None) -> Instance | None:
    """Return an instance in which a session may be on one day only; None if it never can."""
    whole = day_span(day, day, instance.zone)
    spans = spans_of(windows_of(instance, own), instance.zone) or (whole,)
    windows = tuple(Window(start=a, end=b) for a, b in spans_within(spans, whole))
    pin = None if room is None else Pin(room=room)
    return (
        with_session(instance, own, pin=pin, windows=windows, optional=False) if windows else None
    )


def with_session(instance: Instance, own: Session, **fields: Any) -> Instance | None:
    """Return an instance with other values of a session; None if it would be invalid."""
    changed = remade(own, **fields)
    sessions = tuple(changed if each.id == own.id else each for each in instance.sessions)
    try:
        return remade(instance, sessions=sessions)
    except ValueError:  # such as a start outside of its windows: whoever weighs that says so
        return None


def swap(desk: DeskState, session: str, other: str) -> Outcome:
    """Preview swapping the slots of two sessions.

    Raises
    ------
    InputError
        When one of them has no slot, or they are one.
    """
    one, two = place_of(desk, session), place_of(desk, other)
    if session == other:
        raise InputError(say("{}: give two different sessions to swap.", session))
    places = {
        session: replace(one, start=two.start, room=two.room),
        other: replace(two, start=one.start, room=one.room),
    }
    said = say("Swap {} and {}", called(desk.instance, session), called(desk.instance, other))
    return weigh(desk, PlannedChange(said, pins(desk, places), places))
