"""Cancellation checks for long computations."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Check = Callable[[], None]
"""Raises `UnfinishedError` when the search was cancelled."""


class UnfinishedError(Exception):
    """The search ended before its model was built."""


def never() -> None:
    """Never cancel."""


def checked(items: Iterable[T], check: Check) -> Iterator[T]:
    """Yield items, and check before each."""
    for item in items:
        check()
        yield item


def check_of(over: Callable[[], bool]) -> Check:
    """Return a check that raises once a search is over."""

    def check() -> None:
        if over():
            raise UnfinishedError

    return check
