"""What takes long to build, and looks now and then whether anybody still waits for it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Check = Callable[[], None]
"""Raises `UnfinishedError` when nobody waits any more."""


class UnfinishedError(Exception):
    """The search was over before what it needs was built."""


def never() -> None:
    """Build to the end, however long it takes."""


def checked(items: Iterable[T], check: Check) -> Iterator[T]:
    """Yield items, and check before each."""
    for item in items:
        check()
        yield item


def check_of(over: Callable[[], bool]) -> Check:
    """Return a check that asks whether a search is over."""

    def check() -> None:
        if over():
            raise UnfinishedError

    return check
