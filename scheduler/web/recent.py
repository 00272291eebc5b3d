"""Memory that has an end: what was asked for last is kept, what was not is forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by key, up to a weight in all; the one that nobody has asked for the longest goes first.

    Parameters
    ----------
    most
        Weight of all values at most. A value that is heavier alone is not kept.
    weigh
        Says how heavy a value is; each weighs 1 unless given.
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] | None = None) -> None:
        self._most = most
        self._weigh = weigh or (lambda _: 1)
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self.weight = 0
        """Of all values that are kept."""

    def get(self, key: Key) -> Value | None:
        """Return a value, if it is still kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Key, value: Value) -> None:
        """Keep a value under a key that has none."""
        self._values[key] = value
        self.weight += self._weigh(value)
        while self.weight > self._most:
            _, gone = self._values.popitem(last=False)
            self.weight -= self._weigh(gone)
