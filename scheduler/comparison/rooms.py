"""Rooms: how much of them is used, and where seats stay empty or are missing."""

from collections.abc import Mapping
from datetime import date

from scheduler.comparison.programmes import Better, Indicator, Programme
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
    used = _used(programme)
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


def _used(programme: Programme) -> Mapping[str, list[Span]]:
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


def _room_use(programme: Programme) -> float | None:
    instance, used = programme.instance, _used(programme)
    official = [span for band, span in stretches_of(instance) if band.official]
    taken = there = 0
    for room in programme.facts.rooms:
        if not room.parts:
            closed = spans_of(room.closures, instance.zone)
            for span in official:
                there += minutes_inside(*span, [span]) - minutes_inside(*span, closed)
                taken += minutes_inside(*span, used.get(room.id, []))
    return 100 * taken / there if there else None


def _rooms_used(programme: Programme) -> int:
    return len(_used(programme))


def _seats_wasted(programme: Programme) -> int | None:
    return programme.amount("room_waste") if _is_counted(programme) else None


def _seats_missing(programme: Programme) -> int | None:
    return programme.amount("room_overflow") if _is_counted(programme) else None


def seats_missing_in(programme: Programme) -> Mapping[str, int]:
    """Return how many people have no seat in each session that has too few."""
    return {each.item: each.amount for each in programme.findings["room_overflow"]}


def _is_counted(programme: Programme) -> bool:
    """Tell whether people and seats are known of any session that is held, or none is."""
    seats = (
        (run.session.attendance, programme.instance.room_by_id[run.room].seats(run.session.layout))
        for run in programme.runs
    )
    return not programme.runs or any(None not in both for both in seats)


INDICATORS = (
    Indicator(
        "room_use",
        "Room use",
        "%",
        Better.NEITHER,
        "Official hours in which a room is used, in those in which it is open, over all rooms.",
        _room_use,
    ),
    Indicator(
        "rooms_used",
        "Rooms used",
        "rooms",
        Better.LOWER,
        "Rooms in which something takes place, the parts of a combination each counted.",
        _rooms_used,
    ),
    Indicator(
        "seats_wasted",
        "Seats wasted",
        "seats",
        Better.LOWER,
        "Seats beyond the people expected, summed over all sessions.",
        _seats_wasted,
        rule="room_waste",
    ),
    Indicator(
        "seats_missing",
        "Seats missing",
        "seats",
        Better.LOWER,
        "People expected beyond the seats, summed over all sessions.",
        _seats_missing,
        rule="room_overflow",
    ),
)
"""What rooms cost and what they are worth."""
