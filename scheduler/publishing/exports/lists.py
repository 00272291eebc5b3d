"""The flat list: a line for each session, the same fields in every form; and as CSV."""

import csv
import io
from collections.abc import Iterable
from datetime import date, time

from scheduler.publishing.exports.programmes import ExportedSession, Programme
from scheduler.publishing.exports.words import Words, inert

Value = str | int | date | time

FIELDS = (
    *("day", "start", "end", "title", "room", "building", "kind", "body", "themes"),
    *("languages", "region", "remote", "standing", "stream", "description", "session"),
)
"""Columns of the list for everybody."""

DETAILS = ("speakers", "breaks", "agenda", "output", "audience", "invited")
"""Columns that are there where any session has something in them."""


def fields_of(programme: Programme) -> tuple[str, ...]:
    """Return the columns of a programme's list.

    Which of its sessions are private is said if any is, and how many take part from afar if that may be told.
    """
    counted = any(row.afar is not None for row in programme.rows)
    private = any(row.private for row in programme.rows)
    fields = ["afar" if each == "remote" and counted else each for each in FIELDS]
    fields[-1:-1] = details_of(programme)
    return (*fields, "private") if private else (*fields,)


def details_of(programme: Programme) -> tuple[str, ...]:
    """Return those columns of `DETAILS` in which something stands."""
    return tuple(each for each in DETAILS if any(getattr(row, each) for row in programme.rows))


def values_of(row: ExportedSession, fields: Iterable[str], words: Words) -> tuple[Value, ...]:
    """Return what stands in the columns: dates and times as such; of whole days, dates alone."""
    start, end = row.dates or (row.start.time(), row.end.time())
    values: dict[str, Value] = {
        "day": row.day,
        "start": start,
        "end": end,
        "title": row.title,
        "room": row.room,
        "building": row.building,
        "kind": row.kind,
        "body": row.body,
        "themes": "; ".join(row.themes),
        "languages": " ".join(row.languages),
        "region": row.region,
        "remote": words.possible if row.remote else "",
        "afar": row.afar or 0,
        "standing": words.standings[row.standing],
        "stream": row.stream,
        "description": row.description,
        "speakers": row.speakers,
        "breaks": row.breaks,
        "agenda": row.agenda,
        "output": row.output,
        "audience": row.audience,
        "invited": row.invited,
        "session": row.session,
        "private": words.private if row.private else "",
    }
    return tuple(values[field] for field in fields)


def calendar_of(programme: Programme) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of a calendar of months: sessions have dates, and no hours to be drawn by."""
    words = programme.words
    fields = ("start", "end", "title", "room", "body", "kind")
    rows = [
        [
            *map(words.day, row.dates or ()),
            row.title + (" *" if row.private else ""),
            *(row.room, row.body, row.kind),
        ]
        for row in programme.held
    ]
    return [words.columns[each] for each in fields], rows


def csv_of(programme: Programme) -> bytes:
    """Return the list of a programme as CSV: a heading, then a record for each session.

    Dates are ``2021-11-08``, times ``09:30``; whole days start and end on dates. What a spreadsheet would
    take for a formula begins with an apostrophe. Headings are in the language of the programme.
    """
    fields = fields_of(programme)
    head = [programme.words.columns[field] for field in fields]
    return table_of([head, *(values_of(row, fields, programme.words) for row in programme.rows)])


def table_of(rows: Iterable[Iterable[Value]]) -> bytes:
    """Return rows as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows(map(_text, row) for row in rows)
    return file.getvalue().encode("utf-8")


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return inert(str(value))
