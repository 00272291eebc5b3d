"""What sheets say of rows of other tables: hours of days, roles, parts, and settings; and the way back."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scheduler.catalogue import RULES
from scheduler.instance import Instance, Weekday, closest, quoted
from scheduler.sources.nodes import Node, copied, entries_of, mapping_of, put, rows_of, text_of
from scheduler.sources.shapes import Shape, choices, shape_at
from scheduler.sources.tables.cells import NOTHING, Setting
from scheduler.sources.tables.columns import (
    CONFERENCE,
    DAYS,
    LEVELS,
    PARTS,
    ROLES,
    SETTINGS,
    Part,
    Table,
    tables,
)
from scheduler.sources.tables.sheets import Ledger, Trouble

_SIGN = " > "
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?", re.ASCII)
_STARTS = ("day_profiles", "standard_starts")
_WEEKDAYS = tuple(each.value for each in Weekday)


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
        return [*_levels_out(values.get("levels", {}))]
    if table.name == SETTINGS:
        return _settings_out(values)
    if table.name in PARTS:
        return _parts_out(PARTS[table.name], values)
    rows: Sequence[Mapping[str, Any]] = values.get(table.name, [])
    return rows


def is_complete(row: Node, table: str, names: Iterable[str], ledger: Ledger) -> bool:
    """Tell whether a row says some fields; complain of each that it lacks, if nothing is said of its cell."""
    missing = [name for name in names if row.child(name) is None]
    for name in missing:
        line = row.key_lines.get(name, row.line)
        if not ledger.knows(line):
            ledger.complain(line, table, Trouble(f"no `{name}`", "one"))
    return not missing


# Days and roles


def put_days(root: Node, rows: Sequence[Node], line: int, ledger: Ledger) -> None:
    """Make a profile of the days that have the same rows."""
    rows_by_day: dict[str, list[Node]] = {}
    days: dict[str, Node] = {}
    for row in rows:
        named = rows_of(row.child(DAYS)) if is_complete(row, DAYS, [DAYS], ledger) else []
        entries_of(row).pop(DAYS, None)
        for day in named:
            text = str(day.value).lower()
            days.setdefault(text, Node(day.line, text))
            rows_by_day.setdefault(text, []).append(row)
    alike: dict[tuple[int, ...], list[str]] = {}
    for text, own in rows_by_day.items():
        if text not in _WEEKDAYS and not text[:1].isdecimal():
            expected = "a weekday such as monday, or a date such as 2026-05-11"
            trouble = Trouble(quoted(text), expected, closest(text, _WEEKDAYS, cutoff=0.4))
            ledger.complain(days[text].line, DAYS, trouble)
        alike.setdefault(tuple(map(id, own)), []).append(text)
    profiles = []
    for names in alike.values():
        profile = Node(days[names[0]].line, {})
        put(profile, "id", Node(profile.line, names[0]), profile.line)
        for field, is_of in (("weekdays", True), ("dates", False)):
            known = [name for name in names if name in _WEEKDAYS or name[:1].isdecimal()]
            own = [days[name] for name in known if (name in _WEEKDAYS) is is_of]
            if own:
                put(profile, field, Node(profile.line, list(own)), profile.line)
        bands = [copied(row) for row in rows_by_day[names[0]]]
        put(profile, "bands", Node(profile.line, list(bands)), profile.line)
        profiles.append(profile)
    put(root, "day_profiles", Node(line, list(profiles)), line)


def put_roles(root: Node, rows: Sequence[Node], ledger: Ledger) -> None:
    """Give sessions the people that take part in them, besides those whom their own rows name."""
    sessions = _by_id(root.child("sessions"))
    for row in rows:
        if not is_complete(row, ROLES, ("session", "role", "people"), ledger):
            continue
        id_, role, people = (entries_of(row)[name] for name in ("session", "role", "people"))
        session = sessions.get(str(id_.value))
        if session is None:
            hint = closest(str(id_.value), sessions)
            trouble = Trouble(quoted(str(id_.value)), "the id of a row of `sessions`", hint)
            ledger.complain(id_.line, ROLES, trouble)
            continue
        by_role = mapping_of(session, "people", row.line)
        before = rows_of(by_role.child(str(role.value)))
        put(by_role, str(role.value), Node(role.line, [*before, *rows_of(people)]), role.line)


# Parts


def _parts_out(part: Part, values: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
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


def join_parts(root: Node, table: Table, rows: Sequence[Node], ledger: Ledger) -> None:
    """Give rows of an instance the parts that a sheet says, in the place of those that they had."""
    part = PARTS[table.name]
    owners: dict[tuple[str, ...], Node] = {
        (text_of(row.child("id")) or "",): row for row in rows_of(root.child(part.table))
    }
    for way in part.ways[:-1]:
        owners = {
            (*names, text_of(row.child("id")) or ""): row
            for names, owner in owners.items()
            for row in rows_of(_at(owner, way))
        }
    way = part.ways[-1]
    before = {names: _by_id(_at(each, way)) for names, each in owners.items()}
    for owner in owners.values():
        _take_parts(owner, way)
    for row in rows:
        if not is_complete(row, table.name, part.keys, ledger):
            continue
        names = tuple(str(entries_of(row).pop(key).value) for key in part.keys)
        if names not in owners:
            ledger.complain(row.line, table.name, _nowhere(part, names))
            continue
        old = before[names].get(text_of(row.child("id")) or "")
        for field in table.nested:
            value = old.child(field) if old is not None else None
            if value is not None:
                put(row, field, value, value.line)
        _give_part(owners[names], way, row)


def _nowhere(part: Part, names: Sequence[str]) -> Trouble:
    pairs = zip(part.keys, names, strict=True)
    what = " and ".join(f"the {key.replace('_', ' ')} {quoted(name)}" for key, name in pairs)
    return Trouble(what, f"what is in the sheet `{part.above}`")


def _by_id(rows: Node | None) -> Mapping[str, Node]:
    return {text_of(row.child("id")) or "": row for row in rows_of(rows)}


def _at(row: Node, way: Sequence[str]) -> Node | None:
    found: Node | None = row
    for field in way:
        found = found.child(field) if found is not None else None
    return found


def _take_parts(owner: Node, way: Sequence[str]) -> None:
    """Leave an owner without parts: a day without bands, no panel where nothing else is said of it."""
    if len(way) == 1:
        put(owner, way[0], Node(owner.line, []), owner.line)
        return
    outer = owner.child(way[0])
    entries_of(outer).pop(way[1], None)
    if outer is not None and not entries_of(outer):
        entries_of(owner).pop(way[0], None)


def _give_part(owner: Node, way: Sequence[str], row: Node) -> None:
    for field in way[:-1]:
        owner = mapping_of(owner, field, row.line)
    if owner.child(way[-1]) is None:
        put(owner, way[-1], Node(row.line, []), row.line)
    rows_of(owner.child(way[-1])).append(row)


# Levels and settings


def fields_left() -> tuple[str, ...]:
    """Return the fields of an instance of which rows of the settings speak: no table of it holds them."""
    columns = {column.path[0] for column in tables()[CONFERENCE].columns}
    known = {"format", *(table.name for table in tables().values() if table.name != LEVELS)}
    return tuple(name for name in Instance.model_fields if name not in known | columns)


def _levels_out(levels: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for rule, said in levels.items():
        if not isinstance(said, Mapping):
            yield {"rule": rule, "level": said}
            continue
        if said.get("level") is not None:
            yield {"rule": rule, "level": said["level"]}
        for item, level in said.get("items", {}).items():
            yield {"rule": rule, "level": level, "item": item}


def _settings_out(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    table, field = _STARTS
    left: list[tuple[tuple[str, ...], Any]] = [
        ((name,), values[name]) for name in fields_left() if name in values and name != LEVELS
    ]
    left += [
        ((table, row["id"], field), row[field]) for row in values.get(table, []) if field in row
    ]
    return [
        {"field": _SIGN.join(map(_said, path)), "value": value}
        for top, held in left
        for path, value in _leaves(top, held)
    ]


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


def put_settings(
    root: Node, settings: Sequence[Node], levels: Sequence[Node], ledger: Ledger
) -> None:
    """Let an instance say what rows of settings and levels say, in the place of all that they can."""
    table, field = _STARTS
    for name in fields_left() if settings else (LEVELS,):
        entries_of(root).pop(name, None)
    for profile in rows_of(root.child(table)) if settings else ():
        entries_of(profile).pop(field, None)
    for row in settings:
        if is_complete(row, SETTINGS, ("field", "value"), ledger):
            said, value = entries_of(row)["field"], entries_of(row)["value"]
            path = [Node(said.line, piece) for piece in _pieces(str(said.value))]
            _put(root, path, value, f"{SETTINGS}[{said.value}]", ledger)
    complete = [row for row in levels if is_complete(row, LEVELS, ("rule", "level"), ledger)]
    with_items = {str(entries_of(row)["rule"].value) for row in complete if row.child("item")}
    for row in complete:
        rule, level, item = (entries_of(row).get(name) for name in ("rule", "level", "item"))
        if rule is None or level is None:
            continue
        if rule.value not in RULES:
            hint = closest(str(rule.value), RULES)
            trouble = Trouble(quoted(str(rule.value)), "the id of a rule", hint)
            ledger.complain(rule.line, LEVELS, trouble)
        else:
            path = [Node(row.line, LEVELS), rule]
            if item is not None:
                path += [Node(item.line, "items"), item]
            elif str(rule.value) in with_items:
                path.append(Node(row.line, "level"))
            _put(root, path, level, LEVELS, ledger)


def _pieces(said: str) -> list[str]:
    """Return what stands between the signs of a field; a piece with a sign in it is in quotes."""
    try:
        pieces = next(csv.reader([said], delimiter=">", skipinitialspace=True), [])
    except csv.Error:
        pieces = [said]
    return [*map(str.strip, pieces)]


def _put(root: Node, path: Sequence[Node], value: Node, what: str, ledger: Ledger) -> None:
    """Put a value to its place, through mappings and rows by id; complain if that cannot be."""
    names, line = [str(each.value) for each in path], path[0].line if path else value.line
    is_start = names[:1] == [_STARTS[0]] and names[2:3] == [_STARTS[1]]
    if not is_start and names[:1] and names[0] not in fields_left():
        known = f"one of {', '.join(fields_left())}"
        ledger.complain(line, what, Trouble(quoted(names[0]), known))
        return
    node, place = root, list[str | int]()
    for name, each in zip(names[:-1], path, strict=False):
        if isinstance(node.value, list):
            ids = [text_of(row.child("id")) for row in node.value]
            if name not in ids:
                expected = f"the id of a row of `{place[-1]}`"
                ledger.complain(line, what, Trouble(quoted(name), expected))
                return
            place.append(ids.index(name))
            node = node.value[ids.index(name)]
        else:
            place.append(name)
            node = mapping_of(node, name, each.line)
    if not names or not isinstance(node.value, dict) or node.child(names[-1]) is not None:
        ledger.complain(line, what, Trouble("the field again", "each field once"))
        return
    put(node, names[-1], Node(value.line, None), path[-1].line)
    put(node, names[-1], _meant(value, shape_at(root, (*place, names[-1]))), path[-1].line)


def _meant(value: Node, shape: Shape) -> Node:
    """Return a value as what its field holds: a cell may have it as a text, or as a number."""
    kinds = {str(each.get("type")) for each in choices(shape)}
    said, setting = value.value, Setting(value.line)
    if isinstance(said, int | float) and not isinstance(said, bool) and kinds == {"string"}:
        return setting.node(str(said))
    if not isinstance(said, str):
        return value
    if "array" in kinds:
        parts = [] if said.lower() == NOTHING else said.split(";")
        return setting.node([setting.node(part.strip()) for part in parts])
    if "object" in kinds and said.lower() == NOTHING:
        return setting.node({})
    if kinds & {"number", "integer"} and _NUMBER.fullmatch(said):
        return setting.node(float(said) if "." in said else int(said), said)
    is_truth = kinds == {"boolean"} and said.lower() in ("true", "false")
    return setting.node(said.lower() == "true") if is_truth else value
