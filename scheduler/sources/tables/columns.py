"""Sheets and their columns: the tables of the format, as far as flat cells can hold them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import WithJsonSchema

from scheduler.catalogue import RULES
from scheduler.instance import Frozen, Identifier, Instance, Level, Role, Weight
from scheduler.sources.shapes import Shape, choices, whole
from scheduler.sources.tables.workbooks import plain

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
    """How a cell is written, by what its value consists of: in [] is a list, in {} what stands by name."""

    TEXT = "text"
    CLOCK = "clock"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "integer"
    PRICE = "number"
    """A number with decimals, or a word."""
    TRUTH = "boolean"
    ANY = "boolean|number|text"
    """What the field holds that another cell of the row names."""
    LIST = "[text]"
    DATES = "[date]"
    PAIR = "[text, text]"
    PAIRS = "{integer}"
    GROUPS = "[[text]]"
    LABELS = "{[text]}"
    WINDOWS = "[days|instant span]"
    HOURS = "[clock span]"


_ALSO = {
    "number|text": Form.PRICE,
    "[clock]": Form.LIST,
    "[text]|text": Form.LIST,
    "[date|text]": Form.DATES,
}
"""What is written as something else."""


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
    columns: tuple[Column, ...]
    nested: Mapping[str, str]
    """Fields that no cell can hold, and the sheets in which they stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where a table of parts belongs."""

    table: str
    """The table whose rows have them."""
    ways: tuple[tuple[str, ...], ...]
    """Fields from a row to its parts, and from these to theirs."""
    keys: tuple[str, ...]
    """Columns that name the row, and the part of it, to which a part belongs."""


PARTS: Mapping[str, Part] = {
    "bands": Part("day_profiles", (("bands",),), ("day_profile",)),
    "breaks": Part("day_profiles", (("bands",), ("breaks",)), ("day_profile", "band")),
    "panel_roles": Part("sessions", (("panel", "roles"),), ("session",)),
    "team_absences": Part(INTERPRETATION, (("absences",),), ("pool",)),
    "item_documents": Part("items", (("documents",),), ("item",)),
}
"""Tables of what rows of other tables hold."""

_PARTLY = frozenset({"panel"})
"""Fields of which a row has columns for some fields, while others have a table of their own."""
_LEADING = ("name", "title", "zone", "first_day", "last_day")


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
    value: str | bool | Weight
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
        for column in columns_of(name, fields[name], required=name in whole()["required"])
    )
    found = {CONFERENCE: Table(CONFERENCE, own, {}), DAYS: _days(rows)}
    for name, row in rows.items():
        if row is not None:
            sheet = TEAMS if name == INTERPRETATION else name
            found[sheet] = _table(name, row)
            found |= {each: _parts(each, row) for each, part in PARTS.items() if part.table == name}
        if name == "sessions":
            found[ROLES] = table_of(ROLES, RoleRow)
    last: Mapping[str, type[Frozen]] = {LEVELS: LevelRow, SETTINGS: SettingRow}
    return found | {name: table_of(name, model) for name, model in last.items()}


def table_named(sheet: str) -> Table | None:
    """Return the table that a sheet of this name holds."""
    name = TEAMS if plain(sheet) == INTERPRETATION else sheet
    return next((table for each, table in tables().items() if plain(each) == plain(name)), None)


@lru_cache
def fields_left() -> tuple[str, ...]:
    """Return the fields of an instance that stand in the sheet of settings: no other one holds them."""
    columns = {column.path[0] for column in tables()[CONFERENCE].columns}
    known = {"format", *(table.name for table in tables().values() if table.name != LEVELS)}
    return tuple(name for name in Instance.model_fields if name not in known | columns)


def table_of(name: str, model: type[Frozen]) -> Table:
    """Return a table whose rows are described by a model."""
    return _table(name, model.model_json_schema())


def _days(rows: Mapping[str, Shape | None]) -> Table:
    """Return the table of bands with the days that have them, and with their breaks."""
    band = _inner(rows["day_profiles"] or {}, ("bands",))
    shape = {"type": "array", "items": {"type": "string", "format": "date"}}
    meaning = "Weekdays or dates that have these hours; a date counts instead of its weekday."
    days = Column((DAYS,), Form.DATES, shape, meaning, required=True)
    breaks = Column(("breaks",), Form.HOURS, {"type": "string"}, "Coffee and the like.")
    return Table(DAYS, (days, *_table(DAYS, band).columns, breaks), {})


def _table(name: str, row: Shape) -> Table:
    columns: list[Column] = []
    nested = {}
    sheets = {part.ways[-1][0]: sheet for sheet, part in PARTS.items()}
    for field, shape in row["properties"].items():
        found = [*columns_of(field, shape, required=field in row.get("required", ()))]
        columns += found
        if not found or field in _PARTLY:
            nested[field] = sheets.get(field, SETTINGS)
    return Table(name, tuple(columns), nested)


def _parts(name: str, row: Shape) -> Table:
    """Return a table of parts: columns that name what a part belongs to, then those of the part."""
    part, shape, id_ = PARTS[name], row, row["properties"]["id"]
    for way in part.ways:
        shape = _inner(shape, way)
    keys = (
        Column((key,), Form.TEXT, id_, f"The {key} to which it belongs.", required=True)
        for key in part.keys
    )
    own = _table(name, shape)
    return Table(name, (*keys, *own.columns), own.nested)


def _inner(shape: Shape, way: Sequence[str]) -> Shape:
    """Return the shape of the rows that a row has inside."""
    for field in way:
        shape = next(choices(shape["properties"][field]))
    return next(choices(shape["items"]))


def _row(shape: Shape) -> Shape | None:
    """Return the shape of the rows of a table; None for what is no table."""
    rows = list(choices(shape.get("items", {})))
    return rows[0] if len(rows) == 1 and "properties" in rows[0] else None


def columns_of(field: str, shape: Shape, *, required: bool = False) -> Iterator[Column]:
    """Yield the columns of a field: one, one for each field in it, or none."""
    own, *others = choices(shape)
    meaning, form = str(shape.get("description", "")), _form(shape)
    if form is not None:
        shown = shape if form is Form.LIST and others else own
        yield Column((field,), form, shown, meaning, required, _is_nullable(shape))
        return
    if others and _form(own) is Form.LIST:  # names, or a selection
        yield Column((field,), Form.LIST, own, f"{meaning} By id.")
        own = others[0]
    inside = _inside(own)
    forms = {name: _form(next(choices(each), {})) for name, each in inside.items()}
    if field not in _PARTLY and None in forms.values():
        return
    for name, each in inside.items():
        # Of a selection that is needed, the first column can say that it selects nothing.
        nullable = _is_nullable(each) or (required and name == next(iter(inside)))
        said = f"{meaning} {each.get('description', '')}".rstrip()
        if (form := forms[name]) is not None:
            yield Column((field, name), form, next(choices(each)), said, nullable=nullable)


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
    signature = _signature(shape)
    return _ALSO.get(signature) or (Form(signature) if signature in _WRITABLE else None)


_WRITABLE = frozenset(Form) - {Form.HOURS}
"""Hours have a sheet of their own, but for those of breaks in the sheet of days."""


def _signature(shape: Shape) -> str:
    """Return of what a value consists, such as ``[text]``: a list of names."""
    return "|".join(sorted({_kind(each) for each in choices(shape)}))


def _kind(shape: Shape) -> str:
    kind, fields = str(shape.get("type")), shape.get("properties", {})
    if kind == "array":
        return (
            f"[{', '.join(map(_signature, shape.get('prefixItems') or [shape.get('items', {})]))}]"
        )
    if kind == "string":
        return _kind_of_text(shape)
    if "from" in fields:
        return "days" if "days" in fields else f"{_signature(fields['from'])} span"
    values = [*shape.get("patternProperties", {}).values()]
    return f"{{{_signature(values[0])}}}" if values else kind


def _kind_of_text(shape: Shape) -> str:
    if shape.get("format") == "date":
        return "date"
    if any("[" in str(example) for example in shape.get("examples", ())):
        return "instant"
    return "clock" if str(shape.get("pattern", "")).startswith("^([01]") else "text"
