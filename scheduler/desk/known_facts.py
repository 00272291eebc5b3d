"""What has become known at a desk since it began: facts that nobody has chosen, and no measures."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from scheduler.desk.standing import hours_in_words, windows_in
from scheduler.desk.steps import DeskState
from scheduler.instance import spans_of
from scheduler.phrases import say
from scheduler.wording import name, one_line, without_stop

_GIVEN = {"rooms", "people", "interpretation", "resources"}
"""Tables whose rows nobody chooses: a room is closed, a person or a team away, a device broken."""


def facts_of(desk: DeskState) -> tuple[str, ...]:
    """Return what has become known at a desk since it began, in words.

    Not what was done about it: a room that is larger than it was, a team that was engaged. A room that is
    only locked is not closed.
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
    """Yield what is known by a line about rows."""
    for table, rows in fields.items():
        for row, values in rows.items():
            if not all(_is_more(desk, table, row, field) for field in values):
                yield said


def _is_more(desk: DeskState, table: str, row: str, field: str) -> bool:
    """Tell whether there is more of something than when a desk began: somebody has seen to it."""
    tables = (getattr(each, table) for each in (desk.base, desk.instance))
    before, after = (next((each for each in rows if each.id == row), None) for rows in tables)
    if before is None or after is None:
        return False
    if field == "absences":
        return bool(after.teams > before.teams)  # somebody was engaged
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
