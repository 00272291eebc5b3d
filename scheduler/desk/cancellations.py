"""What leaves a conference, with all that the desk says of it."""

from typing import Any

from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.steps import DeskState, VariantLine, with_changes
from scheduler.desk.wishes import Wish
from scheduler.errors import InstanceError
from scheduler.instance import TABLES, Instance


def weigh_without(desk: DeskState, wish: Wish, table: str, row: str) -> Outcome:
    """Weigh that a row leaves the instance; lines that name it, or what goes with it, go if they have to."""
    try:
        return weigh(desk, wish)
    except InstanceError:
        removal = VariantLine(wish.said, {"remove": {table: [row]}}, 1)
        known = _ids(desk.base)
        gone = {row}
        if row in known:
            gone |= known - _ids(with_changes(desk.base, desk.name, {"": removal}))
        about = (key for key, line in desk.lines.items() if _names(line.change, gone))
        lines = {**dict.fromkeys(about), **wish.lines}
        return weigh(desk, Wish(wish.said, lines, wish.places, is_fact=wish.is_fact))


def _ids(instance: Instance) -> set[str]:
    return {row.id for table in TABLES for row in getattr(instance, table)}


def _names(value: Any, ids: set[str]) -> bool:
    """Tell whether a change names one of some rows, as a key or as a value."""
    if isinstance(value, dict):
        return not ids.isdisjoint(value) or any(_names(each, ids) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_names(each, ids) for each in value)
    return isinstance(value, str) and value in ids
