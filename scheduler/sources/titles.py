"""Titles that stand where ids should."""

from collections.abc import Mapping

from scheduler.instance.faults import titled
from scheduler.sources.nodes import Node, Path, node_at
from scheduler.sources.shapes import Shape, in_words

_TABLE_OF_FIELD: Mapping[str, str] = {
    "kind": "kinds",
    "body": "bodies",
    "parent": "bodies",
    "room": "rooms",
    "parts": "rooms",
    "region": "regions",
    "showcases": "regions",
    "delegation": "delegations",
    "class": "person_classes",
    "classes": "person_classes",
    "uses": "resources",
    "remote": "sites",
    "session": "sessions",
    "first": "sessions",
    "then": "sessions",
    "people": "people",
    "seated": "people",
    **{each: each for each in ("kinds", "bodies", "sessions", "themes", "interpretation")},
}
"""Fields that hold ids, or in which fields do, and the tables whose ids they are."""


def by_title(root: Node, path: Path, shape: Shape) -> str:
    """Return a hint at the row that is meant, if its title stands where its id should."""
    value = node_at(root, path).value
    if path[-1] == "id" or not isinstance(value, str) or not in_words(shape).startswith("a name"):
        return ""
    fields = (_TABLE_OF_FIELD.get(str(part)) for part in reversed(path))
    rows = root.child(next((table for table in fields if table), "")) or Node(0, None)
    found = [(row.child("id"), row.child("title")) for row in _rows(rows)]
    return titled(
        value,
        (
            (str(id_.value), title.value if isinstance(title.value, str) else None)
            for id_, title in found
            if id_ is not None and title is not None
        ),
    )


def _rows(table: Node) -> list[Node]:
    return table.value if isinstance(table.value, list) else []
