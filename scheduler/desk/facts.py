"""Changes of facts: fields, absences, closed rooms, sessions that come and go, levels of rules."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.catalogue import RULES, name_of
from scheduler.desk.changes import (
    Lines,
    PlannedChange,
    called,
    day_window,
    fields_set,
    hours_by_days,
    instant_text,
    known,
    lines_about,
    lines_held,
    place_in_words,
    row_in,
)
from scheduler.desk.moves import scheduled
from scheduler.desk.outcomes import Outcome, weigh, weigh_without
from scheduler.desk.standing import (
    NO_TIME,
    absence_rows,
    absences_in_words,
    dates_from_to,
    dates_in_words,
    hours_in_words,
)
from scheduler.desk.steps import Change, DeskState, VariantLine
from scheduler.errors import InputError
from scheduler.instance import (
    DAY,
    TABLES,
    Instance,
    InterpretationPool,
    Level,
    Person,
    Span,
    merged_spans,
    spans_of,
    spans_without,
)
from scheduler.phrases import Figure, say
from scheduler.rules.spans import day_span
from scheduler.schedule import Assignment
from scheduler.sources.identifiers import bounded_id
from scheduler.wording import (
    are_whole_days,
    counted,
    day_text,
    item_name,
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
_OWN_COMMANDS = {
    "pin": say("use pin, unpin or move"),
    "optional": say("use drop or hold"),
}
"""Fields of sessions that other commands change."""


def close(
    desk: DeskState,
    room: str,
    days: date | Iterable[date],
    since: timedelta = NO_TIME,
    until: timedelta = DAY,
) -> Outcome:
    """Preview closing a room on one or several days, from one local time to another.

    Raises
    ------
    InputError
        When there is no such room or day, or no such hours.
    """
    given = (days,) if isinstance(days, date) else days
    return close_hours(desk, room, [(day, since, until) for day in given])


def close_hours(
    desk: DeskState, room: str, hours: Iterable[tuple[date, timedelta, timedelta]]
) -> Outcome:
    """Preview closing a room in hours of several days, as one step.

    Raises
    ------
    InputError
        When there is no such room, or no such hours.
    """
    instance = desk.instance
    title = one_line(name(row_in(instance, "rooms", room)))
    days = hours_by_days(hours)
    if not days:
        raise InputError(say("{}: give the hours when it is closed.", room))
    when = hours_in_words(instance, days)
    said = say("Close {} {}", title, when)
    during = [day_window([*some], *times) for times, some in sorted(days.items())]
    change = {"close_room": {"room": room, "during": during}}
    lines: Lines = {f"close {room} {when}": (say("{}.", said), change)}
    all_key = f"closures rooms {room}"
    if all_key in desk.lines:  # which says all of them
        lines = {all_key: _closed_besides(desk.lines[all_key], room, during, said)}
    return weigh(desk, PlannedChange(said, lines, is_fact=True))


def _closed_besides(
    before: VariantLine, room: str, during: list[dict[str, Any]], said: str
) -> tuple[str, Change]:
    closures = [*before.change["change"]["rooms"][room]["closures"], *during]
    change = {"change": {"rooms": {room: {"closures": closures}}}}
    return say("{}; {}.", without_stop(before.said), said), change


def drop(desk: DeskState, session: str) -> Outcome:
    """Preview leaving out a session; it stays a candidate, and `hold` schedules it again.

    Raises
    ------
    InputError
        When there is no such session.
    """
    known(desk.instance, session)
    said = say("Leave out {}", called(desk.instance, session))
    quota = {
        "id": bounded_id(f"dropped-{session}"),
        "sessions": {"sessions": [session]},
        "at_most": 0,
    }
    lines = {
        **fields_set(desk, session, say("{}.", said), pin=None, optional=True),
        f"drop {session}": (say("{}.", said), {"add": {"quotas": [quota]}}),
    }
    return weigh(desk, PlannedChange(said, lines, {session: None}))


def hold(desk: DeskState, session: str) -> Outcome:
    """Preview scheduling a session that is optional, or was left out or cancelled here.

    If it has no slot, it gets the cheapest one.

    Raises
    ------
    InputError
        When there is no such session, or no slot is possible for it.
    """
    lines: dict[str, Any] = {f"drop {session}": None, f"cancel {session}": None}
    restored = weigh(desk, PlannedChange("", {**lines})).instance
    known(restored, session)
    said = say("Schedule {}", called(restored, session))
    lines = lines_held(desk, session, say("{}.", said))
    here = desk.schedule.by_session.get(session)
    if here is not None:
        return weigh(desk, PlannedChange(said, lines, {session: here}))
    return scheduled(desk, session, lines, lambda _: said)


def cancel(desk: DeskState, session: str) -> Outcome:
    """Preview cancelling a session: it leaves the instance, and the next release announces it.

    Raises
    ------
    InputError
        When there is no such session.
    """
    known(desk.instance, session)
    said = say("Cancel {}", called(desk.instance, session))
    own = {f"{kind} {session}" for kind in ("add", "pin", "drop")}
    about = own.intersection(desk.lines).union(lines_about(desk, "sessions", session))
    lines: dict[str, Any] = dict.fromkeys(key for key in desk.lines if key in about)
    if session in desk.base.session_by_id:
        lines[f"cancel {session}"] = (say("{}.", said), {"remove": {"sessions": [session]}})
    change = PlannedChange(said, lines, {session: None}, is_fact=True)
    return weigh_without(desk, change, "sessions", session)


def add(
    desk: DeskState,
    row: Mapping[str, Any],
    to: datetime | date | None = None,
    room: str | None = None,
) -> Outcome:
    """Preview a new session, in the cheapest slot, at a start or on a day.

    Parameters
    ----------
    desk
        The desk; it stays as it is.
    row
        The session as an instance file has it: `id`, `title`, `kind`, `duration` and what else is known.
    to
        Start or day; the cheapest slot unless given.
    room
        Id of the room; the best one unless given.

    Raises
    ------
    InstanceError
        When the row is no session of this conference.
    InputError
        When no slot is possible for it.
    """
    session = str(row.get("id", ""))
    said = say("Add {}", one_line(str(row.get("title", session))))
    if session in desk.instance.session_by_id:
        raise InputError(say("{}: a session with this id already exists.", session))
    pin = {} if to is not None or room is None else {"pin": {"room": room}}
    lines = {f"add {session}": (say("{}.", said), {"add": {"sessions": [{**row, **pin}]}})}

    def there(place: Assignment) -> str:
        return say("{}: {}", said, place_in_words(desk.instance, place))

    return scheduled(desk, session, lines, there, to, room)


def set_level(desk: DeskState, rule: str, level: Level, item: str | None = None) -> Outcome:
    """Preview another level of a rule, for all or for one item: ``hard``, ``off`` or a weight.

    Raises
    ------
    InstanceError
        When there is no such rule or item.
    """
    to = say(level) if level in ("hard", "off") else Figure(f"{level}")
    known = rule in RULES
    title = say(name_of(rule)) if known else rule
    said = say("Set “{}” to {}", title, to)
    if item is not None:
        about = item_name(desk.instance, rule, item) if known else item
        said = say("Set “{}” of {} to {}", title, about, to)
    change: dict[str, Any] = {"rule": rule}
    change |= {"level": level} if item is None else {"items": {item: level}}
    key = f"level {rule}" if item is None else f"level {rule} {item}"
    return weigh(desk, PlannedChange(said, {key: (say("{}.", said), {"set_level": change})}))


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
    if table not in TABLES:
        raise InputError(say("{}: not a table whose rows have ids.", table))
    title = one_line(getattr(row_in(desk.instance, table, row), "title", None) or row)
    own = _NEVER | (_OWN_COMMANDS if table == "sessions" else {})
    others = [say("{}: {}.", field, why) for field, why in own.items() if field in values]
    if others or not values:
        raise InputError(*others or [say("{}: give at least one field and its value.", title)])
    told = [_field_said(field, value) for field, value in values.items()]
    said = say("Change {}: {}", title, listed(told))
    if table == "sessions":
        lines = fields_set(desk, row, say("{}.", said), **values)
    else:
        sentence = say("{}.", said)
        lines = {
            f"{field} {table} {row}": None
            if value is None
            else (sentence, {"change": {table: {row: {field: value}}}})
            for field, value in values.items()
        }
    changed = (row,) if table == "sessions" else ()
    outcome = weigh(desk, PlannedChange(said, lines, changed=changed))
    if row_in(outcome.instance, table, row) == row_in(desk.instance, table, row):
        gone = {key: None for key, line in lines.items() if line is None}
        return weigh(desk, PlannedChange(said, gone))  # it is so already
    return outcome


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


def away(desk: DeskState, person: str, stretches: Iterable[Span]) -> Outcome:
    """Preview a further absence of a person.

    Raises
    ------
    InputError
        When there is no such person.
    """
    taken = sorted(stretches)
    who, instance = row_in(desk.instance, "people", person), desk.instance
    zone = who.zone or instance.zone
    whole = day_span(instance.first_day, instance.last_day, instance.zone)
    left = [*spans_without(spans_of(who.available, zone) or (whole,), taken)]
    # No hours at all would mean all of them: who is never there is there before the conference.
    before = instance.first_day - 2 * DAY
    there = left or [day_span(before, before, instance.zone)]
    said = say("is not available {}", _times(instance, taken))
    return _available(desk, who, there, said, besides=True, is_fact=True)


def available(desk: DeskState, person: str, stretches: Iterable[Span]) -> Outcome:
    """Preview that a person is available only in some spans of time; always, without any.

    Raises
    ------
    InputError
        When there is no such person.
    """
    given, who = sorted(stretches), row_in(desk.instance, "people", person)
    if not given:
        return _available(desk, who, [], say("is available all the time"))
    return _available(desk, who, given, say("is available only {}", _times(desk.instance, given)))


def cancel_person(desk: DeskState, person: str) -> Outcome:
    """Preview the absence of a person from the whole conference; sessions go on without them.

    Raises
    ------
    InputError
        When there is no such person.
    """
    said = say("{} does not come", one_line(name(row_in(desk.instance, "people", person))))
    parts = desk.instance.attended_by_person.get(person, ())
    held = [one_line(each.title) for each in parts if each.id in desk.schedule.by_session]
    if held:
        said = say("{}; held without them: {}", said, listed(shortened(held, FEW, "{} more")))
    before = dict.fromkeys(lines_about(desk, "people", person))
    line = say("{}.", said), {"remove": {"people": [person]}}
    lines: Lines = {**before, f"cancel people {person}": line}
    return weigh_without(desk, PlannedChange(said, lines, is_fact=True), "people", person)


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
        for start, end in merged_spans(spans)
    ]
    key = f"available people {who.id}"
    before = desk.lines.get(key) if besides else None
    whole = say("{}; {}.", without_stop(before.said), told) if before else say("{}.", said)
    lines: Lines = {key: (whole, {"change": {"people": {who.id: {"available": rows}}}})}
    return weigh(desk, PlannedChange(said, lines, is_fact=is_fact))


def _times(instance: Instance, stretches: Iterable[Span]) -> str:
    return listed([_hours(instance, *each) for each in stretches])


def _hours(instance: Instance, start: datetime, end: datetime) -> str:
    first, last = (each.astimezone(instance.zone) for each in (start, end))
    if are_whole_days(first, last):
        return dates_from_to(first.date(), last.date() - DAY)
    return say("on {}", when(start, end, instance.zone))


def teams_away(desk: DeskState, pool: str, days: Iterable[date]) -> Outcome:
    """Preview the absence of one more team of a pool on some dates.

    Raises
    ------
    InputError
        When there is no such pool, a date is none of the conference, or no team is left to be away.
    """
    which, given = row_in(desk.instance, "interpretation", pool), _dates(desk, days)
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
    which, given = row_in(desk.instance, "interpretation", pool), _dates(desk, days)
    there = given or desk.instance.dates
    number = {
        day: 0 if day in there else which.teams - which.teams_on(day) for day in desk.instance.dates
    }
    when = dates_in_words(given) if given else say("all the time")
    return _weighed(
        desk, which, number, say("All teams of {} are available {}", one_line(name(which)), when)
    )


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
