"""Put the rows of sheets into an instance."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from scheduler.catalogue import OLD_RULES, RULES
from scheduler.instance import Weekday, closest, nearest, quoted
from scheduler.sources.nodes import (
    Node,
    copied,
    entries_of,
    mapping_of,
    node_at,
    put,
    rows_of,
    text_of,
)
from scheduler.sources.tables.columns import CONFERENCE, DAYS, LEVELS, ROLES, SheetTable
from scheduler.sources.tables.workbooks import CellErrors, CellTrouble
from scheduler.sources.variants.levels import set_item, set_level

_WEEKDAYS = tuple(each.value for each in Weekday)
_NEEDED = {ROLES: ("session", "role", "people"), LEVELS: ("rule", "level")}
"""Needed cells of sheets that are no table of the format."""


def make_room(root: Node, given: Collection[str]) -> None:
    """Remove from an instance the persons and levels that sheets with rows replace."""
    if ROLES in given:
        for session in rows_of(root.child("sessions")):
            entries_of(session).pop("people", None)
    if LEVELS in given:
        entries_of(root).pop(LEVELS, None)


def put_rows(
    root: Node, table: SheetTable, rows: Sequence[Node], line: int, ledger: CellErrors
) -> None:
    """Put the rows of a sheet into an instance."""
    if table.name == CONFERENCE:
        _put_conference(root, table, rows, line, ledger)
    elif table.name == DAYS:
        profiles = [*_profiles(rows, ledger)]
        put(root, "day_profiles", Node(line, profiles), line)
    elif table.name in _NEEDED:
        put_row = _put_role if table.name == ROLES else _put_level
        # The level of a rule precedes those of its items.
        for row in sorted(rows, key=lambda each: each.child("item") is not None):
            if ledger.is_complete(row, table.name, _NEEDED[table.name]):
                put_row(root, entries_of(row), ledger)
    else:
        before = {text_of(row.child("id")): row for row in rows_of(root.child(table.name))}
        for row in rows:
            old = before.get(text_of(row.child("id")))
            for field in table.nested:
                if old is not None and (value := old.child(field)) is not None:
                    put(row, field, copied(value), old.key_lines.get(field, value.line))
        put(root, table.name, Node(line, [*rows]), line)


def _put_conference(
    root: Node, table: SheetTable, rows: Sequence[Node], line: int, ledger: CellErrors
) -> None:
    if len(rows) != 1:
        ledger.complain(line, "", CellTrouble(f"{len(rows)} rows", "one row below the heading"))
        for column in table.columns:
            root.key_lines.setdefault(column.name, line)
    for row in rows[:1]:
        for key, key_line in row.key_lines.items():
            value = row.child(key)
            if value is not None:
                put(root, key, value, key_line)
            elif root.child(key) is None:
                root.key_lines[key] = key_line


def _profiles(rows: Sequence[Node], ledger: CellErrors) -> Iterator[Node]:
    """Yield a profile for all days with the same rows."""
    days: dict[str, Node] = {}
    of_day: dict[str, list[Node]] = {}
    for row in rows:
        ledger.is_complete(row, DAYS, [DAYS])
        for day in rows_of(entries_of(row).pop(DAYS, None)):
            text = str(day.value).lower()
            days.setdefault(text, Node(day.line, text))
            of_day.setdefault(text, []).append(row)
    alike: dict[tuple[int, ...], list[Node]] = {}
    for text, day in days.items():
        alike.setdefault(tuple(map(id, of_day[text])), []).append(day)
        if text not in _WEEKDAYS and not text[:1].isdecimal():
            expected = "a weekday such as monday, or a date such as 2026-05-11"
            trouble = CellTrouble(quoted(text), expected, closest(text, _WEEKDAYS, cutoff=0.4))
            ledger.complain(day.line, DAYS, trouble)
    for same in alike.values():
        line, name = same[0].line, str(same[0].value)
        weekdays = [day for day in same if day.value in _WEEKDAYS]
        dates = [day for day in same if str(day.value)[:1].isdecimal()]
        profile = Node(line, {})
        put(profile, "id", Node(line, name), line)
        for field, own in (("weekdays", weekdays), ("dates", dates)):
            if own:
                put(profile, field, Node(line, [*own]), line)
        put(profile, "bands", Node(line, [*map(copied, of_day[name])]), line)
        yield profile


def _put_role(root: Node, cells: Mapping[str, Node], ledger: CellErrors) -> None:
    """Add persons to a session, with their role."""
    session, role = cells["session"], cells["role"]
    by_id = {text_of(row.child("id")) or "": row for row in rows_of(root.child("sessions"))}
    name = str(session.value)
    if name not in by_id:
        hint = nearest(name, by_id)
        trouble = CellTrouble(quoted(name), "the id of a row of `sessions`", hint)
        ledger.complain(session.line, ROLES, trouble)
        return
    people = mapping_of(by_id[name], "people", session.line)
    there = rows_of(people.child(str(role.value)))
    added = Node(cells["people"].line, [*there, *rows_of(cells["people"])])
    put(people, str(role.value), added, role.line)


def _put_level(root: Node, cells: Mapping[str, Node], ledger: CellErrors) -> None:
    """Set the level of a rule, or of one of its items."""
    rule, item, level = cells["rule"], cells.get("item"), cells["level"]
    name = str(rule.value)
    if name not in RULES and name not in OLD_RULES:
        trouble = CellTrouble(quoted(name), "the id of a rule", closest(name, RULES))
        ledger.complain(rule.line, LEVELS, trouble)
        return
    levels = mapping_of(root, LEVELS, rule.line)
    there = levels.child(name)
    if item is not None:
        there = node_at(levels, (name, "items", str(item.value)))
    if there is not None and there.value is not None:
        ledger.complain(rule.line, LEVELS, CellTrouble("the level again", "each level once"))
    elif item is not None:
        set_item(levels, name, str(item.value), level, rule.line)
    else:
        set_level(levels, name, level, rule.line)
