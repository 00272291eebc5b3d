"""Rooms that two columns name together: Room 1 of the east wing, and Room 1 of the west wing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.sources.programmes.lists.alike import folded
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


def with_whole_rooms(
    said: ListMapping, listings: Sequence[Listing]
) -> tuple[ListMapping, list[Listing]]:
    """Return a mapping with one column of rooms, and lists in which that has what stands in several."""
    headings = said.columns.get("room", ())
    if len(headings) < 2:
        return said, [*listings]
    columns = {**said.columns, "room": headings[-1:]}
    return replace(said, columns=columns), [with_whole_room(each, headings) for each in listings]


def with_whole_room(listing: Listing, headings: Sequence[str]) -> Listing:
    """Return a list in which the last of some columns has what stands in all of them: *East, Room 1*."""
    columns = [at for each in headings if (at := listing.column(each)) is not None]
    rows = {
        number: {**cells, **_whole(cells, columns)} if number > listing.heading_row else cells
        for number, cells in listing.sheet.rows.items()
    }
    return replace(listing, sheet=replace(listing.sheet, rows=rows))


def _whole(cells: Cells, columns: Sequence[int]) -> Cells:
    found = [cells[at] for at in columns if at in cells]
    if not found or any(isinstance(each, Trouble) for each in found):
        return {}
    return {columns[-1]: ", ".join(dict.fromkeys(" ".join(str(each).split()) for each in found))}
