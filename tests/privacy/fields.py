"""The texts of the format: of which fields they are, and what an instance says in each."""

import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from scheduler.instance import Instance

Field = tuple[str, str]
"""A class of the instance, and one of its fields."""


def text_fields(model: type[BaseModel] = Instance) -> set[Field]:
    """Return every field of the format that holds texts, in any part of an instance."""
    return {field for part in _parts(model, set()) for field in _texts_of(part)}


def said(fact: Any) -> Iterator[tuple[Field, str]]:
    """Yield every text of an instance with the field that holds it."""
    for name in type(fact).model_fields:
        for value in _flat(getattr(fact, name)):
            if isinstance(value, BaseModel):
                yield from said(value)
            elif isinstance(value, str) and not isinstance(value, Enum):
                yield (type(fact).__name__, name), value


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _flat(each)
    else:
        yield value


def _texts_of(model: type[BaseModel]) -> Iterator[Field]:
    for name, field in model.model_fields.items():
        if str in set(_types(field.annotation)):
            yield model.__name__, name


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
