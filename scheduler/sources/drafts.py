"""What of a file can be read as facts, and what does not fit among them."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError

from scheduler.instance import (
    TABLES,
    Fault,
    Frozen,
    Instance,
    ItemLevels,
    Level,
    Levels,
    Room,
    Unread,
    faults_of,
    nearest,
)
from scheduler.sources.nodes import (
    Complaint,
    Node,
    Path,
    complaint_at,
    data_of,
    entries_of,
    node_at,
    rows_of,
    text_of,
)
from scheduler.sources.shapes import whole
from scheduler.sources.suggestions import meant_by, spaced
from scheduler.sources.validation import Misfit, complaints_about, misfits_of, rows_with

Model = TypeVar("Model", bound=BaseModel)
_NEEDED = ("zone", "first_day", "last_day", "day_profiles")
_CALENDAR = (*_NEEDED, "grid", "horizon")


@dataclass(frozen=True, slots=True)
class Draft(Generic[Model]):
    """What of a file could be read."""

    root: Node
    facts: Model
    """Validated; if something does not fit, made without validation of the rows that do."""
    is_valid: bool
    misfits: tuple[Misfit, ...] = ()
    positions: Mapping[str, list[int]] = field(default_factory=dict)
    """Where the rows that could be read stand in the file, by table."""

    @property
    def wrong(self) -> frozenset[Path]:
        """Paths of the fields, and of the rows of tables, in which something does not fit."""
        return rows_with(self.misfits)

    def complaints(self, faults: Iterable[Fault] = ()) -> Iterator[Complaint]:
        """Yield what does not fit, and faults among the facts that could be read."""
        yield from complaints_about(self.root, self.misfits, whole(type(self.facts)))
        for fault in faults:
            path = self.in_file(fault.path)
            yield complaint_at(self.root, path, fault.found, fault.expected, fault.hint)

    def in_file(self, path: Path) -> Path:
        """Turn the position among the rows that could be read into that in the file."""
        if len(path) > 1 and isinstance(path[1], int) and path[0] in self.positions:
            return (path[0], self.positions[str(path[0])][path[1]], *path[2:])
        return path


def draft_of(model: type[Model], root: Node, context: object = None) -> Draft[Model]:
    """Read a tree as facts; `context` is what validators of the model want to know."""
    try:
        # By alias only: a file has one name for each field.
        return Draft(root, _read(model, root, context), is_valid=True)
    except ValidationError as error:
        misfits = misfits_of(root, error)
    wrong = rows_with(misfits)
    facts: dict[str, Any] = {}
    positions: dict[str, list[int]] = {}
    for name, info in model.model_fields.items():
        node, row = root.child(name), _row(info.annotation)
        if row is not None:
            rows = rows_of(node)
            positions[name] = [place for place in range(len(rows)) if (name, place) not in wrong]
            facts[name] = tuple(_read(row, rows[place], context) for place in positions[name])
        elif node is not None and (name,) not in wrong:
            facts[name] = _read(Annotated[info.annotation, info], node, context)
        elif name in ("levels", "profiles"):
            facts[name] = _levels_in(node) if name == "levels" else _profiles_in(node)
    made = model.model_construct(**facts)
    return Draft(root, made, is_valid=False, misfits=misfits, positions=positions)


def _read(type_: Any, node: Node, context: object = None) -> Any:
    text = json.dumps(data_of(node))
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        return type_.model_validate_json(text, context=context, by_alias=True, by_name=False)
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    return adapter.validate_json(text, context=context, by_alias=True, by_name=False)


def checked(check: Callable[[Any, Any], Any]) -> BeforeValidator:
    """Return a validator that compares a value with the context of its draft."""
    return BeforeValidator(lambda value, info: check(value, info.context))


def one_of(known: Callable[[Any], Collection[str] | None], expected: str) -> BeforeValidator:
    """Return what checks a name: it has to be one of those that a context knows; of None, any will do."""

    def check(value: object, context: object) -> object:
        names, name = known(context), value if isinstance(value, str) else ""
        if not name or (names is not None and name not in names):
            hint = nearest(name, names) if name and names else ""
            raise ValueError(f"expected {expected}. {hint}")
        return value

    return checked(check)


def faults_in(draft: Draft[Instance]) -> Iterator[Fault]:
    """Yield what does not fit together among the rows of an instance that could be read."""
    yield from faults_of(draft.facts, _unread(draft.root, draft.wrong))


def _levels_in(node: Node | None) -> Levels:
    """Return the levels of all rules that are named; those that cannot be read are off."""
    found: dict[str, Level | ItemLevels] = {}
    for rule, each in entries_of(node).items():
        try:
            found |= _read(Levels, Node(each.line, {rule: each}))
        except ValidationError:
            found[rule] = "off"
    return found


def _profiles_in(node: Node | None) -> dict[str, Levels]:
    return {name: _levels_in(each) for name, each in entries_of(node).items()}


def _row(annotation: Any) -> type[Frozen] | None:
    """Return what the rows of a table are; None for what is not a table."""
    row = next(iter(get_args(annotation)), None)
    return row if isinstance(row, type) and issubclass(row, Frozen) else None


def _unread(root: Node, wrong: frozenset[Path]) -> Unread:
    """Return the names of what could not be read."""
    names: dict[str, set[str]] = {}
    for table, row in _unread_rows(root, wrong):
        for kind, name in _names_in(table, row):
            names.setdefault(kind, set()).add(name)
            if table == "themes":
                names.setdefault("listed_themes", set()).add(name)
    if profiles := entries_of(root.child("profiles")):
        names["profiles"] = set(profiles)
    missing = any(root.child(name) is None for name in _NEEDED)
    is_wrong = missing or any((name,) in wrong for name in _CALENDAR)
    return Unread({kind: frozenset(each) for kind, each in names.items()}, not is_wrong)


def _unread_rows(root: Node, wrong: frozenset[Path]) -> Iterator[tuple[str, Node]]:
    """Yield the rows that could not be read, and those of tables under a misspelt key."""
    for table, position in (path for path in wrong if len(path) == 2 and path[0] in TABLES):
        yield str(table), node_at(root, (table, position))
    for table, key in meant_by(root, Instance.model_fields).items():
        if table in TABLES:
            yield from ((table, row) for row in rows_of(root.child(key)))


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
    for band in rows_of(row.child("bands")) if table == "day_profiles" else ():
        yield from (("bands", text) for text in _texts(band.child("id")))
        for pause in rows_of(band.child("breaks")):
            yield from (("breaks", text) for text in _texts(pause.child("title")))


def _texts(node: Node | None) -> Iterator[str]:
    """Yield a text, or the texts of a list."""
    texts = map(text_of, [node, *rows_of(node)])
    yield from (text for text in texts if text is not None)
