"""References in a file of which only a part can be read."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter, ValidationError

from scheduler.instance import (
    TABLES,
    Frozen,
    Instance,
    ItemLevels,
    Level,
    Levels,
    Room,
    Unread,
    faults_of,
    sentence,
)
from scheduler.sources.nodes import Complaint, Node, Path, data_of, line_of, place
from scheduler.sources.suggestions import meant_by, spaced
from scheduler.sources.validation import Misfit, rows_of

_NEEDED = ("zone", "first_day", "last_day", "day_profiles")
_CALENDAR = (*_NEEDED, "grid", "horizon")


def faults_in(root: Node, misfits: Iterable[Misfit]) -> Iterator[Complaint]:
    """Yield what does not fit together among the rows that could be read."""
    wrong = rows_of(misfits)
    draft, in_file = draft_of(root, wrong)
    for fault in faults_of(draft, _unread(root, wrong)):
        path = in_file(fault.path)
        said = sentence(place(root, path), fault.found, fault.expected, fault.hint)
        yield Complaint(line_of(root, path), said)


def draft_of(root: Node, wrong: frozenset[Path]) -> tuple[Instance, Callable[[Path], Path]]:
    """Return an instance, not validated, of the rows that can be read, and how its paths are in the file."""
    draft, positions = _draft(root, wrong)

    def in_file(path: Path) -> Path:
        """Turn the position among the rows that could be read into that in the file."""
        if len(path) > 1 and isinstance(path[1], int) and path[0] in positions:
            return (path[0], positions[str(path[0])][path[1]], *path[2:])
        return path

    return draft, in_file


def _draft(root: Node, wrong: frozenset[Path]) -> tuple[Instance, dict[str, list[int]]]:
    """Return an instance, not validated, of what could be read, and where its rows stand in the file."""
    facts: dict[str, Any] = {}
    positions: dict[str, list[int]] = {}
    for name, field in Instance.model_fields.items():
        node, row = root.child(name), _row(field.annotation)
        if row is not None:
            rows = node.value if node is not None and isinstance(node.value, list) else []
            positions[name] = [place for place in range(len(rows)) if (name, place) not in wrong]
            facts[name] = tuple(_row_of(row, rows[place]) for place in positions[name])
        elif node is not None and (name,) not in wrong:
            type_: Any = Annotated[field.annotation, field]
            facts[name] = _read(type_, node)
        elif name in ("levels", "profiles"):
            facts[name] = _levels_in(node) if name == "levels" else _profiles_in(node)
    return Instance.model_construct(**facts), positions


def _read(type_: Any, node: Node) -> Any:
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    return adapter.validate_json(json.dumps(data_of(node)), by_alias=True, by_name=False)


def _levels_in(node: Node | None) -> Levels:
    """Return the levels of all rules that are named; those that cannot be read are off."""
    found: dict[str, Level | ItemLevels] = {}
    for rule, each in _items(node):
        try:
            found |= _read(Levels, Node(each.line, {rule: each}))
        except ValidationError:
            found[rule] = "off"
    return found


def _profiles_in(node: Node | None) -> dict[str, Levels]:
    return {name: _levels_in(each) for name, each in _items(node)}


def _items(node: Node | None) -> Iterator[tuple[str, Node]]:
    if node is not None and isinstance(node.value, dict):
        yield from node.value.items()


def _row(annotation: Any) -> type[Frozen] | None:
    """Return what the rows of a table are; None for what is not a table."""
    row = next(iter(get_args(annotation)), None)
    return row if isinstance(row, type) and issubclass(row, Frozen) else None


def _row_of(row: type[Frozen], node: Node) -> Frozen:
    return row.model_validate_json(json.dumps(data_of(node)), by_alias=True, by_name=False)


def _unread(root: Node, wrong: frozenset[Path]) -> Unread:
    """Return the names of what could not be read."""
    names: dict[str, set[str]] = {}
    for table, row in _unread_rows(root, wrong):
        for kind, name in _names_in(table, row):
            names.setdefault(kind, set()).add(name)
            if table == "themes":
                names.setdefault("listed_themes", set()).add(name)
    profiles = root.child("profiles")
    if profiles is not None and isinstance(profiles.value, dict):
        names["profiles"] = set(profiles.value)
    missing = any(root.child(name) is None for name in _NEEDED)
    is_wrong = missing or any((name,) in wrong for name in _CALENDAR)
    return Unread({kind: frozenset(each) for kind, each in names.items()}, not is_wrong)


def _unread_rows(root: Node, wrong: frozenset[Path]) -> Iterator[tuple[str, Node]]:
    """Yield the rows that could not be read, and those of tables under a misspelt key."""
    for table, position in (path for path in wrong if len(path) == 2 and path[0] in TABLES):
        rows = root.child(str(table))
        row = rows.child(position) if rows is not None else None
        if row is not None:
            yield str(table), row
    for table, key in meant_by(root, Instance.model_fields).items():
        rows = root.child(key)
        if rows is not None and table in TABLES and isinstance(rows.value, list):
            yield from ((table, row) for row in rows.value)


def _names_in(table: str, row: Node) -> Iterator[tuple[str, str]]:
    """Yield the names that a row gives, and the table that they are looked up in."""
    yield from ((table, text) for text in _texts(row.child("id")))
    if isinstance(row.value, dict) and "id" not in row.value:
        key = meant_by(row, ("id",)).get("id", "")
        yield from ((table, text) for text in _texts(row.child(key)))
        if written := spaced(row.child(key), key):
            yield table, written.partition(": ")[2]
    if table in ("sessions", "items"):
        for kind in ("themes", "topics"):
            yield from ((kind, text) for text in _texts(row.child(kind)))
    if table == "rooms":
        building = row.child("building")
        usual = [Room.model_fields["building"].default] if building is None else []
        yield from (("buildings", text) for text in (*usual, *_texts(building)))
    bands = row.child("bands") if table == "day_profiles" else None
    if bands is not None and isinstance(bands.value, list):
        yield from (("bands", text) for band in bands.value for text in _texts(band.child("id")))
        for pauses in (band.child("breaks") for band in bands.value):
            for pause in pauses.value if pauses and isinstance(pauses.value, list) else ():
                yield from (("breaks", text) for text in _texts(pause.child("title")))


def _texts(node: Node | None) -> Iterator[str]:
    """Yield a text, or the texts of a list."""
    if node is None:
        return
    for each in node.value if isinstance(node.value, list) else [node]:
        if isinstance(each.value, str):
            yield each.value
