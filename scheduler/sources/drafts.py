"""The readable part of a file as facts, and complaints about the rest."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError

from scheduler.instance import (
    EXPECTED,
    MOST_HINTS,
    Fault,
    Instance,
    closest,
    meant,
    nearest,
    nearest_row,
    quoted,
    sentence,
    table_at,
    zone_hint,
)
from scheduler.sources.nodes import (
    Complaint,
    Node,
    Path,
    brief,
    complaint_at,
    data_of,
    entries_of,
    known_keys,
    line_of,
    node_at,
    place,
    rows_of,
    shortened,
    text_of,
    walk,
)
from scheduler.sources.shapes import (
    Shape,
    choices,
    in_words,
    is_minutes,
    key_shape_at,
    shape_at,
    whole,
)

Model = TypeVar("Model", bound=BaseModel)
_OWN = "value_error"
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Misfit:
    """An error of pydantic at a place of the file."""

    path: Path
    type: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft(Generic[Model]):
    """The content of a file."""

    root: Node
    model: type[BaseModel]
    facts: Model | None
    """None if a value does not fit."""
    is_valid: bool
    """Whether the facts fit together, as far as the model itself can tell."""
    misfits: tuple[Misfit, ...] = ()
    rest: "Rest[Model] | None" = None
    """The rest of a file of which only rows are invalid."""

    def complaints(self, faults: Iterable[Fault] = ()) -> Iterator[Complaint]:
        """Yield the values that do not fit, and faults among the facts."""
        hints, zones = MOST_HINTS, set[str]()
        refers = issubclass(self.model, Instance)
        for misfit in self.misfits:
            if _is_explained(self.root, misfit, whole(self.model)):
                continue
            if misfit.type == _OWN and "IANA zone" in misfit.message:
                zone = _zone_in(node_at(self.root, misfit.path))
                if zone in zones:
                    continue  # its other times follow from it
                zones |= {zone} - {""}
            said = _of_reference(self.root, misfit, with_hint=hints > 0) if refers else ""
            hints -= bool(said)
            said = said or _said(self.root, misfit, whole(self.model))
            yield Complaint(line_of(self.root, misfit.path), said)
        for fault in faults:
            path, earlier = map(self._in_file, (fault.path, fault.earlier))
            found = complaint_at(self.root, path, fault.found, fault.expected, fault.hint)
            yield replace(found, earlier=line_of(self.root, earlier)) if earlier else found

    def _in_file(self, path: Path) -> Path:
        return path if self.rest is None else self.rest.in_file(path)


@dataclass(frozen=True, slots=True)
class Rest(Generic[Model]):
    """The rows of a file that fit."""

    facts: Model
    unread: frozenset[str]
    """Texts of those that do not."""
    positions: Mapping[str, list[int]]
    """Where the rows stand in the file, by table."""

    def in_file(self, path: Path) -> Path:
        """Turn the position of a row among those that fit into that in the file."""
        if len(path) > 1 and isinstance(path[1], int) and path[0] in self.positions:
            return (path[0], self.positions[str(path[0])][path[1]], *path[2:])
        return path


def draft_of(model: type[Model], root: Node, context: object = None) -> Draft[Model]:
    """Read a tree as facts; `context` is what validators of the model want to know."""
    try:
        # By alias only: a file has one name for each field.
        return Draft(root, model, _read(model, root, context), is_valid=True)
    except ValidationError as error:
        misfits = misfits_of(root, error)
    if misfits:
        rest = _rest_of(model, root, misfits, context)
        return Draft(root, model, None, is_valid=False, misfits=misfits, rest=rest)
    fields = {
        # Only what checks values: a field's alias means nothing outside its model.
        name: _read(Annotated[(info.annotation, *info.metadata, ...)], node, context)
        for name, info in model.model_fields.items()
        if (node := root.child(name)) is not None
    }
    return Draft(root, model, model.model_construct(**fields), is_valid=False)


def _rest_of(
    model: type[Model], root: Node, misfits: Iterable[Misfit], context: object
) -> Rest[Model] | None:
    """Return the file without the rows and keys that do not fit; None if more than these does not."""
    wrong: dict[str, set[int]] = {}
    unread, fields = set[str](), dict(entries_of(root))
    for misfit in misfits:
        match misfit.path:
            case (str(table), int(row), *_):
                wrong.setdefault(table, set()).add(row)
            case (str(key),) if misfit.type == "extra_forbidden":
                unread |= _texts(fields.pop(key))
            case _:
                return None
    positions = dict[str, list[int]]()
    for table, gone in wrong.items():
        rows = rows_of(fields[table])
        unread |= set[str]().union(*(_texts(rows[row]) for row in gone))
        positions[table] = [row for row in range(len(rows)) if row not in gone]
        fields[table] = Node(fields[table].line, [rows[row] for row in positions[table]])
    draft = draft_of(model, Node(root.line, fields), context)
    return None if draft.facts is None else Rest(draft.facts, frozenset(unread), positions)


def _texts(node: Node) -> set[str]:
    return {text for _, each in walk(node) if (text := text_of(each)) is not None}


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


# What pydantic says of a file, in words for those who wrote the file


def misfits_of(root: Node, error: ValidationError) -> tuple[Misfit, ...]:
    """Return what does not fit, once for each place; an error of this program before those of pydantic."""
    best: dict[tuple[Path, bool], Misfit] = {}
    for each in error.errors(include_url=False, include_input=False):
        misfit = _misfit(root, each)
        key = (misfit.path, misfit.type == _KEY) if misfit else None
        if misfit and key and (key not in best or (misfit.type == _OWN != best[key].type)):
            best[key] = misfit
    return tuple(best.values())


def _misfit(root: Node, error: Mapping[str, Any]) -> Misfit | None:
    """Read one error; None if it says nothing about the file."""
    path: Path = ()
    node, kind = root, error["type"]
    *way, last = error["loc"] or ("",)
    for part in way if kind == "missing" else (*way, last):
        child = node.child(part)
        if child is not None:
            path, node = (*path, part), child
    follows = kind == "default_factory_not_called" or (not path and kind == _OWN)
    if follows or (kind == "too_short" and _is_long_enough(node, error)):
        return None
    if kind == "missing":
        path = (*path, last)
    message = error["msg"].removeprefix("Value error, ")
    return Misfit(path, _KEY if last == _KEY else kind, message)


def _is_long_enough(node: Node, error: Mapping[str, Any]) -> bool:
    """Return whether a list is too short only because of errors in its entries, already reported."""
    entries = node.value if isinstance(node.value, list | dict) else ()
    least: int = error["ctx"]["min_length"]
    return len(entries) >= least


def _is_explained(root: Node, misfit: Misfit, of: Shape) -> bool:
    """Return whether a field is missing because of a misspelt key, already reported."""
    if misfit.type != "missing":
        return False
    known = shape_at(root, misfit.path[:-1], of).get("properties", ())
    unknown = entries_of(node_at(root, misfit.path[:-1])).keys() - {*known}
    return any(meant(key, known) == misfit.path[-1] for key in unknown)


_UNLIKE_NAMES = {"string_pattern_mismatch", "string_too_long"}


def _of_reference(root: Node, misfit: Misfit, *, with_hint: bool) -> str:
    """Return the error of a text that refers to a row and cannot be an id, such as a title; or nothing."""
    if misfit.type == _KEY:
        table, name = table_at(misfit.path[:-1]), str(misfit.path[-1])
    else:
        is_name = misfit.type in _UNLIKE_NAMES
        table = table_at(misfit.path) if is_name else ""
        name = text_of(node_at(root, misfit.path)) or ""
    if not name or table not in EXPECTED:
        return ""
    rows = rows_of(root.child(table)) if with_hint else ()
    known = ((text_of(row.child("id")) or "", text_of(row.child("title"))) for row in rows)
    hint = nearest_row(name, (each for each in known if each[0]))
    return sentence(place(root, misfit.path), quoted(shortened(name)), EXPECTED[table], hint)


def _said(root: Node, misfit: Misfit, of: Shape) -> str:
    where, above = place(root, misfit.path), shape_at(root, misfit.path[:-1], of)
    if misfit.type == "missing":
        shape = above.get("properties", {}).get(misfit.path[-1], {})
        meaning = shape.get("description", "").rstrip(".")
        hint = f"({meaning}.)" if meaning else ""
        row = place(root, misfit.path[:-1]) or "the file"
        return sentence(row, f"no `{misfit.path[-1]}`", "one", hint)
    key, node = str(misfit.path[-1]) if misfit.path else "", node_at(root, misfit.path)
    if misfit.type == "extra_forbidden":
        return sentence(where, "an unknown key", *known_keys(key, above.get("properties", ())))
    if misfit.type == _KEY:
        shape = key_shape_at(root, misfit.path, of)
        hint = closest(key, shape.get("enum", ()))
        return sentence(where, f"the key {quoted(key)}", in_words(shape), hint)
    shape = shape_at(root, misfit.path, of)
    is_length = any(map(is_minutes, choices(shape))) and "minutes" in misfit.message
    if misfit.type == _OWN and not is_length:
        return _own(where or "the file", node, misfit.message)
    return sentence(where or "the file", brief(node), in_words(shape), _hint(node, shape))


def _own(where: str, node: Node, message: str) -> str:
    """Word an error that this program found itself: ``expected … . Hint``, or plain words."""
    if not message.startswith("expected "):
        is_full = isinstance(node.value, dict | list) and bool(node.value)
        found = "" if is_full else f"found {brief(node)}, but "
        return f"{where}: {found}{message}."
    expected, _, hint = message.removeprefix("expected ").partition(". ")
    if "IANA zone" in expected and isinstance(node.value, str):
        hint = zone_hint(_zone_in(node))
    return sentence(where, brief(node), expected.rstrip("."), hint)


def _zone_in(node: Node) -> str:
    return (text_of(node) or "").rpartition("[")[2].rstrip("]")


def _hint(node: Node, shape: Shape) -> str:
    """Return a word that is near, or that a name which looks like a number needs quotes."""
    if isinstance(node.value, str) and "enum" in shape:
        return closest(node.value, map(str, shape["enum"]))
    is_text = in_words(shape).startswith(("text", "a text", "a name", "a word"))
    if is_text and node.plain and not isinstance(node.value, str):
        return f'Put it in quotes: "{node.plain}".'
    return ""
