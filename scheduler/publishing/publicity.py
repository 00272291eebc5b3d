"""What of a release is known at all, and what of it everybody may know."""

from collections.abc import Iterable

from scheduler.publishing.records import Conference, Entry, Release, Standing
from scheduler.publishing.references import TABLES, doors_of, names_in

_NOBODY = {
    "attendees": (),
    "delegations": (),
    "wishing": (),
    "join": None,
}
"""Fields of an entry that say who comes, and where the invited join."""


def is_announced(entry: Entry) -> bool:
    """Tell whether anybody could know of a session: not if it was cancelled before it was published."""
    return entry.standing is not Standing.CANCELLED or entry.changed != entry.created


def is_public(entry: Entry) -> bool:
    """Tell whether everybody may know of a session."""
    return is_announced(entry) and not entry.private


def announced(release: Release) -> Release:
    """Return a release with the sessions of which somebody could know."""
    return _with(release, filter(is_announced, release.entries))


def _with(release: Release, entries: Iterable[Entry]) -> Release:
    return Release(**(dict(release) | {"entries": tuple(entries)}))


def public(release: Release) -> Release:
    """Return a release without its private sessions, and without who attends the others.

    Of the tables, those rows stay that a public session names, and the parts of rooms it is in: what a
    private one alone needs tells of it.
    """
    entries = [Entry(**(dict(entry) | _NOBODY)) for entry in filter(is_public, release.entries)]
    named: dict[str, set[str]] = {table: set() for table in TABLES}
    for entry in entries:
        for table, names in names_in(entry).items():
            named[table].update(names)
    doors = doors_of(release.conference)
    named["rooms"].update(*(doors.get(room, ()) for room in named["rooms"]))
    tables = {
        table: tuple(row for row in getattr(release.conference, table) if row.id in named[table])
        for table in TABLES
    }
    conference = Conference(**(dict(release.conference) | tables))
    return Release(**(dict(_with(release, entries)) | {"conference": conference, "stamps": {}}))
