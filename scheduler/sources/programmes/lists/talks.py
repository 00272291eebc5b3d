"""From a list of talks and its mapping to a programme."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.instance import nearest, quoted
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.lists.authors import Authors
from scheduler.sources.programmes.lists.faults import Faults
from scheduler.sources.programmes.lists.listings import (
    Listing,
    headed_at,
    listing_of,
    name_of,
    named,
    sheets_in,
)
from scheduler.sources.programmes.lists.mapping_files import mapping_in
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.readings import Reading
from scheduler.sources.programmes.lists.seats import beyond, differing, rooms_in, seats_of
from scheduler.sources.programmes.lists.selection.grids import unfolded
from scheduler.sources.programmes.lists.selection.places import with_whole_fields
from scheduler.sources.programmes.lists.selection.sections import named_rows
from scheduler.sources.programmes.lists.selection.unheaded import above
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
    listings = _listings(said, sheets, intake, ledger)
    if not listings or not _have_all(said, listings, intake):
        return None
    return _read(said, listings, sheets, Faults(intake, ledger))


def _read(
    said: ListMapping, listings: Sequence[Listing], sheets: Sequence[Sheet], faults: Faults
) -> Programme | None:
    """Return what the rows of a list say; complain of all that is wrong in them."""
    intake = faults.intake
    authors = Authors(said, sheets, faults)
    read = (*(each.sheet for each in listings), authors.sheet)
    left = [each for each in sheets if each not in read]
    rooms = rooms_in(left, listings[0])
    more = {} if rooms is None else beyond(rooms, said.rooms)
    grid = unfolded(*with_whole_fields(said, listings))
    reading = Reading(grid.said, grid.listings, faults, authors, more)
    for note in (each for listing in listings for each in listing.sheet.notes):
        intake.leave(note)
    reading.take_all()
    faults.fold()
    if intake.complaints:
        return None
    for note in (
        *_above(listings),
        *grid.notes(),
        *reading.notes(),
        *_lacking_in_some(said, listings),
    ):
        intake.leave(note)
    programme = reading.programme(Path(listings[0].sheet.file).stem)
    if rooms is None:
        _leave_unread(listings, left, intake)
        return programme
    others = [each for each in left if each != rooms.sheet]
    said_of_all = _leave_unread(listings, others if reading.has_more_seats else left, intake)
    over = {said_of_all: _not_read(listings, others)} if said_of_all else {}
    if differ := [*differing(rooms, said.rooms)]:
        more_rooms = f" and {len(differ) - MOST_ROOMS} more" if len(differ) > MOST_ROOMS else ""
        seats = f"{', '.join(differ[:MOST_ROOMS])}{more_rooms}"
        note = f"{name_of(rooms.sheet)} has other seats, which do not count: {seats}."
        intake.leave(note)
        return replace(programme, listed=seats_of(rooms), over={**over, note: ""})
    return replace(programme, over=over)


def _above(listings: Sequence[Listing]) -> Iterator[str]:
    """Yield which rows stand above the headings of sheets."""
    for each in listings:
        if rows := above(each):
            yield f"{name_of(each.sheet)}: above the headings, and not read: {named_rows(rows)}."


def _leave_unread(listings: Sequence[Listing], left: Sequence[Sheet], intake: Intake) -> str:
    """Take down which sheets are not read, if there are some, and return what is said of them."""
    note = _not_read(listings, left)
    if note:
        intake.leave(note)
    return note


def _not_read(listings: Sequence[Listing], left: Sequence[Sheet]) -> str:
    """Return which sheets are not read, and how those are that look like the list; nothing if all are."""
    if not left:
        return ""
    names, those = ", ".join(map(name_of, left)), listed([name_of(each.sheet) for each in listings])
    text = f"Not read: {names}. The list is {those}."
    headings = listings[0].columns
    alike = [each for each in left if (it := listing_of(each, headings)) and it.has_all(headings)]
    if not alike:
        return text
    all_ = [*(each.sheet for each in listings), *alike]
    line = f"list: {json.dumps([*map(name_of, all_)], ensure_ascii=False)}"
    same = "has" if len(alike) == 1 else "have"
    return (
        f"{text} {listed([*map(name_of, alike)])} {same} the same headings; to read all: `{line}`."
    )


def _headings(said: ListMapping | None) -> list[str]:
    """Return all headings that a mapping names."""
    if said is None:
        return []
    of_people = () if said.people is None else (said.people.session, *said.people.name)
    return [*(each for names in said.columns.values() for each in names), *of_people]


def _listings(
    said: ListMapping, sheets: Sequence[Sheet], intake: Intake, ledger: Ledger
) -> list[Listing]:
    """Return the sheets that a mapping names, or that which has most of its headings; none, if one lacks."""
    headings = [each for names in said.columns.values() for each in names]
    chosen = []
    for name in said.lists:
        sheet = named(sheets, name)
        if sheet is None:
            hint = nearest(name, map(name_of, sheets))
            intake.complain(said.line("list"), "list", quoted(name), "a sheet, or file", hint)
        elif sheet not in chosen:
            chosen.append(sheet)
    if intake.complaints:
        return []
    of = {
        each.place: listing_of(each, headings) if said.is_headed else headed_at(each, 0)
        for each in chosen or sheets
    }
    found = [each for each in of.values() if each is not None]
    lacking = [each for each in chosen if of[each.place] is None] or ([] if found else sheets[:1])
    for sheet in lacking:
        place = ledger.line(sheet.place)
        intake.complain(place, "headings", "none of the mapping's", listed(headings[:4]))
    if lacking:
        return []
    if chosen:
        return found
    return [max(found, key=lambda each: sum(each.column(name) is not None for name in headings))]


def _have_all(said: ListMapping, listings: Sequence[Listing], intake: Intake) -> bool:
    """Tell whether a list has all headings of its mapping; complain of each that all its sheets lack.

    None of them may lack that of titles.
    """
    is_lacking = False
    for where, heading in _wanted(said):
        lacking = [each for each in listings if each.column(heading) is None]
        if not lacking or (len(lacking) < len(listings) and where != "columns.title"):
            continue
        is_lacking = True
        line, sheet = said.line(where), lacking[0].sheet
        hint = nearest(heading, lacking[0].columns)
        intake.complain(line, where, quoted(heading), f"a heading of {sheet.place}", hint)
    return not is_lacking


def _wanted(said: ListMapping) -> list[tuple[str, str]]:
    """Return the headings that a mapping names, each with its field."""
    columns = [(f"columns.{what}", each) for what, names in said.columns.items() for each in names]
    return [*columns, *(("only", each) for each in said.only)]


def _lacking_in_some(said: ListMapping, listings: Sequence[Listing]) -> Iterator[str]:
    """Yield which sheets of several lack a column that others have."""
    for where, heading in _wanted(said):
        lacking = [name_of(each.sheet) for each in listings if each.column(heading) is None]
        if lacking:
            field = where.removeprefix("columns.")
            yield f"{listed(lacking)}: no column {quoted(heading)}, so nothing is known of `{field}`."
