"""What stands in the lines of a desk, read without any engine: locks, and teams that are away."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from scheduler.desk.steps import DeskState
from scheduler.instance import (
    DAY,
    DayWindow,
    Instance,
    InterpretationPool,
    Room,
    Window,
    clock_text,
    consecutive,
    remade,
)
from scheduler.phrases import say
from scheduler.wording import day_text, listed, name, one_line

if TYPE_CHECKING:
    from scheduler.desk.outcomes import Outcome

NO_TIME = timedelta()


def windows_locked(desk: "DeskState | Outcome", room: str) -> tuple[DayWindow, ...]:
    """Return when nothing comes into a room because it is locked: those of its closures that are a lock."""
    line = desk.lines.get(f"lock {room}")
    return windows_in(() if line is None else line.change["close_room"]["during"])


def windows_in(during: Iterable[Mapping[str, Any]]) -> tuple[DayWindow, ...]:
    """Return the windows of days that stand in a line."""
    return tuple(DayWindow.model_validate_json(json.dumps(each)) for each in during)


def closures_besides_locks(desk: "DeskState | Outcome", room: Room) -> list[Window | DayWindow]:
    """Return when a room is closed for another reason than a lock."""
    closures = [*room.closures]
    for window in windows_locked(desk, room.id):
        if window in closures:
            closures.remove(window)  # once: it may be closed then, too
    return closures


def without_locks(desk: "DeskState | Outcome", instance: Instance) -> Instance:
    """Return an instance with the lines of a desk in which no room is closed by a lock alone."""
    rooms = [
        remade(each, closures=tuple(closures_besides_locks(desk, each))) for each in instance.rooms
    ]
    return instance if rooms == [*instance.rooms] else remade(instance, rooms=tuple(rooms))


def dates_in_words(days: Iterable[date]) -> str:
    """Return ``on Tue 9 Nov``, or ``from Tue 9 Nov to Thu 11 Nov and on Sat 13 Nov``; dates are in order."""
    return listed([dates_from_to(*run) for run in consecutive(days)])


def dates_from_to(first: date, last: date) -> str:
    """Return ``on Tue 9 Nov``, or ``from Tue 9 Nov to Thu 11 Nov``."""
    if first == last:
        return say("on {}", day_text(first))
    return say("from {} to {}", day_text(first), day_text(last))


def hours_in_words(
    instance: Instance, days: Mapping[tuple[timedelta, timedelta], Iterable[date]]
) -> str:
    """Return ``on Tue 9 Nov 15:00-16:30``, or ``every day``."""
    return listed([_hours(instance, sorted(some), *each) for each, some in sorted(days.items())])


def _hours(instance: Instance, days: Sequence[date], since: timedelta, until: timedelta) -> str:
    is_always = len(days) > 1 and {*days} >= {*instance.working_dates}
    dates = say("every day") if is_always else dates_in_words(days)
    if (since, until) == (NO_TIME, DAY):
        return dates
    is_each = len(days) > 1 and not is_always
    if since == NO_TIME:
        template = "{}, each day until {}" if is_each else "{} until {}"
        return say(template, dates, clock_text(until))
    if until == DAY:
        template = "{}, each day from {}" if is_each else "{} from {}"
        return say(template, dates, clock_text(since))
    template = "{}, each day {}-{}" if is_each else "{} {}-{}"
    return say(template, dates, clock_text(since), clock_text(until))


def absences_in_words(pool: InterpretationPool, number: Mapping[date, int]) -> str:
    """Return how many teams of a pool are away on which dates, as a sentence."""
    told = [_told(*each) for each in absence_rows(number)]
    said = listed(told) if told else say("all teams are there")
    return say("{}: {}.", one_line(name(pool)), said)


def _told(first: date, last: date, teams: int) -> str:
    return say("{} team is away {}|{} teams are away {}", teams, dates_from_to(first, last))


def absence_rows(number: Mapping[date, int]) -> Iterator[tuple[date, date, int]]:
    """Yield from when until when how many teams are away, so that what is said for a date adds up."""
    found: Counter[tuple[date, date]] = Counter()
    for level in range(max(number.values(), default=0)):
        found.update(consecutive(day for day, away in number.items() if away > level))
    for (first, last), teams in sorted(found.items()):
        yield first, last, teams
