"""When sessions of a programme are held as a matter of course: together, or in the evening."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.schedule import Assignment
from scheduler.sources.programmes.breaks import is_of_house
from scheduler.sources.programmes.hours import EVENING, are_evenings_used, clock

Row = dict[str, Any]

TOGETHER = 2
"""Sessions of a kind that begin at once, on average, where it has slots."""
FEWEST = 4
"""Sessions of such a kind."""
DENSE = 1.25
"""Times that its starts would fill the day, one after the other, at most: otherwise any time is one."""
MOST = 4
"""Kinds that are named."""


@dataclass(frozen=True, slots=True)
class _Run:
    """When a session begins on its day, and how long it lasts, in minutes."""

    day: date
    start: int
    minutes: int
    is_free: bool
    """Whether it may move, and others may run beside it."""


def with_standard_starts(
    tables: Mapping[str, Any], placed: Iterable[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which kinds have the starts that their sessions share, and a note of them.

    A kind has all of its clock times; a profile of days on which it has others has those. What is pinned, or
    for all, does not tell whether a kind has slots, but begins at one.
    """
    every = _runs_by_kind(tables, placed)
    slotted = {kind: runs for kind, runs in every.items() if _has_slots(runs, tables["grid"])}
    if not slotted:
        return {**tables}, []
    kinds = [
        row | ({"standard_starts": _clocks(slotted[row["id"]])} if row["id"] in slotted else {})
        for row in tables["kinds"]
    ]
    profiles = [row | _of_days(row["dates"], slotted) for row in tables["day_profiles"]]
    titles = [row["title"] for row in kinds if row["id"] in slotted]
    more = f" and {len(titles) - MOST} more kinds" if len(titles) > MOST else ""
    note = (
        f"Sessions begin together ({', '.join(titles[:MOST])}{more}): `standard_starts` wish that it stays "
        "so. Take them out where any time will do."
    )
    return {**tables, "kinds": kinds, "day_profiles": profiles}, [note]


def with_evenings(
    tables: Mapping[str, Any], placed: Iterable[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which evenings cost nothing, if they are used as a matter of course, and a note.

    For kinds that have sessions then.
    """
    house = {row["id"] for row in tables["sessions"] if is_of_house(row["title"])}
    found = _runs_by_kind(tables, (each for each in placed if each.session not in house))
    spans: dict[date, list[tuple[int, int]]] = {}
    for run in chain.from_iterable(found.values()):
        spans.setdefault(run.day, []).append((run.start, run.start + run.minutes))
    late = {
        kind
        for kind, runs in found.items()
        if any(each.start + each.minutes > EVENING for each in runs)
    }
    if not late or not are_evenings_used(spans):
        return {**tables}, []
    kinds = [row | ({"late_is_fine": True} if row["id"] in late else {}) for row in tables["kinds"]]
    when = " on most days" if len(spans) > 1 else ""
    note = (
        f"Evenings are used{when}, so they cost nothing: kinds that have some say `late_is_fine`."
    )
    return {**tables, "kinds": kinds}, [note]


def _runs_by_kind(tables: Mapping[str, Any], placed: Iterable[Assignment]) -> dict[str, list[_Run]]:
    zone, rows = ZoneInfo(tables["zone"]), {row["id"]: row for row in tables["sessions"]}
    found: dict[str, list[_Run]] = {}
    for each in placed:
        row, wall = rows[each.session], each.start.astimezone(zone)
        is_free = not row.get("pin") and not row.get("exclusive")
        run = _Run(wall.date(), wall.hour * 60 + wall.minute, row["duration"], is_free)
        found.setdefault(row["kind"], []).append(run)
    return found


def _has_slots(runs: Sequence[_Run], grid: int) -> bool:
    """Tell whether sessions of a kind begin together, at times of which one follows the other."""
    free = [each for each in runs if each.is_free]
    starts = {(each.day, each.start) for each in free}
    if len(free) < max(FEWEST, TOGETHER * len(starts)) or any(each.start % grid for each in runs):
        return False
    shortest = min(each.minutes for each in free)
    return all(
        len(on_day) * shortest <= DENSE * (max(on_day) + shortest - min(on_day))
        for on_day in _by_day(starts)
    )


def _by_day(starts: Collection[tuple[date, int]]) -> Iterator[list[int]]:
    for day in sorted({each for each, _ in starts}):
        yield [start for each, start in starts if each == day]


def _clocks(runs: Iterable[_Run]) -> list[str]:
    return [clock(start) for start in sorted({each.start for each in runs})]


def _of_days(dates: Collection[str], slotted: Mapping[str, Sequence[_Run]]) -> Row:
    """Return the starts of kinds that have others on some days than on all."""
    own = {
        kind: _clocks(each for each in runs if each.day.isoformat() in dates)
        for kind, runs in slotted.items()
    }
    other = {
        kind: clocks for kind, clocks in own.items() if clocks and clocks != _clocks(slotted[kind])
    }
    return {"standard_starts": other} if other else {}
