"""Sheets and their columns: the tables of the format, as far as flat cells can hold them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import WithJsonSchema

from scheduler.catalogue import RULES
from scheduler.instance import Frozen, Identifier, Level, Role, Weight
from scheduler.sources.shapes import Shape, choices, whole

CONFERENCE = "conference"
"""The sheet of one row that holds what the conference itself has."""
DAYS = "days"
"""The sheet of the hours of days, a band a row."""
ROLES = "roles"
"""The sheet of who takes part in which session, and as what."""
LEVELS = "levels"
"""The sheet of what rules cost."""
SETTINGS = "settings"
"""The sheet of what no other one holds, a value a row."""
TEAMS, INTERPRETATION = "teams", "interpretation"
"""The sheet of interpretation teams, and the table that it holds; both names are read."""


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
    HOURS = "hours"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row, or a field of a field."""

    path: tuple[str, ...]
    form: Form
    shape: Shape
    meaning: str
    """One sentence."""
    required: bool = False
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
    """Name of the table of the format, or of the sheet, if it is none."""
    meaning: str
    columns: tuple[Column, ...]
    nested: Mapping[str, str]
    """Fields that no cell can hold, and the sheets in which they stand."""


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
    """The sheet in which what it belongs to has a row."""


PARTS: Mapping[str, Part] = {
    "bands": Part("day_profiles", (("bands",),), ("day_profile",), "day_profiles"),
    "breaks": Part("day_profiles", (("bands",), ("breaks",)), ("day_profile", "band"), "bands"),
    "panel_roles": Part("sessions", (("panel", "roles"),), ("session",), "sessions"),
    "team_absences": Part(INTERPRETATION, (("absences",),), ("pool",), TEAMS),
    "item_documents": Part("items", (("documents",),), ("item",), "items"),
}
"""Tables of what rows of other tables hold."""

_PARTLY = frozenset({"panel"})
"""Fields of which a row has columns for some fields, while others have a table of their own."""
_LEADING = ("name", "title", "zone", "first_day", "last_day")
_TEXT: Shape = {"type": "string"}


class RoleRow(Frozen):
    """Who takes part in a session, and as what."""

    session: Identifier
    """The session, by id."""
    role: Role
    """What they do in it."""
    people: tuple[Identifier, ...]
    """The persons, by id."""


class LevelRow(Frozen):
    """How much a rule matters; a rule without a row keeps its usual level."""

    rule: Annotated[str, WithJsonSchema({"type": "string", "enum": [*RULES]})]
    """The rule."""
    level: Level
    """Never broken (hard), not asked for (off), or a number: the price of each unit."""
    item: Identifier | None = None
    """The id of the only thing that has this level."""


class SettingRow(Frozen):
    """What no other sheet holds."""

    field: str
    """The field, with what it is in, such as local_hours > night_rate."""
    value: str | Weight
    """What it says."""


@lru_cache
def tables() -> Mapping[str, Table]:
    """Return all tables by the name of their sheet, in the order of the format."""
    fields: Mapping[str, Shape] = whole()["properties"]
    rows = {name: _row(shape) for name, shape in fields.items()}
    own = tuple(
        column
        for name in dict.fromkeys((*_LEADING, *fields))
        if name != "format" and rows[name] is None
        for column in _columns(name, fields[name], required=name in whole()["required"])
    )
    found = {CONFERENCE: Table(CONFERENCE, "The conference itself.", own, {}), DAYS: _days(rows)}
    for name, row in rows.items():
        if row is None:
            continue
        sheet = TEAMS if name == INTERPRETATION else name
        found[sheet] = _table(name, str(fields[name].get("description", "")), row)
        found |= {each: _parts(each, row) for each, part in PARTS.items() if part.table == name}
        if name == "sessions":
            found[ROLES] = _of_model(ROLES, RoleRow)
    return found | {name: _of_model(name, model) for name, model in _LAST.items()}


_LAST: Mapping[str, type[Frozen]] = {LEVELS: LevelRow, SETTINGS: SettingRow}


def _of_model(name: str, model: type[Frozen]) -> Table:
    return _table(name, model.__doc__ or "", whole(model))


def table_named(sheet: str) -> Table | None:
    """Return the table that a sheet of this name holds."""
    name = TEAMS if plain(sheet) == INTERPRETATION else sheet
    return next((table for each, table in tables().items() if plain(each) == plain(name)), None)


def _days(rows: Mapping[str, Shape | None]) -> Table:
    """Return the table of bands with the days that have them, and with their breaks."""
    band = _inner(rows["day_profiles"] or {}, ("bands",))[0]
    shape = {"type": "array", "items": {"type": "string", "format": "date"}}
    days = Column(
        (DAYS,),
        Form.LIST,
        shape,
        "Weekdays or dates that have these hours; a date counts instead of its weekday.",
        required=True,
    )
    bands = _table(DAYS, "", band)
    breaks = Column(("breaks",), Form.HOURS, _TEXT, "Coffee and the like.")
    return Table(DAYS, "A part of some days in each row.", (days, *bands.columns, breaks), {})


def _table(name: str, meaning: str, row: Shape) -> Table:
    columns: list[Column] = []
    nested = {}
    sheets = {part.ways[-1][0]: sheet for sheet, part in PARTS.items()}
    for inside, shape in row["properties"].items():
        found = tuple(_columns(inside, shape, required=inside in row.get("required", ())))
        columns += found
        if not found or inside in _PARTLY:
            nested[inside] = sheets.get(inside, SETTINGS)
    return Table(name, meaning, tuple(columns), nested)


def _parts(name: str, row: Shape) -> Table:
    """Return a table of parts: columns that name what a part belongs to, then those of the part."""
    part = PARTS[name]
    shape, meaning = row, ""
    for way in part.ways:
        shape, meaning = _inner(shape, way)
    id_ = row["properties"]["id"]
    keys = (
        Column((key,), Form.TEXT, id_, f"The {key} to which it belongs.", required=True)
        for key in part.keys
    )
    own = _table(name, meaning, shape)
    return Table(name, meaning, (*keys, *own.columns), own.nested)


def _inner(shape: Shape, way: Sequence[str]) -> tuple[Shape, str]:
    """Return the shape of the rows that a row has inside, and what they mean."""
    meaning = ""
    for field in way:
        inside = shape["properties"][field]
        meaning = str(inside.get("description", ""))
        shape = next(choices(inside))
    return next(choices(shape["items"])), meaning


def _row(shape: Shape) -> Shape | None:
    """Return the shape of the rows of a table; None for what is no table."""
    rows = list(choices(shape.get("items", {})))
    return rows[0] if len(rows) == 1 and "properties" in rows[0] else None


def _columns(field: str, shape: Shape, *, required: bool) -> Iterator[Column]:
    """Yield the columns of a field: one, one for each field in it, or none."""
    several = list(choices(shape))
    own, meaning = several[0], str(shape.get("description", ""))
    kinds = [each.get("type") for each in several]
    if sorted(map(str, kinds)) == ["array", "string"]:  # a name, or a list of names
        yield Column((field,), Form.LIST, shape, meaning, required)
        return
    if kinds == ["array", "object"] and _form(own) is Form.LIST:  # names, or a selection
        yield Column((field,), Form.LIST, own, f"{meaning} By id.")
        own = several[1]
    form = _form(own) if len(several) == 1 else None
    if {*kinds} == {"string", "number"}:
        form = Form.VALUE
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
                first = required and name == next(iter(inner))
                nullable = first or _is_nullable(_inside(own)[name])
                yield Column((field, name), form, each, said, nullable=nullable)


def _is_nullable(shape: Shape) -> bool:
    return any(each.get("type") == "null" for each in shape.get("anyOf", ()))


def _inside(shape: Shape) -> Mapping[str, Shape]:
    """Return the fields that a mapping has, by name; none, if any name will do."""
    if "properties" in shape:
        properties: Mapping[str, Shape] = shape["properties"]
        return properties
    keys: Iterable[Shape] = choices(shape.get("propertyNames", {}))
    inside: Shape = shape.get("additionalProperties", {})
    return dict.fromkeys((name for each in keys for name in each.get("enum", ())), inside)


def _form(shape: Shape) -> Form | None:
    """Return how a cell of a shape is written, if it can be."""
    kind = shape.get("type")
    if kind == "array":
        return _form_of_list(shape)
    if kind == "object":
        values = [*shape.get("patternProperties", {}).values()]
        if [each.get("type") for each in values] == ["integer"]:
            return Form.PAIRS
        return Form.LABELS if len(values) == 1 and _holds_names(values[0]) else None
    if kind == "string":
        return _form_of_text(shape)
    return {"integer": Form.NUMBER, "boolean": Form.TRUTH}.get(str(kind))


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
