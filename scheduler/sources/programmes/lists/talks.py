"""From a list of talks and its mapping to a programme."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.instance import nearest, quoted
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.lists.authors import Authors
from scheduler.sources.programmes.lists.faults import Faults
from scheduler.sources.programmes.lists.listings import (
    Listing,
    listing_of,
    name_of,
    named,
    sheets_in,
)
from scheduler.sources.programmes.lists.mappings import ListMapping, mapping_in
from scheduler.sources.programmes.lists.readings import Reading
from scheduler.sources.programmes.lists.seats import differing, rooms_in
from scheduler.sources.programmes.records import Programme
from scheduler.sources.tables.sheets import Ledger, Sheet
from scheduler.sources.variants.layers import Pages
from scheduler.wording import listed

MOST_ROOMS = 6
"""Rooms that are named whose seats another sheet says otherwise."""


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
    return _read(said, listing, sheets, Faults(intake, ledger))


def _read(
    said: ListMapping, listing: Listing, sheets: Sequence[Sheet], faults: Faults
) -> Programme | None:
    """Return what the rows of a list say; complain of all that is wrong in them."""
    intake = faults.intake
    authors = Authors(said, sheets, faults)
    reading = Reading(said, listing, faults, authors)
    for note in listing.sheet.notes:
        intake.leave(note)
    for row in reading.rows():
        reading.take(row)
    reading.complain_of_open()
    faults.fold()
    if intake.complaints:
        return None
    for note in reading.notes():
        intake.leave(note)
    read = (listing.sheet, authors.sheet)
    if left := [each for each in sheets if each not in read]:
        names = ", ".join(map(name_of, left))
        intake.leave(f"Not read: {names}. The list is {name_of(listing.sheet)}.")
    rooms = rooms_in(left, listing)
    if rooms is not None and (others := [*differing(rooms, said.rooms)]):
        more = f" and {len(others) - MOST_ROOMS} more" if len(others) > MOST_ROOMS else ""
        seats = f"{', '.join(others[:MOST_ROOMS])}{more}"
        intake.leave(f"{name_of(rooms.sheet)} has other seats, which do not count: {seats}.")
    return reading.programme(Path(listing.sheet.file).stem)


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
