"""Lists without headings, or with headings below other lines: what is told of them."""

from collections.abc import Sequence

from scheduler.sources.programmes.lists.contents import is_of_times
from scheduler.sources.programmes.lists.listings import Listing, headed_at
from scheduler.sources.tables.sheets import Sheet, Trouble, Value

UNHEADED = "the list has no headings: columns are called by their letters"


def is_headed(listing: Listing) -> bool:
    """Tell whether a row of headings is one: neither it nor a row above has a time as those below."""
    whole = headed_at(listing.sheet, 0)
    below = Listing(listing.sheet, listing.heading_row, whole.columns)
    of_times = [at for name, at in whole.columns.items() if is_of_times(below.values(name))]
    above = [cells for row, cells in listing.sheet.rows.items() if row <= listing.heading_row]
    return not any(
        len(cells) > 1 and is_of_times([value])
        for cells in above
        for at in of_times
        if (value := cells.get(at)) is not None and not isinstance(value, Trouble)
    )


def unheaded(sheets: Sequence[Sheet]) -> Listing | None:
    """Return the first sheet that is a list, with a column of times and another of texts.

    It is one without headings, or with some of which none is understood.
    """
    for sheet in sheets:
        for row in (next(iter(sheet.rows), 0), 0):
            listing = headed_at(sheet, row)
            times = [name for name in listing.columns if is_of_times(listing.values(name))]
            has_texts = times and fullest(listing, times) is not None
            if has_texts and len(sheet.rows) > 1 and (not row or is_headed(listing)):
                return listing
    return None


def fullest(listing: Listing, taken: Sequence[str]) -> str | None:
    """Return the first column of those with most different texts; None if there is none."""
    texts = {
        name: len({each for each in listing.values(name) if _is_text(each)})
        for name in listing.columns
        if name not in taken
    }
    found = max(texts, key=lambda each: texts[each], default=None)
    return found if found is not None and texts[found] else None


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value))


def above(listing: Listing) -> dict[int, str]:
    """Return rows above the headings, but a title alone, with their first text: they are not read."""
    return {
        number: " ".join(str(next(iter(cells.values()))).split())
        for number, cells in listing.sheet.rows.items()
        if number < listing.heading_row and len(cells) > 1
    }
