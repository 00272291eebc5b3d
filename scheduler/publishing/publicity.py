"""What of a release is known at all, and what of it everybody may know."""

from collections.abc import Collection, Iterable
from typing import Any

from scheduler.publishing.records import Conference, Edition, Entry, Release, Standing
from scheduler.publishing.references import TABLES, doors_of, names_in

_NOBODY: dict[str, Any] = {
    "attendees": (),
    "delegations": (),
    "wishing": (),
    "join": None,
    "sites": {},
}
"""Fields of an entry that say who comes, how many from where, and where the invited join."""


def is_announced(entry: Entry) -> bool:
    """Tell whether anybody could know of a session: not if it was cancelled before it was published."""
    return entry.standing is not Standing.CANCELLED or entry.changed != entry.created


def is_public(entry: Entry) -> bool:
    """Tell whether everybody may know of a session."""
    return is_announced(entry) and not entry.private


def announced(release: Release) -> Release:
    """Return a release with the sessions of which somebody could know."""
    return _with(release, filter(is_announced, release.entries))


def secrets_of(release: Release) -> frozenset[str]:
    """Return the ids of the sessions of a release that are private."""
    return frozenset(entry.session for entry in release.entries if entry.private)


def hidden(entries: Iterable[Entry], secret: Collection[str]) -> tuple[Entry, ...]:
    """Return entries of which those of some sessions are private, whatever they were when published."""
    return tuple(
        Entry(**(dict(entry) | {"private": True}))
        if entry.session in secret and not entry.private
        else entry
        for entry in entries
    )


def _with(release: Release, entries: Iterable[Entry]) -> Release:
    return Release(**(dict(release) | {"entries": tuple(entries)}))


def edition_of(release: Release) -> Edition:
    """Return the release of which everybody is told, in place of one that tells them nothing."""
    own = Edition(number=release.number, published=release.published, note=release.note)
    return release.edition or own


def public(release: Release) -> Release:
    """Return a release without its private sessions, and without who attends the others, or how many.

    It has the number of the last one that told everybody anything. Of the tables, those rows stay that a
    public session names, and the parts of rooms it is in: what a private one alone needs tells of it.
    """
    shown: dict[str, Any] = {"edition": None, "stamps": {}}
    shown |= dict(edition_of(release)) | _contents(release)
    return Release(**(dict(release) | shown))


def _contents(release: Release) -> dict[str, Any]:
    """Return the sessions that everybody may know of, and the conference as they show it."""
    entries = [
        Entry(**(dict(entry) | _NOBODY | {"remote": entry.remote or bool(entry.sites)}))
        for entry in filter(is_public, release.entries)
    ]
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
    return {"conference": conference, "draft": release.draft, "entries": tuple(entries)}


def tells_news(before: Release, after: Release, secret: Collection[str]) -> bool:
    """Tell whether a release tells everybody anything that the one before does not.

    Parameters
    ----------
    before
        A release.
    after
        The one that follows it.
    secret
        Sessions that are private now: nothing of them is told, whatever they were then.
    """
    old, new = (_contents(_with(each, hidden(each.entries, secret))) for each in (before, after))
    return bool(after.note) or old != new
