"""Checks of the arguments of public functions."""

import functools
import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from numbers import Integral, Real
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    InstanceOf,
    Strict,
    TypeAdapter,
    ValidationError,
)

from scheduler.errors import ArgumentError
from scheduler.instance import FIRST_DATE, LAST_DATE, meant

P = ParamSpec("P")
R = TypeVar("R")

_GIVEN_BY = {
    "Instance": "read returns one",
    "Outcome": "wishes such as Desk.move return one",
    "Release": "publish returns one",
    "Schedule": "load returns one",
    "Solution": "solve returns one",
    "a valid date": "such as date(2027, 3, 16)",
    "a valid datetime": "such as datetime(2027, 3, 16, 9, tzinfo=instance.zone)",
}
"""How one comes by a type, by its name."""
_LEAST: Mapping[str, Any] = {
    "time_limit": Field(gt=0, allow_inf_nan=False),
    "workers": Field(ge=1),
    "seed": Field(ge=0),
}
"""Ranges of numbers, by parameter name."""
_LONGEST = 60
"""Letters of a value that are shown."""


def _is_known_year(day: date) -> date:
    if not FIRST_DATE.year <= day.year <= LAST_DATE.year:
        raise ValueError(f"a date of {FIRST_DATE.year} to {LAST_DATE.year}")
    return day


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a datetime with its zone")
    return instant


def _path(value: Any) -> Any:
    if isinstance(value, str | os.PathLike) and os.fsencode(value):
        return value
    raise ValueError("a path")


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text of whole characters") from None
    return text


def _number(value: Any) -> Any:
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    return int(value) if is_whole else value


def _listed(value: Any) -> Any:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise ValueError("a list")
    return list(value)


_TYPES: Mapping[Any, Any] = {
    int: Annotated[int, Strict(), BeforeValidator(_number)],
    float: Annotated[float, Strict(), Field(allow_inf_nan=True)],
    bool: Annotated[bool, Strict()],
    str: Annotated[str, Strict(), AfterValidator(_whole)],
    Path: Annotated[Any, BeforeValidator(_path)],
    datetime: Annotated[datetime, Strict(), AfterValidator(_aware), AfterValidator(_is_known_year)],
    date: Annotated[date, Strict(), AfterValidator(_is_known_year)],
    Any: Any,
    None: None,
    NoneType: None,
}
"""How pydantic is asked for a type, where it would take too much."""


def checked(function: Callable[P, R], name: str) -> Callable[P, R]:
    """Return a public function under its public name, which checks its arguments before it begins.

    Raises
    ------
    ArgumentError
        When an argument is unknown or missing, or not of the type that the signature says; it names each.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def door(*args: P.args, **kwargs: P.kwargs) -> R:
        given = _bound(signature, name, args, kwargs)
        troubles = [
            f"{name}: {argument}{said}"
            for argument, value in given.arguments.items()
            if signature.parameters[argument].annotation is not inspect.Parameter.empty  # `self`
            for said in _faults(signature.parameters[argument], value)
        ]
        if troubles:
            raise ArgumentError(*troubles)
        return function(*given.args, **given.kwargs)

    door.__name__ = door.__qualname__ = name
    door.__module__ = "scheduler"
    return door


def _bound(
    signature: inspect.Signature, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> inspect.BoundArguments:
    """Return which argument is given which value: of what can be gone through once, a tuple."""
    known = signature.parameters
    unknown = [each for each in kwargs if each not in known]
    if unknown:
        near = meant(unknown[0], known)
        hint = f" Maybe {near}?" if near else f" Known: {', '.join(known)}."
        raise ArgumentError(f"{name}: found the unknown argument {unknown[0]}.{hint}")
    try:
        given = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise ArgumentError(f"{name}: {error}; expected {', '.join(known)}.") from None
    for argument, value in given.arguments.items():
        kind = known[argument].annotation
        if kind is int:
            given.arguments[argument] = _number(value)
        elif isinstance(value, Iterator):
            given.arguments[argument] = tuple(value)
    return given


def _faults(parameter: inspect.Parameter, value: Any) -> Iterator[str]:
    """Yield what does not fit in an argument; in ``*sessions``, in each of its values."""
    several = parameter.kind is inspect.Parameter.VAR_POSITIONAL
    for each in value if several else (value,):
        try:
            _adapter(parameter.annotation, parameter.name).validate_python(each)
        except ValidationError as error:
            yield _said(each, error)


@functools.cache
def _adapter(kind: Any, name: str) -> TypeAdapter[Any]:
    asked = _asked(kind)
    return TypeAdapter(Annotated[asked, _LEAST[name]] if name in _LEAST else asked)


def _asked(kind: Any) -> Any:
    """Return an annotation as pydantic is asked for it: objects by their class, lists of any sort."""
    origin, inner = get_origin(kind), get_args(kind)
    parts: Any = () if origin in (Literal, Callable) else tuple(map(_asked, inner))
    found: Any = Callable
    if kind in _TYPES or origin is Literal:
        found = _TYPES.get(kind, kind)
    elif origin is Annotated:
        found = _asked(inner[0])
    elif origin in (Union, UnionType):
        found = Union[parts]  # noqa: UP007 - of a tuple
    elif origin is tuple and Ellipsis not in inner:
        found = tuple[parts]
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        found = Mapping[parts]  # type: ignore[misc]
    elif isinstance(origin, type) and issubclass(origin, Iterable):
        found = Annotated[list[parts[0]], BeforeValidator(_listed)]
    elif isinstance(kind, type) and not getattr(kind, "_is_protocol", False):
        found = kind if issubclass(kind, Enum) else InstanceOf[kind]  # type: ignore[misc]
    return found


def _said(value: Any, error: ValidationError) -> str:
    faults: dict[tuple[Any, ...], tuple[Any, list[str]]] = {}
    for each in error.errors(include_url=False):
        where, found = _place(value, each["loc"])
        expected = each["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
        name = expected.removeprefix("an instance of ")
        how = f" ({_GIVEN_BY[name]})" if name in _GIVEN_BY else ""
        faults.setdefault(where, (found, []))[1].append(expected + how)
    where = max(faults, key=len)  # of several types, the one that it is nearly of
    found, expected_ = faults[where]
    place = "".join(f"[{part!r}]" for part in where)
    return f"{place}: found {_shown(found)}, expected {' or '.join(dict.fromkeys(expected_))}."


def _place(value: Any, loc: tuple[int | str, ...]) -> tuple[tuple[Any, ...], Any]:
    """Return the keys and positions of a place inside a value, and what is there."""
    where: tuple[Any, ...] = ()
    for part in loc:
        is_key = isinstance(value, Mapping) and part in value
        is_index = isinstance(value, list | tuple) and isinstance(part, int) and part < len(value)
        if is_key or is_index:
            where, value = (*where, part), value[part]
    return where, value


def _shown(value: Any) -> str:
    """Return a value for an error message: short ones in full, others by their type."""
    if isinstance(value, str):
        return ascii(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")
    if value is None or isinstance(value, bool | Real | date):
        return str(value)[:_LONGEST]
    if isinstance(value, type):
        return f"the type {value.__name__}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOUaeio' else 'a'} {name}"
