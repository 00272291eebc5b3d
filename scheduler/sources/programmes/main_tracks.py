"""A programme of one track, with something else beside it: its talks are held one at a time."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from scheduler.schedule import Assignment
from scheduler.sources.programmes.runs import Row, runs_of

FEWEST = 6
"""Sessions of a track that is one."""
MOSTLY = 0.6
"""The part of all sessions that it has, at least."""
LIMIT = "one-at-a-time"
"""Id of the limit."""


def with_main_track(
    tables: Mapping[str, Any], placed: Sequence[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which the talks of a programme of one track are held one at a time, and a note.

    They are most of all, in one room, and what is held in others is of other themes, or of other kinds, such
    as tutorials. What is pinned or exclusive does not tell.
    """
    rows = {row["id"]: row for row in tables["sessions"]}
    by_room: dict[str, list[Row]] = {}
    for each in placed:
        row = rows[each.session]
        if not row.get("pin") and not row.get("exclusive"):
            by_room.setdefault(each.room, []).append(row)
    room = max(by_room, key=lambda each: len(by_room[each]), default="")
    main = by_room.pop(room, [])
    others = [row for rows_ in by_room.values() for row in rows_]
    number = len(main) + len(others)
    if not others or len(main) < max(FEWEST, MOSTLY * number):
        return {**tables}, []
    limit = next(filter(None, (_apart(name, main, others) for name in ("themes", "kind"))), None)
    if limit is None or not _is_one_at_a_time(limit, tables, placed):
        return {**tables}, []
    title = next(row.get("title", room) for row in tables["rooms"] if row["id"] == room)
    note = (
        f"Most is held in {title}, and what runs beside it is of another sort: `parallel_limits` keep "
        "its sessions one at a time. Take that out if they may run beside one another."
    )
    row = {"id": LIMIT, "sessions": limit, "at_most": 1}
    return {**tables, "parallel_limits": [*tables.get("parallel_limits", ()), row]}, [note]


def _apart(name: str, main: Iterable[Row], others: Iterable[Row]) -> dict[str, list[str]] | None:
    """Return the themes, or the kinds, of some sessions, if each has some and others have none of them."""
    own = [_values(row, name) for row in main]
    known = dict.fromkeys(each for values in own for each in values)
    if not all(own) or any(known.keys() & {*_values(row, name)} for row in others):
        return None
    return {"themes" if name == "themes" else "kinds": [*known]}


def _values(row: Row, name: str) -> Sequence[str]:
    value = row.get(name) or ()
    return (value,) if isinstance(value, str) else value


def _is_one_at_a_time(
    selection: Mapping[str, Sequence[str]], tables: Mapping[str, Any], placed: Iterable[Assignment]
) -> bool:
    """Tell whether none of the selected sessions runs beside another."""
    chosen = [
        (start, end)
        for start, end, row in runs_of(tables, placed)
        if {*_values(row, "themes")} & {*selection.get("themes", ())}
        or row["kind"] in selection.get("kinds", ())
    ]
    return all(before[1] <= after[0] for before, after in pairwise(chosen))
