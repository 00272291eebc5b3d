"""What has become known at a desk since it began: facts that nobody has chosen, and no measures."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from scheduler.desk.standing import absences_in_words, hours_in_words, windows_in
from scheduler.desk.steps import DeskState, VariantLine
from scheduler.instance import InterpretationPool, TeamAbsence, remade, spans_of
from scheduler.phrases import say
from scheduler.wording import name, one_line, without_stop

_GIVEN = {"rooms", "people", "interpretation", "resources"}
"""Tables whose rows nobody chooses: a room is closed, a person or a team away, a device broken."""
_POOLS = "interpretation"


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
    """Yield what is known by a line about rows: of absent teams those who fell ill, whoever was engaged."""
    for table, rows in fields.items():
        for row, values in rows.items():
            if table == _POOLS and "absences" in values and row in desk.base.pool_by_id:
                yield from _absences(desk, desk.base.pool_by_id[row])
            elif not all(_is_more(desk, table, row, field) for field in values):
                yield said


def _is_more(desk: DeskState, table: str, row: str, field: str) -> bool:
    """Tell whether there is more of something than when a desk began: somebody has seen to it."""
    tables = (getattr(each, table) for each in (desk.base, desk.instance))
    before, after = (next((each for each in rows if each.id == row), None) for rows in tables)
    if before is None or after is None:
        return False
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


def _absences(desk: DeskState, pool: InterpretationPool) -> Iterator[str]:
    """Yield on which dates how many teams of a pool are away that did not come to stay away.

    A step that gives the pool more teams has engaged them, and is none of it.
    """
    dates, lines = desk.instance.dates, dict[str, VariantLine | None]()
    away: Counter[date] = Counter()
    before = pool
    for step in desk.steps[: desk.done]:
        lines |= {key: after for key, (_, after) in step.lines.items()}
        after = _with_lines(pool, lines)
        if after.teams <= before.teams:
            for day in dates:
                more = _away(after, day) - _away(before, day)
                away[day] = max(0, away[day] + more)
        before = after
    number = {day: _away(pool, day) + away[day] if away[day] else 0 for day in dates}
    if any(number.values()):
        yield without_stop(absences_in_words(pool, number))


def _away(pool: InterpretationPool, day: date) -> int:
    return pool.teams - pool.teams_on(day)


def _with_lines(
    pool: InterpretationPool, lines: Mapping[str, VariantLine | None]
) -> InterpretationPool:
    """Return a pool as some lines have it."""
    fields: dict[str, Any] = {}
    for line in filter(None, lines.values()):
        fields |= line.change.get("change", {}).get(_POOLS, {}).get(pool.id, {})
    known = {key: fields[key] for key in ("teams", "absences") if fields.get(key) is not None}
    if "absences" in known:
        known["absences"] = tuple(
            TeamAbsence.model_validate_json(json.dumps(each)) for each in known["absences"]
        )
    return remade(pool, **known)
