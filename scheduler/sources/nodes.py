"""The values of a file with their lines, and errors about them."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.errors import SITE
from scheduler.instance import closest, sentence

Scalar = None | bool | int | float | str
Path = tuple[str | int, ...]

NOWHERE = ""
"""The name of plain values outside of files: errors about them have no lines."""
MOST_VALUES = 600_000
"""Values of a file, at most; those of an alias count each time."""
DEEPEST = 40
"""Levels of lists and mappings, at most; an instance needs eight."""

_PLAIN_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that must not be escaped in a text: controls, halves of characters, and no characters."""


class BrokenError(Exception):
    """A file that cannot be read; line 0 stands for all of it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error at a line."""

    line: int
    text: str
    earlier: int = 0
    """Line of the first one of two equal things."""


@dataclass(slots=True)
class Node:
    """A value with its line, and how it is written."""

    line: int
    value: "Scalar | list[Node] | dict[str, Node]"
    plain: str | None = None
    """The scalar as written, if without quotes."""
    tag: str | None = None
    """An unknown tag."""
    key_lines: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    """Keys that are repeated, with their lines."""
    size: int = 1
    depth: int = 0

    def child(self, part: str | int) -> "Node | None":
        """Return the value at a key or a list position, if there is one."""
        if isinstance(self.value, dict) and isinstance(part, str):
            return self.value.get(part)
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None


def node_at(root: Node, path: Path) -> Node:
    """Return the value at a path, or a node of None."""
    node = root
    for part in path:
        node = node.child(part) or Node(0, None)
    return node


def copied(node: Node, later: int = 0) -> Node:
    """Return a copy that shares nothing, not even aliases, with all lines so much later."""
    value = node.value
    if isinstance(value, dict):
        value = {key: copied(child, later) for key, child in value.items()}
    elif isinstance(value, list):
        value = [copied(child, later) for child in value]
    keys = {key: line + later for key, line in node.key_lines.items()}
    return Node(node.line + later, value, node.plain, node.tag, keys)


def entries_of(node: Node | None) -> dict[str, Node]:
    """Return the entries of a mapping; nothing for other values."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def rows_of(node: Node | None) -> list[Node]:
    """Return the rows of a list; nothing for other values."""
    return node.value if node is not None and isinstance(node.value, list) else []


def text_of(node: Node | None) -> str | None:
    """Return a text, or None for anything else."""
    return node.value if node is not None and isinstance(node.value, str) else None


def put(mapping: Node, key: str, value: Node, line: int) -> None:
    """Set an entry of a mapping, with the line of its key."""
    if isinstance(mapping.value, dict):
        mapping.value[key] = value
        mapping.key_lines[key] = line


def table_of(root: Node, table: str, line: int) -> list[Node]:
    """Return the rows of a table to change; a new table has this line."""
    if root.child(table) is None:
        put(root, table, Node(line, []), line)
    return rows_of(root.child(table))


def mapping_of(parent: Node, key: str, line: int) -> Node:
    """Return the mapping under a key to change; a new mapping has this line."""
    found = parent.child(key)
    if found is None or found.value is None:
        found = Node(line, {})
        put(parent, key, found, line)
    return found


def data_of(node: Node) -> Any:
    """Return the values alone, as in JSON."""
    if isinstance(node.value, dict):
        return {_sound(key): data_of(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [data_of(child) for child in node.value]
    return _sound(node.value) if isinstance(node.value, str) else node.value


def _sound(text: str) -> str:
    # Without halves of characters, which JSON may hold, and which are an error.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class Growth:
    """A tree of nodes that grows with the events of a parser."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[Node | None] = []
        self._anchors: dict[str, Node] = {}
        self._count = 0

    def begin(self, node: Node, anchor: str | None = None) -> None:
        """Open a list or a mapping."""
        if len(self._open) >= DEEPEST:
            raise BrokenError(node.line, f"found more than {DEEPEST} levels inside each other.")
        self._remember(anchor, node)
        self._open.append(node)
        self._keys.append(None)

    def end(self) -> None:
        """Close the list or the mapping opened last."""
        node = self._open.pop()
        self._keys.pop()
        self._add(node, node.line)

    def scalar(self, node: Node, anchor: str | None = None) -> None:
        """Add a single value."""
        self._remember(anchor, node)
        self._add(node, node.line)

    def alias(self, name: str, line: int) -> None:
        """Add the node of an anchor again."""
        node = self._anchors.get(name)
        if node is None:
            raise BrokenError(
                line, f"found the alias *{name}, expected the anchor &{name} before it."
            )
        if any(each is node for each in self._open):
            raise BrokenError(line, f"found the alias *{name} inside its own anchor.")
        self._add(node, line)

    def _remember(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _add(self, node: Node, line: int) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            self._add_to(parent, parent.value, node)
        self._weigh(parent, node, line)

    def _add_to(self, parent: Node, mapping: "dict[str, Node]", node: Node) -> None:
        """Add a node as the next key, or as the value of the last key."""
        key = self._keys[-1]
        if key is None:
            if isinstance(node.value, list | dict):
                raise BrokenError(node.line, f"found {brief(node)} as a key, expected a word.")
            self._keys[-1] = node
            return
        self._keys[-1] = None
        word = key.plain if key.plain is not None else str(key.value)
        if word in mapping:
            parent.repeated.append((word, key.line))
        else:
            mapping[word] = node
            parent.key_lines[word] = key.line

    def _weigh(self, parent: Node, node: Node, line: int) -> None:
        self._count += 1
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)
        if max(parent.size, self._count) > MOST_VALUES:
            raise BrokenError(
                line, f"found more than {MOST_VALUES:,} values, including repeated aliases."
            )
        if len(self._open) + node.depth > DEEPEST:
            raise BrokenError(line, f"found more than {DEEPEST} levels inside each other.")


# Words for values and places


def brief(node: Node) -> str:
    """Return a value for a sentence."""
    if isinstance(node.value, dict):
        return "a mapping" if node.value else "an empty mapping"
    if isinstance(node.value, list):
        return f"a list of {len(node.value)}" if node.value else "an empty list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        return json.dumps(shortened(node.value), ensure_ascii=False)
    return shortened(node.plain or json.dumps(node.value))


def shortened(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def place(root: Node, path: Path) -> str:
    """Return a path in words, with ids: ``sessions[com3-1].people.chair[2]``."""
    words, node = "", root
    for part in path:
        child = node.child(part) if node is not None else None
        if isinstance(part, int):
            words += f"[{_name(child) or part + 1}]"
        else:
            word = part if _PLAIN_KEY.fullmatch(part) else json.dumps(shortened(part))
            words += f".{word}" if words else word
        node = child or Node(0, None)
    return words


def _name(node: Node | None) -> str:
    named = node.child("id") if node is not None else None
    id_ = named.value if named is not None else None
    return id_ if isinstance(id_, str) and _PLAIN_KEY.fullmatch(id_.replace(".", "-")) else ""


def line_of(root: Node, path: Path) -> int:
    """Return the line of a value: of its key, if the value is a list or a mapping under one."""
    node, line = root, root.line
    for part in path:
        child = node.child(part)
        if child is None:
            return node.key_lines.get(str(part), line)
        line = child.line
        if isinstance(child.value, list | dict) and isinstance(part, str):
            line = node.key_lines.get(part, line)
        node = child
    return line


# Errors


def complaint_at(root: Node, path: Path, found: str, expected: str, hint: str = "") -> Complaint:
    """Return the error of a value at a path."""
    said = sentence(place(root, path) or "the file", found, expected, hint)
    return Complaint(line_of(root, path), said)


MOST_LINES = 1000
"""Errors of a file that are shown, at most."""


def numbered(name: str, complaints: Iterable[Complaint]) -> list[str]:
    """Return each error once, in order, with file and line unless about plain values."""
    # Halves of characters cannot be printed.
    texts = (
        (each.line, _with_earlier(name, each).encode(errors="backslashreplace").decode())
        for each in complaints
    )
    ordered = sorted({*texts})
    if name == NOWHERE:
        lines = [
            f"the mapping{text[8:]}" if text.startswith(_FILE) else text for _, text in ordered
        ]
    else:
        lines = [f"{name}:{line}: {text}" if line else f"{name}: {text}" for line, text in ordered]
    if len(lines) > MOST_LINES:
        more = f"and {len(lines) - MOST_LINES} more."
        lines[MOST_LINES:] = [more if name == NOWHERE else f"{name}: {more}"]
    return lines


def _with_earlier(name: str, complaint: Complaint) -> str:
    if not complaint.earlier or name == NOWHERE:
        return complaint.text
    return f"{complaint.text} It is already in line {complaint.earlier}."


_FILE = "the file:"
"""Beginning of an error about all of a file."""


def walk(root: Node) -> Iterator[tuple[Path, Node]]:
    """Yield every node once, with its path, from the outside in."""
    seen: set[int] = set()
    waiting: list[tuple[Path, Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield path, node
            inside = entries_of(node).items() or enumerate(rows_of(node))
            waiting += [((*path, part), child) for part, child in inside][::-1]


def blemishes(root: Node) -> Iterator[Complaint]:
    """Yield repeated keys, merge keys, tags and control characters."""
    for path, node in walk(root):
        yield from _blemishes_of(
            node, lambda *more, at=path: place(root, (*at, *more)) or "the file"
        )


def _blemishes_of(node: Node, where: Callable[..., str]) -> Iterator[Complaint]:
    for key, line in node.repeated:
        first = node.key_lines[key]
        text = f"found the key again, expected each key once. It is already in line {first}."
        yield Complaint(line, f"{where(key)}: {text}")
    if node.tag is not None:
        text = f"found the tag {shortened(node.tag)}, expected a plain value. Delete the tag."
        yield Complaint(node.line, f"{where()}: {text}")
    texts = [node.value] if isinstance(node.value, str) else list(node.key_lines)
    for text in texts:
        match = _CONTROL.search(text)
        if match:
            found = f"found the control character U+{ord(match[0]):04X}, expected readable text."
            yield Complaint(node.line, f"{where()}: {found}")


# Unknown keys


_FEW = 7
"""Known keys in a sentence, at most."""
MOST_ALL, MOST_KNOWN = 24, 12
"""Known names that are all listed if none is close, and how many of a longer list."""


def known_keys(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the expected keys instead of an unknown one, and a hint."""
    names = list(known)
    hint = closest(key, names)
    if len(names) <= _FEW:
        return f"one of {', '.join(names)}", hint
    return "one that the format knows", hint or f"Known: {first_of(names)}."


def first_of(names: Sequence[str]) -> str:
    """Return the first names of a list, and the number of others."""
    if len(names) <= MOST_ALL:
        return ", ".join(names)
    more = f"{len(names) - MOST_KNOWN} more ({SITE}reference/fields/)"
    return f"{', '.join(names[:MOST_KNOWN])} and {more}"
