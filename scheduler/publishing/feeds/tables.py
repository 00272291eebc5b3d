"""The tables of a conference by id, with names in one line; and where somebody is during a session."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from scheduler.instance import room_for
from scheduler.publishing.feeds.kinds import Part, Which
from scheduler.publishing.feeds.names import CalendarNames
from scheduler.publishing.feeds.selection import Sessions
from scheduler.publishing.feeds.texts import LOCATION, SUMMARY, one_line, shortened
from scheduler.publishing.feeds.zones import is_universal
from scheduler.publishing.languages import text_in
from scheduler.publishing.publicity import rows_by_id
from scheduler.publishing.records import (
    Entry,
    Language,
    PublishedConference,
    PublishedPerson,
    Release,
    TitledRow,
)
from scheduler.publishing.words import words_in

Thing = TypeVar("Thing", bound=TitledRow | PublishedPerson)


class FeedTables:
    """What all feeds of a release stand on."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.conference: PublishedConference = release.conference
        self.rooms = _by_id(self.conference.rooms)
        self.bodies = _by_id(self.conference.bodies)
        self.kinds = _by_id(self.conference.kinds)
        self.themes = _by_id(self.conference.themes)
        self.people = _by_id(self.conference.people)
        self._rows = rows_by_id(self.conference)

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions, by feed."""
        return Sessions(self.release)

    @cached_property
    def names(self) -> CalendarNames:
        """How calendars are called."""
        return CalendarNames(self.conference, self.sessions.is_behind_doors)

    @cached_property
    def is_universal(self) -> bool:
        """Whether the conference runs on UTC."""
        return is_universal(self.conference.zone)

    @cached_property
    def clocks(self) -> ZoneInfo:
        """The clocks of the venue."""
        return ZoneInfo("UTC" if self.is_universal else self.conference.zone)

    def local(self, moment: datetime) -> datetime:
        """Return a moment by the clocks of the venue."""
        return moment.astimezone(UTC if self.is_universal else self.clocks)

    def named_by(self, which: Which) -> TitledRow | PublishedPerson | None:
        """Return what a feed is about; None, if that is the programme, or picked or single sessions."""
        return self._rows[which.table].get(which.id) if isinstance(which, Part) else None


def _by_id(table: Iterable[Thing]) -> Mapping[str, Thing]:
    return {each.id: each for each in table}


def name_of(table: Mapping[str, Thing], id: str, language: Language, units: int = SUMMARY) -> str:
    """Return the name of something in one line; its id, if it has none."""
    named = table.get(id)
    return (one_line(text_in(named.titles, language), units) if named else "") or id


def place_of(
    tables: FeedTables, entry: Entry, language: Language, *, online: bool, venue: bool = True
) -> str:
    """Return where somebody is during a session, in a line: ``Room, Floor, Building, Venue``, or ``Online``.

    Parameters
    ----------
    tables
        Names of a release.
    entry
        The session.
    language
        That of the reader.
    online
        Whether the reader takes part from afar.
    venue
        Whether to name the venue too, for those who are told of other venues as well.
    """
    where = room_for(entry.room, online=online)
    if where is None:
        return words_in("calendars", language)["online"]
    room = tables.rooms.get(where)
    further = (room.floor, room.building) if room else ()
    last = (tables.conference.venue.titles,) if venue else ()
    texts = (one_line(text_in(each, language)) for each in (*further, *last))
    names = (name_of(tables.rooms, where, language), *texts)
    return shortened(", ".join(dict.fromkeys(name for name in names if name)), LOCATION)
