"""Keys that the format does not know: what may have been meant, and what they explain."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from scheduler.instance.faults import quoted
from scheduler.sources.nodes import Node, Path

_MOST = 5
"""So many keys may have been meant."""
_FEW = 6
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
    if not near:
        return expected, "" if len(names) <= _FEW else "They are listed in docs/format.md."
    return expected, f"Maybe {' or '.join(map(quoted, near))}?"


def spaced(node: Node | None, key: str) -> str:
    """Return ``lagos: 20`` for a key ``lagos:20`` without a value, or nothing."""
    match = _GLUED.fullmatch(key) if node is not None and node.value is None else None
    return f"{match[1]}: {match[2]}" if match else ""


def meant_by(mapping: Node | None, known: Iterable[str]) -> dict[str, str]:
    """Return the known keys that a mapping misses, each with the key that seems to stand for it."""
    names = list(known)
    written = list(mapping.value) if mapping is not None and isinstance(mapping.value, dict) else []
    found: dict[str, str] = {}
    for key in written:
        if key not in names:
            glued = spaced(mapping.child(key) if mapping else None, key).partition(":")[0]
            for name in [glued] if glued else near_keys(key, names)[:1]:
                if name not in written:
                    found.setdefault(name, key)
    return found


def parent_of(root: Node, path: Path) -> Node | None:
    """Return the value that holds the end of a path."""
    node: Node | None = root
    for part in path[:-1]:
        node = node.child(part) if node is not None else None
    return node
