"""Sessions of one name that are numbered, and follow one another: they are to do so still."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from scheduler.schedule import Assignment
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.runs import Row, Run, runs_of

_NUMBERED = re.compile(
    r"(?P<before>.*?)[\s,:;(\[#-]*\b(?P<number>\d{1,2}|[ivx]{1,5}|cont(?:inued|['.]?d|\.)?)\b[\s.)\]]*(?P<after>(?:[:.-].*)?)",
    re.IGNORECASE | re.DOTALL,
)
"""A title with a number at its end, or before a colon: Session 2; Part II: rivers; Panel (cont.)."""
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_LAST = 99
MOST = 4
"""Sequences that are named."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A session of a sequence."""

    number: int
    start: datetime
    end: datetime
    row: Row


def with_sequences(
    tables: Mapping[str, Any], placed: Iterable[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which numbered sessions of one name come one after the other, and a note.

    Only if they do so in the programme, by their numbers, and none runs beside another.
    """
    found = [parts for parts in _sequences(runs_of(tables, placed)) if _follow(parts)]
    if not found:
        return {**tables}, []
    orders = [
        {"first": [earlier.row["id"]], "then": [later.row["id"]]}
        for parts in found
        for earlier, later in pairwise(parts)
    ]
    named = [f"{parts[0].row['title']} to {parts[-1].row['title']}" for parts in found]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    note = (
        f"One after the other, by their numbers: {', '.join(named[:MOST])}{more}. `orders` keep it so: "
        "take out what need not be so."
    )
    return {**tables, "orders": [*tables.get("orders", ()), *orders]}, [note]


def _sequences(runs: Iterable[Run]) -> Iterator[list[_Part]]:
    by_name: dict[str, list[_Part]] = {}
    for start, end, row in runs:
        if (named := numbered(row["title"])) is not None:
            by_name.setdefault(named[0], []).append(_Part(named[1], start, end, row))
    for parts in by_name.values():
        yield sorted(parts, key=lambda each: each.number)


def _follow(parts: Sequence[_Part]) -> bool:
    """Tell whether each begins after the one before has ended, and has the next number."""
    return len(parts) > 1 and all(
        later.start >= earlier.end and (later.number == earlier.number + 1 or later.number == _LAST)
        for earlier, later in pairwise(parts)
    )


def numbered(title: str) -> tuple[str, int] | None:
    """Return the name and the number of a title that has one at its end, or before a colon."""
    match = _NUMBERED.fullmatch(title.strip())
    if match is None or not (name := folded(match["before"])):
        return None
    number = match["number"].casefold()
    if number.startswith("cont"):
        return name, _LAST
    return name, int(number) if number.isdigit() else _ROMAN.get(number, 0)
