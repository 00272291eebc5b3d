"""Where rows of sheets stand in an instance, by paths through fields and rows by id; and the way back."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scheduler.catalogue import OLD_RULES, RULES
from scheduler.instance import Weekday, closest, nearest, quoted
from scheduler.sources.nodes import Node, copied, entries_of, mapping_of, put, rows_of, text_of
from scheduler.sources.shapes import Shape, choices, shape_at
from scheduler.sources.tables.columns import (
    CONFERENCE,
    DAYS,
    LEVELS,
    NOTHING,
    PARTS,
    ROLES,
    SETTINGS,
    PartsTable,
    Setting,
    Table,
    columns_of,
    fields_left,
    node_of,
)
from scheduler.sources.tables.workbooks import Ledger, Trouble

_SIGN = " > "
_STARTS = ("day_profiles", "standard_starts")
_WEEKDAYS = tuple(each.value for each in Weekday)

# From sheets to an instance


def make_room(root: Node, given: Collection[str]) -> None:
    """Take out of an instance what sheets with rows say in its place, besides tables and parts of rows."""
    if ROLES in given:
        for session in rows_of(root.child("sessions")):
            entries_of(session).pop("people", None)
    if SETTINGS in given:
        table, field = _STARTS
        for profile in rows_of(root.child(table)):
            entries_of(profile).pop(field, None)
    for name in fields_left():
        if SETTINGS in given or (name == LEVELS and LEVELS in given):
            entries_of(root).pop(name, None)


def put_rows(root: Node, table: Table, rows: Sequence[Node], line: int, ledger: Ledger) -> None:
    """Let an instance say what the rows of a sheet say."""
    if table.name == CONFERENCE:
        _put_conference(root, table, rows, line, ledger)
    elif table.name in PARTS:
        _put_parts(root, table, rows, ledger)
    elif table.name == DAYS:
        profiles = [*_profiles(rows, ledger)]
        put(root, "day_profiles", Node(line, profiles), line)
    elif table.name in _PUT:
        needed, put_row = _PUT[table.name]
        complete = [row for row in rows if ledger.is_complete(row, table.name, needed)]
        for row in complete:
            put_row(root, entries_of(row), complete, ledger)
    else:
        before = _by_id(root.child(table.name))
        for row in rows:
            _keep(row, before, table)
        put(root, table.name, Node(line, [*rows]), line)


def _put_conference(
    root: Node, table: Table, rows: Sequence[Node], line: int, ledger: Ledger
) -> None:
    if len(rows) != 1:
        ledger.complain(line, "", Trouble(f"{len(rows)} rows", "one row below the heading"))
        for column in table.columns:
            root.key_lines.setdefault(column.name, line)
    for row in rows[:1]:
        for key, key_line in row.key_lines.items():
            value = row.child(key)
            if value is not None:
                put(root, key, value, key_line)
            elif root.child(key) is None:
                root.key_lines[key] = key_line


def _profiles(rows: Sequence[Node], ledger: Ledger) -> Iterator[Node]:
    """Yield a profile for all days that have the same rows."""
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
            trouble = Trouble(quoted(text), expected, closest(text, _WEEKDAYS, cutoff=0.4))
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


def _put_parts(root: Node, table: Table, rows: Sequence[Node], ledger: Ledger) -> None:
    """Give rows of an instance their parts, in the place of those that they had."""
    part = PARTS[table.name]
    *_, way = part.ways
    owners = dict(_owners(root, part))
    before = {names: _by_id(_at(owner, way)) for names, owner in owners.items()}
    for owner in owners.values():
        _take_parts(owner, way)
    for row in rows:
        if ledger.is_complete(row, table.name, part.keys):
            keys = [entries_of(row).pop(key) for key in part.keys]
            path = [Node(row.line, part.table)]
            for key, fields in zip(keys, part.ways, strict=True):
                path += [key, *(Node(row.line, field) for field in fields)]
            _keep(row, before.get(tuple(str(key.value) for key in keys), {}), table)
            _put_at(root, path, Node(row.line, [row]), table.name, ledger)


def _owners(root: Node, part: PartsTable) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield the rows to which parts belong, with the ids that lead there."""
    found: list[tuple[tuple[str, ...], Node | None]] = [((), root.child(part.table))]
    for way in (*part.ways[:-1], ()):
        rows = ((names, *each) for names, rows in found for each in _by_id(rows).items())
        found = [((*names, id_), _at(row, way)) for names, id_, row in rows]
    yield from ((names, row) for names, row in found if row is not None)


def _take_parts(owner: Node, way: Sequence[str]) -> None:
    """Leave an owner without parts: a day without bands, no panel where nothing else is said of it."""
    outer = owner.child(way[0])
    if len(way) == 1:
        put(owner, way[0], Node(owner.line, []), owner.line)
    elif outer is not None:
        entries_of(outer).pop(way[1], None)
        if not entries_of(outer):
            entries_of(owner).pop(way[0], None)


def _keep(row: Node, before: Mapping[str, Node], table: Table) -> None:
    """Let a row keep what no cell can hold of the row with its id that was there before."""
    old = before.get(text_of(row.child("id")) or "")
    for field in table.nested:
        value = old.child(field) if old is not None else None
        if old is not None and value is not None:
            own, value = entries_of(row.child(field)), copied(value)
            put(row, field, value, old.key_lines.get(field, value.line))
            for key, said in own.items():
                put(value, key, said, said.line)


def _by_id(rows: Node | None) -> Mapping[str, Node]:
    return {text_of(row.child("id")) or "": row for row in rows_of(rows)}


def _at(row: Node, way: Iterable[str]) -> Node | None:
    found: Node | None = row
    for field in way:
        found = found.child(field) if found is not None else None
    return found


Cells = Mapping[str, Node]


def _put_role(root: Node, cells: Cells, _rows: Sequence[Node], ledger: Ledger) -> None:
    session, people = cells["session"], cells["people"]
    path = [Node(session.line, "sessions"), session, Node(session.line, "people"), cells["role"]]
    _put_at(root, path, Node(people.line, [*rows_of(people)]), ROLES, ledger)


def _put_level(root: Node, cells: Cells, rows: Sequence[Node], ledger: Ledger) -> None:
    rule, item = cells["rule"], cells.get("item")
    if rule.value not in RULES and rule.value not in OLD_RULES:
        hint = closest(str(rule.value), RULES)
        trouble = Trouble(quoted(str(rule.value)), "the id of a rule", hint)
        ledger.complain(rule.line, LEVELS, trouble)
        return
    path = [Node(rule.line, LEVELS), rule]
    others = (entries_of(row) for row in rows)
    if item is not None:
        path += [Node(item.line, "items"), item]
    elif any(each["rule"].value == rule.value and "item" in each for each in others):
        path.append(Node(rule.line, "level"))
    _put_at(root, path, cells["level"], LEVELS, ledger)


def _put_setting(root: Node, cells: Cells, _rows: Sequence[Node], ledger: Ledger) -> None:
    said = cells["field"]
    path = [Node(said.line, piece) for piece in _pieces(str(said.value))]
    what, top = f"{SETTINGS}[{said.value}]", str(path[0].value) if path else ""
    is_start = top == _STARTS[0] and [each.value for each in path[2:3]] == [_STARTS[1]]
    if top not in fields_left() and not is_start:
        trouble = Trouble(quoted(top), f"one of {', '.join(fields_left())}")
        ledger.complain(said.line, what, trouble)
    else:
        _put_at(root, path, cells["value"], what, ledger)


_PUT = {
    ROLES: (("session", "role", "people"), _put_role),
    LEVELS: (("rule", "level"), _put_level),
    SETTINGS: (("field", "value"), _put_setting),
}
"""Sheets whose rows each say something at a place of an instance: what a row needs, and what it says."""


def _put_at(root: Node, path: Sequence[Node], value: Node, what: str, ledger: Ledger) -> None:
    """Put a value to its place; complain if there is none. To a list that is there, entries are added."""
    node, place = root, list[str | int]()
    for piece in path[:-1]:
        name = str(piece.value)
        if isinstance(node.value, list):
            rows = [text_of(row.child("id")) for row in node.value]
            if name not in rows:
                expected = f"the id of a row of `{place[-1]}`"
                hint = nearest(name, filter(None, rows))
                ledger.complain(piece.line, what, Trouble(quoted(name), expected, hint))
                return
            place.append(rows.index(name))
            node = node.value[rows.index(name)]
        else:
            place.append(name)
            has_rows = shape_at(root, tuple(place)).get("type") == "array"
            empty = Node(piece.line, []) if has_rows else None
            node = node.child(name) or empty or mapping_of(node, name, piece.line)
    line, name = path[-1].line, str(path[-1].value)
    there = node.child(name)
    if isinstance(value.value, list) and there is not None and isinstance(there.value, list):
        there.value += value.value
    elif not isinstance(node.value, dict) or there is not None:
        ledger.complain(path[0].line, what, Trouble("the field again", "each field once"))
    else:
        said = _meant(value, shape_at(root, (*place, name)))
        if isinstance(said, Trouble):
            ledger.complain(value.line, what, said)
        else:
            put(node, name, said, line)


def _meant(value: Node, shape: Shape) -> Node | Trouble:
    """Return a value as what its field holds: a cell may have it as a text, or as a number."""
    if value.value is None or isinstance(value.value, list | dict):
        return value
    shapes = [*choices(shape)]
    single = [each for each in shapes if each.get("type") != "object"]
    if not single and str(value.value).lower() == NOTHING:
        return Setting(value.line).node({})
    column = next(columns_of("", {"anyOf": single}), None) if single else None
    if column is None:
        return value
    return node_of(value.value, replace(column, nullable=True), Setting(value.line))


def _pieces(said: str) -> list[str]:
    """Return what stands between the signs of a field; a piece with a sign in it is in quotes."""
    try:
        pieces = next(csv.reader([said], delimiter=">", skipinitialspace=True), [])
    except csv.Error:
        pieces = [said]
    return [*map(str.strip, pieces)]


# From an instance to sheets


def rows_out(table: Table, values: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a table, from the fields of an instance as its file has them."""
    if table.name == CONFERENCE:
        return [values] if values else []
    if table.name == ROLES:
        return [
            {"session": session["id"], "role": role, "people": people}
            for session in values.get("sessions", [])
            for role, people in session.get("people", {}).items()
            if people
        ]
    if table.name == LEVELS:
        return [
            dict(zip(("rule", "level", "item"), (path[1], level, *path[3:]), strict=False))
            for path, level in _leaves((LEVELS,), values.get(LEVELS, {}))
            if len(path) > 1
        ]
    if table.name == SETTINGS:
        return [*_settings_out(values)]
    if table.name in PARTS:
        return _parts_out(PARTS[table.name], values)
    rows: Sequence[Mapping[str, Any]] = values.get(table.name, [])
    return rows


def _parts_out(part: PartsTable, values: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows: list[tuple[dict[str, Any], Any]] = [({}, row) for row in values.get(part.table, [])]
    for key, way in zip(part.keys, part.ways, strict=True):
        inner = []
        for names, row in rows:
            found: Any = row
            for field in way:
                found = (found or {}).get(field)
            inner += [({**names, key: row["id"]}, each) for each in found or []]
        rows = inner
    return [{**row, **names} for names, row in rows]


def _settings_out(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    table, field = _STARTS
    left: dict[tuple[str, ...], Any] = {
        (name,): values.get(name) for name in fields_left() if name != LEVELS
    }
    left |= {(table, row["id"], field): row.get(field) for row in values.get(table, [])}
    for top, held in left.items():
        for path, value in _leaves(top, held):
            yield {"field": _SIGN.join(map(_said, path)), "value": value}


def _said(piece: str) -> str:
    quote = '"'
    return f'"{piece.replace(quote, quote * 2)}"' if re.search(r'[>"\n]', piece) else piece


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves((*path, str(key)), inner)
    elif isinstance(value, list | Mapping):
        yield path, "; ".join(map(str, value)) or NOTHING
    elif value is not None:
        yield path, value
