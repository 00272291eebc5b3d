"""Changes of facts: closed rooms, sessions left out, cancelled or added, levels of rules."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from scheduler.catalogue import RULES, name_of
from scheduler.desk.moves import Goal, move
from scheduler.desk.outcomes import Outcome, weigh, weigh_without
from scheduler.desk.standing import NO_TIME, hours_in_words
from scheduler.desk.steps import Change, DeskState, VariantLine, taken
from scheduler.desk.wishes import (
    Lines,
    PlannedChange,
    called,
    cheapest,
    day_window,
    fields_set,
    hours_by_days,
    known,
    lines_about,
    lines_held,
    place_in_words,
    with_lines,
)
from scheduler.errors import InputError
from scheduler.instance import DAY, Level
from scheduler.phrases import Figure, say
from scheduler.schedule import Assignment
from scheduler.wording import item_name, name, one_line, without_stop


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
    if room not in instance.room_by_id:
        raise InputError(say("{}: no such room in {}.", room, instance.name))
    days = hours_by_days(hours)
    if not days:
        raise InputError(say("{}: give the hours when it is closed.", room))
    when = hours_in_words(instance, days)
    said = say("Close {} {}", one_line(name(instance.room_by_id[room])), when)
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
    quota = {"id": _quota(session), "sessions": {"sessions": [session]}, "at_most": 0}
    lines = {
        **fields_set(desk, session, say("{}.", said), pin=None, optional=True),
        f"drop {session}": (say("{}.", said), {"add": {"quotas": [quota]}}),
    }
    return weigh(desk, PlannedChange(said, lines, {session: None}))


def _quota(session: str) -> str:
    return f"dropped-{session}"[:64]


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
    return _placed(desk, session, lines, lambda _: said)


def _placed(
    desk: DeskState, session: str, lines: Lines, at: Callable[[Assignment], str]
) -> Outcome:
    """Return the outcome of a change that needs a slot for a session: the cheapest one.

    `at` returns the sentence for a slot.
    """
    held = weigh(desk, PlannedChange("", lines))
    best = cheapest(held.instance, held.schedule, session)
    if best is None:
        raise InputError(say("No slot is possible for {}.", called(held.instance, session)))

    def wish(place: Assignment) -> PlannedChange:
        return PlannedChange(at(place), lines, {session: place}, at=wish)

    return weigh(desk, wish(best))


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
    wish = PlannedChange(said, lines, {session: None}, is_fact=True)
    return weigh_without(desk, wish, "sessions", session)


def add(
    desk: DeskState, row: Mapping[str, Any], goal: Goal | None = None, room: str | None = None
) -> Outcome:
    """Preview a new session, in the cheapest slot, at a start or on a day.

    Parameters
    ----------
    desk
        The desk; it stays as it is.
    row
        The session as an instance file has it: `id`, `title`, `kind`, `duration` and what else is known.
    goal
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
    lines = {f"add {session}": (say("{}.", said), {"add": {"sessions": [dict(row)]}})}
    if session in desk.instance.session_by_id:
        raise InputError(say("{}: a session with this id already exists.", session))
    if goal is None:
        pinned = dict(row) if room is None else {**row, "pin": {"room": room}}
        change = {"add": {"sessions": [pinned]}}
        return _placed(
            desk, session, {f"add {session}": (say("{}.", said), change)}, _there(desk, said)
        )
    known_there = taken(desk, weigh(desk, PlannedChange(said, lines)).step)
    moved = move(known_there, session, goal, room).wish
    return weigh(desk, with_lines(lines, moved, _went(desk, session, said)))


def _there(desk: DeskState, said: str) -> Callable[[Assignment], str]:
    return lambda place: say("{}: {}", said, place_in_words(desk.instance, place))


def _went(desk: DeskState, session: str, said: str) -> Callable[[PlannedChange], str]:
    def told(wish: PlannedChange) -> str:
        place = wish.places[session]
        return said if place is None else _there(desk, said)(place)

    return told


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
