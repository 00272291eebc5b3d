"""The flat list: a line for each session, the same fields in every form."""

from collections.abc import Iterable
from datetime import date, time

from scheduler.publishing.exports.programmes import Programme, Row
from scheduler.publishing.exports.words import Words

Value = str | int | date | time

FIELDS = (
    *("day", "start", "end", "title", "room", "building", "kind", "body", "themes"),
    *("languages", "region", "remote", "standing", "stream", "description", "session"),
)
"""Columns of the list; `private` besides, where private sessions are shown."""


def fields_of(programme: Programme) -> tuple[str, ...]:
    """Return the columns of a programme's list: which of its sessions are private is said if any is."""
    private = any(row.private for row in programme.rows)
    return (*FIELDS, "private") if private else FIELDS


def values_of(row: Row, fields: Iterable[str], words: Words) -> tuple[Value, ...]:
    """Return what stands in the columns: dates and times as such."""
    values: dict[str, Value] = {
        "day": row.day,
        "start": row.start.time(),
        "end": row.end.time(),
        "title": row.title,
        "room": row.room,
        "building": row.building,
        "kind": row.kind,
        "body": row.body,
        "themes": "; ".join(row.themes),
        "languages": " ".join(row.languages),
        "region": row.region,
        "remote": row.remote,
        "standing": words.standings[row.standing],
        "stream": row.stream,
        "description": row.description,
        "session": row.session,
        "private": words.private if row.private else "",
    }
    return tuple(values[field] for field in fields)
