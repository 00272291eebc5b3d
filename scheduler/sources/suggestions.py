"""What may have been meant: keys that the format does not know, titles for ids, files of another kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from scheduler.instance import closest, meant, quoted, titled
from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Node, Path, entries_of, node_at, rows_of, text_of
from scheduler.sources.repairs import name
from scheduler.sources.shapes import Shape, in_words

_MOST = 5
"""So many keys may have been meant."""
MOST_ALL, MOST_KNOWN = 24, 12
"""Known names that are all told where none is near, and how many are told of more."""
_FEW = 7
"""So many known keys fit into a sentence."""
_GLUED = re.compile(r"([A-Za-z][\w.-]*):(\S+)", re.ASCII)


def near_keys(key: str, known: Iterable[str]) -> list[str]:
    """Return the known keys that may have been meant, the nearest first."""
    names = list(known)
    close = get_close_matches(key.lower(), names, n=_MOST, cutoff=0.65)
    holding = [name for name in names if len(name) > 2 and f"_{name}_" in f"_{key.lower()}_"]
    plural = [name for name in names if name == f"{key.lower()[:-1]}ies"]
    return list(dict.fromkeys([*plural, *close, *holding]))[:_MOST]


def known_keys(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is expected instead of an unknown key, and a hint."""
    names = list(known)
    if key == "<<":
        return "the fields themselves", "Merge keys are not read."
    near = near_keys(key, names)
    expected = f"one of {', '.join(names)}" if len(names) <= _FEW else "one that the format knows"
    if key.isdecimal():
        return expected, "In braces a comma ends a value: write 1300 for 1,300."
    if not near:
        return expected, "" if len(names) <= _FEW else f"Known: {first_of(names)}."
    return expected, f"Maybe {' or '.join(map(quoted, near))}?"


def first_of(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    if len(names) <= MOST_ALL:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_KNOWN])} and {len(names) - MOST_KNOWN} more (docs/format.md)"


def spaced(node: Node | None, key: str) -> str:
    """Return ``lagos: 20`` for a key ``lagos:20`` without a value, or nothing."""
    match = _GLUED.fullmatch(key) if node is not None and node.value is None else None
    return f"{match[1]}: {match[2]}" if match else ""


def meant_by(mapping: Node | None, known: Iterable[str]) -> dict[str, str]:
    """Return the known keys that a mapping misses, each with the key that seems to stand for it."""
    names = list(known)
    written = list(entries_of(mapping))
    found: dict[str, str] = {}
    for key in written:
        if key not in names:
            glued = spaced(mapping.child(key) if mapping else None, key).partition(":")[0]
            for name in [glued] if glued else near_keys(key, names)[:1]:
                if name not in written:
                    found.setdefault(name, key)
    return found


TABLE_OF_FIELD: Mapping[str, str] = {
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
    "sessions_first": "sessions",
    "sessions_then": "sessions",
    "item": "items",
    "pool": "interpretation",
    "items_first": "items",
    "items_then": "items",
    "proposers": "delegations",
    "people": "people",
    "seated": "people",
    **{
        each: each for each in ("kinds", "bodies", "sessions", "themes", "tracks", "interpretation")
    },
}
"""Fields that hold ids, or in which fields do, and the tables whose ids they are."""


def by_title(root: Node, path: Path, shape: Shape) -> str:
    """Return a hint at the row that is meant, where its title stands, or nearly, and its id should.

    What no row is called is no id either, however it is written, if the table has rows: then it is said whose
    id is needed.
    """
    value = node_at(root, path).value
    if path[-1] == "id" or not isinstance(value, str) or not in_words(shape).startswith("a name"):
        return ""
    fields = (TABLE_OF_FIELD.get(str(part)) for part in reversed(path))
    table = next((table for table in fields if table), "")
    names = {
        str(id_.value): text_of(row.child("title")) or ""
        for row in rows_of(root.child(table))
        if (id_ := row.child("id")) is not None
    }
    if not names or (exact := titled(value, names.items())):
        return exact if names else ""
    return _nearly(value, names) or f"Write the id of a row of `{table}`."


def _nearly(value: str, names: Mapping[str, str]) -> str:
    """Return a hint at the row whose title, or id, is near to what stands there; titles are by id."""
    as_id = name(value).removeprefix("Write ").removesuffix(".")
    if as_id in names:
        return f"Write {as_id}."
    if near := meant(value, filter(None, names.values())):
        ids = [id_ for id_, title in names.items() if title == near]
        return f"Maybe {ids[0]}, the id of {quoted(near)}?" if len(ids) == 1 else ""
    return closest(as_id, names) if as_id else ""


SOLUTION_FOR_INSTANCE = "found a solution file, expected an instance file."
INSTANCE_FOR_SOLUTION = (
    "found an instance file, expected a solution file. `scheduler solve` writes one."
)


def is_solution(root: Node) -> bool:
    """Tell whether what a file holds is a solution."""
    return root.child("schedule") is not None and not any(map(root.child, ("sessions", "zone")))


LINKS_FOR_INSTANCE = (
    "found a links file, expected an instance file. `scheduler settle` makes a variant of it."
)
INSTANCE_FOR_LINKS = "found an instance file, expected a links file, with `links`."


def is_links(root: Node) -> bool:
    """Tell whether what a file holds joins two instances."""
    return root.child("links") is not None and root.child("conference") is not None


def is_instance(root: Node) -> bool:
    """Tell whether what a file holds is an instance or a variant."""
    return any(map(root.child, ("sessions", "extends"))) and root.child("schedule") is None


def holds_instance(content: bytes) -> bool:
    """Tell whether a file that is no JSON is an instance in YAML."""
    try:
        return is_instance(document(content, is_json=False))
    except BrokenError:
        return False
