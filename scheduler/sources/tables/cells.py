"""From the value of a cell to nodes of the format, such as an instance file would have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.instance import clock_text, quoted
from scheduler.sources.nodes import Node, Scalar, brief
from scheduler.sources.shapes import in_words
from scheduler.sources.tables.columns import Column, Form
from scheduler.sources.tables.sheets import Trouble, Value

LONGEST_CELL = 32_767
"""Characters of a cell at most, as in spreadsheet programs."""
NOTHING = "none"
"""Stands for a mapping, or a list of windows, that is empty: an empty cell would leave the field out."""
_NUMBER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_WALL = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", re.ASCII)
_TRUTHS = {
    **dict.fromkeys(("true", "wahr", "vrai", "verdadero"), True),
    **dict.fromkeys(("false", "falsch", "faux", "falso"), False),
}
"""What spreadsheets in some languages write in CSV."""
_PARTED = re.compile(r"[+-]?\d+([.,' \u00a0\u202f]\d+)+", re.ASCII)
_HYPHEN = re.compile(r"(\S+)\s+(\d\d?[:.]\d\d)\s*[-–—]\s*(\d\d?[:.]\d\d)", re.ASCII)
_CUT = re.compile(r"[,\n]")
_SPAN = re.compile(r"(?P<from>[^\[\]/]+\[[^\]]+\])\s*/\s*(?P<to>[^\[\]/]+\[[^\]]+\])")
_DAYS = re.compile(
    r"(?P<days>[^\s,/]+(\s*,\s*[^\s,/]+)*)(\s+(?P<from>[^\s/]*)\s*/\s*(?P<to>[^\s/]*))?"
)
_AS_TEXT = "Give the cell the format Text, and type it again."


@dataclass(frozen=True, slots=True)
class Setting:
    """What the meaning of a cell depends on besides its column."""

    line: int
    """The line that stands for the cell."""
    venue: str
    """Zone of the conference: moments without a zone are by its clocks; empty if there is none."""

    def node(
        self, value: "Scalar | list[Node] | dict[str, Node]", written: str | None = None
    ) -> Node:
        """Return a value at the line of the cell."""
        keys = dict.fromkeys(value, self.line) if isinstance(value, dict) else {}
        return Node(self.line, value, written, key_lines=keys)


def node_of(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    """Return what a cell says, or what is wrong with it; what can be said of a file is left to its reader."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return Trouble(f"a text of {len(value):,} characters", f"at most {LONGEST_CELL:,}")
    return _READERS[column.form](value, column, setting)


def _text(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, str):
        return setting.node(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return setting.node(str(value))
    return Trouble(shown(value), in_words(column.shape), _AS_TEXT)


def _clock(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, time) and not value.second:
        return setting.node(f"{value:%H:%M}")
    if isinstance(value, timedelta) and value == timedelta(days=1):
        return setting.node(clock_text(value))
    return _as_it_is(value, column, setting)


def _day(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return setting.node(value.isoformat())
    return _as_it_is(value, column, setting)


def _instant(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, datetime) and not value.second:
        value = f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        return _as_it_is(value, column, setting)
    text = value.strip('"')
    match = _WALL.fullmatch(text)
    return setting.node(
        f"{match[1]}T{match[2]}[{setting.venue}]" if match and setting.venue else text
    )


def _number(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return setting.node(int(value), value)
    if isinstance(value, str) and _PARTED.fullmatch(value):
        hint = "Write digits alone: nothing between thousands, and no decimals."
        return Trouble(shown(value), in_words(column.shape), hint)
    return _as_it_is(value, column, setting)


def _truth(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, str):
        return setting.node(_TRUTHS.get(value.lower(), value))
    return _as_it_is(value, column, setting)


def _as_it_is(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    """Return a value of another sort than the column's as what it is: the reader will say so."""
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    if isinstance(value, str | int | float):
        return setting.node(value)
    return Trouble(shown(value), in_words(column.shape))


def _value(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    return _as_it_is(value, column, setting)


def _list(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    several = "two names, with ; between them"
    is_pair = "prefixItems" in column.shape
    expected = several if is_pair else "names, with ; between them if there are several"
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return Trouble(shown(value), expected, _AS_TEXT)
    if column.nullable and value.strip().lower() == NOTHING:
        return setting.node([])
    names = [part.strip() for part in value.split(";") if part.strip()]
    if any(_CUT.search(name) for name in names):
        parts = (part.strip() for part in _CUT.sub(";", value).split(";"))
        return Trouble(
            shown(value), expected, f"Write {'; '.join(part for part in parts if part)}."
        )
    if is_pair and len(names) != 2:
        return Trouble(shown(value), expected)
    if len(names) == 1 and "array" not in column.shape.values():
        return setting.node(names[0])
    return setting.node([setting.node(name) for name in names])


def _pairs(value: Value, column: Column, setting: Setting) -> Node | Trouble:
    expected = "names with numbers, such as a: 1; b: 2"
    if not isinstance(value, str):
        return Trouble(shown(value), expected)
    if value.strip().lower() == NOTHING:
        return setting.node({})
    pairs: dict[str, Node] = {}
    for part in filter(str.strip, value.split(";")):
        name, colon, number = (each.strip() for each in part.rpartition(":"))
        if not colon:
            return Trouble(quoted(part.strip()), expected, f"Say how many: {part.strip()}: 1.")
        if name in pairs:
            return Trouble(f"{quoted(name)} again", "each name once")
        node = _number(number, column, setting)
        if isinstance(node, Trouble):
            return Trouble(quoted(part.strip()), expected, node.hint)
        pairs[name] = node
    return setting.node(pairs)


def _groups(value: Value, _column: Column, setting: Setting) -> Node | Trouble:
    if not isinstance(value, str):
        return Trouble(shown(value), "names with , between them, and ; between groups: a, b; c, d")
    return setting.node([_names(part, setting) for part in filter(str.strip, value.split(";"))])


def _labels(value: Value, _column: Column, setting: Setting) -> Node | Trouble:
    expected = "labels with names, such as sector: health, energy; language: fr"
    if not isinstance(value, str):
        return Trouble(shown(value), expected)
    if value.strip().lower() == NOTHING:
        return setting.node({})
    labels: dict[str, Node] = {}
    for part in filter(str.strip, value.split(";")):
        label, colon, names = part.partition(":")
        if not colon:
            return Trouble(quoted(part.strip()), expected)
        if label.strip() in labels:
            return Trouble(f"{quoted(label.strip())} again", "each label once")
        labels[label.strip()] = _names(names, setting)
    return setting.node(labels)


def _names(text: str, setting: Setting) -> Node:
    """Return names with commas between them."""
    return setting.node([setting.node(each.strip()) for each in text.split(",") if each.strip()])


def _windows(value: Value, _column: Column, setting: Setting) -> Node | Trouble:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    if not isinstance(value, str):
        return Trouble(shown(value), _in_example(setting))
    if value.strip().lower() == NOTHING:
        return setting.node([])
    windows = []
    # One blank is as good as many, for which patterns would be tried in as many ways.
    for part in filter(None, (" ".join(each.split()) for each in value.split(";"))):
        window = _window(part, setting)
        if window is None:
            hint = (
                "Write {} {}/{}.".format(*match.groups())
                if (match := _HYPHEN.fullmatch(part))
                else ""
            )
            return Trouble(quoted(part), _in_example(setting), hint)
        windows.append(window)
    return setting.node(windows)


def _in_example(setting: Setting) -> str:
    zone = setting.venue or "Area/Place"
    return (
        "days with hours, such as 2021-11-08 09:00/12:00, or two instants, such as "
        f"2021-11-08T09:00[{zone}]/2021-11-09T12:00[{zone}]; with ; between several"
    )


def _window(text: str, setting: Setting) -> Node | None:
    """Return a window of two instants, or of hours on days; None for what is neither."""
    if span := _SPAN.fullmatch(text):
        return setting.node({key: setting.node(span[key].strip()) for key in ("from", "to")})
    match = _DAYS.fullmatch(text)
    if match is None:
        return None
    days = [setting.node(day.strip()) for day in match["days"].split(",")]
    hours = {key: setting.node(match[key]) for key in ("from", "to") if match[key]}
    return setting.node({"days": setting.node(days), **hours})


_READERS: Mapping[Form, Callable[[Value, Column, Setting], Node | Trouble]] = {
    Form.TEXT: _text,
    Form.CLOCK: _clock,
    Form.DATE: _day,
    Form.INSTANT: _instant,
    Form.NUMBER: _number,
    Form.TRUTH: _truth,
    Form.LIST: _list,
    Form.PAIRS: _pairs,
    Form.GROUPS: _groups,
    Form.LABELS: _labels,
    Form.WINDOWS: _windows,
    Form.VALUE: _value,
}


def shown(value: Value) -> str:
    """Return a value as it should stand in a sentence, with its sort if that cannot be seen."""
    if isinstance(value, datetime):
        return f"the moment {value}"
    if isinstance(value, date):
        return f"the date {value}"
    if isinstance(value, time | timedelta):
        return f"the time {value}"
    return brief(Node(0, value))
