"""What is forgotten with rows that a variant removes: names of them, and rows that say nothing without."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial

from scheduler.instance import TABLES, Instance, Room, references_of
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import Node, Path, entries_of, node_at, rows_of, text_of
from scheduler.sources.variants.forms import name_of

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
    "deadlines": ("sessions",),
    "preparations": ("before",),
}
"""Tables whose rows go when too few names are left in one of these fields.

What asks for something stays, and asks in vain: an item, a task or a quota without a session.
"""


def forget(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Take what is gone out of the lists and mappings of a tree that name it.

    Rows that say nothing without it go as well, and what names them.

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
    while any(gone.values()):
        known = _ids_by_table(root)
        _forget_names(root, gone, before)
        left = _ids_by_table(root)
        gone = {table: ids - left[table] for table, ids in known.items()}


def _ids_by_table(root: Node) -> dict[str, set[str]]:
    """Return the ids of all rows that may be forgotten."""
    return {
        table: {name_of(table, row) for row in rows_of(root.child(table))}
        for table in FORGOTTEN & TABLES.keys()
    }


def _forget_names(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Take names out of lists and mappings, and with them the rows that say nothing without them."""
    lost = [
        path
        for path, name, table in _references(root)
        if (table in FORGOTTEN or path[0] in NAMING)
        and name in gone.get(table, ())
        and node_at(root, path).line <= before
    ]
    # A row that is about what is gone alone goes with it; others lose a name.
    rows_lost = {path[:2] for path in lost if path[2:] == ("session",)}
    lost = [path for path in lost if path[:2] not in rows_lost] + list(rows_lost)
    for path in sorted(lost, key=_from_the_end, reverse=True):
        _drop(root, path)
    _without_single_names(root)
    for table in _EMPTIED:
        _keep(root, table, lost, partial(_names_enough, table))
    _keep(root, "item_orders", lost, _orders)
    _keep(root, "external_events", lost, _is_of_consequence)


def _keep(root: Node, table: str, lost: Iterable[Path], says: Callable[[Node], bool]) -> None:
    """Keep of the rows that have lost a name those that still say something."""
    touched = {path[1] for path in lost if path[0] == table}
    rows = rows_of(root.child(table))
    rows[:] = [row for at, row in enumerate(rows) if at not in touched or says(row)]


def _names_enough(table: str, row: Node) -> bool:
    """Tell whether enough names are left in each field of a row that has to have some."""
    least = 2 if table == "adjacent" else 1
    fields = (row.child(field) for field in _EMPTIED[table])
    return all(_left(field) >= least for field in fields if field)


def _is_of_consequence(row: Node) -> bool:
    """Tell whether an event of others is avoided by some sessions still, or used."""
    return any(_left(row.child(field)) for field in ("avoided_by", "used_by"))


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
    draft = draft_of(Instance, root)
    for path, name, table in references_of(draft.facts):
        yield draft.in_file(path), name, table
