"""Lists with a row for each paper: which column names the session, or panel, that several of them make."""

from collections.abc import Iterator, Sequence

from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.contents import MOSTLY, is_of_numbers
from scheduler.sources.programmes.lists.heading_words import is_of_a_session
from scheduler.sources.programmes.lists.headings import field_of
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.proposals import Line

_FEWEST_ROWS = 1.5
"""Rows of a session, on average."""
_SHARED = ("date", "start", "end", "duration", "room")
"""What all rows of a session have alike."""
_PERSONS = ("speakers", "chair")
_SHORT = 6
"""Letters of what is a number of a session rather than its title, at most."""

ByField = dict[str, list[str]]


def panels(listing: Listing, by_field: ByField) -> Iterator[Line]:
    """Take what several papers are held in for a session, if there is such, and yield what is left out."""
    titles = by_field.get("title", [])
    named = [each for each in _candidates(listing, titles) if _are_groups(listing, each, titles[0])]
    if not named:
        return
    panel = next((each for each in named if not _is_short(listing, each)), named[0])
    if "start" not in by_field:
        why = "several rows have the same here: if they are papers of one session, let it be the `title`"
        yield Line("#", panel, why)
        return
    shared = [by_field[each][0] for each in _SHARED if each in by_field]
    if not all(is_alike(listing, panel, each) for each in shared):
        _take_for_track(listing, panel, by_field)
        return
    paper = titles[0]
    by_field["title"] = [panel]
    why = f"titles of papers, of which several make one session, named in {panel}: not taken over"
    yield Line("#", paper, why)
    codes = [each for each in named if each != panel and is_alike(listing, each, panel)]
    codes = [each for each in codes if is_alike(listing, panel, each)]
    if codes:
        by_field["id"] = codes[:1]
    for field in [each for each in by_field if each not in (*_SHARED, *_PERSONS, "title")]:
        heading = by_field[field][0]
        if not is_alike(listing, panel, heading):
            del by_field[field]
            yield Line("#", heading, "differs among rows of one session: not taken over")


def _take_for_track(listing: Listing, panel: str, by_field: ByField) -> None:
    """Take what rows at different times are held in for their track, if there is no other."""
    times = [by_field[each][0] for each in ("date", "start") if each in by_field]
    is_one_time = all(is_alike(listing, panel, each) for each in times)
    if "track" in by_field or is_one_time or is_of_numbers(listing.values(panel)):
        return
    by_field["title"].remove(panel)
    by_field["track"] = [panel]


def _candidates(listing: Listing, titles: Sequence[str]) -> list[str]:
    """Return columns beside that of titles whose headings name a session."""
    others = (each for each in listing.columns if each not in titles[:1])
    return [
        each for each in others if titles and field_of(each) == "title" and is_of_a_session(each)
    ]


def _groups(listing: Listing, heading: str) -> dict[str, list[dict[int, str]]]:
    """Return the cells of the rows by what stands in a column, as they are compared."""
    at, found = listing.columns[heading], dict[str, list[dict[int, str]]]()
    for _, cells in listing.rows():
        plain = {column: folded(str(value)) for column, value in cells.items()}
        if at in plain:
            found.setdefault(plain[at], []).append(plain)
    return found


def _are_groups(listing: Listing, heading: str, title: str) -> bool:
    """Tell whether several rows, nearly all, have the same in a column, and other titles."""
    groups = _groups(listing, heading)
    number, rows = sum(map(len, groups.values())), sum(1 for _ in listing.rows())
    if not groups or number < MOSTLY * rows or number < _FEWEST_ROWS * len(groups):
        return False
    return not is_alike(listing, heading, title)


def is_alike(listing: Listing, heading: str, other: str) -> bool:
    """Tell whether rows that have the same in a column have the same in another one."""
    at = listing.columns[other]
    groups = _groups(listing, heading).values()
    return all(len({cells.get(at) for cells in rows}) == 1 for rows in groups)


def _is_short(listing: Listing, heading: str) -> bool:
    values = [str(each) for each in listing.values(heading)]
    return sum(map(len, values)) <= _SHORT * len(values)
