"""Cells: how what they hold is read, as nodes of an instance file, and how it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.instance import quoted
from scheduler.sources.nodes import Node, Scalar, brief
from scheduler.sources.shapes import in_words
from scheduler.sources.tables.columns import Column, Form
from scheduler.sources.tables.workbooks import Trouble, Value

LONGEST_CELL = 32_767
"""Characters of a cell at most, as in spreadsheet programs."""
NOTHING = "none"
"""Stands for something of several that is empty: an empty cell would leave the field out."""
_NUMBER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_PRICE = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?", re.ASCII)
_WALL = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", re.ASCII)
_TRUTHS = {
    **dict.fromkeys(("true", "wahr", "vrai", "verdadero"), True),
    **dict.fromkeys(("false", "falsch", "faux", "falso"), False),
}
"""What spreadsheets in some languages write in CSV."""
_PARTED = re.compile(r"[+-]?\d+([.,' \u00a0\u202f]\d+)+", re.ASCII)
_CUT = re.compile(r"[,\n]")
_SPAN = re.compile(r"(?P<from>[^\[\]/]+\[[^\]]+\])\s*/\s*(?P<to>[^\[\]/]+\[[^\]]+\])")
_CLOCKS = r"(?P<from>[^\s/–-]*)\s*[/–-]\s*(?P<to>[^\s/–-]*)"
_DAYS = re.compile(rf"(?P<days>[^\s,/]+(\s*,\s*[^\s,/]+)*)(\s+{_CLOCKS})?")
_HOURS = re.compile(rf"{_CLOCKS}(\s+(?P<title>.*))?")
_SHORT = re.compile(r"(?<![\d:.])(\d:\d\d)(?![\d:])", re.ASCII)
"""A clock time before ten, with one digit."""
_AS_TEXT = "Give the cell the format Text, and type it again."

_WRITTEN: Mapping[Form, str] = {
    Form.INSTANT: "a date with its time, by the clocks of the conference, such as 2026-05-11 09:30",
    Form.LIST: "names, with ; between them if there are several",
    Form.DATES: "weekdays or dates, with ; between them: monday; tuesday; 2026-05-13",
    Form.PAIR: "two names, with ; between them",
    Form.PAIRS: "names with numbers, such as lagos: 20; suva: 10",
    Form.GROUPS: "names with , between them, and ; between groups: a, b; c, d",
    Form.LABELS: "labels with names, such as sector: health, energy; language: fr",
    Form.WINDOWS: "days with hours, such as 2021-11-08 09:00/12:00; with ; between several",
    Form.HOURS: "hours, with a title if you like, such as 11:00/11:30 Coffee; with ; between several",
}
"""How cells of a form are written, where the words of the format say it for YAML."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the meaning of a cell depends on besides its column."""

    line: int
    """The line that stands for the cell."""
    venue: str = ""
    """Zone of the conference: moments without a zone are by its clocks; empty if there is none."""

    def node(
        self, value: "Scalar | list[Node] | dict[str, Node]", written: str | None = None
    ) -> Node:
        """Return a value at the line of the cell."""
        keys = dict.fromkeys(value, self.line) if isinstance(value, dict) else {}
        return Node(self.line, value, written, key_lines=keys)

    def names(self, text: str, sign: str = ",") -> Node:
        """Return names with a sign between them."""
        return self.node([*map(self.node, _parts(text, sign))])


def how_written(column: Column) -> str:
    """Return how the cells of a column are written."""
    return _WRITTEN.get(column.form) or in_words(column.shape)


def node_of(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    """Return what a cell says, or what is wrong with it; what can be said of a file is left to its reader."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return Trouble(f"a text of {len(value):,} characters", f"at most {LONGEST_CELL:,}")
    read = _several if column.form.startswith(("[", "{")) else _single
    return read(value, column, setting)


def _single(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    """Return one value as what it is: if it is of another sort than the column, the reader will say so."""
    form, expected = column.form, in_words(column.shape)
    said = _typed(value, is_date=form is Form.DATE)
    if form is Form.TEXT and isinstance(value, int) and not isinstance(value, bool):
        said = str(value)
    elif isinstance(said, time | timedelta) or (form is Form.TEXT and not isinstance(value, str)):
        return Trouble(shown(value), expected, _AS_TEXT if form is Form.TEXT else "")
    if not isinstance(said, str):
        return setting.node(said)
    if form is Form.NUMBER:
        return _number(said, expected, setting)
    if form is Form.PRICE and _PRICE.fullmatch(said):
        return setting.node(float(said) if "." in said else int(said), said)
    if form in (Form.CLOCK, Form.INSTANT):
        said = _SHORT.sub(r"0\1", said.strip('"'))
    if form is Form.INSTANT and setting.venue and (match := _WALL.fullmatch(said)):
        said = f"{match[1]}T{match[2]}[{setting.venue}]"
    return setting.node(_TRUTHS.get(said.lower(), said) if form is Form.TRUTH else said)


def _number(text: str, expected: str, setting: Setting) -> Node | Trouble:
    if _PARTED.fullmatch(text):
        hint = "Write digits alone: nothing between thousands, and no decimals."
        return Trouble(quoted(text), expected, hint)
    return setting.node(int(text) if _NUMBER.fullmatch(text) else text)


def _typed(value: Value, *, is_date: bool = False) -> bool | float | str | time | timedelta:
    """Return a value that a spreadsheet has typed as a file would have it."""
    if isinstance(value, datetime):
        form = "%Y-%m-%d" if is_date and value.time() == time() else "%Y-%m-%dT%H:%M"
        return value.isoformat() if value.second else f"{value:{form}}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time) and not value.second:
        return f"{value:%H:%M}"
    return "24:00" if value == timedelta(days=1) else value


def _several(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    """Return a list, or a mapping, of what stands between semicolons."""
    form, expected = column.form, how_written(column)
    are_names = form in (Form.LIST, Form.DATES, Form.PAIR)
    if isinstance(value, date) and form in (Form.DATES, Form.WINDOWS):
        value = str(_typed(value, is_date=True))
    elif isinstance(value, int) and not isinstance(value, bool) and are_names:
        value = str(value)
    if not isinstance(value, str):
        return Trouble(shown(value), expected, _AS_TEXT if are_names else "")
    is_mapping = form.startswith("{")
    may_be_empty = column.nullable or not (are_names or form is Form.GROUPS)
    if may_be_empty and value.strip().lower() == NOTHING:
        return setting.node({} if is_mapping else [])
    parts = [*filter(None, map(str.strip, value.split(";")))]
    if is_mapping:
        return _mapping(parts, column, setting)
    if are_names:
        return _names(value, parts, column, setting)
    entries = []
    for part in parts:
        entry = setting.names(part) if form is Form.GROUPS else _window(part, form, setting)
        if entry is None:
            return Trouble(quoted(" ".join(part.split())), expected)
        entries.append(entry)
    return setting.node([*entries])


def _names(value: str, names: list[str], column: Column, setting: Setting) -> Node | Trouble:
    """Return names, or the only one."""
    if any(_CUT.search(name) for name in names):
        hint = f"Write {'; '.join(_parts(_CUT.sub(';', value), ';'))}."
        return Trouble(shown(value), how_written(column), hint)
    if column.form is Form.PAIR and len(names) != 2:
        return Trouble(shown(value), how_written(column))
    if len(names) == 1 and "array" not in column.shape.values():
        return setting.node(names[0])
    return setting.node([*map(setting.node, names)])


def _parts(text: str, sign: str) -> Iterator[str]:
    """Yield what stands between signs, with one blank for many, of which patterns would try each."""
    return filter(None, (" ".join(each.split()) for each in text.split(sign)))


def _mapping(parts: list[str], column: Column, setting: Setting) -> Node | Trouble:
    """Return names with numbers, or labels with names."""
    expected, has_numbers = how_written(column), column.form is Form.PAIRS
    found: dict[str, Node] = {}
    for part in parts:
        name, colon, inner = (each.strip() for each in part.partition(":"))
        if not colon:
            return Trouble(quoted(part), expected, f"Say how many: {part}: 1." * has_numbers)
        if name in found:
            what = "name" if has_numbers else "label"
            return Trouble(f"{quoted(name)} again", f"each {what} once")
        node = _number(inner, expected, setting) if has_numbers else setting.names(inner)
        if isinstance(node, Trouble):
            return Trouble(quoted(part), expected, node.hint)
        found[name] = node
    return setting.node(found)


def _window(part: str, form: Form, setting: Setting) -> Node | None:
    """Return a window of days or of two instants, or hours of a day; None if it is none of them."""
    text = _SHORT.sub(r"0\1", " ".join(part.split()))
    patterns = (_HOURS,) if form is Form.HOURS else (_SPAN, _DAYS)
    found = next(filter(None, (each.fullmatch(text) for each in patterns)), None)
    if found is None:
        return None
    said = {key: text.strip() for key, text in found.groupdict().items() if text}
    days = {"days": setting.names(said.pop("days"))} if "days" in said else {}
    return setting.node(days | {key: setting.node(each) for key, each in said.items()})


def shown(value: Value) -> str:
    """Return a value as it should stand in a sentence, with its sort if that cannot be seen."""
    match value:
        case datetime():
            return f"the moment {value}"
        case date():
            return f"the date {value}"
        case time() | timedelta():
            return f"the time {value}"
        case _:
            return brief(Node(0, value))


def written(column: Column, value: Any) -> bool | float | str | date:
    """Return what is put into a cell for what a field says."""
    if column.form is Form.DATE:
        return date.fromisoformat(value)
    if isinstance(value, list):
        empty = NOTHING if column.nullable or column.form is Form.WINDOWS else ""
        return "; ".join(map(_entry, value)) or empty
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_entry(each)}" for name, each in value.items()) or NOTHING
    return value if isinstance(value, bool | int | float) else str(value)


def _entry(value: Any) -> str:
    """Return an entry of a list: a name, a group of them, a number, or a window."""
    if isinstance(value, list):
        return ", ".join(value)
    if not isinstance(value, Mapping):
        return str(value)
    if "days" not in value:
        return f"{value['from']}/{value['to']}"
    days = ", ".join(value["days"])
    is_whole = "from" not in value and "to" not in value
    return days if is_whole else f"{days} {value.get('from', '00:00')}/{value.get('to', '24:00')}"
