"""Which of several columns holds starts, ends and days: told by what stands there."""

from collections.abc import Callable, Mapping, Sequence

from scheduler.sources.programmes.lists.contents import (
    are_called_days,
    is_of_dates,
    is_of_moments,
    is_of_times,
)
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.tables.sheets import Value

Columns = dict[str, list[str]]
"""Headings by what their columns hold, the likeliest first."""


def settled(listing: Listing, found: Columns, all_: Mapping[str, Sequence[str]]) -> None:
    """Put the columns of starts, ends and days right that their headings confuse.

    Parameters
    ----------
    listing
        The list.
    found
        Columns by their headings, which is changed.
    all_
        The same with those that less likely headings have.
    """
    for field in ("start", "end"):
        several = [*dict.fromkeys([*found.get(field, ()), *all_.get(field, ())])]
        moments = _those(listing, several, is_of_moments)
        if field == "start" and not several and "date" in found:
            moments = _those(listing, found.pop("date"), is_of_moments) or moments
            found |= {} if moments else {"date": [*all_["date"]]}
        if best := moments or _those(listing, several, is_of_times):
            found[field] = [*best, *(each for each in found.get(field, ()) if each not in best)]
    _settle_dates(listing, found, all_.get("start", ()))


def _settle_dates(listing: Listing, found: Columns, starts: Sequence[str]) -> None:
    """Take days from a column of dates that is called a start, and leave out what dates of starts say."""
    start = found.get("start", [])[:1]
    if not start:
        return
    if is_of_dates(listing.values(start[0])):
        dates = found.get("date", [])
        if dates and not is_of_dates(listing.values(dates[0])) and is_of_called(listing, dates[0]):
            del found["date"]
        return
    dates = [each for each in _those(listing, starts, is_of_dates) if each not in start]
    if dates and "date" not in found and is_of_times(listing.values(start[0])):
        found["date"] = dates
        found["start"] = [each for each in found["start"] if each not in dates]


def is_of_called(listing: Listing, heading: str) -> bool:
    """Tell whether a column calls days of the conference by numbers or names."""
    return are_called_days(listing.values(heading))


def _those(
    listing: Listing, headings: Sequence[str], is_of: Callable[[Sequence[Value]], bool]
) -> list[str]:
    return [each for each in headings if is_of(listing.values(each))]
