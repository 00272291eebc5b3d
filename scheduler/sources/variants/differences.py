"""Find the changes of a variant between two states of an instance."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.errors import InstanceError
from scheduler.instance import TABLES, Instance, ItemLevels, Level
from scheduler.sources.variants.forms import KEYS_OF_ROWS, SETTINGS

Change = Mapping[str, Any]
"""A change as in a variant file: its kind is the only key."""

_PLAIN = (str, list)
"""Types with one spelling in files, by which a row can be found."""


def changes_between(before: Instance, after: Instance) -> Iterator[Change]:
    """Yield the changes from one state of an instance to another, each of one field, row or level.

    Raises
    ------
    InstanceError
        When a row without an id has changed, for which there is no change.
    """
    for table in TABLES:
        yield from _of_rows(table, getattr(before, table), getattr(after, table))
    for table in KEYS_OF_ROWS:
        yield from _of_nameless(table, getattr(before, table), getattr(after, table))
    for field in SETTINGS:
        if getattr(before, field) != getattr(after, field):
            yield {"set": {field: _said(after, field)}}
    yield from _of_levels(before, after)


def _of_rows(table: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    old, new = ({each.id: each for each in rows} for rows in (before, after))
    for id_ in old.keys() - new.keys():
        yield {"remove": {table: [id_]}}
    for id_, row in new.items():
        if id_ not in old:
            yield {"add": {table: [_dumped(row)]}}
        elif old[id_] is not row:
            for field in type(row).model_fields:
                if getattr(old[id_], field) != getattr(row, field):
                    yield {"change": {table: {id_: {_key(row, field): _said(row, field)}}}}


def _of_nameless(table: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    gone = [_dumped(each) for each in before if each not in after]
    come = [_dumped(each) for each in after if each not in before]
    for row in gone:
        keys = {key: row[key] for key in KEYS_OF_ROWS[table] if key in row}
        is_plain = table != "item_orders" and all(
            isinstance(each, _PLAIN) for each in keys.values()
        )
        if not is_plain or any(keys.items() <= other.items() for other in come):
            raise InstanceError(f"{table}: change a row without an id by hand.")
        yield {"remove": {table: [keys]}}
    yield from ({"add": {table: [row]}} for row in come)


def _of_levels(before: Instance, after: Instance) -> Iterator[Change]:
    """Yield the differing levels, of the profile in force or else of `levels`."""
    old, new = map(_in_force, (before, after))
    for rule in new:
        if old.get(rule) == new[rule]:
            continue
        (was, items_before), (level, items) = _parts(old.get(rule)), _parts(new[rule])
        if level != was and level is not None:
            yield {"set_level": {"rule": rule, "level": level}}
        for item, own in items.items():
            if items_before.get(item) != own:
                yield {"set_level": {"rule": rule, "items": {item: own}}}


def _in_force(instance: Instance) -> Mapping[str, Level | ItemLevels]:
    return instance.levels if instance.profile is None else instance.profiles[instance.profile]


def _parts(said: Level | ItemLevels | None) -> tuple[Level | None, Mapping[str, Level]]:
    return (said.level, said.items) if isinstance(said, ItemLevels) else (said, {})


def _dumped(row: Any) -> dict[str, Any]:
    found: dict[str, Any] = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return found


def _key(row: Any, field: str) -> str:
    return type(row).model_fields[field].alias or field


def _said(row: Any, field: str) -> Any:
    """Return the value of a field as a file has it, also if it is the default."""
    key = _key(row, field)
    for defaults_too in (False, True):
        found = row.model_dump(
            mode="json", by_alias=True, include={field}, exclude_defaults=not defaults_too
        )
        if key in found:
            return found[key]
    nothing = getattr(row, field)  # files leave out an empty field
    return {} if isinstance(nothing, Mapping) else [] if isinstance(nothing, tuple) else nothing
