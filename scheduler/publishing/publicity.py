"""The known and the public part of a release, and the rows that an entry names."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import remade
from scheduler.publishing.records import (
    Entry,
    PublicRelease,
    PublishedConference,
    PublishedPerson,
    PublishedRoom,
    Recess,
    Release,
    TitledRow,
)

_NOBODY: dict[str, Any] = {
    "attendees": (),
    "guests": (),
    "delegations": (),
    "wishing": (),
    "join": None,
    "sites": {},
}
"""Fields of an entry that say who comes, how many from where, and where the invited join."""


def is_announced(entry: Entry) -> bool:
    """Return whether anybody could know of a session: not if it was cancelled before it was published."""
    return entry.is_held or entry.changed != entry.created


def is_public(entry: Entry) -> bool:
    """Return whether a session is public."""
    return is_announced(entry) and not entry.private


def public_entries(release: Release) -> tuple[Entry, ...]:
    """Return the public sessions: those of the calendar of the whole programme."""
    return tuple(filter(is_public, release.entries))


def announced(release: Release) -> Release:
    """Return a release with the sessions of which somebody could know."""
    entries = tuple(filter(is_announced, release.entries))
    conference = remade(release.conference, breaks=_breaks(release.conference, entries))
    return remade(release, conference=conference, entries=entries)


def secrets_of(release: Release) -> frozenset[str]:
    """Return the ids of the sessions of a release that are private."""
    return frozenset(entry.session for entry in release.entries if entry.private)


def hidden(entries: Iterable[Entry], secret: Collection[str]) -> tuple[Entry, ...]:
    """Return entries of which those of some sessions are private, whatever they were when published."""
    return tuple(
        remade(entry, private=True) if entry.session in secret and not entry.private else entry
        for entry in entries
    )


def edition_of(release: Release) -> PublicRelease:
    """Return the last release with public news, in place of one without any."""
    own = PublicRelease(number=release.number, published=release.published, note=release.note)
    return release.edition or own


def public(release: Release) -> Release:
    """Return a release without its private sessions, and without who attends the others, or how many.

    It has the number of the last one that told everybody anything. Of the tables, those rows stay that a
    public session names, and the parts of rooms it is in: what a private one alone needs tells of it.
    """
    shown: dict[str, Any] = {"edition": None, "stamps": {}, "override": ""}
    shown |= dict(edition_of(release)) | _contents(release)
    return remade(release, **shown)


def _contents(release: Release) -> dict[str, Any]:
    """Return the public sessions, and the conference as they show it."""
    entries = [
        remade(entry, **_NOBODY, remote=entry.remote or bool(entry.sites))
        for entry in public_entries(release)
    ]
    named: dict[str, set[str]] = {table: set() for table in TABLES}
    for entry in entries:
        for table, names in names_in(entry).items():
            named[table].update(names)
    for item in release.conference.untimed:
        named["kinds"].update(filter(None, [item.kind]))
        named["bodies"].update(filter(None, [item.body]))
        named["themes"].update(item.themes)
    doors = doors_of(release.conference)
    named["rooms"].update(*(doors.get(room, ()) for room in named["rooms"]))
    tables = {
        table: tuple(row for row in getattr(release.conference, table) if row.id in named[table])
        for table in TABLES
    }
    breaks = _breaks(release.conference, entries)
    conference = remade(release.conference, **tables, breaks=breaks)
    return {"conference": conference, "draft": release.draft, "entries": tuple(entries)}


def _breaks(conference: PublishedConference, entries: Iterable[Entry]) -> tuple[Recess, ...]:
    """Return the breaks of hours that some sessions use on their day, with their kinds alone."""
    zone = ZoneInfo(conference.zone)
    used = {(entry.start.astimezone(zone).date(), entry.kind) for entry in entries if entry.is_held}
    found = []
    for since, until, titles, kinds in conference.breaks:
        day = since.astimezone(zone).date()
        if some := tuple(kind for kind in kinds if (day, kind) in used):
            found.append((since, until, titles, some))
    return tuple(found)


def tells_news(before: Release, after: Release, secret: Collection[str]) -> bool:
    """Return whether a release has public news compared with the one before.

    Nothing is told of sessions that are private now (`secret`, ids), whatever they were then.
    """
    old, new = (
        _contents(remade(each, entries=hidden(each.entries, secret))) for each in (before, after)
    )
    return bool(after.note) or old != new


Row = TitledRow | PublishedPerson

TABLES = ("rooms", "bodies", "kinds", "themes", "regions", "sites", "delegations", "people")
"""Tables of a conference whose rows entries name."""

SHOWN = ("rooms", "bodies", "kinds", "themes", "regions")
"""Fields of a session that public calendars show."""

Rows = Mapping[str, Mapping[str, Row]]
"""Rows by table and id."""


def rows_by_id(conference: PublishedConference) -> Rows:
    """Return the rows of every table by id."""
    return {table: {row.id: row for row in getattr(conference, table)} for table in TABLES}


def doors_of(conference: PublishedConference) -> Mapping[str, tuple[str, ...]]:
    """Return by room at which doors its sessions are found: its own, and those of the rooms it is made of."""
    return {room.id: (room.id, *room.parts) for room in conference.rooms}


def names_in(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Return the ids that an entry names, by table."""
    return {
        "rooms": (entry.room,),
        "bodies": entry.bodies,
        "kinds": (entry.kind,),
        "themes": entry.themes,
        "regions": () if entry.region is None else (entry.region,),
        "sites": tuple(entry.sites),
        "delegations": (*entry.delegations, *entry.wishing),
        "people": (*(attendee.person for attendee in entry.attendees), *entry.guests),
    }


def shows(entry: Entry, rows: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a calendar shows, of an entry, one of some rows, by table."""
    names = names_in(entry)
    return any(not rows[table].isdisjoint(names[table]) for table in SHOWN)


def rows_that_differ(
    old: PublishedConference, new: PublishedConference
) -> Mapping[str, frozenset[str]]:
    """Return the ids of the rows that two conferences both have, and that read differently, by table."""
    before, after = rows_by_id(old), rows_by_id(new)
    return {
        table: frozenset(
            id_
            for id_ in before[table].keys() & after[table].keys()
            if _as_read(before[table][id_]) != _as_read(after[table][id_])
        )
        for table in TABLES
    }


def _as_read(row: Row) -> Row:
    return remade(row, parts=()) if isinstance(row, PublishedRoom) else row


def with_rows_of(
    conference: PublishedConference, older: PublishedConference, entries: Iterable[Entry]
) -> PublishedConference:
    """Return a conference with the rows that entries name and that only an older one has.

    What a cancelled session was is still told when its room or its speaker is long gone.
    """
    known, had = rows_by_id(conference), rows_by_id(older)
    lost: dict[str, dict[str, Row]] = {table: {} for table in TABLES}
    for entry in entries:
        for table, names in names_in(entry).items():
            for name in names:
                if name not in known[table] and name in had[table]:
                    lost[table][name] = had[table][name]
    for person in lost["people"].values():
        home = person.delegation or "" if isinstance(person, PublishedPerson) else ""
        if home in had["delegations"] and home not in known["delegations"]:
            lost["delegations"][home] = had["delegations"][home]
    tables = {
        table: (*getattr(conference, table), *rows.values()) for table, rows in lost.items() if rows
    }
    return remade(conference, **tables) if tables else conference
