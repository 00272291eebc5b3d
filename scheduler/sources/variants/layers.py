"""Read a file and all that it extends: an instance, and variants one above the other."""

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.documents import (
    SOLUTION_FOR_INSTANCE,
    bytes_of,
    document,
    is_solution,
)
from scheduler.sources.nodes import (
    NOWHERE,
    BrokenError,
    Complaint,
    Node,
    blemishes,
    brief,
    complaint_at,
    numbered,
    text_of,
)


class Pages:
    """Several files whose lines are counted as if they were one, so that nodes need no file."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._starts: list[int] = []
        self._next = 0

    def add(self, name: str, lines: int) -> int:
        """Add a file of so many lines; return how many lines precede it."""
        start = self._next
        self._names.append(name)
        self._starts.append(start)
        # Each file has one more, line 0, for errors about all of it.
        self._next += lines + 1
        return start

    def where(self, line: int) -> str:
        """Return ``file:line`` of a line; of a file without lines, such as a cell, its name."""
        file = bisect_right(self._starts, line) - 1
        at = line - self._starts[file]
        return f"{self._names[file]}:{at}" if at else self._names[file]

    def numbered(self, complaints: Iterable[Complaint]) -> list[str]:
        """Return each error once, with file and line, in their order."""
        told: list[list[Complaint]] = [[] for _ in self._names]
        for each in complaints:
            file = bisect_right(self._starts, each.line) - 1
            start, text, earlier = self._starts[file], each.text, 0
            if start < each.earlier <= each.line:
                earlier = each.earlier - start
            elif each.earlier and self._names[file] != NOWHERE:
                text += f" It is already in {self._beside(self._names[file], each.earlier)}."
            told[file].append(Complaint(each.line - start, text, earlier))
        pairs = zip(self._names, told, strict=True)
        return [line for name, of_file in pairs for line in numbered(name, of_file)]

    def _beside(self, name: str, line: int) -> str:
        """Return where a line is; of a cell, without the file in which the cell of this name is, too."""
        where = self.where(line)
        file, colon, cell = where.rpartition(": ")
        return cell if colon and name.startswith(f"{file}{colon}") else where


@dataclass(slots=True)
class Page:
    """A document with its nodes, if it could be read."""

    name: str
    """Its name in errors. It is JSON if this ends in ``.json``, or is `NOWHERE`."""
    path: Path | None
    """Its file, in whose folder `extends` begins; None for a text that must not extend a file."""
    lines: int
    root: Node | None = None
    complaints: list[Complaint] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The tree of an instance, the files of its lines, and the errors so far."""

    root: Node | None
    """None if there is no instance at the end of the chain."""
    pages: Pages
    complaints: tuple[Complaint, ...]


def is_variant(root: Node) -> bool:
    """Tell whether a file extends another one."""
    has_changes = root.child("changes") is not None and root.child("sessions") is None
    return root.child("extends") is not None or has_changes


def layers_of(top: Page) -> Sequence[Page]:
    """Read all that a document extends: the instance, or the first error, and the variants upon it."""
    chain = [top]
    seen = {_identity(top.path)} if top.path else set()
    while (root := chain[-1].root) is not None and is_variant(root):
        found = _extended(chain[-1], root, seen, chain)
        if not isinstance(found, Page):
            chain[-1].complaints.append(complaint_at(root, ("extends",), *found))
            break
        chain.append(found)
    return chain[::-1]


def _extended(page: Page, root: Node, seen: set[Path], chain: list[Page]) -> Page | tuple[str, ...]:
    """Return what a variant extends, or what was found and expected instead."""
    node, here = root.child("extends"), page.path
    extended = text_of(node)
    if not extended:
        found = "no `extends`" if node is None else brief(node)
        return found, "the path of the instance or variant to change"
    if here is None:
        return (
            "a variant",
            "an instance (a variant needs a file, to find what it extends)",
        )
    path = here.parent / extended
    if _identity(path) in seen:
        way = " -> ".join([*(each.name for each in chain), os.path.normpath(path)])
        return f"a circle of variants ({way})", "an instance at its end"
    seen.add(_identity(path))
    try:
        return read_page(os.path.normpath(path), bytes_of(path), path)
    except BrokenError as error:
        expected = "the path of an instance or a variant"
        return f"{quoted(extended)} ({str(error).rstrip('.')})", expected


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # ValueError: a NUL, which is an error of its own
        return path


def read_page(name: str, content: bytes, path: Path | None = None) -> Page:
    """Read a document, with its errors."""
    page = Page(name, path, content.count(b"\n") + 1)
    try:
        is_json = name == NOWHERE or name.lower().endswith(".json")
        root = document(content, is_json=is_json, name=name)
    except BrokenError as error:
        page.complaints.append(Complaint(error.line, str(error)))
        return page
    page.complaints += _mistaken(root)
    if not page.complaints:
        page.root = root
        page.complaints += blemishes(root)
    return page


def _mistaken(root: Node) -> Iterator[Complaint]:
    if not isinstance(root.value, dict):
        said = f"found {brief(root)}, expected the tables of an instance (name, zone, sessions …)."
        yield Complaint(root.line, said)
    elif is_solution(root):
        yield Complaint(root.line, SOLUTION_FOR_INSTANCE)
