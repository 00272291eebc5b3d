"""Hours in which nothing comes into a room: it is closed, or it is locked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from scheduler.desk import DeskState, closures_besides_locks, windows_locked
from scheduler.instance import DAY, DayWindow, Instance, spans_of
from scheduler.web.desk.facts import epoch_minutes

Stretches = list[tuple[int, int]]
"""From when to when, in minutes since 1970, in order of time, each apart from the next."""


def closed_hours(desk: DeskState) -> Mapping[str, Stretches]:
    """Return when each room that is closed at some time is closed, or a part of it; not for a lock alone."""
    found = {each.id: _joined([*_closures(desk, each.id)]) for each in desk.instance.rooms}
    return {room: stretches for room, stretches in found.items() if stretches}


def _closures(desk: DeskState, room: str) -> Iterator[tuple[int, int]]:
    fact = desk.instance.room_by_id[room]
    closures = closures_besides_locks(desk, fact)
    for start, end in spans_of(closures, desk.instance.zone):
        yield epoch_minutes(start), epoch_minutes(end)
    for part in fact.parts:
        yield from _closures(desk, part)


def dates_without_hours(desk: DeskState) -> list[date]:
    """Return the dates on which a session begins although nothing has hours then."""
    zone, places = desk.instance.zone, desk.schedule.assignments
    begun = {each.start.astimezone(zone).date() for each in places}
    return sorted(begun.difference(desk.instance.working_dates))


def locked_days(desk: DeskState) -> Mapping[str, list[str]]:
    """Return the dates on which each room that is locked at some time is locked to the end of its hours."""
    found: dict[str, list[str]] = {}
    locked = {room.id: windows_locked(desk, room.id) for room in desk.instance.rooms}
    for day in (*desk.instance.working_dates, *dates_without_hours(desk)):
        for room, windows in locked.items():
            if _holds(desk.instance, windows, day):
                found.setdefault(room, []).append(day.isoformat())
    return found


def _holds(instance: Instance, windows: Iterable[DayWindow], day: date) -> bool:
    """Tell whether locks go on to the end of the hours of a date."""
    profile = instance.profile_of(day)
    last = max((band.end for band in profile.bands), default=DAY) if profile else DAY
    return any(day in each.days and each.end >= last for each in windows)


def _joined(stretches: Stretches) -> Stretches:
    found: Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
