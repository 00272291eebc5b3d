"""From the path of a file to all that it consists of: an instance, and variants one above the other."""

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.documents import (
    LINKS_FOR_INSTANCE,
    SOLUTION_FOR_INSTANCE,
    bytes_of,
    document,
    is_links,
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
    copied,
    numbered,
    text_of,
)


class Pages:
    """Files one after the other; a line of all together tells the file and the line in it.

    Nodes keep one number, as if their files had been written into one, and whatever complains of them
    need not know that there are several.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._starts: list[int] = []
        self._next = 0

    def add(self, name: str, lines: int) -> int:
        """Take a file of so many lines; return by how much its lines are counted later than its own."""
        start = self._next
        self._names.append(name)
        self._starts.append(start)
        # Something wrong with a file as a whole is in its line 0, so each takes one more.
        self._next += lines + 1
        return start

    def where(self, line: int) -> str:
        """Return the file of a line, and the line in it: ``file:line``."""
        file = bisect_right(self._starts, line) - 1
        return f"{self._names[file]}:{line - self._starts[file]}"

    def numbered(self, complaints: Iterable[Complaint]) -> list[str]:
        """Return each complaint once, with file and line, in the order of the files and their lines."""
        told: list[list[Complaint]] = [[] for _ in self._names]
        for each in complaints:
            file = bisect_right(self._starts, each.line) - 1
            told[file].append(Complaint(each.line - self._starts[file], each.text))
        pairs = zip(self._names, told, strict=True)
        return [line for name, of_file in pairs for line in numbered(name, of_file)]


@dataclass(frozen=True, slots=True)
class Source:
    """A document, and how complaints call it."""

    name: str
    """Shown in front of complaints; JSON if it ends in ``.json``, or is `NOWHERE`."""
    content: bytes
    path: Path | None
    """Its file, from whose folder `extends` starts; None for a text that must not extend anything."""


@dataclass(slots=True)
class Page:
    """A source that has been read, as far as it could be."""

    source: Source
    root: Node | None = None
    complaints: list[Complaint] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layers:
    """What a file consists of; lines are those of `pages`."""

    base: Node | None
    """The instance; None if it cannot be read."""
    variants: tuple[tuple[Node, int], ...]
    """Variants, the one next to the instance first; each with the line before its first."""
    pages: Pages
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class Assembly:
    """The tree of an instance, the files that its lines are from, and what is wrong so far."""

    root: Node | None
    """None if there is no instance at the end of the chain."""
    pages: Pages
    complaints: tuple[Complaint, ...]


def is_variant(root: Node) -> bool:
    """Tell whether what a file holds extends another file."""
    has_changes = root.child("changes") is not None and root.child("sessions") is None
    return root.child("extends") is not None or has_changes


def layers_of(top: Source) -> Layers:
    """Read a source, and all that it extends."""
    chain = _read_all(top)
    chain.reverse()
    return _stacked(chain)


def layers_upon(base: Page, top: Source) -> Layers:
    """Read a variant, whatever it says that it extends, as one of a base that need not be a file.

    What was read of the base stays as it is.
    """
    return _stacked([base, read_page(top)])


def _stacked(chain: list[Page]) -> Layers:
    """Return what pages hold, the instance first."""
    pages = Pages()
    complaints: list[Complaint] = []
    roots: list[tuple[Node, int]] = []
    for page in chain:
        later = pages.add(page.source.name, page.source.content.count(b"\n") + 1)
        complaints += (Complaint(each.line + later, each.text) for each in page.complaints)
        if page.root is not None:
            # An instance alone is not changed: there is no need of a copy.
            roots.append((copied(page.root, later) if len(chain) > 1 else page.root, later))
    base = roots.pop(0)[0] if roots and not is_variant(roots[0][0]) else None
    return Layers(base, tuple(roots), pages, tuple(complaints))


def _read_all(top: Source) -> list[Page]:
    """Read sources from the top down; the last is the instance, unless something stands in the way."""
    chain = [read_page(top)]
    seen = {_identity(top.path)} if top.path else set()
    while (root := chain[-1].root) is not None and is_variant(root):
        page = chain[-1]
        found = _extended(page, root, seen, chain)
        if not isinstance(found, Source):
            page.complaints.append(complaint_at(root, ("extends",), *found))
            break
        chain.append(read_page(found))
    return chain


def _extended(
    page: Page, root: Node, seen: set[Path], chain: list[Page]
) -> Source | tuple[str, ...]:
    """Return what a variant extends, or what was found instead, what was expected, and a hint."""
    node, here = root.child("extends"), page.source.path
    extended = text_of(node)
    if not extended:
        found = "no `extends`" if node is None else brief(node)
        return found, "the path of the instance or variant to which the changes are made"
    if here is None:
        return "a variant", "an instance; what a variant extends is looked for where its file is"
    path = here.parent / extended
    if _identity(path) in seen:
        way = " -> ".join([*(each.source.name for each in chain), os.path.normpath(path)])
        return f"a way that comes back to itself ({way})", "an instance at its end"
    seen.add(_identity(path))
    try:
        return Source(os.path.normpath(path), bytes_of(path), path)
    except BrokenError as error:
        why = str(error).rstrip(".")
        joint = "but" if why.startswith("there is no") else "which"
        expected = "an instance or a variant file that can be read"
        return f"{quoted(extended)}, {joint} {why}", expected


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # ValueError: a NUL, of which `blemishes` tells
        return path


def read_page(source: Source) -> Page:
    """Read one source; what is wrong with it is kept."""
    page = Page(source)
    try:
        is_json = source.name == NOWHERE or source.name.lower().endswith(".json")
        root = document(source.content, is_json=is_json)
    except BrokenError as error:
        page.complaints.append(Complaint(error.line, str(error)))
        return page
    page.complaints += _mistaken(root)
    if not page.complaints:
        page.root = root
        page.complaints += blemishes(root)
    return page


def _mistaken(root: Node) -> Iterator[Complaint]:
    """Yield what the file is, if it is neither an instance nor a variant."""
    if not isinstance(root.value, dict):
        said = f"found {brief(root)}, expected the tables of an instance (name, zone, sessions …)."
        yield Complaint(root.line, said)
    elif is_solution(root):
        yield Complaint(root.line, SOLUTION_FOR_INSTANCE)
    elif is_links(root):
        yield Complaint(root.line, LINKS_FOR_INSTANCE)
