"""Requests of the page: their validated values, and the changes that they ask for.

Each function raises `InputError` with a sentence for the planner where a page has sent anything else.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler import desk as desks
from scheduler.desk import DeskState, Outcome
from scheduler.errors import InputError
from scheduler.grammar.session_drafts import session_draft
from scheduler.instance import DAY, FIRST_DATE, LAST_DATE, Level, instant_at
from scheduler.phrases import say

Asked = Mapping[str, Any]
"""The JSON object of a request."""

LARGEST = 65_536
"""Most bytes of a request."""
LONGEST = 200
"""Most characters of a text, unless given."""
MOST = 2**40
"""Largest accepted number."""
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def asked_in(body: bytes) -> Asked:
    """Return the request of a page.

    Values that could not be written to a file later, such as incomplete characters or NaN, are refused.
    """
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(say("Invalid request: found an incomplete character.")) from error
    except (ValueError, RecursionError) as error:
        raise InputError(_NO_JSON) from error
    if not isinstance(found, dict):
        raise InputError(_NO_JSON)
    return found


_NO_JSON = say("Invalid request: expected a JSON object.")


def text_in(asked: Asked, key: str) -> str:
    """Return a text that a page has sent, which is not empty."""
    found = asked.get(key)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST:
        raise InputError(say("{}: expected a text of 1 to {} characters.", key, LONGEST))
    return found


def words_in(asked: Asked, key: str, longest: int) -> str:
    """Return a text that may be empty; nothing, if none was sent."""
    found = asked.get(key, "")
    if not isinstance(found, str) or len(found) > longest:
        raise InputError(say("{}: expected a text of at most {} characters.", key, longest))
    return found


def number_in(asked: Asked, key: str, least: int = -MOST, most: int = MOST) -> int:
    """Return a whole number that a page has sent, in a range."""
    found = asked.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        raise InputError(say("{}: expected a whole number.", key))
    if not least <= found <= most:
        raise InputError(say("{}: expected a whole number from {:,} to {:,}.", key, least, most))
    return found


def instant_in(asked: Asked, key: str) -> datetime:
    """Return the instant that a page means by minutes since 1970."""
    last = (LAST_DATE - FIRST_DATE + DAY) // _MINUTE
    return _EPOCH + number_in(asked, key, 0, last) * _MINUTE


def day_in(asked: Asked, key: str) -> date:
    """Return a date on which a conference may be that a page has sent."""
    try:
        found = date.fromisoformat(text_in(asked, key))
    except ValueError as error:
        raise InputError(say("{}: expected a date such as 2021-11-09.", key)) from error
    if not FIRST_DATE <= found <= LAST_DATE:
        raise InputError(
            say(
                "{}: expected a date from {} to {}.",
                *(key, FIRST_DATE.isoformat(), LAST_DATE.isoformat()),
            )
        )
    return found


def hours_in(asked: Asked) -> tuple[date, timedelta, timedelta]:
    """Return a day that a page has sent, and hours of it."""
    since, until = (number_in(asked, key) * _MINUTE for key in ("from", "to"))
    if not timedelta() <= since < until <= DAY:
        raise InputError(say("from, to: expected two times of one day, the earlier one first."))
    return day_in(asked, "day"), since, until


def change_of(asked: Asked) -> Callable[[DeskState], Outcome]:
    """Return the change that a page requests."""
    kind = text_in(asked, "do")
    if kind not in _CHANGES:
        raise InputError(say("{}: unknown change.", kind))
    made = _CHANGES[kind]
    return lambda desk: made(desk, asked)


def move_of(desk: DeskState, asked: Asked) -> Outcome:
    """Preview moving a session to a start and room, or to the best slot of a day."""
    if "day" in asked:
        return desks.move(desk, text_in(asked, "session"), day_in(asked, "day"))
    start = instant_in(asked, "start")
    return desks.move(desk, text_in(asked, "session"), start, text_in(asked, "room"))


def _new_of(desk: DeskState, asked: Asked) -> Outcome:
    like = text_in(asked, "like") if "like" in asked else None
    new = session_draft(desk.instance, text_in(asked, "line"), like)
    return desks.add(desk, new.row, new.goal, new.room)


def _lock_of(desk: DeskState, asked: Asked, lock: Callable[..., Outcome]) -> Outcome:
    keys = {key: text_in(asked, key) for key in ("body", "room") if key in asked}
    days = {"day": day_in(asked, "day")} if "day" in asked else {}
    times = {"before": instant_in(asked, "before")} if "before" in asked else {}
    return lock(desk, **keys, **days, **times)


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
    zone = desk.instance.zone
    spans = [tuple(instant_at(day, each, zone) for each in times) for day, *times in hours]
    (_, since, until), *_ = hours
    if until - since == DAY:  # whole days, one after the other
        spans = [(spans[0][0], spans[-1][1])]
    return preview(desk, text_in(asked, "person"), spans)


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
    "add": _new_of,
    "move": move_of,
    "swap": lambda desk, asked: desks.swap(
        desk, text_in(asked, "session"), text_in(asked, "other")
    ),
    "pin": lambda desk, asked: desks.pin(desk, text_in(asked, "session")),
    "unpin": lambda desk, asked: desks.unpin(desk, text_in(asked, "session")),
    "lock": lambda desk, asked: _lock_of(desk, asked, desks.lock),
    "unlock": lambda desk, asked: _lock_of(desk, asked, desks.unlock),
    "close": lambda desk, asked: desks.close_hours(
        desk, text_in(asked, "room"), _hours_of_days(desk, asked)
    ),
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
