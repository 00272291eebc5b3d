"""Texts and numbers of the format: of which fields they are, and what an instance says in each."""

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel

from scheduler.instance import Instance
from tests.test_architecture import MAY_IMPORT, modules, source_of

Field = tuple[str, str]
"""A class of the instance, and one of its fields."""


def text_fields() -> set[Field]:
    """Return every field of the format that holds texts and that something published could show."""
    return _fields(lambda each: each is str)


def number_fields() -> set[Field]:
    """Return every such field that holds numbers or lengths of time."""
    return _fields(lambda each: each in {int, float, timedelta})


def _fields(wanted: Callable[[Any], bool]) -> set[Field]:
    read = _attributes()
    return {
        (part.__name__, name)
        for part in _parts(Instance, set())
        for name, field in part.model_fields.items()
        if name in read and any(map(wanted, _types(field.annotation)))
    }


@cache
def _attributes() -> frozenset[str]:
    """Return the names that are read, or quoted, where programmes are published, or in what that imports."""
    rooms = {"publishing", "web", "cli"} | MAY_IMPORT["publishing"]
    sources = (source_of(module) for module in modules() if module.split(".")[0] in rooms)
    return frozenset(
        name for source in sources for name in re.findall(r"""[."'`](\w+)\b""", source)
    )


def said(fact: Any) -> Iterator[tuple[Field, str]]:
    """Yield every text of an instance with the field that holds it."""
    for field, value in _values(fact):
        if isinstance(value, str) and not isinstance(value, Enum):
            yield field, value


def counted(fact: Any) -> Iterator[tuple[Field, int | float]]:
    """Yield every number of an instance with the field that holds it; lengths of time in minutes."""
    for field, value in _values(fact):
        if isinstance(value, timedelta):
            yield field, value // timedelta(minutes=1)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield field, value


def _values(fact: Any) -> Iterator[tuple[Field, Any]]:
    for name in type(fact).model_fields:
        for value in _flat(getattr(fact, name)):
            if isinstance(value, BaseModel):
                yield from _values(value)
            else:
                yield (type(fact).__name__, name), value


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _flat(each)
    else:
        yield value


def _parts(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for each in _types(field.annotation):
                if isinstance(each, type) and issubclass(each, BaseModel):
                    _parts(each, seen)
    return seen


def _types(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation is made of; a word of a few that are possible is none."""
    if typing.get_origin(annotation) is typing.Literal:
        return
    yield annotation
    for inner in typing.get_args(annotation):
        if not isinstance(inner, str):
            yield from _types(inner)
