"""The check of the front door: each argument is of its type, or it is said what was expected."""

import difflib
import functools
import inspect
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from numbers import Integral
from typing import Any, ParamSpec, TypeVar, get_args, get_origin

from scheduler.api.types import Misfit, misfit, shown
from scheduler.errors import ArgumentError

P = ParamSpec("P")
R = TypeVar("R")

_LEAST: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "time_limit": (lambda value: 0 < value < math.inf, "seconds above 0"),
    "workers": (lambda value: value >= 1, "one worker at least"),
    "seed": (lambda value: value >= 0, "a whole number, 0 or more"),
}
"""What numbers have to be, by the name that they have in every signature."""
_BY_POSITION = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


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
            f"{name}: {argument}{misfit.where}: found {misfit.found}, expected {misfit.expected}."
            for argument, value in given.arguments.items()
            if signature.parameters[argument].annotation is not inspect.Parameter.empty  # `self`
            for misfit in _misfits(signature.parameters[argument], value)
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
    """Return which argument is given which value."""
    known = signature.parameters
    unknown = [each for each in kwargs if each not in known]
    if unknown:
        near = difflib.get_close_matches(unknown[0], known, 1)
        hint = f" Maybe {near[0]}?" if near else f" Known: {', '.join(known)}."
        raise ArgumentError(f"{name}: found the unknown argument {unknown[0]}.{hint}")
    try:
        given = signature.bind(*args, **kwargs)
    except TypeError as error:
        named = ", ".join(each for each, of in known.items() if of.kind in _BY_POSITION)
        raise ArgumentError(f"{name}: {error}; expected {named}, all others by name.") from None
    for argument, value in given.arguments.items():
        given.arguments[argument] = _settled(known[argument].annotation, value)
    return given


def _settled(kind: Any, value: Any) -> Any:
    """Return a tuple of what can be gone through only once, and a number of numpy as Python's."""
    kinds: tuple[Any, ...] = (kind, *get_args(kind))
    if isinstance(value, Iterator) and any(get_origin(each) is Iterable for each in kinds):
        return tuple(value)
    is_number = isinstance(value, Integral) and not isinstance(value, bool)
    return int(value) if is_number and kind is int else value


def _misfits(parameter: inspect.Parameter, value: Any) -> Iterator[Misfit]:
    """Yield what does not fit in an argument; in ``*sessions``, in each of its values."""
    is_several = parameter.kind is inspect.Parameter.VAR_POSITIONAL
    for each in value if is_several else (value,):
        found = misfit(parameter.annotation, each)
        is_right, expected = _LEAST.get(parameter.name, (lambda _: True, ""))
        if found is not None:
            yield found
        elif not is_right(each):
            yield Misfit("", shown(each), expected)
