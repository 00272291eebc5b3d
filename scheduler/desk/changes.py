"""Changes of fields: a capacity, a duration, the availability of a person or a team."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from scheduler.desk.outcomes import Outcome, weigh, weigh_without
from scheduler.desk.standing import (
    NO_TIME,
    absence_rows,
    absences_in_words,
    dates_from_to,
    dates_in_words,
)
from scheduler.desk.steps import Change, DeskState
from scheduler.desk.wishes import (
    Lines,
    PlannedChange,
    fields_set,
    instant_text,
    lines_about,
    outside,
)
from scheduler.errors import InputError
from scheduler.instance import (
    DAY,
    TABLES,
    Instance,
    InterpretationPool,
    Person,
    Span,
    instant_at,
    spans_of,
)
from scheduler.phrases import say
from scheduler.wording import (
    are_whole_days,
    counted,
    day_text,
    listed,
    name,
    one_line,
    shortened,
    when,
    without_stop,
)

FEW = 3
"""Sessions that are named when a person does not come."""

_NEVER = {"id": "an id cannot change, because other rows refer to it"}
"""Fields that cannot change, and why."""
_OWN_WISHES = {
    "pin": say("use pin, unpin or move"),
    "optional": say("use drop or hold"),
}
"""Fields of sessions that other commands change."""


def change_fact(desk: DeskState, table: str, row: str, values: Mapping[str, Any]) -> Outcome:
    """Preview other values in some fields of a row.

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
        When there is no such row, or a field is given by another change.
    InstanceError
        When a field is unknown, or a value is none of it.
    """
    title = _called(desk.instance, table, row)
    own = _NEVER | (_OWN_WISHES if table == "sessions" else {})
    others = [say("{}: {}.", field, why) for field, why in own.items() if field in values]
    if others or not values:
        raise InputError(*others or [say("{}: give at least one field and its value.", title)])
    told = [_field_said(field, value) for field, value in values.items()]
    said = say("Change {}: {}", title, listed(told))
    if table == "sessions":
        lines = fields_set(desk, row, say("{}.", said), **values)
    else:
        pairs = ((field, _line(table, row, field, value, said)) for field, value in values.items())
        lines = {f"{field} {table} {row}": line for field, line in pairs}
    changed = (row,) if table == "sessions" else ()
    outcome = weigh(desk, PlannedChange(said, lines, changed=changed))
    if _row(outcome.instance, table, row) == _row(desk.instance, table, row):
        gone = {key: None for key, line in lines.items() if line is None}
        return weigh(desk, PlannedChange(said, gone))  # it is so already
    return outcome


def _row(instance: Instance, table: str, row: str) -> object:
    return next(each for each in getattr(instance, table) if each.id == row)


def _called(instance: Instance, table: str, row: str) -> str:
    if table not in TABLES:
        raise InputError(say("{}: not a table whose rows have ids.", table))
    found = next((each for each in getattr(instance, table) if each.id == row), None)
    if found is None:
        raise InputError(say("{}: no such {} in {}.", row, TABLES[table], instance.name))
    return one_line(getattr(found, "title", None) or row)


def _field_said(field: str, value: Any) -> str:
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
    """Preview a further absence of a person.

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
    said = say("is not available {}", _times(instance, taken))
    return _available(desk, who, there, said, besides=True, is_fact=True)


def available(desk: DeskState, person: str, stretches: Iterable[Span]) -> Outcome:
    """Preview that a person is available only in some spans of time; always, without any.

    Raises
    ------
    InputError
        When there is no such person.
    """
    given, who = sorted(stretches), _person(desk, person)
    if not given:
        return _available(desk, who, [], say("is available all the time"))
    return _available(desk, who, given, say("is available only {}", _times(desk.instance, given)))


def _key(person: str) -> str:
    return f"available people {person}"


def cancel_person(desk: DeskState, person: str) -> Outcome:
    """Preview the absence of a person from the whole conference; sessions go on without them.

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
    return weigh_without(desk, PlannedChange(said, lines, is_fact=True), "people", person)


def _person(desk: DeskState, person: str) -> Person:
    if person not in desk.instance.person_by_id:
        raise InputError(say("{}: no such person in {}.", person, desk.instance.name))
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
    """Preview the availability of a person; with `besides`, the sentence adds to the present one."""
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
    return weigh(desk, PlannedChange(said, lines, is_fact=is_fact))


def _touching_joined(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans, adjacent ones merged."""
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
    first, last = (each.astimezone(instance.zone) for each in (start, end))
    if are_whole_days(first, last):
        return dates_from_to(first.date(), last.date() - DAY)
    return say("on {}", when(start, end, instance.zone))


def _whole(instance: Instance) -> Span:
    return _day(instance, instance.first_day)[0], _day(instance, instance.last_day)[1]


def _day(instance: Instance, day: date) -> Span:
    return instant_at(day, NO_TIME, instance.zone), instant_at(day, DAY, instance.zone)


def teams_away(desk: DeskState, pool: str, days: Iterable[date]) -> Outcome:
    """Preview the absence of one more team of a pool on some dates.

    Raises
    ------
    InputError
        When there is no such pool, a date is none of the conference, or no team is left to be away.
    """
    which, given = _pool(desk, pool), _dates(desk, days)
    title = one_line(name(which))
    for day in given:
        if not which.teams_on(day):
            raise InputError(say("{}: no team is available on {}.", title, day_text(day)))
    number = {
        day: which.teams - which.teams_on(day) + (day in given) for day in desk.instance.dates
    }
    another = any(which.teams_on(day) < which.teams for day in given)
    said = (
        "One more team of {} is not available {}" if another else "A team of {} is not available {}"
    )
    said = say(said, title, dates_in_words(given))
    return _weighed(desk, which, number, said, is_fact=True)


def teams_available(desk: DeskState, pool: str, days: Iterable[date]) -> Outcome:
    """Preview that all teams of a pool are available on some dates, or on every date.

    Raises
    ------
    InputError
        When there is no such pool, or a date is none of the conference.
    """
    which, given = _pool(desk, pool), _dates(desk, days)
    there = given or desk.instance.dates
    number = {
        day: 0 if day in there else which.teams - which.teams_on(day) for day in desk.instance.dates
    }
    when = dates_in_words(given) if given else say("all the time")
    return _weighed(
        desk, which, number, say("All teams of {} are available {}", one_line(name(which)), when)
    )


def _pool(desk: DeskState, pool: str) -> InterpretationPool:
    if pool not in desk.instance.pool_by_id:
        raise InputError(say("{}: no such interpretation pool in {}.", pool, desk.instance.name))
    return desk.instance.pool_by_id[pool]


def _dates(desk: DeskState, days: Iterable[date]) -> list[date]:
    given = sorted({*days})
    for day in given:
        if day not in desk.instance.dates:
            raise InputError(say("{}: not a day of {}.", day, desk.instance.name))
    return given


def _weighed(
    desk: DeskState,
    pool: InterpretationPool,
    number: Mapping[date, int],
    said: str,
    *,
    is_fact: bool = False,
) -> Outcome:
    """Preview how many teams are absent on each date; no line where the instance says the same."""
    rows, sentence = [*absence_rows(number)], absences_in_words(pool, number)
    base = desk.base.pool_by_id.get(pool.id)
    as_before = base is not None and all(
        base.teams - base.teams_on(day) == away for day, away in number.items()
    )
    absences: list[dict[str, Any]] = [
        {"from": first.isoformat(), "to": last.isoformat(), **({"teams": n} if n > 1 else {})}
        for first, last, n in rows
    ]
    change: Change = {"change": {"interpretation": {pool.id: {"absences": absences}}}}
    key = f"absences interpretation {pool.id}"
    lines: Lines = {key: None if as_before else (sentence, change)}
    return weigh(desk, PlannedChange(said, lines, is_fact=is_fact))
