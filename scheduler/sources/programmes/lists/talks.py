"""From a list of talks and its mapping to a programme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scheduler.instance import closest, nearest, quoted
from scheduler.sources.programmes.intake import LONGEST_TEXT, Intake
from scheduler.sources.programmes.lists.listings import (
    Listing,
    listing_of,
    name_of,
    named,
    sheets_in,
)
from scheduler.sources.programmes.lists.mappings import ListMapping, mapping_in
from scheduler.sources.programmes.lists.moments import Timing
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.programmes.records import Event, Person, Place, Programme
from scheduler.sources.tables.sheets import Ledger, Sheet
from scheduler.sources.variants.layers import Pages
from scheduler.wording import counted, listed

MOST_ATTENDANCE = 1_000_000


def programme_of(
    paths: Sequence[Path], mapping: Path, intake: Intake, pages: Pages
) -> Programme | None:
    """Return what a list says, by its mapping; complain of what is wrong with either."""
    said, ledger = mapping_in(mapping, intake, pages), Ledger(pages)
    sheets = sheets_in(paths, _headings(said))
    for sheet in sheets:
        if sheet.trouble:
            intake.say(ledger.line(sheet.place), sheet.trouble)
    if said is None or intake.complaints:
        return None
    if not sheets:
        intake.complain(ledger.line(str(paths[0])), "list", "nothing in it", "rows below headings")
        return None
    listing = _listing(said, sheets, intake, ledger)
    if listing is None or not _has_all(said, listing, intake):
        return None
    reading = _Reading(said, listing, intake, ledger)
    people = _people(said, sheets, intake, ledger)
    for note in listing.sheet.notes:
        intake.leave(note)
    for row in reading.rows():
        reading.take(row, people)
    reading.complain_of_open()
    return None if intake.complaints else reading.programme(Path(listing.sheet.file).stem)


def _headings(said: ListMapping | None) -> list[str]:
    """Return all headings that a mapping names."""
    if said is None:
        return []
    of_people = () if said.people is None else (said.people.session, *said.people.name)
    return [*(each for names in said.columns.values() for each in names), *of_people]


def _listing(
    said: ListMapping, sheets: Sequence[Sheet], intake: Intake, ledger: Ledger
) -> Listing | None:
    """Return the sheet that a mapping names, or that which has most of its headings."""
    headings = [each for names in said.columns.values() for each in names]
    if said.list:
        sheet = named(sheets, said.list)
        if sheet is None:
            hint = nearest(said.list, map(name_of, sheets))
            intake.complain(said.line("list"), "list", quoted(said.list), "a sheet, or file", hint)
            return None
        sheets = [sheet]
    all_ = [found for sheet in sheets if (found := listing_of(sheet, headings))]
    if not all_:
        place = ledger.line(sheets[0].place)
        intake.complain(place, "headings", "none of the mapping's", listed(headings[:4]))
        return None
    return max(all_, key=lambda each: sum(each.column(name) is not None for name in headings))


def _has_all(said: ListMapping, listing: Listing, intake: Intake) -> bool:
    """Tell whether a list has all headings of its mapping; complain of each that it lacks."""
    wanted = [(f"columns.{what}", each) for what, names in said.columns.items() for each in names]
    wanted += [("only", each) for each in said.only]
    lacking = [(where, each) for where, each in wanted if listing.column(each) is None]
    for where, heading in lacking:
        line = said.line(where)
        expected = f"a heading of {listing.sheet.place}"
        intake.complain(line, where, quoted(heading), expected, nearest(heading, listing.columns))
    return not lacking


def _people(
    said: ListMapping, sheets: Sequence[Sheet], intake: Intake, ledger: Ledger
) -> Mapping[str, list[str]] | None:
    """Return the names of persons by the id of their session, from a table of their own."""
    if said.people is None:
        return None
    wanted = (said.people.session, *said.people.name, *said.people.only)
    sheet = named(sheets, said.people.list)
    found = None if sheet is None else listing_of(sheet, wanted)
    if found is None:
        hint = closest(said.people.list, map(name_of, sheets))
        what, expected = quoted(said.people.list), "a sheet, or a file that is given, with rows"
        intake.complain(said.line("people"), "people.list", what, expected, hint)
        return None
    lacking = [each for each in wanted if found.column(each) is None]
    for each in lacking:
        hint = nearest(each, found.columns)
        expected = f"a heading of {found.sheet.place}"
        intake.complain(said.line("people"), "people", quoted(each), expected, hint)
    names: dict[str, list[str]] = {}
    for number, cells in () if lacking else found.rows():
        row = Row(found, number, cells, intake, ledger, "people")
        if row.is_one_of(said.people.only):
            name = " ".join(filter(None, (row.text(each) for each in said.people.name)))
            names.setdefault(row.text(said.people.session), []).extend([name] if name else [])
    return names


class _Reading:
    """Sessions and persons, row by row."""

    def __init__(self, said: ListMapping, listing: Listing, intake: Intake, ledger: Ledger) -> None:
        self._said, self._listing = said, listing
        self._intake, self._ledger = intake, ledger
        self._timing = Timing(said, intake)
        self._events: dict[tuple[str, datetime | None, str], Event] = {}
        self._ids: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        self._skipped = self._merged = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows that count."""
        for number, cells in self._listing.rows():
            row = Row(
                self._listing, number, cells, self._intake, self._ledger, "sessions", self._said
            )
            if row.is_one_of(self._said.only):
                yield row
            else:
                self._skipped += 1

    def take(self, row: Row, people: Mapping[str, list[str]] | None) -> None:
        """Read a row: a session, or another person of one."""
        title = row.field("title")
        if not title:
            row.complain("title", "nothing", "the title of a session")
            return
        key = row.field("id")
        row.name = f"sessions[{key or title[:40]}]"
        span = self._timing.of(row)
        if span is None:
            return
        start, minutes = span
        names = row.names("speakers", self._said.between)
        if people is not None:
            names += people.get(key, [])
        chairs = row.names("chair", self._said.between)
        roles = {self._person(each): "chair" for each in chairs}
        roles |= {self._person(each): "speaker" for each in names}
        event = Event(
            title=title,
            start=start,
            minutes=minutes,
            room=row.field("room"),
            kind=row.field("kind"),
            track=row.field("track"),
            people=tuple(roles),
            roles=tuple(roles.values()),
            description=row.prose("description"),
            language=row.field("language").lower(),
            name=f"session-{key}" if key.isdigit() else key,
            attendance=row.number("attendance", MOST_ATTENDANCE),
        )
        self._keep(row, event)

    def _person(self, name: str) -> str:
        self._people.setdefault(name.casefold(), Person(name.casefold(), name))
        return name.casefold()

    def _keep(self, row: Row, event: Event) -> None:
        """Keep a session; one that differs in its persons alone is another row of the same."""
        key = (event.name or event.title, event.start, event.room)
        before = self._events.get(key)
        if before is None and event.name in self._ids:
            row.complain("id", quoted(event.name), f"another id than {self._ids[event.name]} has")
        elif before is None:
            self._events[key] = event
            if event.name:
                self._ids[event.name] = f"row {row.row}"
        elif replace(before, people=event.people, roles=event.roles) != event:
            found = f"the session of {self._ids.get(event.name, 'a row above')} with other details"
            row.complain("id" if event.name else "title", found, "a session of its own")
        else:
            roles = dict(zip(before.people, before.roles, strict=True))
            roles |= dict(zip(event.people, event.roles, strict=True))
            together = replace(before, people=tuple(roles), roles=tuple(roles.values()))
            self._events[key] = together
            self._merged += 1

    def complain_of_open(self) -> None:
        """Complain of what a mapping leaves open, if the list does not say it either."""
        said, events = self._said, self._events.values()
        if self._intake.complaints or any(each.start is not None for each in events):
            return
        if not events:
            line = self._ledger.line(self._listing.sheet.place)
            self._intake.complain(line, "rows", "none that is read", "a session, 1 or more")
            return
        for key, day in (("first_day", said.first_day), ("last_day", said.last_day)):
            if day is None:
                expected = "a date such as 2026-06-11, as no session has a time"
                self._intake.complain(said.line(key), key, "nothing", expected)
        if not said.rooms and not any(each.room for each in events):
            expected = "names of rooms with their seats, as no session has a room"
            self._intake.complain(said.line("rooms"), "rooms", "nothing", expected)

    def programme(self, file: str) -> Programme:
        """Return all of it, and tell what is not taken over."""
        said = self._said
        used = {self._listing.column(each) for names in said.columns.values() for each in names}
        used |= {self._listing.column(each) for each in said.only}
        left = [name for name, at in self._listing.columns.items() if at not in used]
        if left:
            noun = "Column" if len(left) == 1 else "Columns"
            self._intake.leave(f"{noun} not taken over: {', '.join(left)}.")
        if self._skipped:
            self._intake.leave(f"{counted(self._skipped, 'row')} not read, because of `only`.")
        if self._merged:
            more = f"{counted(self._merged, 'row')} repeat"
            self._intake.leave(f"{more} a session of another row: their persons are in it too.")
        rooms = dict.fromkeys(each.room for each in self._events.values() if each.room)
        return Programme(
            title=(said.title or file)[:LONGEST_TEXT],
            zone=said.zone,
            events=tuple(self._events.values()),
            people=tuple(self._people.values()),
            places=tuple(Place(name, said.rooms.get(name)) for name in {**said.rooms, **rooms}),
            first_day=said.first_day,
            last_day=said.last_day,
        )
