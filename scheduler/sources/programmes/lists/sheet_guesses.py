"""Sheets that are one list, such as one for each day, and their days, for a proposed mapping."""

from collections.abc import Iterator, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.headings import field_of
from scheduler.sources.programmes.lists.listings import Listing, listing_of, name_of
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.sheet_days import SheetDays, says_a_day
from scheduler.sources.tables.sheets import Sheet

MOST_REPEATED = 0.5
"""Of the titles of a sheet, the part that may stand in the list already: else it is a version of that."""


def alike_to(best: Listing, sheets: Sequence[Sheet]) -> list[Listing]:
    """Return a list and the other sheets with its headings, in their order, but versions of what is there."""
    known = [name for name in best.columns if field_of(name) is not None]
    title = next((name for name in known if field_of(name) == "title"), None)
    if title is None or len(known) < 2:
        return [best]
    of = {each.place: listing_of(each, best.columns) for each in sheets}
    alike = [each for each in of.values() if each and each.has_all(known) and any(each.rows())]
    found, titles = [], _titles(best, title)
    for each in alike:
        own = set() if each.sheet == best.sheet else _titles(each, title)
        if len(own & titles) <= MOST_REPEATED * len(own):
            found.append(best if each.sheet == best.sheet else each)
            titles |= own
    return found


def _titles(listing: Listing, heading: str) -> set[str]:
    name = next(each for each in listing.columns if folded(each) == folded(heading))
    return {folded(str(value)) for value in listing.values(name)}


def days_by_name(listings: Sequence[Listing]) -> Iterator[Line]:
    """Yield what is needed for the days that sheets say by their names."""
    days = SheetDays(ListMapping(), listings)
    names = ", ".join(quoted(name_of(each.sheet)) for each in listings if says_a_day(each))
    open_ = [each for each in listings if days.of(each) is None and says_a_day(each)]
    if not open_:
        known = [day for each in listings if (day := days.of(each)) is not None]
        yield Line("first_day", min(known).isoformat(), f"days by the sheets {names}")
    elif any("year" in days.hint(each) for each in open_):
        yield Line("year", None, f"not known: that of the days of the sheets {names}")
    else:
        yield Line("first_day", None, f"not known: the first day; the sheets {names} go by it")
