"""Trees of nodes that may be changed: copies, their rows and entries; lists forget rows that are removed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Set

from pydantic import ValidationError

from scheduler.instance import Instance, Room, references_of
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import Node, Path, data_of, node_at
from scheduler.sources.validation import misfits_of
from scheduler.sources.validation import rows_of as rows_with

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


FORGOTTEN = frozenset(
    {"sessions", "people", "delegations", "audiences", "sites", "resources"}
    | {
        "adjacent",
        "not_beside",
        "preferences",
        "parallel_limits",
        "quotas",
        "series",
        "themes",
        "topics",
        "tracks",
        "common_starts",
        "minimum_loads",
        "meals",
        "relations",
        "feature_wishes",
        "items",
    }
)
"""Tables whose rows may go without what speaks of them being looked through by hand; and tags.

A room that is a part, a kind or a body is more than a name in a list: what refers to it when it is gone
is an error.
"""

NAMING = frozenset({"publishing", "translations"})
"""Tables that only say how people call a row: what they say goes with it, whatever it is."""


def tags_of(root: Node) -> dict[str, set[str]]:
    """Return the themes and topics that sessions and items of a tree carry, and where its rooms are."""
    rows = [*rows_of(root.child("sessions")), *rows_of(root.child("items"))]
    rooms = (text_of(room.child("building")) for room in rows_of(root.child("rooms")))
    return {"buildings": {name or Room.model_fields["building"].default for name in rooms}} | {
        tag: {
            text
            for row in rows
            for node in rows_of(row.child(tag))
            if (text := text_of(node)) is not None
        }
        for tag in ("themes", "topics")
    }


_EMPTIED: Mapping[str, tuple[str, ...]] = {
    "adjacent": ("sessions",),
    "orders": ("first", "then"),
    "not_beside": ("sessions", "others", "groups", "tracks"),
    "preferences": ("sessions", "tracks", "rooms"),
    "series": ("sessions",),
    "common_starts": ("sessions",),
    "minimum_loads": ("sessions",),
    "tracks": ("sessions",),
    "relations": ("sessions",),
    "feature_wishes": ("sessions", "people"),
}
"""Tables whose rows go when too few names are left in one of these fields."""


def forget(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Take what is gone out of the lists and mappings of a tree that name it.

    Parameters
    ----------
    root
        A tree without the rows that are gone.
    gone
        Their ids, by table; tags that no session carries any more, by `themes` and `topics`;
        `buildings` without rooms.
    before
        Only what stands up to this line is looked through: what a variant itself says of something
        that it removes is an error.
    """
    if not any(gone.values()):
        return
    lost = [
        path
        for path, name, table in _references(root)
        if (table in FORGOTTEN or path[0] in NAMING)
        and name in gone.get(table, ())
        and node_at(root, path).line <= before
    ]
    # A row that is about what is gone alone goes with it; others lose a name.
    rows_lost = {path[:2] for path in lost if path[2:] == KEYS_OF_ROWS.get(str(path[0]))}
    lost = [path for path in lost if path[:2] not in rows_lost] + list(rows_lost)
    for path in sorted(lost, key=_from_the_end, reverse=True):
        _drop(root, path)
    _without_single_names(root)
    for table, fields in _EMPTIED.items():
        touched = {path[1] for path in lost if path[0] == table}
        least = 2 if table == "adjacent" else 1
        rows = rows_of(root.child(table))
        rows[:] = [
            row
            for position, row in enumerate(rows)
            if position not in touched
            or all(_left(row.child(field)) >= least for field in fields if row.child(field))
        ]
    orders = rows_of(root.child("item_orders"))
    touched = {path[1] for path in lost if path[0] == "item_orders"}
    orders[:] = [
        row for position, row in enumerate(orders) if position not in touched or _orders(row)
    ]


def _orders(row: Node) -> bool:
    """Tell whether an order of items has something on either side still, and an item on one."""
    first, then, items = (
        sum(_left(row.child(field)) for field in fields)
        for fields in (
            ("items_first", "sessions_first"),
            ("items_then", "sessions_then"),
            ("items_first", "items_then"),
        )
    )
    return bool(first and then and items)


def _without_single_names(root: Node) -> None:
    """Take lists of which one name is left out of separations: nothing is kept apart from it."""
    for row in rows_of(root.child("not_beside")):
        for field in ("groups", "tracks"):
            lists = rows_of(row.child(field))
            lists[:] = [each for each in lists if len(rows_of(each)) > 1]


def _left(side: Node | None) -> int:
    """Return how many names are left in a list, or in all lists of a selection."""
    lists = entries_of(side).values() if entries_of(side) else [side]
    return sum(len(rows_of(each)) for each in lists)


def _from_the_end(path: Path) -> list[tuple[bool, int, str]]:
    return [
        (isinstance(part, int), part if isinstance(part, int) else 0, str(part)) for part in path
    ]


def _drop(root: Node, path: Path) -> None:
    parent, last = node_at(root, path[:-1]), path[-1]
    if isinstance(parent.value, list) and isinstance(last, int):
        del parent.value[last]
    elif isinstance(parent.value, dict) and isinstance(last, str):
        parent.value.pop(last, None)


def _references(root: Node) -> Iterator[tuple[Path, str, str]]:
    """Yield what refers to rows, as far as the tree can be read: where, to what name, in what table."""
    try:
        Instance.model_validate_json(json.dumps(data_of(root)), by_alias=True, by_name=False)
        wrong: frozenset[Path] = frozenset()
    except ValidationError as error:
        wrong = rows_with(misfits_of(root, error))
    draft, in_file = draft_of(root, wrong)
    for path, name, table in references_of(draft):
        yield in_file(path), name, table
