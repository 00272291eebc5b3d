"""A programme of one track, with something else beside it: its talks stay in its room, one at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scheduler.schedule import Assignment
from scheduler.sources.programmes.records import MADE_ROOM
from scheduler.sources.programmes.runs import Row

FEWEST = 6
"""Sessions of a track that is one."""
MOSTLY = 0.6
"""The part of all sessions that it has, at least."""
FEATURE = "main_track"
"""What its room offers, and its talks need."""


def with_main_track(
    tables: Mapping[str, Any], placed: Sequence[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which the talks of a programme of one track stay in its room, and a note.

    They are most of all, in one room, and what is held in others is of other themes, or of other kinds, such
    as tutorials. What is pinned or exclusive does not tell.
    """
    rows = {row["id"]: row for row in tables["sessions"]}
    by_room: dict[str, list[Row]] = {}
    for each in placed:
        row = rows[each.session]
        if not row.get("pin") and not row.get("exclusive"):
            by_room.setdefault(each.room, []).append(row)
    made = {row["id"] for row in tables["rooms"] if row.get("title", "").startswith(MADE_ROOM)}
    room = max(by_room, key=lambda each: len(by_room[each]), default="")
    main = by_room.pop(room, [])
    others = [row for rows_ in by_room.values() for row in rows_]
    number = len(main) + len(others)
    if not others or room in made or len(main) < max(FEWEST, MOSTLY * number):
        return {**tables}, []
    if not any(_are_apart(name, main, others) for name in ("themes", "kind")):
        return {**tables}, []
    title = next(row.get("title", room) for row in tables["rooms"] if row["id"] == room)
    note = (
        f"Most is held in {title}, and what runs beside it is of another sort. So that it stays so, it "
        f"has the feature `{FEATURE}`, which its sessions need: take that out of those that may be elsewhere."
    )
    ids = {row["id"] for row in main}
    needs = {"needs": [FEATURE]}
    return {
        **tables,
        "rooms": [
            row | ({"features": [FEATURE]} if row["id"] == room else {}) for row in tables["rooms"]
        ],
        "sessions": [row | (needs if row["id"] in ids else {}) for row in tables["sessions"]],
    }, [note]


def _are_apart(name: str, main: Iterable[Row], others: Iterable[Row]) -> bool:
    """Tell whether some sessions all have themes, or kinds, that others have not."""
    own = [_values(row, name) for row in main]
    known = {each for values in own for each in values}
    return all(own) and not any(known & {*_values(row, name)} for row in others)


def _values(row: Row, name: str) -> Sequence[str]:
    value = row.get(name) or ()
    return (value,) if isinstance(value, str) else value
