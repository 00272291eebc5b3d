"""Trees of nodes that may be changed: copies, their rows and entries."""

import json
from collections.abc import Iterable, Mapping

from scheduler.sources.nodes import Node, data_of

KEYS_OF_ROWS: Mapping[str, tuple[str, ...]] = {
    "orders": ("first", "then"),
    "item_orders": ("items_first", "sessions_first", "items_then", "sessions_then"),
    "walks": ("between",),
    "published": ("session",),
}
"""Tables whose rows have no id, and the fields by which a change finds them."""

NOT_ALL = frozenset({"item_orders"})
"""Those whose rows need not have all of these fields."""


def copied(node: Node, later: int = 0) -> Node:
    """Return a copy that shares nothing, not even what aliases share, with all lines so much later."""
    value = node.value
    if isinstance(value, dict):
        value = {key: copied(child, later) for key, child in value.items()}
    elif isinstance(value, list):
        value = [copied(child, later) for child in value]
    keys = {key: line + later for key, line in node.key_lines.items()}
    return Node(node.line + later, value, node.plain, node.tag, keys)


def entries_of(node: Node | None) -> dict[str, Node]:
    """Return the entries of a mapping; none, if it is something else."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def rows_of(node: Node | None) -> list[Node]:
    """Return the rows of a list; none, if it is something else."""
    return node.value if node is not None and isinstance(node.value, list) else []


def text_of(node: Node | None) -> str | None:
    """Return a text, or None for anything else."""
    return node.value if node is not None and isinstance(node.value, str) else None


def put(mapping: Node, key: str, value: Node, line: int) -> None:
    """Give a mapping an entry, whatever it had under that key; the key stands in this line."""
    if isinstance(mapping.value, dict):
        mapping.value[key] = value
        mapping.key_lines[key] = line


def table_of(root: Node, table: str, line: int) -> list[Node]:
    """Return the rows of a table, to be changed; a table that is not there begins in this line."""
    if root.child(table) is None:
        put(root, table, Node(line, []), line)
    return rows_of(root.child(table))


def mapping_of(parent: Node, key: str, line: int) -> Node:
    """Return the mapping under a key, to be changed; one that is not there begins in this line."""
    found = parent.child(key)
    if found is None or found.value is None:
        found = Node(line, {})
        put(parent, key, found, line)
    return found


def name_of(table: str, row: Node) -> str:
    """Return what a row is found by: its id, or the content of the fields that stand for one."""
    keys = KEYS_OF_ROWS.get(table)
    if keys is None:
        return text_of(row.child("id")) or ""
    return json.dumps(
        [_words_of(table, row.child(key)) for key in keys], ensure_ascii=False, sort_keys=True
    )


def _words_of(table: str, node: Node | None) -> object:
    words = None if node is None else data_of(node)
    # A way leads in both directions.
    return sorted(words, key=str) if table == "walks" and isinstance(words, list) else words


def named(table: str, rows: Iterable[Node], name: str) -> list[Node]:
    """Return the rows that are found by a name: one, if nothing is wrong with the table."""
    return [row for row in rows if name and name_of(table, row) == name]
