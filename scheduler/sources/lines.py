"""Where in an instance file the facts stand."""

from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import BrokenError, Node, line_of
from scheduler.sources.variants import Source, assembly_of, layers_of
from scheduler.sources.variants.pages import Pages


class Lines:
    """The lines of an instance file, or of a variant and the files that it extends."""

    def __init__(self, pages: Pages, root: Node) -> None:
        self._pages = pages
        self._root = root

    def where(self, path: tuple[str | int, ...]) -> str:
        """Return ``file:line`` of a fact.

        Parameters
        ----------
        path
            Table, id of the row (or its position, from 0), and fields. What the file does not say stands
            where it could be said: a field with its row, a table with the file.
        """
        found: list[str | int] = []
        node = self._root
        for part in path:
            place = _position(node, part)
            child = node.child(place) if place is not None else None
            if place is None or child is None:
                break
            found.append(place)
            node = child
        return self._pages.where(line_of(self._root, tuple(found)))


def _position(node: Node, part: str | int) -> str | int | None:
    """Return the key or position of a part; of an id, that of its row."""
    if isinstance(node.value, dict) or isinstance(part, int):
        return part
    rows = node.value if isinstance(node.value, list) else []
    ids = [row.child("id") for row in rows]
    return next((at for at, id_ in enumerate(ids) if id_ is not None and id_.value == part), None)


def read_lines(path: Path) -> Lines:
    """Read where the facts of an instance file stand.

    Raises
    ------
    InstanceError
        When the file cannot be read.
    """
    try:
        content = bytes_of(path)
    except BrokenError as error:
        raise InstanceError(f"{path}: {error}") from error
    assembly = assembly_of(layers_of(Source(str(path), content, path)))
    if assembly.root is None:
        raise InstanceError(*assembly.pages.numbered(assembly.complaints))
    return Lines(assembly.pages, assembly.root)
