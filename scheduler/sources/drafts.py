"""What of a file can be read as facts, and what is said of the rest."""

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
    closest,
    faults_of,
    nearest,
    quoted,
    sentence,
    zone_names,
)
from scheduler.sources import suggestions
from scheduler.sources.nodes import (
    Complaint,
    Node,
    Path,
    brief,
    complaint_at,
    data_of,
    entries_of,
    line_of,
    node_at,
    place,
    rows_of,
    text_of,
)
from scheduler.sources.shapes import (
    Shape,
    choices,
    in_words,
    is_minutes,
    is_of_days,
    key_shape_at,
    shape_at,
    whole,
)
from scheduler.sources.suggestions import by_title, known_keys, meant_by, spaced

Model = TypeVar("Model", bound=BaseModel)
_NEEDED = ("zone", "first_day", "last_day", "day_profiles")
_CALENDAR = (*_NEEDED, "grid", "horizon")


_OWN = "value_error"
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Misfit:
    """An error of pydantic at a place of the file."""

    path: Path
    type: str
    message: str
    aside: Path | None
    """Place of the value of which this is a shape that its writer did not mean; None if he did."""


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


# What pydantic says of a file, in words for those who wrote the file


def misfits_of(root: Node, error: ValidationError) -> tuple[Misfit, ...]:
    """Return what does not fit, once for each place, without shapes that were not meant."""
    best: dict[tuple[Path, bool], Misfit] = {}
    for each in error.errors(include_url=False, include_input=False):
        misfit = _misfit(root, each)
        if misfit is None:
            continue
        key = misfit.path, misfit.type == _KEY
        rank = misfit.aside is None, misfit.type == _OWN
        if key not in best or rank > (best[key].aside is None, best[key].type == _OWN):
            best[key] = misfit
    return tuple(misfit for misfit in best.values() if _is_said(misfit, best.values()))


def _is_said(misfit: Misfit, all_: Iterable[Misfit]) -> bool:
    """Tell whether a misfit is of a shape that was meant, or nothing better is said of its value."""
    aside = misfit.aside
    if aside is None:
        return True
    return not any(
        other.path[: len(aside)] == aside
        and (other.aside is None or len(other.path) > len(misfit.path))
        for other in all_
    )


def _misfit(root: Node, error: Mapping[str, Any]) -> Misfit | None:
    """Read one error; None if it says nothing about the file."""
    path: Path = ()
    aside: Path | None = None
    node, kind = root, error["type"]
    *way, last = error["loc"] or ("",)
    for part in way if kind == "missing" else (*way, last):
        child = node.child(part)
        if child is not None:
            path, node = (*path, part), child
        elif part not in ("", _KEY) and aside is None and not _is_meant(str(part), node):
            aside = path
    is_of_all = not path and kind == _OWN
    if is_of_all or (kind == "too_short" and _is_long_enough(node, error)):
        return None
    if kind == "missing":
        path = (*path, last)
    message = error["msg"].removeprefix("Value error, ")
    return Misfit(path, _KEY if last == _KEY else kind, message, aside)


def _is_long_enough(node: Node, error: Mapping[str, Any]) -> bool:
    """Tell whether a list is too short only for what is wrong with its entries, which is said already."""
    entries = node.value if isinstance(node.value, list | dict) else ()
    least: int = error["ctx"]["min_length"]
    return len(entries) >= least


def _is_meant(branch: str, node: Node) -> bool:
    """Tell whether what was tried on a value is what its writer meant."""
    if not isinstance(node.value, dict):
        return True
    if "DayWindow" in branch:
        return is_of_days(node)
    if "Window" in branch:
        return not is_of_days(node)
    return branch in ("ItemLevels", "Selection")


def complaints_about(root: Node, misfits: Iterable[Misfit], of: Shape) -> Iterator[Complaint]:
    """Yield what to say of each misfit of a file of this shape."""
    for misfit in misfits:
        if not _is_explained(root, misfit, of):
            yield Complaint(line_of(root, misfit.path), _said(root, misfit, of))


def _is_explained(root: Node, misfit: Misfit, of: Shape) -> bool:
    """Tell whether a field is missing because its key is misspelt, which is said already."""
    if misfit.type != "missing":
        return False
    known = shape_at(root, misfit.path[:-1], of).get("properties", ())
    return misfit.path[-1] in meant_by(node_at(root, misfit.path[:-1]), known)


def _said(root: Node, misfit: Misfit, of: Shape) -> str:
    where, above = place(root, misfit.path), shape_at(root, misfit.path[:-1], of)
    if misfit.type == "missing":
        shape = above.get("properties", {}).get(misfit.path[-1], {})
        meaning = shape.get("description", "").rstrip(".")
        hint = f"({meaning}.)" if meaning else ""
        row = place(root, misfit.path[:-1]) or "the file"
        return sentence(row, f"no `{misfit.path[-1]}`", "one", hint)
    key, node = str(misfit.path[-1]) if misfit.path else "", node_at(root, misfit.path)
    written = spaced(node, key)
    if written:
        return sentence(where, "no space after the colon", "one", f"Write {written}.")
    if misfit.type == "extra_forbidden":
        return sentence(where, "an unknown key", *known_keys(key, above.get("properties", ())))
    if misfit.type == _KEY:
        shape = key_shape_at(root, misfit.path, of)
        hint = closest(key, shape.get("enum", ()))
        return sentence(where, f"the key {quoted(key)}", in_words(shape), hint)
    shape = shape_at(root, misfit.path, of)
    hint = by_title(root, misfit.path, shape) or _repaired(root, node, shape) or _hint(node, shape)
    if misfit.type == _OWN and not any(map(is_minutes, choices(shape))):
        return _own(where or "the file", node, misfit.message, hint)
    return sentence(where or "the file", brief(node), in_words(shape), hint)


def _own(where: str, node: Node, message: str, repaired: str) -> str:
    """Word an error that this program found itself: ``expected … . Hint``, or plain words."""
    if not message.startswith("expected "):
        is_full = isinstance(node.value, dict | list) and bool(node.value)
        found = "" if is_full else f"found {brief(node)}, but "
        return f"{where}: {found}{message}."
    expected, _, hint = message.removeprefix("expected ").partition(". ")
    if "IANA zone" in expected and isinstance(node.value, str):
        repaired = suggestions.zone(node.value.rpartition("[")[2].rstrip("]"))
    if "names its zone" in expected and repaired:
        _, offset, why = hint.partition(" An offset")
        hint = f"{repaired}{offset}{why}"
    if "that exist" in expected:
        hint = suggestions.day(str(node.value)[:10]) or hint
    return sentence(where, brief(node), expected.rstrip("."), hint or repaired)


def _repaired(root: Node, node: Node, shape: Shape) -> str:
    """Return how to write what seems to be meant, or nothing."""
    if isinstance(node.value, dict | list):
        return ""
    words, text = in_words(shape), node.plain if node.plain is not None else str(node.value)
    if "[" in words:
        return suggestions.instant(text, _venue(root))
    if words.startswith("a name") and not isinstance(node.value, str):
        return ""
    if words.startswith("a whole number") and isinstance(node.value, int):
        return ""
    repair = (each for begins, each in _REPAIRS.items() if words.startswith(begins))
    return next(repair, lambda _text: "")(text)


_REPAIRS: Mapping[str, Callable[[str], str]] = {
    '"hard"': suggestions.level,
    "a whole number of minutes": suggestions.minutes,
    "a whole number": suggestions.number,
    "a name": suggestions.name,
    "a date": suggestions.day,
    "a clock time": suggestions.clock,
}


def _venue(root: Node) -> str:
    """Return the zone of the file, if it can be read."""
    found = root.child("zone")
    name = found.value if found is not None else None
    return name if isinstance(name, str) and name in zone_names() else ""


def _hint(node: Node, shape: Shape) -> str:
    value, kind = node.value, shape.get("type")
    if isinstance(value, str) and "enum" in shape:
        return closest(value, map(str, shape["enum"]))
    if kind in ("array", "object"):
        return _hint_of_several(node, shape)
    is_text = in_words(shape).startswith(("text", "a name", "a word"))
    if is_text and node.plain and not isinstance(value, str):
        return f'Put it in quotes: "{node.plain}".'
    is_number = isinstance(value, str) and (node.plain or "").lstrip("+-").isdecimal()
    return "That number is too large." if is_number else ""


def _hint_of_several(node: Node, shape: Shape) -> str:
    """Return what may help where a list or a mapping is expected."""
    value = node.value
    if shape["type"] == "object":
        written = spaced(Node(0, None), value) if isinstance(value, str) else ""
        if written:
            return f"A space belongs after the colon: {written}."
        return suggestions.mapping(
            node, tuple(shape.get("properties", ())) or _keys_and_values(shape)
        )
    if isinstance(value, dict) and value:
        return "Put it in brackets: [{…}]." if _row_is_mapping(shape) else ""
    if value is None:
        return "Write [] for none."
    return f"Write [{node.plain or value}]." if isinstance(value, str | int | float) else ""


def _row_is_mapping(shape: Shape) -> bool:
    rows = [each.get("type") for each in choices(shape.get("items", {}))]
    return "object" in rows


def _keys_and_values(shape: Shape) -> tuple[str, ...]:
    """Return the keys that a mapping may have if they are known, or ``#`` for one to numbers."""
    values = [shape.get("additionalProperties"), *shape.get("patternProperties", {}).values()]
    if any(isinstance(each, Mapping) and each.get("type") == "integer" for each in values):
        return ("#",)
    names = choices(shape.get("propertyNames", {}))
    return tuple(name for each in names for name in each.get("enum", ()))


def rows_with(misfits: Iterable[Misfit]) -> frozenset[Path]:
    """Return the paths of the fields, and of the rows of tables, in which something does not fit."""
    return frozenset(misfit.path[:length] for misfit in misfits for length in (1, 2))
