"""Read a list of talks by its mapping, row by row; skip odd rows, each with a note."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.instance import instants_of, nearest, quoted, sentence
from scheduler.sources.identifiers import folded
from scheduler.sources.nodes import Complaint, shortened
from scheduler.sources.programmes.intake import (
    DATE,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    Intake,
    plain_of,
)
from scheduler.sources.programmes.lists.cells import TimeReader, When, minutes_in
from scheduler.sources.programmes.lists.mappings import (
    LONGEST,
    MOST_PEOPLE,
    ListMapping,
    ReadMapping,
    mapping_in,
)
from scheduler.sources.programmes.lists.tables import HeadedTable, TalkSheet, headed, tables_in
from scheduler.sources.programmes.records import (
    EventRoom,
    SourceEvent,
    SourceProgramme,
    Speaker,
    together,
)
from scheduler.sources.tables.workbooks import Value
from scheduler.sources.variants.layers import Pages
from scheduler.storage import LARGEST_FILE
from scheduler.wording import counted, listed

_UNHEADED = (
    "A list needs a row of headings, and below it a row for each session. "
    "Put days or rooms that stand side by side below one another."
)
_SAME_ID = "Correct it, or delete `id` from `columns` in the mapping: titles then make the ids."
NIGHT = 480
"""Minutes that a session past midnight lasts at most, if its end names no day."""


_ASIDE = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|\S+@\S+")
"""Addresses and affiliations beside a name."""


def parted(cell: str, between: Iterable[str]) -> Iterator[str]:
    """Yield the parts of a cell, without addresses and brackets."""
    pieces = [_ASIDE.sub(" ", cell)]
    for sign in between:
        pieces = [part for piece in pieces for part in piece.split(sign)]
    yield from filter(None, (" ".join(each.split()).strip(" ,;") for each in pieces))


class Spellings:
    """The rooms, persons, tracks or kinds of a list, each under one name, however it is written."""

    def __init__(self, what: str, given: Sequence[str] = ()) -> None:
        self._what = what
        self._known = {folded(name): name for name in reversed(given)}
        self._cells: dict[str, str] = {}
        """The first cell of each spelling."""

    def of(self, name: str, cell: str) -> str:
        """Return the name as the mapping has it, or as the list has it first."""
        if not any(map(str.isalnum, name)):
            return ""
        self._cells.setdefault(name, cell)
        return self._known.setdefault(folded(name), name)

    def notes(self) -> Iterator[str]:
        """Yield the names read as another one, and those close to another one."""
        for name, cell in self._cells.items():
            if (known := self._known[folded(name)]) != name:
                yield f"{cell}: {self._what}: read {quoted(name)} as {quoted(known)}."
        before: dict[str, str] = {}
        for key, name in self._known.items():
            if all(len(word) > _SHORT and word.isalpha() for word in name.split()):
                for near in get_close_matches(key, before, 1, _ALIKE):
                    cell = self._cells.get(name, "mapping")
                    found = f"found {quoted(name)}, close to {quoted(before[near])}"
                    yield f"{cell}: {self._what}: {found}. If they are the same, write them alike."
                before[key] = name


_SHORT = 2
"""Letters of a word that may be a whole name: neither of the rooms A and B is a slip of the other."""
_ALIKE = 0.85
"""How alike two names are, of 0 to 1, that may be the same."""


class OddError(Exception):
    """A value of a row that cannot be read."""

    def __init__(self, field: str, value: Value | None, expected: str, hint: str = "") -> None:
        super().__init__(field)
        self.field, self.expected, self.hint = field, expected, hint
        said = shortened(" ".join(str(value).split()))
        self.found = "nothing" if value is None else quoted(said)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row, read by the fields of its mapping."""

    said: ListMapping
    listing: HeadedTable
    number: int
    cells: Mapping[int, Value]

    def below(self, heading: str) -> Value | None:
        """Return the cell below a heading."""
        return self.cells.get(self.listing.column(heading) or 0)

    def value(self, field: str) -> Value | None:
        """Return the value of a field; the texts of several columns with commas between."""
        values = (self.below(heading) for heading in self.said.columns.of(field))
        found = [each for each in values if each is not None]
        return found[0] if len(found) == 1 else ", ".join(map(str, found)) or None

    def prose(self, field: str) -> str:
        """Return the text of a field, without the marks of HTML."""
        value = self.value(field)
        return "" if value is None else plain_of(str(value))

    def text(self, field: str) -> str:
        """Return the text of a field in one line."""
        return " ".join(self.prose(field).split())

    def names(self, field: str) -> list[str]:
        """Return the persons of a field; first name and surname are joined."""
        found: list[str] = []
        for headings in getattr(self.said.columns, field):
            values = (self.below(heading) for heading in headings)
            text = " ".join(str(each) for each in values if each is not None)
            found += parted(text, self.said.between)
        return [each[:LONGEST_TEXT] for each in dict.fromkeys(found)]

    def cell(self, field: str) -> str:
        """Return the place of a field for messages; that of the row, if it has no column."""
        headings = self.said.columns.of(field)
        at = self.listing.column(headings[0]) if headings else None
        return self.listing.table.cell(self.number, at or min(self.cells))

    @property
    def is_read(self) -> bool:
        """Whether the row has one of the values of `only` in each of its columns."""
        return all(
            folded(str(self.below(heading) or "")) in map(folded, values)
            for heading, values in self.said.only.items()
        )


class ListReading:
    """Sessions and persons of a list."""

    def __init__(self, said: ListMapping, zone: ZoneInfo, listings: Sequence[HeadedTable]) -> None:
        self._said, self._zone, self._listings = said, zone, listings
        year = said.first_day.year if said.first_day else None
        self._clock = TimeReader(said.dates, said.year or year, said.days)
        self.people: dict[str, Speaker] = {}
        self._events: dict[tuple[str, datetime | None, str], SourceEvent] = {}
        self._first_of_id: dict[str, SourceEvent] = {}
        self._names = {
            "room": Spellings("room", [*said.rooms]),
            **{what: Spellings(what) for what in ("person", "track", "kind")},
        }
        self.odd: list[tuple[ListRow, OddError]] = []
        """Skipped rows, and why."""
        self._unknown: list[tuple[ListRow, OddError]] = []
        """Rows read without a field, and why."""
        self._repeats: list[str] = []
        self._left_out = 0
        for listing in listings:
            for number, cells in listing.rows(said.down):
                self._take(ListRow(said, listing, number, cells))
        self.events = tuple(self._events.values())

    def _take(self, row: ListRow) -> None:
        if not row.is_read:
            self._left_out += 1
            return
        try:
            self._keep(row, self._event(row))
        except OddError as odd:
            self.odd.append((row, odd))

    def _event(self, row: ListRow) -> SourceEvent:
        title, key = row.text("title"), row.text("id")
        if not title:
            raise OddError("title", None, "the title of a session")
        start, when = self._moment(row, "start")
        minutes = self._minutes(row, start, when)
        room, kind, track = (
            self._names[each].of(row.text(each), row.cell(each))
            for each in ("room", "kind", "track")
        )
        if not room and start is not None and self._said.columns.room:
            self._unknown.append((row, OddError("room", None, "a room")))
        chairs, speakers = (
            {self._person(name, row.cell(field)): role for name in row.names(field)}
            for field, role in (("chair", "chair"), ("speakers", "speaker"))
        )
        roles = together(chairs, speakers)
        return SourceEvent(
            title=title,
            start=start,
            minutes=minutes,
            room=room,
            kind=kind,
            track=track,
            people=tuple(roles),
            roles=tuple(roles.values()),
            description=row.prose("description"),
            language=row.text("language").lower(),
            name=f"session-{key}" if key.isdigit() else key,
            attendance=self._attendance(row),
            place=row.cell("title"),
        )

    def _moment(
        self, row: ListRow, field: str, day: date | None = None
    ) -> tuple[datetime | None, When]:
        """Return the instant of a field, and how it is written; none without a digit, such as *TBA*."""
        value = row.value(field)
        is_error = str(value).startswith("#")
        if value is None or not (is_error or any(map(str.isdigit, str(value)))):
            return None, When()
        when = self._clock.when(value)
        if when is None or when.minute is None:
            raise OddError(field, value, "a time such as 9:30, 9:30-10:15 or 11 June 2026 9:30")
        day = when.day or day or self._day(row)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OddError(field, value, DATE)
        if when.moment is not None:
            return when.moment, when
        midnight = datetime.combine(day, time())
        instants = instants_of(midnight + timedelta(minutes=when.minute), self._zone)
        if not instants:
            expected = f"a time that exists: clocks in {self._zone.key} skip this one"
            raise OddError(field, value, expected)
        return instants[0].astimezone(self._zone), when

    def _day(self, row: ListRow) -> date:
        """Return the day of a clock time: of its column, its table, or the conference."""
        value, said = row.value("date"), self._said
        day = self._clock.day(row.listing.table.name if value is None else value)
        if day is None and value is None and said.last_day in (None, said.first_day):
            day = said.first_day
        if day is None:
            hint = "Set `year`, or give the name of a day its date in `days` of the mapping."
            if value is None:
                hint = (
                    "If a day holds for the rows below it, add its column to `down`. If it is that of a "
                    "table, give the name of the table its date in `days`."
                )
            raise OddError("date", value, f"a date ({said.dates})", hint)
        return day

    def _minutes(self, row: ListRow, start: datetime | None, when: When) -> int:
        """Return the length of a session: to its end, or its own, or that of the mapping."""
        if start is not None:
            end, said = self._moment(row, "end", start.astimezone(self._zone).date())
            field, minutes = "end", 0
            if end is not None:
                minutes = round((end - start).total_seconds() / 60)
            elif when.until is not None:
                field, minutes = "start", when.until - (when.minute or 0)
            if minutes < 0 and said.day is None and minutes + 1440 <= NIGHT:
                minutes += 1440
            if 0 < minutes <= LONGEST:
                return minutes
            if end is not None or when.until is not None:
                raise OddError(field, row.value(field), "an end after the start")
        value = row.value("duration")
        found = None if value is None else minutes_in(value, self._said.durations)
        if value is not None and (found is None or not 0 < found <= LONGEST):
            expected = f"a number of {self._said.durations} above 0, such as 45 or 1 h 30"
            raise OddError("duration", value, expected)
        found = found or self._said.minutes
        if found is None:
            hint = "Set `minutes` in the mapping for sessions without a length."
            raise OddError("duration", None, "a length, or an end", hint)
        return found

    def _attendance(self, row: ListRow) -> int | None:
        value = row.value("attendance")
        text = str(value)
        number = int(text) if text.isdecimal() and len(text) <= len(str(MOST_PEOPLE)) else None
        if value is not None and (number is None or number > MOST_PEOPLE):
            expected, number = f"a whole number up to {MOST_PEOPLE:,}", None
            self._unknown.append((row, OddError("attendance", value, expected)))
        return number or None

    def _person(self, name: str, cell: str) -> str:
        name, key = self._names["person"].of(name, cell) or name, folded(name)
        self.people.setdefault(key, Speaker(key, name))
        return key

    def _keep(self, row: ListRow, event: SourceEvent) -> None:
        """Add a session; a row that differs only in its persons is of the same session.

        Rows with one id and one title are a talk that is held several times.
        """
        first = self._first_of_id.setdefault(event.name, event) if event.name else event
        if folded(first.title) != folded(event.title):
            expected = f"an id that no other talk has. {first.place} ({quoted(first.title)}) has it"
            raise OddError("id", row.value("id"), expected, _SAME_ID)
        key = (event.name or folded(event.title), event.start, event.room)
        before = self._events.get(key)
        if before is None:
            self._events[key] = event
            return
        if replace(before, people=event.people, roles=event.roles) != event:
            expected = f"the details of {before.place}, or another title, time or room"
            raise OddError("title", event.title, expected)
        roles = [dict(zip(each.people, each.roles, strict=True)) for each in (before, event)]
        both = together(*roles)
        self._events[key] = replace(before, people=tuple(both), roles=tuple(both.values()))
        self._repeats.append(row.cell("title"))

    def notes(self) -> Iterator[str]:
        """Yield notes on skipped rows, columns that are not imported, and spellings of names."""
        yield from _told(self.odd, "Row skipped.")
        yield from _told(self._unknown, "Left empty.")
        if self._left_out:
            yield f"{counted(self._left_out, 'row')} skipped by `only`."
        if rows := self._repeats:
            more = f" and {counted(len(rows) - 1, 'more row')}" if len(rows) > 1 else ""
            yield f"{rows[0]}{more}: added the persons to an earlier row of the same session."
        if left := self._columns_left():
            yield f"Columns not imported: {', '.join(left)}."
        for each in self._names.values():
            yield from each.notes()

    def _columns_left(self) -> Sequence[str]:
        said = self._said
        used = [*said.only, *(name for names in said.columns.all.values() for name in names)]
        left: dict[str, None] = {}
        for listing in self._listings:
            read = {listing.column(heading) for heading in used}
            filled = {at for _, cells in listing.rows() for at in cells}
            left |= {name: None for name, at in listing.columns.items() if at in filled - read}
        return [*left]


def _told(odd: Sequence[tuple[ListRow, OddError]], what: str) -> Iterator[str]:
    """Yield a note on odd rows; one for all with the same trouble."""
    alike: dict[tuple[str, str], list[tuple[ListRow, OddError]]] = {}
    for row, error in odd:
        alike.setdefault((error.field, error.expected), []).append((row, error))
    for rows in alike.values():
        (row, error), *others = rows
        numbers = ", ".join(str(other.number) for other, _ in others)
        cell = f"{row.cell(error.field)}: {error.field}"
        said = sentence(cell, error.found, error.expected, error.hint)
        yield f"{said} {what}" + (f" The same holds for rows {numbers}." if others else "")


# The whole list


def programme_of(
    paths: Sequence[Path],
    mapping: Path,
    intake: Intake,
    pages: Pages,
    *,
    needs_rooms: bool = True,
) -> SourceProgramme | None:
    """Return the programme of a list, read by its mapping; complain of what is wrong with either.

    The notes of the intake name the rows that are skipped. `needs_rooms` is whether the list, or its mapping,
    has to name rooms.
    """
    given = mapping_in(mapping, intake, pages)
    tables, broken = tables_in(paths)
    for path, error in broken:
        line = pages.add(str(path), LARGEST_FILE) + error.line
        intake.complaints.append(Complaint(line, str(error)))
    if given is None or intake.complaints:
        return None
    listings = _listings(given, tables, intake, pages)
    if intake.complaints:
        return None
    reading = ListReading(given.said, given.zone, listings)
    notes = [*reading.notes()]
    if others := [each.name for each in tables if each not in [one.table for one in listings]]:
        notes.append(f"Tables not imported: {', '.join(others)}.")
    for row, odd in reading.odd:
        if odd.field == "id":
            line = pages.add(row.cell("id"), 0)
            intake.complain(line, "id", odd.found, odd.expected, odd.hint)
    if not reading.events:
        why = " ".join(notes[:3])
        line = pages.add(listings[0].table.place, 0)
        intake.complain(line, "rows", "no session", "one or more", why)
    elif not any(each.start for each in reading.events):
        _complain_of_open(given, reading, intake, needs_rooms=needs_rooms)
    for note in notes:
        intake.leave(note)
    return None if intake.complaints else _programme(given, reading, listings[0])


def _programme(given: ReadMapping, reading: ListReading, listing: HeadedTable) -> SourceProgramme:
    said = given.said
    seats = {" ".join(name.split()): number for name, number in said.rooms.items()}
    rooms = dict.fromkeys([*seats, *(each.room for each in reading.events if each.room)])
    file = Path(listing.table.sheet.file).stem.encode(errors="replace").decode()
    return SourceProgramme(
        title=(said.title or file)[:LONGEST_TEXT],
        is_untitled=not said.title,
        zone=given.zone,
        events=reading.events,
        people=tuple(reading.people.values()),
        places=tuple(EventRoom(name, seats.get(name)) for name in rooms),
        first_day=said.first_day,
        last_day=said.last_day,
    )


def _listings(
    given: ReadMapping, tables: Sequence[TalkSheet], intake: Intake, pages: Pages
) -> list[HeadedTable]:
    """Return the tables that a mapping names, or else the one with most of its headings."""
    headings = [name for names in given.said.columns.all.values() for name in names]
    wanted = {*map(folded, headings)}
    chosen: list[TalkSheet] = []
    for name in given.said.list:
        found = [each for each in tables if each.name == name]
        if not found:
            hint = nearest(name, [each.name for each in tables])
            intake.complain(given.line("list"), "list", quoted(name), "a sheet or a file", hint)
        chosen += found[:1]

    def worth(texts: Sequence[str]) -> int:
        return len({*map(folded, texts)} & wanted)

    by_table = [(each, headed(each, worth)) for each in chosen or tables]
    listings = [found for _, found in by_table if found is not None]
    if not chosen:
        listings = sorted(listings, key=lambda each: -worth([*each.columns]))[:1]
    lacking = [each for each, found in by_table if found is None]
    for table in lacking if chosen else lacking[: not listings]:
        line, expected = pages.add(table.place, 0), f"headings such as {listed(headings[:4])}"
        intake.complain(line, "headings", "none of the mapping", expected, _UNHEADED)
    for listing in listings:
        _complain_of_headings(given, listing, intake)
    return listings


def _complain_of_headings(given: ReadMapping, listing: HeadedTable, intake: Intake) -> None:
    """Complain of headings that a table does not have, and of titles side by side."""
    said = given.said
    fields = {f"columns.{field}": names for field, names in said.columns.all.items()}
    for field, names in (fields | {"only": tuple(said.only), "down": said.down}).items():
        line, expected = given.line(*field.split(".")), f"a heading of {listing.table.place}"
        for name in names:
            twin = f"{name} (column "
            if listing.column(name) is None:
                hint = nearest(name, listing.columns)
                intake.complain(line, field, quoted(name), expected, hint)
            elif field == "columns.title" and any(
                each.startswith(twin) for each in listing.columns
            ):
                found = f"{quoted(name)} twice in {listing.table.place}"
                intake.complain(line, field, found, "one column of titles", _UNHEADED)


def _complain_of_open(
    given: ReadMapping, reading: ListReading, intake: Intake, *, needs_rooms: bool
) -> None:
    """Complain of days and rooms that a mapping does not name, if no session has a time."""
    said = given.said
    for key, day in (("first_day", said.first_day), ("last_day", said.last_day)):
        if day is None:
            expected = "a date such as 2026-06-11, because no session has a time"
            intake.complain(given.line(key), key, "nothing", expected)
    if needs_rooms and not said.rooms and not any(each.room for each in reading.events):
        expected = "rooms with their seats, because no session has a room"
        intake.complain(given.line("rooms"), "rooms", "nothing", expected)
