"""The sessions of a list, row by row, and their rooms and persons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from scheduler.instance import quoted
from scheduler.sources.programmes.intake import LONGEST_TEXT
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.authors import Authors
from scheduler.sources.programmes.lists.faults import Faults
from scheduler.sources.programmes.lists.listings import Listing, name_of
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.moments import Timing
from scheduler.sources.programmes.lists.persons import Persons
from scheduler.sources.programmes.lists.rows import Row, values_of
from scheduler.sources.programmes.lists.seats import in_one_room
from scheduler.sources.programmes.lists.selection.sections import (
    is_slot,
    named_rows,
    naming_kinds,
    sections_in,
)
from scheduler.sources.programmes.lists.selection.states import not_read
from scheduler.sources.programmes.lists.sheet_days import SheetDays
from scheduler.sources.programmes.lists.spellings import Spellings
from scheduler.sources.programmes.lists.times.lengths import Lengths
from scheduler.sources.programmes.records import Event, Person, Place, Programme, together

MOST_ATTENDANCE = 1_000_000
MOST_NOTES = 12
"""Notes of a sort on rows; the others are counted."""


class Reading:
    """Sessions and persons of a list."""

    def __init__(
        self,
        said: ListMapping,
        listings: Sequence[Listing],
        faults: Faults,
        authors: Authors,
        seats: Mapping[str, int],
    ) -> None:
        self._said, self._listings = said, listings
        self._seats = {**said.rooms, **seats}
        """Of the mapping, and of a sheet of rooms those that it has besides."""
        self._days = SheetDays(said, listings)
        self._faults, self._authors = faults, authors
        self._timing = Timing(
            said, faults.intake, values_of(said, listings, "date", "start"), self._days.first
        )
        self._lengths = Lengths(said)
        self._rows: dict[tuple[str, datetime | None, str], Row] = {}
        """The first of each session."""
        self._events: dict[tuple[str, datetime | None, str], Event] = {}
        self._ids: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        self._rooms = Spellings("room", self._seats)
        self._persons = Spellings("person")
        self._others = {name: Spellings(name) for name in ("track", "kind")}
        self._skipped: list[Row] = []
        self._free: list[str] = []
        """The first cells of slots that are free."""
        self._sections: dict[int, str] = {}
        self._untitled: dict[int, str] = {}
        title, kind = (said.columns.get(each, ("",))[0] for each in ("title", "kind"))
        self._naming = naming_kinds(listings, title, kind)
        self._repeats: list[str] = []
        self._estimates: list[str] = []
        self._several: list[str] = []
        self._parted = Persons(
            values_of(said, listings, "chair", "speakers"),
            said.between,
            only_between=said.only_between,
        )

    def rows(self) -> Iterator[Row]:
        """Yield the rows that count."""
        for listing in self._listings:
            day, hint = self._days.of(listing), self._days.hint(listing)
            named = {field: names[0] for field, names in self._said.columns.items()}
            sections = sections_in(listing, named)
            self._sections |= sections
            for number, cells in listing.rows():
                if number in sections:
                    continue
                if is_slot(listing, cells, self._said.columns):
                    self._free.append(listing.sheet.cell(number, min(cells)))
                    continue
                row = Row(listing, number, cells, self._faults, "sessions", self._said)
                row.day, row.day_hint = day, hint
                if row.is_one_of(self._said.only):
                    yield row
                else:
                    self._skipped.append(row)

    def take_all(self) -> None:
        """Read all rows, and measure what they do not say."""
        for row in self.rows():
            if not self._timing.is_instant(row):
                self.take(row)
        self.measure()
        self.complain_of_open()

    def take(self, row: Row) -> None:
        """Read a row: a session, or another person of one; all that is wrong in it is told."""
        before = len(self._faults.intake.complaints)
        title, key = row.field("title"), row.field("id")
        if not title and folded(row.field("kind")) in self._naming:
            title = self._untitled[row.row] = row.field("kind")
        if not title:
            row.complain("title", "nothing", "the title of a session")
        else:
            row.name = f"sessions[{key or title[:40]}]"
        start, minutes = self._timing.of(row) or (None, 0)
        attendance, written = row.crowd("attendance", MOST_ATTENDANCE)
        if written:
            place = row.place("attendance")
            self._estimates.append(
                f"{place}: attendance: {quoted(written)} is read as {attendance}."
            )
        roles = self._roles(row, key)
        event = Event(
            title=title,
            start=start,
            minutes=minutes,
            room=self._rooms.of(_room(row.field("room")), row.place("room")),
            kind=self._others["kind"].of(row.field("kind"), row.place("kind")),
            track=self._others["track"].of(row.field("track"), row.place("track")),
            people=tuple(roles),
            roles=tuple(roles.values()),
            description=row.prose("description"),
            language=row.field("language").lower(),
            name=f"session-{key}" if key.isdigit() else key,
            attendance=attendance,
            place=row.place("title"),
        )
        if len(self._faults.intake.complaints) == before:
            self._keep(row, event)

    def _roles(self, row: Row, key: str) -> dict[str, str]:
        """Return the persons of a row with their roles."""
        chairs = self._names(row, "chair")
        speakers = [*self._names(row, "speakers"), *self._authors.of(key)]
        roles = {self._person(*each): "chair" for each in chairs}
        return together(roles, {self._person(*each): "speaker" for each in speakers})

    def _names(self, row: Row, field: str) -> Iterator[tuple[str, str]]:
        """Yield the names in the columns of a field, and the cell of each."""
        for value, cell in row.cells(field):
            names, is_more = self._parted.of(value)
            if is_more:
                self._several.append(
                    f"{cell}: {field}: {quoted(' '.join(str(value).split()))} is read as "
                    f"{len(names)} persons: {'; '.join(names)}."
                )
            yield from ((name[:LONGEST_TEXT], cell) for name in names)

    def _person(self, name: str, cell: str) -> str:
        name, key = self._persons.of(name, cell), folded(name)
        self._people.setdefault(key, Person(key, name))
        return key

    def _keep(self, row: Row, event: Event) -> None:
        """Keep a session; one that differs in its persons alone is another row of the same."""
        key = (event.name or event.title, event.start, event.room)
        before = self._events.get(key)
        if before is None and event.name in self._ids:
            row.complain("id", quoted(event.name), f"another id than {self._ids[event.name]} has")
        elif before is None:
            self._events[key], self._rows[key] = event, row
            if event.name:
                where = f" of {name_of(row.sheet)}" if len(self._listings) > 1 else ""
                self._ids[event.name] = f"row {row.row}{where}"
        elif replace(before, people=event.people, roles=event.roles) != event:
            found = f"the session of {self._ids.get(event.name, 'a row above')} with other details"
            row.complain("id" if event.name else "title", found, "a session of its own")
        else:
            self._events[key] = self._together(row, before, event)

    def _together(self, row: Row, before: Event, event: Event) -> Event:
        """Return a session with the persons of two rows, and take down what of it is new."""
        roles = dict(zip(before.people, before.roles, strict=True))
        both = together(roles, dict(zip(event.people, event.roles, strict=True)))
        said = f"{row.place('title')}: repeats {quoted(event.title)} of {before.place}"
        if both != roles:
            self._repeats.append(f"{said}: one session, with the persons of both.")
        else:
            other = "If it is another session, give it another title, time or room."
            self._repeats.append(f"{said}, and says nothing new: one session. {other}")
        return replace(before, people=tuple(both), roles=tuple(both.values()))

    def measure(self) -> None:
        """Give sessions the lengths that the list does not say."""
        self._events = self._lengths.of(self._events, self._rows)

    def complain_of_open(self) -> None:
        """Complain of what a mapping leaves open, if the list does not say it either."""
        said, events, intake = self._said, self._events.values(), self._faults.intake
        if intake.complaints or any(each.start is not None for each in events):
            return
        if not events:
            line = self._faults.line_of(self._listings[0].sheet)
            intake.complain(line, "rows", "none that is read", "a session, 1 or more")
            return
        for key, day in (("first_day", said.first_day), ("last_day", said.last_day)):
            if day is None:
                expected = "a date such as 2026-06-11, as no session has a time"
                intake.complain(said.line(key), key, "nothing", expected)
        if not said.rooms and not any(each.room for each in events):
            expected = "names of rooms with their seats, as no session has a room"
            intake.complain(said.line("rooms"), "rooms", "nothing", expected)

    def notes(self) -> Iterator[str]:
        """Yield what is not taken over, and what is taken otherwise than it is written."""
        said = self._said
        used = {*said.only, *(each for names in said.columns.values() for each in names)}
        left: dict[str, None] = {}
        for listing in self._listings:
            columns = {listing.column(each) for each in used}
            left |= {name: None for name, at in listing.columns.items() if at not in columns}
        if left:
            noun = "Column" if len(left) == 1 else "Columns"
            yield f"{noun} not taken over: {', '.join(left)}."
        yield from not_read(self._skipped, said.only)
        if free := self._free:
            more = f" and {len(free) - 1} more" if len(free) > 1 else ""
            yield f"{free[0]}{more}: a time or a place alone, and no session."
        if self._sections:
            rows = named_rows(self._sections)
            yield f"No sessions, but headings or remarks, as they have no time: {rows}."
        if self._untitled:
            yield f"Rows with no title are called by their kind: {named_rows(self._untitled)}."
        if in_one := self._in_rooms()[1]:
            yield in_one
        yield from self._timing.notes()
        yield from self._lengths.notes()
        yield from _first(self._repeats, "rows that repeat another")
        yield from self._parted.notes()
        yield from _first(self._several, "cells of several persons")
        if self._several:
            yield "Where that is one person, `only_between: true` in the mapping leaves it whole."
        yield from _first(self._estimates, "cells that say about how many")
        for spellings in (self._rooms, self._persons, *self._others.values()):
            yield from spellings.notes()

    def _in_rooms(self) -> tuple[tuple[Event, ...], str]:
        """Return all sessions, in the one room of a mapping if no row names any, and what is said of that."""
        events = tuple(self._events.values())
        is_alone = len(self._said.rooms) == 1 and len(self._seats) == 1
        return (
            in_one_room(events, *self._said.rooms)
            if is_alone and not self._used_rooms
            else (events, "")
        )

    @property
    def _used_rooms(self) -> dict[str, None]:
        return dict.fromkeys(each.room for each in self._events.values() if each.room)

    @property
    def has_more_seats(self) -> bool:
        """Whether a sheet of rooms says the seats of a room that is used and the mapping does not have."""
        return any(
            each in self._seats and each not in self._said.rooms for each in self._used_rooms
        )

    def programme(self, file: str) -> Programme:
        """Return all of it."""
        said = self._said
        rooms = self._used_rooms
        return Programme(
            title=(said.title or file)[:LONGEST_TEXT],
            is_untitled=not said.title,
            zone=said.zone,
            events=self._in_rooms()[0],
            people=tuple(self._people.values()),
            places=tuple(Place(name, self._seats.get(name)) for name in {**said.rooms, **rooms}),
            first_day=said.first_day,
            last_day=said.last_day,
        )


def _room(name: str) -> str:
    """Return the name of a room; a dash is none."""
    return name if any(map(str.isalnum, name)) else ""


def _first(notes: Sequence[str], what: str) -> Iterator[str]:
    """Yield the first notes, and how many more there are."""
    yield from notes[:MOST_NOTES]
    if len(notes) > MOST_NOTES:
        yield f"And {len(notes) - MOST_NOTES} more {what}."
