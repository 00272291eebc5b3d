"""Names on the command line: rows of an instance, rules, levels and fields."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

from scheduler.catalogue import HARD, OFF, RULES, current_rule, name_of
from scheduler.errors import SITE, InputError
from scheduler.instance import HIGHEST, TABLES, Instance, Level, Weight, meant
from scheduler.sources import value_of
from scheduler.wording import Named, listed, one_line


def one_named(option: str, name: str, known: Sequence[Named]) -> str:
    """Return the id of the one item, session, room or person of that id or title.

    Raises
    ------
    InputError
        When there is none, or several bear the title.
    """
    return _one(option, name, [(each.id, each.id, each.id, each.title) for each in known])


def row_named(
    instance: Instance, name: str, option: str, tables: Iterable[str] = TABLES
) -> tuple[str, str]:
    """Return the table and the id of the one row of that id or title, or ``TABLE.ID``, in some tables.

    Raises
    ------
    InputError
        When there is none, or several have that name.
    """
    rows = [
        ((table, each.id), f"{table}.{each.id}", each.id, getattr(each, "title", None))
        for table in tables
        for each in getattr(instance, table)
    ]
    return _one(option, name, rows)


Row = TypeVar("Row")


def _one(option: str, name: str, rows: Sequence[tuple[Row, str, str, str | None]]) -> Row:
    """Return the one of some things of that full name, id or title; the first of these that fits counts."""
    wanted = one_line(name).lower()
    titled = [(row, (full, one, one_line(title or ""))) for row, full, one, title in rows]
    ways = ([each for each in titled if each[1][way].lower() == wanted] for way in range(3))
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0][0]
    if found:
        several = listed([full for _, (full, _, _) in found])
        raise InputError(f"{option} {name}: several have this name: {several}.")
    near = meant(name, filter(None, (word for _, names in titled for word in names[1:])))
    hint = f"Maybe {near!r}?" if near else "Give an id or a title."
    raise InputError(f"{option} {name}: no such name. {hint}")


_WEIGHT: TypeAdapter[float] = TypeAdapter(Weight)
_ZERO = re.compile(r"[-+]?0+(?:\.0*)?", re.ASCII)


def rule_of(option: str, rule: str) -> str:
    """Return the id of a rule, given by its name or an id that it has or had.

    Raises
    ------
    InputError
        When there is no such rule; it names the nearest one.
    """
    named = {name_of(each).lower(): each for each in RULES}
    now = named.get(one_line(rule).lower()) or current_rule(rule, f"{option}: ")
    if now not in RULES:
        known = {**{each: each for each in RULES}, **named}
        near = known.get(meant(one_line(rule).lower(), known))
        hint = f"Maybe {near} ({name_of(near)})? " if near else ""
        where = f"All rules: {SITE}reference/rules/"
        raise InputError(f"{option}: found {rule!r}, expected a rule. {hint}{where}")
    return now


def level_named(option: str, text: str) -> Level:
    """Return a level: hard, off or a weight; or raise `InputError`."""
    if text == HARD:
        return "hard"
    if text == OFF:
        return "off"
    try:
        weight = _WEIGHT.validate_python(float(text))
    except ValueError as error:
        expected = (
            f'"hard", "off" or a weight above 0, at most {HIGHEST}, with at most three decimals'
        )
        hint = " To switch the rule off, write off." if _ZERO.fullmatch(text.strip()) else ""
        raise InputError(f"{option}: found {text!r}, expected {expected}.{hint}") from error
    return int(weight) if weight.is_integer() else weight


_LENGTH = re.compile(r"(?=\d)(?:(\d+) ?h)? ?(?:(\d+) ?min)?", re.ASCII)


def values_of(texts: Sequence[str]) -> dict[str, Any]:
    """Read ``FIELD=VALUE``, where a value is written as in an instance file, or a length; nothing is None.

    Raises
    ------
    InputError
        When one of them is no field with a value, or a field is given twice.
    """
    found: dict[str, Any] = {}
    for text in texts:
        field, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not field.isidentifier() or field in found:
            raise InputError(f"{text}: expected FIELD=VALUE once for a field, such as duration=90.")
        found[field] = (length_of(value) or value_of(value)) if value else None
    return found


def length_of(text: str) -> int | None:
    """Return the minutes of a length such as ``90 min`` or ``2h``; None if a text is none."""
    match = _LENGTH.fullmatch(text)
    return None if match is None else 60 * int(match[1] or 0) + int(match[2] or 0)
