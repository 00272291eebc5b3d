"""Remove what refers to rows that a variant removes."""

from collections.abc import Iterator, Mapping, Sequence, Set

from scheduler.instance import TABLES, Instance, Room, references_of, tables_of
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import Node, Path, entries_of, node_at, rows_of, text_of
from scheduler.sources.variants.forms import name_of

_NEEDED = frozenset(
    {"bodies", "day_profiles", "interpretation", "kinds", "person_classes", "places", "regions"}
    | {"rooms", "untimed"}
)
"""Tables of rows whose references stay, as errors."""
FORGOTTEN = frozenset({*TABLES, "topics"}) - _NEEDED
"""Tables (and tags) of rows whose references go with them."""

NAMING = frozenset({"publishing", "translations"})
"""Tables with names for people, from which references to any removed row go."""


def tags_of(root: Node) -> dict[str, set[str]]:
    """Return the themes and topics of sessions and items of a tree, and the buildings of its rooms."""
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


_EMPTIED: Mapping[str, Sequence[Sequence[str]]] = {
    "item_orders": (
        ("items_first", "sessions_first"),
        ("items_then", "sessions_then"),
        ("items_first", "items_then"),
    ),
    "external_events": (("avoided_by", "used_by"),),
    **dict.fromkeys(
        (
            *("adjacent", "orders", "not_beside", "preferences", "series", "common_starts"),
            *("minimum_loads", "tracks", "relations", "feature_wishes", "deadlines"),
            "preparations",
        ),
        (),
    ),
}
"""Tables whose rows go when a field loses its last name; of grouped fields, one name is enough.

Rows that ask for something stay, such as an item, a task or a quota without a session.
"""


def forget(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Remove references to rows that are gone, rows that are empty without them, and so on.

    Parameters
    ----------
    root
        A tree without the rows that are gone.
    gone
        Their ids by table; also `themes` and `topics` of no session, and `buildings` without rooms.
    before
        References beyond this line stay: a variant that names what it removes is an error.
    """
    while any(gone.values()):
        known = _ids_by_table(root)
        _forget_names(root, gone, before)
        left = _ids_by_table(root)
        gone = {table: ids - left[table] for table, ids in known.items()}


def _ids_by_table(root: Node) -> dict[str, set[str]]:
    return {
        table: {name_of(table, row) for row in rows_of(root.child(table))}
        for table in FORGOTTEN & TABLES.keys()
    }


def _forget_names(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Remove names from lists and mappings, and rows that are empty without them."""
    lost = [
        path
        for path, name, table in _references(root)
        if (table in FORGOTTEN or path[0] in NAMING)
        and name in gone.get(table, ())
        and node_at(root, path).line <= before
    ]
    # A row of one session goes with it; other rows lose a name.
    rows_lost = {path[:2] for path in lost if path[2:] == ("session",)}
    lost = [path for path in lost if path[:2] not in rows_lost] + list(rows_lost)
    touched: dict[Path, set[str]] = {}
    for path in lost:
        if path[0] in _EMPTIED and len(path) > 2:
            touched.setdefault(path[:2], set()).add(str(path[2]))
    rows = {path: node_at(root, path) for path in touched}
    parents, nodes = ([node_at(root, path[:end]) for path in lost] for end in (-1, None))
    gone_nodes = {*map(id, nodes)}
    for parent in {id(each): each for each in parents}.values():
        _drop(parent, gone_nodes)
    for path, fields in touched.items():
        if not _says(str(path[0]), rows[path], fields):
            left = rows_of(root.child(path[0]))
            left[:] = [row for row in left if row is not rows[path]]


def _says(table: str, row: Node, fields: Set[str]) -> bool:
    """Tell whether a row is not empty after some of its fields lost names."""
    for field in fields & {"groups", "tracks"} if table == "not_beside" else ():
        lists = rows_of(row.child(field))
        lists[:] = [each for each in lists if len(rows_of(each)) > 1]
    least = 2 if table == "adjacent" else 1
    needed = _EMPTIED[table] or [(field,) for field in fields]
    return all(sum(_left(row.child(each)) for each in some) >= least for some in needed)


def _left(side: Node | None) -> int:
    lists = entries_of(side).values() if entries_of(side) else [side]
    return sum(len(rows_of(each)) for each in lists)


def _drop(parent: Node, lost: Set[int]) -> None:
    rows_of(parent)[:] = [each for each in rows_of(parent) if id(each) not in lost]
    for key in [key for key, each in entries_of(parent).items() if id(each) in lost]:
        del entries_of(parent)[key]


def _references(root: Node) -> Iterator[tuple[Path, str, str]]:
    """Yield the references of a tree, if it can be read: path, name and table."""
    facts = draft_of(Instance, root).facts
    for path, name, expected in references_of(facts) if facts is not None else ():
        for table in tables_of(expected):
            yield path, name, table
