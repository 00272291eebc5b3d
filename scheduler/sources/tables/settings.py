"""What no table holds, a value a row: levels, local hours, who publishes, translations, starts of days."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from scheduler.instance import Instance, quoted
from scheduler.sources.nodes import Node
from scheduler.sources.shapes import Shape, choices, shape_at
from scheduler.sources.tables.cells import NOTHING, Setting
from scheduler.sources.tables.columns import CONFERENCE, SETTINGS, tables
from scheduler.sources.tables.sheets import Ledger, Trouble
from scheduler.sources.variants.trees import entries_of, put, rows_of, text_of

_SIGN = " > "
_PIECE = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^>"]+?)\s*(?:>|$)')
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?", re.ASCII)
_STARTS = ("day_profiles", "standard_starts")


def fields_left() -> tuple[str, ...]:
    """Return the fields of an instance that no other table holds."""
    columns = {column.path[0] for column in tables()[CONFERENCE].columns}
    known = {"format", *tables(), *columns}
    return tuple(name for name in Instance.model_fields if name not in known)


def settings_of(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the settings, from the fields of an instance as its file has them."""
    table, field = _STARTS
    left: list[tuple[tuple[str, ...], Any]] = [
        ((name,), values[name]) for name in fields_left() if name in values
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
    plain = piece == piece.strip() and not re.search(r'[>"\n]', piece)
    return piece if plain and piece else json.dumps(piece, ensure_ascii=False)


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves((*path, str(key)), inner)
    elif isinstance(value, list | Mapping):
        yield path, "; ".join(map(str, value)) or NOTHING
    elif value is not None:
        yield path, value


def put_settings(root: Node, rows: Sequence[Node], ledger: Ledger) -> None:
    """Let an instance say what the rows of the settings say, in the place of all that they can."""
    table, field = _STARTS
    for name in fields_left():
        entries_of(root).pop(name, None)
    for profile in rows_of(root.child(table)):
        entries_of(profile).pop(field, None)
    for row in rows:
        said, value = text_of(row.child("field")), row.child("value")
        if said is None or value is None:
            if "field" not in row.key_lines or "value" not in row.key_lines:
                ledger.complain(row.line, SETTINGS, Trouble("no `field` and `value`", "both"))
            continue
        trouble = _put(root, tuple(_pieces(said)), value)
        if trouble is not None:
            ledger.complain(row.line, f"{SETTINGS}[{said}]", trouble)


def _pieces(said: str) -> Iterator[str]:
    end = 0
    while end < len(said) and (match := _PIECE.match(said, end)):
        end = match.end()
        piece = match[1]
        try:
            yield json.loads(piece) if piece.startswith('"') else piece
        except ValueError:
            yield piece
    if end < len(said):
        yield said[end:]


def _put(root: Node, pieces: tuple[str, ...], value: Node) -> Trouble | None:
    """Put a value to its place; return why that cannot be."""
    table, field = _STARTS
    node, path = root, tuple[str | int, ...]()
    if pieces[:1] == (table,) and pieces[2:3] == (field,):
        ids = [text_of(row.child("id")) for row in rows_of(root.child(table))]
        if pieces[1] not in ids:
            return Trouble(quoted(pieces[1]), f"the id of a row of `{table}`")
        place = ids.index(pieces[1])
        node, path, pieces = rows_of(root.child(table))[place], (table, place), pieces[2:]
    elif not pieces or pieces[0] not in fields_left():
        return Trouble(quoted(pieces[0] if pieces else ""), f"one of {', '.join(fields_left())}")
    for piece in pieces[:-1]:
        path = (*path, piece)
        if node.child(piece) is None:
            put(node, piece, Node(value.line, {}), value.line)
        node = node.child(piece) or node
    if not isinstance(node.value, dict) or node.child(pieces[-1]) is not None:
        return Trouble("the field again", "each field once")
    put(node, pieces[-1], Node(value.line, None), value.line)
    put(node, pieces[-1], _meant(value, shape_at(root, (*path, pieces[-1]))), value.line)
    return None


def _meant(value: Node, shape: Shape) -> Node:
    """Return a value as what its field holds: a cell may have it as a text, or as a number."""
    kinds = {str(each.get("type")) for each in choices(shape)}
    said = value.value
    if isinstance(said, str):
        return _of_text(value, said, kinds)
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    is_text = "string" in kinds and not kinds & {"number", "integer"}
    return Setting(value.line, "").node(str(said)) if is_number and is_text else value


def _of_text(value: Node, said: str, kinds: Set[str]) -> Node:
    """Return a text as what it stands for, where something else than a text is expected."""
    setting = Setting(value.line, "")
    if said.lower() == NOTHING and kinds & {"array", "object"}:
        return setting.node([] if "array" in kinds else {})
    if "array" in kinds:
        return setting.node([setting.node(part.strip()) for part in said.split(";")])
    if kinds == {"boolean"} and said.lower() in ("true", "false"):
        return setting.node(said.lower() == "true")
    if kinds & {"number", "integer"} and _NUMBER.fullmatch(said):
        return setting.node(float(said) if "." in said else int(said), said)
    return value
