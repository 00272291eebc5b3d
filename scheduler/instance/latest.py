"""Answers that are kept until something else is asked: what is derived from facts that never change."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

P = ParamSpec("P")
T = TypeVar("T")


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


class Memory:
    """What was worked out of the facts of an instance, by whoever has asked; a copy begins with nothing."""

    def __init__(self) -> None:
        self._kept: dict[object, dict[Any, Any]] = {}

    def __reduce__(self) -> tuple[type["Memory"], tuple[()]]:
        """Return what a copy is made of, such as in another process."""
        return Memory, ()

    def of(self, asker: object) -> dict[Any, Any]:
        """Return what one asker keeps, by key."""
        kept = self._kept.get(asker)
        if kept is None:
            kept = self._kept.setdefault(asker, {})
        return kept


def memory_of(instance: "Instance") -> Memory:
    """Return the memory of an instance; instances that differ by pins alone share it.

    What is kept there must follow from other facts than pins. Threads may ask: what is kept is replaced,
    never changed.
    """
    owner, memory = instance.__dict__.get(_MEMORY, (None, None))
    if isinstance(memory, Memory) and owner == id(instance):  # else it is of what this is a copy of
        return memory
    return share_memory(instance, Memory())


def share_memory(instance: "Instance", memory: Memory) -> Memory:
    """Let an instance have a memory, and return it."""
    instance.__dict__[_MEMORY] = (id(instance), memory)
    return memory


_MEMORY = "memory"
