"""Rooms and their seats, for a proposed mapping: out of a sheet of rooms, and out of the rows of the list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.alike import Known, folded
from scheduler.sources.programmes.lists.heading_words import is_of_seats
from scheduler.sources.programmes.lists.headings import field_of
from scheduler.sources.programmes.lists.listings import Listing, listing_by, name_of
from scheduler.sources.programmes.lists.mappings import MOST_SEATS
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.values import crowd_in
from scheduler.sources.programmes.records import Event
from scheduler.sources.tables.sheets import Sheet, Trouble, Value

MOST_BESIDE = 0.25
"""Of the sessions of a list, the part that may be at once in a room that is that of all others."""
MOST_NAMED = 6
"""Sessions that are named of those which are not in it."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """A sheet of rooms."""

    sheet: Sheet
    room: str
    """The heading of their names."""
    seats: str
    """The heading of their seats."""
    all: Mapping[str, int | None]
    """Seats by name."""


def rooms_in(sheets: Sequence[Sheet], listing: Listing) -> Rooms | None:
    """Return the first sheet, other than the list, that has rooms with their seats; None if there is none."""
    for sheet in sheets:
        if sheet == listing.sheet:
            continue
        found = listing_by(sheet, lambda texts: int(None not in _headings(texts)))
        room, seats = (None, None) if found is None else _headings([*found.columns])
        if found is not None and room is not None and seats is not None:
            return Rooms(sheet, room, seats, _seats(found, room, seats))
    return None


def _headings(texts: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the headings of names and seats among some."""
    seats = next((each for each in texts if is_of_seats(each)), None)
    by_field = {field_of(each): each for each in reversed(texts) if each != seats}
    return by_field.get("room", by_field.get("title")), seats


def _seats(listing: Listing, room: str, seats: str) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for _, cells in listing.rows():
        name, value = cells.get(listing.columns[room]), cells.get(listing.columns[seats])
        if name is None or isinstance(name, Trouble):
            continue
        number = None if value is None or isinstance(value, Trouble) else crowd_in(value)[0]
        is_some = number is not None and 0 < number <= MOST_SEATS
        found.setdefault(" ".join(str(name).split()), number if is_some else None)
    return found


def room_line(rooms: Rooms | None, values: Sequence[Value]) -> Line:
    """Return the line of a mapping that has all rooms; names that may be slips are comments there."""
    why = "seats of rooms; null stands for not known"
    if rooms is not None:
        where = f"column {quoted(rooms.seats)} of {quoted(name_of(rooms.sheet))}"
        why = f"seats from {where}; null stands for not known"
    elif not values:
        why = (
            "no column has rooms: name them, with their seats, such as Auditorium: 250; "
            "if it is one alone, all are held there"
        )
    return Line("rooms", None, why, [*_rows(rooms, values)])


def beyond(rooms: Rooms, said: Mapping[str, int | None]) -> dict[str, int]:
    """Return the seats of the rooms of a sheet that a mapping does not have."""
    here = {*map(folded, said)}
    return {
        name: seats
        for name, seats in rooms.all.items()
        if seats is not None and folded(name) not in here
    }


def differing(rooms: Rooms, said: Mapping[str, int | None]) -> Iterator[str]:
    """Yield the rooms of a sheet and a mapping whose seats are not those that it says, with both."""
    here = {folded(name): seats for name, seats in said.items()}
    for name, seats in rooms.all.items():
        mine = here.get(folded(name))
        if seats is not None and seats != mine and folded(name) in here:
            yield f"{name} ({seats} there, {'none' if mine is None else mine} in the mapping)"


def seats_of(rooms: Rooms) -> dict[str, int]:
    """Return the seats that a sheet of rooms has, by folded names."""
    return {folded(name): seats for name, seats in rooms.all.items() if seats is not None}


def in_one_room(events: Sequence[Event], name: str) -> tuple[tuple[Event, ...], str]:
    """Return sessions, all in one room but those that others would be beside, and what is said of that.

    Where these are many, the room is not that of all, and nothing changes.
    """
    said = "the only one of the mapping"
    late: list[Event] = []
    until: datetime | None = None
    held = [each for each in events if each.start is not None and each.end is not None]
    for each in sorted(held, key=lambda each: str(each.start and each.start.astimezone(UTC))):
        if until is not None and each.start is not None and each.start < until:
            late.append(each)
        else:
            until = each.end
    if len(late) > MOST_BESIDE * len(held):
        note = (
            f"No row names a room, and some are held at once: they are not all in {name}, {said}."
        )
        return tuple(events), f"{note} Give the list a column of rooms."
    note = f"No row names a room: all are held in {name}, {said}"
    if late:
        more = f" and {len(late) - MOST_NAMED} more" if len(late) > MOST_NAMED else ""
        titles = ", ".join(quoted(each.title) for each in late[:MOST_NAMED])
        note += f", but {titles}{more}: another is held there then"
    others = {id(each) for each in late}
    found = (
        replace(each, room=name) if each.start is not None and id(each) not in others else each
        for each in events
    )
    return tuple(found), f"{note}."


def _rows(rooms: Rooms | None, values: Sequence[Value]) -> Iterator[Line]:
    given = {} if rooms is None else rooms.all
    for name, seats in given.items():
        yield Line(name, seats, "")
    names = [" ".join(str(each).split()) for each in values if any(map(str.isalnum, str(each)))]
    number = Counter(map(folded, names))
    first = {folded(name): name for name in reversed(names)}
    slips, known = {}, Known(given)
    for key in sorted(dict.fromkeys(map(folded, names)), key=lambda each: -number[each]):
        slips[key] = known.near(first[key])
        known.add(first[key])
    told = {*map(folded, given)}
    for key in dict.fromkeys(map(folded, names)):
        if key in told:
            continue
        if slips[key]:
            yield Line("#", first[key], f"maybe {quoted(slips[key])}, and left out here")
        else:
            lacking = "" if rooms is None else f"not in {quoted(name_of(rooms.sheet))}"
            yield Line(first[key], None, lacking)
