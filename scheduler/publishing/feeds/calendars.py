"""Feeds of a release: each event is written once for all readers who see it alike, within its VCALENDAR."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from icalendar import Calendar

from scheduler.errors import InputError
from scheduler.instance import is_online
from scheduler.publishing.dates import city
from scheduler.publishing.feeds.addresses import (
    ForDelegation,
    ForPerson,
    Personal,
    Picked,
    ProgrammeFeed,
    Public,
    SessionFeed,
    Which,
    address_of,
    page_of,
    path_of,
)
from scheduler.publishing.feeds.events import View, event
from scheduler.publishing.feeds.stamps import changed_calendar, changed_event
from scheduler.publishing.feeds.tables import FeedTables, without_overlap
from scheduler.publishing.feeds.texts import DESCRIPTION, one_line
from scheduler.publishing.feeds.values import add_text, add_value, bytes_of, colour_name, needs_zone
from scheduler.publishing.feeds.zones import make_sure_of_zone, timezone
from scheduler.publishing.publicity import edition_of
from scheduler.publishing.records import Entry, Language, PublishedConference, Release, TitledRow
from scheduler.publishing.words import words_in

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
        self.sessions = self._tables.sessions
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
        return self._fitting(which, language)[0]

    def events(self, which: Which, language: Language) -> Mapping[str, bytes]:
        """Return the events of a feed that can be `made`, by session, each the same bytes as there."""
        return self._fitting(which, language)[1]

    def _fitting(self, which: Which, language: Language) -> tuple[bytes, Mapping[str, bytes]]:
        if not self.has(which):
            raise UnknownFeedError("There is no such feed.")
        entries, made = self.sessions.of(which), b""
        for detail in _DETAILS:
            views = zip(entries, self._views(which, language, entries, detail), strict=True)
            events = {entry.session: self._event(entry, view) for entry, view in views}
            made = calendar(self._tables, which, language, entries, [*events.values()], self._on)
            if len(made) <= MOST:
                return made, events
        raise TooLargeError(
            f"{len(entries)} sessions make a feed of {len(made):,} bytes; calendars "
            f"take {MOST:,} at most. Use the feeds of its rooms, bodies, themes or kinds instead."
        )

    def fits(self, which: Which, language: Language) -> bool:
        """Return whether a feed is one that calendars take."""
        try:
            self.made(which, language)
        except TooLargeError:
            return False
        return True

    def has(self, which: Which) -> bool:
        """Return whether the release has what a feed is about."""
        return self._tables.has(which)

    @cached_property
    def public(self) -> tuple[Public, ...]:
        """All public feeds: the programme, those of each table of the conference, single sessions last."""
        sessions = (SessionFeed(entry.session) for entry in self.sessions.of(ProgrammeFeed()))
        found = (each for each in self._tables.calendars() if isinstance(each, Public))
        return (*found, *sessions)

    @cached_property
    def personal(self) -> tuple[Personal, ...]:
        """All personal feeds: those of delegations, then those of persons."""
        return tuple(each for each in self._tables.calendars() if isinstance(each, Personal))

    def _event(self, entry: Entry, view: View) -> bytes:
        key = (entry.uid, view)
        if key not in self._events:
            self._events[key] = event(self._tables, entry, view)
        return self._events[key]

    def _views(
        self, which: Which, language: Language, entries: Sequence[Entry], detail: int
    ) -> Iterator[View]:
        if isinstance(which, ForPerson):
            yield from self._own(which, language, entries, detail)
            return
        personal = isinstance(which, Picked | ForDelegation)
        busy: Iterable[bool] = [isinstance(which, SessionFeed)] * len(entries)
        if isinstance(which, Picked):
            busy = without_overlap(entries, [True] * len(entries))
        for each in busy:
            yield View(language, personal=personal, busy=each, detail=detail)

    def _own(
        self, which: ForPerson, language: Language, entries: Sequence[Entry], detail: int
    ) -> Iterator[View]:
        """Yield how a person sees each session; those that are an option take no time."""
        person = self._tables.people[which.id]
        online = is_online(person)
        for entry, busy in zip(entries, self.sessions.busy(which.id), strict=True):
            yield View(
                language,
                personal=True,
                invited=True,
                remote=online,
                zone=person.zone if online else None,
                busy=busy,
                detail=detail,
                changed=changed_event(self._tables.release, which, entry),
            )


_END = b"END:VCALENDAR\r\n"
_USUALLY, _DURING = "PT1H", "PT15M"


def calendar(
    tables: FeedTables,
    which: Which,
    language: Language,
    entries: Sequence[Entry],
    events: Sequence[bytes],
    on: date,
) -> bytes:
    """Return a feed: its own properties, the zone, and its events, which are bytes already."""
    component = Calendar()
    add_value(component, "version", "2.0")
    maker = one_line(tables.conference.organiser.name).replace("/", " ")
    add_text(component, "prodid", f"-//{maker}//agenda-scheduler//{language.upper()}")
    add_value(component, "method", "PUBLISH")
    if not isinstance(which, SessionFeed):
        _add_names(component, tables, which, language)
        _add_refresh(component, tables, on)
        component.add("last-modified", changed_calendar(tables.release, which, entries))
        _add_addresses(component, tables, which, language)
    return bytes_of(component).removesuffix(_END) + _zone(tables, entries) + b"".join(events) + _END


def _add_names(component: Calendar, tables: FeedTables, which: Which, language: Language) -> None:
    name = tables.calendar_name(which, language)
    zone = tables.clocks.key
    about = words_in("calendars", language)("All times are those of {}.").format(city(zone))
    add_text(component, "name", name)
    add_text(component, "x-wr-calname", name)
    add_text(component, "description", about)
    add_text(component, "x-wr-caldesc", about)
    add_value(component, "x-wr-timezone", zone)


def busy_days(conference: PublishedConference) -> tuple[date, date]:
    """Return the eve of the conference, and the day after it: between them feeds are looked at more often."""
    return conference.first_day - timedelta(days=1), conference.last_day + timedelta(days=1)


def _add_refresh(component: Calendar, tables: FeedTables, on: date) -> None:
    """Add how often to look for news: each quarter of an hour from the eve to the last day, else hourly."""
    begin, end = busy_days(tables.conference)
    often = _DURING if begin <= on < end else _USUALLY
    add_value(component, "refresh-interval", often, VALUE="DURATION")
    add_value(component, "x-published-ttl", often)


def _add_addresses(
    component: Calendar, tables: FeedTables, which: Which, language: Language
) -> None:
    page, named = page_of(tables.conference, language), tables.named_by(which)
    if page:
        add_value(component, "url", page)
    source = (
        address_of(tables.conference, path_of(which, language))
        if isinstance(which, Public)
        else None
    )
    if source:
        add_value(component, "source", source, VALUE="URI")
    colour = colour_name(named.colour if isinstance(named, TitledRow) else None)
    if colour:
        add_value(component, "color", colour)


def _zone(tables: FeedTables, entries: Sequence[Entry]) -> bytes:
    """Return the zone in the years of the conference and of these sessions, if an event names it.

    It is there too if there is nothing else.
    """
    spans = [(tables.local(entry.start), tables.local(entry.end)) for entry in entries]
    if entries and not any(needs_zone(*span) for span in spans):
        return b""
    conference = tables.conference
    days = [conference.first_day, conference.last_day]
    days += [moment.date() for span in spans for moment in span]
    return timezone(conference.zone, min(days).year, max(days).year)
