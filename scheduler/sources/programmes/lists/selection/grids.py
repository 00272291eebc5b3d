"""Lists with days, or rooms, side by side: a column of titles for each, whose heading says which it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.sources.programmes.hours import clock
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.contents import is_of_times
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.times.called_days import called
from scheduler.sources.programmes.lists.values import ORDERS, When, day_in, when
from scheduler.sources.tables.sheets import Trouble, Value

Cells = Mapping[int, Value | Trouble]
Rows = dict[int, dict[int, Value | Trouble]]

HEADING = "heading of the titles"
"""The column that stands for what the headings say."""
_ANY_YEAR = 2000


@dataclass(slots=True)
class Grid:
    """What is read of titles side by side, a list for each of their columns."""

    listings: Sequence[Listing]
    said: ListMapping
    joined: list[str] = field(default_factory=list)
    """Cells below one another, or beside one another, that are one session."""

    def notes(self) -> Iterator[str]:
        """Yield which cells are one session."""
        if joined := self.joined:
            more = f" and {len(joined) - 1} more" if len(joined) > 1 else ""
            yield f"{joined[0]}{more}: the same in cells next to one another, so one session."


def unfolded(said: ListMapping, listings: Sequence[Listing]) -> Grid:
    """Return a list for each column of titles, with a column of its heading, and a mapping for it."""
    titles = said.columns.get("title", ())
    if not said.title_headings:
        return Grid(listings, said)
    columns = {**said.columns, "title": titles[:1], said.title_headings: (HEADING,)}
    grid = Grid([], replace(said, columns=columns))
    found = []
    for listing in listings:
        headings = [each for each in titles if listing.column(each) is not None]
        found += [_of_column(listing, headings, at, grid) for at in range(len(headings))]
    grid.listings = found
    return grid


def _of_column(listing: Listing, headings: Sequence[str], at: int, grid: Grid) -> Listing:
    """Return the list that one of several columns of titles is."""
    places = [listing.column(each) or 0 for each in headings]
    title, others = places[at], {*places} - {places[at]}
    virtual = max(max(cells, default=0) for cells in listing.sheet.rows.values()) + 1
    rows: Rows = {}
    for number, cells in listing.sheet.rows.items():
        if number <= listing.heading_row or not _is_text(cells.get(title)):
            continue
        if grid.said.title_headings != "date" and _is_for_all(cells, places):
            if at:
                continue
            grid.joined.append(listing.sheet.cell(number, title))
        own = {column: value for column, value in cells.items() if column not in others}
        rows[number] = own | {virtual: headings[at]}
    rows = _joined(rows, listing, title, grid)
    above = {row: each for row, each in listing.sheet.rows.items() if row <= listing.heading_row}
    columns = {name: each for name, each in listing.columns.items() if each not in places}
    first = grid.said.columns["title"][0]
    return Listing(
        replace(listing.sheet, rows={**above, **rows}),
        listing.heading_row,
        {**columns, first: title, HEADING: virtual},
        listing.unnamed - {*places},
        {virtual: (listing.heading_row, title)},
    )


def _joined(rows: Rows, listing: Listing, title: int, grid: Grid) -> Rows:
    """Return rows of which those with one title are one, where each begins as the one above ends."""
    start, end = (
        listing.column(each) if (each := next(iter(grid.said.columns.get(name, ())), "")) else None
        for name in ("start", "end")
    )
    mapped = (listing.column(each) for of in grid.said.columns.values() for each in of)
    others = {title, *(each for each in mapped if each is not None)} - {start, end}
    found: Rows = {}
    above: dict[int, Value | Trouble] | None = None
    for number, cells in rows.items():
        times = _times(cells, start, end)
        before = None if above is None else _times(above, start, end)
        is_same = above is not None and all(
            folded(str(above.get(each, ""))) == folded(str(cells.get(each, ""))) for each in others
        )
        if above is not None and start and is_same and before and times and before[1] == times[0]:
            span = f"{clock(before[0])}-{clock(times[1])}"
            above |= {end: cells[end]} if end else {start: span}
            grid.joined.append(listing.sheet.cell(number, title))
        else:
            above = found[number] = cells
    return found


def _times(cells: Cells, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Return from when to when a row lasts, if it says both as clock times alone."""
    first = _when(cells.get(start or 0))
    last = first.until if end is None else _when(cells.get(end)).minute
    known = first.minute is not None and last is not None and first.day is None and not first.called
    return (first.minute or 0, last or 0) if known else None


def _when(value: Value | Trouble | None) -> When:
    found = None if value is None or isinstance(value, Trouble) else when(value, ORDERS[0])
    return found or When()


def _is_for_all(cells: Cells, places: Sequence[int]) -> bool:
    """Tell whether each of several columns has the same text, as where cells were merged."""
    texts = [folded(str(cells[each])) for each in places if each in cells]
    return len(texts) == len(places) > 1 and len({*texts}) == 1


def _is_text(value: Value | Trouble | None) -> bool:
    """Tell whether a cell holds more than a dash."""
    return value is not None and (isinstance(value, Trouble) or any(map(str.isalnum, str(value))))


def days_beside(listing: Listing) -> list[str]:
    """Return the columns of titles that are called by their days, if a column of times is beside them."""
    days = [each for each in listing.columns if says_day(each) and _are_texts(listing, each)]
    others = [each for each in listing.columns if each not in days]
    is_timed = any(is_of_times(listing.values(each)) for each in others)
    return days if len(days) > 1 and is_timed else []


def narrowed(
    listing: Listing, by_field: dict[str, list[str]], beside: Sequence[str], said: str
) -> Listing:
    """Return a list with the first of several columns of titles alone; nothing else is taken from them."""
    for name in [*by_field]:
        by_field[name] = [each for each in by_field[name] if each not in beside]
        if name in ("title", said) or not by_field[name]:
            del by_field[name]
    by_field["title"] = [*beside[:1]]
    columns = {each: at for each, at in listing.columns.items() if each not in beside[1:]}
    return replace(listing, columns=columns)


def read_side_by_side(
    of: Mapping[str, object], listings: Sequence[Listing], said: str
) -> tuple[Sequence[Listing], dict[str, object]]:
    """Return a list for each of several columns of titles, and which columns of it hold what."""
    names = {
        key: [*value] if isinstance(value, list) else [str(value)] for key, value in of.items()
    }
    columns = {key: tuple(each) for key, each in names.items()}
    grid = unfolded(ListMapping(columns=columns, title_headings=said), listings)
    return grid.listings, {**of, "title": names["title"][0], said: HEADING}


def says_day(heading: str) -> bool:
    """Tell whether a heading is that of a day: a date, a day of the week, or *Day 2*."""
    said = called(heading)
    is_called = said is not None and (said.is_named or bool(said.weekday))
    return is_called or any(day_in(heading, order, _ANY_YEAR) for order in ORDERS)


def _are_texts(listing: Listing, heading: str) -> bool:
    """Tell whether texts stand in a column, in some rows at least, and no numbers or times."""
    values = listing.values(heading)
    texts = [each for each in values if isinstance(each, str) and any(map(str.isalpha, each))]
    return bool(texts) and 2 * len(texts) >= len(values) and not is_of_times(texts)


def number_of_days(headings: Iterable[str]) -> int:
    """Return how many of some headings are days, if these are several."""
    number = sum(map(says_day, headings))
    return number if number > 1 else 0
