"""An example of a line for a new session: one that this conference understands, and has a place for."""

from collections.abc import Callable
from datetime import date

from scheduler.desk import Desk, Outcome
from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.web.desk.facts import Row, epoch_minutes
from scheduler.wording import name

MOST = 4
"""Kinds that are tried, at most."""
LENGTH, PEOPLE, HOUR = 30, 60, "14:00"


def example_of(desk: Desk, add: Callable[[Desk, str, str | None], Outcome]) -> Row:
    """Return kind, length, people and start of a session that could be added; nothing if none is found.

    It is tried in the afternoon of the second day first, and then wherever it is best.
    """
    instance = desk.instance
    length = -(-LENGTH // instance.grid) * instance.grid
    seats = [room.capacity for room in instance.rooms if room.capacity is not None]
    people = min(PEOPLE, max(seats, default=PEOPLE))
    for kind in sorted(instance.kinds, key=lambda each: name(each).lower())[:MOST]:
        for called in dict.fromkeys((name(kind), kind.id)):
            row: Row = {"kind": called, "length": length, "number": people}
            for when in (f", {_day(instance)} {HOUR}", ""):
                line = f"Pledges, {called}, {length} min, {people} people{when}"
                start = _start(desk, add, line)
                if start is not None:
                    return row | {"start": start}
    return {}


def _day(instance: Instance) -> date:
    return instance.working_dates[min(1, len(instance.working_dates) - 1)]


def _start(desk: Desk, add: Callable[[Desk, str, str | None], Outcome], line: str) -> int | None:
    """Return when a session would begin that a line describes; None if it has no place, or breaks a rule."""
    try:
        outcome = add(desk, line, None)
    except InputError:
        return None
    place = next(iter(outcome.wish.places.values()), None)
    return None if place is None or outcome.consequences.broken else epoch_minutes(place.start)
