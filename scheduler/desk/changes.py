"""Wishes that give rows of an instance other values: a capacity, a duration, when a person is there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from scheduler.desk.cancellations import weigh_without
from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.standing import NO_TIME, dates_from_to
from scheduler.desk.steps import Change, DeskState
from scheduler.desk.wishes import (
    Lines,
    Wish,
    fields_set,
    instant_text,
    lines_about,
    outside,
)
from scheduler.errors import InputError
from scheduler.instance import DAY, TABLES, Instance, Person, Span, instant_at, spans_of
from scheduler.phrases import say
from scheduler.wording import (
    are_whole_days,
    counted,
    day_text,
    listed,
    moment,
    name,
    one_line,
    shortened,
    when,
    without_stop,
)

FEW = 3
"""Sessions of somebody who does not come that are named, about."""

_NEVER = {"id": "a name by which others call it stays"}
"""Fields that are never given another value."""
_OWN_WISHES = {
    "pin": say("that is said by pin, unpin and move"),
    "optional": say("that is said by drop and hold"),
}
"""Fields of sessions that are given by other wishes."""


def change_fact(desk: DeskState, table: str, row: str, values: Mapping[str, Any]) -> Outcome:
    """Weigh that a row of a table has other values in some fields.

    Parameters
    ----------
    desk
        The desk; it stays as it is.
    table
        A table of instance files whose rows have ids, such as ``rooms``.
    row
        Id of the row.
    values
        By the field, what an instance file has there; None for what the instance says.

    Raises
    ------
    InputError
        When there is no such row, or a field is given by another wish.
    InstanceError
        When a field is unknown, or a value is none of it.
    """
    title = _called(desk.instance, table, row)
    own = _NEVER | (_OWN_WISHES if table == "sessions" else {})
    others = [say("{}: {}.", field, why) for field, why in own.items() if field in values]
    if others or not values:
        raise InputError(*others or [say("{}: which field has which value?", title)])
    told = [_field_said(field, value) for field, value in values.items()]
    said = say("Change {}: {}", title, listed(told))
    if table == "sessions":
        lines = fields_set(desk, row, say("{}.", said), **values)
    else:
        pairs = ((field, _line(table, row, field, value, said)) for field, value in values.items())
        lines = {f"{field} {table} {row}": line for field, line in pairs}
    changed = (row,) if table == "sessions" else ()
    outcome = weigh(desk, Wish(said, lines, changed=changed))
    if _row(outcome.instance, table, row) == _row(desk.instance, table, row):
        gone = {key: None for key, line in lines.items() if line is None}
        return weigh(desk, Wish(said, gone))  # it is so already
    return outcome


def _row(instance: Instance, table: str, row: str) -> object:
    return next(each for each in getattr(instance, table) if each.id == row)


def _called(instance: Instance, table: str, row: str) -> str:
    if table not in TABLES:
        raise InputError(say("{}: is no table whose rows have ids.", table))
    found = next((each for each in getattr(instance, table) if each.id == row), None)
    if found is None:
        raise InputError(say("{}: is no {} of {}.", row, TABLES[table], instance.name))
    return one_line(getattr(found, "title", None) or row)


def _field_said(field: str, value: Any) -> str:
    """Return which field has which value: ``200 people expected``, ``duration 120``."""
    if field == "attendance" and isinstance(value, int):
        return say("{:,} person expected|{:,} people expected", value)
    known = say(field) if field.isidentifier() else field  # anything may be typed
    return say("{} {}", known, _in_words(value))


def _in_words(value: Any) -> str:
    if value is None:
        return say("as in the instance")
    if isinstance(value, Mapping):
        return counted(len(value), "entry", "entries")
    if isinstance(value, list | tuple):
        return listed([*map(_in_words, value)]) if value else say("none")
    return one_line(str(value))


def _line(
    table: str, row: str, field: str, value: Any, said: str
) -> tuple[str, dict[str, Any]] | None:
    return None if value is None else (say("{}.", said), {"change": {table: {row: {field: value}}}})


def away(desk: DeskState, person: str, stretches: Iterable[Span]) -> Outcome:
    """Weigh that a person cannot be there in some stretches of time, besides what is known already.

    Raises
    ------
    InputError
        When there is no such person.
    """
    taken = sorted(stretches)
    who, instance = _person(desk, person), desk.instance
    zone = who.zone or instance.zone
    left = [*outside(spans_of(who.available, zone) or (_whole(instance),), taken)]
    # No hours at all would mean all of them: who is never there is there before the conference.
    there = left or [_day(instance, instance.first_day - 2 * DAY)]
    said = say("is away {}", _times(instance, taken))
    return _available(desk, who, there, said, besides=True, is_fact=True)


def available(desk: DeskState, person: str, stretches: Iterable[Span]) -> Outcome:
    """Weigh that a person is there in some stretches of time alone; always, if there is none.

    Raises
    ------
    InputError
        When there is no such person.
    """
    given, who = sorted(stretches), _person(desk, person)
    if not given:
        return _available(desk, who, [], say("is there all the time"))
    return _available(desk, who, given, say("is there only {}", _times(desk.instance, given)))


def _key(person: str) -> str:
    return f"available people {person}"


def cancel_person(desk: DeskState, person: str) -> Outcome:
    """Weigh that a person does not come at all: whatever they were to do is done without them.

    Raises
    ------
    InputError
        When there is no such person.
    """
    said = say("{} does not come", one_line(name(_person(desk, person))))
    parts = desk.instance.attended_by_person.get(person, ())
    held = [one_line(each.title) for each in parts if each.id in desk.schedule.by_session]
    if held:
        said = say("{}; held without them: {}", said, listed(shortened(held, FEW, "{} more")))
    before = dict.fromkeys(lines_about(desk, "people", person))
    line = say("{}.", said), {"remove": {"people": [person]}}
    lines: Lines = {**before, f"cancel people {person}": line}
    return weigh_without(desk, Wish(said, lines, is_fact=True), "people", person)


def _person(desk: DeskState, person: str) -> Person:
    if person not in desk.instance.person_by_id:
        raise InputError(say("{}: is no person of {}.", person, desk.instance.name))
    return desk.instance.person_by_id[person]


def _available(
    desk: DeskState,
    who: Person,
    spans: Iterable[Span],
    told: str,
    *,
    besides: bool = False,
    is_fact: bool = False,
) -> Outcome:
    """Weigh when somebody is there; `besides` what the line about it says already, its sentence says both."""
    said = say("{} {}", one_line(name(who)), told)
    rows = [
        {"from": instant_text(desk.instance, start), "to": instant_text(desk.instance, end)}
        for start, end in _touching_joined(spans)
    ]
    key, before = _key(who.id), desk.lines.get(_key(who.id))
    all_of_it = (
        say("{}; {}.", without_stop(before.said), told) if before and besides else say("{}.", said)
    )
    change: Change = {"change": {"people": {who.id: {"available": rows}}}}
    lines: Lines = {key: (all_of_it, change)}
    return weigh(desk, Wish(said, lines, is_fact=is_fact))


def _touching_joined(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans with one in the place of those that meet."""
    found: list[Span] = []
    for start, end in spans:
        meets = found and start <= found[-1][1]
        found[-1:] = (
            [(found[-1][0], max(end, found[-1][1]))] if meets else [*found[-1:], (start, end)]
        )
    return found


def _times(instance: Instance, stretches: Iterable[Span]) -> str:
    return listed([_hours(instance, *each) for each in stretches])


def _hours(instance: Instance, start: datetime, end: datetime) -> str:
    """Return ``from Tue 9 Nov to Wed 10 Nov`` for whole days, or ``on Tue 9 Nov 15:00-16:30``."""
    first, last = (each.astimezone(instance.zone) for each in (start, end))
    if are_whole_days(first, last):
        return dates_from_to(first.date(), last.date() - DAY)
    to_midnight = last.time() == time()
    until = last.date() - DAY if to_midnight else last.date()
    if first.utcoffset() != last.utcoffset():
        return say("on {}", when(start, end, instance.zone))  # which says that the clocks change
    if first.date() < until:
        since = day_text(first.date()) if first.time() == time() else moment(start, instance.zone)
        return say(
            "from {} to {}", since, day_text(until) if to_midnight else moment(end, instance.zone)
        )
    day = say("on {}", day_text(until))
    if to_midnight:
        return say("{} from {}", day, f"{first:%H:%M}")
    if first.time() == time():
        return say("{} until {}", day, f"{last:%H:%M}")
    return say("on {}", when(start, end, instance.zone))


def _whole(instance: Instance) -> Span:
    """Return the time from the first midnight of a conference to its last."""
    return _day(instance, instance.first_day)[0], _day(instance, instance.last_day)[1]


def _day(instance: Instance, day: date) -> Span:
    return instant_at(day, NO_TIME, instance.zone), instant_at(day, DAY, instance.zone)
