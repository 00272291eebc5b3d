"""Answers that are kept until something else is asked: what is derived from facts that never change."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Identified(Protocol):
    """A row of a table."""

    @property
    def id(self) -> str:
        """Name in files."""


def latest(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that keeps its latest answer, for the same objects as arguments, all by position.

    For functions of frozen objects, which are asked the same a hundred times in a row. Objects are told apart
    by identity: to compare, or to hash, an instance takes longer than most answers. What is kept lives
    until the next question. Threads may ask: an answer is replaced, never changed.
    """
    kept: list[tuple[tuple[object, ...], T]] = []

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            return function(*args, **kwargs)
        for arguments, answer in kept[:1]:
            if len(arguments) == len(args) and all(map(is_, arguments, args)):
                return answer
        found = function(*args, **kwargs)
        kept[:1] = [(args, found)]
        return found

    return asked


def latest_of_each(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that keeps its latest answer for each row of a table, for equal other arguments.

    For functions of a frozen row, told apart by identity, and of little that concerns it, all by position: of
    a programme in which one session has moved, most rows are asked what they were asked before. Answers
    must not change; there are as many as there are ids. Threads may ask, as of `latest`.
    """
    kept: dict[str, tuple[Identified, tuple[Any, ...], T]] = {}

    @wraps(function)
    def asked(row: Identified, *args: Any) -> T:
        known = kept.get(row.id)
        if known is not None and known[0] is row and known[1] == args:
            return known[2]
        found = function(row, *args)
        kept[row.id] = (row, args, found)
        return found

    return asked
