"""Hours in which nothing comes into a room: it is closed, or it is locked."""

from collections.abc import Iterator, Mapping

from scheduler.desk import Desk, closures_besides_locks, windows_locked
from scheduler.instance import DAY, spans_of
from scheduler.web.desk.facts import epoch_minutes

Stretches = list[tuple[int, int]]
"""From when to when, in minutes since 1970, in order of time, each apart from the next."""


def closed_hours(desk: Desk) -> Mapping[str, Stretches]:
    """Return when each room that is closed at some time is closed, or a part of it; not for a lock alone."""
    found = {each.id: _joined([*_closures(desk, each.id)]) for each in desk.instance.rooms}
    return {room: stretches for room, stretches in found.items() if stretches}


def _closures(desk: Desk, room: str) -> Iterator[tuple[int, int]]:
    fact = desk.instance.room_by_id[room]
    closures = closures_besides_locks(desk, fact)
    for start, end in spans_of(closures, desk.instance.zone):
        yield epoch_minutes(start), epoch_minutes(end)
    for part in fact.parts:
        yield from _closures(desk, part)


def locked_days(desk: Desk) -> Mapping[str, list[str]]:
    """Return the dates on which each room that is locked at some time is locked to the end of its hours."""
    found: dict[str, list[str]] = {}
    locked = {room.id: windows_locked(desk, room.id) for room in desk.instance.rooms}
    for day in desk.instance.working_dates:
        profile = desk.instance.profile_of(day)
        last = max((band.end for band in profile.bands), default=DAY) if profile else DAY
        for room, windows in locked.items():
            if any(day in each.days and each.end >= last for each in windows):
                found.setdefault(room, []).append(day.isoformat())
    return found


def _joined(stretches: Stretches) -> Stretches:
    found: Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
