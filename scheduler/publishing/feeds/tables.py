"""A release as feeds look things up in it: sessions by feed, rows by id, names of calendars, and places."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from scheduler.instance import grouped, room_for
from scheduler.publishing.feeds.addresses import (
    PARTS,
    ForDelegation,
    ForPerson,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    Part,
    Personal,
    Picked,
    ProgrammeFeed,
    PublicPart,
    SessionFeed,
    Which,
)
from scheduler.publishing.feeds.texts import (
    LOCATION,
    cut_at_word,
    is_universal,
    one_line,
    shortened,
    width,
)
from scheduler.publishing.languages import text_in
from scheduler.publishing.publicity import doors_of, is_announced, is_public, rows_by_id
from scheduler.publishing.records import (
    Entry,
    Language,
    PublishedConference,
    PublishedPerson,
    Release,
    TitledRow,
)
from scheduler.publishing.words import words_in

_OPTIONAL = "optional"

Table = Mapping[str, Sequence[Entry]]
"""Sessions by the key of a feed."""


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
            case _:
                return self._by_key.get(which.key, ())

    def is_behind_doors(self, which: Which) -> bool:
        """Return whether only private sessions are of a body, theme, kind or region; rooms are no secret."""
        if not isinstance(which, OfBody | OnTheme | OfKind | OfRegion):
            return False
        return not self.of(which) and which.key in self._private

    def busy(self, person: str) -> Iterator[bool]:
        """Tell of each session of a person whether it takes time; none that is an option does."""
        entries = self.of(ForPerson(person))
        return without_overlap(
            entries, ((person, entry.uid) not in self._options for entry in entries)
        )

    @cached_property
    def _options(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (attendee.person, entry.uid)
            for entry in self._all
            for attendee in entry.attendees
            if attendee.role == _OPTIONAL
        )

    @cached_property
    def _by_key(self) -> Table:
        people = grouped(
            self._all,
            lambda entry: dict.fromkeys(ForPerson(each.person).key for each in entry.attendees),
        )
        return {**people, **grouped(self._public, self._keys)}

    @cached_property
    def _private(self) -> Table:
        return grouped((entry for entry in self._all if entry.private), self._keys)

    @cached_property
    def _homes(self) -> Mapping[str, str | None]:
        return {person.id: person.delegation for person in self._people}

    def _keys(self, entry: Entry) -> Iterable[str]:
        """Return the feeds that a public session is in, each once."""
        return dict.fromkeys(self._found(entry))

    def _found(self, entry: Entry) -> Iterator[str]:
        """Yield the feeds that a public session is in; in a hall, also at the doors of its parts."""
        yield SessionFeed(entry.session).key
        yield OfKind(entry.kind).key
        yield from (InRoom(door).key for door in self._doors.get(entry.room, (entry.room,)))
        yield from (OfBody(body).key for body in entry.bodies)
        yield from (OnTheme(theme).key for theme in entry.themes)
        if entry.region:
            yield OfRegion(entry.region).key
        members = (self._homes.get(each.person) for each in entry.attendees)
        for delegation in (*entry.delegations, *entry.wishing, *members):
            if delegation:
                yield ForDelegation(delegation).key


def without_overlap(entries: Sequence[Entry], wanted: Iterable[bool]) -> Iterator[bool]:
    """Return for each entry whether it is shown as busy: if wanted, and no earlier one overlaps it."""
    taken: datetime | None = None
    for entry, wish in zip(entries, wanted, strict=True):
        takes = wish and entry.is_held
        busy = takes and (taken is None or entry.start >= taken)
        taken = entry.end if busy else taken
        yield busy


SHORT = 24
"""UTF-16 units of a short title at most."""

NAME = 60
"""UTF-16 units of the name of a calendar at most: lists of calendars show no more."""

_LONGEST_ID = 20


def title_of(conference: PublishedConference, language: Language) -> str:
    """Return the name of a conference in one line."""
    return one_line(text_in(conference.titles, language)) or conference.name


def short_title_of(conference: PublishedConference, language: Language) -> str:
    """Return the name of a conference in a few letters.

    Those that the instance gives, else the title, cut where it is long.
    """
    given = one_line(text_in(conference.short_titles, language), SHORT)
    return given or cut_at_word(title_of(conference, language), SHORT)


Thing = TypeVar("Thing", bound=TitledRow | PublishedPerson)


class FeedTables:
    """Tables that all feeds of a release share."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.conference: PublishedConference = release.conference
        self.sessions = Sessions(release)
        self.rooms = _by_id(self.conference.rooms)
        self.bodies = _by_id(self.conference.bodies)
        self.kinds = _by_id(self.conference.kinds)
        self.themes = _by_id(self.conference.themes)
        self.people = _by_id(self.conference.people)
        self.clocks = ZoneInfo(
            "UTC" if is_universal(self.conference.zone) else self.conference.zone
        )
        """The clocks of the venue."""
        self._rows = rows_by_id(self.conference)
        self._titled: dict[Language, dict[str, list[Part]]] = {}

    def local(self, moment: datetime) -> datetime:
        """Return a moment by the clocks of the venue."""
        return moment.astimezone(UTC if self.clocks.key == "UTC" else self.clocks)

    def named_by(self, which: Which) -> TitledRow | PublishedPerson | None:
        """Return the subject of a feed; None for the programme and for chosen sessions."""
        return self._rows[which.table].get(which.id) if isinstance(which, Part) else None

    def has(self, which: Which) -> bool:
        """Return whether the subject of a feed is in the release and public."""
        match which:
            case ProgrammeFeed() | Picked():
                return True
            case SessionFeed():
                return bool(self.sessions.of(which))
            case _:
                return self.named_by(which) is not None and not self.sessions.is_behind_doors(which)

    def calendars(self) -> Iterator[ProgrammeFeed | PublicPart | Personal]:
        """Yield all feeds but those of single or picked sessions: the programme, its parts, personal ones."""
        yield ProgrammeFeed()
        for make in (*PARTS, ForDelegation, ForPerson):
            parts = (make(id_) for id_ in self._rows[make.table])
            yield from (each for each in parts if self.has(each))

    def calendar_name(self, which: Which, language: Language) -> str:
        """Return the name of a calendar: what distinguishes it, then the conference."""
        short, row = short_title_of(self.conference, language), self.named_by(which)
        if row is not None and isinstance(which, Part):
            return self._name_of_part(which, row, short, language)
        if isinstance(which, Picked):
            return f"{words_in('calendars', language)('my sessions')} – {short}"
        title = title_of(self.conference, language)
        is_long = self.conference.short_titles and width(title) > NAME
        return short if is_long else cut_at_word(title, NAME)

    def _name_of_part(
        self, which: Part, row: TitledRow | PublishedPerson, short: str, language: Language
    ) -> str:
        """Return the name of the calendar of a room, body, person or other subject.

        It is followed by the sort of that, if there is something else of this title; and by the id, if both
        are of one sort, or if it has to be cut, so that names that differ at their ends stay apart.
        """
        room = NAME - width(f" – {short}")
        name = _called(row, language)
        others = {
            type(each) for each in self._parts_called(name, language) if each.key != which.key
        }
        said = [words_in("calendars", language)[which.table]] if others else []
        if type(which) in others or width(f"{name}{_bracketed(said)}") > room:
            said.append(row.id)
        mark = _bracketed(said)
        return f"{cut_at_word(name, room - width(mark))}{mark} – {short}"

    def _parts_called(self, title: str, language: Language) -> Sequence[Part]:
        """Return the parts of the programme of which everybody may know, by title."""
        if language not in self._titled:
            found = self._titled.setdefault(language, {})
            for which in self.calendars():
                row = self.named_by(which)
                if row is not None and isinstance(which, PublicPart):
                    found.setdefault(_called(row, language), []).append(which)
        return self._titled[language].get(title, ())


def _by_id(table: Iterable[Thing]) -> Mapping[str, Thing]:
    return {each.id: each for each in table}


def _called(thing: TitledRow | PublishedPerson, language: Language) -> str:
    return one_line(text_in(thing.titles, language)) or thing.id


def _bracketed(said: Sequence[str]) -> str:
    return f" ({_mark_of(' '.join(said))})" if said else ""


def _mark_of(id: str) -> str:
    if len(id) <= _LONGEST_ID:
        return id
    return f"{id[: _LONGEST_ID - 7]}-{hashlib.sha256(id.encode()).hexdigest()[:6]}"


def name_of(table: Mapping[str, Thing], id: str, language: Language) -> str:
    """Return the name of something in one line; its id, if it has none."""
    return _called(table[id], language) if id in table else id


def place_of(
    tables: FeedTables, entry: Entry, language: Language, *, online: bool, venue: bool = True
) -> str:
    """Return where somebody is during a session, in a line: ``Room, Floor, Building, Venue``, or ``Online``.

    The venue is named too, unless `venue` is false: for those who are told of no other.
    """
    where = room_for(entry.room, online=online)
    if where is None:
        return words_in("calendars", language)("Online")
    room = tables.rooms.get(where)
    further = (room.floor, room.building) if room else ()
    last = (tables.conference.venue.titles,) if venue else ()
    texts = (one_line(text_in(each, language)) for each in (*further, *last))
    names = (name_of(tables.rooms, where, language), *texts)
    return shortened(", ".join(dict.fromkeys(name for name in names if name)), LOCATION)
