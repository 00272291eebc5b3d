"""Which sessions stand in which feed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from scheduler.publishing.feeds.kinds import (
    ForDelegation,
    ForPerson,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    Picked,
    ProgrammeFeed,
    SessionFeed,
    Which,
)
from scheduler.publishing.publicity import doors_of, is_announced, is_public
from scheduler.publishing.records import Entry, Release, SessionStanding

_OPTIONAL = "optional"

Table = Mapping[str, Sequence[Entry]]


class Sessions:
    """The sessions of a release, found by feed; always by start, then UID."""

    def __init__(self, release: Release) -> None:
        known = filter(is_announced, release.entries)
        self._all = sorted(known, key=lambda entry: (entry.start, entry.uid))
        self._public = [*filter(is_public, self._all)]
        self._people = release.conference.people
        self._doors = doors_of(release.conference)

    def of(self, which: Which) -> Sequence[Entry]:
        """Return the sessions of a feed; none, if nobody knows of what it is about."""
        match which:
            case ProgrammeFeed():
                return self._public
            case Picked(sessions):
                return [entry for entry in self._public if entry.session in sessions]
            case SessionFeed(session):
                return self._by_session.get(session, ())
            case ForPerson(id):
                return self._by_person.get(id, ())
            case ForDelegation(id):
                return self._by_delegation.get(id, ())
            case _:
                return self._tables[which.table].get(which.id, ())

    def used(self, table: str) -> Collection[str]:
        """Return the ids of a table that public sessions name."""
        return self._tables[table].keys()

    def is_behind_doors(self, which: Which) -> bool:
        """Return whether only private sessions are of a body, theme, kind or region; rooms are no secret."""
        if not isinstance(which, OfBody | OnTheme | OfKind | OfRegion):
            return False
        return not self.of(which) and which.id in self._private_tables[which.table]

    def is_option(self, person: str, entry: Entry) -> bool:
        """Return whether a session is one that a person may attend or not."""
        return (person, entry.uid) in self._options

    def busy(self, person: str) -> Iterator[bool]:
        """Tell of each session of a person whether it takes time; none that is an option does."""
        entries = self.of(ForPerson(person))
        return without_overlap(entries, (not self.is_option(person, entry) for entry in entries))

    @cached_property
    def _options(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (attendee.person, entry.uid)
            for entry in self._all
            for attendee in entry.attendees
            if attendee.role == _OPTIONAL
        )

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return self._tables_of(self._public)

    @cached_property
    def _private_tables(self) -> Mapping[str, Table]:
        return self._tables_of([entry for entry in self._all if entry.private])

    def _tables_of(self, entries: Sequence[Entry]) -> Mapping[str, Table]:
        """Return the sessions of each room, body …; those of a hall also stand at the doors of its parts."""
        return {
            "rooms": grouped(entries, lambda entry: self._doors.get(entry.room, (entry.room,))),
            "bodies": grouped(entries, lambda entry: entry.bodies),
            "themes": grouped(entries, lambda entry: entry.themes),
            "kinds": grouped(entries, lambda entry: (entry.kind,)),
            "regions": grouped(entries, lambda entry: (entry.region,) if entry.region else ()),
        }

    @cached_property
    def _by_session(self) -> Table:
        return grouped(self._public, lambda entry: (entry.session,))

    @cached_property
    def _by_person(self) -> Table:
        return grouped(self._all, lambda entry: (each.person for each in entry.attendees))

    @cached_property
    def _by_delegation(self) -> Table:
        of_person = {person.id: person.delegation for person in self._people}

        def delegations(entry: Entry) -> Iterator[str]:
            yield from (*entry.delegations, *entry.wishing)
            members = (of_person.get(each.person) for each in entry.attendees)
            yield from (delegation for delegation in members if delegation)

        return grouped(self._public, delegations)


def without_overlap(entries: Sequence[Entry], wanted: Iterable[bool]) -> Iterator[bool]:
    """Return for each entry whether it is shown as busy: if wanted, and no earlier one overlaps it."""
    taken: datetime | None = None
    for entry, wish in zip(entries, wanted, strict=True):
        takes = wish and entry.standing is not SessionStanding.CANCELLED
        busy = takes and (taken is None or entry.start >= taken)
        taken = entry.end if busy else taken
        yield busy


def grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> Table:
    """Return the entries of each key, in their order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return groups
