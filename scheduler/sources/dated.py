"""Dates in the place of instants, as a file with a horizon of days has them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.sources.nodes import Node

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WINDOWS = ("windows", "preferred", "available", "closures", "prime_time", "reserve", "frozen")
_TABLES = ("kinds", "sessions", "people", "rooms", "preferences", "time_features")


def date_instants(root: Node) -> None:
    """Turn dates into instants, in a tree with a horizon of days: a day begins at midnight of UTC.

    The `start` of pins and of the published plan, and the ends of windows without `days`, of which the
    last day is inside.
    """
    horizon = root.child("horizon")
    if horizon is None or horizon.value != "days":
        return
    for start in _starts(root):
        _turn(start)
    for window in _windows(root):
        if window.child("days") is None:
            _turn(window.child("from"))
            _turn(window.child("to"), later=timedelta(days=1))


def _turn(node: Node | None, later: timedelta = timedelta()) -> None:
    """Turn a date into the midnight that begins it, or that ends it; leave everything else as it is."""
    text = node.value if node is not None else None
    if node is None or not isinstance(text, str) or not _DATE.fullmatch(text):
        return
    try:
        day = date.fromisoformat(text) + later
    except (ValueError, OverflowError):
        return
    node.value = f"{day}T00:00[UTC]"


def _rows(node: Node | None) -> Iterator[Node]:
    """Yield the rows of a table, or the entries of a list."""
    yield from node.value if node is not None and isinstance(node.value, list) else ()


def _starts(root: Node) -> Iterator[Node | None]:
    for row in _rows(root.child("published")):
        yield row.child("start")
    for row in _rows(root.child("sessions")):
        pin = row.child("pin")
        yield pin.child("start") if pin is not None else None


def _windows(root: Node) -> Iterator[Node]:
    """Yield every window of an instance."""
    rows = (root, *(row for table in _TABLES for row in _rows(root.child(table))))
    for row in rows:
        for field in _WINDOWS:
            yield from _rows(row.child(field))
