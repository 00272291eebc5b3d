"""Locks, absences and new facts in the lines of a desk, read without an engine."""

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
    Span,
    Window,
    clock_text,
    consecutive,
    merged_spans,
    remade,
    spans_of,
)
from scheduler.phrases import say
from scheduler.wording import day_text, listed, name, one_line, without_stop

if TYPE_CHECKING:
    from scheduler.desk.outcomes import Outcome

NO_TIME = timedelta()


def windows_locked(desk: "DeskState | Outcome", room: str) -> tuple[DayWindow, ...]:
    """Return the closures of a room that are locks."""
    line = desk.lines.get(f"lock {room}")
    return windows_in(() if line is None else line.change["close_room"]["during"])


def windows_in(during: Iterable[Mapping[str, Any]]) -> tuple[DayWindow, ...]:
    """Return the windows of days that stand in a line."""
    return tuple(DayWindow.model_validate_json(json.dumps(each)) for each in during)


def closures_besides_locks(desk: "DeskState | Outcome", room: Room) -> list[Window | DayWindow]:
    """Return the closures of a room that are not locks."""
    closures = [*room.closures]
    for window in windows_locked(desk, room.id):
        if window in closures:
            closures.remove(window)  # once: it may be closed then, too
    return closures


def hours_closed(desk: DeskState, room: str) -> tuple[Span, ...]:
    """Return when a room or one of its parts is closed besides locks, as spans that do not touch."""
    fact = desk.instance.room_by_id[room]
    own = spans_of(closures_besides_locks(desk, fact), desk.instance.zone)
    return merged_spans([*own, *(span for part in fact.parts for span in hours_closed(desk, part))])


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
    said = listed(told) if told else say("all teams are available")
    return say("{}: {}.", one_line(name(pool)), said)


def _told(first: date, last: date, teams: int) -> str:
    return say(
        "{} team is not available {}|{} teams are not available {}",
        teams,
        dates_from_to(first, last),
    )


def absence_rows(number: Mapping[date, int]) -> Iterator[tuple[date, date, int]]:
    """Yield first date, last date and number of absent teams; numbers of a date add up."""
    found: Counter[tuple[date, date]] = Counter()
    for level in range(max(number.values(), default=0)):
        found.update(consecutive(day for day, away in number.items() if away > level))
    for (first, last), teams in sorted(found.items()):
        yield first, last, teams


_GIVEN = {"rooms", "people", "interpretation", "resources"}
"""Tables of facts that planners do not choose, such as rooms and people."""


def facts_of(desk: DeskState) -> tuple[str, ...]:
    """Return the facts that have become known at a desk, in words.

    Remedies are left out, such as a larger room or an engaged team. A locked room is not closed.
    """
    told: dict[str, None] = {}
    for key, line in desk.lines.items():
        ((kind, fields), *_) = line.change.items()
        if kind == "close_room" and not key.startswith("lock "):
            told[closed_said(desk, fields)] = None
        elif kind == "change" and {*fields} <= _GIVEN:
            told |= dict.fromkeys(_of_rows(desk, fields, without_stop(line.said)))
    return tuple(told)


def closed_said(desk: DeskState, fields: Mapping[str, Any]) -> str:
    """Return when a room is closed: ``Annex is closed on Thu 11 Nov from 14:00``."""
    instance = desk.instance
    title = one_line(name(instance.room_by_id[fields["room"]]))
    days = {(each.start, each.end): each.days for each in windows_in(fields["during"])}
    return say("{} is closed {}", title, hours_in_words(instance, days))


def _of_rows(desk: DeskState, fields: Mapping[str, Any], said: str) -> Iterator[str]:
    for table, rows in fields.items():
        for row, values in rows.items():
            if not all(_is_more(desk, table, row, field) for field in values):
                yield said


def _is_more(desk: DeskState, table: str, row: str, field: str) -> bool:
    """Return True if a field has more than at the start: a measure, not a new fact."""
    tables = (getattr(each, table) for each in (desk.base, desk.instance))
    before, after = (next((each for each in rows if each.id == row), None) for rows in tables)
    if before is None or after is None:
        return False
    if field == "absences":
        return bool(after.teams > before.teams)  # someone was engaged
    old, new = getattr(before, field), getattr(after, field)
    if field in ("available", "closures"):
        zone = desk.base.zone
        was, there = (
            sum((until - since for since, until in spans_of(each, zone)), timedelta())
            for each in (old, new)
        )
        return there < was if field == "closures" else bool(old) and (not new or there > was)
    if isinstance(old, int) and isinstance(new, int):
        return new > old
    return isinstance(old, tuple | dict) and isinstance(new, tuple | dict) and {*new} > {*old}


def changes_of(desk: DeskState) -> tuple[str, ...]:
    """Return the changes of a desk besides slots, pins and locks, in words without ids."""
    told: dict[str, None] = {}
    for key, line in desk.lines.items():
        (kind, fields), *_ = line.change.items()
        of_sessions = kind in ("add", "remove") and "sessions" in fields
        is_place = of_sessions or kind in ("pin", "unpin")
        preferred = [f"prefer {item}" for item in fields.get("items", ())]
        is_told = bool(preferred) and all(each in desk.lines for each in preferred)
        if is_place or is_told or key.startswith(("lock ", "drop ", "optional ")):
            continue
        said = closed_said(desk, fields) if kind == "close_room" else without_stop(line.said)
        told[said] = None
    return tuple(told)
