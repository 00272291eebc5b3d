"""Rooms: how much of them is used."""

from collections.abc import Mapping
from datetime import date

from scheduler.comparison.programmes import Programme
from scheduler.evaluation.intervals import minutes_inside, stretches_of
from scheduler.instance import Span, spans_of

DayPart = tuple[date, str]
"""A day and a band of it: a half-day, or the lunch between two."""

Occupancy = Mapping[str, Mapping[DayPart, float | None]]
"""Share of each part of a day, 0 to 1, in which a room is used; None where it is closed throughout."""


def occupancy(programme: Programme) -> Occupancy:
    """Return how much of each part of each day each room without parts is used."""
    instance = programme.instance
    parts = day_parts(programme)
    used = use_by_room(programme)
    found: dict[str, dict[DayPart, float | None]] = {}
    for room in programme.facts.rooms:
        if not room.parts:
            closed = spans_of(room.closures, instance.zone)
            found[room.id] = {
                part: _share(spans, used.get(room.id, []), closed) for part, spans in parts.items()
            }
    return found


def day_parts(programme: Programme) -> Mapping[DayPart, list[Span]]:
    """Return the stretches of each part of each day, in order of time."""
    parts: dict[DayPart, list[Span]] = {}
    instance = programme.instance
    for band, span in sorted(stretches_of(instance), key=lambda each: each[1]):
        day = span[0].astimezone(instance.zone).date()
        parts.setdefault((day, band.id), []).append(span)
    return parts


def use_by_room(programme: Programme) -> Mapping[str, list[Span]]:
    """Return when each room without parts is used, alone or in a combination."""
    used: dict[str, list[Span]] = {}
    for run in programme.runs:
        for part in programme.instance.parts_of(run.room):
            used.setdefault(part, []).append((run.start, run.end))
    return used


def _share(stretches: list[Span], used: list[Span], closed: tuple[Span, ...]) -> float | None:
    there = sum(minutes_inside(*stretch, [stretch]) for stretch in stretches)
    away = sum(minutes_inside(*stretch, closed) for stretch in stretches)
    if away >= there:
        return None
    return sum(minutes_inside(*stretch, used) for stretch in stretches) / there
