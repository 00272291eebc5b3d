"""What everybody may know of a release."""

from scheduler.publishing.records import Conference, Entry, Release
from scheduler.publishing.references import TABLES, names_in

_NOBODY = {
    "attendees": (),
    "delegations": (),
    "wishing": (),
    "join": None,
}
"""Fields of an entry that say who comes, and where the invited join."""


def public(release: Release) -> Release:
    """Return a release without its private sessions, and without who attends the others.

    Of the tables, those rows stay that a public session names: what a private one alone needs tells of it.
    """
    entries = [Entry(**(dict(entry) | _NOBODY)) for entry in release.entries if not entry.private]
    named: dict[str, set[str]] = {table: set() for table in TABLES}
    for entry in entries:
        for table, names in names_in(entry).items():
            named[table].update(names)
    tables = {
        table: tuple(row for row in getattr(release.conference, table) if row.id in named[table])
        for table in TABLES
    }
    conference = Conference(**(dict(release.conference) | tables))
    return Release(**(dict(release) | {"conference": conference, "entries": tuple(entries)}))
