"""When the sessions of an instance run, as a file has them, and which are alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from scheduler.schedule import Assignment

Row = dict[str, Any]
Run = tuple[datetime, datetime, Row]
"""When a session begins and ends, and its row."""


def runs_of(tables: Mapping[str, Any], placed: Iterable[Assignment]) -> list[Run]:
    """Return the sessions in the order of their starts."""
    rows = {row["id"]: row for row in tables["sessions"]}
    found = ((each.start, rows[each.session]) for each in placed)
    runs = ((start, start + timedelta(minutes=row["duration"]), row) for start, row in found)
    return sorted(runs, key=itemgetter(0, 1))


def alone_in(runs: Sequence[Run]) -> list[Row]:
    """Return the sessions beside which nothing runs."""
    found: list[Row] = []
    until: datetime | None = None
    for number, (start, end, row) in enumerate(runs):
        following = runs[number + 1][0] if number + 1 < len(runs) else None
        if (until is None or until <= start) and (following is None or end <= following):
            found.append(row)
        until = end if until is None else max(until, end)
    return found
