"""Tables of what rows of other tables hold: bands of days, breaks of bands, roles of panels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.instance import quoted
from scheduler.sources.nodes import Node
from scheduler.sources.tables.columns import PARTS, Part, Table
from scheduler.sources.tables.sheets import Ledger, Trouble
from scheduler.sources.variants.trees import entries_of, put, rows_of, text_of


@dataclass(frozen=True, slots=True)
class _Owner:
    """A row that has parts, and by what names their rows find it."""

    names: tuple[str, ...]
    row: Node


def rows_of_part(part: Part, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table of parts, from the fields of an instance as its file has them."""
    found: list[dict[str, Any]] = []
    rows: list[tuple[dict[str, Any], Any]] = [({}, row) for row in values.get(part.table, [])]
    for depth, way in enumerate(part.ways):
        inner = []
        for names, row in rows:
            own = {**names, part.keys[depth]: row["id"]}
            inner += [(own, each) for each in _reached(row, way)]
        rows = inner
    found += [{**row, **names} for names, row in rows]
    return found


def _reached(row: Mapping[str, Any], way: Sequence[str]) -> Sequence[Any]:
    value: Any = row
    for field in way:
        value = (value or {}).get(field)
    return value or []


def join_parts(root: Node, table: Table, rows: Sequence[Node], ledger: Ledger) -> None:
    """Give rows of an instance the parts that a sheet says, in the place of those that they had."""
    part = PARTS[table.name]
    owners = {owner.names: owner.row for owner in _owners(root, part)}
    way = part.ways[-1]
    before = {names: _by_id(_at(each, way)) for names, each in owners.items()}
    for each in owners.values():
        _take_parts(each, way)
    for row in rows:
        names = _names_in(row, table, ledger)
        owner = owners.get(names)
        if owner is None:
            if names:
                ledger.complain(row.line, table.name, _nowhere(part, names))
            continue
        for key in part.keys:
            entries_of(row).pop(key, None)
        _keep_inner(row, before[names].get(text_of(row.child("id")) or ""), table)
        _give_part(owner, way, row)


def _names_in(row: Node, table: Table, ledger: Ledger) -> tuple[str, ...]:
    """Return by what names a row finds what it belongs to; nothing, if one is missing, which is told."""
    keys = PARTS[table.name].keys
    names = tuple(text_of(row.child(key)) or "" for key in keys)
    if all(names):
        return names
    missing = keys[names.index("")]
    line = row.key_lines.get(missing, row.line)
    if not ledger.knows(line):
        ledger.complain(line, table.name, Trouble(f"no `{missing}`", "one"))
    return ()


def _nowhere(part: Part, names: Sequence[str]) -> Trouble:
    pairs = zip(part.keys, names, strict=True)
    what = " and ".join(f"the {key.replace('_', ' ')} {quoted(name)}" for key, name in pairs)
    return Trouble(what, f"what is in the sheet `{part.above}`")


def _keep_inner(row: Node, old: Node | None, table: Table) -> None:
    """Let a part keep what no cell can hold of the part of its id that was there before."""
    for field in table.nested:
        value = old.child(field) if old is not None else None
        if value is not None:
            put(row, field, value, value.line)


def _by_id(rows: Node | None) -> Mapping[str, Node]:
    return {text_of(row.child("id")) or "": row for row in rows_of(rows)}


def _owners(root: Node, part: Part) -> Iterator[_Owner]:
    """Yield the rows that may have parts, with the names by which these find them."""
    owners = [
        _Owner((text_of(row.child("id")) or "",), row) for row in rows_of(root.child(part.table))
    ]
    for way in part.ways[:-1]:
        owners = [
            _Owner((*owner.names, text_of(row.child("id")) or ""), row)
            for owner in owners
            for row in rows_of(_at(owner.row, way))
        ]
    yield from owners


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
        if owner.child(field) is None:
            put(owner, field, Node(row.line, {}), row.line)
        owner = owner.child(field) or owner
    if owner.child(way[-1]) is None:
        put(owner, way[-1], Node(row.line, []), row.line)
    rows_of(owner.child(way[-1])).append(row)
