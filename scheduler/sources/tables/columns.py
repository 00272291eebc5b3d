"""Columns of sheets: the fields of the format that fit into cells, and how to read them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import WithJsonSchema

from scheduler.catalogue import RULES
from scheduler.instance import Frozen, Identifier, Level, Role, quoted
from scheduler.sources.nodes import Node, Scalar, brief
from scheduler.sources.shapes import Shape, choices, in_words, whole
from scheduler.sources.tables.workbooks import CellTrouble, Value, plain

CONFERENCE = "conference"
"""The sheet of the conference itself, with one row."""
DAYS = "days"
"""The sheet of the hours of days, with a row for each band."""
ROLES = "roles"
"""The sheet of persons in sessions, with their roles."""
LEVELS = "levels"
"""The sheet of levels of rules."""
TEAMS, INTERPRETATION = "teams", "interpretation"
"""The sheet of interpretation teams, and its table; both names are read."""


class CellForm(StrEnum):
    """How a cell is written, by its value: [] is a list, {} are values by name."""

    TEXT = "text"
    CLOCK = "clock"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "integer"
    PRICE = "number"
    """A number with decimals, or a word."""
    TRUTH = "boolean"
    LIST = "[text]"
    DATES = "[date]"
    PAIRS = "{integer}"
    WINDOWS = "[days|instant span]"
    HOURS = "[clock span]"


_ALSO = {
    "number|text": CellForm.PRICE,
    "[clock]": CellForm.LIST,
    "[text]|text": CellForm.LIST,
    "[text, text]": CellForm.LIST,
    "[date|text]": CellForm.DATES,
}
"""Values that are written like others."""


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A field of a row, or a field of a field."""

    path: tuple[str, ...]
    form: CellForm
    shape: Shape
    meaning: str
    """One sentence."""
    required: bool = False
    nullable: bool = False
    """Whether an empty list differs from no list."""

    @property
    def name(self) -> str:
        """The heading: ``people.chair``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The columns of a sheet."""

    name: str
    """Name of the table of the format, or else of the sheet."""
    columns: tuple[WorkbookColumn, ...]
    nested: tuple[str, ...] = ()
    """Fields that do not fit into a cell."""


_LEADING = ("name", "title", "zone", "first_day", "last_day")


class RoleRow(Frozen):
    """Persons in a session, with their role."""

    session: Identifier
    """The session, by id."""
    role: Role
    """Their role."""
    people: tuple[Identifier, ...]
    """The persons, by id."""


class LevelRow(Frozen):
    """The level of a rule; a rule without a row keeps its default."""

    rule: Annotated[str, WithJsonSchema({"type": "string", "enum": [*RULES]})]
    """The rule."""
    level: Level
    """`hard` (never broken), `off`, or a weight: the penalty for each unit."""
    item: Identifier | None = None
    """The id of the only item with this level."""


@lru_cache
def tables() -> Mapping[str, SheetTable]:
    """Return the tables of all sheets by name, in the order of the format."""
    fields: Mapping[str, Shape] = whole()["properties"]
    rows = {name: _row(shape) for name, shape in fields.items()}
    own = tuple(
        column
        for name in dict.fromkeys((*_LEADING, *fields))
        if name != "format" and rows[name] is None
        for column in columns_of(name, fields[name], required=name in whole()["required"])
    )
    found = {CONFERENCE: SheetTable(CONFERENCE, own), DAYS: _days(rows)}
    for name, row in rows.items():
        if row is not None and name != "day_profiles":  # these stand in the sheet of days
            sheet = TEAMS if name == INTERPRETATION else name
            found[sheet] = _table(name, row)
        if name == "sessions":
            found[ROLES] = _table(ROLES, whole(RoleRow))
    return found | {LEVELS: _table(LEVELS, whole(LevelRow))}


def table_named(sheet: str) -> SheetTable | None:
    """Return the table of a sheet of this name."""
    name = TEAMS if plain(sheet) == INTERPRETATION else sheet
    return next((table for each, table in tables().items() if plain(each) == plain(name)), None)


def _days(rows: Mapping[str, Shape | None]) -> SheetTable:
    band = _row((rows["day_profiles"] or {})["properties"]["bands"]) or {}
    shape = {"type": "array", "items": {"type": "string", "format": "date"}}
    meaning = "Weekdays or dates with these hours; a date replaces its weekday."
    days = WorkbookColumn((DAYS,), CellForm.DATES, shape, meaning, required=True)
    breaks = WorkbookColumn(("breaks",), CellForm.HOURS, {"type": "string"}, "Coffee and the like.")
    return SheetTable(DAYS, (days, *_table(DAYS, band).columns, breaks))


def _table(name: str, row: Shape) -> SheetTable:
    columns: list[WorkbookColumn] = []
    nested: list[str] = []
    for field, shape in row["properties"].items():
        found = [*columns_of(field, shape, required=field in row.get("required", ()))]
        columns += found
        if not found:
            nested.append(field)
    return SheetTable(name, tuple(columns), tuple(nested))


def _row(shape: Shape) -> Shape | None:
    rows = list(choices(shape.get("items", {})))
    return rows[0] if len(rows) == 1 and "properties" in rows[0] else None


def columns_of(field: str, shape: Shape, *, required: bool = False) -> Iterator[WorkbookColumn]:
    """Yield the columns of a field: one, one for each field in it, or none."""
    own, *others = choices(shape)
    meaning, form = str(shape.get("description", "")), _form(shape)
    if form is not None:
        shown = shape if form is CellForm.LIST and others else own
        yield WorkbookColumn((field,), form, shown, meaning, required, _is_nullable(shape))
        return
    if others and _form(own) is CellForm.LIST:  # names, or a selection
        yield WorkbookColumn((field,), CellForm.LIST, own, f"{meaning} By id.")
        own = others[0]
    inside = _inside(own)
    forms = {name: _form(next(choices(each), {})) for name, each in inside.items()}
    if None in forms.values():
        return
    for name, each in inside.items():
        # In a needed selection, the first column can select nothing.
        nullable = _is_nullable(each) or (required and name == next(iter(inside)))
        said = f"{meaning} {each.get('description', '')}".rstrip()
        if (form := forms[name]) is not None:
            yield WorkbookColumn((field, name), form, next(choices(each)), said, nullable=nullable)


def _is_nullable(shape: Shape) -> bool:
    return any(each.get("type") == "null" for each in shape.get("anyOf", ()))


def _inside(shape: Shape) -> Mapping[str, Shape]:
    if "properties" in shape:
        properties: Mapping[str, Shape] = shape["properties"]
        return properties
    keys: Iterable[Shape] = choices(shape.get("propertyNames", {}))
    inside: Shape = shape.get("additionalProperties", {})
    return dict.fromkeys((name for each in keys for name in each.get("enum", ())), inside)


def _form(shape: Shape) -> CellForm | None:
    signature = _signature(shape)
    return _ALSO.get(signature) or (CellForm(signature) if signature in _WRITABLE else None)


_WRITABLE = frozenset(CellForm) - {CellForm.HOURS}
"""Hours other than breaks have a sheet of their own."""


def _signature(shape: Shape) -> str:
    """Return what a value consists of, such as ``[text]``: a list of names."""
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


# Cells

LONGEST_CELL = 32_767
"""Characters of a cell, at most, as in spreadsheet programs."""
NOTHING = "none"
"""Stands for an empty list; an empty cell leaves the field out."""
_NUMBER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_PRICE = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?", re.ASCII)
_WALL = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", re.ASCII)
_TRUTHS = {
    **dict.fromkeys(("true", "wahr", "vrai", "verdadero", "yes", "ja", "oui", "sí"), True),
    **dict.fromkeys(("false", "falsch", "faux", "falso", "no", "nein", "non"), False),
}
"""What spreadsheets in several languages write in CSV, and what people type."""
_PARTED = re.compile(r"[+-]?\d+([.,' \u00a0\u202f]\d+)+", re.ASCII)
_CUT = re.compile(r"[,\n]")
_SPAN = re.compile(r"(?P<from>[^\[\]/]+\[[^\]]+\])\s*/\s*(?P<to>[^\[\]/]+\[[^\]]+\])")
_CLOCKS = r"(?P<from>[^\s/–-]*)\s*[/–-]\s*(?P<to>[^\s/–-]*)"
_DAYS = re.compile(rf"(?P<days>[^\s,/]+(\s*,\s*[^\s,/]+)*)(\s+{_CLOCKS})?")
_HOURS = re.compile(rf"{_CLOCKS}(\s+(?P<title>.*))?")
_SHORT = re.compile(r"(?<![\d:.])(\d:\d\d)(?![\d:])", re.ASCII)
"""A clock time with one digit before the colon."""
_AS_TEXT = "Format the cell as text, and type it again."

_WRITTEN: Mapping[CellForm, str] = {
    CellForm.INSTANT: "a date with its time, by the clocks of the conference, such as 2026-05-11 09:30",
    CellForm.LIST: "names, with ; between several",
    CellForm.DATES: "weekdays or dates, with ; between several: monday; tuesday; 2026-05-13",
    CellForm.PAIRS: "names with numbers, such as lagos: 20; suva: 10",
    CellForm.WINDOWS: "days, perhaps with hours, such as 2021-11-08 09:00/12:00; with ; between several",
    CellForm.PRICE: "hard, off, or a number such as 0.5",
    CellForm.HOURS: "hours, perhaps with a title, such as 11:00/11:30 Coffee; with ; between several",
}
"""How cells of a form are written, if not as in YAML."""


@dataclass(frozen=True, slots=True)
class CellSetting:
    """The place of a cell, and the zone of its times."""

    line: int
    """The line of the cell in errors."""
    venue: str = ""
    """Zone of the conference for times without a zone; empty if there is none."""

    def node(
        self, value: "Scalar | list[Node] | dict[str, Node]", written: str | None = None
    ) -> Node:
        """Return a value at the line of the cell."""
        keys = dict.fromkeys(value, self.line) if isinstance(value, dict) else {}
        return Node(self.line, value, written, key_lines=keys)

    def names(self, text: str) -> Node:
        """Return names with commas between them."""
        return self.node([self.node(" ".join(each.split())) for each in text.split(",")])


def how_written(column: WorkbookColumn) -> str:
    """Return how the cells of a column are written."""
    return _WRITTEN.get(column.form) or in_words(column.shape)


def node_of(value: Value, column: WorkbookColumn, setting: CellSetting) -> Node | CellTrouble:
    """Return the value of a cell, or its error; the reader of instances checks the rest."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return CellTrouble(f"a text of {len(value):,} characters", f"at most {LONGEST_CELL:,}")
    read = _several if column.form.startswith(("[", "{")) else _single
    return read(value, column, setting)


def _single(value: Value, column: WorkbookColumn, setting: CellSetting) -> Node | CellTrouble:
    """Return a single value; the reader of instances finds out if its type does not fit the column."""
    form, expected = column.form, in_words(column.shape)
    said = _typed(value, is_date=form is CellForm.DATE)
    if form is CellForm.TEXT and isinstance(value, int) and not isinstance(value, bool):
        said = str(value)
    elif isinstance(said, time | timedelta) or (
        form is CellForm.TEXT and not isinstance(value, str)
    ):
        return CellTrouble(shown(value), expected, _AS_TEXT if form is CellForm.TEXT else "")
    if not isinstance(said, str):
        return setting.node(said)
    if form is CellForm.NUMBER:
        return _number(said, expected, setting)
    if form is CellForm.PRICE and _PRICE.fullmatch(said):
        return setting.node(float(said) if "." in said else int(said), said)
    if form in (CellForm.CLOCK, CellForm.INSTANT):
        said = _SHORT.sub(r"0\1", said.strip('"'))
    if form is CellForm.INSTANT and (match := _WALL.fullmatch(said)):
        # Without a zone, the conference has an error already.
        said = f"{match[1]}T{match[2]}[{setting.venue or 'UTC'}]"
    elif form is CellForm.INSTANT and "[" not in said:
        return CellTrouble(quoted(said), "a date and time such as 2026-05-11 09:30")
    return setting.node(_TRUTHS.get(said.lower(), said) if form is CellForm.TRUTH else said)


def _number(text: str, expected: str, setting: CellSetting) -> Node | CellTrouble:
    if _PARTED.fullmatch(text):
        hint = "Write only digits, without separators of thousands and decimals."
        return CellTrouble(quoted(text), expected, hint)
    return setting.node(int(text) if _NUMBER.fullmatch(text) else text)


def _typed(value: Value, *, is_date: bool = False) -> bool | float | str | time | timedelta:
    if isinstance(value, datetime):
        form = "%Y-%m-%d" if is_date and value.time() == time() else "%Y-%m-%dT%H:%M"
        return value.isoformat() if value.second else f"{value:{form}}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time) and not value.second:
        return f"{value:%H:%M}"
    return "24:00" if value == timedelta(days=1) else value


def _several(value: Value, column: WorkbookColumn, setting: CellSetting) -> Node | CellTrouble:
    """Return a list, or names with numbers, from the parts between semicolons."""
    form, expected = column.form, how_written(column)
    are_names = form in (CellForm.LIST, CellForm.DATES)
    if isinstance(value, date) and form in (CellForm.DATES, CellForm.WINDOWS):
        value = str(_typed(value, is_date=True))
    elif isinstance(value, int) and not isinstance(value, bool) and are_names:
        value = str(value)
    if not isinstance(value, str):
        return CellTrouble(shown(value), expected, _AS_TEXT if are_names else "")
    if (column.nullable or not are_names) and value.strip().lower() == NOTHING:
        return setting.node({} if form is CellForm.PAIRS else [])
    parts = [*filter(None, map(str.strip, value.split(";")))]
    if form is CellForm.PAIRS:
        return _pairs(parts, expected, setting)
    entries = [setting.node(each) if are_names else _window(each, form, setting) for each in parts]
    wrong = [each for each in parts if _CUT.search(each)] if are_names else []
    wrong += [part for part, entry in zip(parts, entries, strict=True) if entry is None]
    if wrong:
        return CellTrouble(quoted(" ".join(wrong[0].split())), expected)
    if are_names and len(parts) == 1 and "array" not in column.shape.values():
        return setting.node(parts[0])
    return setting.node([each for each in entries if each is not None])


def _pairs(parts: list[str], expected: str, setting: CellSetting) -> Node | CellTrouble:
    found: dict[str, Node] = {}
    for part in parts:
        name, colon, inner = (each.strip() for each in part.partition(":"))
        node = _number(inner, expected, setting)
        if not colon or isinstance(node, CellTrouble):
            return CellTrouble(quoted(part), expected)
        if name in found:
            return CellTrouble(f"{quoted(name)} again", "each name once")
        found[name] = node
    return setting.node(found)


def _window(part: str, form: CellForm, setting: CellSetting) -> Node | None:
    """Return a window of days or of two instants, or hours of a day; None for anything else."""
    text = _SHORT.sub(r"0\1", " ".join(part.split()))
    patterns = (_HOURS,) if form is CellForm.HOURS else (_SPAN, _DAYS)
    found = next(filter(None, (each.fullmatch(text) for each in patterns)), None)
    if found is None:
        return None
    said = {key: text.strip() for key, text in found.groupdict().items() if text}
    days = {"days": setting.names(said.pop("days"))} if "days" in said else {}
    return setting.node(days | {key: setting.node(each) for key, each in said.items()})


def shown(value: Value) -> str:
    """Return a value for a sentence, with its type if that is not visible."""
    match value:
        case datetime():
            return f"the moment {value}"
        case date():
            return f"the date {value}"
        case time() | timedelta():
            return f"the time {value}"
        case _:
            return brief(Node(0, value))
