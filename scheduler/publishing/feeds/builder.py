"""Feeds of a release: each event is written once for all readers who see it alike."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from scheduler.errors import InputError
from scheduler.instance import is_online
from scheduler.publishing.feeds.calendars import calendar
from scheduler.publishing.feeds.events import View, event
from scheduler.publishing.feeds.kinds import (
    PARTS,
    ForDelegation,
    ForPerson,
    Personal,
    Picked,
    ProgrammeFeed,
    Public,
    SessionFeed,
    Which,
)
from scheduler.publishing.feeds.selection import without_overlap
from scheduler.publishing.feeds.stamps import changed_event
from scheduler.publishing.feeds.tables import FeedTables
from scheduler.publishing.feeds.texts import DESCRIPTION
from scheduler.publishing.feeds.zones import make_sure_of_zone
from scheduler.publishing.publicity import edition_of
from scheduler.publishing.records import Entry, Language, Release

MOST = 1_000_000
"""Bytes of a feed at most; Google refuses more."""
_DETAILS = (DESCRIPTION, 600, 120, 0)
"""How much of a description stands in a feed: the most with which it is not too large."""


class UnknownFeedError(InputError):
    """There is no such feed in this release; what is private is as unknown as what never was."""


class TooLargeError(InputError):
    """A feed is too large for calendars to take, even without descriptions."""


class Feeds:
    """All feeds of a release.

    Parameters
    ----------
    release
        What was published.
    on
        The day for which feeds are made: during the conference they ask to be looked at more often. The day
        of the last publication that told everybody anything, by the venue's clocks, unless given.

    Raises
    ------
    InputError
        When calendars of some participants would not know the zone of the conference.
    """

    def __init__(self, release: Release, *, on: date | None = None) -> None:
        make_sure_of_zone(release.conference.zone)
        self._tables = FeedTables(release)
        self._sessions = self._tables.sessions
        self._on = on or self._tables.local(edition_of(release).published).date()
        self._events: dict[tuple[str, View], bytes] = {}

    def made(self, which: Which, language: Language) -> bytes:
        """Return a feed in a language; what is not known in it is in the first one.

        Raises
        ------
        UnknownFeedError
            When the release has no such room, person, session …
        TooLargeError
            When it is larger than a million bytes even without descriptions.
        """
        if not self.has(which):
            raise UnknownFeedError("There is no such feed.")
        most, *less, least = _DETAILS
        made = self._made(which, language, most)
        if len(made) <= MOST:
            return made
        shortest = self._made(which, language, least)
        if len(shortest) > MOST:
            raise TooLargeError(
                f"{len(self._sessions.of(which))} sessions make a feed of {len(shortest):,} bytes; calendars "
                f"take {MOST:,} at most. Use the feeds of its rooms, bodies, themes or kinds instead."
            )
        shorter = (self._made(which, language, detail) for detail in less)
        return next((each for each in shorter if len(each) <= MOST), shortest)

    def fits(self, which: Which, language: Language) -> bool:
        """Return whether a feed is one that calendars take."""
        try:
            self.made(which, language)
        except TooLargeError:
            return False
        return True

    def _made(self, which: Which, language: Language, detail: int) -> bytes:
        entries = self._sessions.of(which)
        views = self._views(which, language, entries, detail)
        events = [self._event(entry, view) for entry, view in zip(entries, views, strict=True)]
        return calendar(self._tables, which, language, entries, events, self._on)

    def has(self, which: Which) -> bool:
        """Return whether the release has what a feed is about."""
        match which:
            case ProgrammeFeed() | Picked():
                return True
            case SessionFeed():
                return bool(self._sessions.of(which))
            case _:
                known = self._tables.named_by(which) is not None
                return known and not self._sessions.is_behind_doors(which)

    @cached_property
    def public(self) -> tuple[Public, ...]:
        """All public feeds: the programme, those of each table of the conference, single sessions last."""
        conference = self._tables.conference
        found: tuple[Public, ...] = (
            ProgrammeFeed(),
            *(part(each.id) for part in PARTS for each in getattr(conference, part.table)),
            *(SessionFeed(entry.session) for entry in self._sessions.of(ProgrammeFeed())),
        )
        return tuple(which for which in found if self.has(which))

    @cached_property
    def personal(self) -> tuple[Personal, ...]:
        """All personal feeds: those of delegations, then those of persons."""
        conference = self._tables.conference
        return (
            *(ForDelegation(each.id) for each in conference.delegations),
            *(ForPerson(each.id) for each in conference.people),
        )

    def _event(self, entry: Entry, view: View) -> bytes:
        key = (entry.uid, view)
        if key not in self._events:
            self._events[key] = event(self._tables, entry, view)
        return self._events[key]

    def _views(
        self, which: Which, language: Language, entries: Sequence[Entry], detail: int
    ) -> Iterator[View]:
        match which:
            case ForPerson(id):
                yield from self._own(id, language, entries, detail)
            case Picked():
                for busy in without_overlap(entries, [True] * len(entries)):
                    yield View(language, personal=True, busy=busy, detail=detail)
            case ForDelegation():
                yield from (View(language, personal=True, detail=detail) for _ in entries)
            case SessionFeed():
                yield from (View(language, busy=True, detail=detail) for _ in entries)
            case _:
                yield from (View(language, detail=detail) for _ in entries)

    def _own(
        self, id: str, language: Language, entries: Sequence[Entry], detail: int
    ) -> Iterator[View]:
        """Yield how a person sees each session; those that are an option take no time."""
        person = self._tables.people[id]
        online = is_online(person)
        release, which = self._tables.release, ForPerson(id)
        for entry, busy in zip(entries, self._sessions.busy(id), strict=True):
            yield View(
                language,
                personal=True,
                invited=True,
                remote=online,
                zone=person.zone if online else None,
                busy=busy,
                detail=detail,
                changed=changed_event(release, which, entry),
            )


def feed(release: Release, which: Which, language: Language, *, on: date | None = None) -> bytes:
    """Return one feed of a release; `Feeds` makes many of them faster."""
    return Feeds(release, on=on).made(which, language)
