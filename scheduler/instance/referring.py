"""Names that refer to rows of other tables, each with its place."""

from collections.abc import Iterable, Iterator

from scheduler.instance.participants import Selection

Path = tuple[str | int, ...]
Reference = tuple[Path, str, str]
"""Where a name stands, the name, and the table that it should be in."""


def of_side(path: Path, side: tuple[str, ...] | Selection) -> Iterator[Reference]:
    """Yield the names of sessions by id, or of a selection."""
    if isinstance(side, Selection):
        yield from of_selection(path, side)
    else:
        yield from of_list(path, side, "sessions")


def of_selection(path: Path, selection: Selection) -> Iterator[Reference]:
    """Yield the names of a selection."""
    for table, names in selection:
        yield from of_list((*path, table), names, table)


def of_list(path: Path, names: Iterable[str], table: str) -> Iterator[Reference]:
    """Yield the names of a list."""
    return (((*path, position), name, table) for position, name in enumerate(names))


def of_one(path: Path, name: str | tuple[str, ...] | None, table: str) -> Iterator[Reference]:
    """Yield a name, if there is one, or each of several."""
    yield from [(path, name, table)] if isinstance(name, str) else of_list(path, name or (), table)
