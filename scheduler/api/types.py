"""Which values are of a type as signatures have it, and what is said of those that are not."""

import functools
import math
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from numbers import Real
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from scheduler.instance import FIRST_DATE, LAST_DATE

_GIVEN_BY = {
    "Instance": "read returns one",
    "Outcome": "wishes such as Desk.move return one",
    "Release": "publish returns one",
    "Schedule": "load returns one",
    "Solution": "solve returns one",
}
"""How one comes by a type, by its name."""
_LONGEST = 60
"""Letters of a value that are shown."""


class Misfit(NamedTuple):
    """A value that does not fit."""

    where: str
    """From the argument on: ``[2].start``."""
    found: str
    expected: str


def misfit(kind: Any, value: Any) -> Misfit | None:
    """Return where a value is not of a type, and what was expected there; None: it is of it."""
    origin = get_origin(kind)
    if origin is Annotated:
        return misfit(get_args(kind)[0], value)
    if origin in (Union, UnionType):
        return _of_none(get_args(kind), value)
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _in_container(kind, origin, value)
    if _is_one(kind, value):
        if isinstance(kind, type) and _is_plain_record(kind):
            return _in_fields(kind, value)
        return None
    return Misfit("", shown(value), _wanted(kind, value))


def _wanted(kind: Any, value: Any) -> str:
    """Return what is expected, more closely where a value is nearly it."""
    if kind is str and isinstance(value, str):
        return "text of whole characters"
    is_instant = isinstance(value, datetime) and value.tzinfo is not None
    if (kind is date and type(value) is date) or (kind is datetime and is_instant):
        return f"{_NAMES[kind]} of {FIRST_DATE.year} to {LAST_DATE.year}"
    return _named(kind)


def _of_none(kinds: Sequence[Any], value: Any) -> Misfit | None:
    """Return why a value is of none of several types; where it is nearly of one, why not of that."""
    found = [misfit(kind, value) for kind in kinds if not (kind is str and Path in kinds)]
    if None in found:
        return None
    inside = [each for each in found if each is not None and each.where]
    said = [each.expected for each in found if each is not None and each.expected != "None"]
    return inside[0] if inside else Misfit("", shown(value), " or ".join(dict.fromkeys(said)))


def _in_container(kind: Any, origin: type, value: Any) -> Misfit | None:
    """Return what does not fit in a collection, or that it is none."""
    is_text = isinstance(value, str | bytes)
    wanted: Any = (tuple, list) if origin is tuple else origin
    if is_text or not isinstance(value, wanted):
        return Misfit("", shown(value), _named(kind))
    inner = get_args(kind)
    if isinstance(value, Mapping):
        pairs = ((key, each, kind) for key, each in value.items() for kind in inner[1:])
        wrong = (misfit(inner[0], key) for key in value)
        keys = (Misfit(f"[{each.found}]", "that key", each.expected) for each in wrong if each)
        return next(keys, None) or _first(pairs)
    if origin is tuple and Ellipsis not in inner:
        if len(value) != len(inner):
            return Misfit("", shown(value), _named(kind))
        return _first(
            (at, each, of) for at, (each, of) in enumerate(zip(value, inner, strict=True))
        )
    return _first((at, each, inner[0]) for at, each in enumerate(value))


def _first(parts: Iterable[tuple[Any, Any, Any]]) -> Misfit | None:
    """Return the first part that does not fit, with where it is: ``[2]``."""
    for at, value, kind in parts:
        found = misfit(kind, value)
        if found is not None:
            return found._replace(where=f"[{at!r}]{found.where}")
    return None


def _in_fields(kind: type, value: Any) -> Misfit | None:
    for name, of in get_type_hints(kind).items():
        found = misfit(of, getattr(value, name))
        if found is not None:
            return found._replace(where=f".{name}{found.where}")
    return None


@functools.cache
def _is_plain_record(kind: type) -> bool:
    """Tell whether all fields of a type are dates: nobody has looked at them yet."""
    if not is_dataclass(kind):
        return False
    hints = get_type_hints(kind)
    parts = {
        part for each in fields(kind) for part in get_args(hints[each.name]) or (hints[each.name],)
    }
    return parts <= {date, datetime, NoneType}


def _is_one(kind: Any, value: Any) -> bool:
    """Tell whether a value is of a type that has no others inside."""
    if kind is Any or kind is None:
        return kind is Any or value is None
    if get_origin(kind) is Literal:
        return any(value == each and type(value) is type(each) for each in get_args(kind))
    if get_origin(kind) is Callable or kind is Callable:
        return callable(value)
    test = _TESTS.get(kind)
    if test is not None:
        return test(value)
    if getattr(kind, "_is_protocol", False):
        return callable(value)
    return not isinstance(kind, type) or isinstance(value, kind)


def _is_date(value: Any) -> bool:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return is_day and FIRST_DATE <= value <= LAST_DATE


def _is_instant(value: Any) -> bool:
    is_aware = isinstance(value, datetime) and value.tzinfo is not None
    return is_aware and FIRST_DATE.year <= value.year <= LAST_DATE.year


def _is_text(value: Any) -> bool:
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:  # halves of characters
        return False


def _is_path(value: Any) -> bool:
    try:
        return isinstance(value, str | os.PathLike) and os.fsencode(value) != b""
    except (TypeError, UnicodeEncodeError):
        return False


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, Real) and not math.isnan(value)


_TESTS: Mapping[Any, Callable[[Any], bool]] = {
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    float: _is_number,
    str: _is_text,
    Path: _is_path,
    date: _is_date,
    datetime: _is_instant,
}
"""Which values are of a type, where Python would take too many or too few."""
_NAMES: Mapping[Any, str] = {
    None: "None",
    NoneType: "None",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    str: "text",
    Path: "a path",
    date: "a date",
    datetime: "a datetime with its zone",
    Mapping: "a mapping",
    Sequence: "a list",
    Collection: "a list",
    Iterable: "a list",
    tuple: "a tuple",
    Callable: "a function",
}


def _named(kind: Any) -> str:
    """Return how a type is called where it was expected."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " or ".join(map(repr, inner))
    if origin is tuple and Ellipsis not in inner:
        return f"a tuple of {' and '.join(map(_named_inside, inner))}"
    if origin is not None and origin in _NAMES:
        of = "" if origin is Callable or inner[-1] is Any else f" (of {_named_inside(inner[-1])})"
        return _NAMES[origin] + of
    return _NAMES.get(kind) or _class_named(kind)


def _class_named(kind: type) -> str:
    if issubclass(kind, Enum):
        return " or ".join(repr(each.value) for each in kind)
    name = kind.__name__
    how = f" ({_GIVEN_BY[name]})" if name in _GIVEN_BY else ""
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}{how}"


def _named_inside(kind: Any) -> str:
    kinds = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return " or ".join(_named(each).partition(" (")[0] for each in kinds)


def shown(value: Any) -> str:
    """Return a value as it is told of: short ones as they are, others by their type."""
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        return ascii(short) if not _is_text(short) else f'"{short}"'
    if isinstance(value, datetime | date):
        return str(value)
    if value is None or isinstance(value, bool | Real | Enum):
        return str(value)[:_LONGEST]
    if isinstance(value, os.PathLike):
        return f'the path "{value}"'
    if isinstance(value, type):
        return f"the type {value.__name__}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOUaeio' else 'a'} {name}"
