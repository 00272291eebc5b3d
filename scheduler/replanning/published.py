"""The published programme as facts: the part that still fits the conference, and what is frozen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from scheduler.errors import SolutionError
from scheduler.instance import (
    Instance,
    Pin,
    Published,
    Session,
    Window,
    instant_at,
    is_in_windows,
    is_locked,
    remade,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.sources.discrepancies import on_a_date
from scheduler.wording import moment, name


def announced(instance: Instance) -> Schedule:
    """Return the published plan of an instance, as far as it says both start and room."""
    return Schedule.of(
        Assignment(each.session, each.start, each.room, tuple(sorted(each.seated or ())))
        for each in instance.published
        if each.room is not None
    )


def promised(
    instance: Instance, published: Schedule, now: datetime | None, *, unlock: bool = False
) -> Instance:
    """Return the conference with a programme as its published plan, and with the past frozen.

    Parameters
    ----------
    instance
        The facts as they are now; their own published plan is replaced.
    published
        The programme. Sessions that the conference no longer has are left out, and so are starts on dates
        that it no longer has, and rooms that are no more.
    now
        What begins before this instant is frozen, beside what the instance says; nothing if None. If the
        schedule is locked by then, all that was published is pinned where it still can be.
    unlock
        Whether the schedule may change although it is locked.

    Raises
    ------
    SolutionError
        When a session was published for a start that is not on the grid.
    """
    troubles = tuple(_off_grid(instance, published))
    if troubles:
        raise SolutionError(*troubles)
    begins = instant_at(instance.first_day, timedelta(), instance.zone)
    past = (Window(start=begins, end=now),) if now is not None and now > begins else ()
    plan = tuple(
        Published(
            session=each.session,
            start=each.start,
            room=each.room if each.room in instance.room_by_id else None,
            seated=each.seated,
        )
        for each in published.assignments
        if each.session in instance.session_by_id and on_a_date(instance, each)
    )
    facts: dict[str, Any] = {"published": plan, "frozen": (*instance.frozen, *past)}
    if now is not None and not unlock and is_locked(instance.schedule_lock, now, instance.zone):
        places = {each.session: each for each in plan}
        facts["sessions"] = tuple(
            _pinned(instance, session, places.get(session.id)) for session in instance.sessions
        )
    return remade(instance, **facts)


def _pinned(instance: Instance, session: Session, place: Published | None) -> Session:
    """Return a session pinned to its published place; what the file says of it since holds before that."""
    if place is None:
        return session
    own = (None, None) if session.pin is None else (session.pin.start, session.pin.room)
    start = own[0] or (place.start if is_in_windows(instance, session, place.start) else None)
    room = own[1] or (place.room if start == place.start else None)
    if start is None and room is None:
        return session
    return remade(session, pin=Pin(start=start, room=room), optional=False)


def _off_grid(instance: Instance, published: Schedule) -> Iterator[str]:
    for each in published.assignments:
        local = each.start.astimezone(instance.zone)
        minute = local.hour * 60 + local.minute
        if each.session in instance.session_by_id and minute % instance.grid:
            title = name(instance.session_by_id[each.session])
            yield (
                f"{each.session}: {title} was published for {moment(each.start, instance.zone)}, expected a "
                f"start on the grid of {instance.grid} minutes. A finer `grid` in the instance may help."
            )
