"""Closures of rooms around locked sessions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.desk.changes import Lines, day_window, outside
from scheduler.desk.standing import NO_TIME, windows_locked
from scheduler.desk.steps import Change, DeskState
from scheduler.instance import DAY, DayWindow, end_of, instant_at
from scheduler.phrases import say
from scheduler.wording import name, one_line

Stretches = list[tuple[timedelta, timedelta]]
"""Parts of a day, by the clocks of the venue."""


def closed(desk: DeskState, day: date | None, before: datetime | None, room: str | None) -> Lines:
    """Return the lines that lock rooms on these dates and on those locked before."""
    instance, lines = desk.instance, dict[str, Any]()
    dates = instance.dates if instance.of_days else instance.working_dates
    given = dates if day is None else [day]
    rooms = [each.id for each in instance.rooms] if room is None else [room]
    for each in rooms:
        locked = _also(desk, _locked(desk, each), given, before, each)
        lines[f"lock {each}"] = _line_of(desk, each, locked)
    return lines


def _also(
    desk: DeskState,
    before: Mapping[date, Stretches],
    dates: Iterable[date],
    until: datetime | None,
    room: str | None = None,
) -> dict[date, Stretches]:
    """Return the locked hours of each date, without the hours in which the room is in use."""
    locked = {**before}
    end_at = None if until is None else until.astimezone(desk.instance.zone).replace(tzinfo=None)
    for each in dates:
        midnight = datetime.combine(each, time())
        end = DAY if end_at is None else min(end_at - midnight, DAY)
        if end > NO_TIME:
            end = max(end, *(to for _, to in locked.get(each, [])), NO_TIME)
            held = [] if room is None else sorted(_held(desk, room, midnight))
            locked[each] = [*outside([(NO_TIME, end)], held)]
    return locked


def opened(desk: DeskState, day: date | None, before: datetime | None, room: str | None) -> Lines:
    """Return these lines without some dates."""
    zone = desk.instance.zone

    def left(locked: Mapping[date, Stretches]) -> dict[date, Stretches]:
        return {
            each: stretches
            for each, stretches in locked.items()
            if day not in (None, each)
            or (before is not None and instant_at(each, NO_TIME, zone) >= before)
        }

    rooms = [each.id for each in desk.instance.rooms] if room is None else [room]
    locked = {each: _locked(desk, each) for each in rooms}
    return {
        f"lock {each}": _line_of(desk, each, left(stretches))
        for each, stretches in locked.items()
        if stretches
    }


def _locked(desk: DeskState, room: str) -> dict[date, Stretches]:
    return _by_date(windows_locked(desk, room))


def _by_date(windows: Iterable[DayWindow]) -> dict[date, Stretches]:
    found: dict[date, Stretches] = {}
    for window in windows:
        for each in window.days:
            found.setdefault(each, []).append((window.start, window.end))
    return found


def _line_of(
    desk: DeskState, room: str, locked: Mapping[date, Stretches]
) -> tuple[str, Change] | None:
    windows = _windows(locked)
    said = say(
        "{} is locked: no other session can use it then.",
        one_line(name(desk.instance.room_by_id[room])),
    )
    change = {"close_room": {"room": room, "during": windows}}
    return (said, change) if windows else None


def _windows(locked: Mapping[date, Stretches]) -> list[dict[str, Any]]:
    days: dict[tuple[timedelta, timedelta], list[date]] = {}
    for each, stretches in locked.items():
        for stretch in stretches:
            days.setdefault(stretch, []).append(each)
    return [day_window(dates, *stretch) for stretch, dates in sorted(days.items())]


def _held(desk: DeskState, room: str, midnight: datetime) -> Iterator[tuple[timedelta, timedelta]]:
    """Yield the times, after a midnight, in which a room or an overlapping one is in use."""
    instance, parts = desk.instance, set(desk.instance.parts_of(room))
    for each in desk.schedule.assignments:
        if not parts.isdisjoint(instance.parts_of(each.room)):
            end = end_of(instance, instance.session_by_id[each.session], each.start)
            since, until = (
                instant.astimezone(instance.zone).replace(tzinfo=None) - midnight
                for instant in (each.start, end)
            )
            yield since, until
