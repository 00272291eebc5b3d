"""Which rows of a conference an entry names, and which rows differ between two conferences."""

from collections.abc import Iterable, Mapping

from scheduler.publishing.records import Conference, Entry, Named, Person, Place

Row = Named | Person

TABLES = ("rooms", "bodies", "kinds", "themes", "regions", "sites", "delegations", "people")
"""Tables of a conference whose rows entries name."""

SHOWN = ("rooms", "bodies", "kinds", "themes", "regions")
"""Those that everybody's calendar shows of a session."""

Rows = Mapping[str, Mapping[str, Row]]
"""Rows by table and id."""


def rows_by_id(conference: Conference) -> Rows:
    """Return the rows of every table by id."""
    return {table: {row.id: row for row in getattr(conference, table)} for table in TABLES}


def doors_of(conference: Conference) -> Mapping[str, tuple[str, ...]]:
    """Return by room at which doors its sessions are found: its own, and those of the rooms it is made of."""
    return {room.id: (room.id, *room.parts) for room in conference.rooms}


def names_in(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Return the ids that an entry names, by table."""
    return {
        "rooms": (entry.room,),
        "bodies": () if entry.body is None else (entry.body,),
        "kinds": (entry.kind,),
        "themes": entry.themes,
        "regions": () if entry.region is None else (entry.region,),
        "sites": tuple(entry.sites),
        "delegations": (*entry.delegations, *entry.wishing),
        "people": tuple(attendee.person for attendee in entry.attendees),
    }


def shows(entry: Entry, rows: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a calendar shows, of an entry, one of some rows, by table."""
    names = names_in(entry)
    return any(not rows[table].isdisjoint(names[table]) for table in SHOWN)


def rows_that_differ(old: Conference, new: Conference) -> Mapping[str, frozenset[str]]:
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
    """Return a row without what no calendar shows: which rooms a room is made of."""
    return Place(**(dict(row) | {"parts": ()})) if isinstance(row, Place) else row


def with_rows_of(conference: Conference, older: Conference, entries: Iterable[Entry]) -> Conference:
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
        home = person.delegation or "" if isinstance(person, Person) else ""
        if home in had["delegations"] and home not in known["delegations"]:
            lost["delegations"][home] = had["delegations"][home]
    tables = {
        table: (*getattr(conference, table), *rows.values()) for table, rows in lost.items() if rows
    }
    return Conference(**(dict(conference) | tables)) if tables else conference
