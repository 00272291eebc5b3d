"""From a list of talks and its mapping to a programme."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.instance import nearest, quoted
from scheduler.sources.nodes import Complaint
from scheduler.sources.programmes.alike import folded
from scheduler.sources.programmes.intake import LONGEST_TEXT, Intake
from scheduler.sources.programmes.lists.mappings import Given, mapping_in
from scheduler.sources.programmes.lists.rows import Reading
from scheduler.sources.programmes.lists.tables import Listing, Table, headed, tables_in
from scheduler.sources.programmes.records import Place, Programme
from scheduler.sources.variants.layers import Pages
from scheduler.wording import listed

_UNHEADED = (
    "A list needs a row of headings, and below it a row for each session. "
    "Days or rooms that stand side by side belong below one another."
)
_MOST_LINES = 10**7
"""Lines of a file of JSON, beyond which no complaint is about it."""


def programme_of(
    paths: Sequence[Path],
    mapping: Path,
    intake: Intake,
    pages: Pages,
    *,
    needs_rooms: bool = True,
) -> Programme | None:
    """Return what a list says, by its mapping; complain of what is wrong with either.

    Rows in which something is odd are skipped, and told in the notes of the intake. It `needs_rooms` unless
    they come from elsewhere.
    """
    given = mapping_in(mapping, intake, pages)
    tables, broken = tables_in(paths)
    for path, error in broken:
        line = pages.add(str(path), _MOST_LINES) + error.line
        intake.complaints.append(Complaint(line, str(error)))
    if given is None or intake.complaints:
        return None
    listings = _listings(given, tables, intake, pages)
    if intake.complaints:
        return None
    reading = Reading(given.said, given.zone, listings)
    notes = [*(note for each in listings for note in each.table.notes), *reading.notes()]
    if others := [each.name for each in tables if each not in [one.table for one in listings]]:
        notes.append(f"Not read: {', '.join(others)}.")
    if not reading.events:
        why = " ".join(notes[:3])
        line = pages.add(listings[0].table.place, 0)
        intake.complain(line, "rows", "no session", "one or more", why)
    elif not any(each.start for each in reading.events):
        _complain_of_open(given, reading, intake, needs_rooms=needs_rooms)
    for note in notes:
        intake.leave(note)
    return None if intake.complaints else _programme(given, reading, listings[0])


def _programme(given: Given, reading: Reading, listing: Listing) -> Programme:
    said = given.said
    seats = {" ".join(name.split()): number for name, number in said.rooms.items()}
    rooms = dict.fromkeys([*seats, *(each.room for each in reading.events if each.room)])
    file = Path(listing.table.file).stem.encode(errors="replace").decode()
    return Programme(
        title=(said.title or file)[:LONGEST_TEXT],
        is_untitled=not said.title,
        zone=given.zone,
        events=reading.events,
        people=tuple(reading.people.values()),
        places=tuple(Place(name, seats.get(name)) for name in rooms),
        first_day=said.first_day,
        last_day=said.last_day,
    )


def _listings(given: Given, tables: Sequence[Table], intake: Intake, pages: Pages) -> list[Listing]:
    """Return the tables that a mapping names, or that with most of its headings; complain of others."""
    headings = [name for names in given.said.columns.all.values() for name in names]
    wanted = {*map(folded, headings)}
    chosen: list[Table] = []
    for name in given.said.list:
        found = [each for each in tables if each.name == name]
        if not found:
            hint = nearest(name, [each.name for each in tables])
            intake.complain(given.line("list"), "list", quoted(name), "a sheet, or a file", hint)
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
        intake.complain(line, "headings", "none of the mapping's", expected, _UNHEADED)
    for listing in listings:
        _complain_of_headings(given, listing, intake)
    return listings


def _complain_of_headings(given: Given, listing: Listing, intake: Intake) -> None:
    """Complain of headings that a table lacks, and of titles side by side."""
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


def _complain_of_open(given: Given, reading: Reading, intake: Intake, *, needs_rooms: bool) -> None:
    """Complain of what a mapping leaves open, if no session has a time."""
    said = given.said
    for key, day in (("first_day", said.first_day), ("last_day", said.last_day)):
        if day is None:
            expected = "a date such as 2026-06-11, as no session has a time"
            intake.complain(given.line(key), key, "nothing", expected)
    if needs_rooms and not said.rooms and not any(each.room for each in reading.events):
        expected = "names of rooms with their seats, as no session has a room"
        intake.complain(given.line("rooms"), "rooms", "nothing", expected)
