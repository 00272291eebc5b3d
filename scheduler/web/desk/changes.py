"""Changes that a page requests, by the functions of the commands."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from scheduler import desk as desks
from scheduler.desk import DeskState, Goal, Outcome
from scheduler.errors import InputError
from scheduler.instance import DAY, Level, Span, instant_at
from scheduler.phrases import say
from scheduler.web.desk.questions import Asked, day_in, hours_in, instant_in, number_in, text_in
from scheduler.web.desk.tools import Tools


def change_of(asked: Asked, tools: Tools) -> Callable[[DeskState], Outcome]:
    """Return the change that a page requests.

    Raises
    ------
    InputError
        When it is not a known change.
    """
    kind = text_in(asked, "do")
    if kind == "add":
        line, like = text_in(asked, "line"), text_in(asked, "like") if "like" in asked else None
        return lambda desk: tools.add(desk, line, like)
    if kind not in _CHANGES:
        raise InputError(say("{}: unknown change.", kind))
    made = _CHANGES[kind]
    return lambda desk: made(desk, asked)


def move_of(desk: DeskState, asked: Asked) -> Outcome:
    """Preview moving a session to a start and room, or to the best slot of a day.

    Raises
    ------
    InputError
        When there is no such session or room.
    """
    if "day" in asked:
        return desks.move(desk, text_in(asked, "session"), Goal(day=day_in(asked, "day")))
    goal = Goal(start=instant_in(asked, "start"))
    return desks.move(desk, text_in(asked, "session"), goal, text_in(asked, "room"))


def _lock_of(desk: DeskState, asked: Asked, lock: Callable[..., Outcome]) -> Outcome:
    keys = {key: text_in(asked, key) for key in ("body", "room") if key in asked}
    days = {"day": day_in(asked, "day")} if "day" in asked else {}
    times = {"before": instant_in(asked, "before")} if "before" in asked else {}
    return lock(desk, **keys, **days, **times)


def _close_of(desk: DeskState, asked: Asked) -> Outcome:
    return desks.close_hours(desk, text_in(asked, "room"), _hours_of_days(desk, asked))


def _hours_of_days(desk: DeskState, asked: Asked) -> list[tuple[date, timedelta, timedelta]]:
    """Return the same hours of all days from one to another."""
    first, since, until = hours_in(asked)
    last = day_in(asked, "last") if "last" in asked else first
    days = [day for day in desk.instance.dates if first <= day <= last]
    if not days:
        raise InputError(
            say("day, last: expected two days of the conference, the earlier one first.")
        )
    return [(day, since, until) for day in days]


def _preference_of(desk: DeskState, asked: Asked) -> Outcome:
    return desks.prefer(
        desk,
        text_in(asked, "table"),
        text_in(asked, "row"),
        _hours_of_days(desk, asked),
        unwanted=asked.get("unwanted") is True,
        level=_level_in(asked) if "level" in asked else None,
    )


def _presence_of(desk: DeskState, asked: Asked, preview: Callable[..., Outcome]) -> Outcome:
    hours = _hours_of_days(desk, asked)
    if "pool" in asked:
        of_teams = desks.teams_away if preview is desks.away else desks.teams_available
        return of_teams(desk, text_in(asked, "pool"), [day for day, *_ in hours])
    spans = [_span_of(desk, *each) for each in hours]
    (_, since, until), *_ = hours
    if until - since == DAY:  # whole days, one after the other
        spans = [(spans[0][0], spans[-1][1])]
    return preview(desk, text_in(asked, "person"), spans)


def _span_of(desk: DeskState, day: date, since: timedelta, until: timedelta) -> Span:
    start, end = (instant_at(day, each, desk.instance.zone) for each in (since, until))
    return start, end


def _fact_of(desk: DeskState, asked: Asked) -> Outcome:
    values = {text_in(asked, "field"): number_in(asked, "value")}
    return desks.change_fact(desk, text_in(asked, "table"), text_in(asked, "row"), values)


def _level_of(desk: DeskState, asked: Asked) -> Outcome:
    item = text_in(asked, "item") if asked.get("item") else None
    return desks.set_level(desk, text_in(asked, "rule"), _level_in(asked), item)


def _level_in(asked: Asked) -> Level:
    level: Any = asked.get("level")
    is_weight = isinstance(level, int | float) and not isinstance(level, bool) and level > 0
    if level not in ("hard", "off") and not is_weight:
        raise InputError(say('level: expected "hard", "off" or a weight above 0.'))
    found: Level = level
    return found


_CHANGES: Mapping[str, Callable[[DeskState, Asked], Outcome]] = {
    "move": move_of,
    "swap": lambda desk, asked: desks.swap(
        desk, text_in(asked, "session"), text_in(asked, "other")
    ),
    "pin": lambda desk, asked: desks.pin(desk, text_in(asked, "session")),
    "unpin": lambda desk, asked: desks.unpin(desk, text_in(asked, "session")),
    "lock": lambda desk, asked: _lock_of(desk, asked, desks.lock),
    "unlock": lambda desk, asked: _lock_of(desk, asked, desks.unlock),
    "close": _close_of,
    "away": lambda desk, asked: _presence_of(desk, asked, desks.away),
    "available": lambda desk, asked: _presence_of(desk, asked, desks.available),
    "not_coming": lambda desk, asked: desks.cancel_person(desk, text_in(asked, "person")),
    "change": _fact_of,
    "drop": lambda desk, asked: desks.drop(desk, text_in(asked, "session")),
    "hold": lambda desk, asked: desks.hold(desk, text_in(asked, "session")),
    "cancel": lambda desk, asked: desks.cancel(desk, text_in(asked, "session")),
    "prefer": _preference_of,
    "take_back": lambda desk, asked: desks.take_back(desk, text_in(asked, "preference")),
    "set": _level_of,
}
