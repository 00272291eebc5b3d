"""Tables and their columns: the rows of the format, as far as flat cells can hold them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from scheduler.sources.shapes import Shape, choices, whole

CONFERENCE = "conference"
"""The table of one row that holds what the conference itself has."""


SETTINGS = "settings"
"""The table of what no other one holds, a value a row."""


class Form(StrEnum):
    """How a cell is written."""

    TEXT = "text"
    CLOCK = "clock"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    TRUTH = "truth"
    LIST = "list"
    PAIRS = "pairs"
    GROUPS = "groups"
    LABELS = "labels"
    WINDOWS = "windows"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row, or a field of a field."""

    path: tuple[str, ...]
    form: Form
    shape: Shape
    meaning: str
    """One sentence."""
    required: bool
    nullable: bool = False
    """Whether a list that is empty says something else than none at all."""

    @property
    def name(self) -> str:
        """The heading: ``people.chair``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet holds."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    nested: tuple[str, ...]
    """Fields that no cell can hold."""

    def known_in(self, cells: Iterable[object]) -> int:
        """Return how many different columns some cells name."""
        names = {plain(column.name) for column in self.columns}
        return len(names & {plain(each) for each in cells if isinstance(each, str)})


def plain(name: str) -> str:
    """Return a name without what does not matter in it: case, blanks, underscores, dots."""
    return re.sub(r"[\W_]+", "", name).lower()


@dataclass(frozen=True, slots=True)
class Part:
    """Where a table of parts belongs."""

    table: str
    """The table whose rows have them."""
    ways: tuple[tuple[str, ...], ...]
    """Fields from a row to its parts, and from these to theirs."""
    keys: tuple[str, ...]
    """Columns that name the row, and the part of it, to which a part belongs."""
    above: str
    """The table in which what it belongs to has a row."""


PARTS: Mapping[str, Part] = {
    "bands": Part("day_profiles", (("bands",),), ("day_profile",), "day_profiles"),
    "breaks": Part("day_profiles", (("bands",), ("breaks",)), ("day_profile", "band"), "bands"),
    "panel_roles": Part("sessions", (("panel", "roles"),), ("session",), "sessions"),
    "team_absences": Part("interpretation", (("absences",),), ("pool",), "interpretation"),
    "item_documents": Part("items", (("documents",),), ("item",), "items"),
}
"""Tables of what rows of other tables hold."""


_SETTINGS = Table(
    SETTINGS,
    "What no other table holds.",
    (
        Column(
            ("field",),
            Form.TEXT,
            {"type": "string"},
            "The field, with what it is in, such as levels > late_hours.",
            required=True,
        ),
        Column(("value",), Form.VALUE, {"type": "string"}, "What it says.", required=True),
    ),
    (),
)
_PARTLY = frozenset({"panel"})
"""Fields of which a row has columns for some fields, while others have a table of their own."""


@lru_cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name, in the order of the format."""
    fields: Mapping[str, Shape] = whole()["properties"]
    rows = {name: _row(shape) for name, shape in fields.items()}
    own = tuple(
        column
        for name in dict.fromkeys((*_LEADING, *fields))
        if name != "format" and rows[name] is None
        for column in _columns(name, fields[name], required=name in whole()["required"])
    )
    found = {CONFERENCE: Table(CONFERENCE, "The conference itself.", own, ())}
    for name, row in rows.items():
        if row is not None:
            found[name] = _table(name, str(fields[name].get("description", "")), row)
            found |= {
                each: _table_of_part(each, part, row)
                for each, part in PARTS.items()
                if part.table == name
            }
    return found | {SETTINGS: _SETTINGS}


_LEADING = ("name", "title", "zone", "first_day", "last_day")


def _table(name: str, meaning: str, row: Shape) -> Table:
    columns: list[Column] = []
    nested = []
    for field, shape in row["properties"].items():
        found = tuple(_columns(field, shape, required=field in row.get("required", ())))
        columns += found
        nested += [] if found and field not in _PARTLY else [field]
    return Table(name, meaning, tuple(columns), tuple(nested))


def _table_of_part(name: str, part: Part, row: Shape) -> Table:
    """Return a table of parts: columns that name what a part belongs to, then those of the part."""
    shape, meaning = row, ""
    for way in part.ways:
        for field in way:
            inside = shape["properties"][field]
            meaning = str(inside.get("description", ""))
            shape = next(choices(inside))
        shape = next(choices(shape["items"]))
    keys = (
        Column((key,), Form.TEXT, row["properties"]["id"], f"The {key} to which it belongs.", True)  # noqa: FBT003
        for key in part.keys
    )
    own = _table(name, meaning, shape)
    return Table(name, meaning, (*keys, *own.columns), own.nested)


def _row(shape: Shape) -> Shape | None:
    """Return the shape of the rows of a table; None for what is no table."""
    rows = list(choices(shape.get("items", {})))
    return rows[0] if len(rows) == 1 and "properties" in rows[0] else None


def _columns(field: str, shape: Shape, *, required: bool) -> Iterator[Column]:
    """Yield the columns of a field: one, one for each field in it, or none."""
    several = list(choices(shape))
    own, meaning = several[0], str(shape.get("description", ""))
    if _is_one_or_more(several):
        yield Column((field,), Form.LIST, shape, meaning, required)
        return
    if _is_list_or_selection(several):
        yield Column((field,), Form.LIST, several[0], f"{meaning} By id.", required=False)
        own = several[1]
    form = _form(own) if len(several) == 1 else None
    if form is not None:
        yield Column((field,), form, own, meaning, required, _is_nullable(shape))
        return
    inner = {
        name: (each, _form(each), f"{meaning} {inside.get('description', '')}".rstrip())
        for name, inside in _inside(own).items()
        for each in list(choices(inside))[:1]
    }
    if field in _PARTLY or all(form is not None for _, form, _ in inner.values()):
        for name, (each, form, said) in inner.items():
            if form is not None:
                # Of a selection that is needed, the first column can say that it selects nothing.
                nullable = _is_nullable(_inside(own)[name]) or (
                    required and name == next(iter(inner))
                )
                yield Column((field, name), form, each, said, required=False, nullable=nullable)


def _is_one_or_more(several: Sequence[Shape]) -> bool:
    """Tell whether a value is a name, or a list of names."""
    lists = [each for each in several if each.get("type") == "array"]
    others = [each for each in several if each not in lists]
    return (
        len(lists) == 1
        and _form(lists[0]) is Form.LIST
        and [each.get("type") for each in others] == ["string"]
    )


def _is_nullable(shape: Shape) -> bool:
    return any(each.get("type") == "null" for each in shape.get("anyOf", ()))


def _is_list_or_selection(several: Sequence[Shape]) -> bool:
    """Tell whether a value is a list of names, or a mapping of such lists."""
    kinds = [each.get("type") for each in several]
    return kinds == ["array", "object"] and _form(several[0]) is Form.LIST


def _inside(shape: Shape) -> Mapping[str, Shape]:
    """Return the fields that a mapping has, by name; none, if any name will do."""
    if "properties" in shape:
        properties: Mapping[str, Shape] = shape["properties"]
        return properties
    names = [
        name for each in choices(shape.get("propertyNames", {})) for name in each.get("enum", ())
    ]
    inside: Shape = shape.get("additionalProperties", {})
    return dict.fromkeys(names, inside)


def _form(shape: Shape) -> Form | None:
    """Return how a cell of a shape is written, if it can be."""
    kind = shape.get("type")
    if kind == "array":
        return _form_of_list(shape)
    if kind == "object":
        return _form_of_mapping([*shape.get("patternProperties", {}).values()])
    if kind == "string":
        return _form_of_text(shape)
    return {"integer": Form.NUMBER, "boolean": Form.TRUTH}.get(str(kind))


def _form_of_mapping(values: Sequence[Shape]) -> Form | None:
    if [each.get("type") for each in values] == ["integer"]:
        return Form.PAIRS
    return Form.LABELS if len(values) == 1 and _holds_names(values[0]) else None


def _holds_names(shape: Shape) -> bool:
    """Tell whether a value is a list of names; clock times are none."""
    names = list(choices(shape.get("items", {})))
    return len(names) == 1 and _form(names[0]) is Form.TEXT


def _form_of_list(shape: Shape) -> Form | None:
    entries = shape.get("prefixItems") or list(choices(shape.get("items", {})))
    if len(entries) == 1 and _holds_names(entries[0]):
        return Form.GROUPS
    if entries and all(each.get("type") == "string" for each in entries):
        return Form.LIST
    is_windows = len(entries) == 2 and all("from" in each.get("properties", ()) for each in entries)
    return Form.WINDOWS if is_windows else None


def _form_of_text(shape: Shape) -> Form:
    if shape.get("format") == "date":
        return Form.DATE
    if any("[" in str(example) for example in shape.get("examples", ())):
        return Form.INSTANT
    return Form.CLOCK if str(shape.get("pattern", "")).startswith("^([01]") else Form.TEXT
