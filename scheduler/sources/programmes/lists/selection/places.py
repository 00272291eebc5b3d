"""What two columns say together: Room 1 of the east wing; an end as a date and a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.contents import is_of_dates, is_of_days, is_of_times
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.tables.sheets import Trouble, Value

Cells = Mapping[int, Value | Trouble]


def houses_of(listing: Listing, room: str, others: Sequence[str]) -> list[str]:
    """Return the columns of some without which a room is not known: one name stands with several there."""
    return [each for each in others if each != room and _tells_apart(listing, room, each)]


def _tells_apart(listing: Listing, room: str, house: str) -> bool:
    at, where = listing.columns[room], listing.columns[house]
    found: dict[str, set[str]] = {}
    for _, cells in listing.rows():
        if at in cells:
            if where not in cells:
                return False
            found.setdefault(folded(str(cells[at])), set()).add(folded(str(cells[where])))
    houses = set[str]().union(*found.values())
    return any(len(each) > 1 for each in found.values()) and len(houses) < sum(
        map(len, found.values())
    )


SIGNS = {"room": ", ", "end": " "}
"""What stands between what several columns of one field say together."""


def with_whole_fields(
    said: ListMapping, listings: Sequence[Listing]
) -> tuple[ListMapping, Sequence[Listing]]:
    """Return a mapping with one column of rooms and ends, and lists in which that has all of it."""
    for field in SIGNS:
        headings = said.columns.get(field, ())
        if len(headings) > 1:
            said = replace(said, columns={**said.columns, field: headings[-1:]})
            listings = [with_whole(field, each, headings) for each in listings]
    return said, listings


def with_whole(field: str, listing: Listing, headings: Sequence[str]) -> Listing:
    """Return a list in which the last of some columns has what stands in all: *East, Room 1*."""
    columns = [at for each in headings if (at := listing.column(each)) is not None]
    rows = {
        number: {**cells, **_whole(cells, columns, SIGNS[field])}
        if number > listing.heading_row
        else cells
        for number, cells in listing.sheet.rows.items()
    }
    known = {name: at for name, at in listing.columns.items() if at not in columns[:-1]}
    return replace(listing, sheet=replace(listing.sheet, rows=rows), columns=known)


def _whole(cells: Cells, columns: Sequence[int], sign: str) -> Cells:
    found = [cells[at] for at in columns if at in cells]
    is_day_alone = sign == SIGNS["end"] and columns[-1] not in cells
    if len(found) < 2 or is_day_alone or any(isinstance(each, Trouble) for each in found):
        return {columns[-1]: found[0]} if found and not is_day_alone else {}
    return {columns[-1]: sign.join(dict.fromkeys(_said(each) for each in found))}


def _said(value: Value | Trouble) -> str:
    """Return a value in one line; a date that has hours in its format alone without them."""
    is_day = isinstance(value, datetime) and value.time() == time()
    return (
        str(value.date())
        if isinstance(value, datetime) and is_day
        else " ".join(str(value).split())
    )


def day_of_ends(listing: Listing, end: str, others: Sequence[str]) -> list[str]:
    """Return the column of the days on which sessions end, if that of their ends has clock times alone."""
    if not is_of_times(listing.values(end)) or is_of_dates(listing.values(end)):
        return []
    return [each for each in others if each != end and is_of_days(listing.values(each))][:1]
