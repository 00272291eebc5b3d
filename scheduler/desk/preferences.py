"""Preferred and avoided hours of sessions, bodies, kinds or themes."""

import itertools
from collections.abc import Iterable
from datetime import date, timedelta

from scheduler.desk.changes import PlannedChange, day_window, hours_by_days, row_in
from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.standing import hours_in_words
from scheduler.desk.steps import Change, DeskState
from scheduler.errors import InputError
from scheduler.instance import Instance, Level
from scheduler.phrases import say
from scheduler.wording import name, one_line, without_stop

WANTING = ("sessions", "bodies", "kinds", "themes")
"""Tables whose rows can have preferences."""
RULE = "preference_missed"
_LEVEL, _PREFER = f"level {RULE} ", "prefer "
_LONGEST = 56


def prefer(
    desk: DeskState,
    table: str,
    row: str,
    hours: Iterable[tuple[date, timedelta, timedelta]],
    *,
    unwanted: bool = False,
    level: Level | None = None,
) -> Outcome:
    """Preview a preference of some sessions for or against some hours.

    Parameters
    ----------
    desk
        The desk; it stays as it is.
    table
        ``sessions``, ``bodies``, ``kinds`` or ``themes``.
    row
        Id of the session; or of the body, kind or theme of which all sessions are meant.
    hours
        When they are wanted: days, each from one time on the clocks of the venue to another. A session
        of which a minute is at another time counts as one that misses it.
    unwanted
        Whether these hours are not wanted, in place of all others.
    level
        Level: a weight, or ``hard``; ``off`` removes the preference. The level that the
        instance gives other preferences, unless given.

    Raises
    ------
    InputError
        When there is no such row, no hours, or no such preference to remove.
    """
    title, days = _called(desk.instance, table, row), hours_by_days(hours)
    if not days:
        raise InputError(say("{}: give the preferred hours.", title))
    preference: Change = {
        "id": "",
        "sessions": {table: [row]},
        "windows": [day_window([*some], *times) for times, some in sorted(days.items())],
        **({"unwanted": True} if unwanted else {}),
    }
    own = _id(desk, row, preference)
    keys, when = _keys(own), hours_in_words(desk.instance, days)
    said = say("Avoid {}: {}" if unwanted else "Prefer {}: {}", when, title)
    if level == "off":
        if keys[0] not in desk.lines:
            raise InputError(say("{}: this desk has no such preference.", said))
        return _taken_back(desk, own, said)
    if level is not None:
        said = say("{} ({})", said, level if isinstance(level, str) else say("weight {}", level))
    change: Change = {"add": {"preferences": [{**preference, "id": own}]}}
    lines: dict[str, tuple[str, Change] | None] = {keys[0]: (say("{}.", said), change)}
    weighed: Change = {"set_level": {"rule": RULE, "items": {own: level}}}
    lines[keys[1]] = None if level is None else (say("{}.", said), weighed)
    return weigh(desk, PlannedChange(said, lines))


def take_back(desk: DeskState, preference: str) -> Outcome:
    """Preview removing a preference.

    Raises
    ------
    InputError
        When the desk has no such preference.
    """
    said = dict(preferences_of(desk)).get(preference)
    if said is None:
        raise InputError(say("{}: this desk has no such preference.", preference))
    return _taken_back(desk, preference, without_stop(said))


def _taken_back(desk: DeskState, own: str, said: str) -> Outcome:
    return weigh(
        desk, PlannedChange(say("Remove the preference: {}", said), dict.fromkeys(_keys(own)))
    )


def _keys(own: str) -> tuple[str, str]:
    return f"{_PREFER}{own}", f"{_LEVEL}{own}"


def preferences_of(desk: DeskState) -> list[tuple[str, str]]:
    """Return the preferences of a desk, in order: id and sentence."""
    names = [key.removeprefix(_PREFER) for key in desk.lines if key.startswith(_PREFER)]
    keys = {each: _keys(each) for each in names}
    return [
        (each, desk.lines.get(level, desk.lines[hours]).said)
        for each, (hours, level) in keys.items()
    ]


def _called(instance: Instance, table: str, row: str) -> str:
    if table not in WANTING:
        raise InputError(say("{}: give sessions, bodies, kinds or themes.", table))
    return one_line(name(row_in(instance, table, row)))


def _id(desk: DeskState, row: str, preference: Change) -> str:
    """Return the id of a preference: that of an equal one, or a new one such as ``com3-2``."""
    names = [key.removeprefix(_PREFER) for key in desk.lines if key.startswith(_PREFER)]
    for each in names:
        (known,) = desk.lines[f"{_PREFER}{each}"].change["add"]["preferences"]
        if {**known, "id": ""} == preference:
            return each
    taken = {*names, *(each.id for each in desk.instance.preferences)}
    return next(name for n in itertools.count(1) if (name := f"{row[:_LONGEST]}-{n}") not in taken)
